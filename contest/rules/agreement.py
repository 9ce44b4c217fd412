"""How a panel agrees, for the organizer and the head judge only: it warns and never changes a score or a place.

A mark is one judge's number for one entry: a total, or a score in one criterion. Figures are exact fractions but for
correlations (10 decimals). What the numbers cannot tell is None or left out, so that nobody is named on a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from contest.rules.severity import ENTRIES_NEEDED, Marks, additive, components, square_root

JUDGES_NEEDED = 4  # with three or fewer no statistic can tell which one is wrong
CRITERIA_NEEDED = 3  # one or two equal scores are ordinary
UNUSUAL_Z = Fraction("3.5")
MAD_TO_DEVIATION = Fraction("1.4826")
UNUSUAL_SHARE = Fraction(1, 5)  # of the maximum, where the middle half agrees to the point
CORRELATION_PLACES = 10

Sheets = Mapping[tuple[int, int], Mapping[int, Fraction]]  # (entry, judge) -> criterion -> score
Pairs = list[tuple[Fraction, Fraction]]  # a judge's own mark and the mean of the others', per entry


@dataclass(frozen=True)
class Concordance:
    """Kendall's W, 0 (no agreement in the order) to 1 (the same order), and its chi-square with `freedom` degrees."""

    w: Fraction | None
    chi2: Fraction | None
    freedom: int
    judges: int
    entries: int


@dataclass(frozen=True)
class Intraclass:
    """The six ICCs (Shrout & Fleiss 1979) as they are: they can be negative. None where the variance to share is 0 or less.

    `one_`: how far one judge is to be trusted; `all_`: the panel's mean. `random`: each entry has its own judges, ICC(1);
    `agreeing`: do they give the same numbers? ICC(2); `consistent`: the same but for severity? ICC(3).
    """

    one_random: Fraction | None
    one_agreeing: Fraction | None
    one_consistent: Fraction | None
    all_random: Fraction | None
    all_agreeing: Fraction | None
    all_consistent: Fraction | None


@dataclass(frozen=True)
class JudgeFigures:
    """One judge against the others, over the `entries` that others marked too.

    `bias`: own mark less the mean of the others, on average. `effect`: the judge in the additive model; below 0: severe.
    `correlation`: Pearson's with the mean of the others, -1 to 1. None where undefined.
    """

    entries: int
    bias: Fraction | None
    effect: Fraction | None
    correlation: Fraction | None


@dataclass(frozen=True)
class Unusual:
    """A mark far from its entry's median. `z`: robust z, below 0 for a low mark; None when the MAD is 0."""

    entry: int
    judge: int
    mark: Fraction
    median: Fraction
    z: Fraction | None


@dataclass(frozen=True)
class Spread:
    """An entry whose highest and lowest mark are further apart than the limit."""

    entry: int
    low: Fraction
    high: Fraction


def can_tell(judges: int, entries: int) -> bool:
    """Whether the numbers can say which judge stands apart: at least four judges and three entries."""
    return judges >= JUDGES_NEEDED and entries >= ENTRIES_NEEDED


def complete_entries(marks: Marks) -> dict[int, Mapping[int, Fraction]]:
    """The entries that every judge of the table marked: what `concordance` and `intraclass` can work on."""
    judges = _judges(marks)
    return {entry: marks[entry] for entry in sorted(marks) if judges and marks[entry].keys() == judges}


def concordance(marks: Marks) -> Concordance:
    """Kendall's coefficient of concordance W with its correction for ties (mid-ranks), chi2 = m(n - 1)W.

    None with fewer than two judges or two entries, with a blank, or when no judge tells any entries apart.
    """
    judges, entries = len(_judges(marks)), len(marks)
    w = _kendall(marks) if judges > 1 and len(complete_entries(marks)) == entries else None
    return Concordance(w, None if w is None else judges * (entries - 1) * w, max(0, entries - 1), judges, entries)


def intraclass(marks: Marks) -> Intraclass:
    """The six intraclass correlations of a complete table; all None with a blank, one judge or one entry."""
    judges, entries = len(_judges(marks)), len(marks)
    if judges < 2 or entries < 2 or len(complete_entries(marks)) < entries:
        return Intraclass(None, None, None, None, None, None)
    between, by_judge, within, error = _mean_squares(marks)
    others, severity = judges - 1, (by_judge - error) / entries
    return Intraclass(
        one_random=_share(between - within, between + others * within),
        one_agreeing=_share(between - error, between + others * error + judges * severity),
        one_consistent=_share(between - error, between + others * error),
        all_random=_share(between - within, between),
        all_agreeing=_share(between - error, between + severity),
        all_consistent=_share(between - error, between),
    )


def judge_figures(marks: Marks) -> dict[int, JudgeFigures]:
    """Every judge against the others. `effect` is None for all when the entries are not connected by common judges."""
    effects = additive(marks).judges if len(components(marks)) == 1 else {}
    pairs: dict[int, Pairs] = {judge: [] for judge in sorted(_judges(marks))}
    for row in marks.values():
        total, others = sum(row.values(), Fraction(0)), len(row) - 1
        for judge, mark in row.items():
            if others:
                pairs[judge].append((mark, (total - mark) / others))
    return {judge: _figures(both, effects.get(judge)) for judge, both in pairs.items()}


