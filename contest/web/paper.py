"""Scoresheets on paper: the page where they are printed and typed in, the PDF, and what stands on a sheet that somebody holds."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from contest import runtime, words
from contest.documents.paper import is_outdated, labels, paper_sheets, spare_sheets
from contest.documents.paper_code import PaperCode, read_code
from contest.documents.paper_pdf import Size, paper_pdf
from contest.rules.contests import Entry, Judge, Round
from contest.rules.refusals import Refused
from contest.rules.shapes import criterion_told
from contest.snapshots.board import Board
from contest.store import read
from contest.web.base import settings, show, staff_actor

bp = Blueprint("paper", __name__)
MOST_SPARE = 100
MOST_SHEETS = 1000  # a print of minutes; a larger round is printed judge by judge


@bp.get("/c/<slug>/paper")
def paper(slug: str) -> Response:
    row, staff = read.contest_row(slug), staff_actor(slug)
    if staff is None:
        raise Refused("sign_in_first")
    board = Board(row)
    desk = f"/c/{slug}/desk" if staff.role == "organizer" else f"/c/{slug}/{staff.seat}"
    urls = {"desk": desk, "sheet": f"/c/{slug}/paper/sheet", "pdf": f"/c/{slug}/paper.pdf"}
    return show(
        "paper.html", contest=row, rounds=board.contest.rounds, now=board.round.number if board.round else None,
        judges=board.contest.judges, entries=board.contest.entries,
        page={"contest": slug, "seat": staff.seat, "role": staff.role, "urls": urls},
    )


@bp.get("/c/<slug>/paper.pdf")
def paper_file(slug: str) -> Response:
    """`round`; `judge` and `entry` or all of them; or `spare`, so many sheets to fill in. `size` a4 or a5."""
    board = Board(read.contest_row(slug))
    round_, spare = _asked("round") or (board.round.number if board.round else 0), _asked("spare")
    if spare is not None:
        sheets = spare_sheets(board, settings().secret, round_, max(1, min(spare, MOST_SPARE)))
    else:
        sheets = paper_sheets(board, settings().secret, round_, _asked("judge"), _asked("entry"))
    if len(sheets) > MOST_SHEETS:
        raise Refused("too_many_sheets", most=MOST_SHEETS)
    size: Size = "a5" if request.args.get("size") == "a5" else "a4"
    content = runtime.offload(paper_pdf, sheets, labels(words.language()), size)
    headers = {"Content-Disposition": f'inline; filename="{slug}.pdf"', "Cache-Control": "private, no-store"}
    return Response(content, content_type="application/pdf", headers=headers)


@bp.get("/c/<slug>/paper/sheet")
def paper_sheet(slug: str) -> Response:
    """What stands on a sheet, found by its `code`, or by `judge` and `entry` in `round` (else the one people look at). A spare
    sheet's code names the round only: judge and entry come beside it.

    Raises Refused('paper_code_unknown') and what says that no such sheet is wanted.
    """
    board = Board(read.contest_row(slug))
    text = request.args.get("code")
    code = read_code(settings().secret, slug, text) if text else None
    number = code.round if code else _asked("round")
    round_ = next((one for one in board.contest.rounds if one.number == number), None) if number else board.round
    if round_ is None:
        raise Refused("not_found", what="round")
    outdated = code is not None and is_outdated(board, code)
    judge, entry = _named(code)
    if judge is None or entry is None:
        response = jsonify(ok=True, round=round_.number, outdated=outdated, judge=None, entry=None)
    else:
        response = jsonify(ok=True, outdated=outdated, **_told(board, round_, judge, entry))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _named(code: PaperCode | None) -> tuple[int | None, int | None]:
    """The judge and the entry that the code or, on a spare sheet, the typist names."""
    return (code and code.judge) or _asked("judge"), (code and code.entry) or _asked("entry")


def _told(board: Board, round_: Round, number: int, entry: int) -> dict[str, object]:
    judge = next((one for one in board.contest.judges if one.number == number), None)
    of = board.entries.get(entry)
    if judge is None or of is None:
        raise Refused("not_found", what="judge" if judge is None else "entry")
    _check_wanted(board, round_, judge, of)
    return {
        "round": round_.number, "judge": number, "entry": entry, "judge_name": judge.name, "team": of.name,
        "criteria": [criterion_told(one) for one in round_.sheet_for(judge).criteria],
    }


def _check_wanted(board: Board, round_: Round, judge: Judge, entry: Entry) -> None:
    if judge.is_recused(entry):
        raise Refused("judge_recused", name=entry.name)
    if not judge.judges(round_.number, entry) or not round_.sheet_for(judge).criteria:
        raise Refused("judge_not_in_round")
    if entry.number not in {one.number for one in board.inside(round_)}:
        raise Refused("entry_not_in_round", name=entry.name)


def _asked(name: str) -> int | None:
    """A number in the address; 0 and what is no number ask for nothing in particular."""
    return request.args.get(name, type=int) or None

