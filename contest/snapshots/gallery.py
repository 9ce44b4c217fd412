"""Topic `gallery`: the photos of the works, by number. The public sees those that the contest's setting and its clock allow."""

from __future__ import annotations

from typing import Any

from contest.rules import countdown as clock
from contest.rules import photos as rules
from contest.snapshots.board import Board
from contest.store import photos, read
from contest.store.photo_tables import PhotoRow


def gallery(board: Board, audience: str) -> dict[str, Any]:
    """In the entries' order of numbers, an entry's main photo first: the order in which they were taken would tell who
    finished first. Judges see every photo, but not who took it and when."""
    found = [row for row in photos.rows(board.id) if audience != "public" or is_public(board, row)]
    found.sort(key=lambda row: (row.entry, not row.main, row.id))
    told = {"photos": [_photo(board, row, audience) for row in found]}
    return {**told, "gallery": board.row.gallery} if audience == "staff" else told


def is_public(board: Board, row: PhotoRow) -> bool:
    return rules.is_shown(board.row.gallery, _is_over(board, row))


def _is_over(board: Board, row: PhotoRow) -> bool:
    round_ = next((one for one in board.contest.rounds if one.number == row.round), None)
    stage = next((one for one in round_.stages if one.number == row.stage), None) if round_ else None
    if round_ is None or stage is None or round_.phase == "closed" or board.is_published:
        return True
    turn = 0 if stage.kind == "together" else board.contest.heat_of(row.entry)[0] if stage.heats else row.entry
    ran = board.countdowns.get((round_.number, stage.number, turn))
    return ran is not None and clock.state(read.countdown(ran)) == "ended"


def _photo(board: Board, row: PhotoRow, audience: str) -> dict[str, Any]:
    told = {"entry": row.entry, "id": row.photo, "width": row.width, "height": row.height, "main": row.main}
    if audience != "staff":
        return told
    return {**told, "revision": row.revision, "public": is_public(board, row), "by": row.seat, "at": row.at}
