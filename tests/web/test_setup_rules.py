"""The rules page and its neighbours: every field goes from form to tables and back, bad ones change nothing and come back as
typed, and the live example reckons exactly."""

from __future__ import annotations

import html
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from contest.actions import running, setup
from contest.rules import presets
from contest.rules.contests import Contest
from contest.rules.methods import METHODS
from contest.rules.ties import TIE_BREAKS
from contest.store import audit, read
from contest.web.setup import rules_words
from tests.halls import ORGANIZER, Hall, open_hall
from tests.web.forms_shown import Organizer, said


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Organizer]:
    """An organizer of the seed contest before its round was opened."""
    with open_hall(tmp_path, opened=False) as hall:
        yield Organizer(hall)


@pytest.fixture
def two(fresh: Organizer) -> Organizer:
    """The same with a final after the only round."""
    answer = fresh.fill("rounds", **{**fresh.shown("rounds"), **FINAL})
    assert answer.status_code == 303, said(answer)
    return fresh


FINAL = {
    "round_number": ["1", ""], "round_name": ["Vòng loại", "Chung kết"], "go_on-0": "2", "fresh-1": "on",
    "number-1": "", "name-1": "Hoa lớn", "kind-1": "heats", "time-1": "30:00", "calls-1": "5", "go_on-1": "",
}


def contest(organizer: Organizer) -> Contest:
    return read.contest(organizer.hall.row)


def saved(organizer: Organizer, step: str, **fields: Any) -> Contest:
    """The contest after a step was saved as shown but for these fields."""
    answer = organizer.fill(step, **{**organizer.shown(step), **fields})
    assert answer.status_code == 303, said(answer)
    return contest(organizer)


def refused(organizer: Organizer, step: str, **fields: Any) -> TestResponse:
    """The page that says why these fields are not taken; nothing has changed."""
    before = contest(organizer)
    answer = organizer.fill(step, **{**organizer.shown(step), **fields})
    assert (answer.status_code, contest(organizer)) == (400, before)
    assert said(answer)
    return answer


def tried(organizer: Organizer, **fields: Any) -> Any:
    """What the live example says to the rules as shown but for these fields."""
    before = organizer.hall.row.revision
    answer = organizer.fill("rules/example", **{**organizer.shown("rules"), **fields})
    assert (answer.status_code, organizer.hall.row.revision) == (200, before)
    return answer.json


def test_every_method_and_tie_break_has_its_words() -> None:
    assert set(rules_words.METHOD_WORDS) == set(rules_words.METHOD_SENTENCES) == set(METHODS)
    assert set(rules_words.TIE_WORDS) == set(TIE_BREAKS)


@pytest.mark.parametrize("preset", presets.names())
def test_a_presets_rules_saved_as_they_are_shown_stay_what_they_are(fresh: Organizer, preset: str) -> None:
    fresh.hall.slug = fresh.hall.parts.door.perform(
        setup.create_contest, ORGANIZER, None, {"title": "Hội thi", "preset": preset, "language": "vi"}
    )["slug"]
    before, facts = contest(fresh), len(list(audit.lines(fresh.hall.row.id)))
    for step in ("rounds", "criteria", "rules"):
        assert saved(fresh, step) == before, step
    assert len(list(audit.lines(fresh.hall.row.id))) == facts


# ---- the three plain choices
@pytest.mark.parametrize(
    ("plain", "method"),
    [
        ("mean", ("mean", 0, 0)), ("trimmed", ("trimmed_mean", 1, 1)), ("sum", ("sum", 0, 0)), ("median", ("median", 0, 0)),
        ("places", ("rank_sum", 0, 0)),
    ],
)
def test_a_plain_choice_is_the_method_of_every_round_and_is_shown_again(
    two: Organizer, plain: str, method: tuple[str, int, int]
) -> None:
    made = saved(two, "rules", plain=plain)
    assert {(one.method.name, one.method.drop_high, one.method.drop_low) for one in made.rounds} == {method}
    assert two.shown("rules")["plain"] == [plain]


