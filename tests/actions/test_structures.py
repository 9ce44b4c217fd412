"""What is kept in memory of a contest is what stands in its tables, after every kind of act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contest.access import Actor
from contest.actions import leaving, pairing, panel, penalties, running, scoring, teams
from contest.store import structures
from contest.store.database import db
from contest.store.structures import Structure
from tests.halls import ORGANIZER, Hall

JUDGE = Actor("judge", 1)
STRUCTURAL: list[tuple[Callable[..., Any], Actor, dict[str, Any]]] = [
    (teams.add_team, ORGANIZER, {"name": "Hoa Mới", "short_name": "Mới", "concept": ""}),
    (panel.add_judge, ORGANIZER, {"name": "Giám khảo khách"}),
    (panel.renew_link, ORGANIZER, {"seat": "judge-1"}),
    (pairing.take_seat, JUDGE, {"key": "k" * 32, "device": "máy bảng"}),
    (leaving.let_judge_leave, ORGANIZER, {"judge": 3, "reason": "ốm"}),
    (penalties.set_entry_status, ORGANIZER, {"entry": 2, "status": "withdrawn", "reason": "vắng"}),
    (running.close_round, ORGANIZER, {"round": 1}),
]
SCORING: list[tuple[Callable[..., Any], Actor, dict[str, Any]]] = [
    (scoring.enter_score, JUDGE, {"round": 1, "entry": 1, "criterion": 1, "value": "15", "base": 0}),
    (scoring.write_comment, JUDGE, {"round": 1, "entry": 1, "comment": "đẹp", "base": 0}),
    (scoring.correct_score, ORGANIZER,
     {"round": 1, "entry": 1, "judge": 2, "criterion": 1, "value": "15", "reason": "đọc nhầm", "base": 0}),
]


def in_the_tables(hall: Hall) -> Structure:
    """Read anew, whatever is kept."""
    row = hall.row
    structures._kept.get(db.engine, {}).clear()
    return structures.of(row)


@pytest.mark.parametrize(("action", "actor", "fields"), STRUCTURAL, ids=lambda told: getattr(told, "__name__", ""))
def test_an_act_on_the_structure_is_seen_at_once(
    hall: Hall, action: Callable[..., Any], actor: Actor, fields: dict[str, Any]
) -> None:
    before = structures.newest(hall.slug)
    db.session.rollback()
    hall.act(action, actor, **fields)
    kept = structures.newest(hall.slug)
    assert kept != before
    assert kept == in_the_tables(hall)


@pytest.mark.parametrize(("action", "actor", "fields"), SCORING, ids=lambda told: getattr(told, "__name__", ""))
def test_a_score_leaves_what_is_kept_as_it_was_and_that_is_still_right(
    hall: Hall, action: Callable[..., Any], actor: Actor, fields: dict[str, Any]
) -> None:
    before = structures.newest(hall.slug)
    db.session.rollback()
    hall.act(action, actor, **fields)
    assert structures.newest(hall.slug) is before
    assert in_the_tables(hall) == before


def test_what_an_act_under_way_changed_is_not_kept(hall: Hall) -> None:
    before = structures.newest(hall.slug)

    def half(do: Any) -> Any:
        do.row.structure_revision += 1
        teams.add_team(do, "Hoa Mới", "Mới", "")
        assert len(do.structure.contest.entries) == len(before.contest.entries) + 1
        raise ZeroDivisionError

    half.__name__ = "add_team"
    db.session.rollback()
    with pytest.raises(ZeroDivisionError):
        hall.parts.door.perform(half, ORGANIZER, hall.slug, {})
    hall.act(panel.add_judge, name="Khách")  # reaches the same number
    assert len(structures.newest(hall.slug).contest.entries) == len(before.contest.entries)
