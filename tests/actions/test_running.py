"""The day: one start however many press it, stamps from the moment of the tap, lateness proposed and counted once confirmed."""

from __future__ import annotations

import pytest

from contest.access import Actor
from contest.actions import ceremony, penalties, running, scoring, setup
from contest.rules import shapes
from contest.rules.refusals import Refused
from contest.store import audit, read
from contest.store.database import writing
from tests.halls import SCOREKEEPER, Hall

TOGETHER = {"round": 1, "stage": 1, "entry": None}


def _start(hall: Hall) -> None:
    hall.act(running.start_countdown, SCOREKEEPER, **TOGETHER, base=0)


def test_two_organizers_pressing_start_make_one_start(hall: Hall) -> None:
    _start(hall)
    hall.clock.pass_seconds(1)
    second = hall.act(running.start_countdown, **TOGETHER, base=0)
    assert second["countdown"] == {"state": "running", "revision": 1}
    assert [line.fact for line in audit.lines(hall.row.id)].count("countdown_started") == 1


def test_the_countdown_is_its_facts_and_goes_on_after_pause_and_added_time(hall: Hall) -> None:
    _start(hall)
    hall.clock.pass_seconds(60)
    hall.act(running.pause_countdown, **TOGETHER, base=1)
    hall.clock.pass_seconds(600)
    hall.act(running.resume_countdown, **TOGETHER, base=2)
    hall.act(running.add_time, **TOGETHER, seconds=30, base=3)
    body = hall.topic("countdown")
    assert body["ends_at"] == hall.clock.now() + (2700 - 60 + 30) * 1000


def test_an_act_on_a_countdown_that_somebody_changed_is_refused(hall: Hall) -> None:
    _start(hall)
    hall.act(running.pause_countdown, **TOGETHER, base=1)
    assert hall.refusal(running.add_time, **TOGETHER, seconds=60, base=1) == "stale"


def test_a_stamp_counts_from_the_moment_of_the_tap(hall: Hall) -> None:
    _start(hall)
    tapped = hall.clock.now() + 2_642_000
    hall.clock.pass_seconds(2650)
    ack = hall.act(running.stamp_finish, round=1, stage=1, entry=1, tapped_at=tapped)
    assert ack["seconds"] == 2642


def test_a_tap_from_the_future_or_before_the_start_counts_when_it_arrives(hall: Hall) -> None:
    before = hall.clock.now() - 60_000
    _start(hall)
    hall.clock.pass_seconds(100)
    assert hall.act(running.stamp_finish, round=1, stage=1, entry=1, tapped_at=before)["seconds"] == 100
    later = hall.clock.now() + 3_600_000
    assert hall.act(running.stamp_finish, round=1, stage=1, entry=2, tapped_at=later)["seconds"] == 100


def test_lateness_is_proposed_by_the_stamp_and_counts_once_confirmed(hall: Hall) -> None:
    for judge in (1, 2, 3):
        hall.fill(judge, 1)
    _start(hall)
    hall.clock.pass_seconds(2742)
    hall.act(running.stamp_finish, round=1, stage=1, entry=1, tapped_at=hall.clock.now())
    assert hall.topic("penalties", "staff")["penalties"][0]["points"] == "2"
    assert hall.row_of(1)["points"] == "80.00"
    hall.act(penalties.confirm_penalty, penalty=1)
    assert (hall.row_of(1)["points"], hall.row_of(1)["penalty_kind"]) == ("78.00", "time")
    hall.act(penalties.withdraw_penalty, penalty=1, reason="trọng tài bấm chậm")
    assert hall.row_of(1)["points"] == "80.00"


