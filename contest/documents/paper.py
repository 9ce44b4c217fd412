"""Printed scoresheets: what stands on each, in words, gathered from one board. paper_pdf.py draws them; nothing is read there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from contest.documents.paper_code import SPARE, PaperCode, form_of, written
from contest.documents.times import date_said
from contest.rules.contests import Criterion, Entry, Judge, Round
from contest.rules.refusals import Refused
from contest.snapshots.board import Board
from contest.words import _, figures


@dataclass(frozen=True)
class Box:
    """A criterion's line: its name, range and step, and how many digits fit before and behind the comma."""

    name: str
    said: str
    whole: int
    decimals: int


@dataclass(frozen=True)
class PaperSheet:
    """One judge's sheet for one entry; on a spare one both are blank and written in by hand."""

    title: str
    round: str
    date: str
    entry: str
    team: str
    judge: str
    boxes: tuple[Box, ...]
    code: str


@dataclass(frozen=True)
class Labels:
    """The words that stand on every sheet, in the language of whoever prints."""

    language: str
    heading: str
    entry: str
    team: str
    judge: str
    criterion: str
    score: str
    comma: str
    putting_right: str
    comment: str
    signature: str
    time: str
    typed: tuple[str, str]
    part: str


def labels(language: str) -> Labels:
    return Labels(
        language=language,
        heading=_("Scoresheet"),
        entry=_("Entry number"),
        team=_("Team"),
        judge=_("Judge"),
        criterion=_("Criterion"),
        score=_("Score"),
        comma=figures("0.0")[1],
        putting_right=_("A wrong number: strike all its boxes out, write the right number beside them, put your initials there."),
        comment=_("Comment"),
        signature=_("Judge's signature"),
        time=_("Time of signing"),
        typed=(_("Typed in, 1st"), _("Typed in, 2nd")),
        part=_("Sheet %(part)s of %(parts)s"),
    )


def paper_sheets(
    board: Board, secret: bytes, round: int, judge: int | None = None, entry: int | None = None
) -> list[PaperSheet]:
    """The sheets of a round, of one judge, of one entry, or a single one: bundled by judge, in running order. Raises
    Refused('not_found') where no sheet of that kind is wanted."""
    found = _round(board, round)
    sheets = [
        _sheet(board, secret, found, one, of)
        for one in board.contest.judges if judge in (None, one.number)
        for of in board.inside(found) if entry in (None, of.number)
        if of.status != "withdrawn" and one.judges(found.number, of) and found.sheet_for(one).criteria
    ]
    if not sheets:
        raise Refused("not_found", what="sheet")
    return sheets


def spare_sheets(board: Board, secret: bytes, round: int, count: int) -> list[PaperSheet]:
    """So many sheets of a round on which judge and entry are written by hand."""
    found = _round(board, round)
    code = PaperCode(found.number, SPARE, SPARE, form_of(found))
    return [_written(board, secret, found, code, "", "", "")] * count


def is_outdated(board: Board, code: PaperCode) -> bool:
    """Whether the criteria have changed since a sheet was printed. Raises Refused('not_found') for a judge who is gone."""
    found = _round(board, code.round)
    if code.judge == SPARE:
        return form_of(found) != code.form
    judge = next((one for one in board.contest.judges if one.number == code.judge), None)
    if judge is None:
        raise Refused("not_found", what=f"judge {code.judge}")
    return form_of(found.sheet_for(judge)) != code.form


def _sheet(board: Board, secret: bytes, found: Round, judge: Judge, entry: Entry) -> PaperSheet:
    mine = found.sheet_for(judge)
    code = PaperCode(found.number, judge.number, entry.number, form_of(mine))
    team = "" if board.row.blind else entry.name
    who = judge.name if judge.name.endswith(f" {judge.number}") else f"{judge.number} · {judge.name}"
    return _written(board, secret, mine, code, str(entry.number), team, who)


def _written(
    board: Board, secret: bytes, found: Round, code: PaperCode, entry: str, team: str, judge: str
) -> PaperSheet:
    boxes = tuple(_box(one) for one in found.criteria)
    date = date_said(board.row.date) if board.row.date else ""
    return PaperSheet(board.row.title, found.name, date, entry, team, judge, boxes, written(secret, board.row.slug, code))


def _box(one: Criterion) -> Box:
    said = _("from %(minimum)s to %(maximum)s, in steps of %(step)s", **{
        name: figures(getattr(one, name)) for name in ("minimum", "maximum", "step")
    })
    decimals = max(_decimals(one.step), _decimals(one.minimum))
    return Box(one.name, said, len(str(int(one.maximum))), decimals)


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.normalize().as_tuple().exponent))


def _round(board: Board, number: int) -> Round:
    found: Iterable[Round] = (one for one in board.contest.rounds if one.number == number)
    for one in found:
        return one
    raise Refused("not_found", what=f"round {number}")
