"""METHODS: how a panel's numbers become one. Every method keeps some of them, adds those and divides.

Scope `judge_total`: each judge's weighted scores are added first, then the totals meet. Scope `criterion`: the scores
of each criterion meet first, then the panel's figures are weighted and added. For sum and mean both give the same
before rounding; for trimmed mean and median they do not.

Declared roundings: `round_criterion` after a criterion's scores met, `round_score` after any number was multiplied by
its weight, `round_points` at the end of the round.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contest.rules.arithmetic import Part, Rounded, Step, Term, Use, round_off
from contest.rules.contests import Criterion, Method, Round
from contest.rules.refusals import Refused
from contest.rules.rounding import half_up
from contest.rules.scoresheets import Scoresheet, weighted


@dataclass(frozen=True)
class Reduction:
    """What a method does with a panel's numbers: the use of each, in the order given, and the divisor of their sum."""

    uses: tuple[Use, ...]
    divisor: int
    applied: str


@dataclass(frozen=True)
class PanelPoints:
    """A round's points of one entry, and the steps and the last rounding that made them."""

    points: Decimal
    steps: tuple[Step, ...]
    total: Rounded


def panel_points(round_: Round, sheets: Iterable[Scoresheet]) -> PanelPoints:
    """The points a panel gives an entry. `sheets`: complete scoresheets of this round, at least one, in any order."""
    panel = sorted(sheets, key=lambda sheet: sheet.judge)
    if round_.method.scope == "criterion":
        steps = tuple(_criterion_step(round_, criterion, panel) for criterion in round_.criteria)
    else:
        steps = (_judge_total_step(round_, panel),)
    exact = sum((step.points.after for step in steps), Fraction(0))
    total = round_off(exact, round_.method.round_points)
    return PanelPoints(half_up(exact, round_.method.round_points), steps, total)


def criterion_points(round_: Round, criterion: Criterion, sheets: Iterable[Scoresheet]) -> Fraction:
    """The panel's points in one criterion, for tie-breaks: the round's method over its scores, weighted."""
    panel = sorted(sheets, key=lambda sheet: sheet.judge)
    return _criterion_step(round_, criterion, panel).points.after


def judge_total(round_: Round, sheet: Scoresheet) -> Fraction:
    """One judge's total, weighted."""
    return sum((part.points for part in _parts(round_, sheet)), Fraction(0))


def check_method(method: Method, panel: int) -> None:
    """Whether a round can be set up so for a panel of that many judges (0: not known yet).

    Raises Refused('unknown_method') or Refused('trim_too_large'): a trim must leave at least one judge.
    """
    if method.name not in METHODS:
        raise Refused("unknown_method", name=method.name)
    if method.drop_high < 0 or method.drop_low < 0:
        raise Refused("bad_number", text=str(min(method.drop_high, method.drop_low)))
    if method.name == "trimmed_mean" and 0 < panel <= method.drop_high + method.drop_low:
        raise Refused("trim_too_large")


def _judge_total_step(round_: Round, panel: Sequence[Scoresheet]) -> Step:
    parts = [_parts(round_, sheet) for sheet in panel]
    totals = [sum((part.points for part in of_one), Fraction(0)) for of_one in parts]
    reduction = _reduce(totals, round_.method)
    terms = tuple(
        Term(sheet.judge, total, use, of_one)
        for sheet, total, use, of_one in zip(panel, totals, reduction.uses, parts, strict=True)
    )
    return _step(round_.method, None, terms, reduction, places=None, weight=Decimal(1), weighted_places=None)


def _criterion_step(round_: Round, criterion: Criterion, panel: Sequence[Scoresheet]) -> Step:
    scores = [Fraction(sheet.scores[criterion.number]) for sheet in panel]
    method = round_.method
    reduction = _reduce(scores, method)
    terms = tuple(
        Term(sheet.judge, score, use) for sheet, score, use in zip(panel, scores, reduction.uses, strict=True)
    )
    return _step(
        method, criterion.number, terms, reduction,
        places=method.round_criterion, weight=criterion.weight, weighted_places=method.round_score,
    )


def _step(
    method: Method, criterion: int | None, terms: tuple[Term, ...], reduction: Reduction,
    *, places: int | None, weight: Decimal, weighted_places: int | None,
) -> Step:
    added = sum((term.value for term in terms if term.use == "kept"), Fraction(0))
    figure = round_off(added / reduction.divisor, places)
    points = round_off(figure.after * Fraction(weight), weighted_places)
    return Step(criterion, method.name, reduction.applied, terms, added, reduction.divisor, figure, weight, points)


def _parts(round_: Round, sheet: Scoresheet) -> tuple[Part, ...]:
    return tuple(
        Part(one.number, sheet.scores[one.number], one.weight, weighted(round_, one, sheet.scores[one.number]))
        for one in round_.criteria
    )


def _reduce(values: Sequence[Fraction], method: Method) -> Reduction:
    return METHODS[method.name](values, method)


def _sum(values: Sequence[Fraction], method: Method) -> Reduction:
    return Reduction(_all_kept(values), 1, "sum")


def _mean(values: Sequence[Fraction], method: Method) -> Reduction:
    return Reduction(_all_kept(values), len(values), "mean")


def _trimmed_mean(values: Sequence[Fraction], method: Method) -> Reduction:
    """Drop the highest and lowest, one instance of a tied extreme. A panel that would lose everybody is averaged."""
    kept = len(values) - method.drop_high - method.drop_low
    if kept < 1:
        return _mean(values, method)
    uses: list[Use] = ["kept"] * len(values)
    order = _ascending(values)
    for index in order[: method.drop_low]:
        uses[index] = "dropped_low"
    for index in order[len(values) - method.drop_high :]:
        uses[index] = "dropped_high"
    return Reduction(tuple(uses), kept, "trimmed_mean")


def _median(values: Sequence[Fraction], method: Method) -> Reduction:
    """The middle number; of an even panel the mean of the middle two."""
    middle = set(_ascending(values)[(len(values) - 1) // 2 : len(values) // 2 + 1])
    uses: tuple[Use, ...] = tuple("kept" if index in middle else "not_middle" for index in range(len(values)))
    return Reduction(uses, len(middle), "median")


def _all_kept(values: Sequence[Fraction]) -> tuple[Use, ...]:
    return tuple("kept" for _ in values)


def _ascending(values: Sequence[Fraction]) -> list[int]:
    return sorted(range(len(values)), key=lambda index: (values[index], index))


METHODS: dict[str, Callable[[Sequence[Fraction], Method], Reduction]] = {
    "sum": _sum,
    "mean": _mean,
    "trimmed_mean": _trimmed_mean,
    "median": _median,
}
