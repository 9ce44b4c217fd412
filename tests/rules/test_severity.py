"""Severity: the worked examples by hand, exactness by the normal equations, and what no order or shift may change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.refusals import Refused
from contest.rules.rounding import half_up
from contest.rules.severity import Marks, additive, components, severity, square_root, z_scores

A, B, C = 1, 2, 3

# four entries, three judges; E2 met the hard judge B
PARTIAL = {1: {A: 80, B: 70}, 2: {B: 75, C: 85}, 3: {A: 82, C: 84}, 4: {A: 78, B: 72}}
COMPLETE = {1: (90, 88, 80), 2: (85, 90, 85), 3: (85, 80, 85), 4: (70, 75, 85)}

numbers = st.integers(0, 60).map(lambda count: Fraction(count, 3))
complete_tables = st.integers(1, 5).flatmap(
    lambda judges: st.lists(st.tuples(*[numbers] * judges), min_size=1, max_size=7)
).map(lambda rows: table(dict(enumerate(rows, 1))))
any_tables = st.dictionaries(
    st.integers(1, 99), st.dictionaries(st.sampled_from((3, 8, 17, 40, 64)), numbers, max_size=5), max_size=8
)
connected_tables = any_tables.filter(lambda marks: len(components(marks)) == 1)


def table(rows: Mapping[int, Sequence[int | str | Fraction]]) -> Marks:
    """Rows of complete marks, the judges from 1."""
    return {entry: {judge: Fraction(mark) for judge, mark in enumerate(row, 1)} for entry, row in rows.items()}


def exact(rows: Mapping[int, Mapping[int, int]]) -> Marks:
    return {entry: {judge: Fraction(mark) for judge, mark in row.items()} for entry, row in rows.items()}


def shuffled(marks: Marks, chance: Random) -> Marks:
    """The same marks in another order of entries and of judges."""
    entries = chance.sample(list(marks), len(marks))
    return {entry: dict(chance.sample(list(marks[entry].items()), len(marks[entry]))) for entry in entries}


def outcome(figures: Callable[[Marks], object], marks: Marks) -> object:
    """The figures and their order, or why there are none."""
    try:
        return repr(figures(marks))
    except Refused as refused:
        return refused.code, refused.details


def fits(marks: Marks) -> bool:
    """Whether the model is the least-squares fit: no entry and no judge has anything left on average."""
    model = additive(marks)
    left = {
        (entry, judge): mark - model.entries[entry] - model.judges[judge]
        for entry, row in marks.items() for judge, mark in row.items()
    }
    by_entry = [sum(rest for (entry, _), rest in left.items() if entry == one) for one in model.entries]
    by_judge = [sum(rest for (_, judge), rest in left.items() if judge == one) for one in model.judges]
    return not any(by_entry) and not any(by_judge) and sum(model.judges.values()) == 0


def test_the_entry_that_met_the_hard_judge_passes_the_one_that_did_not() -> None:
    model = additive(exact(PARTIAL))
    assert model.judges == {A: 2, B: -6, C: 4}
    assert model.entries == {1: 77, 2: 81, 3: 80, 4: 77}


def test_a_complete_panel_keeps_its_plain_means() -> None:
    model = additive(table(COMPLETE))
    assert model.entries == {1: 86, 2: Fraction(260, 3), 3: Fraction(250, 3), 4: Fraction(230, 3)}
    assert model.judges == {A: Fraction(-2, 3), B: Fraction(1, 12), C: Fraction(7, 12)}


def test_entries_without_a_common_judge_cannot_be_compared_and_the_groups_are_named() -> None:
    apart = {4: {C: Fraction(5)}, 1: {A: Fraction(7), B: Fraction(6)}, 9: {B: Fraction(3)}, 2: {C: Fraction(8)}}
    assert components(apart) == ((1, 9), (2, 4))
    with pytest.raises(Refused, match="judges_not_connected") as refused:
        additive(apart)
    assert refused.value.details == {"groups": ((1, 9), (2, 4))}


def test_entries_are_connected_over_others_and_one_mark_is_enough() -> None:
    chain = exact({1: {A: 7}, 2: {A: 5, B: 9}, 3: {B: 6, C: 1}, 4: {C: 4}})
    assert components(chain) == ((1, 2, 3, 4),)
    model = additive(chain)
    assert model.judges == {A: -1, B: 3, C: -2}
    assert model.entries == {1: 8, 2: 6, 3: 3, 4: 6}


def test_a_blank_sheet_takes_no_part() -> None:
    marks = {**exact(PARTIAL), 7: {}}
    assert components(marks) == ((1, 2, 3, 4),)
    assert additive(marks) == additive(exact(PARTIAL))
    assert additive({7: {}}) == additive({})


def test_no_marks_give_no_figures() -> None:
    assert components({}) == ()
    assert (additive({}).entries, additive({}).judges) == ({}, {})
    scores = z_scores({})
    assert (scores.z, scores.means, scores.deviations, scores.mean, scores.deviation) == ({}, {}, {}, 0, 0)


def test_one_judge_alone_has_no_severity() -> None:
    model = additive(table({1: (8,), 2: (Fraction(19, 2),)}))
    assert model.entries == {1: 8, 2: Fraction(19, 2)}
    assert model.judges == {A: 0}


def test_a_federation_of_two_hundred_entries_is_fitted_exactly() -> None:
    chance = Random(48)
    marks = {
        entry: {judge: Fraction(chance.randint(0, 200), 2) for judge in range(20) if chance.random() > 0.3}
        for entry in range(200)
    }
    assert fits(marks)


@given(connected_tables)
def test_what_is_left_over_adds_up_to_nothing(marks: Marks) -> None:
    assert fits({entry: row for entry, row in marks.items() if row})
    assert severity(marks) == additive(marks).judges


@given(complete_tables)
def test_on_complete_panels_the_order_is_that_of_the_means(marks: Marks) -> None:
    means = {entry: sum(row.values(), Fraction(0)) / len(row) for entry, row in marks.items()}
    assert additive(marks).entries == means
    assert fits(marks)


@given(connected_tables, numbers)
def test_a_judge_who_gives_everybody_more_moves_everybody_alike(marks: Marks, more: Fraction) -> None:
    judge = min(judge for row in marks.values() for judge in row)
    kinder = {entry: {one: mark + more * (one == judge) for one, mark in row.items()} for entry, row in marks.items()}
    before, after = additive(marks), additive(kinder)
    moved = more / len(before.judges)
    assert after.entries == {entry: value + moved for entry, value in before.entries.items()}
    assert after.judges == {one: value - moved + more * (one == judge) for one, value in before.judges.items()}


def test_the_answer_is_in_the_order_of_entries_and_judges() -> None:
    marks = exact({9: {40: 1, 8: 2}, 2: {8: 5, 40: 4}, 5: {40: 7, 8: 6}, 1: {8: 1}})
    model, scores = additive(marks), z_scores(marks)
    assert list(model.entries) == list(scores.z) == [1, 2, 5, 9]
    assert list(model.judges) == list(scores.means) == list(scores.deviations) == list(scores.z[9]) == [8, 40]


@given(any_tables, st.randoms(use_true_random=False))
def test_the_order_of_entries_and_judges_changes_nothing(marks: Marks, chance: Random) -> None:
    mixed = shuffled(marks, chance)
    assert components(mixed) == components(marks)
    assert outcome(additive, mixed) == outcome(additive, marks)
    assert outcome(z_scores, mixed) == outcome(z_scores, marks)


@given(any_tables)
def test_groups_share_no_judge_and_hold_every_marked_entry_once(marks: Marks) -> None:
    groups = components(marks)
    assert sorted(entry for group in groups for entry in group) == sorted(entry for entry in marks if marks[entry])
    assert groups == tuple(sorted(tuple(sorted(group)) for group in groups))
    judges = [{judge for entry in group for judge in marks[entry]} for group in groups]
    assert sum(map(len, judges)) == len(set().union(*judges))


def test_z_scores_of_the_worked_example_put_the_third_entry_past_the_first() -> None:
    """The published figures come out with the mean of all marks and the mean of the judges' own deviations."""
    scores = z_scores(table(COMPLETE))
    assert scores.means == {A: Fraction("82.5"), B: Fraction("83.25"), C: Fraction("83.75")}
    assert scores.deviations[A] == Fraction("7.5")
    assert scores.deviations[B] == Fraction("6.05702071979285869109")
    assert scores.z[1][A] == 1
    assert (str(half_up(scores.mean, 2)), str(half_up(scores.deviation, 2))) == ("83.17", "5.24")
    mean_z = {entry: sum(row.values(), Fraction(0)) / 3 for entry, row in scores.z.items()}
    assert [str(half_up(z, 4)) for z in mean_z.values()] == ["0.0174", "0.6750", "0.1247", "-0.8171"]
    rescaled = [str(half_up(scores.mean + scores.deviation * z, 2)) for z in mean_z.values()]
    assert rescaled == ["83.26", "86.70", "83.82", "78.88"]


