"""Worked examples of scoring in print, played through the standings: what the board shows is what the source says.

Sources stand with each example. ISU, Strictly, Chopin, Sydney and Eurovision in full: test_published.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from contest.rules.arithmetic import Step, told
from contest.rules.contests import Combine, Contest, Criterion, Method, PrizeTier, Round
from contest.rules.given import External, Factor, Given
from contest.rules.standings import Standings, rank
from tests.builders import flower_contest, judges, penalty, sheets_of
from tests.rules.building import Mark, a_contest, a_round, marks, order, places, points, prizes

TEXTBOOK = {1: ["90", "88", "80"], 2: ["85", "90", "85"], 3: ["85", "80", "85"], 4: ["70", "75", "85"]}
BARBECUE = [list(card) for card in ("898", "988", "789", "999", "887", "678")]
BARBECUE_WEIGHTS = ("0.5600", "2.2972", "1.1428")
# International Chopin Competition 2025, final, entry 57: the Institute's published scores
CHOPIN_57 = [18, 21, 18, 21, 24, 19, 17, 19, 19, 18, 20, 19, 18, 16, 19, 20, 20]


def played(
    method: Method, rows: Mapping[int, Sequence[Mark]], weights: Sequence[str] = ("1",), given: Given | None = None,
    round_: Round | None = None,
) -> Standings:
    """One round of that method; as many teams and judges as there are rows and marks."""
    made = round_ or a_round(method=method, weights=weights)
    contest = a_contest(made, teams=len(rows), panel=max(len(row) for row in rows.values()))
    return rank(contest, marks(rows), given=given or Given())


def first_step(standings: Standings, entry: int = 1) -> Step:
    arithmetic = standings.row(entry).arithmetic
    assert arithmetic is not None
    return arithmetic.rounds[0].steps[0]


@pytest.mark.parametrize("scope", ["judge_total", "criterion"])
@pytest.mark.parametrize(("method", "shown"), [
    (Method("mean"), "8.00"), (Method("trimmed_mean", drop_high=1, drop_low=1), "8.33"), (Method("median"), "8.50"),
    (Method("sum"), "40.00"), (Method("trimmed_sum", drop_high=1, drop_low=1), "25.00"), (Method("weighted_mean"), "8.00"),
])
def test_five_judges_give_the_mean_the_trimmed_mean_and_the_median_of_the_textbook(
    method: Method, scope: str, shown: str
) -> None:
    five = replace(method, scope=scope)  # type: ignore[arg-type]
    assert points(played(five, {1: ["8.5", "8", "9", "6", "8.5"]})) == {1: shown}


def test_half_goes_up_on_decimals_28_125_is_shown_as_28_13() -> None:
    assert points(played(Method(), {1: [28, 28, 28, "28.5"]})) == {1: "28.13"}


def test_ten_teams_and_nine_judges_the_outlier_that_lifted_a_team_is_trimmed_away() -> None:
    """MCF's nine marks, and the sums of seven that were printed for AWCY?, UIU, the 5th and CotBG, whose 22 came from
    judge 4; the single marks of those four are invented to fit."""
    awcy, cotbg, uiu, fifth, mcf = 1, 2, 3, 4, 5
    rows: dict[int, list[Mark]] = {
        awcy: [17, 18, 17, 15, 18, 18, 17, 19, 18],
        cotbg: [17, 16, 17, 22, 17, 17, 16, 14, 17],
        uiu: [18, 17, 17, 14, 17, 17, 17, 18, 17],
        fifth: [16, 17, 17, 14, 18, 17, 16, 17, 17],
        mcf: [22, 18, 18, 4, 17, 20, 19, 21, 20],
    }
    assert order(played(Method("mean"), rows)) == [mcf, awcy, cotbg, uiu, fifth]
    trimmed = played(Method("trimmed_mean", drop_high=1, drop_low=1, round_points=3), rows)
    assert points(trimmed) == {awcy: "17.571", cotbg: "16.714", uiu: "17.143", fifth: "16.714", mcf: "19.000"}
    assert places(trimmed) == {mcf: 1, awcy: 2, uiu: 3, cotbg: 4, fifth: 4}


def test_kcbs_six_judges_the_lowest_total_dropped_166_2972() -> None:
    """KCBS rules as quoted on bbq-brethren 2019."""
    standings = played(Method("trimmed_sum", drop_low=1, round_points=4), {1: BARBECUE}, BARBECUE_WEIGHTS)
    assert points(standings) == {1: "166.2972"}
    step = first_step(standings)
    assert [term.value for term in step.terms] == [
        Fraction(one) for one in ("34.2972", "32.5600", "32.5828", "36.0000", "30.8572", "28.5828")
    ]
    assert [term.use for term in step.terms] == ["kept"] * 5 + ["dropped_low"]
    best = played(Method("trimmed_sum", drop_low=1, round_points=4), {1: [[9, 9, 9]] * 6}, BARBECUE_WEIGHTS)
    assert points(best) == {1: "180.0000"}


def test_judge_totals_and_criteria_trimmed_apart_are_not_the_same() -> None:
    rows = {1: [[10, 0], [0, 10], [6, 6]]}
    trimmed = Method("trimmed_mean", drop_high=1, drop_low=1)
    assert points(played(trimmed, rows, ("1", "1"))) == {1: "10.00"}
    assert points(played(replace(trimmed, scope="criterion"), rows, ("1", "1"))) == {1: "12.00"}


def test_a_worldskills_judgement_worth_1_5_with_marks_2_3_2_earns_1_17() -> None:
    aspect = a_round(
        method=Method("judgement", "criterion", round_score=2),
        criteria=[Criterion(1, "Bố cục", Decimal(3), Decimal(1), Decimal("1.5"))],
    )
    standings = played(aspect.method, {1: [2, 3, 2], 2: [3, 3, 3], 3: [0, 0, 0]}, round_=aspect)
    assert points(standings) == {1: "1.17", 2: "1.50", 3: "0.00"}
    step = first_step(standings)
    assert (step.sum, step.divisor, step.figure.after) == (7, 9, Fraction(7, 9))


def test_chopin_clamps_entry_57_in_the_final_to_19_09() -> None:
    standings = played(Method("clamped_mean", clamp=Decimal(2), round_mark=2), {1: CHOPIN_57})
    assert points(standings) == {1: "19.09"}
    became = {int(term.value): term.counted for term in first_step(standings).terms}
    assert {mark: became[mark] for mark in (24, 21, 20, 17, 16)} == {
        24: Fraction("21.18"), 21: 21, 20: 20, 17: Fraction("17.18"), 16: Fraction("17.18"),
    }


def test_chopin_leaves_a_jurors_own_pupils_out_of_the_mean() -> None:
    """First stage, entry 1 (juror 7 recused): official 18.41; 0 for the blank would give less than 18."""
    rows: dict[int, list[Mark]] = {1: [14, 17, 19, 21, 21, None, 18, 16, 17, 20, 21, 21, 18, 21, 18, 16, 15]}
    assert points(played(Method("clamped_mean", clamp=Decimal(3), round_mark=2), rows)) == {1: "18.41"}


def test_chopin_weighs_its_four_stages_10_20_35_35() -> None:
    """The winner of 2025: 21.82, 23.03, 23.29 and 21.41; official 22.67 and 23.09 on the way, 22.43 at the end."""
    shares = ([(1, "1")], [(1, "0.3"), (2, "0.7")], [(1, "0.1"), (2, "0.2"), (3, "0.7")],
              [(1, "0.1"), (2, "0.2"), (3, "0.35"), (4, "0.35")])
    stages = [
        a_round(number, combine=Combine(tuple((one, Decimal(weight)) for one, weight in of), round_total=2))
        for number, of in enumerate(shares, 1)
    ]
    contest = a_contest(*stages, teams=1, panel=1)
    sheets = [one for at, mark in enumerate(("21.82", "23.03", "23.29", "21.41"), 1) for one in marks({1: [mark]}, at)]
    row = rank(contest, sheets).row(1)
    assert [str(one.after) for one in row.rounds] == ["21.82", "22.67", "23.09", "22.43"]
    assert str(row.points) == "22.43"
    assert row.arithmetic is not None
    assert [str(one.after) for one in row.arithmetic.rounds] == ["21.82", "22.67", "23.09", "22.43"]


def test_rank_sums_of_the_textbook_7_5_5_7_5_and_10() -> None:
    standings = played(Method("rank_sum"), TEXTBOOK)
    assert points(standings) == {1: "7.00", 2: "5.50", 3: "7.50", 4: "10.00"}
    assert order(standings) == [2, 1, 3, 4]
    counted = [[term.counted for term in first_step(standings, entry).terms] for entry in TEXTBOOK]
    half = Fraction(5, 2)
    assert counted == [[1, 2, 4], [half, 1, 2], [half, 3, 2], [4, 4, 2]]


def test_borda_is_the_number_of_entries_left_behind_in_the_same_order() -> None:
    standings = played(Method("borda", round_points=1), TEXTBOOK)
    assert points(standings) == {1: "5.0", 2: "6.5", 3: "4.5", 4: "2.0"}
    assert order(standings) == order(played(Method("rank_sum"), TEXTBOOK))


def test_equal_entries_split_the_points_of_the_places_they_take_up() -> None:
    eurovision = Method("place_points", table=tuple(map(Decimal, (12, 10, 8))), round_points=1)
    standings = played(eurovision, TEXTBOOK)
    assert points(standings) == {1: "22.0", 2: "31.0", 3: "27.0", 4: "10.0"}


def test_a_list_of_five_earns_5_4_3_2_1_and_what_is_not_on_it_nothing() -> None:
    """Pageant, ranked; judges write places."""
    listed = Method("place_points", marks="places", table=tuple(map(Decimal, (5, 4, 3, 2, 1))), round_points=0)
    rows: dict[int, list[Mark]] = {1: [1, 2], 2: [2, 1], 3: [3, 6], 4: [4, 3], 5: [5, 4], 6: [6, 5]}
    assert points(played(listed, rows)) == {1: "9", 2: "9", 3: "3", 4: "5", 5: "3", 6: "1"}


def test_z_scores_of_the_textbook_83_26_86_70_83_82_78_88() -> None:
    """Raw means put entry 1 second; its 90 came from a judge who spreads widely."""
    standings = played(Method("z_scores"), TEXTBOOK)
    assert points(standings) == {1: "83.26", 2: "86.70", 3: "83.82", 4: "78.88"}
    assert order(standings) == [2, 3, 1, 4]
    raw = played(Method("mean"), TEXTBOOK)
    assert points(raw) == {1: "86.00", 2: "86.67", 3: "83.33", 4: "76.67"}
    assert order(raw) == [2, 1, 3, 4]


def test_who_met_the_hard_judge_is_not_punished_77_81_80_77() -> None:
    """The additive model: judge A +2, B -6, C +4."""
    rows: dict[int, list[Mark]] = {1: [80, 70, None], 2: [None, 75, 85], 3: [82, None, 84], 4: [78, 72, None]}
    assert points(played(Method("mean"), rows)) == {1: "75.00", 2: "80.00", 3: "83.00", 4: "75.00"}
    fair = played(Method("additive"), rows)
    assert points(fair) == {1: "77.00", 2: "81.00", 3: "80.00", 4: "77.00"}
    assert order(fair)[:2] == [2, 3]
    assert [term.value - term.counted for term in first_step(fair).terms] == [2, -6]
    assert [term.value - term.counted for term in first_step(fair, 2).terms] == [-6, 4]


def test_on_a_complete_panel_the_additive_model_keeps_the_order_of_the_means() -> None:
    assert points(played(Method("additive"), TEXTBOOK)) == points(played(Method("mean"), TEXTBOOK))


def test_four_styles_of_numbering_places() -> None:
    rows: dict[int, list[Mark]] = {1: [9], 2: [8], 3: [8], 4: [7]}
    contest = a_contest(teams=4, panel=1)
    assert places(rank(contest, marks(rows))) == {1: 1, 2: 2, 3: 2, 4: 4}
    assert places(rank(replace(contest, numbering="dense"), marks(rows))) == {1: 1, 2: 2, 3: 2, 4: 3}
    two = {1: [[9, 0]], 2: [[3, 5]], 3: [[4, 4]], 4: [[7, 0]]}
    forced = a_contest(a_round(weights=("1", "1")), teams=4, panel=1, ties=("criterion:1",))
    assert places(rank(forced, marks(two))) == {1: 1, 2: 3, 3: 2, 4: 4}
    shared = a_contest(a_round(combine=Combine(adds="places", round_total=1)), teams=4, panel=1)
    assert points(rank(shared, marks(rows))) == {1: "1.0", 2: "2.5", 3: "2.5", 4: "4.0"}


def test_sydney_2000_drops_two_of_seven_and_weighs_difficulty_and_0_6() -> None:
    """Xiong Ni's first dive of the 3 m springboard final, difficulty 3.1."""
    dive: list[Mark] = ["8", "9", "8.5", "8.5", "8.5", "8.5", "8.5"]
    difficulty = Given(factors=(Factor(1, 1, None, Decimal("3.1")),))
    in_2000 = Method("trimmed_sum", "criterion", 1, 1)
    assert points(played(in_2000, {1: dive}, ("0.6",), difficulty)) == {1: "79.05"}
    today = Method("trimmed_sum", "criterion", 2, 2)
    assert points(played(today, {1: dive}, given=difficulty)) == {1: "79.05"}
    assert points(played(in_2000, {1: dive[:5]}, given=difficulty)) == {1: "79.05"}
    of_criterion = Given(factors=(Factor(1, 1, 1, Decimal("3.1")),))
    assert points(played(in_2000, {1: dive}, ("0.6",), of_criterion)) == {1: "79.05"}


