"""Topic `panel`, for the head judge and the organizer: how far the scoresheets are, and once all of an entry's are signed,
the judges' scores side by side. Before that nothing is told: the head judge may be scoring too.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from contest.rules import agreement
from contest.rules.contests import Criterion, Entry, Judge, Round
from contest.rules.counting import counted_sheets, signed_of
from contest.rules.result import undecided
from contest.rules.shapes import text
from contest.snapshots.board import Board
from contest.snapshots.calibration import NONE, compared
from contest.snapshots.tie_room import watched
from contest.store import audit

Where = tuple[int, int, int]  # entry, judge, criterion
Corrections = dict[Where, list[dict[str, Any]]]


@dataclass(frozen=True)
class _Column:
    """One criterion over all entries whose scoresheets are in; `marks` by entry and judge."""

    criterion: Criterion
    marks: dict[int, dict[int, Fraction]]
    unusual: frozenset[tuple[int, int]]
    wide: frozenset[int]


def panel(board: Board, audience: str) -> dict[str, Any]:
    round_ = board.round
    if round_ is None:
        return {"round": None, "cannot_tell": None, "may_reopen": False, "may_correct": False, "judges": [], "criteria": [],
                "entries": [], "ties": [], "tie_room": {"room": None}, "calibration": NONE}
    entries = [entry for entry in board.inside(round_) if entry.status != "withdrawn"]
    done = [entry for entry in entries if is_in(board, round_, entry)]
    shown = _judges(board, round_, done)
    why = _cannot_tell(board, len(done))
    columns = [_column(board, round_, one, shown, why is None) for one in round_.criteria]
    corrections = _corrections(board, round_)
    going_on = board.row.phase in ("setup", "running")
    return {
        "round": round_.number,
        "name": round_.name,
        "cannot_tell": why,
        "may_reopen": going_on and round_.phase == "open",
        "may_correct": going_on,
        "judges": [{"number": judge.number, "name": judge.name, "head": judge.head} for judge in board.contest.judges],
        "criteria": [_criterion(one) for one in round_.criteria],
        "entries": [_entry(board, round_, entry, columns, corrections, entry.number in shown) for entry in entries],
        "ties": _ties(board),
        "tie_room": watched(board, hidden=True),
        "calibration": compared(board),
    }


def _ties(board: Board) -> list[dict[str, Any]]:
    """What the rules left open, as topic `standings` tells the staff: of the result once every round is closed, across a cut
    once its round is."""
    if not any(one.phase == "closed" for one in board.contest.rounds):
        return []
    official = board.official
    wanted = {"cut_open"} | ({"tie_open"} if all(one.phase == "closed" for one in board.contest.rounds) else set())
    found = undecided(board.contest, official, board.penalties, board.sheets.values())
    return [one.told() for one in found if one.code in wanted]


def is_in(board: Board, round_: Round, entry: Entry) -> bool:
    """Whether every scoresheet that the result waits for is in."""
    signed, wanted = _signed_of(board, round_, entry)
    return signed == wanted > 0


def _signed_of(board: Board, round_: Round, entry: Entry) -> tuple[int, int]:
    sheets = {
        judge.number: sheet for judge in board.contest.judges
        if (sheet := board.sheets.get((round_.number, entry.number, judge.number))) is not None
    }
    return signed_of(board.contest, round_, entry, sheets)


def _judges(board: Board, round_: Round, done: list[Entry]) -> dict[int, list[Judge]]:
    """Whose scores stand side by side, by entry: everybody whose signed scoresheet counts."""
    signed = counted_sheets(board.contest, board.sheets.values(), official=True).done
    seen = [judge for judge in board.contest.judges if judge.counts or judge.head]
    return {
        entry.number: [judge for judge in seen if judge.number in signed.get((round_.number, entry.number), ())]
        for entry in done
    }


def _cannot_tell(board: Board, entries: int) -> str | None:
    """Why the numbers cannot say which judge stands apart: few_judges, few_entries; None when they can."""
    if agreement.can_tell(board.panel, entries):
        return None
    return "few_judges" if board.panel < agreement.JUDGES_NEEDED else "few_entries"


def _column(
    board: Board, round_: Round, criterion: Criterion, shown: dict[int, list[Judge]], can_tell: bool
) -> _Column:
    marks: dict[int, dict[int, Fraction]] = {}
    for entry, judges in shown.items():
        for judge in judges:
            value = board.sheets[round_.number, entry, judge.number].scores.get(criterion.number)
            if value is not None and criterion in round_.sheet_for(judge).criteria:
                marks.setdefault(entry, {})[judge.number] = Fraction(value)
    odd = agreement.unusual_marks(marks, Fraction(criterion.maximum)) if can_tell else ()
    wide = () if criterion.apart is None else agreement.wide_spreads(marks, Fraction(criterion.apart))
    return _Column(
        criterion, marks, frozenset((one.entry, one.judge) for one in odd), frozenset(one.entry for one in wide)
    )


def _entry(
    board: Board, round_: Round, entry: Entry, columns: list[_Column], corrections: Corrections, shown: bool
) -> dict[str, Any]:
    signed, wanted = _signed_of(board, round_, entry)
    reopened = [
        {"judge": judge.number, "reason": row.reopened}
        for judge in board.contest.judges
        if (row := board.sheet_rows.get((round_.number, entry.number, judge.number))) is not None and row.reopened
    ]
    return {
        "entry": entry.number,
        "name": board.name(entry.number, hidden=True)[0],
        "order": entry.order,
        "status": entry.status,
        "received": signed,
        "panel": wanted,
        "reopened": reopened,
        "signing": [_signing(board, round_, entry, judge) for judge in board.contest.wanted(round_, entry)],
        "rows": [_row(board, round_, entry.number, one, corrections) for one in columns] if shown else [],
    }


def _signing(board: Board, round_: Round, entry: Entry, judge: Judge) -> dict[str, Any]:
    """How far one judge's signature is: open, reopened, waiting (for a second person; `by` whose act waits), signed."""
    row = board.sheet_rows.get((round_.number, entry.number, judge.number))
    if row is None or not row.signed:
        return {"judge": judge.number, "state": "reopened" if row and row.reopened else "open", "by": None}
    return {"judge": judge.number, "state": "waiting" if row.unconfirmed else "signed", "by": row.unconfirmed}


