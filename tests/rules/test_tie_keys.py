"""Every tie-break key through the standings, by hand, and decisions of people that hold after one round only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from contest.rules.arithmetic import TieStep
from contest.rules.contests import Combine, Contest, Method, Round
from contest.rules.given import Factor, Given
from contest.rules.standings import Standings, rank
from contest.rules.ties import TIE_BREAKS, How, Settlement, check_tie_breaks, read_key
from tests.builders import judges, penalty
from tests.rules.building import Mark, Rows, a_contest, a_round, marks, order, places

TWO = ("1", "1")
KCBS = ("criterion_kept:2", "criterion_kept:3", "criterion_kept:1", "dropped")


def with_ties(*keys: str, round_: Round | None = None, teams: int = 2, panel: int = 3) -> Contest:
    return a_contest(round_ or a_round(weights=TWO), teams=teams, panel=panel, ties=keys)


def decided(standings: Standings, entry: int = 1) -> TieStep:
    found = standings.row(entry).decided
    assert found is not None
    return found


def figures(step: TieStep) -> dict[int, tuple[Fraction, ...]]:
    return {value.entry: value.figures for value in step.values}


def sure(contest: Contest, rows: Rows, best_first: Sequence[int], shown: dict[int, tuple[int | str, ...]]) -> None:
    """These entries tie on points; the contest's only key puts them in that order and shows those figures."""
    standings = rank(contest, marks(rows))
    assert len({row.points for row in standings.rows}) == 1
    assert order(standings) == list(best_first)
    assert figures(decided(standings)) == {entry: tuple(Fraction(one) for one in some) for entry, some in shown.items()}


def open_(contest: Contest, rows: Rows) -> None:
    """These entries tie on points, and the key decides nothing."""
    standings = rank(contest, marks(rows))
    assert len(standings.ties_left) == 1
    assert {row.decided for row in standings.rows} == {None}


def test_criterion_the_panels_points_in_it_weighted_and_reduced_as_the_round_says() -> None:
    weighed = a_round(method=Method("median"), weights=("3", "1"))
    sure(with_ties("criterion:1", round_=weighed), {1: [[5, 5], [5, 5], [5, 5]], 2: [[4, 8], [6, 2], [2, 14]]},
         [1, 2], {1: (15,), 2: (12,)})


def test_criterion_where_judges_write_places_the_lower_is_better() -> None:
    by_place = a_round(method=Method(marks="places"), weights=TWO)
    sure(with_ties("criterion:2", round_=by_place), {1: [[1, 2]], 2: [[2, 1]]}, [2, 1], {1: (-2,), 2: (-1,)})


def test_criterion_knows_the_entrys_factor() -> None:
    contest = with_ties("criterion:1", panel=1)
    factors = Given(factors=(Factor(1, 1, 1, Decimal(2)), Factor(1, 2, 2, Decimal(2))))
    standings = rank(contest, marks({1: [[3, 4]], 2: [[4, 3]]}), given=factors)
    assert figures(decided(standings)) == {1: (6,), 2: (4,)}


@pytest.mark.parametrize("name", ["rank_sum", "borda", "z_scores", "clamped_mean", "additive"])
def test_criterion_is_averaged_plainly_where_the_method_turns_numbers_into_others(name: str) -> None:
    round_ = a_round(method=Method(name, clamp=Decimal(9)), weights=TWO)
    rows: Rows = {1: [[9, 6], [8, 7]], 2: [[7, 8], [6, 9]], 3: [[2, 1], [2, 1]]}
    standings = rank(with_ties("criterion:1", round_=round_, teams=3, panel=2), marks(rows))
    assert figures(decided(standings)) == {1: (Fraction(17, 2),), 2: (Fraction(13, 2),)}


def test_criterion_of_an_entry_without_sheets_decides_nothing() -> None:
    contest = a_contest(a_round(1, weights=TWO), a_round(2, weights=TWO), teams=2, panel=1, ties=("criterion:2.1",))
    standings = rank(contest, [*marks({1: [[6, 4]], 2: [[5, 6]]}), *marks({1: [[1, 0]]}, 2)])
    assert standings.ties_left == ((1, 2),)


