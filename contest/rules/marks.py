"""What a judge's number becomes beside all the others of a round, before a panel's numbers meet: ranks, points for
places, clamped, standardised or freed of severity. Numbers may be integers in any common unit; results are in the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from contest.rules.contests import Method
from contest.rules.rounding import rounded
from contest.rules.severity import additive, z_scores

Number = int | Fraction
Field = Mapping[int, Mapping[int, Number]]  # entry -> judge -> number; a missing pair is a blank


def ranks(field: Field, method: Method, unit: int) -> Field:
    """Each judge's order of the entries, best first from 1; equal numbers share the mean of their ranks."""
    return _by_judge(field, method, lambda first, last, _count: _half(first + last))


def borda(field: Field, method: Method, unit: int) -> Field:
    """The number of entries that a judge saw, less the rank: how many entries were left behind (equal ones count half)."""
    return _by_judge(field, method, lambda first, last, count: _half(2 * count - first - last))


def place_points(field: Field, method: Method, unit: int) -> Field:
    """The table's points for each judge's places; equal entries share the points of the places they take up."""
    points = [Fraction(one) for one in method.table]

    def shared(first: int, last: int, _count: int) -> Number:
        return sum(points[first - 1 : last], Fraction(0)) / (last - first + 1)

    return _by_judge(field, method, shared)


def clamped(field: Field, method: Method, unit: int) -> Field:
    """Every number moved to at most `clamp` from its panel's plain mean, then rounded (International Chopin Competition
    2025). The mean is taken once, of the numbers as they were given."""
    distance = Fraction(method.clamp or 0) * unit
    return {entry: _within(panel, distance, method.round_mark, unit) for entry, panel in field.items()}


def standardised(field: Field, method: Method, unit: int) -> Field:
    """Each judge's numbers given the mean and spread of all numbers: z-scores, back on the scale of the points."""
    scores = z_scores(_fractions(field))
    return {
        entry: {judge: scores.mean + scores.deviation * z for judge, z in panel.items()}
        for entry, panel in scores.z.items()
    }


def fair(field: Field, method: Method, unit: int) -> Field:
    """Each number freed of its judge's severity, as the additive model sees it."""
    effects = additive(_fractions(field)).judges
    return {entry: {judge: one - effects[judge] for judge, one in panel.items()} for entry, panel in field.items()}


def _by_judge(field: Field, method: Method, worth: Callable[[int, int, int], Number]) -> Field:
    """`worth(first, last, count)`: what entries get that share a judge's ranks `first` to `last` of `count`."""
    made: dict[int, dict[int, Number]] = {entry: {} for entry in field}
    for judge, column in _columns(field):
        column.sort(key=lambda pair: pair[0], reverse=method.marks == "scores")
        first = 1
        for _, level in groupby(column, key=lambda pair: pair[0]):
            group = [entry for _, entry in level]
            given = worth(first, first + len(group) - 1, len(column))
            for entry in group:
                made[entry][judge] = given
            first += len(group)
    return {entry: dict(sorted(panel.items())) for entry, panel in made.items()}


def _columns(field: Field) -> Iterator[tuple[int, list[tuple[Number, int]]]]:
    columns: dict[int, list[tuple[Number, int]]] = {}
    for entry, panel in field.items():
        for judge, number in panel.items():
            columns.setdefault(judge, []).append((number, entry))
    yield from columns.items()


def _within(panel: Mapping[int, Number], distance: Fraction, places: int | None, unit: int) -> dict[int, Number]:
    mean = Fraction(sum(panel.values())) / len(panel)
    low, high = (_rounded(limit, places, unit) for limit in (mean - distance, mean + distance))
    return {
        judge: low if one < mean - distance else high if one > mean + distance else _rounded(one, places, unit)
        for judge, one in panel.items()
    }


def _rounded(number: Number, places: int | None, unit: int) -> Number:
    if places is None or (isinstance(number, int) and 10**places % unit == 0):
        return number
    return rounded(Fraction(number, unit), places) * unit


def _fractions(field: Field) -> Mapping[int, Mapping[int, Fraction]]:
    return {entry: {judge: Fraction(one) for judge, one in panel.items()} for entry, panel in field.items()}


def _half(twice: int) -> Number:
    return Fraction(twice, 2) if twice % 2 else twice // 2
