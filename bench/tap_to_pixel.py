"""From the tap that completes a scoresheet to the projector's pixel: 20 judges, 200 viewers, one server, real sockets.

Starts `contest run` on a folder of its own; one receiver is a Chromium page on the leaderboard, timed in the animation
frame after the row changed. Prints JSON (milliseconds). `--judges --viewers --taps --chromium PATH`.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import selectors
import shutil
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import socketio
import websocket
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["CONTEST_ASYNC_MODE"] = "threading"  # this process; the server is told its own

from contest.play import Seat  # noqa: E402
from tests import servers  # noqa: E402

BUDGET_MS = 300
NEVER = 60_000.0
CRITERIA = 5
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# notes the animation frame after the rows of the leaderboard changed
WATCH_ROWS = """() => {
  const row = ({ dataset }) => `${dataset.entry}=${dataset.points}`
  const rows = () => [...document.querySelectorAll("[data-points]")].map(row).join()
  let before = rows()
  window.changes = []
  const look = () => {
    if (rows() === before) return
    before = rows()
    window.changes.push(performance.timeOrigin + performance.now())
  }
  const watch = new MutationObserver(() => requestAnimationFrame(look))
  watch.observe(document.body, { subtree: true, childList: true, attributes: true })
}"""


class Viewers(threading.Thread):
    """The audience's phones: many sockets that watch, read by one thread. `heard`: for each, when standings arrived."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.heard: list[list[float]] = []
        self.lost = 0
        self.over = threading.Event()
        self._ready = selectors.DefaultSelector()
        self.start()

    def add(self, line: websocket.WebSocket) -> None:
        heard: list[float] = []
        self.heard.append(heard)
        self._ready.register(line, selectors.EVENT_READ, heard)

    def run(self) -> None:
        while not self.over.is_set():
            for key, _events in self._ready.select(timeout=0.2):
                try:
                    self._read(key.fileobj, key.data)
                except (websocket.WebSocketException, OSError):
                    self._ready.unregister(key.fd)
                    self.lost += 1

    def _read(self, line: Any, heard: list[float]) -> None:
        text = line.recv()
        if text == "2":
            line.send("3")  # the server's ping and our pong
        elif text.startswith('42["standings"'):
            heard.append(time.time() * 1000)


def joined(server: str, slug: str) -> websocket.WebSocket:
    """A socket that entered as the public and watches what the audience page watches."""
    line = websocket.create_connection(f"{server.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket", timeout=10)
    line.recv()  # the server's open packet
    line.send("40" + json.dumps({"contest": slug, "seat": "public"}))
    line.recv()  # its welcome
    line.send("420" + json.dumps(["watch", {"topics": ["contest", "countdown", "standings", "progress"]}]))
    return line


def main() -> None:
    told = arguments()
    with tempfile.TemporaryDirectory(prefix="contest-bench-") as folder, sync_playwright() as playwright:
        data = Path(folder)
        entries = -(-told.taps // told.judges)
        slug, links = servers.big_contest(data, told.judges, entries, live=True)
        with servers.running(data) as server:
            judges = [Seat(server.url, slug, link) for link in links]
            viewers = Viewers()
            for _ in range(told.viewers):
                viewers.add(joined(server.url, slug))
            browser = playwright.chromium.launch(executable_path=told.chromium, args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            taps = measure(server.url, slug, page, judges, told.taps)
            browser.close()
            viewers.over.set()
            viewers.join()
            print(json.dumps(summary(told, taps, viewers), indent=2))
            for judge in judges:
                judge.close()
            server.stop()


def measure(url: str, slug: str, page: Page, judges: Sequence[Seat], taps: int) -> list[dict[str, float]]:
    """One tap after another, while the whole panel goes on writing; answers when each was made, acked and seen."""
    page.goto(f"{url}/c/{slug}/screen/")
    page.locator("[data-points]").first.wait_for()
    page.evaluate(WATCH_ROWS)
    over = threading.Event()
    for judge in judges:
        threading.Thread(target=write_on, args=(judge, over), daemon=True).start()
    measured = [tap(page, judges[number % len(judges)], number // len(judges) + 1, number) for number in range(taps)]
    over.set()
    return measured


def tap(page: Page, judge: Seat, entry: int, number: int) -> dict[str, float]:
    """All but the last criterion ahead; then the tap that completes the sheet."""
    for criterion in range(1, CRITERIA):
        judge.ask("enter_score", round=1, entry=entry, criterion=criterion, value="10", base=0)
    page.wait_for_timeout(250)
    page.evaluate("() => { window.changes.length = 0 }")
    made = time.time() * 1000
    judge.ask("enter_score", round=1, entry=entry, criterion=CRITERIA, value=str(20 * (number % 2)), base=0)
    acked = time.time() * 1000
    return {"made": made, "acked": acked, "seen": first_change(page, made)}


def write_on(judge: Seat, over: threading.Event) -> None:
    """A judge at work: an act about every two seconds, which changes no standing."""
    while not over.wait(random.uniform(1, 3)):
        with contextlib.suppress(socketio.exceptions.TimeoutError):
            judge.attempt("write_comment", round=1, entry=1, comment=str(time.time()), base=0)


def first_change(page: Page, after: float) -> float:
    """When the projector first showed something new; NEVER later when it did not within three seconds."""
    last = time.monotonic() + 3
    while time.monotonic() < last:
        found = [at for at in page.evaluate("() => window.changes") if at >= after]
        if found:
            return float(found[0])
        time.sleep(0.01)
    return after + NEVER


def summary(told: argparse.Namespace, taps: Sequence[dict[str, float]], viewers: Viewers) -> dict[str, Any]:
    """Milliseconds; a change that was never seen counts as NEVER."""
    pixel = [one["seen"] - one["made"] for one in taps]
    heard = [time_to_hear(viewer, one) for one in taps for viewer in viewers.heard]
    return {
        "judges": told.judges, "viewers": told.viewers, "viewers_lost": viewers.lost, "taps": len(taps), "budget_ms": BUDGET_MS,
        "tap_to_ack_ms": figures([one["acked"] - one["made"] for one in taps]),
        "tap_to_viewer_ms": figures(heard or [0.0]),
        "tap_to_pixel_ms": figures(pixel),
        "within_budget": percentile(pixel, 95) <= BUDGET_MS,
    }  # fmt: skip


def time_to_hear(heard: Sequence[float], tapped: dict[str, float]) -> float:
    """Until a viewer was told the standings: nothing but a tap changes them."""
    return min((at - tapped["made"] for at in heard if at >= tapped["made"]), default=NEVER)


def figures(values: Sequence[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(values), 1),
        "p95": round(percentile(values, 95), 1),
        "max": round(max(values), 1),
    }


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that so many of a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the time from a judge's tap to the projector's pixel.")
    parser.add_argument("--judges", type=int, default=20)
    parser.add_argument("--viewers", type=int, default=200)
    parser.add_argument("--taps", type=int, default=40)
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