def test_isu_rounds_each_factored_component_before_it_adds_them() -> None:
    """Panel scores 7.13, 7.38 and 8.13, times 0.83 each 5.92, 6.13 and 6.75; rounded once the sum would be 18.78."""
    rows = {1: [["7.25", "7.25", "8.25"], ["7", "7.5", "8"]]}
    isu = Method("mean", "criterion", round_score=2, round_criterion=2)
    standings = played(isu, rows, ("0.83",) * 3)
    assert points(standings) == {1: "18.80"}
    arithmetic = standings.row(1).arithmetic
    assert arithmetic is not None
    steps = arithmetic.rounds[0].steps
    assert [told(step.figure)["after"] for step in steps] == ["7.13", "7.38", "8.13"]
    assert [told(step.points)["after"] for step in steps] == ["5.92", "6.13", "6.75"]
    assert points(played(replace(isu, round_score=None, round_criterion=None), rows, ("0.83",) * 3)) == {1: "18.78"}


def test_isu_adds_elements_and_takes_a_fall_off() -> None:
    """Total = elements + components - deductions."""
    rows = {1: [[9, 9], [9, 9]], 2: [["9.5", 9], ["9.5", 9]]}
    given = Given(externals=(External(1, 1, Decimal("50.10"), "elements"), External(1, 2, Decimal("49.90"), "elements")))
    contest = a_contest(a_round(weights=("1", "1")), teams=2, panel=2)
    standings = rank(contest, marks(rows), [penalty(2, "1", kind="other")], given=given)
    assert points(standings) == {1: "68.10", 2: "67.40"}


