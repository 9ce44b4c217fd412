"""The scripts make the tables that the code describes, and the log that they make is only ever added to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from contest import config
from contest.actions import setup
from contest.app import create_app
from contest.store import schema
from contest.store.database import db, writing
from tests.halls import ORGANIZER

CHECK = re.compile(r"CHECK \((.+?)\)(?=,|\s*\)?$|\n)", re.MULTILINE)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An app on tables that the scripts made."""
    made = create_app(config.load(tmp_path, testing=True))
    with made.app_context():
        schema.bring_up()
        yield made
        db.session.remove()


def test_the_scripts_end_at_what_the_code_describes(app: Flask) -> None:
    assert schema.is_current()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, db.metadata) == []


def test_references_and_checks_are_the_same_too(app: Flask) -> None:
    """What Alembic does not compare."""
    plain = create_engine("sqlite://")
    db.metadata.create_all(plain)
    for table in db.metadata.tables:
        assert _constraints(db.engine, table) == _constraints(plain, table), table


def _constraints(engine: Any, table: str) -> tuple[set[tuple[Any, ...]], set[str]]:
    with engine.connect() as connection:
        links = connection.exec_driver_sql(f"PRAGMA foreign_key_list({table})").fetchall()
        made = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}).scalar()
    checks = {re.sub(r"\s", "", found) for found in CHECK.findall(made)}
    return {(row[2], row[3], row[4], row[5], row[6]) for row in links}, checks


def test_bringing_up_twice_changes_nothing(app: Flask) -> None:
    schema.bring_up()
    assert schema.is_current()


def test_a_database_of_a_newer_version_is_left_alone(app: Flask) -> None:
    with writing():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(schema.TooNew):
        schema.is_current()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE fact SET body = '{}'", "UPDATE fact SET hash = hash", "DELETE FROM fact", "DELETE FROM contest"],
)
def test_the_log_cannot_be_changed(app: Flask, statement: str) -> None:
    wanted = {"title": "Hương sắc tháng 3", "preset": "vn100", "language": "vi", "judges": 3}
    app.extensions["contest"].door.perform(setup.create_contest, ORGANIZER, None, wanted)
    before = _log()
    assert before
    with pytest.raises(DatabaseError), writing():
        db.session.execute(text(statement))
    assert _log() == before


def _log() -> list[Any]:
    return list(db.session.execute(text("SELECT * FROM fact")).fetchall())
