"""Topic `papers`: paper sheets on their way in. Nobody is told a number before two people have typed it."""

from __future__ import annotations

from typing import Any

from contest.rules import papers as rules
from contest.rules.shapes import text
from contest.snapshots.board import Board
from contest.store import papers as typed_papers
from contest.store.tablet_tables import PaperRow

Key = tuple[int, int, int]


def papers(board: Board) -> dict[str, Any]:
    by_sheet: dict[Key, list[PaperRow]] = {}
    for row in typed_papers.all_rows(board.id):
        by_sheet.setdefault((row.round, row.entry, row.judge), []).append(row)
    return {
        "papers": [_paper(board, key, rows) for key, rows in by_sheet.items()],
        "saved": sum(row.paper is not None for row in board.sheet_rows.values()),
    }


def _paper(board: Board, key: Key, rows: list[PaperRow]) -> dict[str, Any]:
    typed = [typed_papers.typed(row) for row in rows]
    sheet = board.sheets.get(key)
    tablet = sheet.scores if sheet else {}
    state = rules.state(typed, tablet)
    round_, entry, judge = key
    return {
        "round": round_, "entry": entry, "judge": judge, "state": state, "typed": [one.seat for one in typed],
        "lines": [] if state == "waiting" else [
            {
                "criterion": number,
                "values": [text(one.scores.get(number)) for one in typed],
                "tablet": text(tablet.get(number)),
            }
            for number in sorted({number for one in typed for number in one.scores})
        ],
    }