def test_kcbs_taste_of_the_kept_judges_then_tenderness_then_appearance_then_the_dropped_total() -> None:
    """Three cards, the lowest total dropped; the dropped card's taste must not count."""
    kcbs = a_round(method=Method("trimmed_sum", drop_low=1), weights=("1", "1", "1"))
    contest = with_ties(*KCBS, round_=kcbs)
    cases: list[tuple[Rows, list[int], str, tuple[int, int]]] = [
        ({1: [[5, 5, 5], [5, 5, 5], [1, 9, 1]], 2: [[5, 6, 4], [5, 5, 5], [1, 1, 1]]}, [2, 1], KCBS[0], (10, 11)),
        ({1: [[4, 5, 6], [5, 5, 5], [1, 1, 1]], 2: [[5, 5, 5], [5, 5, 5], [1, 1, 9]]}, [1, 2], KCBS[1], (11, 10)),
        ({1: [[5, 5, 5], [5, 5, 5], [1, 1, 1]], 2: [[5, 5, 5], [5, 5, 5], [2, 3, 4]]}, [2, 1], KCBS[3], (3, 9)),
    ]
    for rows, best_first, key, shown in cases:
        standings = rank(contest, marks(rows))
        assert order(standings) == best_first
        step = decided(standings)
        assert (step.key, step.position) == (key, KCBS.index(key) + 1)
        assert figures(step) == {1: (shown[0],), 2: (shown[1],)}


def test_kept_judges_are_all_of_them_where_criteria_are_trimmed_one_by_one() -> None:
    each = a_round(method=Method("trimmed_sum", "criterion", drop_low=1), weights=TWO)
    contest = with_ties("criterion_kept:1", round_=each)
    sure(contest, {1: [[5, 5], [5, 5], [1, 1]], 2: [[6, 4], [5, 5], [2, 2]]}, [2, 1], {1: (10,), 2: (11,)})


def test_dropped_scores_are_weighed_and_the_best_of_them_looked_at_first() -> None:
    each = a_round(method=Method("trimmed_sum", "criterion", 1, 1), weights=("1", "2"))
    contest = with_ties("dropped", round_=each)
    rows: Rows = {1: [[9, 9], [5, 5], [1, 2]], 2: [[8, 9], [5, 5], [3, 2]]}
    sure(contest, rows, [1, 2], {1: (18, 9, 4, 1), 2: (18, 8, 4, 3)})


def test_dropped_decides_nothing_where_nothing_was_dropped_or_not_as_much() -> None:
    open_(with_ties("dropped"), {1: [[5, 5]] * 3, 2: [[4, 6]] * 3})
    uneven = a_round(method=Method("trimmed_mean", drop_low=1), weights=TWO)
    open_(with_ties("dropped", round_=uneven), {1: [[5, 5]] * 3, 2: [[4, 6]]})


def test_dropped_where_judges_write_places_the_lower_is_better() -> None:
    by_place = a_round(method=Method("trimmed_mean", drop_high=1, marks="places"))
    sure(with_ties("dropped", round_=by_place), {1: [1, 2, 4], 2: [1, 2, 3]}, [2, 1], {1: (-4,), 2: (-3,)})


def two_rounds(*keys: str, last: Combine | None = None, teams: int = 2) -> Contest:
    return a_contest(a_round(1), a_round(2, combine=last), teams=teams, panel=1, ties=keys)


def test_round_the_points_in_the_named_round() -> None:
    standings = rank(two_rounds("round:2"), [*marks({1: [9], 2: [7]}), *marks({1: [5], 2: [7]}, 2)])
    assert order(standings) == [2, 1]
    assert figures(decided(standings)) == {1: (5,), 2: (7,)}


def test_round_in_which_the_fewest_win_counts_the_other_way() -> None:
    ranked = Method("rank_sum", round_points=0)
    contest = a_contest(a_round(1, ranked), a_round(2, ranked), teams=2, panel=1, ties=("round:2",))
    standings = rank(contest, [*marks({1: [9], 2: [7]}), *marks({1: [5], 2: [7]}, 2)])
    assert order(standings) == [2, 1]
    assert figures(decided(standings)) == {1: (-2,), 2: (-1,)}


