"""Topics `scoresheets` and `penalties`: the matrix for the desk, and for each judge their own sheets only."""

from __future__ import annotations

from typing import Any

from contest.rules import scoresheets as rules
from contest.rules.contests import Entry, Judge, Round
from contest.rules.refusals import Refused
from contest.rules.scoresheets import Scoresheet
from contest.rules.shapes import text
from contest.snapshots.board import Board
from contest.store import read
from contest.store.tables import ContestRow


def scoresheets(board: Board, audience: str) -> dict[str, Any]:
    """The desk's matrix, or one judge's own sheets (`audience` judge-3)."""
    if audience == "staff":
        return _matrix(board)
    return _own(board, int(audience.removeprefix("judge-")))


def penalties(board: Board, audience: str) -> dict[str, Any]:
    return {
        "penalties": [
            {
                "penalty": one.penalty,
                "round": one.round,
                "stage": one.stage,
                "entry": one.entry,
                "name": board.name(one.entry, hidden=False)[0],
                "kind": one.kind,
                "state": one.state,
                "late_seconds": one.late_seconds,
                "points": text(one.points),
                "effect": one.effect,
                "reason": one.reason,
                "on": one.on,
            }
            for one in board.penalties
        ]
    }


def one_sheet(row: ContestRow, round: int, entry: int, judge: int) -> dict[str, Any]:
    """One judge's sheet as the desk opens it. Raises Refused('not_found')."""
    board = Board(row)
    read.entry_row(row.id, entry)
    read.seat_row(row.id, "judge", judge)
    found = next((one for one in board.contest.rounds if one.number == round), None)
    if found is None:
        raise Refused("not_found", what=f"round {round}")
    who = next(one for one in board.contest.judges if one.number == judge)
    return _sheet(board, found.sheet_for(who), entry, judge)


def _matrix(board: Board) -> dict[str, Any]:
    round_ = board.round
    points = {row.entry: row for row in board.standings.rows}
    rows = []
    for entry in board.inside(round_):
        cells = [_cell(board, round_, entry, judge) for judge in board.contest.judges] if round_ else []
        wanted = {judge.number for judge in board.contest.wanted(round_, entry)} if round_ else set()
        standing = points.get(entry.number)
        rows.append(
            {
                "entry": entry.number,
                "name": entry.name,
                "order": entry.order,
                "status": entry.status,
                "reason": entry.status_reason,
                "cells": cells,
                "received": sum(is_received(cell) and cell["judge"] in wanted for cell in cells),
                "panel": len(wanted),
                "penalty": text(standing.penalty) if standing and standing.penalty else None,
                "points": text(standing.points) if standing else None,
            }
        )
    judges = [
        {"number": judge.number, "name": judge.name, "head": judge.head, "counts": judge.counts, "left": judge.left}
        for judge in board.contest.judges
    ]
    return {"round": round_.number if round_ else None, "judges": judges, "rows": rows, "late": _late(board)}


def _late(board: Board) -> list[dict[str, Any]]:
    """What came after the lock and nobody has read yet; `criterion` None: a comment. `stands`: what counts there."""
    told = []
    for row in read.late_rows(board.row.id):
        sheet = board.sheets.get((row.round, row.entry, row.judge))
        stands = sheet.scores.get(row.criterion) if sheet and row.criterion else None
        cells = board.sheet_rows[row.round, row.entry, row.judge].cells if sheet else ()
        standing = next((cell for cell in cells if cell.criterion == row.criterion), None)
        told.append({
            "late": row.number, "round": row.round, "entry": row.entry, "judge": row.judge, "criterion": row.criterion or None,
            "value": row.value, "stands": text(stands), "why": row.why, "noted": row.noted,
            "revision": standing.revision if standing else 0,
        })
    return [{name: value for name, value in one.items() if name != "noted"} for one in told if not one["noted"]]


def _cell(board: Board, round_: Round, entry: Entry, judge: Judge) -> dict[str, Any]:
    """One judge's sheet in the matrix; `out` says why none is wanted: recused, left, or not in this round."""
    key = (round_.number, entry.number, judge.number)
    row = board.sheet_rows.get(key)
    told = _state(round_.sheet_for(judge), board.sheets.get(key))
    return {
        "judge": judge.number, **told, "out": out_because(round_, entry, judge), "revision": row.revision if row else 0,
        "unconfirmed": row.unconfirmed if row else None, "paper": row is not None and row.paper is not None,
    }


def is_received(cell: dict[str, Any]) -> bool:
    return cell["state"] == "signed" and cell["unconfirmed"] is None


def out_because(round_: Round, entry: Entry, judge: Judge) -> str | None:
    """Why no scoresheet of this judge is wanted for that entry: recused, left, not_in_round; None when one is."""
    if judge.is_recused(entry):
        return "recused"
    if judge.left is not None and judge.left <= round_.number:
        return "left"
    return None if judge.judges(round_.number, entry) and round_.sheet_for(judge).criteria else "not_in_round"


def _own(board: Board, judge: int) -> dict[str, Any]:
    round_ = board.round
    who = next((one for one in board.contest.judges if one.number == judge), Judge(judge, ""))
    mine = round_.sheet_for(who) if round_ else None
    closed = _closed_because(board, round_, who)
    entries = [entry for entry in board.inside(round_) if entry.status != "withdrawn"]
    return {
        "judge": judge,
        "name": who.name,
        "head": who.head,
        "round": round_.number if round_ else None,
        "open": closed is None and board.row.phase in ("setup", "running"),
        "closed_because": closed,
        "criteria": [criterion.number for criterion in mine.criteria] if mine else [],
        "maximum": text(mine.maximum) if mine else None,
        "on_stage": board.row.on_stage,
        "signing": board.row.signing,
        "sheets": [
            {
                **_sheet(board, mine, entry.number, judge), "recused": who.is_recused(entry),
                "awaited": entry.status == "competing",
            }
            for entry in entries if mine
        ],
    }


def _closed_because(board: Board, round_: Round | None, judge: Judge) -> str | None:
    """Why this judge may not score now; None when they may."""
    if round_ is None:
        return "round_planned"
    if judge.left is not None and judge.left <= round_.number:
        return "judge_left"
    if (judge.rounds and round_.number not in judge.rounds) or not round_.sheet_for(judge).criteria:
        return "judge_not_in_round"
    return read.judging_closed_because(board.id, round_)


def _sheet(board: Board, round_: Round, entry: int, judge: int) -> dict[str, Any]:
    key = (round_.number, entry, judge)
    row = board.sheet_rows.get(key)
    return {
        "entry": entry,
        **_state(round_, board.sheets.get(key)),
        "revision": row.revision if row else 0,
        "scores": {
            str(score.criterion): {"value": text(score.value), "revision": score.revision}
            for score in (row.cells if row else ())
        },
        "comment": row.comment if row else "",
        "reopened": row.reopened if row else None,
        "unconfirmed": row.unconfirmed if row else None,
        "paper": row.paper if row else None,
    }


def _state(round_: Round, sheet: Scoresheet | None) -> dict[str, Any]:
    entered = len(sheet.scores) if sheet else 0
    return {
        "state": rules.state(round_, sheet),
        "entered": entered,
        "of": len(round_.criteria),
        "total": text(rules.total(round_, sheet)) if sheet and entered else None,
    }