def test_points_for_each_started_minute_are_taken_in_the_stages_chosen(fresh: Organizer) -> None:
    made = saved(fresh, "rules", late="minute", late_points="1,5", late_cap="", late_cutoff="10:00", late_status="disqualified",
                 late_stage=["1-2"])
    arranging, presenting = made.rounds[0].stages
    rule = presenting.overtime
    assert rule is not None
    assert arranging.overtime is None
    assert (rule.formula, rule.unit, rule.points, rule.cap) == ("per_started_unit", 60, Decimal("1.5"), None)
    assert (rule.cutoff, rule.cutoff_status) == (600, "disqualified")
    assert fresh.shown("rules")["late_stage"] == ["1-2"]
    assert all(stage.overtime is None for stage in saved(fresh, "rules", late="none").rounds[0].stages)


def test_a_method_of_ones_own_counts_only_while_another_rule_is_chosen(fresh: Organizer) -> None:
    assert saved(fresh, "rules", **{"method-0": "median"}).rounds[0].method.name == "mean"
    assert saved(fresh, "rules", **{"plain": "exact", "method-0": "borda"}).rounds[0].method.name == "borda"
    assert fresh.shown("rules")["plain"] == ["exact"]


# ---- exact rules
METHOD = {
    "plain": "exact", "method-0": "clamped_mean", "scope-0": "criterion", "marks-0": "scores", "clamp-0": "2,5",
    "round_mark-0": "2", "round_score-0": "3", "round_criterion-0": "1", "round_points-0": "4", "leaver-0": "drop",
    "judging_from-0": "time_up",
}


def test_every_field_of_a_method_goes_to_the_tables_and_back(fresh: Organizer) -> None:
    method = saved(fresh, "rules", **METHOD).rounds[0].method
    assert (method.name, method.scope, str(method.clamp), method.leaver) == ("clamped_mean", "criterion", "2.5", "drop")
    assert (method.round_mark, method.round_score, method.round_criterion, method.round_points) == (2, 3, 1, 4)
    shown = fresh.shown("rules")
    assert {field: shown[field] for field in METHOD} == {field: [value] for field, value in METHOD.items()}


def test_a_table_of_places_is_typed_with_spaces_between(fresh: Organizer) -> None:
    fields = {"plain": "exact", "method-0": "place_points", "marks-0": "places", "table-0": " 12 10 8,5  7 "}
    method = saved(fresh, "rules", **fields).rounds[0].method
    assert ([str(one) for one in method.table], method.marks) == (["12", "10", "8.5", "7"], "places")
    assert fresh.shown("rules")["table-0"] == ["12 10 8,5 7"]


def test_every_field_of_lateness_goes_to_the_tables_and_back(fresh: Organizer) -> None:
    fields = {
        "late": "exact", "formula-1-1": "proportional", "points-1-1": "0,5", "unit-1-1": "0:30", "grace-1-1": "0:15",
        "places-1-1": "3", "cap-1-1": "4", "cutoff-1-1": "6:00", "cutoff_status-1-1": "disqualified", "on-1-1": "sheet",
    }
    rule = saved(fresh, "rules", **fields).rounds[0].stages[0].overtime
    assert rule is not None
    assert (rule.formula, rule.unit, rule.grace, rule.places, rule.on) == ("proportional", 30, 15, 3, "sheet")
    assert (rule.points, rule.cap, rule.cutoff, rule.cutoff_status) == (Decimal("0.5"), 4, 360, "disqualified")
    shown = fresh.shown("rules")
    assert {field: shown[field] for field in fields} == {field: [value] for field, value in fields.items()}