def test_hands_off_stamps_everybody_left_as_in_time(hall: Hall) -> None:
    _start(hall)
    hall.clock.pass_seconds(2600)
    hall.act(running.stamp_finish, round=1, stage=1, entry=2, tapped_at=hall.clock.now())
    hall.clock.pass_seconds(115)
    hall.act(running.call_hands_off, round=1, stage=1)
    stamps = {one.entry: one.seconds for one in read.finish_rows(hall.row.id)}
    assert stamps == {1: 2700, 2: 2600, 3: 2700}
    assert not hall.topic("penalties", "staff")["penalties"]


def test_a_team_without_a_stamp_is_not_late(hall: Hall) -> None:
    _start(hall)
    hall.clock.pass_seconds(4000)
    hall.act(running.end_countdown, **TOGETHER, base=1)
    assert all(one["seconds"] is None and one["late"] == 0 for one in hall.topic("finishes", "staff")["entries"])


def test_a_corrected_stamp_takes_its_penalty_back_and_proposes_anew(hall: Hall) -> None:
    _start(hall)
    hall.clock.pass_seconds(2830)
    hall.act(running.stamp_finish, round=1, stage=1, entry=1, tapped_at=hall.clock.now())
    hall.act(penalties.confirm_penalty, penalty=1)
    hall.act(running.correct_finish, round=1, stage=1, entry=1, seconds=2701, reason="nhầm bàn")
    told = [(one["state"], one["points"]) for one in hall.topic("penalties", "staff")["penalties"]]
    assert told == [("withdrawn", "6"), ("proposed", "2")]
    hall.act(running.correct_finish, round=1, stage=1, entry=1, seconds=None, reason="chưa xong")
    assert not read.finish_rows(hall.row.id)


def test_past_the_cut_off_confirming_takes_the_entry_out_of_the_placing(hall: Hall) -> None:
    for entry in (1, 2):
        for judge in (1, 2, 3):
            hall.fill(judge, entry)
    _start(hall)
    hall.clock.pass_seconds(2700 + 301)
    hall.act(running.stamp_finish, round=1, stage=1, entry=1, tapped_at=hall.clock.now())
    hall.act(penalties.confirm_penalty, penalty=1)
    assert (hall.row_of(1)["status"], hall.row_of(1)["place"]) == ("not_placed", None)


def test_the_countdown_never_opens_or_closes_a_round(hall: Hall) -> None:
    _start(hall)
    hall.clock.pass_seconds(3000)
    hall.act(running.end_countdown, **TOGETHER, base=1)
    assert hall.topic("contest")["rounds"][0]["phase"] == "open"


def test_a_result_is_confirmed_only_when_nothing_is_open_and_may_be_withdrawn_with_a_reason(hall: Hall) -> None:
    with pytest.raises(Refused) as no:
        hall.act(ceremony.confirm_result)
    assert no.value.code == "result_undecided"
    for entry, values in ((1, "15 20 16 12 17"), (2, "15 20 16 12 16"), (3, "15 20 16 12 15")):
        for judge in (1, 2, 3):
            hall.fill(judge, entry, tuple(values.split()))
    hall.act(ceremony.confirm_result)
    cell = {"round": 1, "entry": 1, "criterion": 1, "value": "1", "base": 1}
    assert hall.act(scoring.enter_score, Actor("judge", 1), **cell)["late"]["why"] == "result_official"
    hall.act(ceremony.withdraw_result, reason="khiếu nại của đội 2")
    assert hall.row.phase == "running"


def test_a_tie_after_every_tie_break_must_be_settled_by_people(hall: Hall) -> None:
    for entry in (1, 2):
        for judge in (1, 2, 3):
            hall.fill(judge, entry)
    for judge in (1, 2, 3):
        hall.fill(judge, 3, ("10", "10", "10", "10", "10"))
    assert hall.topic("standings", "staff")["ties"] == [{"entries": [1, 2], "place": 1}]
    assert hall.refusal(ceremony.settle_tie, entries=[1, 3], joint=True, reason="x") == "not_tied"
    hall.act(ceremony.settle_tie, entries=[2, 1], joint=False, reason="bốc thăm")
    assert (hall.row_of(2)["place"], hall.row_of(1)["place"]) == (1, 2)
    hall.act(ceremony.confirm_result)


