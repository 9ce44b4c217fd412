"""The standings as the shell and the archive tell them: what the rules say, with names.

The curtain is not asked: whoever shows anything to the public asks contest/snapshots/.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from contest import words
from contest.documents.arithmetic import Explained, explain_entry
from contest.documents.grids import in_columns
from contest.documents.standing_said import status_said
from contest.rules.arithmetic import told as arithmetic_told
from contest.rules.prizes import Warned
from contest.rules.standings import Lacking, Standing
from contest.rules.told import plain_details, rows_told
from contest.snapshots.board import Board
from contest.store.tables import ContestRow
from contest.words import N_, _, figures

WARNINGS = {
    "prize_crossed": N_("%(prize)s: %(names)s tie across the end of this prize, of which %(left)s are left."),
    "prize_withheld": N_("%(prize)s: withheld %(count)s times, nobody else reaches its points."),
    "special_tied": N_("%(prize)s: %(names)s tie for it."),
    "special_open": N_("%(prize)s: nobody has it yet."),
    "special_twice": N_("%(team)s gets several special prizes: %(several)s."),
}
_NUMBER = re.compile(r"\(?[\d.,=–−-]*\)?")


def standings_told(row: ContestRow, explain: bool = False) -> dict[str, Any]:
    """{title, provisional, rows, ties, ...}: rows in public order, decimals as strings, each with its arithmetic on demand.

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
        "divisions": [{"number": one.number, "name": one.name} for one in board.contest.divisions],
        "lacking": [
            {"round": one.round, "division": one.division, "code": one.code, "details": plain_details(one.details)}
            for one in board.standings.lacking
        ],
        "cuts": [{"round": number, "entries": list(entries)} for number, entries in board.standings.goes_on.items()],
        "cuts_open": [{"round": number, "entries": list(entries)} for number, entries in board.standings.cuts_open],
        "warnings": [{"code": one.code, "details": plain_details(one.details)} for one in board.standings.warnings],
    }


def standings_text(row: ContestRow, explain: bool = False) -> str:
    """The same as a table for a terminal, in the asker's language."""
    board = Board(row)
    label = _("Official") if board.standings.official else _("Provisional")
    parts = [f"{row.title} · {label}"]
    for division in board.contest.divisions or (None,):
        number = division.number if division else None
        rows = [one for one in board.standings.rows if division is None or one.division == number]
        parts += ["", *([division.name] if division else []), *_columns(_table(board, rows))]
    parts += [line for said in open_said(board) for line in ("", said)]
    parts += ["", *(warning_said(board, one) for one in board.standings.warnings)] if board.standings.warnings else []
    if explain:
        for standing in board.standings.rows:
            parts += ["", *_told_by_line(explain_entry(board, standing.entry))]
    return "\n".join(parts) + "\n"


def open_said(board: Board) -> list[str]:
    """What the standings wait for, in words: why a round gives no points yet, which ties lie across a cut."""
    return [
        *(_lacking_said(board, one) for one in board.standings.lacking),
        *(
            _("%(names)s tie across the line after %(round)s; who goes on is open.", round=board.contest.round(number).name,
              names=", ".join(board.entries[one].name for one in entries))
            for number, entries in board.standings.cuts_open
        ),
    ]


def _lacking_said(board: Board, lacking: Lacking) -> str:
    """Why a round of a division gives no points yet."""
    details = dict(lacking.details)
    if details.get("criterion") == "":
        details["criterion"] = _("the total")
    if "groups" in details:
        details["groups"] = " / ".join(", ".join(map(str, group)) for group in details["groups"])
    rounds = [] if "round" in details else [board.contest.round(lacking.round).name]
    divisions = [one.name for one in board.contest.divisions if one.number == lacking.division]
    return ": ".join((*divisions, *rounds, words.refusal(lacking.code, details)))


def warning_said(board: Board, warned: Warned) -> str:
    """What should be known of the prizes before the ceremony."""
    details = warned.details
    entries = details.get("entries", [])
    names = ", ".join(board.entries[one].name for one in entries) if isinstance(entries, list) else ""
    entry = details.get("entry")
    team = board.entries[entry].name if isinstance(entry, int) else ""
    prizes = details.get("prizes", [])
    several = ", ".join(map(str, prizes)) if isinstance(prizes, list) else ""
    values = {**details, "names": names, "team": team, "several": several}
    return _(WARNINGS[warned.code], **values)


def _table(board: Board, rows: list[Standing]) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = [(_("Placing"), _("No."), _("Team"), _("Points"), _("Prize"))]
    for standing in rows:
        place = "–" if standing.place is None else f"{standing.place}{'=' if standing.tied else ''}"
        name = board.entries[standing.entry].name
        won = ", ".join(one for one in (standing.prize, *standing.specials) if one)
        lines.append((place, str(standing.entry), name, figures(standing.points), won or status_said(standing.status)))
    return lines


def _columns(lines: list[tuple[str, ...]]) -> list[str]:
    """Figures stand right: a column in which every line after the first is a number, a place or a dash."""
    widths = [max(_width(cell) for cell in column) for column in zip(*lines, strict=True)]
    right = [all(_NUMBER.fullmatch(cell) for cell in column[1:]) for column in zip(*lines, strict=True)]
    return ["  ".join(_padded(*cell) for cell in zip(line, widths, right, strict=True)).rstrip() for line in lines]


def _padded(text: str, width: int, right: bool) -> str:
    gap = " " * (width - _width(text))
    return gap + text if right else text + gap


def _width(text: str) -> int:
    """Columns in a terminal; a mark stands on its letter and takes none."""
    letters = [letter for letter in text if not unicodedata.combining(letter)]
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in letters)


def _told_by_line(explained: Explained) -> list[str]:
    lines = [f"{explained.entry}. {explained.name} · {explained.place}".removesuffix(" · ")]
    for block in explained.blocks:
        if block.heading:
            lines.append(f"  {block.heading}")
        if block.grid is not None:
            lines += [f"    {line}" for line in _columns(list(in_columns(block.grid)))]
        for line in block.lines:
            note = f"  ({line.note})" if line.note else ""
            lines.append(f"    {line.label}: {line.value}{note}")
    return [*lines, *(f"    {sentence}" for sentence in explained.sentences)]
