"""What a judge's number becomes beside all the others of a round, before a panel's numbers meet: ranks, points for
places, clamped, standardised or freed of severity.

Numbers come as integers in a common unit and leave as integers in a unit that is told with them: exact, and quick for
tens of thousands. A judge gives few different numbers, so each is worked out once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from math import ceil, floor, lcm

from contest.rules.contests import Method
from contest.rules.rounding import rounded
from contest.rules.severity import severity, spreads

Field = Mapping[int, Mapping[int, int]]  # entry -> judge -> number; a missing pair is a blank
Turned = tuple[Field, int]  # numbers, each of 1 / unit
Line = tuple[Fraction, Fraction]  # slope and shift: a number becomes slope x number + shift


def ranks(field: Field, method: Method, unit: int) -> Turned:
    """Each judge's order of the entries, best first from 1; equal numbers share the mean of their ranks."""
    return _by_place(field, method, lambda first, last, _count: Fraction(first + last, 2))


def borda(field: Field, method: Method, unit: int) -> Turned:
    """The number of entries that a judge saw, less the rank: how many entries were left behind (equal ones count half)."""
    return _by_place(field, method, lambda first, last, count: count - Fraction(first + last, 2))


def place_points(field: Field, method: Method, unit: int) -> Turned:
    """The table's points for each judge's places; equal entries share the points of the places they take up."""
    points = [Fraction(one) for one in method.table]

    def shared(first: int, last: int, _count: int) -> Fraction:
        return sum(points[first - 1 : last], Fraction(0)) / (last - first + 1)

    return _by_place(field, method, shared)


def clamped(field: Field, method: Method, unit: int) -> Turned:
    """Every number moved to at most `clamp` from its panel's plain mean, then rounded (International Chopin Competition
    2025). The mean is taken once, of the numbers as they were given."""
    places, distance = method.round_mark, Fraction(method.clamp or 0) * unit
    limits = {entry: _limits(panel, distance) for entry, panel in field.items()}
    different = {number for panel in field.values() for number in panel.values()}
    finest = lcm(unit, *(unit * limit.denominator for both in limits.values() for limit in both))
    fine = finest if places is None else 10**places
    kept = {number: _whole(Fraction(number, unit), places, fine) for number in different}
    made: dict[int, dict[int, int]] = {}
    for entry, panel in field.items():
        low, high = limits[entry]
        lowest, highest = (_whole(limit / unit, places, fine) for limit in (low, high))
        first, last = ceil(low), floor(high)
        made[entry] = {
            judge: lowest if number < first else highest if number > last else kept[number]
            for judge, number in panel.items()
        }
    return made, fine


def standardised(field: Field, method: Method, unit: int) -> Turned:
    """Each judge's numbers given the mean and spread of all numbers: z-scores, back on the scale of the points."""
    found = spreads(field)
    steep = {judge: found.deviation * inverse for judge, inverse in found.inverses.items()}
    lines = {judge: (slope, found.mean - slope * found.means[judge]) for judge, slope in steep.items()}
    return _along(field, lines, unit)


def fair(field: Field, method: Method, unit: int) -> Turned:
    """Each number freed of its judge's severity, as the additive model sees it."""
    return _along(field, {judge: (Fraction(1), -effect) for judge, effect in severity(field).items()}, unit)


def _by_place(field: Field, method: Method, worth: Callable[[int, int, int], Fraction]) -> Turned:
    """`worth(first, last, count)`: what entries get that share a judge's ranks `first` to `last` of `count`."""
    given: dict[int, list[int]] = {}
    for panel in field.values():
        for judge, number in panel.items():
            given.setdefault(judge, []).append(number)
    tables: dict[int, dict[int, Fraction]] = {}
    for judge, numbers in given.items():
        table = tables[judge] = {}
        first = 1
        for number, times in sorted(Counter(numbers).items(), reverse=method.marks == "scores"):
            table[number] = worth(first, first + times - 1, len(numbers))
            first += times
    fine = lcm(*(one.denominator for table in tables.values() for one in table.values()))
    whole = {
        judge: {number: one.numerator * (fine // one.denominator) for number, one in table.items()}
        for judge, table in tables.items()
    }
    return {entry: {judge: whole[judge][number] for judge, number in panel.items()} for entry, panel in field.items()}, fine


def _along(field: Field, lines: Mapping[int, Line], unit: int) -> Turned:
    """Each judge's numbers along a line of their own, in a unit in which all of them are whole."""
    finer = lcm(*(part.denominator for line in lines.values() for part in line))
    whole = {judge: (int(slope * finer), int(shift * finer)) for judge, (slope, shift) in lines.items()}
    made: dict[int, dict[int, int]] = {}
    for entry, panel in field.items():
        row = made[entry] = {}
        for judge, number in panel.items():
            slope, shift = whole[judge]
            row[judge] = slope * number + shift
    return made, unit * finer


def _limits(panel: Mapping[int, int], distance: Fraction) -> tuple[Fraction, Fraction]:
    mean = Fraction(sum(panel.values()), len(panel))
    return mean - distance, mean + distance


def _whole(points: Fraction, places: int | None, fine: int) -> int:
    """Points in `1 / fine`, rounded to that many decimals before."""
    return int(rounded(points, places) * fine)