def test_a_halfpipe_counts_the_best_of_three_runs_and_a_missed_run_has_no_marks() -> None:
    """Mean of the middle four of six; ties by the second-best run, then the third-best."""
    trimmed = Method("trimmed_mean", drop_high=1, drop_low=1)
    runs = [a_round(number, trimmed, Combine(best=1)) for number in (1, 2, 3)]
    contest = a_contest(*runs, teams=3, panel=6, ties=("best_rounds",))
    first: dict[int, list[Mark]] = {1: [80, 84, 83, 82, 81, 90], 2: [60] * 6, 3: [70] * 6}
    second: dict[int, list[Mark]] = {1: [20] * 6, 2: [80, 84, 83, 82, 81, 90]}
    third: dict[int, list[Mark]] = {1: [50] * 6, 2: [10] * 6, 3: [71] * 6}
    standings = rank(contest, [*marks(first, 1), *marks(second, 2), *marks(third, 3)])
    assert points(standings) == {1: "82.50", 2: "82.50", 3: "71.00"}
    assert order(standings) == [2, 1, 3]
    decided = standings.row(2).decided
    assert decided is not None
    assert [value.figures[:2] for value in decided.values] == [(Fraction("82.5"), 60), (Fraction("82.5"), 50)]


def test_strictly_adds_the_judges_who_are_there_four_or_five_by_week() -> None:
    weeks = [a_round(number, Method("sum", round_points=0), Combine(((number, Decimal(1)),))) for number in (1, 2)]
    five = judges(5)
    contest = a_contest(*weeks, teams=2, judges=(*five[:4], replace(five[4], rounds=(2,))))
    sheets = [*marks({1: [7, 8, 7, 8], 2: [6, 6, 6, 7]}), *marks({1: [7, 7, 7, 7, 9], 2: [8, 8, 8, 8, 8]}, 2)]
    standings = rank(contest, sheets)
    assert [str(one.points) for one in standings.row(1).rounds] == ["30", "37"]
    assert points(standings) == {1: "37", 2: "40"}
    assert standings.missing == ()


