"""A round of one entry line by line: from what the panel gave to the round's points. The table above it: grids.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from contest.documents.ballot_said import worth_said
from contest.documents.grids import Weight, number_said, places_of, rounded_said, rounding_said
from contest.documents.looks import look_said
from contest.rules.arithmetic import Rounded, RoundStanding, Step
from contest.rules.contests import Round
from contest.rules.methods import SKATING
from contest.rules.rounding import plain
from contest.snapshots.board import Board
from contest.words import N_, _, figures

ADDING, AFTER_ADDING = "9", ("10", "11")  # rules of the skating system
DIVIDED = {
    "median": N_("Divided by %(count)s, the two in the middle"),
    "trimmed_mean": N_("Divided by %(count)s judges who count"),
}


@dataclass(frozen=True)
class Line:
    """One row of a reckoning. `weight` is how it is set; `struck`: it was given but does not count."""

    label: str
    value: str
    note: str = ""
    struck: bool = False
    weight: Weight = "plain"


def round_lines(board: Board, round_: Round, entry: int, standing: RoundStanding) -> Iterable[Line]:
    """Each line a running number, the last one rounded as the round's points are. `standing` has points."""
    assert standing.total is not None
    later = list(_operations(standing))
    running = sum((step.points.after for step in standing.steps), Fraction(0))
    if standing.steps:
        ends = standing.total if not later and not standing.outside else None
        yield from _panel_lines(board, round_, entry, standing, running, ends)
    for at, (label, times) in enumerate(later, start=1):
        running *= times
        ends = standing.total if at == len(later) and not standing.outside else None
        yield Line(label, *_so_far(running, round_, ends))
    for one in standing.outside:
        note = worth_said(board, round_.number, entry, one) or _("Points that no judge gave")
        yield Line(one.label, figures(plain(one.points)), note)
    if standing.outside:
        yield Line(_("Points of the round"), rounded_said(standing.total), rounding_said(standing.total), weight="sum")


def after_round(standing: RoundStanding, is_last: bool, less_penalties: bool) -> Iterable[Line]:
    """What the entry had after a round; the last one is told at the end."""
    if not is_last and standing.after is not None and standing.after != standing.points:
        note = _("penalties included") if less_penalties else ""
        yield Line(_("Standing after this round"), figures(standing.after), note)


def _operations(standing: RoundStanding) -> Iterable[tuple[str, Fraction]]:
    """What the panel's points are multiplied by, in words."""
    if standing.weights is not None and standing.steps:
        weights = figures(plain(standing.weights))
        yield _("Divided by %(weights)s, the weights' sum", weights=weights), 1 / Fraction(standing.weights)
    if standing.factor != 1 and standing.steps:
        factor = figures(plain(standing.factor))
        yield _("Times %(factor)s, the entry's own factor", factor=factor), Fraction(standing.factor)


def _panel_lines(
    board: Board, round_: Round, entry: int, standing: RoundStanding, points: Fraction, ends: Rounded | None
) -> Iterable[Line]:
    if round_.method.name == SKATING:
        looks = [look for look in standing.looks if look.rule != ADDING]
        said = [(look.rule, Line(*look_said(board, round_, entry, standing, look))) for look in looks]
        yield from (line for rule, line in said if rule not in AFTER_ADDING)
        several = len(standing.steps) > 1
        label = _("The places of the criteria added") if several else _("The panel's place")
        value, note = _so_far(points, round_, ends)
        yield Line(label, value, _("Rule %(rule)s", rule=ADDING) if several and not note else note, weight="sum")
        yield from (line for rule, line in said if rule in AFTER_ADDING)
    elif round_.method.scope == "criterion":
        yield Line(_("Criteria added"), *_so_far(points, round_, ends), weight="sum")
    else:
        yield from _reduced(round_, standing.steps[0], ends)


def _reduced(round_: Round, step: Step, ends: Rounded | None) -> Iterable[Line]:
    """The kept numbers added and divided; `ends` is the last rounding, where it falls on the result."""
    if step.divisor == 1:
        label = _("The middle one") if step.applied == "median" else _("Added up")
        yield Line(label, *_so_far(step.figure.after, round_, ends), weight="sum")
        return
    yield Line(_("Added up"), number_said(step.sum, places_of(round_, step)), weight="sum")
    divided = _(DIVIDED.get(step.applied, N_("Divided by %(count)s judges")), count=step.divisor)
    yield Line(divided, *_so_far(step.figure.after, round_, ends))


def _so_far(value: Fraction, round_: Round, ends: Rounded | None) -> tuple[str, str]:
    """A running number and what it was rounded from: rounded only where the reckoning `ends`."""
    if ends is not None:
        return rounded_said(ends), rounding_said(ends)
    return number_said(value, round_.method.round_points), ""
