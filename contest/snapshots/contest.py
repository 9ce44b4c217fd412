"""Topic `contest`: what the contest is."""

from __future__ import annotations

from typing import Any

from contest.rules.contests import Round
from contest.rules.methods import low_wins
from contest.rules.shapes import text
from contest.snapshots.board import Board
from contest.store.logos import rows as logo_rows

DECIMALS = 2


def contest(board: Board, audience: str) -> dict[str, Any]:
    """The structure everybody may know. A blind contest gives names and concepts, which are words of the teams' own, to staff
    only, until it is published."""
    row, logos = board.row, logo_rows(board.id)
    hidden = audience != "staff"
    return {
        "slug": row.slug,
        "title": row.title,
        "theme": row.theme,
        "place": row.place,
        "date": row.date,
        "accent": row.accent,
        "motif": row.motif,
        "logo": next((one.logo for one in logos if one.whose == "own"), None),
        "sponsors": [one.logo for one in logos if one.whose == "sponsor"],
        "phase": row.phase,
        "curtain": row.curtain,
        "revision_of_curtain": row.curtain_revision,
        "blind": row.blind,
        "total": text(row.stated_total),
        "decimals": max((one.method.round_points for one in board.contest.rounds), default=DECIMALS),
        "round": board.round.number if board.round else None,
        "panel": board.panel,
        "divisions": [{"number": one.number, "name": one.name} for one in board.contest.divisions],
        "rounds": [{**_round(one), **_curtain(board, one.number)} for one in board.contest.rounds],
        "entries": [_entry(board, entry.number, hidden) for entry in board.contest.entries],
    }


def _curtain(board: Board, number: int) -> dict[str, Any]:
    """A round's own curtain; published: the contest's alone holds."""
    row = next((one for one in board.round_curtains if one.round == number), None)
    return {"curtain": row.curtain if row else "published", "revision_of_curtain": row.revision if row else 0}


def _round(one: Round) -> dict[str, Any]:
    return {
        "number": one.number,
        "name": one.name,
        "phase": one.phase,
        "judging_from": one.judging_from,
        "maximum": text(one.maximum),
        "low_wins": low_wins(one.method),
        "go_on": one.combine.go_on,
        "stages": [
            {"number": stage.number, "name": stage.name, "kind": stage.kind, "heats": stage.heats, "seconds": stage.seconds}
            for stage in one.stages
        ],
        "criteria": [
            {
                "number": criterion.number,
                "name": criterion.name,
                "maximum": text(criterion.maximum),
                "step": text(criterion.step),
                "weight": text(criterion.weight),
                "stage": criterion.stage,
                "minimum": text(criterion.minimum),
                "consensus": criterion.consensus,
            }
            for criterion in one.criteria
        ],
    }


def _entry(board: Board, number: int, hidden: bool) -> dict[str, Any]:
    entry = board.entries[number]
    name, short_name = board.name(number, hidden)
    return {
        "number": number,
        "order": entry.order,
        "name": name,
        "short_name": short_name,
        "concept": "" if hidden and board.hides_names else entry.concept,
        "withdrawn": entry.status == "withdrawn",
        "division": entry.division,
        "heat": entry.heat,
    }
