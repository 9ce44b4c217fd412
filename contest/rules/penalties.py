"""Lateness and other penalties: the overtime formulas, and which penalties count.

A penalty for time is only proposed by a stamp; it counts once a person confirmed it. An effect other than points is
carried out by setting the entry's status, so a standing asks the entry, not the penalty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from contest.rules.contests import Bites, Overtime
from contest.rules.refusals import Refused
from contest.rules.rounding import half_up

MOST_PLACES = 6

PenaltyKind = Literal["time", "other"]
PenaltyState = Literal["proposed", "confirmed", "dismissed", "withdrawn"]
Effect = Literal["points", "not_placed", "disqualified"]


@dataclass(frozen=True)
class Penalty:
    """`points` are taken off once, from the contest's total, or `on` every judge's sheet of the round; `stage` None means
    it belongs to the round as a whole."""

    penalty: int
    round: int
    stage: int | None
    entry: int
    kind: PenaltyKind
    state: PenaltyState
    points: Decimal
    effect: Effect = "points"
    late_seconds: int | None = None
    reason: str = ""
    on: Bites = "total"


@dataclass(frozen=True)
class Proposed:
    """What the rule says to lateness; beyond the cutoff the effect comes on top of the points."""

    points: Decimal
    effect: Effect


def late_seconds(limit: int, seconds: int, overtime: Overtime) -> int:
    """Whole seconds over the limit and its grace; 45:30 is in time with a limit of 45:00 and 30 s of grace."""
    return max(0, seconds - limit - overtime.grace)


def overtime_penalty(overtime: Overtime, late: int) -> Proposed | None:
    """What `late` seconds cost; None when the rule takes nothing. The cutoff bites when `late` is over it."""
    points = _points(overtime, late)
    if overtime.cap is not None:
        points = min(points, overtime.cap)
    if overtime.cutoff is not None and late > overtime.cutoff:
        return Proposed(points, overtime.cutoff_status)
    return Proposed(points, "points") if points > 0 else None


def check_overtime(overtime: Overtime) -> None:
    """Whether a stage can be set up so. Raises Refused('bad_number') naming the first number that makes no sense."""
    amounts = [overtime.points, *(points for _, points in overtime.table)]
    if overtime.cap is not None:
        amounts.append(overtime.cap)
    bad = [str(amount) for amount in amounts if not amount.is_finite() or amount < 0]
    seconds = [overtime.grace, overtime.cutoff or 0, *(late - 1 for late, _ in overtime.table), overtime.unit - 1]
    seconds += [overtime.places, MOST_PLACES - overtime.places]
    bad += [str(one) for one in seconds if one < 0]
    if bad:
        raise Refused("bad_number", text=bad[0])


def counting(penalties: Iterable[Penalty], entry: int) -> tuple[Penalty, ...]:
    """An entry's confirmed penalties, by number."""
    mine = (one for one in penalties if one.entry == entry and one.state == "confirmed")
    return tuple(sorted(mine, key=lambda one: one.penalty))


def kind_shown(penalties: Iterable[Penalty]) -> PenaltyKind | None:
    """The sign beside the deducted points: `time` only when all of it is for lateness."""
    kinds = {one.kind for one in penalties if one.points}
    if not kinds:
        return None
    return "time" if kinds == {"time"} else "other"


def _points(overtime: Overtime, late: int) -> Decimal:
    if overtime.formula == "per_started_unit":
        return overtime.points * -(-late // overtime.unit)
    if overtime.formula == "per_full_unit":
        return overtime.points * (late // overtime.unit)
    if overtime.formula == "proportional":
        return half_up(Fraction(overtime.points) * late / overtime.unit, overtime.places)
    reached = [row for row in overtime.table if late >= row[0] and late > 0]
    return max(reached, default=(0, Decimal(0)))[1]
