"""Scores per second: 20 judges who tap again as soon as their ack is there, on the real app, each commit on the disk (FULL).

Starts `contest run` on a folder of its own. Two servers take turns in one run: acts that arrive together share a commit, and,
beside it, the same with one act a commit. The limit of events a second for one connection is raised for both.
Prints JSON. `--judges --seconds --rounds`.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import selectors
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import websocket

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["CONTEST_ASYNC_MODE"] = "threading"  # this process; the server is told its own

from contest.play import cookie_of  # noqa: E402
from tests import servers  # noqa: E402

CRITERIA = 5
RAISED = """
import sys
from contest import runtime
runtime.patch()
from limits import RateLimitItemPerSecond
from contest import cli, turns
from contest.live import sockets
sockets.PACE = RateLimitItemPerSecond(100_000)
turns.MOST = int(sys.argv.pop(1))
cli.main()
"""


class Judge:
    """One socket that always has one score under way; every cell of the panel's sheets is written once, then again."""

    def __init__(self, url: str, slug: str, link: str, entries: int) -> None:
        seat = link.partition("#")[0].rpartition("/")[2]
        address = f"{url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket"
        self.line = websocket.create_connection(address, timeout=20, header=[f"Cookie: {cookie_of(url, link)}"])
        self.line.recv()
        self.line.send("40" + json.dumps({"contest": slug, "seat": seat}))
        self.line.recv()
        self._entries, self._done = entries, 0
        self._bases: dict[tuple[int, int], int] = {}
        self.sent = 0.0
        self.acks: list[float] = []

    def tap(self) -> None:
        self._cell = self._done % self._entries + 1, self._done // self._entries % CRITERIA + 1
        entry, criterion = self._cell
        told = {
            "op_id": secrets.token_hex(16), "round": 1, "entry": entry, "criterion": criterion,
            "value": str(1 + self._done % 9), "base": self._bases.get(self._cell, 0),
        }
        self._done += 1
        self.sent = time.perf_counter()
        self.line.send("420" + json.dumps(["enter_score", told]))

    def hear(self) -> bool:
        """Whether that was the ack of the score under way. SystemExit when it was refused."""
        text = self.line.recv()
        if text == "2":
            self.line.send("3")
        if not text.startswith("430"):
            return False
        ack = json.loads(text[3:])[0]
        if not ack["ok"]:
            raise SystemExit(f"refused: {ack}")
        self._bases[self._cell] = ack["score"]["revision"]
        self.acks.append(time.perf_counter() - self.sent)
        return True


def measure(judges: Sequence[Judge], seconds: float) -> dict[str, float]:
    """Everybody taps for so long; scores a second and how long acks took, in milliseconds."""
    ready = selectors.DefaultSelector()
    for judge in judges:
        judge.acks = []
        ready.register(judge.line, selectors.EVENT_READ, judge)
        judge.tap()
    began, own = time.perf_counter(), time.process_time()
    waiting = len(judges)
    while waiting:
        for key, _events in ready.select(1):
            if key.data.hear():
                if time.perf_counter() - began < seconds:
                    key.data.tap()
                else:
                    waiting -= 1
    took = time.perf_counter() - began
    acks = sorted(one * 1000 for judge in judges for one in judge.acks)
    return {
        "scores_per_second": round(len(acks) / took), "ack_p50_ms": round(statistics.median(acks), 1),
        "ack_p99_ms": round(acks[-1 - len(acks) // 100], 1), "client_cpu": round((time.process_time() - own) / took, 2),
    }


def serve(told: argparse.Namespace, most: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="contest-bench-") as folder:
        slug, links = servers.big_contest(Path(folder), told.judges, told.entries)
        with servers.running(Path(folder), command=("-c", RAISED, str(most))) as server:
            judges = [Judge(server.url, slug, link, told.entries) for link in links]
            measure(judges, 1.0)
            figures = measure(judges, told.seconds)
            server.stop()
        return figures


def main() -> None:
    told = arguments()
    runs: dict[str, list[dict[str, float]]] = {"shared": [], "alone": []}
    for _ in range(told.rounds):
        runs["shared"].append(serve(told, 64))
        runs["alone"].append(serve(told, 1))
    middle: dict[str, Any] = {
        name: {key: statistics.median(one[key] for one in found) for key in found[0]} for name, found in runs.items()
    }
    ratio = middle["shared"]["scores_per_second"] / middle["alone"]["scores_per_second"]
    print(json.dumps({"judges": told.judges, "runs": runs, "median": middle, "ratio": round(ratio, 2)}, indent=2))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how many scores a second a panel can have saved.")
    parser.add_argument("--judges", type=int, default=20)
    parser.add_argument("--entries", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
