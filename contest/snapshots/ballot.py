"""Topics `ballot`, which everybody is told, and `ballot_box`, which is the organizer's. No count leaves the box before the
vote is closed, and none goes to the hall at all: what it decided is told with the result.
"""

from __future__ import annotations

from typing import Any

from contest.rules import ballot as rules
from contest.rules.shapes import text
from contest.snapshots.board import Board
from contest.store import ballots

NONE: dict[str, Any] = {"state": "none", "title": "", "entries": [], "by_ticket": False, "by_device": False}


def ballot(board: Board) -> dict[str, Any]:
    """What there is to vote on. One that was never opened is not spoken of; withdrawn entries are left out."""
    row = ballots.ballot_row(board.id)
    if row is None or row.state == "planned":
        return NONE
    there = [one for one in row.entries if one in board.entries and board.entries[one].status != "withdrawn"]
    return {
        "state": row.state, "title": row.title, "entries": there, "by_ticket": row.by_ticket, "by_device": row.by_device,
    }


def ballot_box(board: Board) -> dict[str, Any]:
    """The ballot as the desk handles it: its outcome once it is closed."""
    row = ballots.ballot_row(board.id)
    if row is None:
        return {"state": "none"}
    counts = ballots.counts_of(row)
    prize = next((one.name for one in board.contest.special_prizes if one.number == row.prize), None)
    return {
        "state": row.state, "revision": row.revision, "title": row.title, "by_ticket": row.by_ticket,
        "by_device": row.by_device, "tickets": row.tickets, "prize": prize, "share": text(row.share), "round": row.round,
        "votes": sum(counts.values()) if row.counts is not None else None,
        "counts": sorted(([entry, votes] for entry, votes in counts.items()), key=lambda one: -one[1]),
        "ahead": list(rules.ahead(counts)),
    }