def test_every_field_of_what_is_added_goes_to_the_tables_and_back(two: Organizer) -> None:
    fields = {
        "counts-1": "shares", "share-1-1": "0,3", "share-1-2": "0,7", "adds-1": "places", "best-1": "1", "round_total-1": "3",
        "go_on-0": "2", "at_cut-0": "none",
    }
    first, final = (one.combine for one in saved(two, "rules", **fields).rounds)
    assert ([(of, str(weight)) for of, weight in final.shares], final.adds) == ([(1, "0.3"), (2, "0.7")], "places")
    assert (final.best, final.round_total, first.go_on, first.at_cut) == (1, 3, 2, "none")
    shown = two.shown("rules")
    assert {field: shown[field] for field in fields} == {field: [value] for field, value in fields.items()}


def test_prizes_special_prizes_and_places_go_to_the_tables_and_back(fresh: Organizer) -> None:
    made = saved(
        fresh, "rules",
        prize_name=["Vàng", "Bạc"], prize_count=["1", ""], prize_least=["90", "85,5"], floors="on", crossing="extra",
        special_number=["", "", ""], special_name=["Màu đẹp", "Khán giả", ""],
        special_by=["criterion:1.3", "vote", "jury"], special_alone=["1", "", ""],
        numbering="dense", rank_exact="on", tie=["criterion_kept:1.2", "round:1", "firsts"],
    )
    assert [(tier.name, tier.count, str(tier.least)) for tier in made.prizes] == [("Vàng", 1, "90"), ("Bạc", None, "85.5")]
    assert [(one.number, one.name, one.kind, one.criterion, one.alone) for one in made.special_prizes] == [
        (1, "Màu đẹp", "criterion", (1, 3), True), (2, "Khán giả", "vote", None, False),
    ]
    assert (made.crossing, made.numbering, made.rank_exact) == ("extra", "dense", True)
    assert made.ties == ("criterion_kept:1.2", "round:1", "firsts")
    assert saved(fresh, "rules") == made


def test_a_floor_of_points_counts_only_while_floors_are_wanted(fresh: Organizer) -> None:
    fields = {"prize_name": ["Vàng"], "prize_count": ["1"], "prize_least": ["90"]}
    assert saved(fresh, "rules", **fields).prizes[0].least is None


@pytest.mark.parametrize(
    "fields",
    [
        {"plain": "luck"},
        {"plain": "exact", "method-0": "clamped_mean", "clamp-0": "xa"},
        {"plain": "exact", "method-0": "place_points", "table-0": "12 mười"},
        {"plain": "exact", "method-0": "judgement", "scope-0": "judge_total"},
        {"plain": "exact", "method-0": "trimmed_sum", "drop_high-0": "2", "drop_low-0": "1"},
        {"late": "minute", "late_points": "hai"},
        {"late": "minute", "late_cutoff": "lâu"},
        {"late": "exact", "formula-1-1": "table", "table-1-1": "0:01: 1"},
        {"prize_name": ["Vàng"], "prize_count": ["một"], "prize_least": [""]},
        {"special_number": [""], "special_name": ["Màu"], "special_by": ["criterion:1.9"], "special_alone": [""]},
        {"tie": ["criterion:1.9"]},
    ],
)
def test_what_cannot_be_followed_is_refused_in_words_and_comes_back_as_typed(fresh: Organizer, fields: dict[str, Any]) -> None:
    page = html.unescape(refused(fresh, "rules", **fields).text)
    for typed in (one for value in fields.values() for one in (value if isinstance(value, list) else [value])):
        assert typed == "luck" or typed == "criterion:1.9" or f">{typed}<" in page or f'value="{typed}"' in page
    assert tried(fresh, **fields)["ok"] is False


def test_rows_of_special_prizes_are_added_and_removed_without_a_script_and_nothing_is_saved(fresh: Organizer) -> None:
    shown = fresh.shown("rules")
    page = fresh.fill("rules", **shown, do="specials-add")
    assert (page.status_code, page.text.count('name="special_name"')) == (200, 2)  # the row, and the blank one for scripts
    assert contest(fresh).special_prizes == ()


