"""How an entry came to its points, in words: the structured steps of rules/arithmetic.py as lines that add up on paper.

Whoever shows this to the public asks snapshots first whether the curtain lets arithmetic be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from contest.documents.ties import tie_sentence
from contest.rules.arithmetic import Arithmetic, Deduction, Rounded, RoundStanding, Step, Term
from contest.rules.contests import Overtime, Round
from contest.rules.rounding import SHOWN_PLACES, decimal_places, half_up, written
from contest.rules.standings import Standing
from contest.snapshots.board import Board
from contest.words import N_, _, figures, minutes

Weight = Literal["plain", "sum", "penalty", "total"]


@dataclass(frozen=True)
class Line:
    """One row of a reckoning. `weight` is how it is set; `struck`: it was given but does not count."""

    label: str
    value: str
    note: str = ""
    struck: bool = False
    weight: Weight = "plain"


@dataclass(frozen=True)
class Block:
    """Lines under one heading: a round, or one criterion of it; no heading when there is only one."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Explained:
    """The whole way to an entry's points. `sentences` say what stood apart from adding: ties, distances, statuses."""

    entry: int
    name: str
    blocks: tuple[Block, ...]
    sentences: tuple[str, ...]


USES = {
    "dropped_high": N_("Highest, not counted"),
    "dropped_low": N_("Lowest, not counted"),
    "not_middle": N_("Not in the middle"),
}


def explain_entry(board: Board, number: int) -> Explained:
    """The arithmetic of one entry, from each judge's number to the place. KeyError where there is no such entry."""
    standing = board.standings.row(number)
    blocks: tuple[Block, ...] = ()
    if standing.arithmetic is not None:
        blocks = (*_rounds(board, standing.arithmetic), Block("", tuple(_end(board, standing.arithmetic))))
    return Explained(number, board.entries[number].name, _joined(blocks), tuple(_sentences(board, standing)))


def explain_all(board: Board) -> list[Explained]:
    """Every entry that has points, in public order."""
    return [explain_entry(board, row.entry) for row in board.standings.rows if row.arithmetic is not None]


def _joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """One block where nothing needs a heading, as on a small contest's phone page."""
    if any(block.heading for block in blocks):
        return tuple(blocks)
    return (Block("", tuple(line for block in blocks for line in block.lines)),)


def _rounds(board: Board, arithmetic: Arithmetic) -> Iterable[Block]:
    several = len(arithmetic.rounds) > 1
    for standing in arithmetic.rounds:
        round_ = board.contest.round(standing.number)
        if standing.points is None:
            yield Block(round_.name, (Line(_("No scoresheet counted"), "–"),))
            continue
        heading = round_.name if several else ""
        if round_.method.scope == "criterion":
            yield from _by_criterion(round_, standing, heading)
        else:
            step = standing.steps[0]
            yield Block(heading, (*_judge_lines(round_, step), *_reduced(round_, step, standing.total)))


def _by_criterion(round_: Round, standing: RoundStanding, heading: str) -> Iterable[Block]:
    names = {criterion.number: criterion.name for criterion in round_.criteria}
    for step in standing.steps:
        name = names[step.criterion or 0]
        lines = [*_judge_lines(round_, step), *_reduced(round_, step, step.figure)]
        if step.weight != 1:
            label = _("Times %(weight)s", weight=figures(step.weight))
            lines.append(Line(label, _number(step.points), _rounding(step.points)))
        yield Block(f"{heading}: {name}" if heading else name, tuple(lines))
    if standing.total is not None:
        added = Line(_("Criteria added"), _number(standing.total), _rounding(standing.total), weight="sum")
        yield Block(heading, (added,)) if heading else Block(_("Together"), (added,))


def _judge_lines(round_: Round, step: Step) -> Iterable[Line]:
    places = _places(round_, step)
    for term in step.terms:
        said = USES.get(term.use)
        yield Line(_judge(term), _written(term.value, places), _(said) if said else "", struck=said is not None)


def _judge(term: Term) -> str:
    return _("Judge %(number)s", number=term.judge)


def _reduced(round_: Round, step: Step, end: Rounded | None) -> Iterable[Line]:
    """The kept numbers added and divided; `end` is the last rounding that falls on the result."""
    places = _places(round_, step)
    result = end or step.figure
    if step.divisor == 1:
        label = _("The middle one") if step.applied == "median" else _("Added up")
        yield Line(label, _number(result), _rounding(result), weight="sum")
        return
    yield Line(_("Added up"), _written(step.sum, places), weight="sum")
    divided = {
        "median": N_("Divided by %(count)s, the two in the middle"),
        "trimmed_mean": N_("Divided by %(count)s judges who count"),
    }.get(step.applied, N_("Divided by %(count)s judges"))
    yield Line(_(divided, count=step.divisor), _number(result), _rounding(result))


