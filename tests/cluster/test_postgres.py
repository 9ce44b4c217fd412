"""The same contest on PostgreSQL as on SQLite, its log only ever added to, one writer at a time, and what its refusals mean."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from contest import checks, config
from contest.actions import ceremony, penalties, running
from contest.app import create_app
from contest.documents import archive
from contest.documents.standings import standings_told
from contest.rules.refusals import Refused
from contest.store import audit, schema
from contest.store.database import db, writing
from contest.store.postgres import ONE_WRITER
from tests.halls import Hall, hall_on_server
from tests.services import Postgres

pytestmark = pytest.mark.server


@pytest.fixture
def address(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> str:
    fresh = postgres.fresh()
    monkeypatch.setenv("CONTEST_DATABASE_URL", fresh)
    return fresh


@pytest.fixture
def app(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    monkeypatch.setattr("contest.store.postgres.TURN_MS", 300)
    made = create_app(config.load(tmp_path, testing=True))
    with made.app_context():
        schema.bring_up()
        yield made
        db.session.remove()
        db.engine.dispose()


def play(hall: Hall) -> tuple[Any, Any, Any]:
    """From the first score to the published result: what the desk, the public and the log then say. (A result is confirmed with
    the log's fingerprint, in which are the random numbers of its operations.)"""
    for judge in (1, 2, 3):
        for entry in (1, 2, 3):
            hall.fill(judge, entry, ("15", "20", str(10 + entry), "12.5", str(13 + judge)))
    hall.act(penalties.give_penalty, round=1, entry=2, points="2.5", reason="Chạm vào bình của đội bên")
    hall.act(running.close_round, round=1)
    hall.act(ceremony.confirm_result)
    hall.act(ceremony.set_curtain, curtain="published", base=hall.row.curtain_revision)
    log = [(line.number, line.fact, line.data | {"fingerprint": None}) for line in audit.lines(hall.row.id)]
    return standings_told(hall.row, True), hall.topic("standings"), log


def test_a_contest_ends_as_it_does_on_sqlite(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with hall_on_server(tmp_path / "one") as hall:
        on_sqlite = play(hall)
    monkeypatch.setenv("CONTEST_DATABASE_URL", postgres.fresh())
    with hall_on_server(tmp_path / "other") as hall:
        assert play(hall) == on_sqlite
        assert list(checks.faults(hall.row)) == []
        assert archive.export_contest(hall.row).count("score_entered") == 45


def test_the_scripts_make_the_tables_that_the_code_describes(app: Flask) -> None:
    assert schema.is_current()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []


def test_the_log_cannot_be_changed(app: Flask) -> None:
    for statement in ("UPDATE fact SET hash = hash", "DELETE FROM fact", "TRUNCATE fact"):
        with pytest.raises(DBAPIError, match="only ever added to"), writing():
            db.session.execute(text(statement))


def test_a_reader_sees_one_moment_and_a_writer_the_newest(address: str, tmp_path: Path) -> None:
    with hall_on_server(tmp_path / "data") as hall:
        before = hall.row.revision
        other = threading.Thread(target=_in_its_own_session, args=(hall, lambda: hall.enter(1, 1, 1, "15")))
        other.start()
        other.join()
        db.session.expire_all()
        assert db.session.execute(text("SELECT revision FROM contest")).scalar() == before
        assert hall.enter(2, 1, 1, "14")["revision"] == before + 2


def test_one_writer_at_a_time_and_who_waits_too_long_is_told_to_try_again(app: Flask) -> None:
    with db.engine.connect() as another:  # as another process would
        another.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")
        with pytest.raises(Refused) as no, writing():
            pass
        assert no.value.code == "try_again"
    with writing():
        pass


def test_a_lost_connection_is_a_refusal_and_the_next_act_has_a_new_one(app: Flask) -> None:
    with pytest.raises(Refused) as no, writing():
        db.session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    assert no.value.code == "try_again"
    with writing():
        assert db.session.execute(text("SELECT 1")).scalar() == 1


def _in_its_own_session(hall: Hall, act: Any) -> None:
    with hall.app.app_context():
        act()