def test_judging_from_time_up_waits_for_the_end_of_the_countdown(hall: Hall) -> None:
    with writing():
        read.round_row(hall.row.id, 1).judging_from = "time_up"
    cell = {"round": 1, "entry": 1, "criterion": 1, "value": "10", "base": 0}
    assert hall.refusal(scoring.enter_score, Actor("judge", 1), **cell) == "before_time_up"
    _start(hall)
    hall.clock.pass_seconds(2700)
    hall.act(running.end_countdown, **TOGETHER, base=1)
    assert hall.act(scoring.enter_score, Actor("judge", 1), **cell)["ok"]


def test_a_scene_shown_twice_is_one_fact(hall: Hall) -> None:
    hall.act(ceremony.show_scene, screen=None, scene="countdown")
    revision = hall.row.revision
    hall.act(ceremony.show_scene, screen=None, scene="countdown")
    assert hall.row.revision == revision
    assert hall.refusal(ceremony.show_scene, screen=None, scene="fireworks") == "unknown_scene"


def test_a_start_with_321_is_a_fact_ahead_of_the_press_and_nobody_finishes_before_it(hall: Hall) -> None:
    hall.act(running.start_countdown, **TOGETHER, base=0, lead=3)
    assert hall.topic("countdown")["started_at"] == hall.clock.now() + 3000
    assert audit.lines(hall.row.id)[-1].data["at_ms"] == hall.clock.now() + 3000
    assert hall.refusal(running.stamp_finish, round=1, stage=1, entry=1, tapped_at=hall.clock.now()) == "countdown_not_started"
    assert hall.refusal(running.call_hands_off, round=1, stage=1) == "countdown_not_started"
    hall.clock.pass_seconds(2)
    called_off = hall.act(running.pause_countdown, **TOGETHER, base=1)
    assert called_off["countdown"] == {"state": "waiting", "revision": 2}
    assert audit.lines(hall.row.id)[-1].fact == "countdown_called_off"
    body = hall.topic("countdown")
    assert (body["state"], body["started_at"], body["remaining_ms"]) == ("waiting", None, 2_700_000)


def test_what_the_hall_is_told_can_change_while_the_clock_runs_and_its_time_cannot(hall: Hall) -> None:
    _start(hall)
    told = [shapes.round_told(one) for one in read.rounds(hall.row.id)]
    told[0]["stages"][0]["calls"] = [30, 900, 30]
    hall.act(setup.change_rounds, rounds=told)
    assert hall.topic("countdown")["calls"] == [900, 30]
    told[0]["stages"][0]["seconds"] = 60
    assert hall.refusal(setup.change_rounds, rounds=told) == "stage_started"


def test_a_clock_for_all_goes_on_beside_a_teams_own_and_both_can_be_stopped(hall: Hall) -> None:
    _start(hall)
    hall.act(running.call_entry, round=1, stage=2, entry=1)
    hall.act(running.start_countdown, round=1, stage=2, entry=1, base=0)
    body = hall.topic("countdown")
    assert (body["stage"], body["entry"], body["state"]) == (2, 1, "running")
    (beside,) = body["others"]
    assert (beside["stage"], beside["entry"], beside["state"]) == (1, None, "running")
    assert beside["ends_at"] == hall.clock.now() + 2_700_000
    hall.act(running.pause_countdown, **TOGETHER, base=beside["revision"])
    assert [one["state"] for one in hall.topic("countdown")["others"]] == ["paused"]
    hall.act(running.choose_stage, round=1, stage=1)
    assert [(one["stage"], one["entry"]) for one in hall.topic("countdown")["others"]] == [(2, 1)]
    hall.act(running.end_countdown, round=1, stage=2, entry=1, base=1)
    assert hall.topic("countdown")["others"] == []
