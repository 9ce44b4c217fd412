"""A contest apart from its scores, kept in memory: rounds, entries, judges, who may score now, and who sits where.

Every act but those that only score raises the contest's `structure_revision` in the same transaction: what was read at one
number is right for as long as the row holds that number, whichever process asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, select

from contest.rules import facts
from contest.rules.calibration_facts import CalibrationScoreEntered
from contest.rules.contests import Contest, Entry, Judge, Round
from contest.rules.fact import Fact
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db, is_writing
from contest.store.tables import ContestRow

Part = TypeVar("Part", Round, Entry, Judge)

# facts that leave everything here as it was
SCORING: frozenset[type[Fact]] = frozenset({
    facts.ScoreEntered, facts.CommentWritten, facts.ScoresheetSubmitted, facts.ScoresheetConfirmed, facts.ScoresheetReopened,
    facts.ScoreCorrected, facts.ScoreReceivedLate, facts.CommentReceivedLate, facts.LateNoted, facts.TieScoreEntered,
    CalibrationScoreEntered,
})


@dataclass(frozen=True)
class Seat:
    """Who sits there; `version` of the link that leads there; `devices`: the state of each by its key."""

    role: str
    number: int
    name: str
    head: bool
    version: int
    devices: Mapping[str, str]


@dataclass(frozen=True)
class Structure:
    """`closed`: why judges may not score a round now, None when they may. `inside`: the entries that no cut left out."""

    contest: Contest
    rounds: Mapping[int, Round]
    entries: Mapping[int, Entry]
    judges: Mapping[int, Judge]
    closed: Mapping[int, str | None]
    inside: Mapping[int, frozenset[int]]
    seats: Mapping[str, Seat]

    def round(self, number: int) -> Round:
        return _found(self.rounds, number, "round")

    def entry(self, number: int) -> Entry:
        return _found(self.entries, number, "entry")

    def judge(self, number: int) -> Judge:
        return _found(self.judges, number, "judge")


_kept: WeakKeyDictionary[Engine, dict[int, tuple[int, Structure]]] = WeakKeyDictionary()


def of(row: ContestRow) -> Structure:
    """As it stands where `row` was read."""
    return _at(row.id, row.structure_revision) or _read(row)


def newest(slug: str) -> Structure:
    """As it stands now, for the price of one small question. Raises Refused('not_found')."""
    query = select(ContestRow.id, ContestRow.structure_revision).where(ContestRow.slug == slug)
    known = db.session.execute(query).first()
    return (_at(known.id, known.structure_revision) if known else None) or _read(read.contest_row(slug))


def _at(contest_id: int, revision: int) -> Structure | None:
    kept = _kept.get(db.engine, {}).get(contest_id)
    return kept[1] if kept is not None and kept[0] == revision else None


def _read(row: ContestRow) -> Structure:
    contest = read.contest(row)
    made = Structure(
        contest,
        rounds=_by_number(contest.rounds),
        entries=_by_number(contest.entries),
        judges=_by_number(contest.judges),
        closed={one.number: read.judging_closed_because(row.id, one) for one in contest.rounds},
        inside=_inside(row.id, contest),
        seats=_seats(row.id),
    )
    if not is_writing():  # what an act under way has changed may yet be taken back
        _kept.setdefault(db.engine, {})[row.id] = (row.structure_revision, made)
    return made


def _inside(contest_id: int, contest: Contest) -> dict[int, frozenset[int]]:
    inside, left = {}, frozenset(one.number for one in contest.entries)
    cuts = {one.round: frozenset(one.entries) for one in read.cut_rows(contest_id)}
    for round_ in contest.rounds:
        inside[round_.number] = left
        left &= cuts.get(round_.number, left)
    return inside


def _seats(contest_id: int) -> dict[str, Seat]:
    devices: dict[int, dict[str, str]] = {}
    for one in read.device_rows(contest_id):
        devices.setdefault(one.judge, {})[one.key] = one.state
    return {
        f"{row.role}-{row.number}": Seat(
            row.role, row.number, row.name, row.head, row.version,
            MappingProxyType(devices.get(row.number, {}) if row.role == "judge" else {}),
        )
        for row in read.seat_rows(contest_id)
    }


def _by_number(parts: tuple[Part, ...]) -> dict[int, Part]:
    return {one.number: one for one in parts}


def _found(parts: Mapping[int, Part], number: int, what: str) -> Part:
    found = parts.get(number)
    if found is None:
        raise Refused("not_found", what=f"{what} {number}")
    return found
