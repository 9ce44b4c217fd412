"""How an entry came to its points, in words: the steps of rules/arithmetic.py as tables and lines that add up on paper.

Whoever shows this to the public asks snapshots first whether the curtain lets arithmetic be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from contest.documents.grids import Grid, Weight, judge_said, number_said, places_of, round_grid, rounded_said, rounding_said
from contest.documents.looks import look_said
from contest.documents.ties import tie_sentence
from contest.rules.arithmetic import Added, Arithmetic, Deduction, Rounded, RoundStanding, Step
from contest.rules.contests import Overtime, Round
from contest.rules.rounding import decimal_places
from contest.rules.standings import Standing
from contest.snapshots.board import Board
from contest.words import N_, _, figures, minutes


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
    """A round: what the judges gave, then the lines that lead to its points; or the end. No heading where there is one round."""

    heading: str
    lines: tuple[Line, ...]
    grid: Grid | None = None


@dataclass(frozen=True)
class Explained:
    """The whole way to an entry's points. `sentences` say what stood apart from adding: panels, cuts, ties, statuses."""

    entry: int
    name: str
    blocks: tuple[Block, ...]
    sentences: tuple[str, ...]


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
    if len(blocks) != 2 or any(block.heading for block in blocks):
        return tuple(blocks)
    return (Block("", (*blocks[0].lines, *blocks[1].lines), blocks[0].grid),)


def _rounds(board: Board, arithmetic: Arithmetic) -> Iterable[Block]:
    several = len(arithmetic.rounds) > 1
    for standing in arithmetic.rounds:
        round_ = board.contest.round(standing.number)
        heading = round_.name if several else ""
        if standing.points is None:
            yield Block(round_.name, (Line(_("No scoresheet counted"), "–"),))
            continue
        grid = round_grid(board.contest, round_, standing) if standing.steps else None
        yield Block(heading, tuple(_round_lines(board, round_, standing)), grid)


def _round_lines(board: Board, round_: Round, standing: RoundStanding) -> Iterable[Line]:
    """From the panel's numbers to the round's points."""
    single = standing.weights is None and standing.factor == 1 and not standing.outside
    end = standing.total if single else None
    if round_.method.name == "skating" and standing.steps:
        yield from (Line(*look_said(round_, look)) for look in standing.looks)
        if single:
            yield Line(_("Points of the round"), rounded_said(end) if end else "", weight="sum")
    elif round_.method.scope == "criterion" and standing.steps:
        if end is not None:
            yield Line(_("Criteria added"), rounded_said(end), rounding_said(end), weight="sum")
        else:
            added = sum((step.points.after for step in standing.steps), start=standing.steps[0].points.after * 0)
            yield Line(_("Criteria added"), number_said(added, round_.method.round_points), weight="sum")
    elif standing.steps:
        yield from _reduced(round_, standing.steps[0], end)
    if single:
        return
    if standing.weights is not None:
        yield Line(_("Divided by the weights' sum"), figures(standing.weights))
    if standing.factor != 1:
        yield Line(_("Times the entry's factor"), figures(standing.factor))
    for one in standing.outside:
        yield Line(one.label, figures(one.points))
    if standing.total is not None:
        yield Line(_("Points of the round"), rounded_said(standing.total), rounding_said(standing.total), weight="sum")


def _reduced(round_: Round, step: Step, end: Rounded | None) -> Iterable[Line]:
    """The kept numbers added and divided; `end` is the last rounding that falls on the result."""
    places = places_of(round_, step)
    result = end or step.figure
    if step.divisor == 1:
        label = _("The middle one") if step.applied == "median" else _("Added up")
        yield Line(label, rounded_said(result), rounding_said(result), weight="sum")
        return
    yield Line(_("Added up"), number_said(step.sum, places), weight="sum")
    divided = {
        "median": N_("Divided by %(count)s, the two in the middle"),
        "trimmed_mean": N_("Divided by %(count)s judges who count"),
    }.get(step.applied, N_("Divided by %(count)s judges"))
    yield Line(_(divided, count=step.divisor), rounded_said(result), rounding_said(result))


