"""Several rounds: what counts after each, who goes on past a cut, divisions, how places are numbered."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from contest.rules.contests import AtCut, Combine, Contest, Division, EntryStatus, Method, PrizeTier, RoundPhase
from contest.rules.given import Cut, Given
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import rank
from contest.rules.ties import Settlement
from tests.builders import entries, penalty
from tests.rules.building import Rows, a_contest, a_round, marks, order, places, points, prizes

TWICE: tuple[Rows, Rows] = ({1: [90], 2: [80], 3: [70]}, {1: [60], 2: [90], 3: [75]})


def shares(*pairs: tuple[int, str]) -> tuple[tuple[int, Decimal], ...]:
    return tuple((number, Decimal(weight)) for number, weight in pairs)


def two_rounds(last: Combine, first: Combine | None = None, **settings: Any) -> Contest:
    return a_contest(a_round(1, combine=first), a_round(2, combine=last), **{"panel": 1, **settings})


def sheets(*rounds: Rows) -> list[Scoresheet]:
    return [one for number, rows in enumerate(rounds, 1) for one in marks(rows, number)]


def test_rounds_are_added_when_nothing_else_is_said() -> None:
    standings = rank(two_rounds(Combine()), sheets(*TWICE))
    assert points(standings) == {1: "150.00", 2: "170.00", 3: "145.00"}
    assert [[one.after for one in row.rounds] for row in standings.rows] == [[80, 170], [90, 150], [70, 145]]


def test_rounds_are_weighed_by_their_shares() -> None:
    weighed = two_rounds(Combine(shares((1, "0.3"), (2, "0.7"))))
    assert points(rank(weighed, sheets(*TWICE))) == {1: "69.00", 2: "87.00", 3: "73.50"}
    arithmetic = rank(weighed, sheets(*TWICE)).row(1).arithmetic
    assert arithmetic is not None
    assert [(one.round, one.value, one.weight, one.used) for one in arithmetic.added] == [
        (1, 90, Decimal("0.3"), True), (2, 60, Decimal("0.7"), True),
    ]


def test_a_fresh_start_leaves_earlier_points_and_their_penalties_behind() -> None:
    fresh = two_rounds(Combine(shares((2, "1"))))
    late = [penalty(2, "50", number=1), replace(penalty(1, "1", number=2), round=2)]
    standings = rank(fresh, sheets(*TWICE), late)
    assert points(standings) == {1: "59.00", 2: "90.00", 3: "75.00"}
    carried = rank(two_rounds(Combine()), sheets(*TWICE), late)
    assert points(carried) == {1: "149.00", 2: "120.00", 3: "145.00"}


def test_the_standing_after_an_earlier_round_does_not_know_later_shares() -> None:
    """A round may name the shares of the whole contest: only those played so far count."""
    both = Combine(shares((1, "1"), (2, "2")))
    standings = rank(two_rounds(both, both), sheets(*TWICE))
    assert [one.after for one in standings.row(1).rounds] == [90, 210]


def test_the_best_of_three_runs_count_with_their_weight() -> None:
    runs = [a_round(number, combine=Combine(best=2)) for number in (1, 2, 3)]
    contest = a_contest(*runs, teams=2, panel=1)
    standings = rank(contest, sheets({1: [5], 2: [9]}, {1: [7], 2: [1]}, {1: [6], 2: [2]}))
    assert points(standings) == {1: "13.00", 2: "11.00"}
    arithmetic = standings.row(1).arithmetic
    assert arithmetic is not None
    assert [(one.round, one.used) for one in arithmetic.added] == [(1, False), (2, True), (3, True)]
    doubled = replace(runs[2], combine=Combine(shares((1, "3"), (2, "1"), (3, "1")), best=1))
    weighed = rank(replace(contest, rounds=(*runs[:2], doubled)), sheets({1: [5]}, {1: [7]}, {1: [6]}))
    assert points(weighed)[1] == "15.00"


def test_of_two_equal_runs_the_earlier_counts() -> None:
    contest = two_rounds(Combine(best=1), teams=1)
    arithmetic = rank(contest, sheets({1: [8]}, {1: [8]})).row(1).arithmetic
    assert arithmetic is not None
    assert [one.used for one in arithmetic.added] == [True, False]


def test_the_best_of_rounds_in_which_the_fewest_win_are_the_lowest() -> None:
    ranked = Method("rank_sum")
    contest = a_contest(
        a_round(1, ranked), a_round(2, ranked, Combine(best=1, round_total=0)), teams=2, panel=1,
    )
    assert points(rank(contest, sheets({1: [9], 2: [8]}, {1: [8], 2: [9]}))) == {1: "1", 2: "1"}


def test_places_may_be_added_instead_of_points() -> None:
    contest = two_rounds(Combine(adds="places", round_total=1))
    standings = rank(contest, sheets({1: [90], 2: [80], 3: [80]}, {1: [60], 2: [90], 3: [75]}))
    assert points(standings) == {1: "4.0", 2: "3.5", 3: "4.5"}
    assert order(standings) == [2, 1, 3]
    arithmetic = standings.row(3).arithmetic
    assert arithmetic is not None
    assert (arithmetic.adds, arithmetic.low_wins) == ("places", True)
    assert [one.value for one in arithmetic.added] == [Fraction(5, 2), 2]


def test_a_penalty_costs_its_rounds_place_and_not_the_sum_of_places_once_more() -> None:
    """Round 1: 70, 80 and 70 points after the penalty, the tie going to the higher mark; round 2: 60, 70, 75."""
    contest = two_rounds(Combine(adds="places", round_total=0), ties=("criterion:1.1",))
    late = [penalty(1, "20", number=1), replace(penalty(2, "20", number=2), round=2)]
    standings = rank(contest, sheets({1: [90], 2: [80], 3: [70]}, {1: [60], 2: [90], 3: [75]}), late)
    added = {row.entry: [one.value for one in row.arithmetic.added] for row in standings.rows if row.arithmetic}
    assert added == {1: [2, 3], 2: [1, 2], 3: [3, 1]}
    assert points(standings) == {1: "5", 2: "3", 3: "4"}
    assert [row.arithmetic.deductions for row in standings.rows if row.arithmetic] == [(), (), ()]
    assert standings.row(1).penalty == 20


def test_who_has_no_place_in_a_round_adds_nothing_for_it() -> None:
    contest = two_rounds(Combine(adds="places", round_total=0), teams=3)
    standings = rank(contest, sheets({1: [90], 2: [80], 3: [70]}, {1: [60], 3: [75]}))
    assert points(standings) == {1: "3", 2: "2", 3: "4"}


def test_a_standing_is_rounded_as_its_finest_round_unless_it_says_otherwise() -> None:
    contest = a_contest(
        a_round(1, Method(round_points=1)), a_round(2, Method(round_points=3)), teams=1, panel=1,
    )
    assert points(rank(contest, sheets({1: ["8.25"]}, {1: ["1.11"]}))) == {1: "9.410"}
    whole = replace(contest.rounds[1], combine=Combine(round_total=0))
    assert points(rank(replace(contest, rounds=(contest.rounds[0], whole)), sheets({1: ["8.25"]}, {1: ["1.21"]}))) == {1: "10"}


FINAL: Rows = {1: [10], 2: [20], 3: [30]}
FIVE: Rows = {1: [90], 2: [80], 3: [70], 4: [60], 5: [50]}


def cut(
    go_on: int = 3, at_cut: AtCut = "tie_breaks", final: RoundPhase = "open", ties: tuple[str, ...] = (),
    last: Combine | None = None, **settings: Any,
) -> Contest:
    """Five teams; so many go on from the first round to a final with a fresh start."""
    first = a_round(1, combine=Combine(go_on=go_on, at_cut=at_cut))
    second = a_round(2, combine=last or Combine(shares((2, "1"))), phase=final)
    return a_contest(first, second, **{"teams": 5, "panel": 1, "ties": ties, **settings})


def test_the_best_go_on_and_those_who_were_cut_stand_behind_them_with_their_points() -> None:
    standings = rank(cut(), sheets(FIVE, FINAL))
    assert places(standings) == {3: 1, 2: 2, 1: 3, 4: 4, 5: 5}
    assert points(standings) == {3: "30.00", 2: "20.00", 1: "10.00", 4: "60.00", 5: "50.00"}
    assert standings.goes_on == {1: (1, 2, 3)}
    assert standings.inside == {1: {1, 2, 3, 4, 5}, 2: {1, 2, 3}}
    assert {row.entry: row.reached for row in standings.rows} == {1: 2, 2: 2, 3: 2, 4: 1, 5: 1}
    assert standings.missing == ()


def test_marks_in_a_final_for_somebody_who_was_cut_count_for_nothing() -> None:
    standings = rank(cut(), sheets(FIVE, {**FINAL, 5: [99]}))
    assert places(standings)[5] == 5
    assert points(standings)[5] == "50.00"


def test_until_the_final_is_judged_the_first_round_holds() -> None:
    standings = rank(cut(), sheets(FIVE))
    assert places(standings) == {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
    assert standings.missing == ((2, 1, 1), (2, 2, 1), (2, 3, 1))


def test_those_cut_stand_behind_finalists_who_are_still_to_be_judged() -> None:
    for numbering in ("standard", "dense"):
        standings = rank(cut(numbering=numbering), sheets(FIVE, {2: [20]}))
        assert places(standings) == {1: None, 2: 1, 3: None, 4: 4, 5: 5}
    tied = rank(cut(numbering="dense"), sheets({**FIVE, 5: [60]}, {1: [9], 2: [9]}))
    assert places(tied) == {1: 1, 2: 1, 3: None, 4: 3, 5: 3}


def test_a_cut_is_not_in_effect_while_the_next_round_is_planned() -> None:
    standings = rank(cut(final="planned", last=Combine()), sheets(FIVE, {4: [99]}))
    assert standings.goes_on == {1: (1, 2, 3)}
    assert standings.inside[2] == {1, 2, 3, 4, 5}
    assert places(standings)[4] == 1
    assert {row.reached for row in standings.rows} == {2}


def test_a_recorded_cut_is_in_effect_at_once_and_wins_over_the_rule() -> None:
    recorded = Given(cuts=(Cut(1, (1, 2)), Cut(1, (1, 4, 5), "Ban tổ chức mời thêm")))
    standings = rank(cut(final="planned"), sheets(FIVE, {1: [1], 4: [2], 5: [3]}), given=recorded)
    assert standings.goes_on == {1: (1, 4, 5)}
    assert places(standings) == {5: 1, 4: 2, 1: 3, 2: 4, 3: 5}


def test_a_recorded_cut_stays_when_scores_are_corrected_later() -> None:
    recorded = Given(cuts=(Cut(1, (3, 4)),))
    assert rank(cut(go_on=2), sheets(FIVE), given=recorded).goes_on == {1: (3, 4)}


def test_a_recorded_cut_may_let_nobody_of_a_division_on() -> None:
    contest = two_divisions(cut(go_on=1))
    standings = rank(contest, sheets(FIVE, {1: [5]}), given=Given(cuts=(Cut(1, (1,)),)))
    assert standings.goes_on == {1: (1,)}
    assert standings.inside[2] == {1}


@pytest.mark.parametrize(("at_cut", "goes_on", "is_open"), [
    ("all", (1, 2, 3, 4), False), ("none", (1,), False), ("tie_breaks", (1, 2, 3, 4), True),
])
def test_who_ties_across_the_line(at_cut: AtCut, goes_on: tuple[int, ...], is_open: bool) -> None:
    tied: Rows = {1: [90], 2: [80], 3: [80], 4: [80], 5: [50]}
    standings = rank(cut(at_cut=at_cut), sheets(tied))
    assert standings.goes_on == {1: goes_on}
    assert standings.cuts_open == (((1, (2, 3, 4)),) if is_open else ())


@pytest.mark.parametrize("at_cut", ["all", "none", "tie_breaks"])
def test_a_tie_that_the_line_does_not_cross_is_nobodys_business(at_cut: AtCut) -> None:
    before: Rows = {1: [90], 2: [80], 3: [80], 4: [60], 5: [60]}
    standings = rank(cut(at_cut=at_cut), sheets(before))
    assert standings.goes_on == {1: (1, 2, 3)}
    assert standings.cuts_open == ()


def test_tie_breaks_may_decide_at_the_line_and_only_then() -> None:
    two = {1: [[40, 50]], 2: [[40, 40]], 3: [[30, 50]], 4: [[20, 60]], 5: [[5, 5]]}
    contest = cut(ties=("criterion:1",))
    first = replace(contest.rounds[0], criteria=a_round(weights=("1", "1")).criteria)
    broken = replace(contest, rounds=(first, contest.rounds[1]))
    assert rank(broken, sheets(two)).goes_on == {1: (1, 2, 3)}
    for at_cut, goes_on in (("all", {1, 2, 3, 4}), ("none", {1})):
        asked = replace(first, combine=Combine(go_on=3, at_cut=at_cut))  # type: ignore[arg-type]
        assert set(rank(replace(broken, rounds=(asked, contest.rounds[1])), sheets(two)).goes_on[1]) == goes_on


@pytest.mark.parametrize(("settled", "goes_on"), [
    (Settlement((4, 3), False, "bốc thăm", "lots", after=1), (1, 2, 4)),
    (Settlement((3, 4), True, "cùng vào", after=1), (1, 2, 3, 4)),
])
def test_people_close_a_tie_at_the_line(settled: Settlement, goes_on: tuple[int, ...]) -> None:
    tied: Rows = {1: [90], 2: [80], 3: [60], 4: [60], 5: [50]}
    standings = rank(cut(), sheets(tied), settlements=[settled])
    assert standings.goes_on == {1: goes_on}
    assert standings.cuts_open == ()


def test_more_places_in_the_final_than_entries_lets_everybody_on() -> None:
    standings = rank(cut(go_on=9), sheets(FIVE))
    assert standings.goes_on == {1: (1, 2, 3, 4, 5)}
    assert standings.cuts_open == ()


def test_who_does_not_compete_or_has_no_points_does_not_go_on() -> None:
    status: EntryStatus = "not_placed"
    contest = cut()
    some = tuple(replace(one, status=status) if one.number == 1 else one for one in contest.entries)
    standings = rank(replace(contest, entries=some), sheets({1: [90], 2: [80], 4: [60], 5: [50]}))
    assert standings.goes_on == {1: (2, 4, 5)}
    assert places(standings) == {1: None, 2: 1, 3: None, 4: 2, 5: 3}


def test_a_cut_after_the_last_round_cuts_nobody() -> None:
    contest = a_contest(a_round(combine=Combine(go_on=1)), teams=2, panel=1)
    standings = rank(contest, marks({1: [9], 2: [8]}))
    assert places(standings) == {1: 1, 2: 2}
    assert standings.goes_on == {1: ()}


def test_two_cuts_one_after_the_other() -> None:
    rounds = [
        a_round(number, combine=Combine(shares((number, "1")), go_on=go_on)) for number, go_on in ((1, 3), (2, 2), (3, None))
    ]
    contest = a_contest(*rounds, teams=5, panel=1)
    standings = rank(contest, sheets(FIVE, {1: [1], 2: [2], 3: [3]}, {2: [9], 3: [8]}))
    assert places(standings) == {2: 1, 3: 2, 1: 3, 4: 4, 5: 5}
    assert standings.goes_on == {1: (1, 2, 3), 2: (3, 2)}
    assert {row.entry: row.reached for row in standings.rows} == {1: 2, 2: 3, 3: 3, 4: 1, 5: 1}


def test_a_tie_among_those_cut_is_told_and_shares_the_place() -> None:
    standings = rank(cut(), sheets({1: [90], 2: [80], 3: [70], 4: [60], 5: [60]}, FINAL))
    assert places(standings)[4] == places(standings)[5] == 4
    assert standings.ties_left == ((4, 5),)


def two_divisions(contest: Contest) -> Contest:
    """Odd numbers in the first, even in the second."""
    homes = tuple(replace(one, division=2 - one.number % 2) for one in contest.entries)
    return replace(contest, entries=homes, divisions=(Division(1, "Chuyên"), Division(2, "Không chuyên")))


def test_divisions_are_ranked_and_prized_apart() -> None:
    tiers = (PrizeTier("Nhất", 1), PrizeTier("Nhì", 1))
    contest = two_divisions(a_contest(teams=5, panel=1, prizes=tiers))
    standings = rank(contest, marks(FIVE))
    assert [(row.division, row.entry, row.place) for row in standings.rows] == [
        (1, 1, 1), (1, 3, 2), (1, 5, 3), (2, 2, 1), (2, 4, 2),
    ]
    assert prizes(standings) == {1: "Nhất", 2: "Nhất", 3: "Nhì", 4: "Nhì", 5: None}


def test_the_order_of_divisions_is_theirs_and_who_has_none_stands_in_the_first() -> None:
    contest = two_divisions(a_contest(teams=4, panel=1))
    lost = (*contest.entries[:2], replace(contest.entries[2], division=None), replace(contest.entries[3], division=9))
    turned = replace(contest, entries=lost, divisions=contest.divisions[::-1])
    standings = rank(turned, marks(FIVE))
    assert [(row.division, row.entry, row.place) for row in standings.rows] == [(2, 2, 1), (2, 3, 2), (2, 4, 3), (1, 1, 1)]


def test_so_many_of_each_division_go_on() -> None:
    standings = rank(two_divisions(cut(go_on=1)), sheets(FIVE, {1: [1], 2: [2]}))
    assert standings.goes_on == {1: (1, 2)}
    assert places(standings) == {1: 1, 3: 2, 5: 3, 2: 1, 4: 2}


def test_equal_points_in_two_divisions_are_no_tie() -> None:
    standings = rank(two_divisions(a_contest(teams=2, panel=1)), marks({1: [9], 2: [9]}))
    assert standings.ties_left == ()
    assert [row.tied for row in standings.rows] == [False, False]


def test_ranks_and_z_scores_look_at_each_division_alone() -> None:
    ranked = rank(two_divisions(a_contest(a_round(method=Method("rank_sum")), teams=2, panel=1)), marks({1: [9], 2: [8]}))
    assert points(ranked) == {1: "1.00", 2: "1.00"}
    spread = rank(two_divisions(a_contest(a_round(method=Method("z_scores")), teams=5, panel=1)), marks(FIVE))
    assert points(spread) == {1: "90.00", 2: None, 3: "70.00", 4: None, 5: "50.00"}
    assert [(one.division, one.code) for one in spread.lacking] == [(2, "too_few_entries")]


def test_dense_places_go_on_counting_after_a_shared_one() -> None:
    tied: Rows = {1: [9], 2: [9], 3: [8], 4: [8], 5: [7]}
    assert places(rank(a_contest(teams=5, panel=1), marks(tied))) == {1: 1, 2: 1, 3: 3, 4: 3, 5: 5}
    assert places(rank(a_contest(teams=5, panel=1, numbering="dense"), marks(tied))) == {1: 1, 2: 1, 3: 2, 4: 2, 5: 3}


def test_places_follow_the_declared_points_or_the_exact_ones_as_the_contest_says() -> None:
    rows = {1: ["8.01", 8, 8], 2: ["8.02", 8, 8]}
    contest = a_contest(a_round(method=Method(round_points=1)), teams=2)
    assert places(rank(contest, marks(rows))) == {1: 1, 2: 1}
    exact = rank(replace(contest, rank_exact=True), marks(rows))
    assert places(exact) == {1: 2, 2: 1}
    assert points(exact) == {1: "8.0", 2: "8.0"}


def test_exact_points_know_the_penalty_and_the_weights_too() -> None:
    rows = {1: ["8.04"], 2: ["8.03"]}
    contest = a_contest(
        a_round(method=Method(round_points=1), combine=Combine(shares((1, "0.5")), round_total=1)), teams=2, panel=1,
        rank_exact=True,
    )
    assert places(rank(contest, marks(rows))) == {1: 1, 2: 2}
    assert places(rank(contest, marks(rows), [penalty(1, "0.01", number=1)])) == {1: 2, 2: 1}
    floored = [penalty(1, "10", number=1), penalty(2, "10", number=2)]
    assert rank(contest, marks(rows), floored).ties_left == ((1, 2),)


def test_exact_points_that_win_low_keep_the_penalty_on_top() -> None:
    contest = a_contest(a_round(method=Method("rank_sum", round_points=0)), teams=2, panel=2, rank_exact=True)
    standings = rank(contest, marks({1: [9, 9], 2: [9, 9]}), [penalty(1, "0.25")])
    assert places(standings) == {1: 2, 2: 1}


def test_a_contest_whose_rounds_are_not_judged_yet_has_no_places() -> None:
    standings = rank(cut(), [])
    assert set(places(standings).values()) == {None}
    assert standings.goes_on == {1: ()}
    assert set(points(standings).values()) == {None}


def test_only_a_later_round_was_judged_so_far() -> None:
    contest = two_rounds(Combine())
    standings = rank(contest, marks({1: [9], 2: [8]}, 2))
    assert points(standings) == {1: "9.00", 2: "8.00", 3: None}
    assert [one.points for one in standings.row(1).rounds] == [None, 9]
    assert [one.after for one in standings.row(1).rounds] == [None, 9]
    arithmetic = standings.row(1).arithmetic
    assert arithmetic is not None
    assert [(one.number, one.points, one.panel, one.received) for one in arithmetic.rounds] == [(1, None, 1, 0), (2, 9, 1, 1)]


def test_the_running_order_decides_nothing_but_the_rows_without_a_place() -> None:
    contest = a_contest(panel=1, entries=tuple(replace(one, order=10 - one.number) for one in entries(4)))
    standings = rank(contest, marks({1: [8], 2: [8]}))
    assert [(row.entry, row.place) for row in standings.rows] == [(2, 1), (1, 1), (4, None), (3, None)]
