"""The arithmetic of an entry says every rule that made a number: one made contest for each kind of line."""

from __future__ import annotations

from typing import Any

import pytest

from contest import words
from contest.actions import ceremony
from contest.documents.arithmetic import Explained, explain_entry
from contest.documents.standings import standings_text
from contest.snapshots.board import Board
from tests.halls import Hall
from tests.web.made import Json, brought_in, round_of, told

Cell = tuple[str, str, bool]
ONE = [["15"], ["16"], ["18"]]


def _explained(hall: Hall, archive: Json, entry: int = 1, language: str = "en") -> Explained:
    made = brought_in(hall, archive)
    with words.use(language):
        return explain_entry(Board(made.row), entry)


def _lines(explained: Explained) -> list[tuple[str, str, str]]:
    return [(line.label, line.value, line.note) for block in explained.blocks for line in block.lines]


def _row(explained: Explained, label: str) -> list[Cell]:
    rows = [row for block in explained.blocks if block.grid for row in block.grid.rows if row.label == label]
    return [(cell.value, cell.note, cell.struck) for cell in rows[0].cells]


def _panel(method: Json, *panels: list[list[str]], criteria: tuple[str, ...] = ("Bố cục",), **parts: Any) -> Json:
    return told([round_of(*criteria, method=method)], {1: dict(enumerate(panels, 1))}, **parts)


# ---- what a judge's number became


def test_a_clamped_number_stands_beside_the_given_one(hall: Hall) -> None:
    explained = _explained(hall, _panel({"name": "clamped_mean", "clamp": "1"}, [["10"], ["15"], ["17"]]))
    assert _row(explained, "Total") == [("10.0", "", False), ("15.0", "", False), ("17.0", "", False)]
    assert _row(explained, "Moved to the limit") == [("13", "", False), ("15", "", False), ("15", "", False)]
    assert ("Divided by 3 judges", "14.33", "rounded from 14.333333…") in _lines(explained)


def test_ranks_are_shown_even_where_they_equal_the_marks(hall: Hall) -> None:
    explained = _explained(hall, _panel({"name": "rank_sum"}, [["2"], ["1"]], [["1"], ["2"]]))
    assert _row(explained, "Rank") == [("1", "", False), ("2", "", False)]
    assert _lines(explained)[0] == ("Added up", "3.00", "")


def test_points_for_a_place_stand_beside_the_mark_in_each_criterion(hall: Hall) -> None:
    method = {"name": "place_points", "scope": "criterion", "table": ["12", "10"]}
    explained = _explained(hall, _panel(method, [["18"], ["15"]], [["17"], ["16"]]))
    assert _row(explained, "Bố cục")[:2] == [
        ("18.0", "Points for the place: 12", False), ("15.0", "Points for the place: 10", False)
    ]


def test_places_that_judges_wrote_are_not_told_twice(hall: Hall) -> None:
    explained = _explained(hall, _panel({"name": "rank_sum", "marks": "places"}, [["1"], ["2"]], [["2"], ["1"]]))
    grid = explained.blocks[0].grid
    assert grid is not None
    assert [row.label for row in grid.rows] == ["Total"]


def test_a_number_freed_of_severity_stands_beside_the_given_one(hall: Hall) -> None:
    explained = _explained(hall, _panel({"name": "additive"}, [["10"], ["12"]], [["14"], ["16"]]))
    assert _row(explained, "Freed of severity") == [("11", "", False), ("11", "", False)]


def test_a_number_on_the_common_scale_stands_beside_the_given_one(hall: Hall) -> None:
    panels = ([["10"], ["12"]], [["12"], ["14"]], [["14"], ["16"]])
    explained = _explained(hall, _panel({"name": "z_scores"}, *panels))
    assert [value for value, _, _ in _row(explained, "On the common scale")] == ["11", "11"]


