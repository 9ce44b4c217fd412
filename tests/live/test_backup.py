"""Backups: whole, checked, made when a phase changes; what fails is said."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from contest import backup, checks
from contest.access import Actor
from contest.actions import photos, running
from contest.backup import BackupFailed, Backups
from contest.pictures import Picture
from contest.rules.photos import SIZES
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


def test_photos_lie_beside_the_copies_as_long_as_one_of_them_names_them(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = hall.parts.settings.backups / "photos"
    names = [_photographed(hall, content) for content in (b"\xff\xd8one\xff\xd9", b"\xff\xd8two\xff\xd9")]
    hall.parts.backups.make("minute")
    assert {path.name for path in kept.rglob("*.jpg")} == {f"{name}-{size}.jpg" for name in names for size in SIZES}
    hall.act(photos.remove_photo, photo=names[0])
    hall.clock.pass_seconds(1)
    hall.parts.backups.make("minute")
    assert sorted(path.read_bytes() for path in kept.rglob(f"{names[0]}-*.jpg")) == [b"\xff\xd8one\xff\xd9"] * len(SIZES)
    monkeypatch.setattr(backup, "KEPT", 1)
    hall.clock.pass_seconds(1)
    hall.parts.backups.make("minute")
    assert {path.name for path in kept.rglob("*.jpg")} == {f"{names[1]}-{size}.jpg" for size in SIZES}


def test_a_disk_that_knows_no_second_names_gets_copies(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_arguments: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    name = _photographed(hall, b"\xff\xd8one\xff\xd9")
    hall.parts.backups.make("minute")
    copied = list((hall.parts.settings.backups / "photos").rglob(f"{name}-*.jpg"))
    assert [path.read_bytes() for path in copied] == [b"\xff\xd8one\xff\xd9"] * len(SIZES)


def test_a_photo_that_is_torn_or_gone_is_named(hall: Hall) -> None:
    files = hall.parts.photos
    names = [_photographed(hall, b"\xff\xd8" + content + b"\xff\xd9") for content in (b"one", b"two", b"three")]
    assert checks.photo_faults(hall.row, files) == []
    files.path(names[0], SIZES[0]).unlink()
    files.path(names[2], SIZES[1]).write_bytes(b"\xff\xd8thr")
    assert [fault.values["photo"] for fault in checks.photo_faults(hall.row, files)] == [names[0], names[2]]


def _photographed(hall: Hall, content: bytes) -> str:
    files = hall.parts.photos
    photo = files.name(hall.slug, 1, content)
    files.keep(photo, [Picture(4, 3, content)] * len(SIZES))
    hall.act(photos.take_photo, Actor("steward", 1), photo=photo, entry=1, width=4, height=3)
    return photo


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
