"""A worked example beside the rules: made-up scores through the real method and the real lateness rule."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contest.rules.contests import Contest, Criterion
from contest.rules.penalties import late_seconds, overtime_penalty
from contest.rules.reckoning import panel_points
from contest.rules.rounding import exact_decimal
from contest.rules.scoresheets import Scoresheet

LATE = 42
SHARES = (Fraction(9, 10), Fraction(17, 20), Fraction(19, 20), Fraction(4, 5), Fraction(22, 25))  # of each maximum


@dataclass(frozen=True)
class Example:
    """Points of an entry `late` seconds over the first stage's limit; `penalty` None where no rule takes any."""

    panel: int
    points: Decimal
    late: int
    penalty: Decimal | None

    @property
    def result(self) -> Decimal:
        return max(Decimal(0), self.points - (self.penalty or Decimal(0)))


def worked_example(contest: Contest) -> Example:
    """The first round, judged by a panel as large as the contest's."""
    first = contest.rounds[0]
    panel = max(1, len(contest.judges))
    sheets = [
        Scoresheet(first.number, 1, judge, {one.number: _score(one, judge) for one in first.criteria})
        for judge in range(1, panel + 1)
    ]
    rule = next((stage.overtime for stage in first.stages if stage.overtime), None)
    proposed = overtime_penalty(rule, late_seconds(0, LATE, rule)) if rule else None
    return Example(panel, panel_points(first, sheets).points or Decimal(0), LATE, proposed.points if proposed else None)


def _score(criterion: Criterion, judge: int) -> Decimal:
    """A share of the maximum, down to the step below."""
    step = Fraction(criterion.step)
    return exact_decimal(Fraction(criterion.maximum) * SHARES[judge % len(SHARES)] // step * step)
