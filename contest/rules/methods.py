"""METHODS: how a panel's numbers become one. A method may first turn each number into another (contest/rules/marks.py),
then keeps some of them, adds those and divides.

Scope `judge_total`: each judge's weighted scores are added first, then the totals meet. Scope `criterion`: the scores
of each criterion meet first, then the panel's figures are weighted and added. For sum and mean both give the same
before rounding; for trimming, medians and ranks they do not. How a whole round is reckoned: contest/rules/reckoning.py.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contest.rules import marks
from contest.rules.arithmetic import Use
from contest.rules.contests import Method, Round, Scope
from contest.rules.marks import Field, Turned
from contest.rules.refusals import Refused

BOTH: tuple[Scope, ...] = ("judge_total", "criterion")
SKATING = "skating"


@dataclass(frozen=True)
class Reduction:
    """What a method does with a panel's numbers: the use of each, in the order given, and the divisor of their sum."""

    uses: tuple[Use, ...]
    divisor: int
    applied: str


@dataclass(frozen=True)
class Rule:
    """A scoring method and what it needs.

    `turn` makes other numbers of a round's numbers first. `ranks`: it compares whole orders, so only entries that their
    whole panel has judged take part. `same_judges`, `same_size`: of every entry's panel. `low_wins`: the fewest points
    are best. `shares`: scores count as shares of their maximum; `mean_of_criteria`: the weights are divided out again.
    """

    reduce: Callable[[Sequence[int], Method], Reduction]
    turn: Callable[[Field, Method, int], Turned] | None = None
    ranks: bool = False
    same_judges: bool = False
    same_size: bool = False
    low_wins: bool = False
    shares: bool = False
    mean_of_criteria: bool = False
    scopes: tuple[Scope, ...] = BOTH


def low_wins(method: Method) -> bool:
    """Whether the fewest points are best: by the method, or because judges write places that stay such numbers."""
    rule = METHODS[method.name]
    return rule.low_wins or (method.marks == "places" and not rule.ranks)


def reduce(method: Method, numbers: Sequence[int]) -> Reduction:
    return METHODS[method.name].reduce(numbers, method)


def check_method(method: Method, panel: int) -> None:
    """Whether a round can be set up so for a panel of that many judges (0: not known yet).

    Raises Refused('unknown_method'), 'trim_too_large' (a trim must leave at least one judge), 'scope_not_possible',
    'clamp_needed', 'table_needed', or 'bad_number' for a negative count or points.
    """
    if method.name not in METHODS:
        raise Refused("unknown_method", name=method.name)
    rule = METHODS[method.name]
    for number in (Decimal(method.drop_high), Decimal(method.drop_low), *method.table):
        if not number.is_finite() or number < 0:
            raise Refused("bad_number", text=str(number))
    if method.scope not in rule.scopes:
        raise Refused("scope_not_possible")
    if method.name in TRIMS and 0 < panel <= method.drop_high + method.drop_low:
        raise Refused("trim_too_large")
    if method.name == "clamped_mean" and (method.clamp is None or method.clamp <= 0):
        raise Refused("clamp_needed")
    if method.name == "place_points" and not method.table:
        raise Refused("table_needed")


def check_panel(round_: Round, head: bool, panel: int) -> None:
    """The round's method for that many judges, and its consensus marks, which a head judge must keep.

    Raises what `check_method` raises, Refused('head_needed'), and 'sheet_penalty_needs_totals' for lateness that is to be
    taken off judges' totals where there are none.
    """
    check_method(round_.method, panel)
    if panel and not head and any(one.consensus for one in round_.criteria):
        raise Refused("head_needed")
    if round_.method.scope == "criterion" and any(one.overtime and one.overtime.on == "sheet" for one in round_.stages):
        raise Refused("sheet_penalty_needs_totals")


def _sum(values: Sequence[int], method: Method) -> Reduction:
    return Reduction(_all_kept(values), 1, "sum")


def _mean(values: Sequence[int], method: Method) -> Reduction:
    return Reduction(_all_kept(values), len(values), "mean")


def _trimmed_mean(values: Sequence[int], method: Method) -> Reduction:
    """Drop the highest and lowest, one instance of a tied extreme. A panel that would lose everybody is averaged."""
    uses = _trimmed(values, method)
    return _mean(values, method) if uses is None else Reduction(uses, uses.count("kept"), "trimmed_mean")


def _trimmed_sum(values: Sequence[int], method: Method) -> Reduction:
    """As the trimmed mean, added and not divided. A panel that would lose everybody is added up whole."""
    uses = _trimmed(values, method)
    return _sum(values, method) if uses is None else Reduction(uses, 1, "trimmed_sum")


def _median(values: Sequence[int], method: Method) -> Reduction:
    """The middle number; of an even panel the mean of the middle two."""
    middle = set(_ascending(values)[(len(values) - 1) // 2 : len(values) // 2 + 1])
    uses: tuple[Use, ...] = tuple("kept" if index in middle else "not_middle" for index in range(len(values)))
    return Reduction(uses, len(middle), "median")


def _trimmed(values: Sequence[int], method: Method) -> tuple[Use, ...] | None:
    if len(values) <= method.drop_high + method.drop_low:
        return None
    uses: list[Use] = ["kept"] * len(values)
    order = _ascending(values)
    for index in order[: method.drop_low]:
        uses[index] = "dropped_low"
    for index in order[len(values) - method.drop_high :]:
        uses[index] = "dropped_high"
    return tuple(uses)


def _all_kept(values: Sequence[int]) -> tuple[Use, ...]:
    kept: tuple[Use, ...] = ("kept",)
    return kept * len(values)


def _ascending(values: Sequence[int]) -> list[int]:
    return sorted(range(len(values)), key=values.__getitem__)


TRIMS = ("trimmed_mean", "trimmed_sum")
METHODS: dict[str, Rule] = {
    "mean": Rule(_mean),
    "sum": Rule(_sum, same_size=True),
    "weighted_mean": Rule(_mean, mean_of_criteria=True),
    "trimmed_mean": Rule(_trimmed_mean),
    "trimmed_sum": Rule(_trimmed_sum, same_size=True),
    "median": Rule(_median),
    "clamped_mean": Rule(_mean, turn=marks.clamped),
    "rank_sum": Rule(_sum, turn=marks.ranks, ranks=True, same_judges=True, low_wins=True),
    "borda": Rule(_sum, turn=marks.borda, ranks=True, same_judges=True),
    "place_points": Rule(_sum, turn=marks.place_points, ranks=True),
    SKATING: Rule(_sum, turn=marks.ranks, ranks=True, same_judges=True, low_wins=True),
    "judgement": Rule(_mean, shares=True, scopes=("criterion",)),
    "z_scores": Rule(_mean, turn=marks.standardised),
    "additive": Rule(_mean, turn=marks.fair),
}