def test_a_judge_who_gave_one_value_to_all_says_nothing() -> None:
    scores = z_scores(table({1: (7, 1), 2: (7, 2), 3: (7, 3)}))
    assert (scores.deviations[A], scores.inverses[A]) == (0, 0)
    assert [row[A] for row in scores.z.values()] == [0, 0, 0]
    assert [row[B] > 0 for row in scores.z.values()] == [False, False, True]


def test_a_judge_of_two_entries_has_no_spread_and_a_judge_of_three_has() -> None:
    marks = {1: {A: 1, B: 5}, 2: {A: 2, B: 6}, 3: {A: 4}}
    with pytest.raises(Refused, match="too_few_entries") as refused:
        z_scores(exact(marks))
    assert refused.value.details == {"judge": B, "needed": 3}
    marks[3][B] = 9
    assert z_scores(exact(marks)).z[3][B] > 1


def test_a_blank_is_not_a_zero_in_z_scores() -> None:
    scores = z_scores(exact({1: {A: 2, B: 8}, 2: {A: 4}, 3: {A: 6, B: 8}, 4: {B: 5}, 5: {}}))
    assert scores.means == {A: 4, B: 7}
    assert scores.mean == Fraction(33, 6)
    assert scores.z.keys() == {1, 2, 3, 4}
    assert scores.z[2] == {A: 0}


