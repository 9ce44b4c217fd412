"""When rounds and criteria get other numbers, what names them follows, or goes with them: tie-breaks, special prizes,
guests, factors, points from elsewhere, the ballot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from contest.rules.facts import Fact, JudgeChanged, RulesChanged
from contest.rules.ties import read_key
from contest.store import ballots, read
from contest.store.database import db
from contest.store.given_tables import ExternalRow, FactorRow
from contest.store.tables import ContestRow

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Numbers:
    """Old numbers to new ones: of rounds, and of (round, criterion). What is not in them is gone."""

    rounds: Mapping[int, int]
    criteria: Mapping[tuple[int, int], tuple[int, int]]

    @property
    def are_the_same(self) -> bool:
        return all(old == new for old, new in (*self.rounds.items(), *self.criteria.items()))


def numbers_of(told: Sequence[Told], numbered: Sequence[Told]) -> Numbers:
    """What became of the numbers that were told."""
    return Numbers(
        {was["number"]: now["number"] for was, now in zip(told, numbered, strict=True)},
        {
            (was["number"], criterion["number"]): (now["number"], renumbered["number"])
            for was, now in zip(told, numbered, strict=True)
            for criterion, renumbered in zip(was["criteria"], now["criteria"], strict=True)
        },
    )


def carry(contest: ContestRow, numbers: Numbers) -> list[Fact]:
    """Let everything that names a round or a criterion name it as it is now."""
    _carry_given(contest.id, numbers)
    _carry_ballot(contest.id, numbers)
    return [*_carry_rules(contest, numbers), *_carry_guests(contest.id, numbers)]


def _carry_rules(contest: ContestRow, numbers: Numbers) -> list[Fact]:
    ties = [key for key in (_carried(key, numbers) for key in contest.ties) if key is not None]
    specials = [one for one in (_special(one, numbers) for one in contest.special_prizes) if one is not None]
    wanted = {"ties": ties, "special_prizes": specials}
    changes = {field: value for field, value in wanted.items() if getattr(contest, field) != value}
    for field, value in changes.items():
        setattr(contest, field, value)
    return [RulesChanged(changes)] if changes else []


def _carried(key: str, numbers: Numbers) -> str | None:
    """A tie-break that names the same round or criterion under its new number; None when that is gone."""
    name, of = key.partition(":")[0], read_key(key)[1]
    if of is None:
        return key
    if of[1] == 0:
        return f"{name}:{numbers.rounds[of[0]]}" if of[0] in numbers.rounds else None
    new = numbers.criteria.get(of)
    return key if new == of else None if new is None else f"{name}:{new[0]}.{new[1]}"


def _special(one: dict[str, Any], numbers: Numbers) -> dict[str, Any] | None:
    if one["criterion"] is None:
        return one
    new = numbers.criteria.get(tuple(one["criterion"]))
    return None if new is None else {**one, "criterion": list(new)}


def _carry_guests(contest_id: int, numbers: Numbers) -> list[Fact]:
    facts: list[Fact] = []
    for seat in read.seat_rows(contest_id, "judge"):
        rounds = sorted(numbers.rounds[one] for one in seat.rounds if one in numbers.rounds)
        if rounds != seat.rounds:
            seat.rounds = rounds
            facts.append(JudgeChanged(seat.number, seat.name, {"rounds": rounds}))
    return facts


def _carry_given(contest_id: int, numbers: Numbers) -> None:
    """Factors and points from elsewhere. The rows are written anew: in place, numbers that swap would meet."""
    if numbers.are_the_same and not _orphans(contest_id, numbers):
        return
    factors = [(row.round, row.criterion, row.entry, row.factor) for row in read.factor_rows(contest_id)]
    externals = [(row.round, row.label, row.entry, row.points) for row in read.external_rows(contest_id)]
    for row in (*read.factor_rows(contest_id), *read.external_rows(contest_id)):
        db.session.delete(row)
    db.session.flush()
    for round_, criterion, entry, factor in factors:
        new = (numbers.rounds.get(round_), 0) if not criterion else numbers.criteria.get((round_, criterion), (None, 0))
        if new[0] is not None:
            db.session.add(FactorRow(contest_id=contest_id, round=new[0], criterion=new[1], entry=entry, factor=factor))
    for round_, label, entry, points in externals:
        if round_ in numbers.rounds:
            db.session.add(ExternalRow(
                contest_id=contest_id, round=numbers.rounds[round_], label=label, entry=entry, points=points,
            ))
    db.session.flush()


def _carry_ballot(contest_id: int, numbers: Numbers) -> None:
    """A ballot of a round that is gone asks for all entries, and gives no points."""
    row = ballots.ballot_row(contest_id)
    if row is None or row.round is None:
        return
    now = numbers.rounds.get(row.round)
    row.round, row.share = now, None if now is None else row.share


def _orphans(contest_id: int, numbers: Numbers) -> bool:
    """Whether a factor or points name what is gone."""
    factors = any(
        row.round not in numbers.rounds or (row.criterion and (row.round, row.criterion) not in numbers.criteria)
        for row in read.factor_rows(contest_id)
    )
    return factors or any(row.round not in numbers.rounds for row in read.external_rows(contest_id))
