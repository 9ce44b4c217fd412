"""The show's own acts: screens named and asked which they are, sets of scenes, lots for the running order."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from contest.actions import ceremony, drawing, running, screens, setup, teams
from contest.store import audit
from tests.halls import ORGANIZER, SCOREKEEPER, Hall


def _screens(hall: Hall) -> dict[str, Any]:
    return {one["screen"]: one for one in hall.topic("screens")["screens"]}


def _facts(hall: Hall) -> list[str]:
    return [audit.read_line(row.body, row.hash).fact for row in audit.rows(hall.row.id)]


@pytest.fixture
def two(hall: Hall) -> Hall:
    """The hall's projector and a second screen."""
    hall.act(ceremony.add_screen, title="Sảnh")
    return hall


def test_a_screen_is_called_otherwise_and_keeps_its_address(two: Hall) -> None:
    two.act(screens.rename_screen, SCOREKEEPER, screen="sanh", title="  Cửa   vào ")
    assert [one["title"] for one in two.topic("screens")["screens"]] == ["Máy chiếu", "Cửa vào"]
    assert _screens(two)["sanh"]["number"] == 2
    assert two.refusal(screens.rename_screen, screen="sanh", title="máy chiếu") == "screen_exists"
    assert two.refusal(screens.rename_screen, screen="sanh", title=" ") == "name_needed"
    assert two.refusal(screens.rename_screen, screen="sanh", title="x" * 61) == "name_too_long"
    assert two.refusal(screens.rename_screen, screen="nowhere", title="x") == "not_found"
    assert two.refusal(ceremony.add_screen, title="x" * 61) == "name_too_long"


def test_one_screen_or_all_say_which_they_are_for_ten_seconds(two: Hall) -> None:
    two.act(screens.identify_screens, screen="sanh")
    until = two.clock.now() + 10_000
    assert [one["identified_until"] for one in two.topic("screens")["screens"]] == [None, until]
    two.act(screens.identify_screens, screen=None)
    assert {one["identified_until"] for one in two.topic("screens")["screens"]} == {until}


def test_a_set_brings_back_what_every_screen_showed_with_ground_words_and_entry(two: Hall) -> None:
    two.act(ceremony.show_scene, screen="hall", scene="entry", entry=2, theme="paper")
    two.act(ceremony.show_scene, screen="sanh", scene="message", message="Mời cả nhà\nvào chỗ")
    kept = two.act(screens.save_scene_set, title="Khai mạc")["set"]
    before = _screens(two)
    two.act(ceremony.show_scene, screen=None, scene="black", theme="contrast")
    two.act(ceremony.add_screen, title="Phát trực tiếp")
    two.act(screens.show_scene_set, SCOREKEEPER, set=kept)
    after = _screens(two)
    for screen in ("hall", "sanh"):
        for field in ("scene", "message", "theme", "entry"):
            assert after[screen][field] == before[screen][field]
    assert after["phat-truc-tiep"]["scene"] == "title"
    revision = two.row.revision
    two.act(screens.show_scene_set, set=kept)
    assert two.row.revision == revision  # a second press changes nothing


def test_a_set_of_the_same_name_is_replaced_and_one_can_be_thrown_away(two: Hall) -> None:
    two.act(screens.save_scene_set, title="Khai mạc")
    two.act(ceremony.show_scene, screen=None, scene="black")
    again = two.act(screens.save_scene_set, title="khai mạc")["set"]
    (only,) = two.topic("scene_sets", "staff")["sets"]
    assert (only["set"], only["title"], only["screens"][0]["scene"]) == (again, "Khai mạc", "black")
    two.act(screens.remove_scene_set, set=again)
    assert two.topic("scene_sets", "staff") == {"sets": []}
    assert two.refusal(screens.show_scene_set, set=again) == "not_found"


def test_a_copied_contest_takes_its_sets_along(two: Hall) -> None:
    two.act(screens.save_scene_set, title="Khai mạc")
    two.act(drawing.draw_order)
    made = two.parts.door.perform(setup.copy_contest, ORGANIZER, None, {"source": two.slug, "title": "Năm sau"})
    copy = Hall(two.app, two.clock, made["slug"])
    assert copy.topic("scene_sets", "staff") == two.topic("scene_sets", "staff")
    assert copy.topic("lots")["draw"] is None


