"""How an entry came to its points, in words: the steps of rules/arithmetic.py as tables and lines that add up on paper.

Whoever shows this to the public asks snapshots first whether the curtain lets arithmetic be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contest.documents.grids import Grid, number_said, round_grid, rounded_said, rounding_said
from contest.documents.penalties_said import deduction_said, off_each_sheet
from contest.documents.round_lines import Line, after_round, round_lines
from contest.documents.standing_said import place_said, sentences
from contest.rules.arithmetic import Added, Arithmetic, Deduction, RoundStanding
from contest.rules.rounding import plain
from contest.snapshots.board import Board
from contest.words import _, figures


@dataclass(frozen=True)
class Block:
    """A round: what the judges gave, then the lines that lead to its points; or the end. No heading where there is one round."""

    heading: str
    lines: tuple[Line, ...]
    grid: Grid | None = None


@dataclass(frozen=True)
class Explained:
    """The whole way to an entry's points. `place`: where it led, with the prize. `sentences` say what stood apart from
    adding: panels, cuts, ties, statuses."""

    entry: int
    name: str
    place: str
    blocks: tuple[Block, ...]
    sentences: tuple[str, ...]


def explain_entry(board: Board, number: int) -> Explained:
    """The arithmetic of one entry, from each judge's number to the place. KeyError where there is no such entry."""
    standing = board.standings.row(number)
    blocks: tuple[Block, ...] = ()
    if standing.arithmetic is not None:
        blocks = (*_rounds(board, number, standing.arithmetic), _end(board, standing.arithmetic))
    said = tuple(sentences(board, standing))
    return Explained(number, board.entries[number].name, place_said(board, standing), _joined(blocks), said)


def explain_all(board: Board) -> list[Explained]:
    """Every entry that has points, in public order."""
    return [explain_entry(board, row.entry) for row in board.standings.rows if row.arithmetic is not None]


def _joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """One block where nothing needs a heading, as on a small contest's phone page."""
    if len(blocks) != 2 or any(block.heading for block in blocks):
        return tuple(blocks)
    return (Block("", (*blocks[0].lines, *blocks[1].lines), blocks[0].grid),)


def _rounds(board: Board, entry: int, arithmetic: Arithmetic) -> Iterable[Block]:
    several = len(board.contest.rounds) > 1
    for standing in arithmetic.rounds:
        round_ = board.contest.round(standing.number)
        heading = round_.name if several else ""
        if standing.points is None:
            yield Block(heading, (Line(_("No scoresheet counted"), "–"),))
            continue
        off = off_each_sheet(board, round_.number, entry)
        grid = round_grid(board.contest, round_, standing, off) if standing.steps else None
        is_last = standing is _judged(arithmetic)[-1]
        after = after_round(standing, is_last, less_penalties=bool(arithmetic.deductions))
        yield Block(heading, (*round_lines(board, round_, entry, standing), *after), grid)


def _judged(arithmetic: Arithmetic) -> list[RoundStanding]:
    """The rounds in which the entry has points."""
    return [one for one in arithmetic.rounds if one.points is not None]


def _end(board: Board, arithmetic: Arithmetic) -> Block:
    several = len(arithmetic.rounds) > 1
    return Block(_("All rounds together") if several else "", tuple(_end_lines(board, arithmetic, several)))


def _end_lines(board: Board, arithmetic: Arithmetic, several: bool) -> Iterable[Line]:
    if several or any(one.weight != 1 for one in arithmetic.added) or arithmetic.adds == "places":
        yield from _rounds_added(board, arithmetic)
    places = -int(arithmetic.points.as_tuple().exponent)
    for deduction in arithmetic.deductions:
        yield _deduction(board, arithmetic, deduction, places)
    if arithmetic.floored:
        yield Line(_("Not below zero"), figures(Decimal(0), places))
    yield Line(_("Points of this entry"), figures(arithmetic.points), weight="total")


def _rounds_added(board: Board, arithmetic: Arithmetic) -> Iterable[Line]:
    counting = {one.round for one in arithmetic.added}
    for standing in _judged(arithmetic):
        if standing.number not in counting and standing.points is not None:
            name = board.contest.round(standing.number).name
            yield Line(name, figures(standing.points), _("Does not count any more"), struck=True)
    yield from (_added(board, arithmetic, one) for one in arithmetic.added)
    label = _("Places added") if arithmetic.adds == "places" else _("Rounds added")
    yield Line(label, rounded_said(arithmetic.sum), rounding_said(arithmetic.sum), weight="sum")


def _added(board: Board, arithmetic: Arithmetic, one: Added) -> Line:
    """A round's share of the standing."""
    name = board.contest.round(one.round).name
    label = _("Place in %(round)s", round=name) if arithmetic.adds == "places" else name
    share = one.value * Fraction(one.weight)
    notes = []
    if one.weight != 1:
        notes.append(f"{figures(plain(one.weight))} × {_share(board, arithmetic, one, one.value)}")
    if not one.used:
        notes.append(_("Not among the best rounds, not counted"))
    return Line(label, _share(board, arithmetic, one, share), " · ".join(notes), struck=not one.used)


def _share(board: Board, arithmetic: Arithmetic, one: Added, value: Fraction) -> str:
    """Points with the decimals of their round, places with as many as they have."""
    least = 0 if arithmetic.adds == "places" else board.contest.round(one.round).method.round_points
    return number_said(value, least)


def _deduction(board: Board, arithmetic: Arithmetic, deduction: Deduction, places: int) -> Line:
    """What a penalty took off; where the fewest points win it is put on."""
    points = deduction.points if arithmetic.low_wins else -deduction.points
    value = figures(points, max(places, -int(deduction.points.normalize().as_tuple().exponent)))
    label, note = deduction_said(board, deduction)
    return Line(label, value, note, weight="penalty")
