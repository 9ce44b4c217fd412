"""How judges differ, made comparable: the additive model (severity) and z-scores, both exact. Numbers in, numbers out.

What the panel thinks of itself stands in agreement.py. A missing pair of entry and judge is a blank, never a zero; an
entry without any mark takes no part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, lcm

from contest.rules.refusals import Refused

Marks = Mapping[int, Mapping[int, Fraction]]  # entry -> judge -> number
Rows = Mapping[int, Mapping[int, int]]  # the same in whole units

ENTRIES_NEEDED = 3  # of one judge: fewer have no spread worth the name
ROOT_PLACES = 20


@dataclass(frozen=True)
class Additive:
    """mark = entry + judge, both in marks. A judge below 0 is severe by that much; the judges add up to 0."""

    entries: Mapping[int, Fraction]
    judges: Mapping[int, Fraction]


@dataclass(frozen=True)
class Spreads:
    """Per judge, in marks: `means`, `deviations`, and `inverses`, which are 1 / deviation (0 for a judge without any).

    `mean`: of all marks; `deviation`: the mean of the judges' deviations.
    """

    means: Mapping[int, Fraction]
    deviations: Mapping[int, Fraction]
    inverses: Mapping[int, Fraction]
    mean: Fraction
    deviation: Fraction


@dataclass(frozen=True)
class ZScores(Spreads):
    """`z`: entry -> judge -> how many of the judge's own deviations above the judge's own mean.

    mean + deviation x z is the mark freed of its judge's mean and spread.
    """

    z: Mapping[int, Mapping[int, Fraction]]


def components(marks: Marks | Rows) -> tuple[tuple[int, ...], ...]:
    """Groups of entries connected by common judges, directly or over other entries; nothing compares across groups."""
    near: dict[int, int] = {}

    def first(judge: int) -> int:
        while near.setdefault(judge, judge) != judge:
            near[judge] = near[near[judge]]
            judge = near[judge]
        return judge

    for together in {frozenset(row) for row in marks.values() if row}:
        one, *others = together
        for judge in others:
            near[first(judge)] = first(one)
    groups: dict[int, list[int]] = {}
    for entry in sorted(entry for entry, row in marks.items() if row):
        groups.setdefault(first(next(iter(marks[entry]))), []).append(entry)
    return tuple(tuple(group) for group in groups.values())


def additive(marks: Marks) -> Additive:
    """The exact least-squares fit of mark = entry + judge (the additive model for panels with blanks).

    On a complete panel an entry's figure is its plain mean. Raises Refused('judges_not_connected', groups) when some
    entries share no judges with the others, directly or over others. No marks give empty maps.
    """
    rows, unit = _whole(marks)
    effects, scale = _effects(rows)
    return Additive(
        {
            entry: Fraction(scale * sum(row.values()) - sum(effects[judge] for judge in row), scale * unit * len(row))
            for entry, row in rows.items()
        },
        {judge: Fraction(effect, scale * unit) for judge, effect in effects.items()},
    )


def severity(marks: Marks | Rows) -> Mapping[int, Fraction]:
    """The judges' part of the additive model alone. Raises as `additive` does."""
    rows, unit = _whole(marks)
    effects, scale = _effects(rows)
    return {judge: Fraction(effect, scale * unit) for judge, effect in effects.items()}


def z_scores(marks: Marks) -> ZScores:
    """Each judge's marks measured by the judge's own mean and deviation (of the population: divided by n).

    A judge who gave one value to all counts 0 everywhere. Endless deviations are cut at 20 decimals, and entries equal in
    truth stay equal. Raises Refused('too_few_entries', judge, needed=3). No marks give empty maps and zeros.
    """
    found = spreads(marks)
    z = {
        entry: {judge: (mark - found.means[judge]) * found.inverses[judge] for judge, mark in sorted(marks[entry].items())}
        for entry in sorted(marks) if marks[entry]
    }
    return ZScores(found.means, found.deviations, found.inverses, found.mean, found.deviation, z)


def spreads(marks: Marks | Rows) -> Spreads:
    """Where each judge's marks lie and how far they reach. Raises as `z_scores` does."""
    rows, unit = _whole(marks)
    columns: dict[int, list[int]] = {}
    for row in rows.values():
        for judge, mark in row.items():
            columns.setdefault(judge, []).append(mark)
    judges = sorted(columns)
    for judge in judges:
        if len(columns[judge]) < ENTRIES_NEEDED:
            raise Refused("too_few_entries", judge=judge, needed=ENTRIES_NEEDED)
    roots = _roots({judge: _variance(columns[judge], unit) for judge in judges})
    count = sum(len(column) for column in columns.values())
    total = sum(sum(column) for column in columns.values())
    return Spreads(
        means={judge: Fraction(sum(columns[judge]), unit * len(columns[judge])) for judge in judges},
        deviations={judge: root for judge, (root, _) in roots.items()},
        inverses={judge: inverse for judge, (_, inverse) in roots.items()},
        mean=Fraction(total, max(1, unit * count)),
        deviation=sum((root for root, _ in roots.values()), Fraction(0)) / max(1, len(judges)),
    )


