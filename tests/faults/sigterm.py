"""F14: the system asks the server to end, under load. It ends cleanly, its log ahead in the file, and everybody comes back."""

from __future__ import annotations

import subprocess
import time

from tests.faults.hall import Extent, Hall, Report, opened, wait_for

END_SECONDS, BACK_SECONDS = 10.0, 15.0
ACKED_BETWEEN = 2  # operations for each judge since the last start


def run(extent: Extent, mode: str) -> Report:
    with opened(extent, mode) as hall:
        hall.start()
        found: list[str] = []
        ends, backs = zip(*(_stop_and_start(hall, found) for _ in range(extent.cycles)), strict=True)
        found += hall.check()
        figures = {"ends": extent.cycles, "slowest_end_s": round(max(ends), 2), "slowest_back_s": round(max(backs), 2)}
        return Report("sigterm", mode, {**figures, **hall.book.figures()}, found)


def _stop_and_start(hall: Hall, found: list[str]) -> tuple[float, float]:
    """Seconds until it had ended, and until every judge was answered again once it was up."""
    hall.until_acked(ACKED_BETWEEN * len(hall.judges))
    asked = time.monotonic()
    try:
        status = hall.server.stop()
    except subprocess.TimeoutExpired:
        found.append("ended: not at all")
        hall.server.kill()
        status = 0
    ended = time.monotonic() - asked
    if status != 0:
        found.append(f"ended: with exit status {status}")
    if ended > END_SECONDS:
        found.append(f"ended: only after {ended:.1f} s")
    ahead = hall.database.with_name("contest.db-wal")
    if ahead.exists() and ahead.stat().st_size:
        found.append(f"not checkpointed: {ahead.stat().st_size} bytes are ahead of the file")
    hall.server.restart()
    since = time.monotonic()
    back = wait_for(lambda: all(judge.answered_at > since for judge in hall.judges))
    if back > BACK_SECONDS:
        found.append(f"back: the last judge only after {back:.1f} s")
    return ended, back