def _row(board: Board, round_: Round, entry: int, column: _Column, corrections: Corrections) -> dict[str, Any]:
    """One criterion of one entry: the judges' scores with their ends."""
    number, marks = column.criterion.number, column.marks.get(entry, {})
    scores = [
        {
            "judge": score.judge,
            "value": text(score.value),
            "revision": score.revision,
            "unusual": (entry, score.judge) in column.unusual,
            "corrections": corrections.get((entry, score.judge, number), []),
        }
        for judge in marks for score in board.sheet_rows[round_.number, entry, judge].cells if score.criterion == number
    ]
    values = [board.sheets[round_.number, entry, judge].scores[number] for judge in marks]
    return {
        "criterion": number,
        "low": text(min(values)) if values else None,
        "high": text(max(values)) if values else None,
        "wide": entry in column.wide,
        "scores": scores,
    }


def _corrections(board: Board, round_: Round) -> Corrections:
    """What was put right in this round, oldest first, by where it stands."""
    found: Corrections = {}
    for line in audit.lines_of(board.id, "score_corrected"):
        told = line.data
        if told["round"] == round_.number:
            where = (told["entry"], told["judge"], told["criterion"])
            found.setdefault(where, []).append(
                {"old": told["old"], "value": told["value"], "by": line.actor, "reason": told["reason"], "at": line.at}
            )
    return found


def _criterion(one: Criterion) -> dict[str, Any]:
    return {
        "number": one.number, "name": one.name, "minimum": text(one.minimum), "maximum": text(one.maximum),
        "step": text(one.step), "apart": text(one.apart), "consensus": one.consensus,
    }
