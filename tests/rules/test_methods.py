"""Methods: worked examples by hand, and what must hold for every row of METHODS in both scopes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.arithmetic import RoundStanding, told
from contest.rules.contests import Method, Round, Scope
from contest.rules.methods import check_method, low_wins
from contest.rules.reckoning import Panel, Reckoned, criterion_points, judge_total, panel_points
from contest.rules.refusals import Refused
from contest.rules.standings import rank
from tests.builders import plain_contest, sheet

SCOPES: tuple[Scope, ...] = ("judge_total", "criterion")

halves = st.integers(0, 40).map(lambda count: str(Decimal(count) / 2))
panels = st.lists(st.tuples(halves, halves, halves), min_size=1, max_size=9)
PLAIN = ("mean", "median", "sum", "trimmed_mean", "trimmed_sum")
methods = st.builds(
    Method,
    name=st.sampled_from(PLAIN),
    scope=st.sampled_from(SCOPES),
    drop_high=st.integers(0, 3),
    drop_low=st.integers(0, 3),
    round_score=st.sampled_from((None, 1, 2)),
    round_criterion=st.sampled_from((None, 1, 2)),
    round_points=st.sampled_from((0, 2, 3)),
)


def a_round(method: Method, *weights: str) -> Round:
    return plain_contest(method=method, weights=weights or ("1",)).rounds[0]


def points(method: Method, rows: Sequence[Sequence[str | int]], *weights: str) -> RoundStanding:
    """One row of scores per judge."""
    sheets = [sheet(1, judge, *row) for judge, row in enumerate(rows, 1)]
    return panel_points(a_round(method, *weights), sheets)


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize(("method", "expected"), [
    (Method("mean"), "8.00"),
    (Method("trimmed_mean", drop_high=1, drop_low=1), "8.33"),
    (Method("median"), "8.50"),
    (Method("sum"), "40.00"),
])
def test_the_five_judges_of_the_textbook(method: Method, expected: str, scope: Scope) -> None:
    scoped = Method(method.name, scope, method.drop_high, method.drop_low)
    assert str(points(scoped, [["8.5"], ["8"], ["9"], ["6"], ["8.5"]]).points) == expected


def test_kcbs_drops_the_lowest_judge_total() -> None:
    """Six judges, appearance, taste, tenderness; KCBS rules as quoted in 2019: the five kept add up to 166.2972."""
    cards = ["898", "988", "789", "999", "887", "678"]
    method = Method("trimmed_mean", "judge_total", drop_low=1, round_points=6)
    told_points = points(method, [list(card) for card in cards], "0.5600", "2.2972", "1.1428")
    step = told_points.steps[0]
    assert [term.value for term in step.terms] == [
        Fraction(one) for one in ("34.2972", "32.5600", "32.5828", "36.0000", "30.8572", "28.5828")
    ]
    assert [term.use for term in step.terms] == ["kept"] * 5 + ["dropped_low"]
    assert step.sum == Fraction("166.2972")
    assert step.divisor == 5


def test_the_scope_changes_the_result_of_a_trimmed_mean_and_not_of_a_plain_one() -> None:
    rows = [[10, 0], [0, 10], [6, 6]]
    trimmed = [points(Method("trimmed_mean", scope, 1, 1), rows, "1", "1").points for scope in SCOPES]
    assert trimmed == [Decimal("10.00"), Decimal("12.00")]
    assert len({points(Method("mean", scope), rows, "1", "1").points for scope in SCOPES}) == 1


def test_one_instance_of_a_tied_extreme_is_dropped() -> None:
    step = points(Method("trimmed_mean", drop_high=1, drop_low=1), [[9], [9], [7], [7], [8]]).steps[0]
    assert [term.use for term in step.terms] == ["kept", "dropped_high", "dropped_low", "kept", "kept"]
    assert step.sum == 24


@pytest.mark.parametrize("panel", [1, 2])
def test_a_panel_too_small_to_trim_is_averaged_and_says_so(panel: int) -> None:
    step = points(Method("trimmed_mean", drop_high=1, drop_low=1), [[8], [6]][:panel]).steps[0]
    assert (step.method, step.applied, step.divisor) == ("trimmed_mean", "mean", panel)
    assert {term.use for term in step.terms} == {"kept"}


def test_three_judges_trimmed_on_both_sides_give_the_median() -> None:
    rows = [[8], ["9.5"], [4]]
    assert points(Method("trimmed_mean", drop_high=1, drop_low=1), rows).points == points(Method("median"), rows).points


def test_the_median_of_an_even_panel_is_the_mean_of_the_middle_two() -> None:
    step = points(Method("median"), [[2], [9], [6], [7]]).steps[0]
    assert [term.use for term in step.terms] == ["not_middle", "not_middle", "kept", "kept"]
    assert step.points.after == Fraction("6.5")


def test_rounding_between_steps_is_part_of_the_rule() -> None:
    """Nine marks whose trimmed mean is endless: 9.5357… -> 9.54, times 0.8 = 7.632 -> 7.63."""
    rows = [[one] for one in ("9.25", "9.5", "9.75", "9.25", "9.75", "9.5", "9.75", "9.5", "9.5")]
    method = Method("trimmed_mean", "criterion", 1, 1, round_score=2, round_criterion=2)
    step = points(method, rows, "0.8").steps[0]
    assert told(step.figure) == {"before": "9.535714…", "places": 2, "after": "9.54"}
    assert told(step.points) == {"before": "7.632", "places": 2, "after": "7.63"}


def test_the_arithmetic_of_a_mean_can_be_told_in_json() -> None:
    told_points = told(points(Method("mean"), [["18.5", 20], [17, 20]], "1", "2"))
    assert told_points["points"] == "57.75"
    step = told_points["steps"][0]
    assert step["terms"][0] == {
        "judge": 1, "value": "58.5", "use": "kept", "counted": "58.5", "off": "0",
        "parts": [
            {"criterion": 1, "score": "18.5", "weight": "1", "factor": "1", "points": "18.5"},
            {"criterion": 2, "score": "20", "weight": "2", "factor": "1", "points": "40"},
        ],
    }
    assert (step["sum"], step["divisor"], step["applied"]) == ("115.5", 2, "mean")
    assert told_points["total"] == {"before": "57.75", "places": 2, "after": "57.75"}


@given(methods, panels, st.randoms(use_true_random=False))
def test_the_order_of_judges_changes_nothing(method: Method, rows: list[tuple[str, ...]], chance: object) -> None:
    round_ = a_round(method, "1", "2", "0.5")
    sheets = [sheet(1, judge, *row) for judge, row in enumerate(rows, 1)]
    mixed = list(sheets)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert panel_points(round_, mixed) == panel_points(round_, sheets)


@given(methods, panels, st.permutations(range(3)))
def test_who_gave_which_scores_changes_no_points(
    method: Method, rows: list[tuple[str, ...]], order: list[int]
) -> None:
    seats = [order[at] if at < 3 and len(rows) >= 3 else at for at in range(len(rows))]
    moved = [rows[at] for at in seats]
    assert points(method, rows, "1", "2", "0.5").points == points(method, moved, "1", "2", "0.5").points


@given(methods, panels)
def test_points_lie_between_the_lowest_and_the_highest_judge(method: Method, rows: list[tuple[str, ...]]) -> None:
    round_ = a_round(method, "1", "1", "1")
    sheets = [sheet(1, judge, *row) for judge, row in enumerate(rows, 1)]
    kept = panel_points(round_, sheets).steps[0].terms
    many = sum(term.use == "kept" for term in kept) if "sum" in method.name else 1
    if method.scope == "criterion":
        low = many * sum(min(Fraction(row[at]) for row in rows) for at in range(3))
        high = many * sum(max(Fraction(row[at]) for row in rows) for at in range(3))
    else:
        totals = [judge_total(round_, one) for one in sheets]
        low, high = many * min(totals), many * max(totals)
    slack = 2  # three figures rounded to a whole tenth and the points to a whole number
    assert low - slack <= Fraction(panel_points(round_, sheets).points) <= high + slack


@given(methods, panels, st.integers(0, 8), st.integers(0, 2))
def test_a_better_score_never_lowers_the_points(
    method: Method, rows: list[tuple[str, ...]], judge: int, criterion: int
) -> None:
    judge %= len(rows)
    better = [list(row) for row in rows]
    better[judge][criterion] = str(Decimal(better[judge][criterion]) + 5)
    assert points(method, better, "1", "2", "0.5").points >= points(method, rows, "1", "2", "0.5").points


@given(methods, panels)
def test_every_step_adds_up(method: Method, rows: list[tuple[str, ...]]) -> None:
    made = points(method, rows, "1", "2", "0.5")
    assert len(made.steps) == (3 if method.scope == "criterion" else 1)
    for step in made.steps:
        kept = [term for term in step.terms if term.use == "kept"]
        assert kept
        assert step.sum == sum(term.value for term in kept)
        assert step.figure.before * step.divisor == step.sum
        assert step.points.before == step.figure.after * Fraction(step.weight)
        assert all(term.value == sum(part.points for part in term.parts) for term in step.terms if term.parts)
    assert made.total.before == sum(step.points.after for step in made.steps)
    assert made.total.after == Fraction(made.points)


@given(methods, panels)
def test_a_criterion_for_a_tie_break_is_what_the_criterion_scope_would_add(
    method: Method, rows: list[tuple[str, ...]]
) -> None:
    round_ = a_round(method, "1", "2", "0.5")
    sheets = [sheet(1, judge, *row) for judge, row in enumerate(rows, 1)]
    each = [criterion_points(round_, criterion, Panel(1, tuple(sheets))) for criterion in round_.criteria]
    if method.scope == "criterion":
        assert each == [step.points.after for step in panel_points(round_, sheets).steps]
    assert all(one >= 0 for one in each)


def test_a_method_is_checked_before_it_is_used() -> None:
    check_method(Method("trimmed_mean", drop_high=1, drop_low=1), panel=3)
    check_method(Method("trimmed_mean", drop_high=1, drop_low=1), panel=0)
    for method, panel, code in (
        (Method("nope"), 3, "unknown_method"),
        (Method("trimmed_mean", drop_high=1, drop_low=1), 2, "trim_too_large"),
        (Method("trimmed_mean", drop_high=-1), 5, "bad_number"),
    ):
        with pytest.raises(Refused, match=code):
            check_method(method, panel)


@pytest.mark.parametrize(("name", "scores_low", "places_low"), [
    ("mean", False, True), ("sum", False, True), ("median", False, True), ("trimmed_mean", False, True),
    ("weighted_mean", False, True), ("clamped_mean", False, True), ("z_scores", False, True), ("additive", False, True),
    ("rank_sum", True, True), ("skating", True, True), ("borda", False, False), ("place_points", False, False),
])
def test_where_the_fewest_points_win(name: str, scores_low: bool, places_low: bool) -> None:
    """Judges' places stay places in a mean, clamped or freed of severity; ranks and their points are made of either."""
    assert low_wins(Method(name)) is scores_low
    assert low_wins(Method(name, marks="places")) is places_low


