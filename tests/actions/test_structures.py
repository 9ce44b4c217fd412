"""What is kept in memory of a contest is what stands in its tables, after every kind of act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from contest.access import Actor
from contest.actions import leaving, pairing, panel, penalties, running, scoring, teams
from contest.store import sheets, structures
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


def sheets_in_the_tables(hall: Hall) -> dict[sheets.Key, sheets.Sheet]:
    row = hall.row
    sheets._kept.get(db.engine, {}).clear()
    return dict(sheets.of(row))


@pytest.mark.parametrize(("action", "actor", "fields"), [*SCORING, *STRUCTURAL], ids=lambda told: getattr(told, "__name__", ""))
def test_the_sheets_kept_are_those_in_the_tables_after_every_act(
    hall: Hall, action: Callable[..., Any], actor: Actor, fields: dict[str, Any]
) -> None:
    hall.fill(judge=2, entry=3)
    sheets.of(hall.row)
    db.session.rollback()
    hall.act(action, actor, **fields)
    kept = dict(sheets.of(hall.row))
    assert kept == sheets_in_the_tables(hall)


def test_a_sheet_is_followed_through_signing_reopening_and_a_late_score(hall: Hall) -> None:
    before = structures.newest(hall.slug)
    hall.fill(judge=1, entry=1)
    signed = dict(sheets.of(hall.row))
    assert signed[1, 1, 1].signed
    assert signed == sheets_in_the_tables(hall)
    db.session.rollback()
    hall.enter(1, 1, 2, "19", base=1)  # signed: kept as late
    hall.act(scoring.reopen_scoresheet, round=1, entry=1, judge=1, reason="đọc lại")
    reopened = dict(sheets.of(hall.row))
    assert (reopened[1, 1, 1].signed, reopened[1, 1, 1].reopened) == (False, "đọc lại")
    assert reopened == sheets_in_the_tables(hall)
    db.session.rollback()
    assert structures.newest(hall.slug) is before
    assert in_the_tables(hall) == before


def test_a_score_reads_its_own_sheet_and_no_other(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    for entry in (1, 2, 3):
        hall.fill(judge=2, entry=entry)
    before = sheets.of(hall.row)
    db.session.rollback()
    hall.enter(1, 1, 1, "15")
    asked: list[Any] = []
    honest = sheets._read

    def noted(contest_id: int, named: Any = None) -> Any:
        asked.append(named)
        return honest(contest_id, named)

    monkeypatch.setattr(sheets, "_read", noted)
    after = sheets.of(hall.row)
    assert asked == [[(1, 1, 1)]]
    assert after[1, 1, 1].scores.scores.keys() == {1}
    assert all(after[key] is before[key] for key in before)


def test_who_reads_an_older_moment_is_given_that_moment(hall: Hall) -> None:
    hall.enter(1, 1, 1, "15")
    row = hall.row
    then = dict(sheets.of(row))
    db.session.expunge(row)
    db.session.rollback()
    hall.enter(2, 1, 1, "16")
    sheets.of(hall.row)
    db.session.rollback()
    assert sheets.of(hall.row).keys() == {(1, 1, 1), (1, 1, 2)}
    assert then.keys() == {(1, 1, 1)}
