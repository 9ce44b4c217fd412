"""What the ceremony's motion costs the projector's computer: main-thread work per frame, by trace, at a quarter of this speed.

Serves a folder of its own, plays steps of a reveal on a Chromium page and adds up the tasks of its main thread in each sixtieth
of a second. What builds a scene (its first tenth of a second) stands apart from what moves it. Prints JSON (milliseconds).
`--slower --chromium PATH`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["CONTEST_ASYNC_MODE"] = "threading"  # this process; the server is told its own

from tests import servers  # noqa: E402
from tests.browser import house  # noqa: E402
from tests.browser.ceremony import ORDER, play, reveal  # noqa: E402

BUDGET_MS = 8
FRAME_US = 1_000_000 / 60
BUILT = 6  # frames until a scene stands
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
CATEGORIES = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline", "__metadata"]
STEPS = (("hush", "third", 2000), ("open", "third", 3200), ("hush", "first", 2000), ("finale", "first", 6000))
SLUG = "motion"

Event = dict[str, Any]


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--slower", type=float, default=4)
    told.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    asked = told.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        house.small_house(Path(folder), SLUG)
        with servers.running(Path(folder)) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=asked.chromium, args=FLAGS)
            page = browser.new_page(viewport={"width": 1920, "height": 1080})
            page.goto(f"{server.url}/c/{SLUG}/screen/")
            page.locator(".scene").first.wait_for()
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": asked.slower})
            steps = {f"{kind} {key}": measured(browser, page, kind, key, lasts) for kind, key, lasts in STEPS}
            browser.close()
    moving = [frame for step in steps.values() for frame in step.pop("frames")]
    print(json.dumps({
        "slower": asked.slower, "budget": BUDGET_MS, "steps": steps, "frames": len(moving), "median": middle(moving, 50),
        "p95": middle(moving, 95), "p99": middle(moving, 99), "most": round(max(moving), 2),
        "over_budget": sum(frame > BUDGET_MS for frame in moving),
    }, indent=2))  # fmt: skip


def measured(browser: Browser, page: Page, kind: str, key: str, lasts: int) -> Event:
    """One step played from the one before it; `build` is the frame that makes the scene, `frames` are those that follow."""
    before = reveal("hush", key) if kind != "hush" else reveal("open", ORDER[ORDER.index(key) - 1])
    play(page, "reveal", before, again=True)
    page.wait_for_timeout(300)
    browser.start_tracing(page=page, categories=CATEGORIES)
    play(page, "reveal", reveal(kind, key))
    page.wait_for_timeout(lasts)
    events: list[Event] = json.loads(browser.stop_tracing())["traceEvents"]
    frames, layouts = work(events)
    build, rest = sum(frames[:BUILT]), frames[BUILT:]
    return {
        "build": round(build, 2), "median": middle(rest, 50), "p95": middle(rest, 95), "most": round(max(rest), 2),
        "layouts_while_moving": layouts, "frames": rest,
    }  # fmt: skip


def work(events: list[Event]) -> tuple[list[float], int]:
    """Milliseconds of the main thread's tasks in each frame since the scene was built, and how often it laid out after that."""
    thread = statistics.mode((one["pid"], one["tid"]) for one in events if one["name"] == "Commit")
    mine = [one for one in events if (one["pid"], one["tid"]) == thread]
    start = min(one["ts"] for one in mine if one["name"] == "Layout")
    tasks = [one for one in mine if one["name"] == "RunTask" and one["ph"] == "X" and one["ts"] + one["dur"] >= start]
    frames = [0.0] * (1 + int((max(one["ts"] for one in tasks) - start) / FRAME_US))
    for task in tasks:
        took = task.get("tdur", task["dur"]) / 1000  # the processor's time, not what others took of it
        frames[max(0, int((task["ts"] - start) / FRAME_US))] += took
    moving = start + BUILT * FRAME_US
    return frames, sum(one["name"] == "Layout" and one["ts"] > moving for one in mine)


def middle(values: list[float], percent: int) -> float:
    return round(statistics.quantiles(values, n=100, method="inclusive")[percent - 1], 2)


if __name__ == "__main__":
    main()
