"""A sample scored for practice: who may when, what is refused, and that no standing, sheet or lock ever knows of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contest.access import Actor
from contest.actions import calibration, panel, setup
from contest.actions.rounds import save_rounds
from contest.documents.log_words import fact_said
from contest.rules import shapes
from contest.snapshots.board import Board
from contest.store import audit, read
from contest.store.database import writing
from tests.halls import SCOREKEEPER, SCORES, Hall

HIGHER = ("16", "21", "17", "13", "18")


@pytest.fixture(autouse=True)
def opened(hall: Hall) -> None:
    hall.act(calibration.open_calibration, SCOREKEEPER, round=1, title="Bình hoa mẫu")


def give(hall: Hall, judge: int, criterion: int, value: str | None, base: int = 0, number: int = 1) -> dict[str, Any]:
    fields: dict[str, Any] = {"calibration": number, "criterion": criterion, "value": value, "base": base}
    return hall.act(calibration.enter_calibration_score, Actor("judge", judge), **fields)


def finish(hall: Hall, judge: int, values: tuple[str, ...] = SCORES) -> None:
    for criterion, value in enumerate(values, 1):
        give(hall, judge, criterion, value)
    hall.act(calibration.finish_calibration, Actor("judge", judge), calibration=1)


def test_with_the_last_judge_it_closes_and_each_learns_their_own_distance(hall: Hall) -> None:
    finish(hall, 1, HIGHER)
    finish(hall, 2)
    assert hall.topic("calibration", "judge-1")["state"] == "open"
    assert hall.topic("calibration", "judge-1")["distance"] is None
    finish(hall, 3)
    told = hall.topic("calibration", "judge-1")
    assert told["state"] == "closed"
    assert told["distance"]["total"] == "5.0"
    assert told["distance"]["criteria"][0] == {"criterion": 1, "apart": "1.0"}
    assert hall.topic("calibration", "judge-2")["distance"]["criteria"][0]["apart"] == "-0.5"
    assert hall.topic("panel", "staff")["calibration"]["judges"][0]["distance"]["total"] == "5.0"


def test_the_desk_closes_it_without_waiting_and_two_others_are_needed(hall: Hall) -> None:
    finish(hall, 1, HIGHER)
    finish(hall, 2)
    give(hall, 3, 1, "20")
    hall.act(calibration.close_calibration, SCOREKEEPER, calibration=1)
    told = hall.topic("calibration", "judge-1")["distance"]
    assert (told["others"], told["total"], {one["apart"] for one in told["criteria"]}) == (1, None, {None})
    assert hall.topic("calibration", "judge-3")["distance"] is None
    assert hall.refusal(calibration.close_calibration, calibration=1) == "calibration_closed"


def test_nothing_that_counts_knows_of_it(hall: Hall) -> None:
    hall.fill(1, 1)
    told = {name: hall.topic(name, "staff") for name in ("standings", "scoresheets", "contest")}
    for judge in (1, 2, 3):
        finish(hall, judge)
    assert {name: hall.topic(name, "staff") for name in told} == told
    assert {(one.entry, one.judge) for one in read.score_rows(hall.row.id)} == {(1, 1)}


def test_range_step_revision_and_place_are_checked(hall: Hall) -> None:
    fields = {"calibration": 1, "criterion": 1, "value": "15", "base": 0}
    for change, code in (
        ({"value": "20.5"}, "score_out_of_range"), ({"value": "15.3"}, "score_off_step"), ({"value": "mười"}, "bad_number"),
        ({"criterion": 9}, "unknown_criterion"), ({"calibration": 2}, "not_found"), ({"base": 1}, "score_stale"),
    ):
        assert hall.refusal(calibration.enter_calibration_score, Actor("judge", 1), **{**fields, **change}) == code
    assert give(hall, 1, 1, "15,5")["score"] == {"value": "15.5", "revision": 1}
    assert give(hall, 1, 1, None, base=1)["score"] == {"value": None, "revision": 2}


def test_who_is_done_stays_so_and_a_blank_holds_one_back(hall: Hall) -> None:
    give(hall, 1, 1, "15")
    assert hall.refusal(calibration.finish_calibration, Actor("judge", 1), calibration=1) == "calibration_incomplete"
    finish(hall, 2)
    fields = {"calibration": 1, "criterion": 1, "value": "11", "base": 1}
    assert hall.refusal(calibration.enter_calibration_score, Actor("judge", 2), **fields) == "calibration_done"
    before = len(audit.rows(hall.row.id))
    hall.act(calibration.finish_calibration, Actor("judge", 2), calibration=1)
    assert len(audit.rows(hall.row.id)) == before


def test_one_at_a_time_before_scoring_and_repeated_under_a_new_number(hall: Hall) -> None:
    assert hall.refusal(calibration.open_calibration, round=1) == "calibration_open"
    hall.act(calibration.close_calibration, calibration=1)
    assert hall.refusal(calibration.open_calibration, round=9) == "not_found"
    assert hall.act(calibration.open_calibration, round=1)["calibration"] == 2
    assert hall.topic("calibration", "judge-1")["scores"] == []
    hall.act(calibration.close_calibration, calibration=2)
    hall.enter(1, 1, 1, "15")
    assert hall.refusal(calibration.open_calibration, round=1) == "scoring_begun"
    hall.enter(1, 1, 1, None, base=1)
    assert hall.act(calibration.open_calibration, round=1)["calibration"] == 3


def test_where_no_judge_marks_alone_there_is_nothing_to_practise(hall: Hall) -> None:
    hall.act(calibration.close_calibration, calibration=1)
    hall.act(panel.change_judge, judge=1, head=True)
    with writing():
        (round_,) = read.rounds(hall.row.id)
        told = shapes.round_told(round_)
        save_rounds(hall.row, [{**told, "criteria": [{**one, "consensus": True} for one in told["criteria"]]}])
    assert hall.refusal(calibration.open_calibration, round=1) == "nothing_to_calibrate"


def test_a_judge_of_another_round_scores_no_sample(hall: Hall) -> None:
    with writing():
        read.seat_row(hall.row.id, "judge", 3).marks = False
    fields = {"calibration": 1, "criterion": 1, "value": "15", "base": 0}
    assert hall.refusal(calibration.enter_calibration_score, Actor("judge", 3), **fields) == "judge_not_in_round"
    assert hall.topic("calibration", "judge-3") == {"calibration": None}


def test_the_criteria_stay_as_they_were_when_it_was_opened(hall: Hall) -> None:
    hall.act(calibration.close_calibration, calibration=1)
    with writing():
        (round_,) = read.rounds(hall.row.id)
        told = shapes.round_told(round_)
        told["criteria"][0]["name"] = "Ý tưởng"
        save_rounds(hall.row, [told])
    assert hall.topic("calibration", "staff")["criteria"][0]["name"] == "Chủ đề"


def test_a_removed_judges_sample_is_not_the_next_ones(hall: Hall) -> None:
    give(hall, 3, 1, "11")
    hall.act(panel.remove_judge, judge=3)
    assert hall.act(panel.add_judge, name="Cô Hạnh")["judge"] == 3
    assert hall.topic("calibration", "judge-3")["scores"] == []


def test_starting_over_clears_it(hall: Hall) -> None:
    give(hall, 1, 1, "11")
    hall.act(setup.start_over, title=hall.row.title, backup="b.db")
    assert hall.topic("calibration", "staff") == {"calibration": None}


def test_the_log_names_the_criterion_and_hides_the_number_until_it_is_closed(hall: Hall) -> None:
    give(hall, 1, 1, "11.5")
    told = {"calibration": 1, "judge": 1, "criterion": 1, "value": "11.5", "old": None, "revision": 1}
    said = fact_said(Board(hall.row), "calibration_score_entered", told)
    assert "11.5" not in json.dumps(said)
    assert "Chủ đề" in said
    hall.act(calibration.close_calibration, calibration=1)
    assert "11" in fact_said(Board(hall.row), "calibration_score_entered", told)
