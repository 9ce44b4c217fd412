"""The skating system: the places that judges give in one dance or several become final places, by its rules 5 to 11.

Only the counting is here. How a contest's scores become judges' places, and what a step is called for people, is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import accumulate, groupby

Group = list[int]  # entries that share what is said of them: a place, when there is nothing left to look at


@dataclass(frozen=True)
class SkatingStep:
    """One look of the rules: `rule` is one of "5", "6", "7a", "7b", "7c", "9", "10", "11"; `dance` index from 1 or None
    for a look over all dances; `column` the place that was counted up to (None where the rule has none); `entries`
    placed or shared by this look, best first; `counts` how many marks (or dance places, rule 10) each of the compared
    entries had; `sums` their sums where sums were compared, else ().

    A look that set nobody apart is told for rules 9 and 10 alone. Every entry is placed once in each dance and, with
    several dances, once over all of them.
    """

    rule: str
    dance: int | None
    column: int | None
    entries: tuple[int, ...]
    counts: tuple[tuple[int, int], ...]
    sums: tuple[tuple[int, Fraction], ...]


@dataclass(frozen=True)
class Skated:
    """`places`: final place per entry (a shared place is the mean: 2.5); `dances`: per dance the place of each entry;
    `totals`: rule 9 totals; `steps` in the order in which the rules looked."""

    places: Mapping[int, Fraction]
    dances: tuple[Mapping[int, Fraction], ...]
    totals: Mapping[int, Fraction]
    steps: tuple[SkatingStep, ...]


@dataclass(frozen=True)
class _Row:
    """One entry's marks, counted up to every place: `counts[c]` marks of c or better, which add up to `sums[c]`."""

    counts: tuple[int, ...]
    sums: tuple[int, ...]


@dataclass(frozen=True)
class _Panel:
    """The marks that are counted together: those of one dance, or of all dances (`dance` None, rule 11)."""

    rows: Mapping[int, _Row]
    majority: int
    dance: int | None


def skate(dances: Sequence[Mapping[int, Sequence[int]]]) -> Skated:
    """`dances[k][entry]`: the marks (places 1..n) of the judges in one fixed order. One dance ends with rule 8.

    ValueError unless every dance has the same entries and judges, at least one of each, and every judge in every dance
    gives each place once.
    """
    _check(dances)
    steps: list[SkatingStep] = []
    by_dance = tuple(_dance_places(_panel([dance], number), steps) for number, dance in enumerate(dances, 1))
    totals = {entry: sum((places[entry] for places in by_dance), Fraction(0)) for entry in sorted(dances[0])}
    places = by_dance[0] if len(dances) == 1 else _final_places(by_dance, totals, _panel(dances, None), steps)
    return Skated(places, by_dance, totals, tuple(steps))


def _check(dances: Sequence[Mapping[int, Sequence[int]]]) -> None:
    panels = {len(marks) for dance in dances for marks in dance.values()}
    if len(panels) != 1 or 0 in panels:
        raise ValueError("unequal panels")
    if any(dance.keys() != dances[0].keys() for dance in dances):
        raise ValueError("unequal entries")
    permutation = set(range(1, len(dances[0]) + 1))
    if any(set(marks) != permutation for dance in dances for marks in zip(*dance.values(), strict=True)):
        raise ValueError("not a permutation")


def _panel(dances: Sequence[Mapping[int, Sequence[int]]], number: int | None) -> _Panel:
    marks = {entry: [mark for dance in dances for mark in dance[entry]] for entry in dances[0]}
    majority = len(next(iter(marks.values()))) // 2 + 1
    return _Panel({entry: _row(of_one, len(marks)) for entry, of_one in marks.items()}, majority, number)


def _row(marks: Iterable[int], columns: int) -> _Row:
    times = [0] * (columns + 1)
    for mark in marks:
        times[mark] += 1
    return _Row(tuple(accumulate(times)), tuple(accumulate(place * many for place, many in enumerate(times))))


def _dance_places(panel: _Panel, steps: list[SkatingStep]) -> dict[int, Fraction]:
    """Rules 5 to 8. All who reach their majority in a column are placed before the next column is looked at, which is
    the next one on (rule 8) and not the number of the place under review."""
    groups: list[Group] = []
    for reaching in _parts(panel.rows, lambda entry: _majority_column(panel, entry)):
        groups += _by_count(panel, reaching, _majority_column(panel, reaching[0]), steps)
    return _places(groups)


def _majority_column(panel: _Panel, entry: int) -> int:
    return next(column for column, count in enumerate(panel.rows[entry].counts) if count >= panel.majority)


def _by_count(panel: _Panel, reaching: Group, column: int, steps: list[SkatingStep]) -> list[Group]:
    """Rule 5 for one, rule 6 for several: the larger majority is ahead."""
    parts = _count_parts(panel, reaching, column)
    _tell("6" if len(reaching) > 1 else "5", panel, column, parts, steps)
    return _onward(parts, lambda equal: _by_sum(panel, equal, column, steps))


def _by_sum(panel: _Panel, equal: Group, column: int, steps: list[SkatingStep]) -> list[Group]:
    """Rule 7a: of equal majorities the one whose marks add up to less."""
    parts = _parts(equal, lambda entry: panel.rows[entry].sums[column])
    _tell("7a", panel, column, parts, steps, summed=True)
    return _onward(parts, lambda still: _by_later_columns(panel, still, column, steps))


def _by_later_columns(panel: _Panel, equal: Group, column: int, steps: list[SkatingStep]) -> list[Group]:
    """Rule 7b: among these alone, column by column; 7c: equal to the last, they share."""
    later = _next_difference(panel, equal, column)
    if later is None:
        last = len(panel.rows)
        counts, sums = _counts(panel, equal, last), _sums(panel, equal, last)
        steps.append(SkatingStep("7c", panel.dance, last, tuple(equal), counts, sums))
        return [equal]
    parts = _count_parts(panel, equal, later)
    _tell("7b", panel, later, parts, steps)
    return _onward(parts, lambda still: _by_later_columns(panel, still, later, steps))