def test_judgement_says_the_share_of_the_maximum_and_its_weight(hall: Hall) -> None:
    explained = _explained(hall, _panel({"name": "judgement", "scope": "criterion"}, [["15"], ["20"]], criteria=("Bố cục*10",)))
    assert _row(explained, "Bố cục")[2:] == [("0.875", "", False), ("8.75", "", False)]


def test_a_dropped_score_is_struck_in_its_own_criterion(hall: Hall) -> None:
    method = {"name": "trimmed_mean", "scope": "criterion", "drop_high": 1, "drop_low": 1}
    panel = [["10", "20"], ["12", "18"], ["14", "16"]]
    explained = _explained(hall, _panel(method, panel, criteria=("Bố cục", "Màu sắc")))
    assert [struck for _, _, struck in _row(explained, "Bố cục")] == [True, False, True, False]
    assert _row(explained, "Màu sắc")[0] == ("20.0", "highest", True)


# ---- weights, factors, points from elsewhere


def test_a_weighted_mean_is_divided_by_the_weights_sum(hall: Hall) -> None:
    explained = _explained(
        hall, _panel({"name": "weighted_mean", "scope": "criterion"}, [["10", "16"]], criteria=("Bố cục*1", "Màu sắc*3"))
    )
    assert _lines(explained)[:2] == [
        ("Criteria added", "58.00", ""), ("Divided by 4, the weights' sum", "14.50", "")
    ]


def test_an_entrys_own_factors_are_said_where_they_count(hall: Hall) -> None:
    factors = [{"entry": 1, "criterion": 1, "factor": "1.5"}, {"entry": 1, "factor": "1.2"}]
    explained = _explained(hall, _panel({}, [["10"], ["11"]], factors=factors))
    grid = explained.blocks[0].grid
    assert grid is not None
    assert (grid.rows[0].label, grid.rows[0].note) == ("Bố cục", "× 1.5")
    assert _lines(explained) == [
        ("Added up", "31.5", ""), ("Divided by 2 judges", "15.75", ""),
        ("Times 1.2, the entry's own factor", "18.90", ""), ("Points of this entry", "18.90", ""),
    ]


def test_points_that_no_judge_gave_are_added_by_name(hall: Hall) -> None:
    externals = [{"entry": 1, "label": "Đố vui", "points": "2.25"}, {"entry": 1, "label": "Bấm giờ", "points": "-1"}]
    explained = _explained(hall, _panel({}, ONE, externals=externals))
    assert _lines(explained)[1:] == [
        ("Divided by 3 judges", "16.333333…", ""), ("Bấm giờ", "−1", "Points that no judge gave"),
        ("Đố vui", "2.25", "Points that no judge gave"), ("Points of the round", "17.58", "rounded from 17.583333…"),
        ("Points of this entry", "17.58", ""),
    ]


def test_one_mark_of_the_whole_jury_says_so(hall: Hall) -> None:
    archive = _panel({}, [["10", "15"], ["12", ""]], criteria=("Bố cục", "Chủ đề"))
    archive["rounds"][0]["criteria"][1]["consensus"] = True
    archive["judges"][0]["head"] = True
    del archive["scoresheets"][1]["scores"]["2"]
    explained = _explained(hall, archive)
    grid = explained.blocks[0].grid
    assert grid is not None
    assert [(row.label, row.note) for row in grid.rows[:2]] == [("Bố cục", ""), ("Chủ đề", "one mark of the whole jury")]
    assert [value for value, _, _ in _row(explained, "Chủ đề")] == ["15", "15"]


# ---- penalties


def _penalty(points: str, **more: Any) -> Json:
    return {"entry": 1, "points": points, "reason": "Quá số hoa", **more}


