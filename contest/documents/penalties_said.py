"""What a penalty took off and by which rule, in words."""

from __future__ import annotations

from contest.rules.arithmetic import Deduction
from contest.rules.contests import Overtime
from contest.rules.penalties import Penalty, overtime_penalty
from contest.rules.rounding import plain
from contest.snapshots.board import Board
from contest.words import N_, _, figures, minutes

# a formula, with a unit of one minute, and with any other
COUNTED = {
    "per_started_unit": (
        N_("%(count)s × started minute × %(points)s points"), N_("%(count)s × started %(unit)s seconds × %(points)s points"),
    ),
    "per_full_unit": (
        N_("%(count)s × full minute × %(points)s points"), N_("%(count)s × full %(unit)s seconds × %(points)s points"),
    ),
}


def deduction_said(board: Board, deduction: Deduction) -> tuple[str, str]:
    """A penalty's label and note, as it stands in a reckoning."""
    if deduction.kind == "time" and deduction.late_seconds is not None:
        return _("%(time)s late", time=minutes(deduction.late_seconds)), _overtime(board, deduction)
    return _("Penalty"), deduction.reason


def why(penalty: Penalty) -> str:
    """A penalty's reason in a few words."""
    return _("%(time)s late", time=minutes(penalty.late_seconds)) if penalty.late_seconds else penalty.reason


def off_each_sheet(board: Board, round_: int, entry: int) -> str:
    """Why points are off every judge's sheet of an entry."""
    found = [
        why(one) for one in board.penalties
        if (one.entry, one.round, one.on, one.state) == (entry, round_, "sheet", "confirmed")
    ]
    return ", ".join(found)


def reason_said(reason: str) -> str:
    """A reason for people: the few that the contest itself gives are translated, what people wrote stays."""
    code, space, late = reason.partition(" ")
    if code == "overtime" and late.isdigit():
        return _("%(time)s late", time=minutes(int(late)))
    return _("the finish was corrected") if reason == "finish corrected" else reason


def _overtime(board: Board, deduction: Deduction) -> str:
    """The rule that made the points, as long as it still makes exactly these points."""
    penalty = next((one for one in board.penalties if one.penalty == deduction.penalty), None)
    stages = [
        stage for one in board.contest.rounds if penalty and one.number == penalty.round
        for stage in one.stages if stage.number == penalty.stage
    ]
    rule = stages[0].overtime if stages else None
    return "" if rule is None else _rule_said(rule, deduction)


def _rule_said(rule: Overtime, deduction: Deduction) -> str:
    late = deduction.late_seconds or 0
    if rule.cap is not None and deduction.points == rule.cap:
        return _("at most %(points)s points", points=figures(plain(rule.cap)))
    costs = overtime_penalty(rule, late)
    if costs is None or costs.points != deduction.points:
        return ""
    points = figures(plain(rule.points))
    if rule.formula == "table":
        least = max(row[0] for row in rule.table if late >= row[0])
        return _("from %(time)s late: %(points)s points", time=minutes(least), points=figures(plain(deduction.points)))
    if rule.formula == "proportional":
        if rule.unit == 1:
            return _("%(count)s seconds × %(points)s points", count=late, points=points)
        return _("%(count)s of %(unit)s seconds × %(points)s points", count=late, unit=rule.unit, points=points)
    count = -(-late // rule.unit) if rule.formula == "per_started_unit" else late // rule.unit
    minute, seconds = COUNTED[rule.formula]
    if rule.unit == 60:
        return _(minute, count=count, points=points)
    return _(seconds, count=count, unit=rule.unit, points=points)
