"""The house that the browser tests visit, written before its server starts: contests as full and as awkward as a real day.

`day` is under way (long names, a tie, penalties, a late team), `hall` the same with a screen for every scene, `done` is
official and published, `crowd` has many teams of which some have no short name, `early` has neither teams nor scores. Small
ones with an open round are there to be changed by tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import current_app
from werkzeug.security import generate_password_hash

from contest import config, seats, serving
from contest.access import Actor
from contest.actions import (
    ballots,
    calibration,
    ceremony,
    drawing,
    panel,
    penalties,
    photos,
    rules,
    running,
    scoring,
    setup,
    teams,
)
from contest.actions.archive import import_contest
from contest.actions.rounds import save_rounds
from contest.clock import Clock
from contest.documents import archive
from contest.perform import Door
from contest.pictures import sized, unpacked
from contest.rules import shapes
from contest.rules.contests import Combine
from contest.rules.photos import SIZES
from contest.store import read
from contest.store.database import db, writing
from contest.store.tables import Organizer, ScoreRow, ScoresheetRow
from tests import photographs
from tests.builders import JUDGES, LONG_NAME, TEAMS

DAY, HALL, DONE, CROWD, EARLY = "day", "hall", "done", "crowd", "early"
SMALL = ("profile", "clock", "starts", "conflict", "sound")
SCENES = (
    "title", "countdown", "progress", "leaderboard", "presenting", "message", "black", "reveal", "podium", "gallery", "entry",
    "lots", "vote", "ticker",
)
DECIDED = ("podium", "reveal", "entry", "gallery")  # those that a published result and its photos fill
CROWDED = ("leaderboard", "progress", "lots", "entry")  # those that list everybody or show one with a long name
TITLE = "Hương sắc tháng 3: hội thi cắm hoa nghệ thuật mừng ngày Quốc tế Phụ nữ"
QUESTION = "Tác phẩm nào khiến bạn muốn mang về nhà nhất hôm nay?"
ORGANIZER = Actor("organizer", None, "Lan")
PASSWORD = "hoa sen hồng"
ARRANGING = {"round": 1, "stage": 1}
PRESENTING = {"round": 1, "stage": 2}
LONGER = 7_000_000  # milliseconds before now at which the day begins

# what the panel thinks of each entry, criterion by criterion: 2 and 4 stay level to the end
LEVELS = {
    1: ("17", "21", "17", "12.5", "17"), 2: ("18", "22", "17.5", "13", "18"), 3: ("18.5", "22.5", "18", "13.5", "18.5"),
    4: ("18", "22", "17.5", "13", "18"), 5: ("19", "23", "18.5", "14", "19"), 6: ("17.5", "21.5", "17", "13", "17"),
    7: ("18", "23.5", "18.5", "13.5", "17.5"), 8: ("16", "20", "16", "12", "16.5"),
}  # fmt: skip


class PassingClock(Clock):
    """A clock that stands `back` milliseconds before the true one and is moved on by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.back = LONGER

    def now(self) -> int:
        return super().now() - self.back

    def pass_seconds(self, seconds: float) -> None:
        self.back -= round(seconds * 1000)


@dataclass(frozen=True)
class House:
    """The folder and what a visitor must know to come in: each seat's version, by contest and seat."""

    data: Path
    versions: Mapping[tuple[str, str], int]

    @cached_property
    def _settings(self) -> config.Settings:
        return config.load(self.data)

    def link(self, slug: str, seat: str) -> str:
        return seats.seat_link(self._settings, slug, seat, self.versions[slug, seat])

    def cookie(self, slug: str, seat: str) -> dict[str, str]:
        """What a browser holds that came in by that seat's link. An organizer's holds for every contest."""
        told: tuple[Any, ...] = ("", seat, 1, 1) if seat == "organizer" else (slug, seat, self.versions[slug, seat])
        return {"name": seats.cookie_name(self._settings, slug, seat), "value": seats.cookie_value(self._settings, *told)}


def build(data: Path) -> House:
    with _doors(data) as (door, clock):
        _first_organizer()
        _Writer(door, clock, DAY).day()
        told = json.loads(archive.export_contest(read.contest_row(DAY)))
        for slug in (HALL, DONE):
            door.perform(import_contest, ORGANIZER, None, {"archive": told, "sha256": "0" * 64, "as_slug": slug})
        _Writer(door, clock, HALL).scenes()
        _Writer(door, clock, HALL).ballot()
        _Writer(door, clock, DONE).decide()
        _Writer(door, clock, CROWD).crowd()
        _Writer(door, clock, EARLY).practised()
        clock.back = 0
        for slug in SMALL:
            _Writer(door, clock, slug).small()
        return House(data, _versions())


