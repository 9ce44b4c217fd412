"""Topics of the show: `screens`, `scene_sets`, `lots`; and `profiles`, which the curtain holds back until the result is out."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from contest.rules.contests import Criterion, Entry, Round
from contest.rules.curtain import shows_arithmetic
from contest.snapshots.board import Board
from contest.store import shows

CENT = Decimal("0.01")
WHOLE = 1000


def screens(board: Board) -> dict[str, Any]:
    """Every screen with its number: its place in the list."""
    return {
        "screens": [
            {
                "screen": one.screen,
                "number": number,
                "title": one.title,
                "scene": one.scene,
                "message": one.message,
                "theme": one.theme,
                "entry": one.entry,
                "identified_until": one.identified_until,
                "revision": one.revision,
            }
            for number, one in enumerate(board.screens, start=1)
        ]
    }


def scene_sets(board: Board) -> dict[str, Any]:
    """Staff only: a set may hold words that nobody has read yet."""
    rows = shows.scene_set_rows(board.id)
    return {"sets": [{"set": row.number, "title": row.title, "screens": row.screens} for row in rows]}


def lots(board: Board) -> dict[str, Any]:
    """The last draw: the turns that were opened, the others None. The seed, which tells them all, comes with the last one;
    `sealed` is its SHA-256, told from the start, so that nobody can have chosen another."""
    rows = shows.draw_rows(board.id)
    if not rows:
        return {"draw": None, "sealed": None, "seed": None, "opened": 0, "turns": []}
    row = rows[-1]
    is_open = row.opened == len(row.entries)
    return {
        "draw": row.number,
        "sealed": hashlib.sha256(row.seed.encode()).hexdigest(),
        "seed": row.seed if is_open else None,
        "opened": row.opened,
        "turns": [entry if turn < row.opened else None for turn, entry in enumerate(row.entries)],
    }


def profiles(board: Board) -> dict[str, Any]:
    """What the judges who count gave each entry, criterion by criterion: the mean and its share of the range in thousandths,
    for the round people look at. Nothing before the arithmetic may be seen."""
    round_ = board.round
    if round_ is None or not shows_arithmetic(board.curtain):
        return {"round": None, "entries": []}
    told = [{"entry": entry.number, "criteria": _criteria(board, round_, entry)} for entry in board.inside(round_)]
    return {"round": round_.number, "entries": [one for one in told if one["criteria"]]}


def _criteria(board: Board, round_: Round, entry: Entry) -> list[dict[str, Any]]:
    sheets = [
        sheet for judge in board.contest.wanted(round_, entry)
        if (sheet := board.sheets.get((round_.number, entry.number, judge.number))) is not None and sheet.signed
    ]
    return [
        _profile(criterion, values) for criterion in round_.criteria
        if (values := [sheet.scores[criterion.number] for sheet in sheets if criterion.number in sheet.scores])
    ]


def _profile(criterion: Criterion, values: list[Decimal]) -> dict[str, Any]:
    mean = sum(values, Decimal(0)) / len(values)
    span = criterion.maximum - criterion.minimum
    share = (mean - criterion.minimum) / span if span else Decimal(0)
    return {
        "criterion": criterion.number,
        "name": criterion.name,
        "maximum": format(criterion.maximum, "f"),
        "mean": format(mean.quantize(CENT), "f"),
        "share": max(0, min(WHOLE, round(share * WHOLE))),
    }
