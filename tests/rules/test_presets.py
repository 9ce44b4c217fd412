"""Every preset loads in both languages, passes set-up's own checks, and says in figures what its comment claims."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from importlib.resources import files

import pytest

from contest.rules import presets
from contest.rules.contests import Contest, Judge, Overtime
from contest.rules.given import Factor, Given
from contest.rules.methods import check_panel
from contest.rules.penalties import check_overtime
from contest.rules.refusals import Refused
from contest.rules.scoresheets import Scoresheet, check_criterion, check_score
from contest.rules.standings import rank
from contest.rules.ties import check_tie_breaks
from tests.builders import entries, judges, penalty, sheet

SHIPPED = presets.names()


def seated(name: str, teams: int, head: Judge | None = None) -> Contest:
    """The preset with named teams and its usual seats, running."""
    seats = presets.about(name, "vi").seats
    panel = judges(seats.judges)
    if seats.head == "marks":
        panel = (replace(panel[0], head=True), *panel[1:])
    if seats.head == "apart":
        panel = (*panel, Judge(seats.judges + 1, "Hồ Thị Lan", head=True, marks=False))
    return replace(presets.load(name, "vi"), slug="thu", title="Thử", entries=entries(teams), judges=panel, phase="running")


@pytest.mark.parametrize("lang", presets.LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_a_preset_passes_set_ups_own_checks_with_its_usual_panel(name: str, lang: str) -> None:
    made, about = presets.load(name, lang), presets.about(name, lang)
    assert about.label in ("official", "style", "ours")
    assert made.stated_total in (None, sum(round_.maximum for round_ in made.rounds))
    check_tie_breaks(made)
    for round_ in made.rounds:
        check_panel(round_, about.seats.head is not None, about.seats.judges)
        for criterion in round_.criteria:
            check_criterion(criterion)
            assert criterion.stage in (None, *(stage.number for stage in round_.stages))
        assert round_.stages
        for stage in round_.stages:
            if stage.overtime:
                check_overtime(stage.overtime)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_head_judge_is_seated_where_common_marks_are_kept_or_the_head_decides(name: str) -> None:
    made, seats = presets.load(name, "vi"), presets.about(name, "vi").seats
    if any(criterion.consensus for round_ in made.rounds for criterion in round_.criteria):
        assert seats.head is not None
    if seats.head == "apart":
        assert not all(criterion.consensus for round_ in made.rounds for criterion in round_.criteria)


@pytest.mark.parametrize("name", SHIPPED)
def test_both_languages_name_the_same_contest(name: str) -> None:
    vi, en = (presets.load(name, lang) for lang in presets.LANGUAGES)
    about = [presets.about(name, lang) for lang in presets.LANGUAGES]
    assert about[0].title != about[1].title
    assert replace(about[0], title="", source="") == replace(about[1], title="", source="")
    for one, other in zip(vi.rounds, en.rounds, strict=True):
        names = [(one, other), *zip(one.stages, other.stages, strict=True), *zip(one.criteria, other.criteria, strict=True)]
        assert all(a.name and b.name and a.name != b.name for a, b in names)
    assert all(a.name != b.name for a, b in zip((*vi.prizes, *vi.divisions), (*en.prizes, *en.divisions), strict=True))
    assert nameless(vi) == nameless(en)


def nameless(contest: Contest) -> object:
    rounds = tuple(
        replace(
            one, name="", stages=tuple(replace(stage, name="") for stage in one.stages),
            criteria=tuple(replace(criterion, name="") for criterion in one.criteria),
        )
        for one in contest.rounds
    )
    prizes = tuple(replace(tier, name="") for tier in contest.prizes)
    return replace(contest, rounds=rounds, prizes=prizes, divisions=tuple(one.number for one in contest.divisions))


@pytest.mark.parametrize("name", SHIPPED)
def test_names_say_different_things(name: str) -> None:
    for lang in presets.LANGUAGES:
        made = presets.load(name, lang)
        for round_ in made.rounds:
            told = [criterion.name for criterion in round_.criteria]
            assert len(set(told)) == len(told)
        assert len({round_.name for round_ in made.rounds}) == len(made.rounds)
    assert len({presets.title(one, "vi") for one in SHIPPED}) == len(SHIPPED)


def test_every_file_in_the_folder_is_offered_the_usual_one_first_the_blank_one_last() -> None:
    found = {file.name.removesuffix(".toml") for file in files(presets).iterdir() if file.name.endswith(".toml")}
    assert found == set(SHIPPED)
    assert (SHIPPED[0], SHIPPED[-1]) == (presets.DEFAULT, presets.LAST)
    kinds = [presets.KINDS.index(presets.about(name, "vi").kind) for name in SHIPPED]
    assert kinds == sorted(kinds)
    assert len(SHIPPED) >= 18


def test_only_rules_that_were_seen_or_recomputed_whole_are_called_official() -> None:
    official = {name for name in SHIPPED if presets.about(name, "en").label == "official"}
    assert official == {"chopin", "halfpipe", "skating_dance"}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_contest_kept_as_ones_own_preset_comes_back_without_its_people(name: str) -> None:
    made = seated(name, 3)
    body = presets.body_of(made)
    assert presets.from_body(body) == presets.load(name, "vi")
    assert presets.seats_of(body) == presets.about(name, "vi").seats


def test_an_own_preset_of_an_earlier_version_or_without_a_panel_gets_the_usual_one() -> None:
    assert presets.seats_of({}) == presets.Seats(3, None)
    assert presets.seats_of(presets.body_of(presets.load("kcbs", "vi"))) == presets.Seats(3, None)


@pytest.mark.parametrize("name", ["", "nope", "../vn100", "vn100.toml", "own:vn100"])
def test_an_unknown_preset_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="unknown_preset"):
        presets.load(name, "vi")


def test_the_seed_event() -> None:
    made = presets.load(presets.DEFAULT, "vi")
    (round_,) = made.rounds
    arranging, presenting = round_.stages
    assert [(c.name, c.maximum, c.step) for c in round_.criteria] == [
        ("Chủ đề", 20, Decimal("0.5")), ("Bố cục", 25, Decimal("0.5")), ("Màu sắc", 20, Decimal("0.5")),
        ("Kỹ thuật", 15, Decimal("0.5")), ("Thuyết trình", 20, Decimal("0.5")),
    ]
    assert round_.criteria[4].stage == presenting.number
    assert (arranging.kind, arranging.seconds, presenting.kind, presenting.seconds) == ("together", 2700, "each", 300)
    assert arranging.overtime == Overtime("per_started_unit", points=Decimal(2), cap=Decimal(10), cutoff=300)
    assert made.ties == ("criterion:1", "criterion:2", "criterion:5", "shorter_time", "head_judge")
    assert [(tier.name, tier.count) for tier in made.prizes] == [
        ("Giải Nhất", 1), ("Giải Nhì", 2), ("Giải Ba", 3), ("Giải Khuyến khích", None),
    ]
    assert (round_.method.name, round_.method.scope, round_.method.round_points) == ("mean", "judge_total", 2)


def test_vn100_ends_in_the_head_judges_own_totals() -> None:
    made = seated("vn100", 2)
    made = replace(made, judges=(*made.judges[:2], replace(made.judges[2], head=True)))
    rows = [sheet(1, 1, "16", "20", "16", "12", "16"), sheet(1, 2, "16", "20", "16", "12", "16"),
            sheet(1, 3, "16", "20", "16", "12", "16"),
            sheet(2, 1, "16", "20", "15", "12", "16"), sheet(2, 2, "16", "20", "16", "12", "16"),
            sheet(2, 3, "16", "20", "17", "12", "16")]
    found = rank(made, rows)
    assert [(row.entry, row.place, row.points) for row in found.rows] == [(2, 1, Decimal("80.00")), (1, 2, Decimal("80.00"))]
    assert [row.decided.key for row in found.rows if row.decided] == ["head_judge", "head_judge"]


def test_phu_luong_cuts_each_division_and_gives_each_its_own_first() -> None:
    made = seated("vn_two_rounds", 4)
    first, talk = made.rounds
    first = replace(first, phase="closed", combine=replace(first.combine, go_on=1))
    placed = tuple(replace(entry, division=1 if entry.number < 3 else 2) for entry in made.entries)
    made = replace(made, rounds=(first, replace(talk, phase="open")), entries=placed)
    arranged = [
        sheet(entry, judge.number, theme, "20", "15", "8", "4")
        for entry, theme in ((1, "15"), (2, "12"), (3, "10"), (4, "18")) for judge in made.judges
    ]
    talks = [sheet(entry, judge.number, "8", "7.5", round=2) for entry in (1, 2, 4) for judge in made.judges]
    found = rank(made, [*arranged, *talks])
    assert found.inside[2] == {1, 4}
    assert [(row.entry, row.place, row.prize) for row in found.rows] == [
        (1, 1, "Giải Nhất"), (2, 2, "Giải Nhì"), (4, 1, "Giải Nhất"), (3, 2, "Giải Nhì"),
    ]
    assert found.row(1).points == Decimal("77.50")
    assert found.row(2).points == Decimal("59.00")


def test_florint_adds_five_sheets_to_500_and_the_whole_jury_gives_one_mark_for_technique() -> None:
    made = seated("floral100", 2)
    head = made.judges[-1]
    assert [one.name for one in made.rounds[0].sheet_for(head).criteria] == ["Kỹ thuật"]
    best = [sheet(1, judge, "10", "10", "10") for judge in range(1, 6)]
    other = [sheet(2, judge, "8", "9", "7.5") for judge in range(1, 6)]
    common = [Scoresheet(1, 1, head.number, {4: Decimal(10)}, True), Scoresheet(1, 2, head.number, {4: Decimal(7)}, True)]
    found = rank(made, [*best, *other, *common])
    assert found.row(1).points == Decimal("500.00")
    assert found.row(2).points == 5 * (Decimal(2 * 8 + 2 * 9) + 3 * Decimal("7.5") + 3 * 7)
    assert not rank(made, [*best, *other]).row(1).received


def test_kcbs_drops_the_lowest_judge_and_the_tie_looks_at_the_five_who_are_left() -> None:
    made = seated("kcbs", 2)
    marks = ("898", "988", "789", "999", "887", "678")
    sheets = [sheet(1, judge, *row) for judge, row in enumerate(marks, 1)]
    found = rank(made, sheets)
    assert found.row(1).points == Decimal("166.2972")
    perfect = [sheet(2, judge, "9", "9", "9") for judge in range(1, 7)]
    assert rank(made, perfect).row(2).points == Decimal("180.0000")
    with pytest.raises(Refused, match="score_out_of_range"):
        check_score(made.rounds[0].criteria[0], Decimal(1))


def test_kcbs_ties_go_to_taste_then_to_what_was_dropped() -> None:
    made = seated("kcbs", 2)
    good = ("999", "999", "999", "999", "999")
    sheets = [sheet(entry, judge, *row) for entry in (1, 2) for judge, row in enumerate(good, 1)]
    found = rank(made, [*sheets, sheet(1, 6, "2", "3", "2"), sheet(2, 6, "2", "4", "2")])
    assert [(row.entry, row.place) for row in found.rows] == [(2, 1), (1, 2)]
    assert found.rows[0].decided is not None
    assert found.rows[0].decided.key == "dropped"
    equal = rank(made, [*sheets, sheet(1, 6, "2", "3", "2"), sheet(2, 6, "2", "3", "2")])
    assert equal.ties_left == ((1, 2),)


def test_kcbs_kept_taste_is_the_sum_of_five() -> None:
    """Ten taste points lie between them in the five sheets that are kept, made up for by appearance; the sixth is dropped."""
    made = seated("kcbs", 2)
    made = replace(made, rounds=(replace(made.rounds[0], criteria=tuple(
        replace(one, weight=Decimal(1)) for one in made.rounds[0].criteria
    )),))
    taste = [sheet(1, judge, "7", "9", "8") for judge in range(1, 6)] + [sheet(1, 6, "2", "2", "2")]
    look = [sheet(2, judge, "9", "7", "8") for judge in range(1, 6)] + [sheet(2, 6, "2", "9", "2")]
    found = rank(made, [*look, *taste])
    assert [(row.entry, row.place) for row in found.rows] == [(1, 1), (2, 2)]
    assert found.rows[0].decided is not None
    assert [(one.entry, one.figures) for one in found.rows[0].decided.values] == [(1, (45,)), (2, (35,))]


def test_worldskills_an_aspect_of_one_and_a_half_with_marks_2_3_2_is_worth_1_17() -> None:
    made = seated("worldskills", 1)
    (module,) = made.rounds
    judged = [one for one in module.criteria if not one.consensus]
    assert sum(one.weight for one in module.criteria) == 20
    assert {one.apart for one in judged} == {1}
    marks = {1: "2", 2: "3", 3: "2"}
    sheets = [
        Scoresheet(1, 1, judge, {
            one.number: Decimal(mark if one.number == 1 else 0)
            for one in module.criteria if not one.consensus or judge == 1
        }, True)
        for judge, mark in marks.items()
    ]
    assert rank(made, sheets).row(1).points == Decimal("1.17")
    full = [replace(one, scores={
        number: module.criteria[number - 1].maximum for number in one.scores
    }) for one in sheets]
    assert rank(made, full).row(1).points == Decimal("20.00")


def test_fleurex_a_schedule_disregarded_is_shown_with_its_points_and_not_placed() -> None:
    made = seated("fleurex", 2)
    broken = replace(made.entries[0], status="not_placed", status_reason="Sai đề bài")
    made = replace(made, entries=(broken, made.entries[1]))
    sheets = [sheet(1, judge, "0", "8", "8", "8") for judge in (1, 2, 3)]
    sheets += [sheet(2, judge, "5", "4", "4", "4") for judge in (1, 2, 3)]
    found = rank(made, sheets, [penalty(1, "20", kind="other", effect="not_placed")])
    assert (found.row(1).points, found.row(1).place) == (Decimal("160.00"), None)
    assert (found.row(2).points, found.row(2).place) == (Decimal("127.50"), 1)


@pytest.mark.parametrize(("totals", "awards"), [
    ((92, 91, 88, 76, 60), ("Nhất", "Nhì", "Ba", "Khen ngợi", None)),
    ((88, 86, 82, 79, 78), ("Nhì", "Ba", "Khen ngợi", "Khen ngợi", "Khen ngợi")),
    ((74, 70, 60, 50, 40), (None, None, None, None, None)),
])
def test_ngc_gives_an_award_only_in_its_band(totals: tuple[int, ...], awards: tuple[str | None, ...]) -> None:
    made = seated("ngc", 5)
    found = rank(made, [whole_sheet(made, entry, total) for entry, total in enumerate(totals, 1)])
    prizes = [found.row(entry).prize for entry in range(1, 6)]
    assert [prize and prize.removeprefix("Giải ").partition(" (")[0] for prize in prizes] == list(awards)


def whole_sheet(contest: Contest, entry: int, total: int) -> Scoresheet:
    scores, left = {}, Decimal(total)
    for criterion in contest.rounds[0].criteria:
        scores[criterion.number] = min(left, criterion.maximum)
        left -= scores[criterion.number]
    return Scoresheet(1, entry, 1, scores, True)


def test_intacc_is_five_fifths_the_publics_among_them() -> None:
    made = seated("intacc", 1)
    rows = [sheet(1, 1, "8", "7", "9", "8", "6.5"), sheet(1, 2, "8", "7", "9", "8"), sheet(1, 3, "8", "7", "9", "8")]
    assert rank(made, rows).row(1).points == Decimal("7.70")


def test_barista_a_second_costs_a_point_and_a_minute_the_place() -> None:
    (stage,) = presets.load("barista", "en").rounds[0].stages
    assert stage.overtime == Overtime("per_started_unit", unit=1, points=Decimal(1), cap=Decimal(60), cutoff=60,
                                      cutoff_status="disqualified")


def test_diving_times_difficulty_times_six_tenths() -> None:
    """The first dive of Sydney's men's 3 m final: 8 9 8.5 8.5 8.5 8.5 8.5 with difficulty 3.1."""
    made = seated("diving", 1)
    marks = ("8", "9", "8.5", "8.5", "8.5", "8.5", "8.5")
    given = Given(factors=(Factor(1, 1, 1, Decimal("3.1")),))
    found = rank(made, [sheet(1, judge, mark) for judge, mark in enumerate(marks, 1)], given=given)
    assert found.row(1).points == Decimal("79.05")


def test_halfpipe_the_best_run_counts_and_the_second_best_breaks_the_tie() -> None:
    made = seated("halfpipe", 2)
    made = replace(made, rounds=tuple(replace(one, phase="open") for one in made.rounds))
    runs = {1: ("80", "90", "40"), 2: ("90", "70", "89")}
    sheets = [
        sheet(entry, judge, mark, round=number)
        for entry, marks in runs.items() for number, mark in enumerate(marks, 1) for judge in range(1, 7)
    ]
    found = rank(made, sheets)
    assert [(row.entry, row.place, row.points) for row in found.rows] == [
        (2, 1, Decimal("90.00")), (1, 2, Decimal("90.00")),
    ]
    assert found.rows[0].decided is not None
    assert found.rows[0].decided.key == "best_rounds"


def test_chopin_stages_weigh_ten_twenty_and_twice_thirty_five() -> None:
    """Eric Lu's four stages of 2025: 21.82, 23.03, 23.29, 21.41 give 22.67, 23.09 and 22.43."""
    made = seated("chopin", 1)
    wanted = ("21.82", "23.03", "23.29", "21.41")
    rounds = tuple(
        replace(one, phase="open", criteria=(replace(one.criteria[0], step=Decimal("0.01")),)) for one in made.rounds
    )
    made = replace(made, rounds=rounds)
    sheets = [sheet(1, judge, mark, round=at) for at, mark in enumerate(wanted, 1) for judge in range(1, 18)]
    row = rank(made, sheets).row(1)
    assert [one.after for one in row.rounds] == [Decimal(one) for one in ("21.82", "22.67", "23.09", "22.43")]