def small_house(data: Path, slug: str, is_tied: bool = False, go_on: int | None = None) -> House:
    """A house with nothing but one small contest, for a test that kills its server or changes much. `go_on`: so many of the
    tied contest reach a second round."""
    with _doors(data) as (door, clock):
        _first_organizer()
        clock.back = 0
        writer = _Writer(door, clock, slug)
        if is_tied:
            writer.tied()
            writer.cut(go_on)
        else:
            writer.small()
        return House(data, _versions())


def arranging_house(data: Path, slug: str) -> House:
    """A house with one contest whose teams are at work."""
    with _doors(data) as (door, clock):
        _first_organizer()
        clock.back = 0
        _Writer(door, clock, slug).arranging()
        return House(data, _versions())


def eager_house(data: Path, slug: str) -> House:
    """A house with one contest of three judges and two teams whose round is not open yet."""
    with _doors(data) as (door, clock):
        _first_organizer()
        clock.back = 0
        writer = _Writer(door, clock, slug)
        writer.create(judges=3, title="Hội hoa chờ giờ")
        writer.teams(2)
        return House(data, _versions())


def round_signed_house(data: Path, slug: str) -> House:
    """A house with one contest in which each judge signs the round at once; its second of three teams is disqualified."""
    with _doors(data) as (door, clock):
        _first_organizer()
        clock.back = 0
        writer = _Writer(door, clock, slug)
        writer.small()
        writer.teams(1, after=2)
        writer.act(rules.change_rules, signing="round")
        writer.act(penalties.set_entry_status, entry=2, status="disqualified", reason="Dùng hoa giả")
        return House(data, _versions())


def small_ones(data: Path, slugs: Iterable[str]) -> House:
    """A house with so many small contests, one for each test of a file that changes its own."""
    with _doors(data) as (door, clock):
        _first_organizer()
        clock.back = 0
        for slug in slugs:
            _Writer(door, clock, slug).small()
        return House(data, _versions())


def decided_house(data: Path, slug: str) -> House:
    """A small contest with an official result that nobody has seen; a presenter has a seat, the screen shows the reveal."""
    with _doors(data) as (door, clock):
        _first_organizer()
        clock.back = 0
        writer = _Writer(door, clock, slug)
        writer.tied()
        writer.act(ceremony.settle_tie, entries=[2, 4], joint=True, reason="Bằng nhau ở mọi tiêu chí: đồng giải.")
        writer.act(ceremony.confirm_result)
        writer.act(panel.add_helper, role="presenter", name="Mai Anh")
        writer.act(ceremony.show_scene, screen=None, scene="reveal")
        return House(data, _versions())


@contextmanager
def _doors(data: Path) -> Iterator[tuple[Door, PassingClock]]:
    with serving.taken(config.load(data)) as app, app.app_context():
        clock = PassingClock()
        yield Door(clock, lambda slug, facts: None), clock


def _first_organizer() -> None:
    with writing():
        db.session.add(Organizer(name=ORGANIZER.name, password=generate_password_hash(PASSWORD), version=1))


def _versions() -> dict[tuple[str, str], int]:
    return {
        (contest.slug, f"{seat.role}-{seat.number}"): seat.version
        for contest in read.contest_rows() for seat in read.seat_rows(contest.id)
    }  # fmt: skip


