"""F2: what is acked is on the disk, not only with the system: as many sync calls as commits, counted by strace."""

from __future__ import annotations

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from tests.faults.hall import Extent, Report, opened

OPERATIONS = 200


def run(extent: Extent, mode: str) -> Report:
    with tempfile.TemporaryDirectory(prefix="contest-traced-") as folder:
        notes = Path(folder) / "syncs"
        with opened(extent, mode, ("-m", "tests.faults.traced", str(notes))) as hall:
            hall.start()
            syncs_before, before = _syncs(notes), _commits(hall.database)
            hall.until_acked(OPERATIONS)
            found = hall.check()
            time.sleep(0.5)  # strace writes its last lines
            commits, syncs = _commits(hall.database) - before, _syncs(notes) - syncs_before
            if syncs < commits:
                found.append(f"not synced: {commits} commits, {syncs} sync calls")
            return Report("powercut", mode, {"commits": commits, "syncs": syncs, **hall.book.figures()}, found)


def _commits(database: Path) -> int:
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM operation").fetchone()[0])


def _syncs(notes: Path) -> int:
    return sum("sync(" in line for line in notes.read_text().splitlines())