def florint() -> Contest:
    """Europa Cup: 0 to 10 in idea, colour, composition by each of five, technique by consensus, coefficients that sum to 10; the
    president leads and does not mark."""
    named = (("Ý tưởng", "2"), ("Màu sắc", "3"), ("Bố cục", "3"), ("Kỹ thuật", "2"))
    criteria = [
        Criterion(at, name, Decimal(10), Decimal("0.1"), Decimal(weight), consensus=name == "Kỹ thuật")
        for at, (name, weight) in enumerate(named, 1)
    ]
    six = judges(6)
    president = replace(six[5], head=True, marks=False)
    round_ = a_round(method=Method("sum", round_points=1), criteria=criteria)
    return a_contest(round_, teams=2, judges=(*six[:5], president))


def test_florint_five_judges_and_one_mark_of_the_whole_jury_make_500() -> None:
    contest = florint()
    sheets = marks({1: [[10, 10, 10]] * 5, 2: [[8, 9, 9], [7, 9, 8], [8, 8, 8], [9, 9, 9], [8, 8, 9]]})
    agreed = [replace(one, scores={4: Decimal(score)}) for one, score in
              zip(marks({1: [None] * 5 + [0], 2: [None] * 5 + [0]}), ("10", "7.5"), strict=True)]
    standings = rank(contest, [*sheets, *agreed])
    assert points(standings) == {1: "500.0", 2: str(Decimal(40 * 2 + 43 * 3 + 43 * 3) + 5 * 15) + ".0"}
    assert [row.panel for row in standings.rows] == [5, 5]
    assert standings.missing == ()


