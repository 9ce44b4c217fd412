"""One round reckoned for all entries at once: from scoresheets to each entry's points, and on demand how they came about.

Numbers are integers in a common unit until the panel's figure, so that thousands of scores stay exact and quick. What
explains and what counts run through the same reductions and roundings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import lcm

from contest.rules.arithmetic import Outside, Part, Rounded, RoundStanding, Step, Term, round_off
from contest.rules.contests import Criterion, Method, Round
from contest.rules.given import External
from contest.rules.marks import Field
from contest.rules.methods import METHODS, SKATING, Reduction, reduce
from contest.rules.refusals import Refused
from contest.rules.rounding import half_up, rounded
from contest.rules.scoresheets import Scoresheet, weighted
from contest.rules.skating import Skated, skate

ONE = Decimal(1)


@dataclass(frozen=True)
class Panel:
    """An entry in a round, and what counts for it there.

    `sheets` of the judges who count, each with a score in every criterion, ordered by judge; `off`: what each of their
    totals loses (puts on where they write places); `factors` by criterion, None for the round.
    """

    entry: int
    sheets: tuple[Scoresheet, ...]
    off: Decimal = Decimal(0)
    factors: Mapping[int | None, Decimal] = field(default_factory=dict)
    outside: tuple[External, ...] = ()


@dataclass(frozen=True)
class RoundPoints:
    """Points as declared, before their last rounding, and where a method orders equal points itself, the place it gives."""

    points: Decimal
    exact: Fraction
    order: Fraction | None = None


@dataclass(frozen=True)
class _Column:
    """One step of all entries: a criterion, or with None the judges' totals.

    What was `given` counts in `1 / unit`; what it `counted` for, in `1 / counted_unit`.
    """

    criterion: Criterion | None
    unit: int
    given: Field
    counted: Field
    counted_unit: int


class Reckoned:
    """A round's points by entry (`points`), and the arithmetic of any of them (`explain`).

    Raises Refused where the method lacks something: 'judge_ties', 'judges_not_connected', 'too_few_entries'.
    """

    def __init__(self, round_: Round, panels: Iterable[Panel], floor: bool = True) -> None:
        self.round = round_
        self._floor = floor
        self._panels = {panel.entry: self._costly(panel) for panel in sorted(panels, key=lambda one: one.entry)}
        self._judged = {entry: panel for entry, panel in self._panels.items() if panel.sheets}
        self._columns = [self._turned(column) for column in self._given()] if self._judged else []
        self._skated = self._skate() if round_.method.name == SKATING and self._judged else None
        self._weights = sum((one.weight for one in round_.criteria), Decimal(0))
        self.points: dict[int, RoundPoints] = {entry: self._round_points(entry) for entry in self._panels}

    def explain(self, entry: int) -> RoundStanding:
        """The way to an entry's points; `received`, `panel` and `after` are for the standings to say."""
        panel = self._panels[entry]
        steps = tuple(self._step(column, entry) for column in self._columns) if panel.sheets else ()
        total = round_off(self.points[entry].exact, self.round.method.round_points)
        looks = self._skated.steps if self._skated else ()
        return RoundStanding(
            number=self.round.number, points=self.points[entry].points, received=len(panel.sheets), panel=0, steps=steps,
            weights=self._weights if METHODS[self.round.method.name].mean_of_criteria else None,
            factor=panel.factors.get(None, ONE),
            outside=tuple(Outside(one.label, one.points) for one in panel.outside), total=total,
            looks=tuple(look for look in looks if entry in look.entries or entry in dict(look.counts)),
        )

    def dropped(self, entry: int) -> list[Fraction]:
        """What a trim left out for an entry, the best first: each dropped total, or score times weight; negative where
        judges write places."""
        left: list[Fraction] = []
        sign = -1 if self.round.method.marks == "places" else 1
        for column in self._columns if entry in self._judged else ():
            uses = self._reduction(column, entry).uses
            weight = Fraction(column.criterion.weight) if column.criterion else Fraction(1)
            numbers = zip(column.given[entry].values(), uses, strict=True)
            left += [Fraction(sign * number, column.unit) * weight for number, use in numbers if use.startswith("dropped")]
        return sorted(left, reverse=True)

    def kept_judges(self, entry: int) -> tuple[frozenset[int], ...]:
        """The judges whose totals were kept; all of them where criteria meet one by one. Where a total left out equals
        one that was kept, it could have been the other way round: then every way of keeping them."""
        if self.round.method.scope == "criterion" or entry not in self._judged:
            return (frozenset(sheet.judge for sheet in self._panels[entry].sheets),)
        totals = self._columns[0].counted[entry]
        uses = zip(totals, self._reduction(self._columns[0], entry).uses, strict=True)
        kept = frozenset(judge for judge, use in uses if use == "kept")
        equal = [(one, other) for one in kept for other in totals if other not in kept and totals[one] == totals[other]]
        return (kept, *(kept - {one} | {other} for one, other in equal))

    def _costly(self, panel: Panel) -> Panel:
        """Where judges write places, a penalty on their sheets makes each of them worse by growing."""
        return replace(panel, off=-panel.off) if self.round.method.marks == "places" and panel.off else panel

    def _given(self) -> list[_Column]:
        if self.round.method.scope == "judge_total":
            return [self._totals()]
        return [self._scores(criterion) for criterion in self.round.criteria]

    def _totals(self) -> _Column:
        worth = {
            (number, factor): {score: weighted(self.round, one, score, factor) for score in scores}
            for (number, factor), scores in self._distinct().items()
            for one in self.round.criteria if one.number == number
        }
        values = [value for table in worth.values() for value in table.values()]
        unit = lcm(*(one.denominator for one in (*values, *(Fraction(panel.off) for panel in self._judged.values()))))
        tables = {key: {score: int(value * unit) for score, value in table.items()} for key, table in worth.items()}
        given = {entry: self._totals_of(panel, tables, unit) for entry, panel in self._judged.items()}
        return _Column(None, unit, given, given, unit)

    def _totals_of(
        self, panel: Panel, tables: Mapping[tuple[int, Decimal], Mapping[Decimal, int]], unit: int
    ) -> dict[int, int]:
        mine = [(one.number, tables[one.number, panel.factors.get(one.number, ONE)]) for one in self.round.criteria]
        off = int(Fraction(panel.off) * unit)
        totals: dict[int, int] = {}
        for sheet in panel.sheets:
            scores = sheet.scores
            total = -off
            for number, table in mine:
                total += table[scores[number]]
            totals[sheet.judge] = max(total, 0) if self._floor and off else total
        return totals

    def _distinct(self) -> dict[tuple[int, Decimal], set[Decimal]]:
        """The different scores of each criterion, apart for each factor: far fewer than there are scores."""
        found: dict[tuple[int, Decimal], set[Decimal]] = {}
        for panel in self._judged.values():
            for one in self.round.criteria:
                scores = found.setdefault((one.number, panel.factors.get(one.number, ONE)), set())
                scores.update([sheet.scores[one.number] for sheet in panel.sheets])
        return found

    def _scores(self, criterion: Criterion) -> _Column:
        number = criterion.number
        scores = {sheet.scores[number] for panel in self._judged.values() for sheet in panel.sheets}
        exact = {score: Fraction(score) for score in scores}
        unit = lcm(*(value.denominator for value in exact.values()))
        table = {score: int(value * unit) for score, value in exact.items()}
        given = {
            entry: {sheet.judge: table[sheet.scores[number]] for sheet in panel.sheets}
            for entry, panel in self._judged.items()
        }
        return _Column(criterion, unit, given, given, unit)

    def _turned(self, column: _Column) -> _Column:
        rule = METHODS[self.round.method.name]
        if rule.turn is None:
            return column
        counted, unit = rule.turn(column.given, self.round.method, column.unit)
        return replace(column, counted=counted, counted_unit=unit)

    def _skate(self) -> Skated:
        """Each step is a dance. Raises Refused('judge_ties'): every judge must tell the entries apart in each of them."""
        for column in self._columns:
            for judge in next(iter(column.given.values())):
                if len({panel[judge] for panel in column.given.values()}) < len(column.given):
                    name = column.criterion.name if column.criterion else ""
                    raise Refused("judge_ties", judge=judge, criterion=name)
        return skate([
            {entry: [rank // column.counted_unit for rank in panel.values()] for entry, panel in column.counted.items()}
            for column in self._columns
        ])

    def _round_points(self, entry: int) -> RoundPoints:
        panel, method = self._panels[entry], self.round.method
        exact = self._skated_points(entry) if self._skated and entry in self._judged else self._added(entry)
        outside = sum((Fraction(one.points) for one in panel.outside), Fraction(0))
        exact = exact * Fraction(panel.factors.get(None, ONE)) + outside
        order = self._skated.places.get(entry) if self._skated else None
        return RoundPoints(half_up(exact, method.round_points), exact, order)

    def _skated_points(self, entry: int) -> Fraction:
        assert self._skated is not None
        return self._skated.totals[entry] if len(self._columns) > 1 else self._skated.places[entry]

    def _added(self, entry: int) -> Fraction:
        if entry not in self._judged:
            return Fraction(0)
        added = sum((self._step_points(column, entry)[1] for column in self._columns), Fraction(0))
        return added / Fraction(self._weights) if METHODS[self.round.method.name].mean_of_criteria else added

    def _reduction(self, column: _Column, entry: int) -> Reduction:
        return reduce(self.round.method, list(column.counted[entry].values()))

    def _step_points(self, column: _Column, entry: int) -> tuple[Fraction, Fraction]:
        """A step's figure before its rounding, and what it adds to the points."""
        numbers = list(column.counted[entry].values())
        reduction = reduce(self.round.method, numbers)
        if reduction.divisor == len(numbers):
            added = sum(numbers)
        else:
            added = sum(number for number, use in zip(numbers, reduction.uses, strict=True) if use == "kept")
        figure = Fraction(added, self._divisor(column, reduction) * column.counted_unit)
        return figure, self._weighted(column, entry, figure).after

    def _divisor(self, column: _Column, reduction: Reduction) -> int | Fraction:
        if column.criterion is None or not METHODS[self.round.method.name].shares:
            return reduction.divisor
        whole = Fraction(column.criterion.maximum) * reduction.divisor
        return whole.numerator if whole.denominator == 1 else whole

    def _weighted(self, column: _Column, entry: int, figure: Fraction) -> Rounded:
        if column.criterion is None:
            return round_off(figure, None)
        method = self.round.method
        factor = self._panels[entry].factors.get(column.criterion.number, ONE)
        weight = _product(column.criterion.weight, factor)
        return round_off(rounded(figure, method.round_criterion) * weight, method.round_score)

    def _step(self, column: _Column, entry: int) -> Step:
        reduction = self._reduction(column, entry)
        counted = column.counted[entry]
        terms = tuple(
            self._term(column, entry, sheet, Fraction(counted[sheet.judge], column.counted_unit), reduction, at)
            for at, sheet in enumerate(self._panels[entry].sheets)
        )
        added = sum((term.counted for term in terms if term.use == "kept"), Fraction(0))
        divisor = self._divisor(column, reduction)
        name = column.criterion.number if column.criterion else None
        if self._skated:  # a dance's place is neither rounded nor weighted
            place = self._skated.dances[self._columns.index(column)][entry]
            figure = round_off(place, None)
            return Step(name, self.round.method.name, reduction.applied, terms, place, 1, figure, ONE, ONE, figure)
        figure = round_off(added / divisor, self.round.method.round_criterion if column.criterion else None)
        weight = column.criterion.weight if column.criterion else ONE
        factor = self._panels[entry].factors.get(column.criterion.number, ONE) if column.criterion else ONE
        points = self._weighted(column, entry, figure.before)
        return Step(name, self.round.method.name, reduction.applied, terms, added, divisor, figure, weight, factor, points)

    def _term(
        self, column: _Column, entry: int, sheet: Scoresheet, counted: Fraction, reduction: Reduction, at: int
    ) -> Term:
        value = Fraction(column.given[entry][sheet.judge], column.unit)
        if column.criterion is not None:
            return Term(sheet.judge, value, reduction.uses[at], counted)
        panel = self._panels[entry]
        parts = tuple(
            _part(self.round, one, sheet.scores[one.number], panel.factors.get(one.number, ONE))
            for one in self.round.criteria
        )
        return Term(sheet.judge, value, reduction.uses[at], counted, panel.off, parts)


def panel_points(round_: Round, sheets: Iterable[Scoresheet]) -> RoundStanding:
    """One entry by itself. `sheets`: complete scoresheets of this round, at least one, in any order."""
    panel = tuple(sorted(sheets, key=lambda sheet: sheet.judge))
    return Reckoned(round_, [Panel(panel[0].entry, panel)]).explain(panel[0].entry)


def criterion_points(round_: Round, criterion: Criterion, panel: Panel) -> Fraction:
    """The panel's points in one criterion, for tie-breaks and prizes: the round's method over its scores, weighted.

    A method that turns the numbers into something else is left aside here: its criteria are averaged plainly.
    """
    plain = round_.method if METHODS[round_.method.name].turn is None else Method("mean")
    alone = Round(round_.number, "", (), (criterion,), _by_criterion(plain))
    factors: dict[int | None, Decimal] = {criterion.number: panel.factors.get(criterion.number, ONE)}
    return Reckoned(alone, [Panel(panel.entry, panel.sheets, factors=factors)]).explain(panel.entry).steps[0].points.after


def judge_total(round_: Round, sheet: Scoresheet) -> Fraction:
    """One judge's total, weighted."""
    return sum((weighted(round_, one, sheet.scores[one.number]) for one in round_.criteria), Fraction(0))


def _by_criterion(method: Method) -> Method:
    return Method(
        method.name, "criterion", method.drop_high, method.drop_low, method.round_score, method.round_criterion,
        marks=method.marks,
    )


@lru_cache(maxsize=1024)
def _product(weight: Decimal, factor: Decimal) -> Fraction:
    return Fraction(weight) * Fraction(factor)


def _part(round_: Round, criterion: Criterion, score: Decimal, factor: Decimal) -> Part:
    return Part(criterion.number, score, criterion.weight, factor, weighted(round_, criterion, score, factor))
