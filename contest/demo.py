"""The demo's contest: "Hương sắc tháng 3", its eight teams and five judges, set up through the one door.

It lies three quarters of an hour back, so that the arranging is nearly over when people look. Who plays it: play.py.
"""

from __future__ import annotations

import json
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from werkzeug.security import generate_password_hash

from contest import seats, words
from contest.access import Actor
from contest.actions import ceremony, running, setup
from contest.actions.act import Action
from contest.clock import Clock
from contest.perform import Door
from contest.store import read
from contest.store.database import db, writing
from contest.store.tables import Organizer
from contest.web.base import Parts
from contest.words import N_, _

TITLE = "Hương sắc tháng 3"
TEAMS = (
    ("Đội Hoa Mai", "Hoa Mai", "Xuân về trên mái phố"),
    ("Chi hội Phụ nữ Phòng Hậu cần", "Hậu cần", "Bếp lửa của mẹ"),
    ("Đội Cúc Họa Mi", "Cúc Họa Mi", "Hà Nội chớm đông"),
    ("Chi hội Phụ nữ Phòng Tham mưu tổng hợp", "Tham mưu", "Người giữ lửa"),
    ("Đội Hướng Dương", "Hướng Dương", "Nắng tháng Ba"),
    ("Đội Sen Hồng", "Sen Hồng", "Gần bùn mà chẳng hôi tanh"),
    ("Đội Thủy Tiên", "Thủy Tiên", "Giọt sương đầu ngày"),
    ("Đội Phong Lan", "Phong Lan", "Rừng gọi"),
)
JUDGES = ("Nguyễn Thị Ánh Tuyết", "Trần Đức Thắng", "Lê Thị Mỹ Ngọc", "Phạm Quỳnh Như", "Võ Hoàng Ưng")
ROUND, ARRANGING = 1, 1
ARRANGING_SECONDS = 45 * 60
LEFT_SECONDS = 45  # of the arranging, when the server comes up
LEAST_LEFT = 15
NAME = N_("Organizer")


@dataclass(frozen=True)
class Cast:
    """Who plays: the links of their seats, each a path and a fragment, and where the server listens. `visitor`: a shadow judge's
    seat that nobody plays: a judge's seat belongs to one device, and whoever looks on may want to score."""

    slug: str
    server: str
    organizer: str
    judges: tuple[str, ...]
    visitor: str


class EarlierClock(Clock):
    """The same clock, `back` milliseconds ago."""

    def __init__(self, clock: Clock, back: int) -> None:
        super().__init__()
        self._clock, self._back = clock, back

    def now(self) -> int:
        return self._clock.now() - self._back


def fresh_folder() -> Path:
    """A folder of its own for one demo; it stays until somebody deletes it."""
    return Path(tempfile.mkdtemp(prefix="contest-demo-"))


def prepare(joined: Parts, speed: float, language: str) -> Cast:
    """Make the contest and start its arranging, as of 44 minutes ago. Needs an app context."""
    left = max(LEAST_LEFT, round(LEFT_SECONDS / speed))
    clock = EarlierClock(joined.clock, (ARRANGING_SECONDS - left) * 1000)
    door = Door(clock, joined.door.publish)
    actor = _organizer()
    slug = door.perform(setup.create_contest, actor, None, _wanted(language, date.fromtimestamp(clock.now() / 1000)))["slug"]
    for action, fields in _steps(slug, language):
        door.perform(action, actor, slug, fields)
    settings = joined.settings
    seated = read.seat_rows(read.contest_row(slug).id, "judge")
    *judges, visitor = (seats.seat_link(settings, slug, f"judge-{one.number}", one.version) for one in seated)
    return Cast(
        slug=slug,
        server=_own_address(joined),
        organizer=seats.organizer_link(settings),
        judges=tuple(judges),
        visitor=visitor,
    )


@contextmanager
def playing(cast: Cast, speed: float, language: str) -> Iterator[None]:
    """The players, in a process of their own, for as long as this lasts. Links go in by its standard input."""
    told = json.dumps({**asdict(cast), "speed": speed, "language": language})
    child = subprocess.Popen([sys.executable, "-m", "contest.play"], stdin=subprocess.PIPE, text=True)
    assert child.stdin is not None
    child.stdin.write(told)
    child.stdin.close()
    try:
        yield
    finally:
        child.terminate()
        child.wait()


def _wanted(language: str, today: date) -> dict[str, Any]:
    with words.use(language):
        place = _("The great hall")
    return {
        "title": TITLE, "preset": "vn100", "language": language, "theme": "Hương sắc tháng 3", "place": place,
        "date": f"{today:%Y-%m-%d}", "judges": len(JUDGES),
    }  # fmt: skip


def _steps(slug: str, language: str) -> list[tuple[Action, dict[str, Any]]]:
    with words.use(language):
        visitor = _("A visitor")
    names = ("name", "short_name", "concept")
    teams = [{"number": None, **dict(zip(names, team, strict=True))} for team in TEAMS]
    arranging = {"round": ROUND, "stage": ARRANGING}
    return [
        (setup.add_teams, {"teams": teams}),
        *((setup.change_judge, {"judge": number, "name": name}) for number, name in enumerate(JUDGES, 1)),
        (setup.add_judge, {"name": visitor}),
        (setup.change_judge, {"judge": len(JUDGES) + 1, "counts": False}),
        (running.open_round, {"round": ROUND}),
        (ceremony.set_curtain, {"curtain": "live", "base": 0}),
        (running.start_countdown, {**arranging, "entry": None, "base": 0}),
    ]


def _organizer() -> Actor:
    """The first organizer of the folder; a fresh one has a password that nobody knows and comes in by link."""
    row = db.session.scalar(select(Organizer).order_by(Organizer.id))
    if row is None:
        with writing():
            row = Organizer(name=_(NAME), password=generate_password_hash(secrets.token_hex(16)), version=1)
            db.session.add(row)
    return Actor("organizer", None, row.name)


def _own_address(joined: Parts) -> str:
    """How a process on this machine reaches the server."""
    host = joined.settings.host
    return f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{joined.settings.port}"
