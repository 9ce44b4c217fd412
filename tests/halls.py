"""A hall for tests: an app on a data folder of its own, the seed contest with named teams and judges, a clock in hand."""

from __future__ import annotations

import secrets
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask

from contest import config, seats
from contest.access import Actor
from contest.actions import panel, running, scoring, setup, teams
from contest.app import create_app
from contest.clock import Clock
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db
from contest.store.tables import ContestRow
from contest.web.base import Parts
from tests.builders import TEAMS

ORGANIZER = Actor("organizer", None, "Lan")
SCOREKEEPER = Actor("scorekeeper", 1, "Thư ký")
DATABASE = "contest.db"
SCORES = ("15", "20", "16", "12", "17")


class HandClock(Clock):
    """A clock that stands still until a test moves it. Milliseconds."""

    def __init__(self) -> None:
        self.time = 1_772_960_400_000

    def now(self) -> int:
        return self.time

    def jump(self) -> int:
        return 0

    def pass_seconds(self, seconds: float) -> None:
        self.time += round(seconds * 1000)


class Hall:
    """The contest under test. `act` does something through the one door, `refusal` answers the code of a "no"."""

    def __init__(self, app: Flask, clock: HandClock, slug: str) -> None:
        self.app = app
        self.clock = clock
        self.slug = slug

    @property
    def parts(self) -> Parts:
        found: Parts = self.app.extensions["contest"]
        return found

    @property
    def row(self) -> ContestRow:
        db.session.expire_all()
        return read.contest_row(self.slug)

    def put_by_hand(self) -> None:
        """Save what a test wrote into the tables itself, as an act would have: nothing in memory is right any more."""
        row = read.contest_row(self.slug)
        row.revision += 1
        row.structure_revision += 1
        db.session.commit()

    def act(self, action: Any, actor: Actor = ORGANIZER, op_id: str | None = None, **fields: Any) -> dict[str, Any]:
        return self.parts.door.perform(action, actor, self.slug, fields, op_id or secrets.token_hex(16))

    def refusal(self, action: Any, actor: Actor = ORGANIZER, **fields: Any) -> str:
        """The code with which this act is refused; fails when it is not, or when it changed anything."""
        before = self.row.revision
        try:
            self.act(action, actor, **fields)
        except Refused as no:
            assert self.row.revision == before
            return no.code
        raise AssertionError(f"{action.__name__} was not refused")

    def enter(self, judge: int, entry: int, criterion: int, value: str | None, base: int = 0) -> dict[str, Any]:
        who = Actor("judge", judge)
        return self.act(scoring.enter_score, who, round=1, entry=entry, criterion=criterion, value=value, base=base)

    def fill(self, judge: int, entry: int, values: tuple[str, ...] = SCORES, sign: bool = True) -> None:
        for criterion, value in enumerate(values, 1):
            ack = self.enter(judge, entry, criterion, value)
        if sign:
            base = ack["sheet"]["revision"]
            self.act(scoring.submit_scoresheet, Actor("judge", judge), round=1, entry=entry, base=base)

    def topic(self, name: str, audience: str = "public") -> dict[str, Any]:
        body: dict[str, Any] = self.parts.latest.message(self.slug, name, audience)["body"]
        return body

    def row_of(self, entry: int, audience: str = "staff") -> dict[str, Any]:
        return next(row for row in self.topic("standings", audience)["rows"] if row["entry"] == entry)

    def cookies(self, seat: str) -> dict[str, str]:
        """What a browser holds that was paired with this seat."""
        settings = self.parts.settings
        version = seats.seat_version(self.row, seat)
        value = seats.cookie_value(settings, self.slug, seat, version)
        return {seats.cookie_name(settings, self.slug, seat): value}


@contextmanager
def open_hall(folder: Path, entries: int = 3, judges: int = 3, opened: bool = True) -> Iterator[Hall]:
    """The seed contest from VN-100 in a fresh folder; its round is open unless told otherwise."""
    slug, database = _seed(entries, judges, opened)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / DATABASE).write_bytes(database)
    clock = HandClock()
    app = create_app(config.load(folder, testing=True), clock)
    with app.app_context():
        yield Hall(app, clock, slug)
        db.session.remove()


@contextmanager
def hall_on_server(folder: Path) -> Iterator[Hall]:
    """The same, made act by act in the database that CONTEST_DATABASE_URL names."""
    clock = HandClock()
    app = create_app(config.load(folder, testing=True), clock)
    with app.app_context():
        yield _made(app, clock, entries=3, judges=3, opened=True)
        db.session.remove()
        db.engine.dispose()


@cache
def _seed(entries: int, judges: int, opened: bool) -> tuple[str, bytes]:
    """The slug and the database of that contest. Its acts are done once in a process: each hall begins with a copy."""
    with tempfile.TemporaryDirectory(prefix="contest-seed-") as folder:
        clock = HandClock()
        app = create_app(config.load(Path(folder), testing=True), clock)
        with app.app_context():
            hall = _made(app, clock, entries, judges, opened)
            db.session.remove()
            db.engine.dispose()
        with closing(sqlite3.connect(Path(folder) / DATABASE)) as written:
            return hall.slug, written.serialize()


def renew(hall: Hall, seat: str) -> None:
    hall.act(panel.renew_link, seat=seat)


def _made(app: Flask, clock: HandClock, entries: int, judges: int, opened: bool) -> Hall:
    db.create_all()
    made = app.extensions["contest"].door.perform(
        setup.create_contest, ORGANIZER, None,
        {"title": "Hương sắc tháng 3", "preset": "vn100", "language": "vi", "judges": judges},
    )
    hall = Hall(app, clock, made["slug"])
    for name, short_name in TEAMS[:entries]:
        hall.act(teams.add_team, name=name, short_name=short_name, concept="")
    if opened:
        hall.act(running.open_round, round=1)
    return hall
