"""Standings as plain data for wires and files: decimals become strings; no names, which may change behind a frozen curtain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from contest.rules.shapes import text
from contest.rules.standings import Standing, Standings


def rows_told(standings: Standings) -> list[dict[str, Any]]:
    """Every standing in public order, keyed by entry number."""
    return [_row(standing) for standing in standings.rows]


def plain_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """What a refusal or a warning is about, as JSON values: numbers stay, groups become lists, the rest is text."""
    return {name: _plain(value) for name, value in details.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


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
