"""The head judge: an ordinary judge's seat that may also ask for a second look, put a score right and settle a tie."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contest import access, seats
from contest.access import Actor
from contest.actions import panel, scoring
from contest.rules.refusals import Refused
from contest.store import audit
from tests.halls import Hall

WHY = "chấm lại phần chủ đề"
ALSO = {
    "reopen_scoresheet", "correct_score", "settle_tie", "share_place", "open_tie_room", "close_tie_room", "drop_tie_room",
    "draw_lots", "confirm_scoresheet", "send_back_scoresheet",
}


@pytest.fixture
def head(hall: Hall) -> Actor:
    """Judge 2 leads the panel."""
    hall.act(panel.change_judge, judge=2, head=True)
    return actor(hall, 2)


def actor(hall: Hall, judge: int) -> Actor:
    """Who holds that judge's seat, read anew."""
    return seats.actor_of(hall.parts.settings, hall.cookies(f"judge-{judge}"), hall.slug, f"judge-{judge}")


def test_the_head_judge_keeps_a_judges_seat(head: Actor) -> None:
    assert head.seat == "judge-2"
    assert head.roles == {"judge", "head_judge"}


def test_who_leads_the_panel_is_read_anew_each_time(hall: Hall, head: Actor) -> None:
    hall.act(panel.change_judge, judge=3, head=True)
    assert actor(hall, 2).roles == {"judge"}
    assert actor(hall, 3).roles == {"judge", "head_judge"}


SEATED = {"take_seat", "note_pin"}  # what opening a link does


def test_a_head_judge_may_these_acts_more_than_a_judge(head: Actor) -> None:
    """Written apart from access.ACTS, so that a slip there is seen here."""
    may: dict[bool, set[str]] = {}
    for one in (head, replace(head, head=False)):
        may[one.head] = {act for act in access.ACTS if _allowed(one, act)}
    assert may[True] - may[False] == ALSO
    own = {"enter_score", "write_comment", "submit_scoresheet", "submit_round", "enter_tie_score"}
    assert may[False] == own | {"enter_calibration_score", "keep_stale", "finish_calibration"} | SEATED


def test_nobody_but_a_judge_is_a_head_judge() -> None:
    assert replace(Actor("scorekeeper", 1), head=True).roles == {"scorekeeper"}


def test_another_judge_asks_nobody_for_a_second_look(hall: Hall, head: Actor) -> None:
    hall.fill(1, 1)
    fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 1, "reason": WHY}
    assert hall.refusal(scoring.reopen_scoresheet, actor(hall, 3), **fields) == "not_allowed"
    hall.act(scoring.reopen_scoresheet, head, **fields)
    line = audit.lines(hall.row.id)[-1]
    assert (line.actor, line.fact, line.data["reason"]) == ("judge-2", "scoresheet_reopened", WHY)


def test_the_head_judge_changes_no_score_before_all_sheets_of_the_team_are_signed(hall: Hall, head: Actor) -> None:
    fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 1, "criterion": 1, "value": "16", "reason": WHY}
    for judge in (1, 3):
        hall.fill(judge, 1)
    for base in (0, 1):  # also a wrong guess tells nothing of what stands there
        assert hall.refusal(scoring.correct_score, head, base=base, **fields) == "sheets_not_in"
    hall.fill(2, 1)
    assert hall.act(scoring.correct_score, head, base=1, **fields)["score"]["value"] == "16"
    line = audit.lines(hall.row.id)[-1]
    assert (line.actor, line.data["old"], line.data["value"], line.data["reason"]) == ("judge-2", "15", "16", WHY)


def test_the_organizer_puts_a_score_right_at_any_time(hall: Hall, head: Actor) -> None:
    hall.fill(1, 1)
    fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 1, "criterion": 1, "value": "16", "reason": WHY, "base": 1}
    assert hall.act(scoring.correct_score, **fields)["score"]["value"] == "16"


def _allowed(who: Actor, act: str) -> bool:
    try:
        access.check_act(who, act, None)
    except Refused:
        return False
    return True