def test_once_scored_the_method_is_locked_and_the_rest_can_still_be_put_right(hall: Hall) -> None:
    organizer = Organizer(hall)
    hall.act(running.start_countdown, round=1, stage=1, entry=None, base=0)
    hall.enter(judge=1, entry=1, criterion=1, value="15")
    shown = organizer.shown("rules")
    assert not {"plain", "method-0", "go_on-0", "formula-1-1"} & set(shown)
    assert saved(organizer, "rules") == saved(organizer, "rounds") == contest(organizer)
    locked = contest(organizer).rounds[0]
    made = saved(organizer, "rules", plain="median", late="none", numbering="dense", **{"judging_from-0": "time_up"})
    assert (made.rounds[0].method, made.rounds[0].stages[0]) == (locked.method, locked.stages[0])
    assert (made.numbering, made.rounds[0].judging_from) == ("dense", "time_up")


# ---- the live example
def lines(row: dict[str, Any]) -> list[str]:
    """A team's arithmetic, with ~ around what is struck out."""
    return ["".join(f"~{one['text']}~" if one["struck"] else one["text"] for one in line) for line in row["lines"]]


def test_the_example_is_the_worked_example_of_the_seed_event(fresh: Organizer) -> None:
    """scoring.md 3: T1 86.67, T3 85.33, T2 83.33; on it a fourth team of whom one judge thinks little."""
    example = tried(fresh, prize_name=["Nhất", "Nhì"], prize_count=["1", "1"], prize_least=["", ""])["example"]
    assert [(row["place"], row["name"], row["points"], row["prize"]) for row in example["rows"]] == [
        ("1", "Đội A", "86,67", "Nhất"), ("2", "Đội C", "85,33", "Nhì"), ("3", "Đội B", "83,33", ""), ("4", "Đội D", "81,33", ""),
    ]
    assert lines(example["rows"][0]) == ["(87 + 88 + 85) / 3 ≈ 86,67"]
    assert lines(example["rows"][2]) == ["(91 + 91 + 86) / 3 ≈ 89,33", "89,33 − 6 (muộn 2:01) = 83,33"]
    assert example["notes"] == []


def test_without_penalties_the_example_has_the_order_of_the_plain_means(fresh: Organizer) -> None:
    """scoring.md 3: without penalties T2, T3, T1."""
    example = tried(fresh, late="none")["example"]
    assert [row["name"] for row in example["rows"]][:3] == ["Đội B", "Đội C", "Đội A"]


def test_the_example_strikes_out_what_does_not_count_and_says_what_the_plain_mean_would_do(fresh: Organizer) -> None:
    example = tried(fresh, plain="trimmed")["example"]
    first = example["rows"][0]
    assert (first["name"], first["points"], lines(first)) == ("Đội D", "90,00", ["90 + ~62~ + ~92~ = 90,00"])
    assert example["notes"] == ["Nếu chỉ lấy trung bình thì thứ tự là: Đội A, Đội C, Đội B, Đội D"]


def test_the_example_shows_ranks_of_equal_totals_shared(fresh: Organizer) -> None:
    """Judge 1: 87 91 87 90; judge 2: 88 91 88 62; judge 3: 85 86 87 92."""
    rows = {row["name"]: row for row in tried(fresh, plain="places", late="none")["example"]["rows"]}
    assert lines(rows["Đội B"])[0] == "91→1 + 91→1 + 86→3 = 5,00"
    assert lines(rows["Đội A"])[0] == "87→3,5 + 88→2,5 + 85→4 = 10,00"
    assert rows["Đội B"]["place"] == "1"


def test_the_example_plays_a_cut_and_a_fresh_start(two: Organizer) -> None:
    example = tried(two)["example"]
    assert "bốn đội thì hai đội vào tiếp" in example["notes"][0]
    first, second, third, fourth = example["rows"]
    assert len(first["lines"]) > len(third["lines"])
    assert [row["place"] for row in example["rows"]] == ["1", "2", "3", "4"]


