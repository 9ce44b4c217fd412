"""The reveal through the one door: who sees what at each press, pressed twice, taken back, rehearsed, withdrawn, restarted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contest.actions import awards, ceremony, reveal, setup, teams
from contest.app import create_app
from contest.store.database import db
from tests.halls import Hall


@pytest.fixture
def official(hall: Hall) -> Hall:
    """Three teams, 1 before 2 before 3, and a jury's prize for the last."""
    hall.act(setup.change_rules, special_prizes=[{"number": None, "name": "Giải Ý tưởng", "kind": "jury", "criterion": None,
                                                  "alone": False}], base=hall.row.setup_revision)
    for entry, last in ((1, "17"), (2, "16"), (3, "15")):
        for judge in (1, 2, 3):
            hall.fill(judge, entry, ("15", "20", "16", "12", last))
    hall.act(awards.award_special, prize=1, entry=3, reason="ý tưởng lạ")
    hall.act(ceremony.confirm_result)
    return hall


def _base(hall: Hall) -> int:
    revision: int = hall.topic("reveal", "staff")["revision"]
    return revision


def _press(hall: Hall, action: Any = reveal.reveal_next, times: int = 1, **fields: Any) -> None:
    for _ in range(times):
        hall.act(action, base=_base(hall), **fields)


def _public(hall: Hall) -> str:
    """All that phones are told, without what counts their own looks."""
    return json.dumps([hall.topic(name) for name in ("reveal", "standings", "contest")], ensure_ascii=False)


def test_nothing_is_seen_before_it_begins_and_staff_see_every_step(official: Hall) -> None:
    assert official.topic("reveal") == {
        "state": "none", "rehearsal": False, "revision": 0, "scene": None, "opened": [], "closed": []
    }
    steps = official.topic("reveal", "staff")["steps"]
    assert [(one["kind"], one["award"]["name"], [won["entry"] for won in one["entries"]]) for one in steps[-2:]] == [
        ("hush", "Giải Nhất", [1]), ("finale", "Giải Nhất", [1])
    ]
    assert steps[-1]["entries"][0]["gap"] == "1.00"


def test_begin_draws_the_curtain_and_each_press_opens_one_award_on_every_page(official: Hall) -> None:
    _press(official, reveal.begin_reveal, rehearsal=False)
    assert official.row.curtain == "revealing"
    assert official.topic("standings")["label"] == "hidden"
    _press(official)
    assert official.topic("reveal")["scene"] == {
        "kind": "hush", "award": {"key": "special-1", "kind": "special", "name": "Giải Ý tưởng", "rank": None, "division": None},
        "entries": [],
    }
    _press(official)
    row = official.row_of(3, "public")
    assert (row["specials"], row["place"], row["points"]) == (["Giải Ý tưởng"], None, None)
    opened = []
    while official.topic("reveal", "staff")["next"]:
        _press(official)
        opened.append([one["entry"] for one in official.topic("standings")["rows"] if one["place"]])
    assert opened[-1] == [1, 2, 3]
    assert official.refusal(reveal.reveal_next, base=_base(official)) == "reveal_at_end"
    assert (official.row_of(1, "public")["prize"], official.topic("standings")["label"]) == ("Giải Nhất", "opened")


def test_a_second_press_of_the_same_button_opens_nothing_and_says_where_it_stands(official: Hall) -> None:
    _press(official, reveal.begin_reveal, rehearsal=False)
    base = _base(official)
    official.act(reveal.reveal_next, base=base)
    before = _public(official)
    assert official.refusal(reveal.reveal_next, base=base) == "reveal_stale"
    assert _public(official) == before


def test_back_closes_again_and_paused_nothing_moves(official: Hall) -> None:
    _press(official, reveal.begin_reveal, rehearsal=False)
    _press(official, reveal.reveal_to, step=7)
    opened = official.topic("reveal")["opened"]
    _press(official, reveal.reveal_back)
    assert official.topic("reveal")["opened"] == opened[:-1]
    _press(official, reveal.pause_reveal)
    assert official.refusal(reveal.reveal_next, base=_base(official)) == "reveal_not_running"
    _press(official, reveal.resume_reveal)
    _press(official)
    assert official.topic("reveal")["opened"] == opened


def test_a_restart_goes_on_where_it_was(official: Hall) -> None:
    _press(official, reveal.begin_reveal, rehearsal=False)
    _press(official, times=3)
    before = {who: official.topic("reveal", who) for who in ("public", "screen", "staff")}
    db.session.remove()
    again = create_app(official.parts.settings, official.clock)
    with again.app_context():
        latest = again.extensions["contest"].latest
        assert {who: latest.message(official.slug, "reveal", who)["body"] for who in before} == before