def _end(board: Board, arithmetic: Arithmetic) -> Iterable[Line]:
    if len(arithmetic.rounds) > 1:
        yield from (_added(board, arithmetic, one) for one in arithmetic.added)
        label = _("Places added") if arithmetic.adds == "places" else _("Rounds added")
        yield Line(label, rounded_said(arithmetic.sum), rounding_said(arithmetic.sum), weight="sum")
    places = -int(arithmetic.points.as_tuple().exponent)
    for deduction in arithmetic.deductions:
        yield _deduction(board, arithmetic, deduction, places)
    if arithmetic.floored:
        yield Line(_("Not below zero"), figures(Decimal(0), places))
    yield Line(_("Points of this entry"), figures(arithmetic.points), weight="total")


def _added(board: Board, arithmetic: Arithmetic, one: Added) -> Line:
    """A round's share of the standing."""
    name = board.contest.round(one.round).name
    label = _("Place in %(round)s", round=name) if arithmetic.adds == "places" else name
    places = decimal_places(one.value) if arithmetic.adds == "places" else board.contest.round(one.round).method.round_points
    if one.weight != 1:
        label = _("%(weight)s × %(label)s", weight=figures(one.weight), label=label)
    note = "" if one.used else _("Not among the best rounds, not counted")
    return Line(label, number_said(one.value, places or 0), note, struck=not one.used)


def _deduction(board: Board, arithmetic: Arithmetic, deduction: Deduction, places: int) -> Line:
    """What a penalty took off; where the fewest points win it is put on."""
    points = deduction.points if arithmetic.low_wins else -deduction.points
    value = figures(points, max(places, -int(deduction.points.normalize().as_tuple().exponent)))
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
    yield from _panel_sentences(board, standing.entry)
    yield from _cut_sentences(board, standing)
    steps = standing.arithmetic.ties if standing.arithmetic else ()
    for step in steps:
        yield tie_sentence(board, step, standing.entry)
    if standing.tied:
        yield _("Joint place %(place)s.", place=standing.place)
    elif standing.place is not None and not steps:
        yield from _distance(board, standing)
    if standing.status == "not_placed":
        yield _("Shown with its points, not placed: %(reason)s", reason=reason_said(standing.reason))
    for prize in standing.specials:
        yield _("Special prize: %(prize)s.", prize=prize)


def _panel_sentences(board: Board, number: int) -> Iterable[str]:
    """Who does not judge this entry, said openly."""
    entry = board.entries[number]
    for judge in board.contest.judges:
        if judge.counts and judge.marks and judge.is_recused(entry):
            yield _("%(judge)s does not judge this entry; its panel is smaller.", judge=judge_said(board.contest, judge.number))


def _cut_sentences(board: Board, standing: Standing) -> Iterable[str]:
    for number, entries in board.standings.goes_on.items():
        round_ = board.contest.round(number)
        if standing.entry in entries and (standing.reached or 0) != number:
            yield _("Went on from %(round)s.", round=round_.name)
        elif standing.entry not in entries and standing.reached == number and standing.status == "competing":
            following = [one for one in board.contest.rounds if standing.entry not in board.standings.inside.get(one.number, ())]
            if following:
                yield _("Did not go on from %(round)s.", round=round_.name)


def _distance(board: Board, standing: Standing) -> Iterable[str]:
    """How far it is to the place before, where plain points decided."""
    rows = [row for row in board.standings.rows if row.division == standing.division and row.reached == standing.reached]
    better = [row for row in rows if row.place is not None and row.place < (standing.place or 0)]
    if not better or standing.points is None:
        return
    before = better[-1]
    if before.points is None or before.points == standing.points:
        return
    yield _(
        "%(points)s points behind place %(place)s (%(name)s). No tie-break was needed.",
        points=figures(abs(before.points - standing.points)), place=before.place, name=board.entries[before.entry].name,
    )


def reason_said(reason: str) -> str:
    """A reason for people: the few that the contest itself gives are translated, what people wrote stays."""
    code, space, late = reason.partition(" ")
    if code == "overtime" and late.isdigit():
        return _("%(time)s late", time=minutes(int(late)))
    return _("the finish was corrected") if reason == "finish corrected" else reason
