"""Standings as plain data for wires and files: decimals become strings; no names, which may change behind a frozen curtain."""

from __future__ import annotations

from typing import Any

from contest.rules.shapes import text
from contest.rules.standings import Standing, Standings


def rows_told(standings: Standings) -> list[dict[str, Any]]:
    """Every standing in public order, keyed by entry number."""
    return [_row(standing) for standing in standings.rows]


def _row(standing: Standing) -> dict[str, Any]:
    return {
        "entry": standing.entry,
        "place": standing.place,
        "points": text(standing.points),
        "penalty": text(standing.penalty) if standing.penalty else None,
        "penalty_kind": standing.penalty_kind if standing.penalty else None,
        "tied": standing.tied,
        "received": standing.received,
        "panel": standing.panel,
        "status": standing.status,
        "reason": standing.reason,
        "prize": standing.prize,
        "specials": list(standing.specials),
        "division": standing.division,
        "reached": standing.reached,
        "rounds": [
            {"number": one.number, "points": text(one.points), "after": text(one.after)} for one in standing.rounds
        ],
    }