def test_intacc_each_of_five_criteria_a_fifth() -> None:
    """Theme, colour, technique, overall, public: a weighted mean on the scale of the marks."""
    method = Method("weighted_mean", "criterion")
    assert points(played(method, {1: [[8, 7, 9, 8, 6], [9, 8, 9, 7, 6]]}, ("20",) * 5)) == {1: "7.70"}
    assert points(played(method, {1: [[8, 6]]}, ("3", "1"))) == {1: "7.50"}
    assert points(played(Method("weighted_mean"), {1: [[8, 6], [4, 6]]}, ("3", "1"))) == {1: "6.00"}


def test_a_pageant_weighs_25_20_5_35_15_percent() -> None:
    rows = {1: [[8, 9, 7, 9, 8], [9, 9, 8, 8, 8]]}
    assert points(played(Method("weighted_mean"), rows, ("25", "20", "5", "35", "15"))) == {1: "8.48"}


def test_eurovision_2014_adds_the_rank_of_the_jury_and_the_rank_of_the_viewers() -> None:
    jury = a_round(1, Method("rank_sum", marks="places", round_points=0))
    viewers = a_round(2, Method("rank_sum", marks="places", round_points=0), Combine(adds="places", round_total=1))
    five = judges(6)
    panel = (*(replace(one, rounds=(1,)) for one in five[:5]), replace(five[5], rounds=(2,)))
    contest = a_contest(jury, viewers, teams=3, judges=panel, ties=("round:2",))
    first = {1: [1, 2, 1, 2, 1], 2: [2, 1, 2, 1, 3], 3: [3, 3, 3, 3, 2]}
    second: dict[int, list[Mark]] = {1: [None] * 5 + [2], 2: [None] * 5 + [1], 3: [None] * 5 + [3]}
    standings = rank(contest, [*marks(first), *marks(second, 2)])
    assert points(standings) == {1: "3.0", 2: "3.0", 3: "6.0"}
    assert order(standings) == [2, 1, 3]