def test_a_penalty_on_each_sheet_stands_under_every_judge_with_its_reason(hall: Hall) -> None:
    explained = _explained(hall, _panel({}, ONE, penalties=[_penalty("0.5", on="sheet")]))
    grid = explained.blocks[0].grid
    assert grid is not None
    row = next(one for one in grid.rows if one.weight == "penalty")
    assert (row.label, row.note, [cell.value for cell in row.cells]) == (
        "Penalty on each scoresheet", "Quá số hoa", ["−0.5", "−0.5", "−0.5"]
    )
    assert [value for value, _, _ in _row(explained, "Total")] == ["14.5", "15.5", "17.5"]


def test_a_sheet_that_a_penalty_would_take_below_zero_says_so(hall: Hall) -> None:
    explained = _explained(hall, _panel({}, [["1"], ["5"]], penalties=[_penalty("2", on="sheet")]))
    assert _row(explained, "Total") == [("0.0", "Not below zero", False), ("3.0", "", False)]


def test_where_the_fewest_win_a_penalty_is_put_on(hall: Hall) -> None:
    archive = _panel({"name": "rank_sum"}, [["2"], ["2"]], [["1"], ["1"]], penalties=[_penalty("1.5")])
    assert _lines(_explained(hall, archive))[1:] == [
        ("Penalty", "1.50", "Quá số hoa"), ("Points of this entry", "3.50", "")
    ]


OVERTIME: dict[str, tuple[Json, str, str]] = {
    "proportional": ({"formula": "proportional", "unit": 60, "points": "2"}, "1.4", "42 of 60 seconds × 2 points"),
    "by the second": ({"formula": "proportional", "unit": 1, "points": "0.05"}, "2.1", "42 seconds × 0.05 points"),
    "a table": (
        {"formula": "table", "table": [[1, "1"], [31, "2.5"], [61, "4"]]}, "2.5", "from 0:31 late: 2.5 points"
    ),
    "each started unit": (
        {"formula": "per_started_unit", "unit": 15, "points": "1"}, "3", "3 × started 15 seconds × 1 points"
    ),
    "each full unit": ({"formula": "per_full_unit", "unit": 60, "points": "1"}, "0", ""),
    "the cap": ({"formula": "per_started_unit", "unit": 1, "points": "1", "cap": "10"}, "10", "at most 10 points"),
    "another number by hand": ({"formula": "per_started_unit", "unit": 60, "points": "2"}, "1", ""),
}


@pytest.mark.parametrize("rule", OVERTIME)
def test_lateness_says_the_rule_that_made_its_points(hall: Hall, rule: str) -> None:
    overtime, points, said = OVERTIME[rule]
    archive = _panel({}, ONE, penalties=[_penalty(points, kind="time", stage=1, late_seconds=42)])
    archive["rounds"][0]["stages"] = [{"name": "Cắm hoa", "seconds": 2700, "overtime": overtime}]
    line = next(line for line in _lines(_explained(hall, archive)) if line[0] == "0:42 late")
    assert line[2] == said


def test_the_floor_is_a_line_of_its_own(hall: Hall) -> None:
    explained = _explained(hall, _panel({}, [["1"]], penalties=[_penalty("3")]))
    assert _lines(explained)[-3:] == [
        ("Penalty", "−3.00", "Quá số hoa"), ("Not below zero", "0.00", ""), ("Points of this entry", "0.00", "")
    ]


# ---- rounds


def _two(first: Json, second: Json, **parts: Any) -> Json:
    """Two rounds of three entries by two judges."""
    marks = {1: {1: [["18"], ["16"]], 2: [["15"], ["15"]], 3: [["10"], ["10"]]}, 2: {1: [["12"], ["14"]], 2: [["16"], ["17"]]}}
    rounds = [round_of("Vòng loại", name="Vòng loại", combine=first), round_of("Chung kết", name="Chung kết", combine=second)]
    return told(rounds, marks, **parts)


