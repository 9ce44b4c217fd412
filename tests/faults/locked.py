"""F4: another process holds the database for a while. Everybody else is still answered, scores wait on their tablets."""

from __future__ import annotations

import sqlite3
import threading
import time
from contextlib import closing

from tests.faults.hall import Extent, Hall, Report, opened
from tests.faults.judges import Manner

MANNER = Manner(pause=0.2, patience=8.0)
PROBE_SECONDS = 0.05
STALL_MS = 300  # more than the same pages take on this machine while nobody holds anything
BEFORE = 100  # operations acked before the lock is taken, and after it is given back


class Probe(threading.Thread):
    """Somebody who asks for a page that needs no database, and one that reads it, all the time."""

    def __init__(self, hall: Hall) -> None:
        super().__init__(daemon=True)
        self.hall = hall
        self.stopping = threading.Event()
        self.longest = 0.0
        self.refused: list[str] = []

    def run(self) -> None:
        paths = ("/healthz", f"/api/v1/contests/{self.hall.slug}")
        at = 0
        while not self.stopping.wait(PROBE_SECONDS):
            path = paths[at % len(paths)]
            asked = time.monotonic()
            status = self.hall.read(path)
            self.longest = max(self.longest, time.monotonic() - asked)
            if status != 200:
                self.refused.append(f"{path} was answered with {status}")
            at += 1

    def stop(self) -> None:
        self.stopping.set()
        self.join()


def run(extent: Extent, mode: str) -> Report:
    with opened(extent, mode) as hall:
        hall.start(MANNER)
        hall.until_acked(BEFORE)
        before, probe = Probe(hall), Probe(hall)
        before.start()
        time.sleep(extent.seconds / 2)
        before.stop()
        with closing(sqlite3.connect(hall.database, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            held_from = hall.book.acked
            probe.start()
            time.sleep(extent.seconds)
            acked_while_held = hall.book.acked - held_from
            probe.stop()
            other.execute("ROLLBACK")
        hall.until_acked(BEFORE)
        found = hall.check() + probe.refused
        usual, stall = round(before.longest * 1000), round(probe.longest * 1000)
        if stall > usual + STALL_MS:
            found.append(f"stalled: somebody waited {stall} ms for a page, {usual} ms before")
        figures = {"held_s": extent.seconds, "longest_wait_ms": stall, "usual_wait_ms": usual}
        figures["acked_while_held"] = acked_while_held
        return Report("locked", mode, {**figures, **hall.book.figures()}, found)
