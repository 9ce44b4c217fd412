"""Set-up acts for what a serious panel's rules say: what is added after a round, special prizes, divisions, a judge's part,
factors and points from elsewhere. What names a round or a criterion follows its number."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from contest.actions import running, setup
from contest.rules import shapes
from contest.store import audit, read
from contest.store.database import db
from contest.store.given_tables import AwardRow
from tests.halls import Hall, open_hall

BY_CRITERION = {"number": None, "name": "Màu", "kind": "criterion"}


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Hall]:
    """The seed contest with three teams and three judges, before its round is opened."""
    with open_hall(tmp_path, opened=False) as hall:
        yield hall


def rounds(hall: Hall) -> list[dict[str, Any]]:
    return [deepcopy(shapes.round_told(one)) for one in read.rounds(hall.row.id)]


def second_round(hall: Hall, **combine: Any) -> None:
    """A final after the only round, which adds what is told."""
    final = {**rounds(hall)[0], "number": -2, "name": "Chung kết", "combine": combine}
    hall.act(setup.change_rounds, rounds=[*rounds(hall), final])


def judge(hall: Hall, number: int) -> Any:
    return read.judge(read.seat_row(hall.row.id, "judge", number))


def last_fact(hall: Hall) -> tuple[str, dict[str, Any]]:
    line = list(audit.lines(hall.row.id))[-1]
    return line.fact, line.data


def test_what_a_round_adds_and_who_goes_on_is_set_round_by_round(fresh: Hall) -> None:
    second_round(fresh)
    fresh.act(setup.change_rules, rounds=[
        {"number": 1, "combine": {"go_on": 2, "at_cut": "all"}},
        {"number": 2, "combine": {"shares": [[1, "0.3"], [2, "0.7"]], "round_total": 3}},
    ])
    first, final = (one.combine for one in read.rounds(fresh.row.id))
    assert (first.go_on, first.at_cut) == (2, "all")
    assert ([(of, str(weight)) for of, weight in final.shares], final.round_total) == ([(1, "0.3"), (2, "0.7")], 3)


@pytest.mark.parametrize(
    ("shares", "code"), [([[3, "1"]], "bad_request"), ([[2, "1"], [2, "1"]], "bad_request"), ([[1, "0"]], "bad_number")]
)
def test_a_round_adds_itself_and_earlier_rounds_each_once_with_a_weight(fresh: Hall, shares: list[Any], code: str) -> None:
    second_round(fresh)
    assert fresh.refusal(setup.change_rules, rounds=[{"number": 2, "combine": {"shares": shares}}]) == code


def test_the_first_round_cannot_add_the_final(fresh: Hall) -> None:
    second_round(fresh)
    told = [{"number": 1, "combine": {"shares": [[2, "1"]]}}]
    assert fresh.refusal(setup.change_rules, rounds=told) == "bad_request"


def test_a_new_round_names_itself_by_a_number_below_zero_when_it_starts_afresh(fresh: Hall) -> None:
    second_round(fresh, shares=[[-2, "1"]])
    assert [(of, str(weight)) for of, weight in read.rounds(fresh.row.id)[1].combine.shares] == [(2, "1")]


def test_shares_guests_prizes_factors_and_points_follow_their_round_when_one_before_it_goes(fresh: Hall) -> None:
    second_round(fresh, shares=[[-2, "1"]])
    fresh.act(setup.change_rules, special_prizes=[
        {"number": None, "name": "Màu đẹp", "kind": "criterion", "criterion": [2, 3]},
        {"number": None, "name": "Chủ đề hay", "kind": "criterion", "criterion": [1, 1]},
    ])
    fresh.act(setup.change_judge, judge=3, rounds=[2])
    fresh.act(setup.set_factors, round=2, factors=[{"entry": 1, "criterion": 2, "factor": "1.2"}])
    fresh.act(setup.set_externals, round=2, externals=[{"entry": 1, "label": "Đố vui", "points": "5"}])
    fresh.act(setup.change_rounds, rounds=rounds(fresh)[1:])
    [only] = read.rounds(fresh.row.id)
    assert (only.name, only.combine.shares) == ("Chung kết", ((1, 1),))
    assert [(one["name"], one["criterion"]) for one in fresh.row.special_prizes] == [("Màu đẹp", [1, 3])]
    assert judge(fresh, 3).rounds == (1,)
    assert [(one.round, one.criterion) for one in read.factor_rows(fresh.row.id)] == [(1, 2)]
    assert [one.round for one in read.external_rows(fresh.row.id)] == [1]


def test_a_factor_goes_with_its_criterion_and_follows_it_into_another_place(fresh: Hall) -> None:
    factors = [{"entry": 1, "criterion": 1, "factor": "1.1"}, {"entry": 1, "criterion": 2, "factor": "1.2"}]
    fresh.act(setup.set_factors, round=1, factors=factors)
    told = rounds(fresh)
    first, second, *others = told[0]["criteria"]
    told[0]["criteria"] = [second, first, *others]
    fresh.act(setup.change_rounds, rounds=told)
    assert [(one.criterion, str(one.factor)) for one in read.factor_rows(fresh.row.id)] == [(1, "1.2"), (2, "1.1")]
    told = rounds(fresh)
    del told[0]["criteria"][0]
    fresh.act(setup.change_rounds, rounds=told)
    assert [(one.criterion, str(one.factor)) for one in read.factor_rows(fresh.row.id)] == [(1, "1.1")]


def test_a_special_prize_keeps_its_number_and_a_new_one_never_gets_that_of_a_prize_once_given(fresh: Hall) -> None:
    fresh.act(setup.change_rules, special_prizes=[{"number": None, "name": "Trang phục", "kind": "jury"}])
    db.session.add(AwardRow(contest_id=fresh.row.id, prize=1, entry=2, reason="Cả ban chọn"))
    db.session.commit()
    fresh.act(setup.change_rules, special_prizes=[])
    fresh.act(setup.change_rules, special_prizes=[{"number": None, "name": "Khán giả", "kind": "vote", "alone": True}])
    assert fresh.row.special_prizes == [{"number": 2, "name": "Khán giả", "kind": "vote", "criterion": None, "alone": False}]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"special_prizes": [{**BY_CRITERION, "criterion": None}]}, "special_criterion_needed"),
        ({"special_prizes": [{**BY_CRITERION, "criterion": [1, 9]}]}, "special_criterion_needed"),
        ({"special_prizes": [{"number": 4, "name": "Màu", "kind": "jury"}]}, "bad_request"),
        ({"special_prizes": [{"number": None, "name": " ", "kind": "jury"}]}, "name_needed"),
        ({"special_prizes": [{"number": None, "name": "Màu", "kind": "lots"}]}, "bad_request"),
        ({"prizes": [{"name": "Vàng", "count": 1, "least": "nhiều"}]}, "bad_number"),
        ({"numbering": "roman"}, "bad_request"),
        ({"crossing": "none"}, "bad_request"),
        ({"divisions": [{"number": None, "name": "A"}, {"number": None, "name": "a"}]}, "name_taken"),
        ({"rounds": [{"number": 1, "combine": {"go_on": 0}}]}, "bad_number"),
        ({"rounds": [{"number": 1, "combine": {"at_cut": "lots"}}]}, "bad_request"),
        ({"rounds": [{"number": 1, "method": {"name": "clamped_mean"}}]}, "clamp_needed"),
        ({"rounds": [{"number": 1, "method": {"name": "place_points"}}]}, "table_needed"),
        ({"rounds": [{"number": 1, "method": {"round_mark": 7}}]}, "bad_number"),
        ({"rounds": [{"number": 1, "overtime": {1: {"formula": "proportional", "places": 9}}}]}, "bad_number"),
        (
            {"rounds": [{"number": 1, "method": {"scope": "criterion"}, "overtime": {1: {"formula": "table", "on": "sheet"}}}]},
            "sheet_penalty_needs_totals",
        ),
    ],
)
def test_rules_that_cannot_be_followed_are_refused_and_nothing_changes(fresh: Hall, told: dict[str, Any], code: str) -> None:
    before = contest_told(fresh)
    assert fresh.refusal(setup.change_rules, **told) == code
    assert contest_told(fresh) == before


def contest_told(hall: Hall) -> Any:
    return read.contest(hall.row)


def test_divisions_keep_their_numbers_and_one_with_teams_stays(fresh: Hall) -> None:
    fresh.act(setup.change_rules, divisions=[{"number": None, "name": "Bảng A"}, {"number": None, "name": "Bảng B"}])
    fresh.act(setup.change_team, entry=1, name="Hoa Mai", division=2)
    fresh.act(setup.change_rules, divisions=[{"number": 2, "name": "Khối cơ quan"}])
    assert fresh.row.divisions == [{"number": 2, "name": "Khối cơ quan"}]
    assert fresh.refusal(setup.change_rules, divisions=[]) == "division_has_teams"
    fresh.act(setup.change_team, entry=1, name="Hoa Mai", division=0)
    fresh.act(setup.change_rules, divisions=[])
    assert (fresh.row.divisions, read.entry_row(fresh.row.id, 1).division) == ([], None)


def test_a_team_has_a_unit_a_division_and_a_heat(fresh: Hall) -> None:
    fresh.act(setup.change_rules, divisions=[{"number": None, "name": "Bảng A"}])
    fresh.act(setup.add_team, name="Đội Sen", unit="  Chi hội\u200b  3 ", division=1, heat=2)
    row = read.entry_row(fresh.row.id, 4)
    assert (row.unit, row.division, row.heat) == ("Chi hội 3", 1, 2)
    fresh.act(setup.change_team, entry=4, name="Đội Sen", heat=0)
    row = read.entry_row(fresh.row.id, 4)
    assert (row.unit, row.division, row.heat) == ("Chi hội 3", 1, None)
    assert fresh.refusal(setup.change_team, entry=4, name="Đội Sen", division=7) == "not_found"
    assert fresh.refusal(setup.change_team, entry=4, name="Đội Sen", unit="x" * 121) == "name_too_long"
    assert fresh.refusal(setup.add_team, name="Đội Lan", heat=10_000) == "bad_number"


def test_there_is_one_head_judge_and_the_record_says_who_gave_it_up(fresh: Hall) -> None:
    fresh.act(setup.change_judge, judge=1, head=True)
    fresh.act(setup.change_judge, judge=2, head=True, marks=False)
    assert [judge(fresh, number).head for number in (1, 2, 3)] == [False, True, False]
    facts = [(line.data["judge"], line.data["changes"]) for line in audit.lines(fresh.row.id) if line.fact == "judge_changed"]
    assert facts == [(1, {"head": True}), (1, {"head": False}), (2, {"head": True, "marks": False})]


def test_a_part_is_written_down_whole_and_a_second_press_changes_nothing(fresh: Hall) -> None:
    part = {"counts": False, "units": ["Chi hội 3", "chi HỘI 3", " Phòng  Tài chính "], "recused": [3, 1]}
    fresh.act(setup.change_judge, judge=2, **part)
    told = judge(fresh, 2)
    assert (told.counts, told.units, told.recused) == (False, ("Chi hội 3", "Phòng Tài chính"), (1, 3))
    revision = fresh.row.revision
    fresh.act(setup.change_judge, judge=2, **part)
    assert fresh.row.revision == revision
    assert last_fact(fresh)[0] == "judge_changed"


@pytest.mark.parametrize("part", [{"rounds": [2]}, {"recused": [9]}])
def test_a_judge_stands_back_only_from_what_is_there(fresh: Hall, part: dict[str, Any]) -> None:
    assert fresh.refusal(setup.change_judge, judge=1, **part) == "bad_request"


def test_common_marks_need_a_head_judge_and_a_trim_enough_who_count(fresh: Hall) -> None:
    fresh.act(setup.change_judge, judge=1, head=True)
    told = rounds(fresh)
    told[0]["criteria"][0]["consensus"] = True
    fresh.act(setup.change_rounds, rounds=told)
    assert fresh.refusal(setup.change_judge, judge=1, head=False) == "head_needed"
    trimmed = {"number": 1, "method": {"name": "trimmed_mean", "drop_high": 1, "drop_low": 1}}
    fresh.act(setup.change_rules, rounds=[trimmed])
    assert fresh.refusal(setup.change_judge, judge=3, counts=False) == "trim_too_large"
    assert fresh.refusal(setup.change_judge, judge=3, marks=False) == "trim_too_large"


def test_who_has_begun_a_sheet_goes_on_marking_there_but_whether_it_counts_may_change(hall: Hall) -> None:
    hall.enter(judge=1, entry=1, criterion=1, value="15")
    assert hall.refusal(setup.change_judge, judge=1, marks=False) == "judge_has_scores"
    second_round(hall)
    assert hall.refusal(setup.change_judge, judge=1, rounds=[2]) == "judge_has_scores"
    hall.act(setup.change_judge, judge=1, counts=False, recused=[1], rounds=[1])
    assert last_fact(hall) == (
        "judge_changed",
        {"judge": 1, "name": "Giám khảo 1", "changes": {"counts": False, "rounds": [1], "recused": [1]}},
    )


def test_the_keeper_of_common_marks_stays_once_they_are_begun(fresh: Hall) -> None:
    fresh.act(setup.change_judge, judge=1, head=True)
    told = rounds(fresh)
    told[0]["criteria"][0]["consensus"] = True
    fresh.act(setup.change_rounds, rounds=told)
    fresh.act(running.open_round, round=1)
    fresh.enter(judge=1, entry=1, criterion=1, value="15")
    assert fresh.refusal(setup.change_judge, judge=2, head=True) == "judge_has_scores"


def test_factors_are_set_changed_and_taken_away_each_with_its_fact(fresh: Hall) -> None:
    fresh.act(setup.set_factors, round=1, factors=[
        {"entry": 1, "criterion": None, "factor": "2.4"}, {"entry": 2, "criterion": 3, "factor": "1.5"},
        {"entry": 3, "criterion": None, "factor": None},
    ])
    assert {(one.entry, one.criterion, str(one.factor)) for one in read.given(fresh.row.id).factors} == {
        (1, None, "2.4"), (2, 3, "1.5"),
    }
    fresh.act(setup.set_factors, round=1, factors=[{"entry": 2, "criterion": 3, "factor": None}])
    assert last_fact(fresh) == ("factor_set", {"round": 1, "entry": 2, "criterion": 3, "factor": None})
    assert len(read.given(fresh.row.id).factors) == 1


@pytest.mark.parametrize(
    ("factor", "code"),
    [
        ({"factor": "0"}, "bad_number"), ({"factor": "-1"}, "bad_number"), ({"criterion": 9}, "not_found"),
        ({"entry": 9}, "not_found"),
    ],
)
def test_a_factor_is_above_zero_and_of_what_is_there(fresh: Hall, factor: dict[str, Any], code: str) -> None:
    told = {"entry": 1, "criterion": None, "factor": "1.1", **factor}
    assert fresh.refusal(setup.set_factors, round=1, factors=[told]) == code
    assert fresh.refusal(setup.set_factors, round=5, factors=[]) == "not_found"


def test_points_from_elsewhere_have_a_name_and_count_for_the_entry(hall: Hall) -> None:
    for number in (1, 2, 3):
        hall.fill(judge=number, entry=1)
    before = hall.row_of(1)["points"]
    told = [{"entry": 1, "label": " Đố   vui ", "points": "5"}, {"entry": 2, "label": "Đố vui", "points": None}]
    hall.act(setup.set_externals, round=1, externals=told)
    assert last_fact(hall) == ("external_set", {"round": 1, "entry": 1, "label": "Đố vui", "points": "5"})
    assert (before, hall.row_of(1)["points"]) == ("80.00", "85.00")
    assert hall.refusal(setup.set_externals, round=1, externals=[{"entry": 1, "label": "", "points": "5"}]) == "name_needed"
    assert hall.refusal(setup.remove_team, entry=1) == "team_has_scores"
    hall.act(setup.set_externals, round=1, externals=[{"entry": 1, "label": "Đố vui", "points": None}])
    assert read.external_rows(hall.row.id) == []


def test_votes_count_for_a_prize_by_vote_until_it_goes(hall: Hall) -> None:
    specials = [{"number": None, "name": "Khán giả yêu thích", "kind": "vote"}]
    hall.act(setup.change_rules, special_prizes=specials)
    for number in (1, 2, 3):
        hall.fill(judge=number, entry=1)
    votes = [{"entry": 1, "votes": 120}, {"entry": 2, "votes": None}]
    hall.act(setup.set_votes, prize=1, votes=votes)
    assert last_fact(hall) == ("votes_counted", {"prize": 1, "name": "Khán giả yêu thích", "entry": 1, "votes": 120})
    assert read.standings(hall.row, official=True).row(1).specials == ("Khán giả yêu thích",)
    assert hall.refusal(setup.remove_team, entry=1) == "team_has_scores"
    for entry, count, code in ((9, 1, "not_found"), (1, -1, "bad_number"), (1, 10**7, "bad_number")):
        assert hall.refusal(setup.set_votes, prize=1, votes=[{"entry": entry, "votes": count}]) == code
    assert hall.refusal(setup.set_votes, prize=2, votes=[]) == "not_found"
    hall.act(setup.change_rules, special_prizes=[{"number": None, "name": "Sáng tạo", "kind": "vote"}])
    assert read.standings(hall.row, official=True).row(1).specials == ()


def test_a_removed_team_takes_its_factor_along_and_its_number_is_nobodys_recusal(fresh: Hall) -> None:
    fresh.act(setup.set_factors, round=1, factors=[{"entry": 3, "criterion": None, "factor": "1.2"}])
    fresh.act(setup.change_judge, judge=1, recused=[3])
    fresh.act(setup.remove_team, entry=3)
    assert fresh.act(setup.add_team, name="Đội Sen")["entry"] == 3
    assert (read.factor_rows(fresh.row.id), judge(fresh, 1).recused) == ([], ())