def test_each_round_is_a_block_and_the_end_adds_their_shares(hall: Hall) -> None:
    explained = _explained(hall, _two({"go_on": 2}, {"shares": [[1, "0.5"], [2, "1"]]}))
    assert [block.heading for block in explained.blocks] == ["Vòng loại", "Chung kết", "All rounds together"]
    assert _lines(explained)[-4:] == [
        ("Vòng loại", "8.50", "0.5 × 17.00"), ("Chung kết", "13.00", ""), ("Rounds added", "21.50", ""),
        ("Points of this entry", "21.50", ""),
    ]


def test_a_round_that_is_not_among_the_best_is_struck(hall: Hall) -> None:
    explained = _explained(hall, _two({}, {"best": 1}))
    struck = [(line.label, line.value, line.note) for line in explained.blocks[-1].lines if line.struck]
    assert struck == [("Chung kết", "13.00", "Not among the best rounds, not counted")]


def test_after_a_fresh_start_the_old_round_is_struck(hall: Hall) -> None:
    explained = _explained(hall, _two({"go_on": 2}, {"shares": [[2, "1"]]}))
    first = explained.blocks[-1].lines[0]
    assert (first.label, first.value, first.note, first.struck) == ("Vòng loại", "17.00", "Does not count any more", True)


def test_places_of_the_rounds_are_added_as_places(hall: Hall) -> None:
    explained = _explained(hall, _two({}, {"adds": "places"}))
    assert _lines(explained)[-4:] == [
        ("Place in Vòng loại", "1", ""), ("Place in Chung kết", "2", ""), ("Places added", "3.00", ""),
        ("Points of this entry", "3.00", ""),
    ]


def test_the_standing_after_a_round_is_said_where_it_differs_from_its_points(hall: Hall) -> None:
    explained = _explained(hall, _two({"go_on": 2}, {}, penalties=[_penalty("2")]))
    assert ("Standing after this round", "15.00", "penalties included") in _lines(explained)
    assert _lines(explained)[-2:] == [("Penalty", "−2.00", "Quá số hoa"), ("Points of this entry", "28.00", "")]


def test_both_sides_of_a_cut_are_told(hall: Hall) -> None:
    made = brought_in(hall, _two({"go_on": 2}, {}))
    with words.use("en"):
        said = {entry: explain_entry(Board(made.row), entry).sentences for entry in (1, 3)}
    assert "Went on from Vòng loại." in said[1]
    assert "Did not go on from Vòng loại." in said[3]


def test_nobody_is_told_to_be_out_before_the_cut(hall: Hall) -> None:
    archive = _two({"go_on": 2}, {})
    archive["rounds"][1]["phase"] = "planned"
    archive["scoresheets"] = [one for one in archive["scoresheets"] if one["round"] == 1]
    assert not any("go on" in one for one in _explained(hall, archive, 3).sentences)


# ---- panels, ties, places, prizes


def test_who_does_not_judge_an_entry_is_said_openly(hall: Hall) -> None:
    archive = _panel({}, [["15"], [], ["18"]], [["15"], ["16"], ["18"]])
    archive["judges"][1]["recused"] = [1]
    explained = _explained(hall, archive)
    assert "Trần Đức Thắng does not judge this entry; its panel is smaller." in explained.sentences
    grid = explained.blocks[0].grid
    assert grid is not None
    assert grid.heads == ("Nguyễn Thị Ánh Tuyết", "Lê Thị Mỹ Ngọc")


@pytest.mark.parametrize(("leaver", "said"), [
    ("keep", "Trần Đức Thắng left in Round 1; what was signed before counts."),
    ("drop", "Trần Đức Thắng left in Round 1; nothing of theirs in it counts."),
])
def test_a_judge_who_left_is_told_with_what_counts(hall: Hall, leaver: str, said: str) -> None:
    archive = _panel({"leaver": leaver}, ONE)
    archive["rounds"][0]["name"] = "Round 1"
    archive["judges"][1]["left"] = 1
    assert said in _explained(hall, archive).sentences


