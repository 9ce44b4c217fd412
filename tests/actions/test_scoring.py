"""Scores through the door: range and step, base revisions, signing, reopening, correcting, and the answer given twice."""

from __future__ import annotations

import secrets

import pytest

from contest.access import Actor
from contest.actions import penalties, running, scoring
from contest.rules.refusals import Refused
from contest.store import audit, read
from tests.halls import Hall

JUDGE = Actor("judge", 1)


def test_a_score_is_saved_with_its_revision_and_the_total_is_the_servers(hall: Hall) -> None:
    ack = hall.enter(1, 1, 1, "18,5")
    assert ack["score"] == {"value": "18.5", "revision": 1}
    assert ack["sheet"] == {"state": "part", "total": "18.5", "entered": 1, "of": 5, "revision": 1}


@pytest.mark.parametrize(
    ("value", "code"),
    [("20.5", "score_out_of_range"), ("-1", "bad_number"), ("10.3", "score_off_step"), ("NaN", "bad_number"),
     ("1e3", "bad_number"), ("", "bad_number"), ("9" * 400, "bad_number"), ("７", "bad_number")],
)
def test_a_value_the_rules_do_not_allow_changes_nothing(hall: Hall, value: str, code: str) -> None:
    assert hall.refusal(scoring.enter_score, JUDGE, round=1, entry=1, criterion=1, value=value, base=0) == code
    assert not read.score_rows(hall.row.id)


def test_a_stale_base_is_refused_with_both_values(hall: Hall) -> None:
    hall.enter(1, 1, 1, "18")
    with pytest.raises(Refused) as no:
        hall.enter(1, 1, 1, "12", base=0)
    assert no.value.code == "score_stale"
    assert no.value.details == {"mine": "12", "theirs": "18", "revision": 1}


def test_the_same_operation_gets_the_first_ack_again_and_is_done_once(hall: Hall) -> None:
    op_id = secrets.token_hex(16)
    fields = {"round": 1, "entry": 1, "criterion": 1, "value": "18", "base": 0}
    first = hall.act(scoring.enter_score, JUDGE, op_id, **fields)
    facts = len(audit.rows(hall.row.id))
    assert hall.act(scoring.enter_score, JUDGE, op_id, **fields) == first
    assert len(audit.rows(hall.row.id)) == facts


def test_an_operation_id_cannot_be_used_for_something_else(hall: Hall) -> None:
    op_id = secrets.token_hex(16)
    fields = {"round": 1, "entry": 1, "criterion": 1, "value": "18", "base": 0}
    hall.act(scoring.enter_score, JUDGE, op_id, **fields)
    for actor, changed in ((JUDGE, {**fields, "value": "19"}), (Actor("judge", 2), fields)):
        with pytest.raises(Refused) as no:
            hall.act(scoring.enter_score, actor, op_id, **changed)
        assert no.value.code == "operation_reused"


def test_a_wiped_score_is_a_blank_and_not_a_zero(hall: Hall) -> None:
    hall.fill(1, 1, sign=False)
    ack = hall.enter(1, 1, 5, None, base=1)
    assert (ack["sheet"]["state"], ack["sheet"]["entered"]) == ("part", 4)
    assert hall.row_of(1)["points"] is None


def test_a_sheet_with_a_blank_cannot_be_signed_and_says_what_is_missing(hall: Hall) -> None:
    ack = hall.enter(1, 1, 1, "18")
    with pytest.raises(Refused) as no:
        hall.act(scoring.submit_scoresheet, JUDGE, round=1, entry=1, base=ack["sheet"]["revision"])
    assert no.value.code == "scoresheet_incomplete"
    assert len(no.value.details["missing"]) == 4  # type: ignore[arg-type]


def test_what_changed_after_it_was_read_back_cannot_be_signed(hall: Hall) -> None:
    hall.fill(1, 1, sign=False)
    assert hall.refusal(scoring.submit_scoresheet, JUDGE, round=1, entry=1, base=4) == "scoresheet_stale"


def test_a_signed_sheet_is_read_only_until_it_is_reopened_with_a_reason(hall: Hall) -> None:
    hall.fill(1, 1)
    change = {"round": 1, "entry": 1, "criterion": 1, "value": "10", "base": 1}
    assert hall.act(scoring.enter_score, JUDGE, **change)["late"]["why"] == "scoresheet_signed"
    reopen = {"round": 1, "entry": 1, "judge": 1}
    assert hall.refusal(scoring.reopen_scoresheet, reason=" ", **reopen) == "reason_needed"
    hall.act(scoring.reopen_scoresheet, reason="nhầm đội", **reopen)
    assert hall.topic("scoresheets", "judge-1")["sheets"][0]["reopened"] == "nhầm đội"
    assert hall.act(scoring.enter_score, JUDGE, **change)["score"]["value"] == "10"


def test_a_closed_round_takes_no_score_from_a_judge_but_the_desk_can_correct_with_a_reason(hall: Hall) -> None:
    hall.fill(1, 1)
    hall.act(running.close_round, round=1)
    cell = {"round": 1, "entry": 1, "criterion": 1, "value": "10", "base": 1}
    assert hall.act(scoring.enter_score, JUDGE, **cell)["late"]["why"] == "round_closed"
    ack = hall.act(scoring.correct_score, judge=1, reason="ghi nhầm cột", **cell)
    assert ack["score"] == {"value": "10", "revision": 2}
    told = audit.lines(hall.row.id)[-1]
    assert (told.fact, told.data["old"], told.data["reason"]) == ("score_corrected", "15", "ghi nhầm cột")


def test_a_judge_may_not_touch_another_judges_work_or_the_desks(hall: Hall) -> None:
    assert hall.refusal(running.close_round, JUDGE, round=1) == "not_allowed"
    cell = {"round": 1, "entry": 1, "criterion": 1, "value": "1", "base": 0}
    assert hall.refusal(scoring.enter_score, Actor("judge", 9), **cell) == "not_found"
    assert hall.refusal(scoring.enter_score, Actor("organizer"), **cell) == "not_allowed"


def test_a_team_that_withdrew_is_not_scored(hall: Hall) -> None:
    hall.act(penalties.set_entry_status, entry=2, status="withdrawn", reason="về sớm")
    cell = {"round": 1, "entry": 2, "criterion": 1, "value": "10", "base": 0}
    assert hall.refusal(scoring.enter_score, JUDGE, **cell) == "entry_not_competing"


def test_an_edited_row_of_the_log_is_found_and_named(hall: Hall) -> None:
    hall.fill(1, 1)
    log = [(row.number, row.body, row.hash) for row in audit.rows(hall.row.id)]
    assert audit.first_fault(log) is None
    for at in (0, 5, len(log) - 1):
        number, body, digest = log[at]
        assert audit.first_fault([*log[:at], (number, body.replace('"at":', '"at": '), digest), *log[at + 1:]]) == number
        assert audit.first_fault([*log[:at], *log[at + 1:]]) in (number, None if at == len(log) - 1 else number)