def test_a_freed_mark_that_ends_in_a_five_ends_in_it_exactly() -> None:
    """Both judges spread the same, endlessly: the freed marks of entry 3 are 0.06 and 0.05, which make 0.055, not 0.0549..."""
    scores = z_scores(table({1: ("0.01", "0.09"), 2: ("0.02", "0.07"), 3: ("0.03", "0.08")}))
    freed = [scores.mean + scores.deviation * sum(row.values()) / 2 for row in scores.z.values()]
    assert freed == [Fraction("0.05"), Fraction("0.045"), Fraction("0.055")]


def test_entries_equal_in_truth_stay_equal_after_endless_roots() -> None:
    """B's deviation is exactly twice A's endless one: 1 and 6 cancel, as 2 and 4 do; C's is 1/3, not 0.333..."""
    scores = z_scores(table({1: (1, 6), 2: (2, 4), 3: (3, 2)}))
    assert [sum(row.values()) for row in scores.z.values()] == [0, 0, 0]
    assert scores.deviations[B] == 2 * scores.deviations[A]
    thirds = z_scores(table({1: (0,), 2: (0,), 3: (Fraction(2, 3),), 4: (Fraction(2, 3),)}))
    assert thirds.deviations == {A: Fraction(1, 3)}
    assert thirds.deviation == thirds.mean == Fraction(1, 3)
    assert [row[A] for row in thirds.z.values()] == [-1, -1, 1, 1]


@given(st.lists(st.tuples(numbers, numbers, numbers), min_size=3, max_size=7), numbers)
def test_z_scores_of_a_judge_cancel_and_do_not_know_severity(rows: list[tuple[Fraction, ...]], more: Fraction) -> None:
    marks = table(dict(enumerate(rows, 1)))
    kinder = {entry: {judge: mark + more * (judge == B) for judge, mark in row.items()} for entry, row in marks.items()}
    scores = z_scores(marks)
    assert all(sum(row[judge] for row in scores.z.values()) == 0 for judge in (A, B, C))
    assert z_scores(kinder).z == scores.z


@given(st.fractions(0, 10**6, max_denominator=10**6), st.integers(0, 20))
def test_a_root_is_cut_after_its_places(value: Fraction, places: int) -> None:
    root = square_root(value, places)
    assert root**2 <= value < (root + Fraction(1, 10**places)) ** 2
    assert (root * 10**places).denominator == 1


def test_there_is_no_root_below_zero() -> None:
    assert (square_root(Fraction(0)), square_root(Fraction("6.25"))) == (0, Fraction("2.5"))
    with pytest.raises(ValueError, match="nonnegative"):
        square_root(Fraction(-1))
