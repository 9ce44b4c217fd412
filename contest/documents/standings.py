"""The standings as the shell and the archive tell them: what the rules say, with names.

The curtain is not asked: whoever shows anything to the public asks contest/snapshots/.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from contest.documents.arithmetic import Explained, explain_entry
from contest.rules.arithmetic import told as arithmetic_told
from contest.rules.told import rows_told
from contest.snapshots.board import Board
from contest.store.tables import ContestRow
from contest.words import _, figures


def standings_told(row: ContestRow, explain: bool = False) -> dict[str, Any]:
    """{title, provisional, rows, ties}: rows in public order, decimals as strings, each with its arithmetic on demand.

    Neither the address nor the revision stands in it, so that a copy of the contest tells the same bytes.
    """
    board = Board(row)
    rows = []
    for standing, told in zip(board.standings.rows, rows_told(board.standings), strict=True):
        entry = board.entries[standing.entry]
        told |= {"name": entry.name, "order": entry.order}
        if explain:
            told["arithmetic"] = arithmetic_told(standing.arithmetic)
        rows.append(told)
    return {
        "title": row.title,
        "provisional": not board.standings.official,
        "rows": rows,
        "ties": [list(tie) for tie in board.standings.ties_left],
    }


def standings_text(row: ContestRow, explain: bool = False) -> str:
    """The same as a table for a terminal, in the asker's language."""
    board = Board(row)
    head = (_("Placing"), _("No."), _("Team"), _("Points"), _("Prize"))
    lines: list[tuple[str, ...]] = [head]
    for standing in board.standings.rows:
        place = "–" if standing.place is None else f"{standing.place}{'=' if standing.tied else ''}"
        name = board.entries[standing.entry].name
        last = standing.prize or status_said(standing.status)
        lines.append((place, str(standing.entry), name, figures(standing.points), last))
    label = _("Official") if board.standings.official else _("Provisional")
    parts = [f"{row.title} · {label}", "", *_columns(lines)]
    if explain:
        for standing in board.standings.rows:
            parts += ["", *_told_by_line(explain_entry(board, standing.entry))]
    return "\n".join(parts) + "\n"


def status_said(status: str) -> str:
    """A status in words; nothing for those who compete."""
    said = {"not_placed": _("Not placed"), "withdrawn": _("Withdrawn"), "disqualified": _("Disqualified")}
    return said.get(status, "")


def _columns(lines: list[tuple[str, ...]]) -> list[str]:
    widths = [max(_width(cell) for cell in column) for column in zip(*lines, strict=True)]
    right = (True, True, False, True, False)
    return ["  ".join(_padded(*cell) for cell in zip(line, widths, right, strict=True)).rstrip() for line in lines]


def _padded(text: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


def _width(text: str) -> int:
    """Columns in a terminal; a mark stands on its letter and takes none."""
    letters = [letter for letter in text if not unicodedata.combining(letter)]
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in letters)


def _told_by_line(explained: Explained) -> list[str]:
    lines = [f"{explained.entry}. {explained.name}"]
    for block in explained.blocks:
        if block.heading:
            lines.append(f"  {block.heading}")
        for line in block.lines:
            note = f"  ({line.note})" if line.note else ""
            lines.append(f"    {line.label}: {line.value}{note}")
    return [*lines, *(f"    {sentence}" for sentence in explained.sentences)]
