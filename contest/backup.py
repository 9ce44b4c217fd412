"""Verified copies of the database: one a minute while things change and one at each phase change, the last 20 kept. The photos
that they name lie beside them, once (photo_copies.py).

A copy is made beside, synced, renamed and only then opened again and checked: integrity, references, every audit chain.
"""

from __future__ import annotations

import errno
import itertools
import threading
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine import make_url

from contest import photo_copies, runtime
from contest.clock import Clock
from contest.config import Settings
from contest.rules import facts as told
from contest.rules.facts import Fact
from contest.store import audit
from contest.store.database import driver
from contest.words import N_

EACH_SECONDS = 60
KEPT = 20
PHASE_CHANGES: dict[type[Fact], str] = {
    told.RoundOpened: "round_opened",
    told.RoundClosed: "round_closed",
    told.ResultConfirmed: "result_confirmed",
    told.ResultWithdrawn: "result_withdrawn",
    told.ContestArchived: "contest_archived",
}
MESSAGES = {
    "disk_full": N_("The disk is full: no new backup could be written. Free some space."),
    "not_written": N_("The last backup could not be written. Look at the disk and the data folder."),
    "not_sound": N_("The last backup did not pass its check. Save an archive by hand and look at the disk."),
    "photos_not_carried": N_("The database was copied, but not all photos beside it. Look at the disk and the data folder."),
    "audit_broken": N_("The backup was written, but its audit log was tampered with: run “contest verify”."),
    "not_sqlite": N_("This database is backed up by its own server, not by us."),
}


class BackupFailed(Exception):
    """No copy was kept. `code` is one of MESSAGES."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Backups:
    """Makes copies when asked, each minute, and when a phase changes; remembers how the last one went."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self._one_at_a_time = threading.Lock()
        self._wake = threading.Event()
        self._why = "minute"
        self._copied: object = None
        self._at: int | None = None
        self._failure: str | None = None

    def make(self, why: str) -> str:
        """Make one now and answer its file name. Raises BackupFailed."""
        with self._one_at_a_time:
            source = self._source()
            seen = _signature(source)
            now = self.clock.now()
            try:
                name = runtime.offload(copy_house, source, self.settings, _file_name(now, why))
            except BackupFailed as failure:
                self._failure = failure.code
                raise
            self._at, self._failure, self._copied = now, None, seen
            return name

    def start(self) -> None:
        """Begin the minute's copies; ends with the process."""
        runtime.start_thread(self._run)

    def note(self, facts: Iterable[Fact]) -> None:
        """Have a copy made soon when one of these facts changed a phase. Only queues."""
        for fact in facts:
            if type(fact) in PHASE_CHANGES:
                self._why = PHASE_CHANGES[type(fact)]
                self._wake.set()

    def state(self) -> dict[str, Any]:
        """When the last good copy was made (milliseconds, None before the first) and why the last try failed, if it did."""
        return {"at": self._at, "ok": self._failure is None, "message": self._failure}

    def _run(self) -> None:
        while True:
            self._wake.wait(EACH_SECONDS)
            self._wake.clear()
            why, self._why = self._why, "minute"
            try:
                if self._failure is not None or _signature(self._source()) != self._copied:
                    self.make(why)
            except BackupFailed as failure:
                self._failure = failure.code

    def _source(self) -> Path:
        url = make_url(self.settings.database_url)
        if url.get_backend_name() != "sqlite" or not url.database:
            raise BackupFailed("not_sqlite")
        return Path(url.database)


def copy_house(source: Path, settings: Settings, name: str) -> str:
    """The database, then the photos that it names. Raises BackupFailed."""
    made = copy_checked(source, settings.backups, name)
    try:
        photo_copies.carry(settings.data / "photos", settings.backups)
    except OSError as failure:
        raise BackupFailed("disk_full" if failure.errno == errno.ENOSPC else "photos_not_carried") from failure
    return made


def copy_checked(source: Path, folder: Path, name: str) -> str:
    """Copy a live database into `folder` and check the copy; older ones beyond the last 20 go. Raises BackupFailed."""
    folder.mkdir(parents=True, exist_ok=True)
    beside, target = folder / f".{name}.part", folder / name
    try:
        beside.unlink(missing_ok=True)
        _copy(source, beside)
        if not is_sound(beside):
            raise BackupFailed("not_sound")
        runtime.sync_file(beside)
        beside.replace(target)
        runtime.sync_folder(folder)
        if not is_sound(target):
            raise BackupFailed("not_sound")
        if broken_chains(target):
            raise BackupFailed("audit_broken")  # the copy stays: it is all there is
    except (OSError, driver().Error) as failure:
        raise BackupFailed(_code(failure)) from failure
    finally:
        beside.unlink(missing_ok=True)
    for old in sorted(folder.glob("*.db"), key=lambda path: path.name)[:-KEPT]:
        old.unlink(missing_ok=True)
    return name


def is_sound(path: Path) -> bool:
    """Whether a copy that nobody writes to is whole: its pages and its references."""
    with _opened(path) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return whole and not connection.execute("PRAGMA foreign_key_check").fetchall()


def broken_chains(path: Path) -> list[int]:
    """The ids of the contests in a copy whose audit log does not follow from row to row."""
    with _opened(path) as connection:
        log = connection.execute("SELECT contest_id, number, body, hash FROM fact ORDER BY contest_id, number")
        chains = itertools.groupby(log, key=lambda row: row[0])
        return [contest for contest, rows in chains if audit.first_fault(row[1:] for row in rows) is not None]


def _opened(path: Path) -> Any:
    return closing(driver().connect(f"file:{path}?mode=ro&immutable=1", uri=True))


def _copy(source: Path, target: Path) -> None:
    """VACUUM INTO reads one consistent state while others go on writing."""
    with closing(driver().connect(f"file:{source}?mode=ro", uri=True, timeout=5)) as connection:
        connection.isolation_level = None
        connection.execute("VACUUM INTO ?", (str(target),))


def _file_name(now: int, why: str) -> str:
    """Sorts by time: 20261123-210350-123-round_closed.db, in UTC."""
    return f"{datetime.fromtimestamp(now / 1000, UTC):%Y%m%d-%H%M%S}-{now % 1000:03}-{why}.db"


def _signature(source: Path) -> object:
    """Changes whenever something was committed: the size and time of the database and its write-ahead log."""
    return [
        (path.stat().st_mtime_ns, path.stat().st_size) if path.exists() else None
        for path in (source, source.with_name(f"{source.name}-wal"))
    ]


def _code(failure: Exception) -> str:
    is_full = getattr(failure, "errno", None) == errno.ENOSPC or "full" in str(failure).lower()
    return "disk_full" if is_full else "not_written"
