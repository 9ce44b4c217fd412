"""What the curtain hides never leaves the server: not in a body, not in a revision, not in a name."""

from __future__ import annotations

import copy
import json

from contest.access import Actor
from contest.actions import ceremony, penalties, reveal, setup
from contest.rules import shapes
from contest.store import read
from tests.halls import Hall


def _all_signed(hall: Hall) -> None:
    for entry, last in ((1, "17"), (2, "16"), (3, "15")):
        for judge in (1, 2, 3):
            hall.fill(judge, entry, ("15", "20", "16", "12", last))


def test_a_new_contest_shows_no_places(hall: Hall) -> None:
    _all_signed(hall)
    body = hall.topic("standings")
    assert (body["label"], body["places"]) == ("hidden", False)
    assert [row["entry"] for row in body["rows"]] == [1, 2, 3]
    assert {row["points"] for row in body["rows"]} == {None}


def test_behind_a_closed_curtain_not_even_the_revision_moves(hall: Hall) -> None:
    before = hall.parts.latest.message(hall.slug, "standings", "public")["revision"]
    hall.fill(1, 1)
    hall.act(penalties.give_penalty, round=1, entry=1, points="3", reason="quá khổ")
    hall.act(penalties.set_entry_status, entry=2, status="disqualified", reason="dùng hoa giả")
    assert hall.parts.latest.message(hall.slug, "standings", "public")["revision"] == before
    told = json.dumps([hall.topic(name) for name in ("contest", "standings", "countdown", "screens")])
    assert "disqualified" not in told


def test_live_follows_and_frozen_keeps_the_places_of_that_moment(hall: Hall) -> None:
    hall.fill(1, 1)
    hall.act(ceremony.set_curtain, curtain="live", base=0)
    assert hall.row_of(1, "public")["points"] == "80.00"
    hall.act(ceremony.set_curtain, curtain="frozen", base=1)
    hall.fill(2, 1, ("20", "25", "20", "15", "20"))
    body = hall.topic("standings")
    assert (body["label"], hall.row_of(1, "public")["points"]) == ("frozen", "80.00")
    assert hall.row_of(1, "staff")["points"] == "90.00"


def test_published_needs_an_official_result_and_falls_when_it_is_withdrawn(hall: Hall) -> None:
    _all_signed(hall)
    assert hall.refusal(ceremony.set_curtain, curtain="published", base=0) == "result_not_official"
    hall.act(ceremony.confirm_result)
    hall.act(ceremony.set_curtain, curtain="published", base=0)
    assert (hall.topic("standings")["label"], hall.row_of(1, "public")["prize"]) == ("official", "Giải Nhất")
    hall.act(ceremony.withdraw_result, reason="khiếu nại")
    assert hall.topic("standings")["label"] == "hidden"


def test_suspense_shows_no_place_even_after_a_freeze_and_revealing_comes_with_the_reveal_only(hall: Hall) -> None:
    _all_signed(hall)
    for base, curtain in enumerate(("live", "frozen", "suspense")):
        hall.act(ceremony.set_curtain, curtain=curtain, base=base)
    assert hall.topic("standings")["label"] == "hidden"
    assert hall.refusal(ceremony.set_curtain, curtain="revealing", base=3) == "curtain_not_allowed"


def _two_rounds(hall: Hall) -> None:
    rounds = [{**shapes.round_told(one), "number": one.number} for one in read.rounds(hall.row.id)]
    hall.act(setup.change_rounds, rounds=[*rounds, {**copy.deepcopy(rounds[0]), "number": None, "name": "Chung kết"}])


def test_of_contest_and_round_the_stricter_holds(hall: Hall) -> None:
    _two_rounds(hall)
    _all_signed(hall)
    hall.act(ceremony.set_curtain, curtain="live", base=0)
    assert hall.topic("standings")["label"] == "provisional"
    hall.act(ceremony.set_curtain, curtain="suspense", base=0, round=2)
    assert hall.topic("standings")["label"] == "hidden"
    assert [one["curtain"] for one in hall.topic("contest")["rounds"]] == ["published", "suspense"]
    assert hall.refusal(ceremony.set_curtain, curtain="live", base=0, round=2) == "stale"
    hall.act(ceremony.set_curtain, curtain="published", base=1, round=2)
    assert hall.topic("standings")["label"] == "provisional"


def test_a_frozen_round_keeps_the_places_before_it_for_the_hall(hall: Hall) -> None:
    _two_rounds(hall)
    hall.act(ceremony.set_curtain, curtain="live", base=0)
    hall.fill(1, 1)
    hall.clock.pass_seconds(60)
    hall.act(ceremony.set_curtain, curtain="frozen", base=0, round=2)
    hall.fill(2, 1, ("20", "25", "20", "15", "20"))
    assert (hall.topic("standings")["label"], hall.row_of(1, "public")["points"]) == ("frozen", "80.00")
    hall.clock.pass_seconds(60)
    hall.act(ceremony.set_curtain, curtain="frozen", base=1)
    assert hall.row_of(1, "public")["points"] == "80.00"
    hall.act(ceremony.set_curtain, curtain="published", base=1, round=2)
    assert hall.row_of(1, "public")["points"] == "80.00"


def test_a_round_never_reveals_by_itself_and_an_unknown_one_is_refused(hall: Hall) -> None:
    assert hall.refusal(ceremony.set_curtain, curtain="revealing", base=0, round=1) == "curtain_not_allowed"
    assert hall.refusal(ceremony.set_curtain, curtain="suspense", base=0, round=9) == "not_found"


def test_a_reveal_lifts_the_rounds_own_curtains(hall: Hall) -> None:
    _all_signed(hall)
    hall.act(ceremony.set_curtain, curtain="suspense", base=0, round=1)
    hall.act(ceremony.confirm_result)
    hall.act(ceremony.set_curtain, curtain="published", base=0)
    assert (hall.topic("standings")["label"], hall.topic("profiles")["round"]) == ("hidden", None)
    hall.act(reveal.begin_reveal, rehearsal=False, base=0)
    assert (hall.row.curtain, hall.topic("contest")["rounds"][0]["curtain"]) == ("revealing", "published")


def test_a_blind_contest_gives_names_to_the_staff_only(hall: Hall) -> None:
    hall.act(setup.change_rules, blind=True, base=hall.row.setup_revision)
    names = {entry["name"] for entry in hall.topic("contest")["entries"]}
    assert names == {"#1", "#2", "#3"}
    assert "Đội Hoa Mai" in {entry["name"] for entry in hall.topic("contest", "staff")["entries"]}
    assert not any("Hoa Mai" in json.dumps(hall.topic(name), ensure_ascii=False) for name in ("standings", "progress"))


def test_progress_counts_signed_sheets_and_nothing_else(hall: Hall) -> None:
    hall.fill(1, 1, sign=False)
    assert hall.topic("progress")["received"] == 0
    hall.fill(2, 1)
    assert hall.topic("progress")["entries"][0] == {
        "entry": 1, "short_name": "CHPN Tham mưu", "order": 1, "received": 1, "panel": 3
    }


def test_a_judge_sees_only_their_own_sheets(hall: Hall) -> None:
    hall.fill(1, 1)
    told = json.dumps(hall.topic("scoresheets", "judge-2"))
    assert '"80"' not in told
    assert Actor("judge", 2).seat == "judge-2"