def unusual_marks(marks: Marks, maximum: Fraction) -> tuple[Unusual, ...]:
    """Marks whose robust z, (mark - median) / (1.4826 MAD), is beyond 3.5; with a MAD of 0, those further from the
    median than 20 % of the `maximum` (Iglewicz & Hoaglin 1993). An entry with three marks or fewer is left out."""
    return tuple(
        one
        for entry, row in sorted(marks.items())
        if len(row) >= JUDGES_NEEDED
        for one in _weighed(entry, row)
        if (abs(one.mark - one.median) > UNUSUAL_SHARE * maximum if one.z is None else abs(one.z) > UNUSUAL_Z)
    )


def wide_spreads(marks: Marks, limit: Fraction) -> tuple[Spread, ...]:
    """Entries whose marks (of one criterion) lie further apart than the limit. It names no judge, so it serves any panel."""
    spreads = (Spread(entry, min(row.values()), max(row.values())) for entry, row in sorted(marks.items()) if row)
    return tuple(spread for spread in spreads if spread.high - spread.low > limit)


def flat_judges(marks: Marks) -> tuple[int, ...]:
    """Judges who gave one and the same mark to all their entries, at least three: they tell nothing apart."""
    columns = {judge: [row[judge] for row in marks.values() if judge in row] for judge in sorted(_judges(marks))}
    return tuple(judge for judge, column in columns.items() if len(column) >= ENTRIES_NEEDED and len(set(column)) == 1)


def flat_sheets(sheets: Sheets) -> tuple[tuple[int, int], ...]:
    """(entry, judge) of the sheets with one value in all their criteria, at least three."""
    flat = (cell for cell, sheet in sheets.items() if len(sheet) >= CRITERIA_NEEDED and len(set(sheet.values())) == 1)
    return tuple(sorted(flat))


def full_sheets(sheets: Sheets, maxima: Mapping[int, Fraction]) -> tuple[tuple[int, int], ...]:
    """(entry, judge) of the sheets with the maximum in every criterion. `maxima`: by criterion, all of the round."""
    return tuple(cell for cell, sheet in sorted(sheets.items()) if sheet and sheet == maxima)


def blanks(marks: Marks, judges: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """(entry, judge) of the marks that are missing. `judges`: the panel, also those who have marked nothing yet."""
    panel = sorted(set(judges))
    return tuple((entry, judge) for entry, row in sorted(marks.items()) for judge in panel if judge not in row)


def _judges(marks: Marks) -> set[int]:
    return {judge for row in marks.values() for judge in row}


def _kendall(marks: Marks) -> Fraction | None:
    judges, entries = _judges(marks), list(marks)
    sums, ties = [0] * len(entries), 0
    for judge in judges:
        ranks, tied = _doubled_ranks([marks[entry][judge] for entry in entries])
        sums = [total + rank for total, rank in zip(sums, ranks, strict=True)]
        ties += tied
    m, n = len(judges), len(entries)
    squares = sum((total - m * (n + 1)) ** 2 for total in sums)  # 4 S: the ranks are doubled
    return _share(Fraction(3 * squares), Fraction(m * m * (n**3 - n) - m * ties))


def _doubled_ranks(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """Twice the mid-rank of each value, and the sum of t^3 - t over groups of t tied ones."""
    ordered = sorted(values)
    tied = Counter(ordered)
    last = {value: place for place, value in enumerate(ordered, 1)}
    return [2 * last[value] - tied[value] + 1 for value in values], sum(t**3 - t for t in tied.values())


def _mean_squares(marks: Marks) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """Of a complete table: between entries (BMS), between judges (JMS), within entries (WMS), error (EMS)."""
    rows = [sum(row.values(), Fraction(0)) for row in marks.values()]
    columns = [sum((row[judge] for row in marks.values()), Fraction(0)) for judge in _judges(marks)]
    n, k = len(rows), len(columns)
    cells = [mark for row in marks.values() for mark in row.values()]
    all_, between, by_judge = (_together(side, side) / (n * k) for side in (cells, rows, columns))
    within, error = all_ - between, all_ - between - by_judge
    return between / (n - 1), by_judge / (k - 1), within / (n * (k - 1)), error / ((n - 1) * (k - 1))


def _share(part: Fraction, whole: Fraction) -> Fraction | None:
    return part / whole if whole > 0 else None


def _figures(pairs: Pairs, effect: Fraction | None) -> JudgeFigures:
    own, others = ([pair[side] for pair in pairs] for side in (0, 1))
    bias = _share(sum(own, Fraction(0)) - sum(others, Fraction(0)), Fraction(len(pairs)))
    return JudgeFigures(len(pairs), bias, effect, _correlation(own, others) if len(pairs) >= ENTRIES_NEEDED else None)


def _correlation(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction | None:
    together = _together(one, other)
    squared = _share(together * together, _together(one, one) * _together(other, other))
    return None if squared is None else square_root(squared, CORRELATION_PLACES) * (-1 if together < 0 else 1)


def _together(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """How two columns vary together: n times the sum of the products of their deviations."""
    products = sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))
    return len(one) * products - sum(one, Fraction(0)) * sum(other, Fraction(0))


def _weighed(entry: int, row: Mapping[int, Fraction]) -> list[Unusual]:
    median = _median(row.values())
    mad = _median(abs(mark - median) for mark in row.values())
    return [
        Unusual(entry, judge, mark, median, _share(mark - median, MAD_TO_DEVIATION * mad))
        for judge, mark in sorted(row.items())
    ]


def _median(values: Iterable[Fraction]) -> Fraction:
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