def test_the_seed_events_lateness_turns_the_order_round() -> None:
    """VN-100, three judges: T1 86.67 on time, T2 89.33 less 6 for 2:01, T3 87.33 less 2 for 0:20."""
    contest = flower_contest()
    sheets = sheets_of(contest, {1: [87, 88, 85], 2: [91, 91, 86], 3: [87, 88, 87]})
    late = [penalty(2, "6", number=1, late=121), penalty(3, "2", number=2, late=20)]
    assert order(rank(contest, sheets)) == [2, 3, 1]
    assert points(rank(contest, sheets, late)) == {1: "86.67", 2: "83.33", 3: "85.33"}
    assert order(rank(contest, sheets, late)) == [1, 3, 2]


VIETNAM = (("Nhất", 1), ("Nhì", 2), ("Ba", 3), ("Khuyến khích", 5))


@pytest.mark.parametrize(("teams", "tiers", "won"), [
    (11, VIETNAM, [1, 2, 3, 5]),  # Bình Định 2017
    (39, (("Nhất", 1), ("Nhì", 2), ("Ba", 3), ("Khuyến khích", 33)), [1, 2, 3, 33]),  # Sa Đéc 2023
    (14, (("Nhất", 1), ("Nhì", 3), ("Ba", 5), ("Khuyến khích", 5)), [1, 3, 5, 5]),  # Tuy Phước 2022
    (16, (("Nhất", 1), ("Nhì", 1), ("Ba", 1), ("Khuyến khích", 3)), [1, 1, 1, 3]),  # Vĩnh Trường 2024
])
def test_prizes_of_vietnamese_notices(teams: int, tiers: Sequence[tuple[str, int]], won: list[int]) -> None:
    contest = a_contest(teams=teams, panel=1, prizes=tuple(PrizeTier(name, count) for name, count in tiers))
    given = prizes(rank(contest, marks({entry: [100 - entry] for entry in range(1, teams + 1)})))
    assert [list(given.values()).count(name) for name, _ in tiers] == won
    assert given[1] == "Nhất"


def test_four_teams_with_a_joint_third() -> None:
    """Kiến Hưng: first, second, joint third."""
    tiers = (PrizeTier("Nhất", 1), PrizeTier("Nhì", 1), PrizeTier("Ba", 2))
    contest = a_contest(teams=4, panel=1, prizes=tiers)
    standings = rank(contest, marks({1: [9], 2: [8], 3: [7], 4: [7]}))
    assert prizes(standings) == {1: "Nhất", 2: "Nhì", 3: "Ba", 4: "Ba"}
    assert standings.warnings == ()
