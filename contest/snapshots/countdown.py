"""Topics `countdown` and `finishes`: the clock everybody follows, and the stamps only the desk sees."""

from __future__ import annotations

from typing import Any

from contest.rules import countdown as rules
from contest.rules.contests import Overtime, Stage
from contest.rules.countdown import Countdown
from contest.rules.penalties import late_seconds
from contest.snapshots.board import Board
from contest.store import read

NO_GRACE = Overtime("per_started_unit")


def countdown(board: Board, audience: str, now: int) -> dict[str, Any]:
    """The chosen stage's clock as facts and its moment of zero; browsers do the ticking."""
    stage = _stage(board)
    if stage is None:
        return {
            "round": None, "stage": None, "state": "waiting", "calls": [], "turns": [], "done": [], "others": [], "revision": 0,
        }
    entry = board.row.on_stage if stage.kind == "each" else None
    here = (board.row.round or 0, stage.number, entry or 0)
    return {
        **_clock(board, stage, here, now),
        "turns": _turns(board, stage),
        "done": _done(board, stage),
        "others": _others(board, here, now),
    }


def _others(board: Board, chosen: tuple[int, int, int], now: int) -> list[dict[str, Any]]:
    """Clocks that run or stand beside the chosen one: the arranging goes on while a team presents."""
    stages = {(one.number, stage.number): stage for one in board.contest.rounds for stage in one.stages}
    return [
        _clock(board, stages[where[:2]], where, now)
        for where, row in sorted(board.countdowns.items())
        if where != chosen and rules.state(read.countdown(row)) in ("running", "paused")
    ]


def _clock(board: Board, stage: Stage, where: tuple[int, int, int], now: int) -> dict[str, Any]:
    entry = where[2] or None
    row = board.countdowns.get(where)
    counted = read.countdown(row) if row else Countdown(stage.seconds)
    state = rules.state(counted)
    return {
        "round": where[0],
        "stage": stage.number,
        "name": stage.name,
        "kind": stage.kind,
        "entry": entry,
        "heat": _heat(board, stage, entry),
        "state": state,
        "seconds": counted.seconds,
        "added": rules.added(counted),
        "started_at": rules.started_at(counted),
        "ends_at": rules.ends_at(counted, now),
        "remaining_ms": None if state == "running" else rules.remaining_ms(counted, now),
        "paused_at": rules.paused_at(counted),
        "ended_at": rules.ended_at(counted),
        "calls": [call for call in stage.calls if call < rules.duration_seconds(counted)],
        "revision": row.revision if row else 0,
    }


def finishes(board: Board, audience: str) -> dict[str, Any]:
    """Who has stepped back in the chosen stage, and how late. A steward in a blind contest knows numbers only."""
    stage = _stage(board)
    if stage is None:
        return {"round": None, "stage": None, "limit": None, "entries": []}
    found = {one.entry: one for one in board.finishes if (one.round, one.stage) == (board.row.round, stage.number)}
    rows = []
    for entry in board.inside(board.round):
        if entry.status == "withdrawn":
            continue
        finish, limit = found.get(entry.number), _limit(board, stage, entry.number)
        late = late_seconds(limit, finish.seconds, stage.overtime or NO_GRACE) if finish else 0
        rows.append(
            {
                "entry": entry.number,
                "short_name": board.name(entry.number, hidden=audience != "staff")[1],
                "seconds": finish.seconds if finish else None,
                "late": late,
                "how": finish.how if finish else None,
            }
        )
    return {"round": board.row.round, "stage": stage.number, "limit": _limit(board, stage, 0), "entries": rows}


def _stage(board: Board) -> Stage | None:
    found = [one for one in board.contest.rounds if one.number == board.row.round]
    return next((stage for one in found for stage in one.stages if stage.number == board.row.stage), None)


def _heat(board: Board, stage: Stage, entry: int | None) -> dict[str, Any] | None:
    """The heat on stage: its number and its entries."""
    if not stage.heats or entry is None:
        return None
    number = next((one.heat for one in board.contest.entries if one.number == entry), None)
    return {"number": number, "entries": list(board.contest.heat_of(entry))}


def _turns(board: Board, stage: Stage) -> list[int]:
    """Whose turns there are, in running order; a heat goes by its first entry, at the place of the first to run."""
    if stage.kind != "each":
        return []
    running = [one.number for one in board.inside(board.round) if one.status != "withdrawn"]
    firsts = [board.contest.heat_of(number)[0] if stage.heats else number for number in running]
    return list(dict.fromkeys(firsts))


def _limit(board: Board, stage: Stage, entry: int) -> int:
    turn = board.contest.heat_of(entry)[0] if stage.heats and entry else entry
    row = board.countdowns.get((board.row.round or 0, stage.number, turn if stage.kind == "each" else 0))
    return rules.duration_seconds(read.countdown(row)) if row else stage.seconds


def _done(board: Board, stage: Stage) -> list[int]:
    return [
        row.entry
        for (round_, number, entry), row in board.countdowns.items()
        if (round_, number) == (board.row.round, stage.number)
        and entry
        and rules.state(read.countdown(row)) == "ended"
    ]