class _Writer:
    """Writes one contest by the acts that people do."""

    def __init__(self, door: Door, clock: PassingClock, slug: str) -> None:
        self.door, self.clock, self.slug = door, clock, slug

    def act(self, action: Any, actor: Actor = ORGANIZER, **fields: Any) -> dict[str, Any]:
        return self.door.perform(action, actor, self.slug, fields)

    def create(self, judges: int, title: str) -> None:
        self.door.perform(setup.create_contest, ORGANIZER, None, {
            "title": title, "slug": self.slug, "preset": "vn100", "language": "vi", "judges": judges,
            "theme": "Sắc hương ba miền", "place": "Hội trường lớn", "date": "2026-03-08",
        })

    def practised(self) -> None:
        """Three judges and no team; a practice sample that all of them finished."""
        self.create(judges=3, title="Hội hoa xuân")
        self.act(calibration.open_calibration, round=1, title="Bình hoa sen của câu lạc bộ")
        for judge, values in enumerate((LEVELS[8], LEVELS[5], LEVELS[3]), 1):
            for criterion, value in enumerate(values, 1):
                fields = {"calibration": 1, "criterion": criterion, "value": value, "base": 0}
                self.act(calibration.enter_calibration_score, Actor("judge", judge), **fields)
            self.act(calibration.finish_calibration, Actor("judge", judge), calibration=1)

    def small(self) -> None:
        """Two teams, two judges, the round open, the arranging not begun."""
        self.create(judges=2, title=f"Thử {self.slug}")
        self.teams(2)
        self.act(running.open_round, round=1)
        self.act(ceremony.set_curtain, curtain="live", base=0)

    def crowd(self) -> None:
        """Twenty teams drawn and open, the third and the last without a short name; two of three are signed, one is out."""
        self.create(judges=2, title=TITLE)
        for number in range(20):
            name, short_name = TEAMS[number % len(TEAMS)] if number not in (2, 19) else (LONG_NAME, "")
            short_name = short_name and f"{short_name} {number + 1}"
            self.act(teams.add_team, name=f"{name} {number + 1}", short_name=short_name, concept="")
        self.act(drawing.draw_order)
        for opened in range(20):
            self.act(drawing.open_lot, draw=1, base=opened)
        self.act(running.open_round, round=1)
        self.act(ceremony.set_curtain, curtain="live", base=0)
        self.judged_before((1, 2, 3, 4), judges=2)
        self.act(penalties.set_entry_status, entry=20, status="disqualified", reason="Cắm sẵn hoa từ trước giờ thi")
        self.screens(CROWDED, entry=3)

    def tied(self) -> None:
        """Four teams, two judges of whom the second leads; all signed, the round closed, 2 and 4 level on the second place."""
        self.create(judges=2, title="Hội hoa bằng điểm")
        self.act(panel.change_judge, judge=2, head=True)
        self.teams(4)
        self.act(running.open_round, round=1)
        self.judged_before(range(1, 5), judges=2)
        self.act(running.close_round, round=1)

    def cut(self, go_on: int | None) -> None:
        """A second round like the first, planned, that so many reach."""
        if go_on is None:
            return
        contest = read.contest_row(self.slug)
        (first,) = read.rounds(contest.id)
        final = {**shapes.round_told(replace(first, name="Chung kết", phase="planned")), "number": None}
        with writing():
            save_rounds(contest, [shapes.round_told(first), final])
            read.round_row(contest.id, 1).combine = shapes.combine_told(Combine(go_on=go_on))

    def teams(self, count: int, after: int = 0) -> None:
        for name, short_name in (*TEAMS, (LONG_NAME, "CHPN Bắc Trà My"))[after : after + count]:
            self.act(teams.add_team, name=name, short_name=short_name, concept="Gần bùn mà chẳng hôi tanh mùi bùn")

    def day(self) -> None:
        """Arranged, stamped, six of nine entries judged and signed, the seventh on stage."""
        self.create(judges=len(JUDGES), title=TITLE)
        self.teams(9)
        for number, name in enumerate(JUDGES, 1):
            self.act(panel.change_judge, judge=number, name=name)
        self.act(drawing.draw_order)
        for opened in range(5):
            self.act(drawing.open_lot, draw=1, base=opened)
        self.act(running.open_round, round=1)
        self.act(ceremony.set_curtain, curtain="live", base=0)
        self.arrange()
        self.judge(1)
        self.judged_before(range(2, 7))
        self.act(ceremony.add_screen, title="Bên trái sân khấu, cạnh cửa vào")
        self.act(ceremony.show_scene, screen=None, scene="leaderboard")
        self.present(7)
        self.helped()
        self.photographed(1, 2, 6, 9)

    def helped(self) -> None:
        self.act(panel.add_helper, role="steward", name="Đỗ Văn Sàn")
        self.act(panel.add_helper, role="presenter", name="Bùi Ngọc Diễm")

    def photographed(self, *entries: int) -> None:
        """A photo of each, at the end of the arranging."""
        files = current_app.extensions["contest"].photos
        for entry in entries:
            made = unpacked(sized(photographs.jpeg(1200 + entry, 900), ",".join(map(str, SIZES))))
            photo = files.name(self.slug, entry, made[0].content)
            files.keep(photo, made)
            fields = {"photo": photo, "entry": entry, "width": made[0].width, "height": made[0].height}
            self.act(photos.take_photo, Actor("steward", 1), **fields, **ARRANGING)

    def arranging(self) -> None:
        """Three teams at work for 40 minutes of 45, no finish yet, a steward among them."""
        self.small()
        self.act(teams.add_team, name=LONG_NAME, short_name="", concept="")
        self.helped()
        self.clock.back = 40 * 60 * 1000
        self.act(running.start_countdown, **ARRANGING, entry=None, base=0)
        self.clock.back = 0

    def arrange(self) -> None:
        self.act(running.start_countdown, **ARRANGING, entry=None, base=0)
        self.clock.pass_seconds(2690)
        for entry in (1, 2, 4):
            self.act(running.stamp_finish, **ARRANGING, entry=entry, tapped_at=self.clock.now())
        self.clock.pass_seconds(100)
        for entry in (3, 5):
            self.act(running.stamp_finish, **ARRANGING, entry=entry, tapped_at=self.clock.now())
        self.act(running.call_hands_off, **ARRANGING)
        self.act(running.end_countdown, **ARRANGING, entry=None, base=1)
        self.act(penalties.confirm_penalty, penalty=1)
        self.act(penalties.give_penalty, round=1, entry=6, points="0.5", reason="Dùng hoa giả ở giỏ thứ hai")
        self.act(penalties.set_entry_status, entry=8, status="disqualified", reason="Cắm sẵn hoa từ trước giờ thi")

    def judge(self, entry: int) -> None:
        for judge in range(1, len(JUDGES) + 1):
            self.fill(judge, entry)
            sheet = read.sheet_row(read.contest_row(self.slug).id, 1, entry, judge)
            self.act(scoring.submit_scoresheet, Actor("judge", judge), round=1, entry=entry, base=sheet.revision)

    def judged_before(self, entries: Iterable[int], judges: int = len(JUDGES)) -> None:
        """Signed scoresheets written straight into the tables: a fifth of the work, and only the log would tell."""
        contest = read.contest_row(self.slug).id
        where = [
            {"contest_id": contest, "round": 1, "entry": entry, "judge": judge}
            for entry in entries for judge in range(1, judges + 1)
        ]  # fmt: skip
        with writing():
            db.session.add_all(ScoresheetRow(**one, signed=True, revision=6) for one in where)
            db.session.flush()
            db.session.add_all(
                ScoreRow(**one, criterion=criterion, value=Decimal(value), revision=1)
                for one in where for criterion, value in enumerate(LEVELS[one["entry"]], 1)
            )  # fmt: skip

    def fill(self, judge: int, entry: int, upto: int = 5) -> None:
        who = Actor("judge", judge)
        for criterion, value in enumerate(LEVELS[entry][:upto], 1):
            self.act(scoring.enter_score, who, round=1, entry=entry, criterion=criterion, value=value, base=0)

    def present(self, entry: int) -> None:
        """On stage, its clock stopped for a moment; one judge is ready to sign, one has begun."""
        self.act(running.call_entry, **PRESENTING, entry=entry)
        self.act(running.start_countdown, **PRESENTING, entry=entry, base=0)
        self.clock.pass_seconds(75)
        self.act(running.pause_countdown, **PRESENTING, entry=entry, base=1)
        self.fill(1, entry)
        self.fill(2, entry, upto=3)

    def scenes(self) -> None:
        """One screen for each scene, by its name."""
        for scene in SCENES:
            self.act(ceremony.add_screen, title=scene)
            message = "Mời cả nhà ra sảnh uống trà, mười lăm phút nữa mình gặp lại." if scene in ("message", "ticker") else ""
            self.act(ceremony.show_scene, screen=scene, scene=scene, message=message)

    def ballot(self) -> None:
        """The hall votes by cards and by devices, for points."""
        self.act(ballots.change_ballot, title=QUESTION, round=1, by_ticket=True, by_device=True, prize=None, share="7.5")
        self.act(ballots.make_tickets, count=48)
        self.act(ballots.open_ballot, base=2)

    def decide(self) -> None:
        """Everything that stands between a running contest and a published result."""
        self.act(running.end_countdown, **PRESENTING, entry=7, base=2)
        self.act(penalties.dismiss_penalty, penalty=2, reason="Đồng hồ sân khấu đứng, đội không có lỗi")
        for entry in (7, 9):
            self.act(penalties.set_entry_status, entry=entry, status="withdrawn", reason="Đội xin rút để kịp chuyến xe")
        self.photographed(1, 6)
        self.act(running.close_round, round=1)
        self.act(ceremony.settle_tie, entries=[2, 4], joint=True, reason="Bằng nhau ở mọi tiêu chí: đồng giải.")
        self.act(ceremony.confirm_result)
        base = read.contest_row(self.slug).curtain_revision
        self.act(ceremony.set_curtain, curtain="published", base=base)
        self.screens(DECIDED, entry=1)

    def screens(self, scenes: Iterable[str], entry: int) -> None:
        """One screen for each of these scenes, by its name; `entry`: the one that is shown alone."""
        for scene in scenes:
            self.act(ceremony.add_screen, title=scene)
            self.act(ceremony.show_scene, screen=scene, scene=scene, entry=entry)
