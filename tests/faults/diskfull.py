"""F3: the disk fills up under load and is given room again. Nothing is acked that is not saved; pages go on; all drains after.

The room is a limit on how long a file of the server may grow (RLIMIT_FSIZE), set from outside: it needs no privilege, and
SQLite meets a write that fails, as on a full disk.
"""

from __future__ import annotations

import resource
import time

from tests.faults.hall import Extent, Hall, Report, opened, wait_for
from tests.faults.judges import Manner

MANNER = Manner(pause=0.05, patience=8.0)
ROOM = 64 * 1024  # bytes; the log of the server itself is shorter
BEFORE = 100  # operations acked before the disk is full, and after it has room again
DRAIN_SECONDS = 15.0
TOLD = "disk is full"


def run(extent: Extent, mode: str) -> Report:
    with opened(extent, mode) as hall:
        hall.start(MANNER)
        hall.until_acked(BEFORE)
        found = _while_full(hall, extent.seconds)
        waiting = set(hall.book.under_way)
        drained = wait_for(lambda: not waiting & hall.book.under_way)
        if drained > DRAIN_SECONDS:
            found.append(f"drained: only after {drained:.1f} s")
        hall.until_acked(BEFORE)
        found += hall.check()
        figures = {"full_s": extent.seconds, "waiting": len(waiting), "drained_s": round(drained, 2)}
        return Report("diskfull", mode, {**figures, **hall.book.figures()}, found)


def _while_full(hall: Hall, seconds: float) -> list[str]:
    assert hall.server.process is not None
    number = hall.server.process.pid
    _soft, hard = resource.prlimit(number, resource.RLIMIT_FSIZE)
    resource.prlimit(number, resource.RLIMIT_FSIZE, (ROOM, hard))
    try:
        wait_for(lambda: len(hall.book.later) >= len(hall.judges))
        acked = hall.book.acked
        time.sleep(seconds)
        found = [] if hall.book.acked == acked else [f"acked: {hall.book.acked - acked} while nothing could be written"]
        found += [f"refused: told {code}" for code in set(hall.book.later) if code != "storage_full"]
        found += [f"words: {words!r}" for words in set(hall.book.words) if TOLD not in words]
        for path in ("/healthz", f"/c/{hall.slug}", f"/api/v1/contests/{hall.slug}/standings"):
            status = hall.read(path)
            found += [] if status == 200 else [f"reading: {path} was answered with {status}"]
    finally:
        resource.prlimit(number, resource.RLIMIT_FSIZE, (hard, hard))
    return found
