"""F11: the server's wall clock jumps by hours and by half a minute, forward and back, while it runs and across a kill and a new
start. The countdown everybody sees goes on as if nothing had been.
"""

from __future__ import annotations

import json
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

from contest import config, serving
from contest.actions import running
from tests import servers
from tests.faults.hall import Extent, Report, wait_for
from tests.halls import ORGANIZER
from tests.servers import Server, big_contest

JUMPS = (3600, -7200, 30, 3570)  # seconds, one after another
MOST_MS = 1000  # what people see may move by this much
WALL = "wall"  # the file that says how far the wall is off


def run(extent: Extent, mode: str) -> Report:
    with _started(extent, mode) as (server, slug):
        began, left = time.monotonic(), _left(server, slug)
        moved, found, off = [], [], 0
        for jump in islice(cycle(JUMPS), extent.cycles):
            off += jump
            (server.data / WALL).write_text(str(off))
            for how in ("running", "restarted"):
                if how == "restarted":
                    server.kill()
                    server.restart()
                wait_for(lambda: servers.is_up(server.url))
                expected = left - (time.monotonic() - began) * 1000
                moved.append(abs(_left(server, slug) - expected))
                if moved[-1] > MOST_MS:
                    found.append(f"moved: by {moved[-1]:.0f} ms, {how}, the wall off by {off} s")
        return Report("clockjump", mode, {"jumps": extent.cycles, "most_moved_ms": round(max(moved))}, found)


@contextmanager
def _started(extent: Extent, mode: str) -> Iterator[tuple[Server, str]]:
    """A server whose wall can be moved, with a countdown that runs."""
    with tempfile.TemporaryDirectory(prefix="contest-fault-") as folder:
        data = Path(folder)
        slug, _ = big_contest(data, extent.judges, extent.entries)
        with serving.taken(config.load(data)) as app, app.app_context():
            told = {"round": 1, "stage": 1, "entry": None, "base": 0}
            serving.parts(app).door.perform(running.start_countdown, ORGANIZER, slug, told)
        (data / WALL).write_text("0")
        with servers.running(data, mode, ("-m", "tests.faults.shifted", str(data / WALL))) as server:
            yield server, slug


def _left(server: Server, slug: str) -> float:
    """What a screen would show, in milliseconds: the end that is told, by the server time that is told beside it."""
    with urllib.request.urlopen(f"{server.url}/api/v1/contests/{slug}/now?topics=countdown", timeout=10) as answer:
        told = json.load(answer)["topics"]["countdown"]["body"]
        return float(told["ends_at"] - int(answer.headers["Contest-Now"]))
