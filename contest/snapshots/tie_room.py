"""Topic `tie_room`: the open room, or the last one. A judge sees their own numbers only; staff see who is still to mark, and
the numbers once the room is closed. Nobody else sees anything of it.
"""

from __future__ import annotations

from typing import Any

from contest.rules.shapes import text
from contest.rules.tie_room import named, outcome, seats
from contest.snapshots.board import Board
from contest.store import read
from contest.store.tables import TieRoomRow, TieScoreRow


def tie_room(board: Board, audience: str) -> dict[str, Any]:
    """{room: null} where there never was one; for a judge also where it is not theirs or can't be marked any more."""
    if audience == "staff":
        return watched(board, hidden=False)
    row = _newest(board)
    judge = int(audience.removeprefix("judge-"))
    if row is None or row.state != "open" or board.row.phase not in ("setup", "running"):
        return {"room": None}
    if judge not in seats(board.contest, row.entries, _criteria(row)):
        return {"room": None}
    mine = [_score(one) for one in read.tie_score_rows(board.id, row.number) if one.judge == judge]
    return {**_room(board, row, hidden=True), "scores": mine}


def watched(board: Board, hidden: bool) -> dict[str, Any]:
    """The room as staff and head judge follow it; `hidden`: names are numbers while a blind contest hides them."""
    row = _newest(board)
    if row is None:
        return {"room": None}
    return {**_room(board, row, hidden), **_for_staff(board, row, read.tie_score_rows(board.id, row.number))}


def _newest(board: Board) -> TieRoomRow | None:
    """The open room, or the last one."""
    rows = read.tie_room_rows(board.id)
    return next((one for one in rows if one.state == "open"), rows[-1] if rows else None)


def _room(board: Board, row: TieRoomRow, hidden: bool) -> dict[str, Any]:
    return {
        "room": row.number,
        "state": row.state,
        "reason": row.reason,
        "entries": [{"entry": one, "name": board.name(one, hidden)[0]} for one in row.entries],
        "criteria": [
            {
                "round": of[0], "criterion": of[1], "name": found.name, "minimum": text(found.minimum),
                "maximum": text(found.maximum), "step": text(found.step),
            }
            for of in _criteria(row) if (found := named(board.contest, of)) is not None
        ],
    }


def _for_staff(board: Board, row: TieRoomRow, scores: list[TieScoreRow]) -> dict[str, Any]:
    """Who is still to mark how much; numbers and outcome only when nobody can mark any more."""
    given = {(one.entry, one.judge, one.round, one.criterion): one.value for one in scores if one.value is not None}
    found = outcome(board.contest, row.entries, _criteria(row), given)
    judges = seats(board.contest, row.entries, _criteria(row))
    return {
        "judges": [{"judge": one, "missing": sum(place[1] == one for place in found.missing)} for one in judges],
        "is_complete": not found.missing,
        "is_tied": any(len(group) > 1 for group in found.groups),
        "scores": [{**_score(one), "judge": one.judge} for one in scores] if row.state != "open" else [],
    }


def _score(row: TieScoreRow) -> dict[str, Any]:
    return {
        "entry": row.entry, "round": row.round, "criterion": row.criterion, "value": text(row.value),
        "revision": row.revision,
    }


def _criteria(row: TieRoomRow) -> list[tuple[int, int]]:
    return [(one[0], one[1]) for one in row.criteria]
