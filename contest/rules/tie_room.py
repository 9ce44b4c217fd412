"""The tie room: what a small scoresheet for tied entries and named criteria comes to. No old score takes part.

Every judge who counts marks each tied entry again in the named criteria. An entry's figure is the sum, over these criteria,
of the mean of the judges' numbers times the criterion's weight; more is better, less where the round's judges write places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from contest.rules.contests import Contest, Criterion

Place = tuple[int, int, int, int]  # entry, judge, round, criterion
Named = Sequence[tuple[int, int]]  # (round, criterion)


@dataclass(frozen=True)
class Outcome:
    """`missing`: the numbers that are not in yet. `figures` and `groups` (best first; several where they are still equal)
    stand once nothing is missing."""

    missing: tuple[Place, ...]
    figures: Mapping[int, Fraction]
    groups: tuple[tuple[int, ...], ...]


def seats(contest: Contest, entries: Iterable[int], criteria: Named) -> tuple[int, ...]:
    """The judges of a room: who counts, gives marks, and is recused for none of the entries; once for each named round."""
    tied = [one for one in contest.entries if one.number in set(entries)]
    rounds = {number for number, _ in criteria}
    return tuple(
        judge.number for judge in contest.judges
        if judge.counts and judge.marks and all(judge.judges(number, entry) for number in rounds for entry in tied)
    )


def outcome(contest: Contest, entries: Sequence[int], criteria: Named, given: Mapping[Place, Decimal]) -> Outcome:
    """What the numbers `given` so far come to."""
    judges = seats(contest, entries, criteria)
    wanted = [(entry, judge, *of) for entry in entries for judge in judges for of in criteria]
    missing = tuple(place for place in wanted if place not in given)
    if missing or not judges:
        return Outcome(missing, {}, ())
    figures = {
        entry: sum((_figure(contest, entry, judges, of, given) for of in criteria), Fraction(0)) for entry in entries
    }
    ranked = sorted(entries, key=lambda entry: (-figures[entry], entry))
    groups = tuple(tuple(group) for _, group in groupby(ranked, key=lambda entry: figures[entry]))
    return Outcome((), figures, groups)


def named(contest: Contest, of: tuple[int, int]) -> Criterion | None:
    """The criterion that is named; None where there is none."""
    rounds = [one for one in contest.rounds if one.number == of[0]]
    return next((one for round_ in rounds for one in round_.criteria if one.number == of[1]), None)


def _figure(
    contest: Contest, entry: int, judges: Sequence[int], of: tuple[int, int], given: Mapping[Place, Decimal]
) -> Fraction:
    criterion = named(contest, of)
    assert criterion is not None
    added = sum((Fraction(given[entry, judge, of[0], of[1]]) for judge in judges), Fraction(0))
    sign = -1 if contest.round(of[0]).method.marks == "places" else 1
    return sign * added / len(judges) * Fraction(criterion.weight)
