"""Topic `reveal`: what stands on stage, what was opened and what is still closed. Phones hear nothing of a rehearsal, and the
hall nothing that is not opened: neither whose an award is nor how many steps there are."""

from __future__ import annotations

from typing import Any

from contest.rules import reveal as rules
from contest.rules.rehearsal import invented
from contest.rules.reveal import Award, Step, Won
from contest.rules.shapes import text
from contest.snapshots.board import Board

NOTHING: dict[str, Any] = {"state": "none", "rehearsal": False, "scene": None, "opened": [], "closed": []}


def reveal(board: Board, audience: str) -> dict[str, Any]:
    """`audience`: public (phones and the API), screen, or staff, who get every step ahead."""
    if audience == "staff":
        return {**_hall(board, with_rehearsal=True), **_for_staff(board), "revision": _revision(board)}
    told = _hall(board, with_rehearsal=audience == "screen")
    shown = board.reveal.shown if board.reveal else 0
    return {**told, "revision": _revision(board) if told["rehearsal"] else shown}


def opened_rows(board: Board) -> dict[int, dict[str, Any]]:
    """What the reveal has told of each entry so far: {entry: {place, points, tied, prize, specials}}."""
    found: dict[int, dict[str, Any]] = {}
    for step in board.opened_steps:
        for won in step.entries:
            row = found.setdefault(won.entry, {"place": None, "points": None, "tied": False, "prize": None, "specials": []})
            if step.award.kind in ("special", "audience"):
                row["specials"] = [*row["specials"], step.award.name]
            else:
                row |= {"place": won.place, "points": text(won.points), "tied": won.tied, "prize": step.award.name or None}
    return found


def _hall(board: Board, with_rehearsal: bool) -> dict[str, Any]:
    row = board.reveal
    if row is None or row.state == "none" or (row.rehearsal and not with_rehearsal):
        return NOTHING
    if not row.rehearsal and board.curtain not in ("revealing", "published"):
        return NOTHING
    steps, at = board.reveal_steps, row.at
    open_now = rules.opened(steps, at)
    return {
        "state": row.state,
        "rehearsal": row.rehearsal,
        "scene": _scene(board, steps[at]) if 0 <= at < len(steps) else None,
        "opened": [{"award": _award(one.seen), "entries": _entries(board, one)} for one in open_now],
        "closed": [_award(one) for one in rules.closed(board.reveal_plan, board.contest, steps, at)],
    }


def _for_staff(board: Board) -> dict[str, Any]:
    """Every step there will be, once there is a result to open; and what can be planned."""
    row, plan = board.reveal, board.reveal_plan
    at = row.at if row else -1
    steps = [_step(board, one) for one in board.reveal_steps]
    return {
        "steps": steps,
        "at": at,
        "next": steps[at + 1] if at + 1 < len(steps) else None,
        "plan": {"order": plan.order, "extras": [{"key": key, "after": after} for key, after in plan.extras]},
        "beside": [_award(one) for one in rules.beside(board.contest)],
        "after": {order: [_award(one) for one in rules.main_awards(board.contest, order)] for order in ("places", "prizes")},
    }


def _revision(board: Board) -> int:
    return board.reveal.revision if board.reveal else 0


def _scene(board: Board, step: Step) -> dict[str, Any]:
    return {"kind": step.kind, "award": _award(step.seen), "entries": _entries(board, step)}


def _step(board: Board, step: Step) -> dict[str, Any]:
    after = board.reveal_steps[step.index + 1] if step.kind == "hush" else step
    entries = [{**_won(board, one), "gap": text(one.gap), **_say(board, one.entry)} for one in after.entries]
    return {"index": step.index, "kind": step.kind, "award": _award(step.award), "entries": entries}


def _say(board: Board, entry: int) -> dict[str, str]:
    """How the name is said, where somebody wrote it down: for whoever calls it."""
    said = board.entries[entry].say if entry in board.entries else ""
    return {"say": said} if said else {}


def _entries(board: Board, step: Step) -> list[dict[str, Any]]:
    known = {won.entry for one in board.opened_steps if one.award.kind in ("place", "prize") for won in one.entries}
    told = [rules.public_won(one, known) for one in step.entries]
    return [{**_won(board, one), **({} if one.gap is None else {"gap": text(one.gap)})} for one in told]


def _won(board: Board, won: Won) -> dict[str, Any]:
    name, short_name = _name(board, won.entry)
    return {
        "entry": won.entry, "name": name, "short_name": short_name, "place": won.place, "points": text(won.points),
        "tied": won.tied,
    }


def _name(board: Board, entry: int) -> tuple[str, str]:
    """Whoever is opened on stage is named, in a blind contest too."""
    if entry < 0:
        return (invented(board.contest)[1][entry],) * 2
    return board.name(entry, hidden=False)


def _award(award: Award) -> dict[str, Any]:
    return {"key": award.key, "kind": award.kind, "name": award.name, "rank": award.rank, "division": award.division}