def test_round_without_points_for_one_of_them_decides_nothing() -> None:
    standings = rank(two_rounds("round:2"), [*marks({1: [9], 2: [9]}), *marks({1: [0]}, 2)])
    assert standings.ties_left == ((1, 2),)


def test_best_rounds_compares_the_best_round_with_the_best() -> None:
    standings = rank(two_rounds("best_rounds"), [*marks({1: [9], 2: [7]}), *marks({1: [5], 2: [7]}, 2)])
    assert order(standings) == [1, 2]
    assert figures(decided(standings)) == {1: (9, 5), 2: (7, 7)}


def test_countback_goes_over_the_rounds_that_count_only() -> None:
    fresh = Combine(((2, Decimal(1)),))
    contest = a_contest(a_round(1), a_round(2, combine=fresh), teams=2, panel=2, ties=("highest_judge_totals",))
    standings = rank(contest, [*marks({1: [99, 1], 2: [1, 1]}), *marks({1: [5, 5], 2: [4, 6]}, 2)])
    assert order(standings) == [2, 1]
    assert figures(decided(standings)) == {1: (5, 5), 2: (6, 4)}


def test_highest_judge_totals_are_weighted() -> None:
    weighed = a_round(weights=("3", "1"))
    sure(with_ties("highest_judge_totals", round_=weighed, panel=2), {1: [[2, 2], [2, 2]], 2: [[1, 3], [3, 1]]},
         [2, 1], {1: (8, 8), 2: (10, 6)})


def test_firsts_how_many_judges_have_it_first_of_the_tied_then_second() -> None:
    rows: Rows = {1: [[9, 0], [4, 0], [5, 0]], 2: [[6, 0], [6, 0], [6, 0]], 3: [[3, 0], [7, 0], [8, 0]]}
    sure(with_ties("firsts", teams=3), rows, [3, 1, 2], {1: (1, 0, 2), 2: (0, 3, 0), 3: (2, 0, 1)})


def test_firsts_of_judges_who_have_two_alike_count_for_both() -> None:
    """Judge 1 has both first; judges 2 and 3 one each."""
    open_(with_ties("firsts"), {1: [[5, 0], [5, 0], [8, 0]], 2: [[5, 0], [6, 0], [7, 0]]})


def test_firsts_where_judges_write_places_the_lowest_is_first() -> None:
    by_place = a_round(method=Method("place_points", marks="places", table=tuple(map(Decimal, (12, 10, 8)))))
    standings = rank(with_ties("firsts", round_=by_place, teams=3, panel=4),
                     marks({1: [1, 1, 3, 3], 2: [2, 2, 2, 2], 3: [3, 3, 1, 1]}))
    assert places(standings) == {1: 1, 2: 3, 3: 1}
    assert figures(decided(standings)) == {1: (2, 0, 2), 2: (0, 4, 0), 3: (2, 0, 2)}


def test_firsts_and_totals_need_the_same_judges() -> None:
    people = (replace(judges(3)[0], recused=(1,)), replace(judges(3)[1], recused=(2,)), judges(3)[2])
    contest = replace(with_ties("firsts"), judges=people)
    assert rank(contest, marks({1: [None, [9, 0], [3, 0]], 2: [[6, 0], None, [6, 0]]})).ties_left == ((1, 2),)


def test_smaller_penalty_and_shorter_time() -> None:
    contest = with_ties("smaller_penalty", panel=1)
    standings = rank(contest, marks({1: [[9, 3]], 2: [[9, 1]]}), [penalty(1, "2")])
    assert order(standings) == [2, 1]
    assert figures(decided(standings)) == {1: (2,), 2: (0,)}


