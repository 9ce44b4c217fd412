"""Backups: whole, checked, made when a phase changes; what fails is said."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from contest import backup
from contest.actions import running
from contest.backup import BackupFailed, Backups
from contest.store.database import db
from tests.halls import Hall


def test_a_copy_holds_what_was_committed_and_says_when_it_was_made(hall: Hall) -> None:
    hall.enter(1, 1, 1, "15")
    name = hall.parts.backups.make("by_hand")
    path = hall.parts.settings.backups / name
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT value FROM score").fetchall() == [("15",)]
    assert hall.parts.backups.state() == {"at": hall.clock.now(), "ok": True, "message": None}
    assert backup.is_sound(path)
    assert [one.name for one in path.parent.iterdir()] == [name]


def test_a_full_disk_is_said_and_the_next_good_copy_clears_it(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(backup, "_copy", full)
        with pytest.raises(BackupFailed):
            hall.parts.backups.make("minute")
    assert hall.parts.backups.state() == {"at": None, "ok": False, "message": "disk_full"}
    assert list(hall.parts.settings.backups.iterdir()) == []
    hall.parts.backups.make("minute")
    assert hall.parts.backups.state()["ok"]


def test_a_damaged_copy_is_not_kept(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "is_sound", lambda _path: False)
    with pytest.raises(BackupFailed, match="not_sound"):
        hall.parts.backups.make("minute")
    assert list(hall.parts.settings.backups.iterdir()) == []


def test_a_log_that_was_tampered_with_is_said_and_the_copy_kept(hall: Hall) -> None:
    db.session.execute(db.text("UPDATE fact SET body = replace(body, 'Hoa Mai', 'Hoa Ban')"))
    db.session.commit()
    with pytest.raises(BackupFailed, match="audit_broken"):
        hall.parts.backups.make("minute")
    assert len(list(hall.parts.settings.backups.iterdir())) == 1


def test_closing_a_round_makes_a_copy_without_being_asked(hall: Hall) -> None:
    backups = Backups(hall.parts.settings, hall.clock)
    backups.start()
    backups.note([running.RoundClosed(1)])
    assert "round_closed" in waited_for(hall.parts.settings.backups)


def waited_for(folder: Path) -> str:
    last = time.monotonic() + 20
    while time.monotonic() < last:
        found = list(folder.glob("*.db"))
        if found:
            return found[0].name
        time.sleep(0.05)
    raise AssertionError("no backup was made")
