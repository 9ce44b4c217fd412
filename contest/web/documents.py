"""Papers as pages and files: an entry's arithmetic, the result sheet and its CSV, the panel's mirror, the audit log, the
archive to take away.

Who is not staff sees an entry as far as the curtain allows, and the result once it is official and published.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from contest import runtime
from contest.access import Actor
from contest.documents.archive import export_contest
from contest.documents.arithmetic import explain_entry
from contest.documents.csv_result import csv_result
from contest.documents.log_words import log_lines
from contest.documents.mirror import mirror as panel_mirror
from contest.documents.result import ResultSheet, result_sheet
from contest.documents.times import date_said, moment_said
from contest.rules.curtain import shows_arithmetic
from contest.rules.refusals import Refused
from contest.snapshots.board import Board
from contest.store import audit, read
from contest.web.base import current_actor, panel_actor, parts, show, staff_actor

bp = Blueprint("documents", __name__)

LINES = 200  # of the log on one page


@bp.get("/c/<slug>/entries/<int:number>")
def entry(slug: str, number: int) -> Response:
    """One entry: who, their standing as far as the asker may see it, and its arithmetic once that may be seen."""
    row = read.contest_row(slug)
    staff = staff_actor(slug)
    audience, board = ("staff" if staff else "public"), Board(row)
    contest = parts().latest.message(slug, "contest", audience, board)["body"]
    standings = parts().latest.message(slug, "standings", audience, board)["body"]
    photos = parts().latest.message(slug, "gallery", audience, board)["body"]["photos"]
    found = next((one for one in contest["entries"] if one["number"] == number), None)
    if found is None:
        raise Refused("not_found", what=f"entry {number}")
    explained = explain_entry(board, number) if staff or shows_arithmetic(board.curtain) else None
    return show(
        "entry.html",
        contest=contest,
        entry=found,
        standing=next((one for one in standings["rows"] if one["entry"] == number), None),
        label=standings["label"],
        arithmetic=explained,
        photos=[one for one in photos if one["entry"] == number],
        page={"contest": slug, "seat": _seat(staff)},
    )


@bp.get("/c/<slug>/result")
def result(slug: str) -> Response:
    """The result sheet, set for A4. Before it is official staff see it marked as provisional."""
    row, staff = read.contest_row(slug), _result_reader(slug)
    return show(
        "result.html",
        contest=row,
        sheet=_sheet(Board(row)),
        date=date_said(row.date),
        moment_said=moment_said,
        printed_at=moment_said(parts().clock.now()),
        page={"contest": slug, "seat": _seat(staff)},
    )


@bp.get("/c/<slug>/result.csv")
def result_csv(slug: str) -> Response:
    _result_reader(slug)
    return _file(csv_result(_sheet(Board(read.contest_row(slug)))), f"{slug}.csv", "text/csv; charset=utf-8")


@bp.get("/c/<slug>/log")
def log(slug: str) -> Response:
    """What happened, newest first, and whether the chain of hashes holds. `before`: older lines than that number."""
    row, staff = read.contest_row(slug), staff_actor(slug)
    if staff is None:
        raise Refused("sign_in_first")
    rows = audit.rows(row.id)
    fault = audit.first_fault((one.number, one.body, one.hash) for one in rows)
    before = request.args.get("before", type=int) or len(rows) + 1
    shown = [one for one in rows if one.number < before][-LINES:]
    return show(
        "log.html",
        contest=row,
        lines=log_lines(Board(row), shown[::-1], fault),
        total=len(rows),
        fault=fault,
        fingerprint=rows[-1].hash if rows else audit.GENESIS,
        older=shown[0].number if shown and shown[0].number > 1 else None,
        page={"contest": slug, "seat": staff.seat},
    )


@bp.get("/c/<slug>/mirror")
def mirror(slug: str) -> Response:
    """How the panel agrees: for the organizer and the head judge. It changes nothing."""
    row, actor = read.contest_row(slug), panel_actor(slug)
    if actor is None:
        raise Refused("sign_in_first")
    found = panel_mirror(Board(row), for_judge=actor.role == "judge", aside=runtime.offload)
    return show("mirror.html", contest=row, mirror=found, page={"contest": slug, "seat": actor.seat})


@bp.get("/c/<slug>/export")
def export(slug: str) -> Response:
    current_actor(slug, "organizer")
    return _file(export_contest(read.contest_row(slug)).encode(), f"{slug}.json", "application/json")


def _result_reader(slug: str) -> Actor | None:
    """Staff, or nobody in particular once all may read. Raises Refused('result_not_official')."""
    staff = staff_actor(slug)
    if staff is None and not Board(read.contest_row(slug)).is_published:
        raise Refused("result_not_official")
    return staff


def _sheet(board: Board) -> ResultSheet:
    return result_sheet(board, tuple(seat.name for seat in read.seat_rows(board.id, "scorekeeper")))


def _seat(staff: Actor | None) -> str:
    return staff.seat if staff else "public"


def _file(content: bytes, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return Response(content, content_type=kind, headers=headers)
