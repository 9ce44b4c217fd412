"""Set-up acts through the door: what they make, what they refuse once somebody scored, what starting over leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from contest.access import Actor
from contest.actions import running, scoring, setup
from contest.rules import shapes
from contest.rules.refusals import Refused
from contest.store import audit, read
from contest.store.database import db
from contest.store.tables import ContestRow
from tests.builders import JUDGES, LONG_NAME, TEAMS
from tests.halls import ORGANIZER, open_hall

SLUG = "huong-sac-thang-3"


Act = Callable[..., dict[str, Any]]


@pytest.fixture
def act(tmp_path: Path) -> Iterator[Act]:
    """Does one act as the organizer on the seed contest without teams, or as `actor` on the contest `at`."""
    with open_hall(tmp_path, entries=0, opened=False) as hall:

        def perform(action: Any, *, actor: Actor = ORGANIZER, at: str | None = SLUG, **fields: Any) -> dict[str, Any]:
            return hall.parts.door.perform(action, actor, at, fields)

        yield perform


@pytest.fixture
def scored(act: Act) -> Act:
    """Two teams, the round open, and judge 1 has given one score."""
    for name, short_name in TEAMS[:2]:
        act(setup.add_team, name=name, short_name=short_name)
    act(running.open_round, round=1)
    act(scoring.enter_score, actor=Actor("judge", 1), round=1, entry=1, criterion=1, value="18.5", base=0)
    return act


def contest() -> ContestRow:
    db.session.rollback()
    return read.contest_row(SLUG)


def rounds() -> list[dict[str, Any]]:
    return [deepcopy(shapes.round_told(one)) for one in read.rounds(contest().id)]


def refusal(act: Act, action: Any, **fields: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(action, **fields)
    return refused.value.code


def test_a_new_contest_has_its_presets_rules_a_panel_a_scorekeeper_and_a_screen(act: Act) -> None:
    row = contest()
    assert (row.slug, row.title, row.phase) == (SLUG, "Hương sắc tháng 3", "setup")
    assert (row.curtain, row.frozen, str(row.stated_total)) == ("suspense", None, "100")
    assert [seat.name for seat in read.seat_rows(row.id, "judge")] == ["Giám khảo 1", "Giám khảo 2", "Giám khảo 3"]
    assert len(read.seat_rows(row.id, "scorekeeper")) == 1
    assert [screen.screen for screen in read.screen_rows(row.id)] == ["hall"]
    assert read.contest(row).rounds[0].maximum == 100
    assert [line.fact for line in audit.lines(row.id)] == ["contest_created"]


def test_an_address_is_made_from_the_title_and_never_given_twice(act: Act) -> None:
    again = act(setup.create_contest, at=None, title="Hương sắc tháng 3!", preset="blank")
    assert again["slug"] == "huong-sac-thang-3-2"
    assert setup.slug_of("Đỗ Quyên 8/3") == "do-quyen-8-3"
    assert setup.slug_of("???") == "contest"


def test_an_address_asked_for_must_be_free(act: Act) -> None:
    assert refusal(act, setup.create_contest, at=None, title="Khác", preset="blank", slug=SLUG) == "slug_taken"
    assert refusal(act, setup.create_contest, at=None, title="Khác", preset="blank", slug="Khác") == "bad_slug"
    assert refusal(act, setup.create_contest, at=None, title="Khác", preset="hoa") == "unknown_preset"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"title": "   "}, "title_needed"),
        ({"title": "x" * 201}, "name_too_long"),
        ({"date": "8.3."}, "bad_date"),
        ({"accent": "#F6A9B8"}, "colour_too_faint"),
        ({"accent": "red"}, "bad_number"),
        ({"motif": "cat"}, "unknown_motif"),
    ],
)
def test_a_contest_has_a_title_a_real_date_and_a_readable_colour(act: Act, fields: dict[str, str], code: str) -> None:
    assert refusal(act, setup.change_contest, **fields) == code


def test_a_form_opened_before_somebody_elses_change_is_stale(act: Act) -> None:
    seen = contest().setup_revision
    act(setup.change_contest, base=seen, place="Nhà văn hóa", date="2026-03-08", accent="#7a1f4b")
    assert (contest().place, contest().accent) == ("Nhà văn hóa", "#7A1F4B")
    assert refusal(act, setup.change_contest, base=seen, place="Sân trường") == "stale"


def test_criteria_can_be_added_reordered_and_removed_before_anybody_scores_and_ties_follow_them(act: Act) -> None:
    told = rounds()
    first, *others = told[0]["criteria"]
    told[0]["criteria"] = [*others[1:], first, {"number": None, "name": "Sáng tạo", "maximum": "25", "step": "0.5"}]
    act(setup.change_rounds, rounds=told)
    names = [one["name"] for one in rounds()[0]["criteria"]]
    assert names == ["Màu sắc", "Kỹ thuật", "Thuyết trình", "Chủ đề", "Sáng tạo"]
    assert [one["number"] for one in rounds()[0]["criteria"]] == [1, 2, 3, 4, 5]
    assert contest().ties == ["criterion:1.4", "criterion:1.3", "shorter_time", "head_judge"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"maximum": "20.3"}, "maximum_not_on_step"),
        ({"step": "0"}, "bad_number"),
        ({"weight": "0"}, "bad_number"),
        ({"maximum": "hai mươi"}, "bad_number"),
        ({"name": " "}, "name_needed"),
    ],
)
def test_a_criterion_that_cannot_be_scored_is_refused(act: Act, change: dict[str, Any], code: str) -> None:
    told = rounds()
    told[0]["criteria"][0].update(change)
    assert refusal(act, setup.change_rounds, rounds=told) == code


def test_a_contest_needs_a_round_and_a_round_a_criterion(act: Act) -> None:
    assert refusal(act, setup.change_rounds, rounds=[]) == "round_needed"
    assert refusal(act, setup.change_rounds, rounds=[{**rounds()[0], "criteria": []}]) == "criterion_needed"


@pytest.mark.parametrize("field", ["maximum", "step", "weight", "stage"])
def test_what_given_scores_mean_cannot_be_changed(scored: Act, field: str) -> None:
    told = rounds()
    told[0]["criteria"][0][field] = {"maximum": "40", "step": "0.25", "weight": "2", "stage": 1}[field]
    assert refusal(scored, setup.change_rounds, rounds=told) == "scores_given"


def test_scored_criteria_stay_in_number_and_order_but_may_be_renamed(scored: Act) -> None:
    told = rounds()
    told[0]["criteria"][0]["name"] = "Chủ đề, ý nghĩa"
    scored(setup.change_rounds, rounds=told)
    assert rounds()[0]["criteria"][0]["name"] == "Chủ đề, ý nghĩa"
    fewer, more, turned = rounds(), rounds(), rounds()
    fewer[0]["criteria"].pop()
    more[0]["criteria"].append({"number": None, "name": "Sáng tạo", "maximum": "10", "step": "1"})
    turned[0]["criteria"].reverse()
    for told in (fewer, more, turned):
        assert refusal(scored, setup.change_rounds, rounds=told) == "scores_given"
    method = {"number": 1, "method": {"name": "median"}}
    assert refusal(scored, setup.change_rules, rounds=[method]) == "scores_given"


def test_a_second_round_can_be_added_while_the_first_is_scored(scored: Act) -> None:
    second = {**deepcopy(rounds()[0]), "number": None, "name": "Chung kết"}
    scored(setup.change_rounds, rounds=[*rounds(), second])
    assert [(one.number, one.phase) for one in read.rounds(contest().id)] == [(1, "open"), (2, "planned")]


def test_a_stages_time_can_change_until_its_countdown_starts(act: Act) -> None:
    act(setup.add_team, name="Đội Hoa Mai")
    told = rounds()
    told[0]["stages"][0]["seconds"] = 1800
    act(setup.change_rounds, rounds=told)
    act(running.start_countdown, round=1, stage=1, entry=None, base=0)
    assert read.countdown_row(contest().id, 1, 1, None).seconds == 1800  # type: ignore[union-attr]
    told[0]["stages"][0]["seconds"] = 2700
    assert refusal(act, setup.change_rounds, rounds=told) == "stage_started"
    renamed = rounds()
    renamed[0]["stages"][0]["name"] = "Cắm hoa tại chỗ"
    renamed[0]["stages"][1]["seconds"] = 180
    act(setup.change_rounds, rounds=renamed)
    assert [one["seconds"] for one in rounds()[0]["stages"]] == [1800, 180]


def test_a_list_of_teams_is_added_whole_or_not_at_all(act: Act) -> None:
    teams = [{"number": None, "name": name, "short_name": short, "concept": ""} for name, short in TEAMS]
    assert act(setup.add_teams, teams=teams)["entries"] == list(range(1, 9))
    more = [{"number": 20, "name": LONG_NAME, "short_name": "", "concept": ""}, teams[0]]
    assert refusal(act, setup.add_teams, teams=more) == "name_taken"
    assert len(read.entry_rows(contest().id)) == 8


def test_a_team_that_looks_like_another_is_added_with_a_word_about_its_twin(act: Act) -> None:
    act(setup.add_team, name="Đội Hoa Mai")
    assert act(setup.add_team, name="Doi Hoa Mái")["twins"] == ["Đội Hoa Mai"]
    assert refusal(act, setup.add_team, name="đội hoa mai") == "name_taken"
    assert refusal(act, setup.add_team, name="Đội Sen", number=1) == "number_taken"
    assert refusal(act, setup.add_team, name="Đội Sen", short_name="x" * 19) == "name_too_long"


def test_a_team_joins_while_the_contest_runs_and_goes_only_while_nobody_scored_it(scored: Act) -> None:
    entry = scored(setup.add_team, name="Tổ Hướng Dương")["entry"]
    assert entry == 3
    assert refusal(scored, setup.remove_team, entry=1) == "team_has_scores"
    scored(setup.remove_team, entry=entry)
    assert [row.number for row in read.entry_rows(contest().id)] == [1, 2]


def test_the_running_order_names_every_team_once(scored: Act) -> None:
    scored(setup.set_running_order, entries=[2, 1])
    assert [row.number for row in read.entry_rows(contest().id)] == [2, 1]
    assert refusal(scored, setup.set_running_order, entries=[2]) == "order_incomplete"
    assert refusal(scored, setup.set_running_order, entries=[2, 2]) == "order_incomplete"


def test_a_judge_who_scored_stays_and_a_removed_judges_link_never_opens_another_seat(scored: Act) -> None:
    assert refusal(scored, setup.remove_judge, judge=1) == "judge_has_scores"
    old = read.seat_row(contest().id, "judge", 3).version
    scored(setup.remove_judge, judge=3)
    assert scored(setup.add_judge, name=JUDGES[0])["judge"] == 3
    assert read.seat_row(contest().id, "judge", 3).version > old
    scored(setup.change_judge, judge=2, name=JUDGES[1])
    assert refusal(scored, setup.change_judge, judge=2, name=JUDGES[0]) == "name_taken"


def test_a_renewed_link_has_the_next_version(act: Act) -> None:
    old = read.seat_row(contest().id, "judge", 2).version
    act(setup.renew_link, seat="judge-2")
    assert read.seat_row(contest().id, "judge", 2).version == old + 1
    assert refusal(act, setup.renew_link, seat="judge-9") == "not_found"
    assert refusal(act, setup.renew_link, seat="organizer") == "not_found"


def test_no_more_judges_can_be_dropped_than_leave_one(act: Act) -> None:
    trimmed = {"number": 1, "method": {"name": "trimmed_mean", "drop_high": 1, "drop_low": 1}}
    act(setup.change_rules, rounds=[trimmed])
    assert refusal(act, setup.remove_judge, judge=3) == "trim_too_large"
    trimmed["method"] = {"name": "trimmed_mean", "drop_high": 2, "drop_low": 1}
    assert refusal(act, setup.change_rules, rounds=[trimmed]) == "trim_too_large"


def test_the_rules_of_the_result_are_set_together(act: Act) -> None:
    overtime = {"formula": "table", "table": [[1, "1"], [61, "3"]], "grace": 30}
    act(
        setup.change_rules,
        rounds=[{"number": 1, "judging_from": "time_up", "overtime": {1: overtime}}],
        ties=["criterion:1.3", "prefer"],
        prizes=[{"name": "Giải Vàng", "count": 1}, {"name": "Giải Bạc", "count": None}],
        blind=True,
        floor_at_zero=False,
    )
    row = contest()
    assert (row.ties, row.blind, row.floor_at_zero) == (["criterion:1.3", "prefer"], True, False)
    assert row.prizes == [{"name": "Giải Vàng", "count": 1, "least": None}, {"name": "Giải Bạc", "count": None, "least": None}]
    assert (rounds()[0]["judging_from"], rounds()[0]["stages"][0]["overtime"]["grace"]) == ("time_up", 30)
    assert refusal(act, setup.change_rules, ties=["criterion:1.9"]) == "unknown_tie_break"
    assert refusal(act, setup.change_rules, prizes=[{"name": "", "count": 1}]) == "name_needed"


def test_a_copy_has_everything_but_what_happened(scored: Act) -> None:
    scored(setup.change_contest, motif="star")
    slug = scored(setup.copy_contest, at=None, source=SLUG, title="Hương sắc tháng 4")["slug"]
    copy = read.contest_row(slug)
    assert [row.name for row in read.entry_rows(copy.id)] == [name for name, _ in TEAMS[:2]]
    assert [one.phase for one in read.rounds(copy.id)] == ["planned"]
    assert (read.sheet_rows(copy.id), copy.phase, copy.motif, len(read.seat_rows(copy.id))) == ([], "setup", "star", 4)
    assert [line.fact for line in audit.lines(copy.id)] == ["contest_copied"]


def test_starting_over_clears_what_happened_and_keeps_setup_and_links(scored: Act) -> None:
    scored(running.start_countdown, round=1, stage=1, entry=None, base=0)
    scored(running.stamp_finish, round=1, stage=1, entry=1, tapped_at=1_700_000_100_000)
    versions = [seat.version for seat in read.seat_rows(contest().id)]
    assert refusal(scored, setup.start_over, title="Hương sắc", backup="b.db") == "confirm_title"
    scored(setup.start_over, title="Hương sắc tháng 3", backup="b.db")
    row = contest()
    assert (read.sheet_rows(row.id), read.finish_rows(row.id), read.countdown_rows(row.id)) == ([], [], [])
    assert (row.phase, row.curtain, row.frozen, row.on_stage) == ("setup", "suspense", None, None)
    assert [one.phase for one in read.rounds(row.id)] == ["planned"]
    assert [seat.version for seat in read.seat_rows(row.id)] == versions
    assert len(read.entry_rows(row.id)) == 2
    line = [one for one in audit.lines(row.id) if one.fact == "contest_started_over"][0]
    assert line.data == {"backup": "b.db", "scores": 1}


def test_an_official_result_is_not_practised_over_and_can_be_put_away(scored: Act) -> None:
    assert refusal(scored, setup.archive_contest) == "result_not_official"
    contest().phase = "official"
    db.session.commit()
    assert refusal(scored, setup.start_over, title="Hương sắc tháng 3", backup="b.db") == "result_official"
    assert refusal(scored, setup.add_team, name="Đội Sen") == "result_official"
    scored(setup.archive_contest)
    assert refusal(scored, setup.change_contest, place="Khác") == "contest_archived"


def test_the_printed_address_is_noted_once(act: Act) -> None:
    act(setup.note_printed_address, address="http://192.168.1.7:8000")
    revision = contest().revision
    act(setup.note_printed_address, address="http://192.168.1.7:8000")
    assert (contest().printed_address, contest().revision) == ("http://192.168.1.7:8000", revision)