def test_only_an_entry_that_is_there_can_be_shown(two: Hall) -> None:
    assert two.refusal(ceremony.show_scene, screen="hall", scene="entry", entry=99) == "not_found"


def test_lots_stay_shut_until_they_are_opened_and_hold_with_the_last_one(hall: Hall) -> None:
    """Nobody outside can read the order ahead: neither a turn, nor the seed that gives it, nor the running order."""
    draw = hall.act(drawing.draw_order)["draw"]
    first = hall.topic("lots")
    assert (first["turns"], first["seed"], first["opened"]) == ([None, None, None], None, 0)
    assert [one["number"] for one in hall.topic("contest")["entries"]] == [1, 2, 3]
    hall.act(drawing.open_lot, SCOREKEEPER, draw=draw, base=0)
    second = hall.topic("lots")
    assert [one is None for one in second["turns"]] == [False, True, True]
    assert second["seed"] is None
    assert hall.refusal(drawing.open_lot, draw=draw, base=0) == "stale"  # the same press from a second desk
    hall.act(drawing.open_lot, draw=draw, base=1, all=True)
    told = hall.topic("lots")
    assert [one["number"] for one in hall.topic("contest")["entries"]] == told["turns"]
    assert hashlib.sha256(told["seed"].encode()).hexdigest() == told["sealed"] == first["sealed"]
    assert told["turns"] == sorted((1, 2, 3), key=lambda n: hashlib.sha256(f"{told['seed']}|{n}".encode()).hexdigest())
    assert _facts(hall).count("lot_opened") == 3
    revision = hall.row.revision
    hall.act(drawing.open_lot, draw=draw, base=3)
    assert hall.row.revision == revision


def test_two_draws_that_are_shut_differ_for_the_public_in_nothing_but_their_seal(hall: Hall) -> None:
    hall.act(drawing.draw_order)
    one = hall.topic("lots")
    hall.act(drawing.draw_order, reason="Bốc lại trước mặt các đội")
    other = hall.topic("lots")
    assert one["sealed"] != other["sealed"]
    assert {**one, "sealed": "", "draw": 0} == {**other, "sealed": "", "draw": 0}


def test_a_second_draw_needs_a_reason_and_the_first_one_can_be_opened_no_more(hall: Hall) -> None:
    first = hall.act(drawing.draw_order)["draw"]
    assert hall.refusal(drawing.draw_order, reason=" ") == "reason_needed"
    hall.act(drawing.draw_order, reason="Một đội đến muộn")
    assert hall.refusal(drawing.open_lot, draw=first, base=0) == "not_found"


def test_no_lots_for_one_team_nor_once_somebody_has_been_on_stage(hall: Hall) -> None:
    hall.act(running.start_countdown, round=1, stage=2, entry=1, base=0)
    assert hall.refusal(drawing.draw_order) == "draw_too_late"


def test_teams_that_come_or_go_between_draw_and_opening_do_not_break_the_order(hall: Hall) -> None:
    draw = hall.act(drawing.draw_order)["draw"]
    hall.act(teams.remove_team, entry=2)
    hall.act(teams.add_team, name="Đội đến sau")
    late = max(one["number"] for one in hall.topic("contest")["entries"])
    hall.act(drawing.open_lot, draw=draw, base=0, all=True)
    order = [one["number"] for one in hall.topic("contest")["entries"]]
    drawn = [entry for entry in hall.topic("lots")["turns"] if entry in order]
    assert order == drawn + [entry for entry in order if entry not in drawn]
    assert set(order) == {1, 3, late}


def test_profiles_are_told_once_the_result_is_published_and_not_a_moment_before(hall: Hall) -> None:
    for judge, theme in ((1, "15"), (2, "16"), (3, "18")):
        for entry in (1, 2, 3):
            hall.fill(judge, entry, (theme, "20", "16", "12", str(18 - entry)))
    hall.act(ceremony.set_curtain, curtain="live", base=0)
    hidden = {"round": None, "entries": []}
    assert hall.topic("profiles") == hidden
    hall.act(running.close_round, round=1)
    hall.act(ceremony.confirm_result)
    assert hall.topic("profiles") == hidden
    hall.act(ceremony.set_curtain, curtain="published", base=1)
    told = hall.topic("profiles")["entries"][0]["criteria"][0]
    assert (told["mean"], told["share"], told["maximum"]) == ("16.33", 817, "20")