def test_prefer_counts_judges_of_both_over_all_rounds() -> None:
    contest = a_contest(a_round(1), a_round(2), teams=2, panel=3, ties=("prefer",))
    rows = [*marks({1: [9, 4, 5], 2: [6, 6, 6]}), *marks({1: [5, 7, 6], 2: [6, 6, 6]}, 2)]
    standings = rank(contest, rows)
    assert figures(decided(standings)) == {1: (2,), 2: (3,)}
    assert order(standings) == [2, 1]


def test_prefer_where_judges_write_places() -> None:
    by_place = a_round(method=Method(marks="places"))
    sure(with_ties("prefer", round_=by_place), {1: [1, 1, 4], 2: [2, 2, 2]}, [1, 2], {1: (2,), 2: (1,)})


def test_prefer_looks_at_judges_who_saw_both_and_counts_no_equal_ones() -> None:
    people = (replace(judges(3)[0], recused=(1,)), *judges(3)[1:])
    contest = replace(with_ties("prefer"), judges=people)
    standings = rank(contest, marks({1: [None, [7, 0], [5, 0]], 2: [[8, 0], [5, 0], [5, 0]]}))
    assert figures(decided(standings)) == {1: (1,), 2: (0,)}


def eurovision(*keys: str, teams: int = 4) -> Contest:
    by_place = a_round(method=Method("place_points", marks="places", table=(Decimal(3), Decimal(2), Decimal(1))))
    return with_ties(*keys, round_=by_place, teams=teams)


def test_voters_how_many_judges_gave_it_any_points() -> None:
    rows: Rows = {1: [1, 4, 4], 2: [4, 3, 2], 3: [2, 1, 3], 4: [3, 2, 1]}
    standings = rank(eurovision("voters"), marks(rows))
    assert places(standings) == {1: 4, 2: 3, 3: 1, 4: 1}
    assert figures(decided(standings, 2)) == {1: (1,), 2: (2,)}


def test_voters_decides_nothing_where_no_places_are_written() -> None:
    contest = eurovision("voters")
    of_scores = replace(contest.rounds[0], method=replace(contest.rounds[0].method, marks="scores"))
    rows: Rows = {1: [9, 2, 2], 2: [2, 3, 4], 3: [3, 9, 3], 4: [4, 4, 9]}
    standings = rank(replace(contest, rounds=(of_scores,)), marks(rows))
    assert standings.ties_left
    assert {row.decided for row in standings.rows} == {None}
    only_mean = replace(contest.rounds[0], method=Method(marks="places"))
    assert rank(replace(contest, rounds=(only_mean,)), marks({1: [1, 3], 2: [2, 2]})).ties_left == ((1, 2),)


def led(*keys: str, rounds: Sequence[Round] = (), head: int = 3) -> Contest:
    people = tuple(replace(one, head=one.number == head) for one in judges(3))
    return a_contest(*rounds, teams=2, judges=people, ties=keys)


def test_head_judge_the_own_totals_over_all_rounds() -> None:
    contest = led("head_judge", rounds=(a_round(1), a_round(2)))
    standings = rank(contest, [*marks({1: [5, 5, 5], 2: [7, 4, 4]}), *marks({1: [5, 6, 4], 2: [2, 7, 6]}, 2)])
    assert figures(decided(standings)) == {1: (9,), 2: (10,)}
    assert order(standings) == [2, 1]


def test_head_judge_who_has_not_judged_both_decides_nothing() -> None:
    contest = led("head_judge")
    without = replace(contest, judges=(*contest.judges[:2], replace(contest.judges[2], recused=(1,))))
    assert rank(without, marks({1: [5, 5], 2: [6, 6, 3]})).ties_left == ((1, 2),)
    assert rank(with_ties("head_judge"), marks({1: [[5, 5]] * 3, 2: [[4, 6]] * 3})).ties_left == ((1, 2),)
    silent = replace(contest, judges=(*contest.judges[:2], replace(contest.judges[2], marks=False)))
    assert rank(silent, marks({1: [6, 4], 2: [5, 5]})).ties_left == ((1, 2),)