def test_a_rule_that_cannot_be_reckoned_with_is_said_beside_the_example(fresh: Organizer) -> None:
    answer = tried(fresh, plain="exact", **{"method-0": "clamped_mean", "clamp-0": ""})
    assert answer["ok"] is False
    assert answer["message"]
    assert "data-try-rows" in fresh.step("rules")


@pytest.mark.parametrize("method", METHODS)
def test_the_example_has_a_place_for_somebody_whatever_the_method(fresh: Organizer, method: str) -> None:
    fields = {"plain": "exact", "method-0": method, "clamp-0": "3", "table-0": "5 3 2 1", "drop_high-0": "1", "drop_low-0": "1"}
    scope = "criterion" if method == "judgement" else "judge_total"
    example = tried(fresh, **fields, **{"scope-0": scope})["example"]
    assert example["rows"][0]["place"] == "1"
    assert all(row["lines"] for row in example["rows"])


# ---- rounds, criteria, teams, judges
def test_a_final_starts_afresh_with_as_many_teams_as_go_on_heat_by_heat(two: Organizer) -> None:
    first, final = contest(two).rounds
    assert (first.combine.go_on, final.combine.shares) == (2, ((2, 1),))
    assert (final.stages[0].kind, final.stages[0].heats) == ("each", True)
    shown = two.shown("rounds")
    assert (shown["go_on-0"], shown["fresh-1"], shown["kind-1"]) == (["2"], ["on"], ["heats"])
    carried = {field: value for field, value in shown.items() if field != "fresh-1"}
    two.fill("rounds", **carried)
    assert contest(two).rounds[1].combine.shares == ()


def test_a_third_round_adds_those_since_the_fresh_start(two: Organizer) -> None:
    third = {"number-2": "", "name-2": "Hoa nhỏ", "kind-2": "each", "time-2": "5:00", "calls-2": "", "go_on-2": ""}
    shown = two.shown("rounds")
    two.fill("rounds", **{**shown, **third, "round_number": ["1", "2", ""], "round_name": ["Một", "Hai", "Ba"]})
    assert [one.combine.shares for one in contest(two).rounds] == [(), ((2, 1),), ((2, 1), (3, 1))]
    assert saved(two, "rounds") == contest(two)


def test_weights_of_their_own_stay_when_rounds_are_saved(two: Organizer) -> None:
    weighted = saved(two, "rules", **{"counts-1": "shares", "share-1-1": "0,3", "share-1-2": "0,7"})
    assert saved(two, "rounds").rounds[1].combine == weighted.rounds[1].combine


def test_a_criterions_minimum_common_mark_and_distance_go_to_the_tables_and_back(fresh: Organizer) -> None:
    fresh.fill("judges/1/change", part="1", name="Giám khảo 1", head="on", more_units="")
    shown = fresh.shown("criteria")
    told = {
        "minimum-0": ["5", "0", "0", "0", "0"], "consensus-0": ["", "1", "", "", ""], "apart-0": ["", "", "2,5", "", ""],
    }
    fresh.fill("criteria", **{**shown, **told})
    theme, layout, colour, *_others = contest(fresh).rounds[0].criteria
    assert (theme.minimum, layout.consensus, colour.apart) == (5, True, Decimal("2.5"))
    again = fresh.shown("criteria")
    assert {field: again[field] for field in told} == told


@pytest.mark.parametrize("told", [{"minimum-0": ["20", "0", "0", "0", "0"]}, {"apart-0": ["xa", "", "", "", ""]},
                                  {"minimum-0": ["0,3", "0", "0", "0", "0"]}, {"consensus-0": ["1", "", "", "", ""]}])
def test_a_criterion_that_cannot_be_marked_is_refused(fresh: Organizer, told: dict[str, Any]) -> None:
    refused(fresh, "criteria", **told)


