"""F2: what is acked is on the disk, not only with the system: as many sync calls, counted by strace, as commits, noted by the
server itself (acts that arrive together share one)."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.faults.hall import Extent, Report, opened

OPERATIONS = 200


def run(extent: Extent, mode: str) -> Report:
    with tempfile.TemporaryDirectory(prefix="contest-traced-") as folder:
        notes, committed = Path(folder) / "syncs", Path(folder) / "commits"
        with opened(extent, mode, ("-m", "tests.faults.traced", str(notes), str(committed))) as hall:
            hall.start()
            syncs_before, before = _syncs(notes), _commits(committed)
            hall.until_acked(OPERATIONS)
            found = hall.check()
            time.sleep(0.5)  # strace writes its last lines
            commits, syncs = _commits(committed) - before, _syncs(notes) - syncs_before
            if not 0 < commits <= syncs:
                found.append(f"not synced: {commits} commits, {syncs} sync calls")
            return Report("powercut", mode, {"commits": commits, "syncs": syncs, **hall.book.figures()}, found)


def _commits(committed: Path) -> int:
    return len(committed.read_text().splitlines())


def _syncs(notes: Path) -> int:
    return sum("sync(" in line for line in notes.read_text().splitlines())