def test_what_a_key_has_parted_is_looked_at_further_part_by_part() -> None:
    rows: Rows = {1: [[9, 1]], 2: [[9, 1]], 3: [[5, 5]], 4: [[5, 5]], 5: [[2, 8]]}
    contest = with_ties("criterion:1", "smaller_penalty", "head_judge", teams=5, panel=1)
    carried = rank(contest, marks(rows), [penalty(3, "0", number=1)])
    assert places(carried) == {1: 1, 2: 1, 3: 3, 4: 3, 5: 5}
    assert carried.ties_left == ((1, 2), (3, 4))
    arithmetic = carried.row(3).arithmetic
    assert arithmetic is not None
    assert [(step.key, step.entries) for step in arithmetic.ties] == [("criterion:1", (1, 2, 3, 4, 5))]


def test_the_same_key_twice_stands_at_its_first_position() -> None:
    contest = with_ties("criterion:1", "criterion:1", panel=1)
    assert decided(rank(contest, marks({1: [[9, 1]], 2: [[1, 9]]}))).position == 1


def test_a_key_of_a_later_round_has_nothing_to_say_in_an_earlier_standing() -> None:
    """At the cut after round 1 the tie is decided by the second key; its position is still that of the list."""
    first = a_round(1, weights=TWO, combine=Combine(go_on=1))
    contest = a_contest(first, a_round(2), teams=2, panel=1, ties=("round:2", "criterion:2.1", "criterion:1.2"))
    check_tie_breaks(contest)
    rows = [*marks({1: [[9, 1]], 2: [[1, 9]]}), *marks({1: [7]}, 2)]
    standings = rank(contest, rows)
    assert standings.goes_on == {1: (2,)}
    planned = replace(contest, rounds=(first, replace(contest.rounds[1], phase="planned")))
    shown = rank(planned, marks({1: [[9, 1]], 2: [[1, 9]]})).row(1).decided
    assert shown is not None
    assert (shown.key, shown.position, shown.entries) == ("criterion:1.2", 3, (2, 1))


def settled(how: How, after: int | None, joint: bool = False) -> Settlement:
    return Settlement((2, 1), joint, "rút thăm", how, after)


@pytest.mark.parametrize("how", ["settled", "tie_room", "lots"])
def test_a_decision_of_people_says_how_it_was_made(how: How) -> None:
    standings = rank(with_ties("criterion:1", panel=1), marks({1: [[5, 5]], 2: [[5, 5]]}), settlements=[settled(how, None)])
    step = decided(standings)
    assert (step.key, step.position, step.entries, step.values, step.reason) == (how, 2, (2, 1), (), "rút thăm")
    assert places(standings) == {1: 2, 2: 1}


def test_a_joint_place_by_decision_is_no_open_tie() -> None:
    standings = rank(with_ties(panel=1), marks({1: [[5, 5]], 2: [[5, 5]]}), settlements=[settled("settled", 1, joint=True)])
    assert places(standings) == {1: 1, 2: 1}
    assert [row.tied for row in standings.rows] == [True, True]
    assert standings.ties_left == ()
    assert decided(standings).entries == (1, 2)


@pytest.mark.parametrize(("after", "holds"), [(None, True), (2, True), (1, False), (3, False)])
def test_a_decision_made_after_one_round_holds_for_that_standing_only(after: int | None, holds: bool) -> None:
    rows = [*marks({1: [5], 2: [4]}), *marks({1: [5], 2: [6]}, 2)]
    standings = rank(two_rounds(), rows, settlements=[settled("lots", after)])
    assert (standings.ties_left == ()) is holds


def test_a_decision_after_the_first_round_is_heard_at_its_cut() -> None:
    contest = a_contest(a_round(1, combine=Combine(go_on=1)), a_round(2, phase="open"), teams=2, panel=1)
    tied = marks({1: [5], 2: [5]})
    assert rank(contest, tied).goes_on == {1: (1, 2)}
    assert rank(contest, tied, settlements=[settled("lots", 1)]).goes_on == {1: (2,)}
    assert rank(contest, tied, settlements=[settled("lots", 2)]).goes_on == {1: (1, 2)}


