"""F1: kill -9 in the middle of a burst, again and again. What was acked is there, once, unchanged."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from tests import servers
from tests.faults.hall import Extent, Hall, Report, opened, wait_for
from tests.faults.judges import Manner

UNDER_WAY = 5  # operations without an answer at the moment of each kill
ACKED_BETWEEN = 3  # operations for each judge since the last start
MANNER = Manner(doubled=5)


def run(extent: Extent, mode: str, command: Sequence[str] = servers.COMMAND) -> Report:
    with opened(extent, mode, command) as hall:
        hall.start(MANNER)
        slowest = max((_kill_and_restart(hall) for _ in range(extent.cycles)), default=0.0)
        hall.until_acked(ACKED_BETWEEN * extent.judges)
        found = hall.check()
        figures: dict[str, Any] = {"kills": extent.cycles, **hall.book.figures(), "slowest_start_s": round(slowest, 2)}
        return Report("kill9", mode, figures, found + [f"refused: {one}" for one in hall.book.of("fail")])


def _kill_and_restart(hall: Hall) -> float:
    """Kill when some wait for their answer and some were acked since the last start; answers how long the new start took."""
    wanted = hall.book.acked + ACKED_BETWEEN * len(hall.judges)
    wait_for(lambda: hall.book.acked >= wanted and len(hall.book.under_way) >= UNDER_WAY)
    hall.server.kill()
    began = time.monotonic()
    hall.server.restart()
    return time.monotonic() - began