def test_a_judgement_over_a_maximum_of_a_half_is_a_share_of_it() -> None:
    round_ = a_round(Method("judgement", "criterion"), "1")
    half = replace(round_, criteria=(replace(round_.criteria[0], maximum=Decimal("2.5")),))
    step = panel_points(half, [sheet(1, 1, 1), sheet(1, 2, 2), sheet(1, 3, 2)]).steps[0]
    assert (step.sum, step.divisor, step.figure.after) == (5, Fraction("7.5"), Fraction(2, 3))


def test_skating_tells_its_looks_and_its_name() -> None:
    round_ = a_round(Method("skating"))
    rows = {1: [1, 1, 2], 2: [2, 3, 1], 3: [3, 2, 3]}
    panels = [Panel(entry, tuple(sheet(entry, judge, 10 - place) for judge, place in enumerate(row, 1)))
              for entry, row in rows.items()]
    first = Reckoned(round_, panels).explain(1)
    assert [(look.rule, look.entries) for look in first.looks] == [("5", (1,))]
    assert [(step.method, step.applied) for step in first.steps] == [("skating", "sum")]
    assert Reckoned(round_, panels).explain(2).looks


def test_the_place_of_one_dance_orders_the_tied_of_one_round_and_not_of_a_sum() -> None:
    """Both dance once first, once second: 3 points each; the order within the first dance says nothing on the sum."""
    ranked = replace(a_round(Method("skating", round_points=0)), number=1, phase="closed")
    contest = replace(plain_contest(teams=2, panel=3), rounds=(ranked, replace(ranked, number=2)))
    sheets = [sheet(entry, judge, 9 if (entry == 1) == (number == 1) else 8, round=number)
              for number in (1, 2) for entry in (1, 2) for judge in (1, 2, 3)]
    standings = rank(contest, sheets)
    assert [(row.place, row.points) for row in standings.rows] == [(1, 3), (1, 3)]
    assert standings.ties_left == ((1, 2),)