def _next_difference(panel: _Panel, equal: Group, column: int) -> int | None:
    """The next column that tells entries apart whose count and sum are equal here; None when no column does.

    Counts alone have to be compared: as long as they stay equal, so do the sums, for the marks that join are the same.
    The last column has all marks of everybody.
    """
    return next((
        later for later in range(column + 1, len(panel.rows))
        if len({panel.rows[entry].counts[later] for entry in equal}) > 1
    ), None)


def _final_places(
    by_dance: Sequence[Mapping[int, Fraction]], totals: Mapping[int, Fraction], pool: _Panel, steps: list[SkatingStep]
) -> dict[int, Fraction]:
    """Rules 9 to 11. `waiting` is a stack: what rule 10 found best is settled to the last before the rest of its tie."""
    by_total = _parts(totals, totals.__getitem__)
    ranked = [entry for part in by_total for entry in part]
    alone = tuple(part[0] for part in by_total if len(part) == 1)
    steps.append(SkatingStep("9", None, None, alone, (), tuple((entry, totals[entry]) for entry in ranked)))
    groups: list[Group] = []
    place = 1
    waiting = by_total[::-1]
    while waiting:
        tied = waiting.pop()
        best = tied if len(tied) == 1 else _rule_10(by_dance, tied, place, steps)
        first = best if len(best) == 1 else _rule_11(pool, best, place, steps)
        groups.append(first)
        place += len(first)
        waiting += [rest for rest in (_without(tied, best), _without(best, first)) if rest]
    return _places(groups)


def _rule_10(
    by_dance: Sequence[Mapping[int, Fraction]], tied: Group, place: int, steps: list[SkatingStep]
) -> Group:
    """Of entries tied for this place, those with most dance places of it or better, and of these with the least sum."""
    had = {entry: [dance[entry] for dance in by_dance if dance[entry] <= place] for entry in tied}
    by_count = _parts(tied, lambda entry: -len(had[entry]))
    by_sum = _parts(by_count[0], lambda entry: sum(had[entry]))
    ranked = [entry for part in (*by_sum, *by_count[1:]) for entry in part]
    counts = tuple((entry, len(had[entry])) for entry in ranked)
    compared = ranked[: len(by_count[0])] if len(by_count[0]) > 1 else []
    sums = tuple((entry, sum(had[entry], Fraction(0))) for entry in compared)
    best = by_sum[0]
    placed = (*_alone(best), *_alone(_without(tied, best)))
    steps.append(SkatingStep("10", None, place, placed, counts, sums))
    return best


def _rule_11(pool: _Panel, tied: Group, place: int, steps: list[SkatingStep]) -> Group:
    """Who of the tied takes this place when all judges' marks of all dances count as one dance, from the column of the
    place on. Several share it; for the others rule 10 looks at the next place."""
    column = max(place, min(_majority_column(pool, entry) for entry in tied))
    looks: list[SkatingStep] = []
    first = _by_count(pool, tied, column, looks)[0]
    deciding = next(index for index, look in enumerate(looks) if first[0] in look.entries)
    steps += [replace(look, rule="11", entries=()) for look in looks[:deciding]]
    steps.append(replace(looks[deciding], rule="11", entries=(*first, *_alone(_without(tied, first)))))
    return first


def _tell(
    rule: str, panel: _Panel, column: int, parts: list[Group], steps: list[SkatingStep], *, summed: bool = False
) -> None:
    """A look of rules 5 to 7b and the entries it left alone, unless it set nobody apart."""
    compared = [entry for part in parts for entry in part]
    if len(parts) > 1 or len(compared) == 1:
        placed = tuple(part[0] for part in parts if len(part) == 1)
        sums = _sums(panel, compared, column) if summed else ()
        steps.append(SkatingStep(rule, panel.dance, column, placed, _counts(panel, compared, column), sums))


def _counts(panel: _Panel, entries: Group, column: int) -> tuple[tuple[int, int], ...]:
    return tuple((entry, panel.rows[entry].counts[column]) for entry in entries)


def _sums(panel: _Panel, entries: Group, column: int) -> tuple[tuple[int, Fraction], ...]:
    return tuple((entry, Fraction(panel.rows[entry].sums[column])) for entry in entries)


def _count_parts(panel: _Panel, entries: Group, column: int) -> list[Group]:
    return _parts(entries, lambda entry: -panel.rows[entry].counts[column])


def _onward(parts: Iterable[Group], look: Callable[[Group], list[Group]]) -> list[Group]:
    """The parts in order, those of several entries as the next look finds them."""
    return [group for part in parts for group in ([part] if len(part) == 1 else look(part))]


def _parts(entries: Iterable[int], figure: Callable[[int], int | Fraction]) -> list[Group]:
    """The entries in groups of equal figures, the smallest figure first, each group by entry number."""
    return [list(part) for _, part in groupby(sorted(entries, key=lambda entry: (figure(entry), entry)), key=figure)]


def _places(groups: Iterable[Group]) -> dict[int, Fraction]:
    """A place for every entry; a group shares the mean of the places it takes."""
    places: dict[int, Fraction] = {}
    for group in groups:
        places.update(dict.fromkeys(group, len(places) + Fraction(len(group) + 1, 2)))
    return places


def _without(entries: Group, others: Group) -> Group:
    return [entry for entry in entries if entry not in others]


def _alone(entries: Group) -> Group:
    return entries if len(entries) == 1 else []