def test_divisions_are_added_renamed_and_removed_and_teams_put_into_them(fresh: Organizer) -> None:
    added = fresh.fill("teams/divisions", division_number=[""], division_name=["Bảng A"], do="add")
    assert (added.status_code, added.text.count('name="division_name"')) == (200, 3)
    fresh.fill("teams/divisions", division_number=["", "", ""], division_name=["Bảng A", "Bảng B", " "])
    fresh.fill("teams/2/change", name="Hoa Mai", short_name="", concept="", unit="Chi hội 3", division="2")
    team = next(one for one in contest(fresh).entries if one.number == 2)
    assert (team.unit, team.division, team.heat) == ("Chi hội 3", 2, None)
    shown = fresh.shown("teams?edit=2", "teams/2/change")
    assert (shown["unit"], shown["division"]) == (["Chi hội 3"], ["2"])
    gone = fresh.fill("teams/divisions", division_number=["1"], division_name=["Khối A"])
    assert "Bảng B" in said(gone)
    fresh.fill("teams/divisions", division_number=["1", "2"], division_name=["Khối A", "Bảng B"])
    assert [(one.number, one.name) for one in contest(fresh).divisions] == [(1, "Khối A"), (2, "Bảng B")]


def test_a_pasted_list_puts_teams_into_units_divisions_and_heats(fresh: Organizer) -> None:
    fresh.fill("teams/divisions", division_number=["", ""], division_name=["Bảng A", "Bảng B"])
    wrong = "Tên đội;Đơn vị;Bảng;Lượt\nĐội Sen;Chi hội 3;C;1\nĐội Lan;;B;hai"
    page = html.unescape(fresh.fill("teams/list", text=wrong, do="check").text)
    assert "Không có bảng nào tên “C”." in page
    assert "“hai”" in page
    right = wrong.replace(";C;", ";a;").replace(";hai", ";2")
    assert fresh.fill("teams/list", text=right, do="save").status_code == 303
    assert [(one.name, one.unit, one.division, one.heat) for one in contest(fresh).entries][3:] == [
        ("Đội Sen", "Chi hội 3", 1, 1), ("Đội Lan", "", 2, 2),
    ]


def test_a_judges_part_goes_to_the_tables_and_back(two: Organizer) -> None:
    two.fill("teams/2/change", name="Hoa Mai", short_name="", concept="", unit="Chi hội 3")
    part = {
        "part": "1", "name": "Nguyễn Thị Ánh Tuyết", "head": "on", "shadow": "on", "rounds": ["2"], "units": ["Chi hội 3"],
        "more_units": "Phòng Tài chính; Đoàn trường", "recused": ["1", "3"],
    }
    assert two.fill("judges/1/change", **part).status_code == 303
    [first, *_others] = contest(two).judges
    assert (first.name, first.head, first.marks, first.counts) == ("Nguyễn Thị Ánh Tuyết", True, True, False)
    assert (first.rounds, first.recused) == ((2,), (1, 3))
    assert first.units == ("Chi hội 3", "Phòng Tài chính", "Đoàn trường")
    shown = two.get(f"/c/{two.hall.slug}/setup/judges").text
    assert "trưởng ban · điểm không tính · chỉ ở Chung kết" in html.unescape(shown)
    two.fill("judges/1/change", name="Ánh Tuyết")
    assert contest(two).judges[0].units == first.units


def test_a_part_that_the_method_does_not_allow_is_refused_and_comes_back_as_typed(fresh: Organizer) -> None:
    saved(fresh, "rules", plain="trimmed")
    before = contest(fresh)
    answer = fresh.fill("judges/2/change", part="1", name="Giám khảo 2", shadow="on", more_units="Phòng 4")
    assert (answer.status_code, contest(fresh)) == (400, before)
    assert said(answer)
    assert 'value="Phòng 4"' in html.unescape(answer.text)


