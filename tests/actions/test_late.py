"""What comes after the lock is kept, told to the organizer, counts nothing, and can be put right by people."""

from __future__ import annotations

from typing import Any

import pytest

from contest.access import Actor
from contest.actions import ceremony, late, parcels, running, scoring, setup
from contest.store import audit, read
from tests.halls import SCOREKEEPER, Hall

JUDGE = Actor("judge", 1)
CELL = {"round": 1, "entry": 1, "criterion": 1, "value": "10", "base": 1}


def waiting(hall: Hall) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = hall.topic("scoresheets", "staff")["late"]
    return told


def lock(hall: Hall, why: str) -> None:
    for judge in (1, 2, 3):
        hall.fill(judge, 1)
    if why == "scoresheet_signed":
        return
    hall.act(running.close_round, round=1)
    if why == "result_official":
        for judge in (1, 2, 3):
            for entry in (2, 3):
                hall.act(running.open_round, round=1)
                hall.fill(judge, entry, ("12", "20", "16", str(entry), "17"))
                hall.act(running.close_round, round=1)
        hall.act(ceremony.confirm_result)


@pytest.mark.parametrize("why", ["scoresheet_signed", "round_closed", "result_official"])
def test_a_score_after_the_lock_is_kept_as_late_and_counts_nothing(hall: Hall, why: str) -> None:
    lock(hall, why)
    before = hall.topic("standings")["rows"]
    ack = hall.act(scoring.enter_score, JUDGE, **CELL)
    assert (ack["ok"], ack["late"]) == (True, {"number": 1, "why": why})
    assert waiting(hall) == [
        {"late": 1, "round": 1, "entry": 1, "judge": 1, "criterion": 1, "value": "10", "stands": "15", "why": why, "revision": 1}
    ]
    assert hall.topic("standings")["rows"] == before
    assert read.score_row(hall.row.id, 1, 1, 1, 1).value == 15  # type: ignore[union-attr]
    told = audit.lines(hall.row.id)[-1]
    assert (told.fact, told.data["value"], told.data["why"]) == ("score_received_late", "10", why)


def test_the_same_late_operation_again_is_answered_the_same_and_kept_once(hall: Hall) -> None:
    lock(hall, "scoresheet_signed")
    first = hall.act(scoring.enter_score, JUDGE, op_id="a" * 32, **CELL)
    assert hall.act(scoring.enter_score, JUDGE, op_id="a" * 32, **CELL) == first
    assert len(waiting(hall)) == 1


def test_a_comment_after_the_lock_is_kept_too_and_the_one_there_stays(hall: Hall) -> None:
    hall.act(scoring.write_comment, JUDGE, round=1, entry=1, comment="Rất tươi", base=0)
    lock(hall, "round_closed")
    hall.act(scoring.write_comment, JUDGE, round=1, entry=1, comment="Hơi lệch ", base=2)
    [told] = waiting(hall)
    assert (told["criterion"], told["value"]) == (None, "Hơi lệch")
    assert read.sheet_row(hall.row.id, 1, 1, 1).comment == "Rất tươi"  # type: ignore[union-attr]


def test_what_the_organizer_has_read_stands_in_the_log_only(hall: Hall) -> None:
    lock(hall, "scoresheet_signed")
    hall.act(scoring.enter_score, JUDGE, **CELL)
    hall.act(late.note_late, late=1)
    assert waiting(hall) == []
    assert audit.lines(hall.row.id)[-1].fact == "late_noted"
    rows = len(audit.rows(hall.row.id))
    hall.act(late.note_late, late=1)
    assert len(audit.rows(hall.row.id)) == rows
    assert hall.refusal(late.note_late, late=2) == "not_found"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"criterion": 99}, "unknown_criterion"), ({"value": "nhiều"}, "bad_number"), ({"entry": 99}, "not_found")],
)
def test_what_is_no_score_is_refused_after_the_lock_too(hall: Hall, change: dict[str, Any], code: str) -> None:
    lock(hall, "round_closed")
    assert hall.refusal(scoring.enter_score, JUDGE, **{**CELL, **change}) == code
    assert waiting(hall) == []


def test_a_signature_after_the_lock_signs_nothing(hall: Hall) -> None:
    hall.fill(1, 1, sign=False)
    hall.act(running.close_round, round=1)
    assert hall.refusal(scoring.submit_scoresheet, JUDGE, round=1, entry=1, base=5) == "round_closed"


def test_an_archived_contest_takes_nothing(hall: Hall) -> None:
    lock(hall, "result_official")
    hall.act(setup.archive_contest)
    assert hall.refusal(scoring.enter_score, JUDGE, **CELL) == "contest_archived"


def test_the_organizer_lets_what_came_late_count_as_a_correction(hall: Hall) -> None:
    lock(hall, "round_closed")
    hall.act(scoring.enter_score, JUDGE, **CELL)
    [told] = waiting(hall)
    assert hall.refusal(parcels.take_late, late=1, reason=" ", base=told["revision"]) == "reason_needed"
    assert hall.refusal(parcels.take_late, late=1, reason="Mất mạng", base=0) == "score_stale"
    assert hall.refusal(parcels.take_late, SCOREKEEPER, late=1, reason="Mất mạng", base=1) == "not_allowed"
    hall.act(parcels.take_late, late=1, reason="Mất mạng", base=told["revision"])
    assert read.score_row(hall.row.id, 1, 1, 1, 1).value == 10  # type: ignore[union-attr]
    assert waiting(hall) == []
    assert [line.fact for line in audit.lines(hall.row.id)[-2:]] == ["score_corrected", "late_taken_over"]
    assert hall.refusal(parcels.take_late, late=1, reason="Mất mạng", base=2) == "late_settled"


def test_a_late_comment_can_be_put_down_too(hall: Hall) -> None:
    lock(hall, "round_closed")
    hall.act(scoring.write_comment, JUDGE, round=1, entry=1, comment="Hơi lệch", base=2)
    hall.act(parcels.take_late, late=1, reason="Mất mạng", base=0)
    assert read.sheet_row(hall.row.id, 1, 1, 1).comment == "Hơi lệch"  # type: ignore[union-attr]
    assert waiting(hall) == []