LEVEL = [["10", "18"], ["16", "10"], ["12", "16"]], [["18", "9"], ["11", "16"], ["14", "14"]]
TURNS = [["10", "18"], ["17", "10"], ["12", "14"]], [["18", "9"], ["10", "16"], ["14", "14"]]
TIES: dict[str, tuple[str, Any]] = {
    "criterion:2": ("ahead on Màu sắc (", LEVEL),
    "criterion_kept:2": ("ahead on Màu sắc from the judges who were kept (", LEVEL),
    "highest_judge_totals": ("ahead on the highest totals of single judges (", LEVEL),
    "head_judge": ("ahead with the head judge (", LEVEL),
    "firsts": ("ahead with more judges who have it first (", TURNS),
}


@pytest.mark.parametrize("key", TIES)
def test_a_tie_says_its_step_with_the_values(hall: Hall, key: str) -> None:
    said, panels = TIES[key]
    archive = _panel({}, *panels, criteria=("Bố cục", "Màu sắc"), contest={"ties": [key]})
    archive["judges"][0]["head"] = True
    made = brought_in(hall, archive)
    with words.use("en"):
        both = [explain_entry(Board(made.row), entry).sentences for entry in (1, 2)]
    ahead = [sentence for sentences in both for sentence in sentences if "ahead" in sentence]
    assert len(ahead) == 1
    assert said in ahead[0]
    assert sum("behind" in sentence for sentences in both for sentence in sentences) == 1


def test_lots_are_told_with_their_reason_to_both_sides(hall: Hall) -> None:
    settled = [{"entries": [2, 1], "joint": False, "how": "lots", "seed": "ab12", "reason": "Bốc thăm công khai"}]
    made = brought_in(hall, _panel({}, ONE, ONE, settlements=settled))
    with words.use("en"):
        said = [explain_entry(Board(made.row), entry).sentences for entry in (2, 1)]
    assert "Equal points, ahead by the draw of lots: Bốc thăm công khai." in said[0]
    assert "Equal points, behind by the draw of lots: Bốc thăm công khai." in said[1]


def test_a_place_is_said_with_its_division_and_prizes(hall: Hall) -> None:
    archive = _panel({}, ONE, ONE, contest={
        "divisions": [{"name": "Thiếu nhi"}], "prizes": [{"name": "Giải Nhất", "count": 1}],
        "special_prizes": [{"name": "Sáng tạo", "kind": "jury"}],
    }, awards=[{"prize": 1, "entry": 1, "reason": "Lạ mắt"}])
    explained = _explained(hall, archive)
    assert explained.place == "Joint place 1 · Thiếu nhi · Giải Nhất"
    assert "Special prize: Sáng tạo." in explained.sentences


# ---- the skating system


def _skating(*criteria: list[list[int]]) -> Json:
    """Each criterion: entry by entry, the judges' places."""
    names = tuple(f"Tiêu chí {at}" for at in range(1, len(criteria) + 1))
    panels = [
        [[str(criterion[entry][judge]) for criterion in criteria] for judge in range(len(criteria[0][0]))]
        for entry in range(len(criteria[0]))
    ]
    scope = "criterion" if len(criteria) > 1 else "judge_total"
    return _panel({"name": "skating", "scope": scope, "marks": "places"}, *panels, criteria=names)


def test_rule_5_says_how_many_judges_gave_which_place(hall: Hall) -> None:
    archive = _skating([[1, 1, 1, 3, 3], [2, 3, 2, 1, 2], [3, 2, 3, 2, 1]])
    assert _lines(_explained(hall, archive))[0] == (
        "3 of 5 judges gave place 1 or better: a majority", "Rule 5", ""
    )


def test_rule_6_names_whom_it_was_compared_with(hall: Hall) -> None:
    archive = _skating([[1, 1, 3, 3, 3], [2, 2, 1, 1, 2], [3, 3, 2, 2, 1]])
    assert _lines(_explained(hall, archive, 2))[0] == (
        "5 of 5 judges gave place 2 or better; the larger majority is ahead", "Rule 6",
        "Công đoàn Trường THPT Nguyễn Thị Minh Khai: 3",
    )