def test_eurovision_twelve_points_twice_and_viewers_break_the_tie() -> None:
    made = seated("eurovision", 2)
    made = replace(made, judges=made.judges[:2], rounds=tuple(replace(one, phase="open") for one in made.rounds))
    places = {1: {1: ("1", "1"), 2: ("2", "2")}, 2: {1: ("2", "2"), 2: ("1", "1")}}
    sheets = [
        sheet(entry, judge, place, round=number)
        for number, by_entry in places.items() for entry, row in by_entry.items() for judge, place in enumerate(row, 1)
    ]
    found = rank(made, sheets)
    assert [(row.entry, row.place, row.points) for row in found.rows] == [(2, 1, Decimal(44)), (1, 2, Decimal(44))]
    assert found.rows[0].decided is not None
    assert found.rows[0].decided.key == "round:2"


def test_the_usual_preset_comes_first_and_the_blank_one_last_the_others_by_kind_and_the_countrys_own_before() -> None:
    names = presets.names()
    assert (names[0], names[-1]) == ("vn100", "blank")
    told = [(presets.KINDS.index(presets.about(name, "vi").kind), not name.startswith("vn"), name) for name in names[1:-1]]
    assert told == sorted(told)
    assert sorted(names) == sorted(file.name[:-5] for file in files(presets).iterdir() if file.name.endswith(".toml"))


@pytest.mark.parametrize("lang", presets.LANGUAGES)
def test_a_preset_is_told_with_its_name_and_its_source(lang: str) -> None:
    about = presets.about("vn100", lang)
    assert about.name == "vn100"
    assert about.source
    assert presets.title("vn100", lang) == about.title
