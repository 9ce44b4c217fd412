"""Both SQLite drivers: each set as safe as its release allows, and the same contest written and read back on either."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DatabaseError

from contest.actions import penalties, scoring
from contest.rules.refusals import Refused
from contest.store import audit, database
from contest.store.database import db, wal_is_safe, writing
from contest.store.tables import ContestRow
from tests.halls import Hall, open_hall

DRIVERS = ("bundled", "system")


@pytest.fixture(params=DRIVERS)
def hall(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    """A hall on the bundled newer SQLite, or on the system's own taken for an old one."""
    if request.param == "system":
        monkeypatch.setattr(database, "pysqlite3", None)
        monkeypatch.setattr(database, "WAL_FLOOR", (99, 0, 0))
        monkeypatch.setattr(database, "BACKPORTS", ())
    elif database.pysqlite3 is None:
        pytest.skip("no bundled SQLite on this platform")
    with open_hall(tmp_path) as opened:
        yield opened


def _pragma(name: str) -> str:
    return str(db.session.execute(text(f"PRAGMA {name}")).scalar())


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 51, 3), True), ((3, 53, 0), True), ((4, 0, 0), True), ((3, 50, 7), True), ((3, 44, 6), True), ((3, 50, 9), True),
        ((3, 51, 2), False), ((3, 50, 6), False), ((3, 44, 5), False), ((3, 45, 1), False), ((3, 40, 1), False),
    ],
)
def test_the_log_ahead_is_used_from_the_release_that_does_not_lose_commits(version: tuple[int, int, int], safe: bool) -> None:
    assert wal_is_safe(version) == safe


def test_each_driver_syncs_every_commit(hall: Hall) -> None:
    bundled = database.pysqlite3 is not None
    assert (db.engine.dialect.dbapi is database.pysqlite3) == bundled
    assert database.is_safe(db.engine) == bundled
    assert _pragma("journal_mode") == ("wal" if bundled else "delete")
    assert _pragma("synchronous") == ("2" if bundled else "3")  # FULL, EXTRA
    assert _pragma("foreign_keys") == "1"
    assert _pragma("busy_timeout") == "5000"


def test_the_same_contest_is_written_and_read_on_each_driver(hall: Hall) -> None:
    for judge in (1, 2, 3):
        hall.fill(judge, 1)
        hall.fill(judge, 2, ("14", "20", "16", "12", "17"))
    hall.act(penalties.give_penalty, round=1, entry=1, points="2.5", reason="Quá giờ – chậm 5 phút")
    rows = {row["entry"]: (row["place"], row["points"], row["penalty"]) for row in hall.topic("standings", "staff")["rows"]}
    assert rows[2] == (1, "79.00", None)
    assert rows[1] == (2, "77.50", "2.5")
    assert audit.first_fault((row.number, row.body, row.hash) for row in audit.rows(hall.row.id)) is None


def test_a_refused_act_leaves_nothing_behind(hall: Hall) -> None:
    hall.fill(1, 1, sign=False)
    before = hall.topic("scoresheets", "staff")
    assert hall.refusal(scoring.submit_scoresheet, round=1, entry=1, base=0)
    assert hall.topic("scoresheets", "staff") == before


def test_an_interrupted_act_leaves_nothing_behind(hall: Hall) -> None:
    title = hall.row.title
    with pytest.raises(KeyboardInterrupt):
        _begin_and_stop(hall)
    assert hall.row.title == title
    with writing():  # and the next writer finds the door open
        hall.row.title = "Đã lưu"
    assert hall.row.title == "Đã lưu"


def test_another_process_holding_the_file_is_a_refusal_not_a_fault(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WRITER_SECONDS", 0.05)
    db.session.rollback()
    path = hall.parts.settings.data / "contest.db"
    with closing(database.driver().connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refused) as refusal, writing():
            pass
    assert refusal.value.code == "try_again"


def test_a_writer_waits_for_another_process_that_lets_go_in_time(hall: Hall) -> None:
    path = hall.parts.settings.data / "contest.db"
    assert hall.row.title != "Đã lưu"  # a fresh connection may change the journal, which no lock is waited for
    db.session.rollback()
    with closing(database.driver().connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        letting_go = threading.Timer(0.2, other.execute, ["ROLLBACK"])
        letting_go.start()
        with writing():
            hall.row.title = "Đã lưu"
        letting_go.join()
    assert hall.row.title == "Đã lưu"
    assert _pragma("busy_timeout") == "5000"


def test_writers_and_readers_do_not_wait_for_each_other_in_a_circle(hall: Hall) -> None:
    """A reader that then wants to write must not hold its read lock while it waits for the writer before it."""
    db.session.rollback()
    faults: list[BaseException] = []

    def read_then_write() -> None:
        try:
            for _ in range(5):
                with hall.app.app_context():
                    db.session.scalar(select(ContestRow.revision))  # the seat is read before every act
                    with writing():
                        db.session.execute(update(ContestRow).values(revision=ContestRow.revision + 1))
        except BaseException as fault:  # noqa: BLE001 - told in the test's own thread
            faults.append(fault)

    before = hall.row.revision
    db.session.rollback()
    threads = [threading.Thread(target=read_then_write) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert not faults
    assert hall.row.revision == before + 20


def test_a_value_that_breaks_a_reference_is_refused_by_the_database(hall: Hall) -> None:
    with pytest.raises(DatabaseError), writing():
        db.session.execute(text(
            "INSERT INTO finish (contest_id, round, stage, entry, seconds, how) VALUES (:contest, 1, 1, 999, 1, 'tap')"
        ), {"contest": hall.row.id})


def _begin_and_stop(hall: Hall) -> None:
    with writing():
        hall.row.title = "Chưa lưu"
        db.session.flush()
        raise KeyboardInterrupt
