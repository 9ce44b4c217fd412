"""Topics `standings` and `progress`: places and points as far as the curtain allows, and how many sheets are in."""

from __future__ import annotations

from typing import Any

from contest.rules import curtain as curtains
from contest.rules.result import undecided
from contest.rules.told import plain_details, rows_told
from contest.snapshots.board import Board
from contest.snapshots.reveal import opened_rows
from contest.store import curtains as stored

HIDDEN: dict[str, Any] = {
    "place": None, "points": None, "penalty": None, "penalty_kind": None, "tied": False, "received": None,
    "panel": None, "prize": None, "specials": [], "reached": None, "rounds": [],
}

WITH_PRIZES = ("official", "opened")


def standings(board: Board, audience: str) -> dict[str, Any]:
    """What this audience may see of the standings; staff see all, and what is still undecided."""
    if audience == "staff":
        at = stored.kept(board.row, board.round_curtains).get("at") if board.curtain == "frozen" else None
        return {**_shown(board, rows_told(board.standings), _label(board), at, hidden=False), **_for_staff(board)}
    curtain = board.curtain
    if curtain == "revealing":
        return _revealing(board)
    kept = stored.kept(board.row, board.round_curtains) if curtain == "frozen" else {}
    label = curtains.label(curtain, bool(kept.get("rows")))
    if label == "hidden":
        return _shown(board, _without_places(board), label, None, hidden=True)
    rows = rows_told(board.standings) if curtains.follows_scores(curtain) else kept["rows"]
    return _shown(board, rows, label, kept.get("at"), hidden=True)


def progress(board: Board, audience: str) -> dict[str, Any]:
    """How many scoresheets of how many are in for each entry (signed, and confirmed where that is asked for), in running
    order: no number that depends on a score."""
    round_ = board.round
    entries = []
    for entry in board.inside(round_):
        if entry.status == "withdrawn" or round_ is None:
            continue
        wanted = board.contest.wanted(round_, entry)
        signed = [
            judge for judge in wanted
            if (sheet := board.sheets.get((round_.number, entry.number, judge.number))) is not None
            and sheet.signed and sheet.confirmed
        ]
        name, short_name = board.name(entry.number, hidden=True)
        entries.append(
            {"entry": entry.number, "short_name": short_name, "order": entry.order,
             "received": len(signed), "panel": len(wanted)}
        )
    return {
        "entries": entries,
        "received": sum(one["received"] for one in entries),
        "of": sum(one["panel"] for one in entries),
    }


def _revealing(board: Board) -> dict[str, Any]:
    """What was opened on stage, best first; the rest as in suspense."""
    opened = opened_rows(board)
    label = curtains.label("revealing", bool(opened))
    rows = [{**row, **opened.get(row["entry"], {})} for row in _without_places(board)]
    last = len(rows) + 1
    rows.sort(key=lambda row: row["place"] or last)
    shown = _shown(board, rows, label, None, hidden=True)
    for row in shown["rows"]:
        if row["entry"] in opened:
            row["name"], row["short_name"] = board.name(row["entry"], hidden=False)
    return shown


def _label(board: Board) -> str:
    return "official" if board.row.phase in ("official", "archived") else "provisional"


def _shown(
    board: Board, rows: list[dict[str, Any]], label: str, frozen_at: int | None, hidden: bool
) -> dict[str, Any]:
    known = [row for row in rows if row["entry"] in board.entries]
    return {
        "curtain": board.row.curtain,
        "label": label,
        "frozen_at": frozen_at,
        "places": label != "hidden",
        "rows": [_named(board, row if label in WITH_PRIZES else {**row, "prize": None, "specials": []}, hidden) for row in known],
    }


def _named(board: Board, row: dict[str, Any], hidden: bool) -> dict[str, Any]:
    name, short_name = board.name(row["entry"], hidden)
    order = board.entries[row["entry"]].order
    kept = row if len(board.contest.rounds) > 1 else {key: value for key, value in row.items() if key != "rounds"}
    return {**kept, "name": name, "short_name": short_name, "order": order}


def _without_places(board: Board) -> list[dict[str, Any]]:
    """Everybody in running order. A jury's decision is behind the curtain too; that a team went home is not."""
    return [
        {
            "entry": entry.number,
            **HIDDEN,
            "division": entry.division,
            "status": "withdrawn" if entry.status == "withdrawn" else "competing",
            "reason": "",
        }
        for entry in board.contest.entries
    ]


def _for_staff(board: Board) -> dict[str, Any]:
    """Ties and whatever else is open, counted as an official result would count it."""
    official = board.official
    places = {row.entry: row.place for row in official.rows}
    return {
        "ties": [{"entries": list(tie), "place": places.get(tie[0])} for tie in official.ties_left],
        "undecided": [
            one.told() for one in undecided(board.contest, official, board.penalties, board.sheets.values())
        ],
        "warnings": [{"code": one.code, "details": plain_details(one.details)} for one in official.warnings],
        "special_prizes": [
            {"number": one.number, "name": one.name, "kind": one.kind,
             "entries": [row.entry for row in official.rows if one.name in row.specials]}
            for one in board.contest.special_prizes
        ],
        "lacking": [
            {"round": one.round, "division": one.division, "code": one.code, "details": plain_details(one.details)}
            for one in board.standings.lacking
        ],
        "cuts_open": [{"round": number, "entries": list(entries)} for number, entries in official.cuts_open],
        "goes_on": [{"round": number, "entries": list(entries)} for number, entries in official.goes_on.items()],
    }