# ---- factors and points from elsewhere
def test_the_table_of_factors_and_points_is_a_step_only_where_there_are_any(fresh: Organizer) -> None:
    link = f'href="/c/{fresh.hall.slug}/setup/extras"'
    assert link not in fresh.step("teams")
    assert link in fresh.step("rules")
    fields = fresh.shown("extras", "extras/factors")
    assert fresh.fill("extras/factors", **{**fields, "factor-0-1": "1,2", "factor-3-2": "0,85"}).status_code == 303
    given = read.given(fresh.hall.row.id)
    assert {(one.entry, one.criterion, str(one.factor)) for one in given.factors} == {(1, None, "1.2"), (2, 3, "0.85")}
    assert link in fresh.step("teams")
    shown = fresh.shown("extras", "extras/factors")
    assert (shown["factor-0-1"], shown["factor-3-2"], shown["factor-0-2"]) == (["1,2"], ["0,85"], [""])


def test_points_from_elsewhere_are_named_renamed_and_taken_away(fresh: Organizer) -> None:
    fields = {"round": "1", "was-0": "", "label-0": "Đố vui", "points-0-1": "5", "points-0-2": "2,5", "points-0-3": ""}
    assert fresh.fill("extras/externals", **fields).status_code == 303
    assert points(fresh.hall) == {(1, "Đố vui", "5"), (2, "Đố vui", "2.5")}
    shown = fresh.shown("extras", "extras/externals")
    assert (shown["label-0"], shown["points-0-2"], shown["label-1"]) == (["Đố vui"], ["2,5"], [""])
    fresh.fill("extras/externals", **{**shown, "label-0": "Đố hoa", "points-0-1": ""})
    assert points(fresh.hall) == {(2, "Đố hoa", "2.5")}


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("extras/factors", {"round": "1", "factor-0-1": "khó"}), ("extras/factors", {"round": "1", "factor-0-1": "0"}),
        ("extras/factors", {"round": "1", "factor-x-1": "1"}), ("extras/factors", {"round": "7", "factor-0-1": "1"}),
        ("extras/votes", {"round": "1", "prize": "1", "votes-1-1": "nhiều"}),
        ("extras/votes", {"round": "1", "prize": "9", "votes-9-1": "1"}),
        ("extras/externals", {"round": "1", "was-0": "", "label-0": "", "points-0-1": "5"}),
        ("extras/externals", {"round": "1", "was-0": "", "label-0": "Đố", "points-0-1": "năm"}),
    ],
)
def test_a_factor_or_points_that_are_none_are_refused(fresh: Organizer, path: str, fields: dict[str, str]) -> None:
    answer = fresh.fill(path, **fields)
    assert (answer.status_code, bool(said(answer))) == (400, True)
    given = read.given(fresh.hall.row.id)
    assert (given.factors, given.externals) == ((), ())
    assert all(f'value="{value}"' in html.unescape(answer.text) for name, value in fields.items() if name.startswith("factor-0"))


def test_votes_are_typed_for_a_special_prize_by_vote_only(fresh: Organizer) -> None:
    assert "votes-" not in fresh.step("extras")
    fresh.hall.act(setup.change_rules, special_prizes=[
        {"number": None, "name": "Báo chí", "kind": "jury"}, {"number": None, "name": "Khán giả yêu thích", "kind": "vote"},
    ])
    typed = {"round": "1", "prize": "2", "votes-2-1": "12", "votes-2-2": "", "votes-2-3": "0"}
    assert fresh.fill("extras/votes", **typed).status_code == 303
    assert [(one.entry, one.votes) for one in read.given(fresh.hall.row.id).votes] == [(1, 12), (3, 0)]
    shown = fresh.shown("extras", "extras/votes")
    assert (shown["votes-2-1"], shown["votes-2-2"]) == (["12"], [""])


def points(hall: Hall) -> set[tuple[int, str, str]]:
    return {(one.entry, one.label, str(one.points)) for one in read.given(hall.row.id).externals}
