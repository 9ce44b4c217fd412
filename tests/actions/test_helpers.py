"""Helpers beside the judges: who they are, what a steward stamps and takes back, which clock is the presenter's."""

from __future__ import annotations

import pytest

from contest.access import Actor
from contest.actions import panel, penalties, running
from contest.documents import archive
from contest.store import audit, read
from contest.store.database import writing
from tests.halls import SCOREKEEPER, Hall

STEWARD = Actor("steward", 1, "Đỗ Văn Sàn")
PRESENTER = Actor("presenter", 1, "Bùi Ngọc Diễm")
TOGETHER = {"round": 1, "stage": 1, "entry": None}


def _stamped(hall: Hall, after: float = 2800) -> None:
    hall.act(running.start_countdown, **TOGETHER, base=0)
    hall.clock.pass_seconds(after)
    hall.act(running.stamp_finish, STEWARD, round=1, stage=1, entry=1, tapped_at=hall.clock.now())


def test_helpers_of_each_role_are_numbered_apart(hall: Hall) -> None:
    told = [hall.act(panel.add_helper, role=role, name=name)["helper"] for role, name in
            (("steward", "Đỗ Văn Sàn"), ("presenter", "Bùi Ngọc Diễm"), ("steward", "Hồ Thị Ý"))]
    assert told == ["steward-1", "presenter-1", "steward-2"]
    assert hall.refusal(panel.add_helper, role="judge", name="x") == "bad_request"
    assert hall.refusal(panel.add_helper, role="steward", name="đỗ văn sàn") == "name_taken"
    assert hall.refusal(panel.add_helper, STEWARD, role="steward", name="x") == "not_allowed"
    kept = archive.read_archive(archive.export_contest(hall.row))
    assert [one["name"] for one in kept["stewards"]] == ["Đỗ Văn Sàn", "Hồ Thị Ý"]


def test_a_log_of_before_there_were_other_helpers_is_still_read(hall: Hall) -> None:
    audit.restore(read.contest_row(hall.slug).id, [])
    told = archive.read_archive(archive.export_contest(hall.row))
    body = audit.canonical({
        "number": 1, "at": 1, "actor": "organizer", "fact": "scorekeeper_added", "data": {"scorekeeper": 2, "name": "Minh"},
        "op": None,
    })
    told["facts"] = [{"body": body, "hash": audit.link(audit.GENESIS, body)}]
    for later in ("stewards", "presenters"):
        del told[later]
    again = archive.read_archive(archive.written(told))
    assert (len(again["facts"]), again["stewards"]) == (1, [])


def test_a_steward_takes_a_slip_back_at_once_with_the_penalty_that_rested_on_it(hall: Hall) -> None:
    _stamped(hall)
    assert hall.topic("penalties", "staff")["penalties"][0]["state"] == "proposed"
    hall.act(running.take_back_finish, STEWARD, round=1, stage=1, entry=1)
    assert hall.topic("finishes", "steward")["entries"][0]["seconds"] is None
    assert hall.topic("penalties", "staff")["penalties"][0]["state"] == "dismissed"
    hall.act(running.take_back_finish, STEWARD, round=1, stage=1, entry=1)  # there is none any more: nothing happens
    hall.clock.pass_seconds(5)
    hall.act(running.stamp_finish, STEWARD, round=1, stage=1, entry=1, tapped_at=hall.clock.now())
    assert hall.topic("finishes", "steward")["entries"][0]["seconds"] == 2805


def test_a_stamp_of_somebody_else_or_of_long_ago_is_not_the_stewards_to_take_back(hall: Hall) -> None:
    _stamped(hall)
    where = {"round": 1, "stage": 1, "entry": 1}
    other = Actor("steward", 2)
    assert hall.refusal(running.take_back_finish, other, **where) == "not_your_stamp"
    assert hall.refusal(running.take_back_finish, SCOREKEEPER, **where) == "not_your_stamp"
    hall.act(running.call_hands_off, round=1, stage=1)
    assert hall.refusal(running.take_back_finish, STEWARD, **{**where, "entry": 2}) == "not_your_stamp"
    hall.clock.pass_seconds(61)
    assert hall.refusal(running.take_back_finish, STEWARD, **where) == "stamp_too_old"


def test_a_corrected_stamp_is_no_longer_the_stewards(hall: Hall) -> None:
    _stamped(hall)
    hall.act(running.correct_finish, round=1, stage=1, entry=1, seconds=2700, reason="nhầm bàn")
    assert hall.refusal(running.take_back_finish, STEWARD, round=1, stage=1, entry=1) == "not_your_stamp"


def test_a_steward_of_a_blind_contest_sees_numbers(hall: Hall) -> None:
    with writing():
        read.contest_row(hall.slug).blind = True
    assert [hall.topic("finishes", who)["entries"][1]["short_name"] for who in ("steward", "staff")] == ["#2", "Hoa Mai"]


def test_the_presenter_has_the_clock_of_the_entry_on_stage_and_no_other(hall: Hall) -> None:
    where = {"round": 1, "stage": 2}
    hall.act(running.call_entry, PRESENTER, **where, entry=2)
    assert hall.refusal(running.start_countdown, PRESENTER, **where, entry=1, base=0) == "not_on_stage"
    assert hall.refusal(running.start_countdown, PRESENTER, **TOGETHER, base=0) == "not_on_stage"
    hall.act(running.start_countdown, PRESENTER, **where, entry=2, base=0)
    hall.act(running.pause_countdown, PRESENTER, **where, entry=2, base=1)
    hall.act(running.resume_countdown, PRESENTER, **where, entry=2, base=2)
    hall.act(running.call_entry, **where, entry=3)
    assert hall.refusal(running.pause_countdown, PRESENTER, **where, entry=2, base=3) == "not_on_stage"
    assert hall.topic("countdown")["entry"] == 3


@pytest.mark.parametrize("actor", [STEWARD, PRESENTER])
def test_neither_gives_a_penalty(hall: Hall, actor: Actor) -> None:
    assert hall.refusal(penalties.give_penalty, actor, round=1, entry=1, points="1", reason="x") == "not_allowed"