def test_rule_7_compares_sums_then_later_columns_then_shares(hall: Hall) -> None:
    sums = _skating([[1, 1, 3], [3, 2, 1], [2, 3, 2]])
    assert _lines(_explained(hall, sums, 2))[0] == (
        "Equal majorities: their places up to 2 add up to 3; the smaller sum is ahead", "Rule 7a",
        "Công đoàn Trường THPT Nguyễn Thị Minh Khai: 4",
    )
    later = brought_in(hall, _skating([[3, 2, 3, 2], [2, 4, 1, 1], [1, 1, 2, 3], [4, 3, 4, 4]]), "cot-sau")
    shared = brought_in(hall, _skating([[1, 3, 2], [3, 2, 1], [2, 1, 3]]), "chia-deu")
    with words.use("en"):
        assert ("Equal sums: 4 of 4 judges gave place 3 or better; more is ahead", "Rule 7b", "Đội Hoa Mai: 3") in _lines(
            explain_entry(Board(later.row), 3)
        )
        assert ("Equal to the end: the places are shared", "Rule 7c", "") in _lines(explain_entry(Board(shared.row), 1))


def test_several_criteria_end_with_rules_9_to_11(hall: Hall) -> None:
    archive = _skating([[1, 1, 2], [2, 2, 1]], [[2, 2, 1], [1, 1, 2]])
    lines = _lines(_explained(hall, archive))
    assert ("The places of the criteria added", "3.00", "Rule 9") in lines
    said = {rule: label for label, rule, _ in lines}
    assert said["Rule 10"].startswith("Equal sums: in 1 of 2 criteria place 1 or better")
    assert said["Rule 11"].startswith("Still equal, all criteria together")


# ---- what the standings wait for


def test_the_terminal_says_why_a_round_gives_no_points_yet(hall: Hall) -> None:
    made = brought_in(hall, _panel({"name": "skating"}, [["15"], ["16"]], [["15"], ["14"]]))
    with words.use("en"):
        told_ = standings_text(made.row)
    assert "Judge 1 gave two teams the same in the total" in told_


def test_the_terminal_says_which_tie_lies_across_a_cut(hall: Hall) -> None:
    rounds = [round_of("Vòng loại", name="Vòng loại", combine={"go_on": 1}), round_of("Chung kết", phase="planned")]
    archive = told(rounds, {1: {1: ONE, 2: ONE}})
    made = brought_in(hall, archive)
    with words.use("en"):
        assert "tie across the line after Vòng loại; who goes on is open." in standings_text(made.row)


def test_every_line_is_said_in_vietnamese_too(hall: Hall) -> None:
    archive = _two({"go_on": 2}, {"shares": [[1, "0.5"], [2, "1"]]}, penalties=[_penalty("2")])
    english, vietnamese = _english_and_vietnamese(hall, archive)
    assert len(english) == len(vietnamese)
    for one, other in zip(english, vietnamese, strict=True):
        assert one != other or not one.isascii(), one


def _english_and_vietnamese(hall: Hall, archive: Json) -> tuple[list[str], list[str]]:
    made = brought_in(hall, archive)
    found = []
    for language in ("en", "vi"):
        with words.use(language):
            explained = explain_entry(Board(made.row), 1)
        found.append([*(label for label, _, _ in _lines(explained)), *explained.sentences])
    return found[0], found[1]


def test_a_settled_tie_in_an_official_result_keeps_its_words(hall: Hall) -> None:
    made = brought_in(hall, _panel({}, ONE, ONE))
    made.act(ceremony.settle_tie, entries=[1, 2], joint=False, reason="Bàn bạc")
    with words.use("en"):
        assert "Equal points, order decided by people: Bàn bạc." in explain_entry(Board(made.row), 1).sentences
