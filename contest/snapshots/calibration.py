"""Topic `calibration`: the open sample, or the last one. A judge sees their own numbers only and, once it is closed, how far
they lie from the others; staff see who is done, and the distances once it is closed. Nobody else sees anything of it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from contest.rules.calibration import Distance, distances, participants
from contest.rules.contests import Criterion
from contest.rules.rounding import half_up, plain
from contest.rules.shapes import text
from contest.snapshots.board import Board
from contest.store import calibrations
from contest.store.calibration_tables import CalibrationRow, CalibrationSheetRow

NONE: dict[str, Any] = {"calibration": None}
PLACES = 1  # "about": a number to take to heart, not to reckon with


def calibration(board: Board, audience: str) -> dict[str, Any]:
    """{calibration: null} where there never was one; for a judge also where it is not theirs."""
    row = calibrations.newest(board.id)
    if row is None:
        return NONE
    sheets = calibrations.sheet_rows(board.id, row.number)
    if audience == "staff":
        return {**_sample(board, row), "judges": _judges(board, row, sheets)}
    judge = int(audience.removeprefix("judge-"))
    if judge not in {one.number for one in participants(board.contest, row.round)}:
        return NONE
    mine = next((one for one in sheets if one.judge == judge), None)
    return {**_sample(board, row), **_own(board, row, sheets, mine)}


def compared(board: Board) -> dict[str, Any]:
    """The last sample as the head judge sees it: the distances once it is closed; before that there is none."""
    row = calibrations.newest(board.id)
    return calibration(board, "staff") if row is not None and row.state == "closed" else NONE


def _sample(board: Board, row: CalibrationRow) -> dict[str, Any]:
    found = next((one for one in board.contest.rounds if one.number == row.round), None)
    return {
        "calibration": row.number,
        "state": row.state,
        "title": row.title,
        "round": row.round,
        "name": found.name if found else "",
        "criteria": [
            {"criterion": one.number, "name": one.name, "minimum": text(one.minimum), "maximum": text(one.maximum),
             "step": text(one.step)}
            for one in calibrations.criteria(row)
        ],
    }


def _own(
    board: Board, row: CalibrationRow, sheets: list[CalibrationSheetRow], mine: CalibrationSheetRow | None
) -> dict[str, Any]:
    scores = mine.scores if mine else {}
    told = _distances(board, row, sheets).get(mine.judge) if mine else None
    return {
        "scores": [{"criterion": int(number), **one} for number, one in sorted(scores.items(), key=lambda one: int(one[0]))],
        "finished": mine.finished if mine else False,
        "distance": _distance(calibrations.criteria(row), told) if told else None,
    }


def _judges(board: Board, row: CalibrationRow, sheets: list[CalibrationSheetRow]) -> list[dict[str, Any]]:
    """How far each judge is, in number of criteria, and once it is closed how far from the others."""
    by_judge = {one.judge: one for one in sheets}
    criteria, found = calibrations.criteria(row), _distances(board, row, sheets)
    told = []
    for judge in participants(board.contest, row.round):
        sheet = by_judge.get(judge.number)
        distance = found.get(judge.number)
        told.append({
            "judge": judge.number, "name": judge.name, "counts": judge.counts,
            "entered": len(calibrations.scores(sheet)) if sheet else 0, "of": len(criteria),
            "finished": sheet.finished if sheet else False,
            "distance": _distance(criteria, distance) if distance else None,
        })
    return told


def _distances(board: Board, row: CalibrationRow, sheets: list[CalibrationSheetRow]) -> dict[int, Distance]:
    """Nothing while it is open: from one finished judge to the next the mean would give the last one's numbers away."""
    if row.state == "open":
        return {}
    finished = {one.judge: calibrations.scores(one) for one in sheets if one.finished}
    counting = {one.number for one in board.contest.judges if one.counts}
    return distances(calibrations.criteria(row), finished, counting)


def _distance(criteria: tuple[Criterion, ...], told: Distance) -> dict[str, Any]:
    return {
        "others": told.others,
        "criteria": [{"criterion": one.number, "apart": _about(told.criteria.get(one.number))} for one in criteria],
        "total": _about(told.total),
    }


def _about(value: Fraction | None) -> str | None:
    return None if value is None else plain(half_up(value, PLACES))