@pytest.mark.parametrize(("key", "of"), [
    ("criterion:2", (1, 2)), ("criterion:3.2", (3, 2)), ("criterion_kept:1.1", (1, 1)), ("round:2", (2, 0)), ("firsts", None),
])
def test_what_a_key_names(key: str, of: tuple[int, int] | None) -> None:
    assert read_key(key) == (TIE_BREAKS[key.partition(":")[0]], of)


@pytest.mark.parametrize("key", [
    "round", "round:", "round:1.1", "round:x", "round:0", "best_rounds:1", "voters:", "criterion:1.", "criterion:.1",
    "criterion:0", "criterion:1.0", "criterion:0.1",
])
def test_what_a_key_must_not_say(key: str) -> None:
    with pytest.raises(Exception, match="unknown_tie_break") as refusal:
        read_key(key)
    assert refusal.value.details == {"key": key}  # type: ignore[attr-defined]


def test_a_key_names_rounds_and_criteria_that_are_there() -> None:
    for key in ("round:1", "criterion:1.2", "criterion_kept:2"):
        check_tie_breaks(with_ties(key))
    for key in ("round:2", "round:0", "criterion:1.3", "criterion_kept:2.1"):
        with pytest.raises(Exception, match="unknown_tie_break") as refusal:
            check_tie_breaks(with_ties(key))
        assert refusal.value.details == {"key": key}  # type: ignore[attr-defined]


def test_a_single_entry_is_no_tie() -> None:
    row: Mark = [5, 5]
    standings = rank(with_ties("criterion:1", teams=1), marks({1: [row]}))
    assert standings.row(1).decided is None


def test_which_of_two_equal_lowest_totals_is_dropped_never_decides_a_tie() -> None:
    """Judges 2 and 3 give entry 1 the same total with other tastes: the kept judges' taste could be 10 or 6, so it says
    nothing, whatever the judges' numbers; where it is the same either way it does."""
    kcbs = a_round(method=Method("trimmed_sum", drop_low=1), weights=TWO)
    contest = with_ties("criterion_kept:1", round_=kcbs)
    either: Rows = {1: [[5, 5], [5, 0], [1, 4]], 2: [[4, 6], [4, 1], [2, 2]]}
    turned = {entry: [row[0], row[2], row[1]] for entry, row in either.items()}
    for rows in (either, turned):
        assert rank(contest, marks(rows)).ties_left == ((1, 2),)
    sure(contest, {1: [[5, 5], [5, 0], [5, 0]], 2: [[4, 6], [4, 1], [2, 2]]}, [1, 2], {1: (10,), 2: (8,)})


def test_voters_of_a_round_that_an_entry_was_not_judged_in_are_none() -> None:
    by_place = Method("place_points", marks="places", table=(Decimal(3), Decimal(2)))
    contest = a_contest(a_round(1, by_place), a_round(2, by_place), teams=2, panel=1, ties=("voters",))
    people = (replace(judges(1)[0], rounds=(1,)), replace(judges(2)[1], rounds=(2,), recused=(2,)))
    standings = rank(
        replace(contest, judges=people),
        [*marks({1: [2], 2: [1]}), *marks({1: [None, 1]}, 2)], [penalty(1, "2", kind="other")],
    )
    assert figures(decided(standings)) == {1: (2,), 2: (1,)}


def test_criterion_is_rounded_as_the_round_rounds_a_weighted_score() -> None:
    rounded = a_round(method=Method("median", "criterion", round_score=0, round_criterion=1), weights=("0.5", "1"))
    standings = rank(with_ties("criterion:1", round_=rounded, panel=2), marks({1: [[5, 5], [6, 5]], 2: [[4, 6], [4, 6]]}))
    assert figures(decided(standings)) == {1: (3,), 2: (2,)}


def test_dropped_halves_are_halves() -> None:
    each = a_round(method=Method("trimmed_sum", drop_low=1))
    sure(with_ties("dropped", round_=each), {1: [5, 5, "1.5"], 2: [6, 4, "2.5"]}, [2, 1], {1: ("1.5",), 2: ("2.5",)})
