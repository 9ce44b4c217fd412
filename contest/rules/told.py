"""Standings as plain data for wires and files: decimals become strings; no names, which may change behind a frozen curtain."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from contest.rules.standings import Standing, Standings


def text(value: Decimal | None) -> str | None:
    """A decimal as the wire and the archive write it."""
    return None if value is None else format(value, "f")


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
        "rounds": [{"number": one.number, "points": text(one.points)} for one in standing.rounds],
    }