def test_a_rehearsal_is_seen_on_screens_only_and_teaches_nobody_anything(official: Hall) -> None:
    before = _public(official)
    shown = official.parts.latest.message(official.slug, "reveal", "public")["revision"]
    _press(official, reveal.begin_reveal, rehearsal=True)
    while official.topic("reveal", "staff")["next"]:
        _press(official)
        told = json.dumps([official.topic("reveal", who) for who in ("screen", "staff")], ensure_ascii=False)
        assert not any(name in told for name in ("CHPN Tham mưu", "Đội Hoa Mai", "Minh Khai"))
    assert official.topic("reveal", "screen")["scene"]["kind"] == "finale"
    assert _public(official) == before
    assert official.parts.latest.message(official.slug, "reveal", "public")["revision"] == shown
    _press(official, reveal.end_reveal)
    assert official.topic("reveal", "screen")["state"] == "none"
    assert official.row.curtain == "suspense"
    assert _public(official) == before


def test_a_rehearsal_needs_no_result_and_a_reveal_does(hall: Hall) -> None:
    assert hall.refusal(reveal.begin_reveal, rehearsal=False, base=0) == "result_not_official"
    _press(hall, reveal.begin_reveal, rehearsal=True)
    assert hall.refusal(reveal.begin_reveal, rehearsal=True, base=1) == "reveal_under_way"
    assert hall.refusal(reveal.plan_reveal, order="places", extras=[], base=1) == "reveal_under_way"


def test_done_stays_seen_can_be_gone_on_with_and_is_published_by_the_organizer(official: Hall) -> None:
    _press(official, reveal.begin_reveal, rehearsal=False)
    _press(official, times=4)
    _press(official, reveal.end_reveal)
    opened = official.topic("reveal")["opened"]
    assert (official.topic("reveal")["state"], official.row.curtain) == ("done", "revealing")
    assert official.refusal(reveal.begin_reveal, rehearsal=True, base=_base(official)) == "reveal_under_way"
    _press(official, reveal.resume_reveal)
    assert official.topic("reveal")["state"] == "running"
    official.act(ceremony.set_curtain, curtain="published", base=official.row.curtain_revision)
    assert (official.topic("reveal")["state"], official.topic("reveal")["opened"]) == ("done", opened)
    assert official.refusal(reveal.resume_reveal, base=_base(official)) == "reveal_not_paused"


def test_a_withdrawn_result_takes_everything_off_the_stage(official: Hall) -> None:
    _press(official, reveal.begin_reveal, rehearsal=False)
    _press(official, reveal.reveal_to, step=9)
    official.act(ceremony.withdraw_result, reason="khiếu nại")
    assert official.row.curtain == "suspense"
    assert official.topic("reveal") == {
        "state": "none", "rehearsal": False, "revision": official.topic("reveal")["revision"], "scene": None, "opened": [],
        "closed": [],
    }
    assert official.topic("standings")["label"] == "hidden"
    assert official.topic("reveal", "staff")["steps"] == []


def test_a_curtain_moved_by_hand_takes_the_reveal_off_the_stage(official: Hall) -> None:
    _press(official, reveal.begin_reveal, rehearsal=False)
    _press(official, times=2)
    official.act(ceremony.set_curtain, curtain="suspense", base=official.row.curtain_revision)
    assert official.topic("reveal")["state"] == "none"
    assert official.topic("standings")["label"] == "hidden"
    assert official.refusal(reveal.reveal_next, base=_base(official)) == "reveal_not_running"


def test_how_a_name_is_said_is_told_to_whoever_calls_it_and_to_nobody_else(hall: Hall) -> None:
    hall.act(teams.change_team, entry=1, name="Đội CLB", say="Đội câu lạc bộ")
    for entry, last in ((1, "17"), (2, "16"), (3, "15")):
        for judge in (1, 2, 3):
            hall.fill(judge, entry, ("15", "20", "16", "12", last))
    hall.act(ceremony.confirm_result)
    _press(hall, reveal.begin_reveal, rehearsal=False)
    steps = hall.topic("reveal", "staff")["steps"]
    assert [one.get("say") for one in steps[-1]["entries"]] == ["Đội câu lạc bộ"]
    _press(hall, reveal.reveal_to, step=len(steps) - 1)
    assert "câu lạc bộ" not in _public(hall)
    assert "Đội CLB" in _public(hall)


def test_a_plan_puts_the_extras_where_the_organizer_wants_them(official: Hall) -> None:
    hall = official
    plan = {"order": "places", "extras": [("special-1", "place-2")]}
    _press(hall, reveal.plan_reveal, **plan)
    assert [one["award"]["key"] for one in hall.topic("reveal", "staff")["steps"] if one["kind"] != "hush"] == [
        "place-3", "place-2", "special-1", "place-1"
    ]
    assert hall.refusal(reveal.plan_reveal, order="prizes", extras=[("special-2", None)], base=_base(hall)) == "unknown_award"


def test_a_blind_contest_names_whoever_was_opened_and_nobody_else(official: Hall) -> None:
    official.act(ceremony.withdraw_result, reason="ẩn tên")
    official.act(setup.change_rules, blind=True, base=official.row.setup_revision)
    official.act(ceremony.confirm_result)
    _press(official, reveal.begin_reveal, rehearsal=False)
    while not any(row["place"] for row in official.topic("standings")["rows"]):
        _press(official)
    told = json.dumps([official.topic(name) for name in ("reveal", "standings")], ensure_ascii=False)
    assert "Minh Khai" in told
    assert "CHPN Tham mưu" not in told