def _end(board: Board, arithmetic: Arithmetic) -> Iterable[Line]:
    if len(arithmetic.rounds) > 1:
        for standing in arithmetic.rounds:
            yield Line(board.contest.round(standing.number).name, figures(standing.points))
        yield Line(_("Rounds added"), _number(arithmetic.sum), _rounding(arithmetic.sum), weight="sum")
    places = -int(arithmetic.points.as_tuple().exponent)
    for deduction in arithmetic.deductions:
        yield _deduction(board, deduction, places)
    if arithmetic.floored:
        yield Line(_("Not below zero"), figures(Decimal(0), places))
    yield Line(_("Points of this entry"), figures(arithmetic.points), weight="total")


def _deduction(board: Board, deduction: Deduction, places: int) -> Line:
    value = figures(-deduction.points, max(places, -int(deduction.points.normalize().as_tuple().exponent)))
    if deduction.kind == "time" and deduction.late_seconds is not None:
        label = _("%(time)s late", time=minutes(deduction.late_seconds))
        return Line(label, value, _overtime(board, deduction), weight="penalty")
    return Line(_("Penalty"), value, deduction.reason, weight="penalty")


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
        return _("at most %(points)s points", points=figures(rule.cap))
    counts = {"per_started_unit": -(-late // rule.unit), "per_full_unit": late // rule.unit}
    count = counts.get(rule.formula)
    if count is None or count * rule.points != deduction.points:
        return ""
    minute, seconds = {
        "per_started_unit": (N_("%(count)s × started minute × %(points)s points"),
                             N_("%(count)s × started %(unit)s seconds × %(points)s points")),
        "per_full_unit": (N_("%(count)s × full minute × %(points)s points"),
                          N_("%(count)s × full %(unit)s seconds × %(points)s points")),
    }[rule.formula]
    if rule.unit == 60:
        return _(minute, count=count, points=figures(rule.points))
    return _(seconds, count=count, unit=rule.unit, points=figures(rule.points))


def _sentences(board: Board, standing: Standing) -> Iterable[str]:
    if standing.received < standing.panel and standing.status == "competing":
        yield _("%(received)s of %(panel)s scoresheets count so far.", received=standing.received, panel=standing.panel)
    steps = standing.arithmetic.ties if standing.arithmetic else ()
    for step in steps:
        yield tie_sentence(board, step, standing.entry)
    if standing.tied:
        yield _("Joint place %(place)s.", place=standing.place)
    elif standing.place is not None and not steps:
        yield from _distance(board, standing)
    if standing.status == "not_placed":
        yield _("Shown with its points, not placed: %(reason)s", reason=reason_said(standing.reason))


def _distance(board: Board, standing: Standing) -> Iterable[str]:
    """How far it is to the place before, where plain points decided."""
    better = [row for row in board.standings.rows if row.place is not None and row.place < (standing.place or 0)]
    if not better or standing.points is None:
        return
    before = better[-1]
    if before.points is None or before.points == standing.points:
        return
    yield _(
        "%(points)s points behind place %(place)s (%(name)s). No tie-break was needed.",
        points=figures(before.points - standing.points), place=before.place, name=board.entries[before.entry].name,
    )


def reason_said(reason: str) -> str:
    """A reason for people: the few that the contest itself gives are translated, what people wrote stays."""
    code, space, late = reason.partition(" ")
    if code == "overtime" and late.isdigit():
        return _("%(time)s late", time=minutes(int(late)))
    return _("the finish was corrected") if reason == "finish corrected" else reason


def _places(round_: Round, step: Step) -> int:
    """As many decimals as the round's scores can have, so that the figures of every entry stand under each other."""
    steps = [Fraction(one.step) if step.criterion else Fraction(one.step * one.weight) for one in round_.criteria]
    needed = [decimal_places(value) for value in (*steps, *(term.value for term in step.terms), step.sum)]
    return min(max(SHOWN_PLACES if one is None else one for one in needed), SHOWN_PLACES)


def _written(value: Fraction, places: int) -> str:
    return figures(half_up(value, places)) if decimal_places(value) is not None else figures(written(value))


def _number(value: Rounded) -> str:
    return figures(written(value.after)) if value.places is None else figures(half_up(value.after, value.places))


def _rounding(value: Rounded) -> str:
    """What stood there before a rounding that changed it."""
    return "" if value.before == value.after else _("rounded from %(number)s", number=figures(written(value.before)))