def square_root(value: Fraction, places: int = ROOT_PLACES) -> Fraction:
    """The root of a number from 0 up, cut after `places` decimals; exact where it ends before. ValueError below 0."""
    scale = 10**places
    return Fraction(isqrt(value.numerator * scale * scale // value.denominator), scale)


def _whole(marks: Marks | Rows) -> tuple[Rows, int]:
    """The marks as whole numbers of one unit (1/unit), by entry; entries without marks left out."""
    unit = lcm(*(mark.denominator for row in marks.values() for mark in row.values()))
    return {
        entry: {judge: mark.numerator * (unit // mark.denominator) for judge, mark in marks[entry].items()}
        for entry in sorted(marks)
        if marks[entry]
    }, unit


def _effects(rows: Rows) -> tuple[dict[int, int], int]:
    """Each judge's effect in whole numbers over a scale."""
    groups = components(rows)
    if len(groups) > 1:
        raise Refused("judges_not_connected", groups=groups)
    judges = sorted({judge for row in rows.values() for judge in row})
    complete = all(len(row) == len(judges) for row in rows.values())
    return (_of_complete if complete else _of_connected)(rows, judges)


def _of_complete(rows: Rows, judges: Sequence[int]) -> tuple[dict[int, int], int]:
    """Judges' effects as whole numbers over a scale: a judge's mean less the mean of all."""
    sums = {judge: sum(row[judge] for row in rows.values()) for judge in judges}
    total = sum(sums.values())
    return {judge: len(judges) * sums[judge] - total for judge in judges}, len(rows) * len(judges)


def _of_connected(rows: Rows, judges: Sequence[int]) -> tuple[dict[int, int], int]:
    """Judges' effects as whole numbers over a scale, by the normal equations after the entries are eliminated.

    The first judge is held at 0, so the matrix is positive definite; then all are moved to add up to 0.
    """
    solution, determinant = _solve(_normal_equations(rows, judges))
    effects = [0, *solution]
    middle = sum(effects)
    return {
        judge: len(judges) * effect - middle for judge, effect in zip(judges, effects, strict=True)
    }, len(judges) * determinant


def _normal_equations(rows: Rows, judges: Sequence[int]) -> list[list[int]]:
    """One row per judge but the first: a judge's residuals add up to 0, with each entry at the mean of what is left."""
    shared = lcm(*(len(row) for row in rows.values()))
    place = {judge: at for at, judge in enumerate(judges, -1)}
    size = len(judges) - 1
    matrix = [[0] * (size + 1) for _ in range(size)]
    for row in rows.values():
        share = shared // len(row)
        total = share * sum(row.values())
        present = [place[judge] for judge in row if place[judge] >= 0]
        for judge, mark in row.items():
            at = place[judge]
            if at < 0:
                continue
            equation = matrix[at]
            for other in present:
                equation[other] -= share
            equation[at] += shared
            equation[size] += shared * mark - total
    return matrix


def _solve(matrix: list[list[int]]) -> tuple[list[int], int]:
    """The solution times the determinant, and the determinant: Gauss-Jordan without fractions (Bareiss 1968).

    Every division by the pivot before is exact. The matrix is positive definite, so no pivot is 0.
    """
    before = 1
    for at, pivots in enumerate(matrix):
        pivot = pivots[at]
        for index, equation in enumerate(matrix):
            if index != at:
                factor = equation[at]
                equation[:] = [(pivot * a - factor * b) // before for a, b in zip(equation, pivots, strict=True)]
        before = pivot
    return [equation[-1] for equation in matrix], before


def _variance(column: Sequence[int], unit: int) -> Fraction:
    count = len(column)
    return Fraction(count * sum(mark * mark for mark in column) - sum(column) ** 2, (count * unit) ** 2)


def _roots(squares: Mapping[int, Fraction]) -> dict[int, tuple[Fraction, Fraction]]:
    """Each root and its inverse (0 of 0). Roots in a whole ratio (of 2 and 8, say) are one kind and keep it exactly, so that
    no cut separates equal entries. One endless kind has exact inverses too, so that what should end in a 5 is rounded up;
    the inverses of several are cut by themselves, to stay short together."""
    kinds = {Fraction(1): Fraction(1)}
    ratios: dict[int, tuple[Fraction, Fraction]] = {}
    for judge, square in squares.items():
        near = ((kind, _exact_root(square / kind)) for kind in kinds)
        kind, ratio = next(((kind, ratio) for kind, ratio in near if ratio is not None), (square, Fraction(1)))
        kinds.setdefault(kind, square_root(kind))
        ratios[judge] = (kind, ratio)
    inverses = {kind: 1 / root if len(kinds) <= 2 else square_root(1 / kind) for kind, root in kinds.items()}
    return {
        judge: (kinds[kind] * ratio, inverses[kind] / ratio if ratio else Fraction(0))
        for judge, (kind, ratio) in ratios.items()
    }


def _exact_root(value: Fraction) -> Fraction | None:
    root = Fraction(isqrt(value.numerator), isqrt(value.denominator))
    return root if root * root == value else None
