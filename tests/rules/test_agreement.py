"""Agreement: published tables by their exact figures, every limit from both sides, and who must not be named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.agreement import (
    Concordance,
    Intraclass,
    JudgeFigures,
    Spread,
    Unusual,
    blanks,
    can_tell,
    complete_entries,
    concordance,
    flat_judges,
    flat_sheets,
    full_sheets,
    intraclass,
    judge_figures,
    unusual_marks,
    wide_spreads,
)
from contest.rules.rounding import half_up
from contest.rules.severity import Marks

NOTHING = Intraclass(None, None, None, None, None, None)

numbers = st.integers(0, 12).map(lambda count: Fraction(count, 2))
complete_tables = st.integers(1, 6).flatmap(
    lambda judges: st.lists(st.tuples(*[numbers] * judges), min_size=1, max_size=7)
).map(lambda rows: table(dict(enumerate(rows, 1))))
any_tables = st.dictionaries(
    st.integers(1, 99), st.dictionaries(st.sampled_from((3, 8, 17, 40, 64, 90)), numbers, max_size=6), max_size=8
)


def table(rows: Mapping[int, Sequence[int | str | Fraction]]) -> Marks:
    """Rows of complete marks, the judges from 1."""
    return {entry: {judge: Fraction(mark) for judge, mark in enumerate(row, 1)} for entry, row in rows.items()}


def row(*marks: int | str | Fraction) -> Marks:
    return table({1: marks})


def shown(value: Fraction | None, places: int = 2) -> str:
    return "-" if value is None else str(half_up(value, places))


THREE_JUDGES = table({1: (90, 88, 80), 2: (85, 90, 85), 3: (85, 80, 85), 4: (70, 75, 85)})

# Shrout & Fleiss 1979, table 2: six targets, four judges
SHROUT_FLEISS = table({
    1: (9, 2, 5, 8), 2: (6, 1, 3, 2), 3: (8, 4, 6, 8), 4: (7, 1, 2, 6), 5: (10, 5, 6, 9), 6: (6, 2, 4, 7),
})

# a writers' contest, nine judges of 24 points each for ten teams (pastebin.com/8hUEPyZd); 3 = MCF, 9 = SH
NINE_JUDGES = table({
    1: (19, 17, 17, 7, 14, 18, 14, 19, 18),
    2: (21, 17, 13, 22, 12, 16, 15, 17, 18),
    3: (22, 18, 18, 4, 17, 20, 19, 21, 20),
    4: (18, 14, 12, 7, 12, 14, 14, 17, 17),
    5: (18, 16, 18, 13, 9, 18, 21, 17, 20),
    6: (23, 15, 14, 18, 16, 20, 11, 21, 19),
    7: (18, 20, 17, 4, 15, 16, 16, 15, 19),
    8: (15, 12, 17, 7, 6, 9, 17, 14, 17),
    9: (24, 20, 19, 7, 19, 23, 23, 21, 22),
    10: (19, 13, 11, 15, 16, 14, 18, 16, 17),
})


def test_the_nine_judges_table_adds_up_as_it_was_published() -> None:
    assert [sum(marks.values()) for marks in NINE_JUDGES.values()] == [143, 151, 159, 125, 150, 157, 140, 114, 178, 139]


def test_kendall_of_the_three_judges_counts_their_ties() -> None:
    """S = 10.5 and T = 30: 12 x 10.5 / (9 x 60 - 3 x 30); without the ties it would be 0.2333."""
    assert concordance(THREE_JUDGES) == Concordance(Fraction("0.28"), Fraction("2.52"), 3, judges=3, entries=4)


def test_kendall_of_the_nine_judges() -> None:
    """S = 2902.5 and T = 270."""
    told = concordance(NINE_JUDGES)
    assert told.w == Fraction(12) * Fraction("2902.5") / (81 * 990 - 9 * 270) == Fraction(43, 96)
    assert shown(told.w, 3) == "0.448"
    assert (told.chi2, told.freedom) == (9 * 9 * Fraction(43, 96), 9)


def test_kendall_of_one_order_is_one_and_of_opposite_orders_nothing() -> None:
    assert concordance(table({1: (1, 10), 2: (2, 11), 3: (3, 99)})).w == 1
    assert concordance(table({1: (1, 3), 2: (2, 2), 3: (3, 1)})).w == 0
    assert concordance(table({1: (1, 5, 1), 2: (2, 5, 2)})).w == Fraction(2 * 12, 9 * 6 - 3 * 6)


@pytest.mark.parametrize("marks", [
    {}, {1: {}}, row(5, 6), table({1: (5,), 2: (6,)}), table({1: (5, 5), 2: (5, 5)}),
    {1: {1: Fraction(5), 2: Fraction(6)}, 2: {1: Fraction(7)}}, {**THREE_JUDGES, 9: {}},
], ids=["nothing", "blank", "one entry", "one judge", "no variation", "a mark missing", "an entry missing"])
def test_kendall_is_undefined(marks: Marks) -> None:
    told = concordance(marks)
    assert (told.w, told.chi2) == (None, None)
    assert told.freedom == max(0, len(marks) - 1)


def test_the_classic_table_gives_the_six_published_correlations() -> None:
    told = intraclass(SHROUT_FLEISS)
    assert told == Intraclass(
        one_random=Fraction(448, 2703), one_agreeing=Fraction(184, 635), one_consistent=Fraction(920, 1287),
        all_random=Fraction(1792, 4047), all_agreeing=Fraction(736, 1187), all_consistent=Fraction(3680, 4047),
    )
    assert [shown(one) for one in (told.one_random, told.one_agreeing, told.one_consistent)] == ["0.17", "0.29", "0.71"]
    assert [shown(one) for one in (told.all_random, told.all_agreeing, told.all_consistent)] == ["0.44", "0.62", "0.91"]


def test_severity_alone_costs_agreement_and_not_consistency() -> None:
    """The second judge gives everybody three more: BMS = 2, JMS = 13.5, EMS = 0, WMS = 4.5."""
    assert intraclass(table({1: (1, 4), 2: (2, 5), 3: (3, 6)})) == Intraclass(
        one_random=Fraction(-5, 13), one_agreeing=Fraction(2, 11), one_consistent=Fraction(1),
        all_random=Fraction(-5, 4), all_agreeing=Fraction(4, 13), all_consistent=Fraction(1),
    )


def test_opposite_judges_leave_some_correlations_undefined() -> None:
    """BMS = JMS = 0, EMS = 1, WMS = 1/2: a mean that tells nothing apart has no reliability (and never one of 2)."""
    told = intraclass(table({1: (1, 2), 2: (2, 1)}))
    assert told == Intraclass(Fraction(-1), None, Fraction(-1), None, None, None)


@pytest.mark.parametrize("marks", [
    {}, row(5, 6), table({1: (5,), 2: (6,)}), table({1: (5, 5), 2: (5, 5)}), {**SHROUT_FLEISS, 1: {1: Fraction(9)}},
], ids=["nothing", "one entry", "one judge", "no variation", "a mark missing"])
def test_intraclass_is_undefined(marks: Marks) -> None:
    assert intraclass(marks) == NOTHING


def test_entries_that_all_judges_marked_can_be_taken_out_of_a_table_with_blanks() -> None:
    marks = {**THREE_JUDGES, 9: {1: Fraction(80), 3: Fraction(70)}, 8: {}}
    assert complete_entries(marks) == THREE_JUDGES
    assert concordance(complete_entries(marks)) == concordance(THREE_JUDGES)
    assert complete_entries({1: {}}) == {}


def test_the_fourth_of_nine_judges_stands_apart() -> None:
    figures = judge_figures(NINE_JUDGES)
    assert [one.bias for one in figures.values()] == [
        Fraction(one) for one in ("3.9625", "0.025", "-0.65", "-6.5", "-2.9", "0.7", "0.7", "1.825", "2.8375")
    ]
    assert [shown(one.correlation) for one in figures.values()] == [
        "0.88", "0.61", "0.22", "-0.19", "0.61", "0.92", "0.21", "0.75", "0.84"
    ]
    assert figures[4] == JudgeFigures(10, Fraction(-13, 2), Fraction(-52, 9), Fraction("-0.1892671557"))
    assert all(one.effect == (one.bias or 0) * 8 / 9 for one in figures.values())


def test_a_correlation_is_exact_on_a_line_and_undefined_without_one() -> None:
    up, down, a_little_down, a_little_up, flat, two = (
        judge_figures(table(dict(enumerate(rows, 1))))[1].correlation
        for rows in (
            [(1, 2), (2, 4), (3, 6)], [(1, 6), (2, 4), (3, 2)], [("0.1", "0.3"), ("0.2", "0.2"), ("0.3", "0.1")],
            [("0.1", "0.1"), ("0.2", "0.2"), ("0.3", "0.3")], [(5, 6), (5, 4), (5, 2)], [(1, 2), (2, 4)],
        )
    )
    assert (up, down, a_little_down, a_little_up, flat, two) == (1, -1, -1, 1, None, None)


def test_the_others_are_those_who_marked_the_same_entry() -> None:
    """Entry 3 was marked by judge 1 alone: nothing to compare it with."""
    marks = {
        1: {1: Fraction(6), 2: Fraction(4), 3: Fraction(2)}, 2: {1: Fraction(5), 2: Fraction(8)}, 3: {1: Fraction(9)},
    }
    figures = judge_figures(marks)
    assert [(one.entries, one.bias) for one in figures.values()] == [(2, 0), (2, Fraction(3, 2)), (1, -3)]
    assert figures[3].effect is not None


def test_a_judge_alone_has_no_others_and_unconnected_judges_no_severity() -> None:
    assert judge_figures({}) == {}
    assert judge_figures(table({1: (7,), 2: (8,)})) == {1: JudgeFigures(0, None, Fraction(0), None)}
    apart = judge_figures({1: {1: Fraction(7), 2: Fraction(6)}, 2: {3: Fraction(5)}})
    assert apart == {
        1: JudgeFigures(1, Fraction(1), None, None),
        2: JudgeFigures(1, Fraction(-1), None, None),
        3: JudgeFigures(0, None, None, None),
    }


def test_one_juror_of_nine_marked_mcf_with_four() -> None:
    """Median 19, MAD 1: z = -15 / 1.4826 = -10.1. The same judge stands out for two more teams."""
    found = unusual_marks(NINE_JUDGES, Fraction(24))
    assert found[0] == Unusual(3, 4, Fraction(4), Fraction(19), Fraction(-15) / Fraction("1.4826"))
    assert shown(found[0].z, 1) == "-10.1"
    assert [(one.entry, one.judge) for one in found] == [(3, 4), (7, 4), (9, 4)]


@pytest.mark.parametrize(("mark", "expected"), [
    ("15.1891", []), ("15.1892", [5]), ("4.8109", []), ("4.8108", [5]),
])
def test_a_mark_is_unusual_beyond_three_and_a_half(mark: str, expected: list[int]) -> None:
    """Median 10, MAD 1: the limit lies 3.5 x 1.4826 = 5.1891 away."""
    found = unusual_marks(row(9, 10, 10, 11, mark), Fraction(20))
    assert [one.judge for one in found] == expected
    assert all(one.z is not None and abs(one.z) > Fraction("3.5") for one in found)


@pytest.mark.parametrize(("mark", "expected"), [(14, []), ("14.01", [5]), (6, []), ("5.99", [5])])
def test_where_all_others_agree_a_mark_is_unusual_beyond_a_fifth_of_the_maximum(
    mark: int | str, expected: list[int]
) -> None:
    found = unusual_marks(row(10, 10, 10, 10, mark), Fraction(20))
    assert [(one.judge, one.median, one.z) for one in found] == [(judge, 10, None) for judge in expected]


def test_the_middle_of_an_even_panel_is_the_mean_of_the_middle_two() -> None:
    """Median 10.5, deviations 1/2, 1/2, 3/2, 19/2: MAD 1."""
    (found,) = unusual_marks(row(9, 10, 11, 20), Fraction(20))
    assert (found.judge, found.median, found.z) == (4, Fraction("10.5"), Fraction("9.5") / Fraction("1.4826"))


def test_with_three_judges_nobody_is_named_and_the_spread_is_shown() -> None:
    assert [can_tell(judges, 10) for judges in range(6)] == [False, False, False, False, True, True]
    assert [can_tell(4, entries) for entries in range(5)] == [False, False, False, True, True]
    marks = row(18, 18, 2)
    assert unusual_marks(marks, Fraction(20)) == ()
    assert unusual_marks(row(18, 18, 18, 2), Fraction(20)) != ()
    assert wide_spreads(marks, Fraction(5)) == (Spread(1, Fraction(2), Fraction(18)),)


def test_a_spread_is_wide_above_its_limit() -> None:
    """WorldSkills: more than 1 of 3 between any two judges has to be discussed."""
    marks = {**table({2: (1, 2, 2), 1: (1, 3, 2), 3: (0, 2, 1)}), 4: {}, 5: {1: Fraction(3)}}
    assert [spread.entry for spread in wide_spreads(marks, Fraction(1))] == [1, 3]
    assert wide_spreads(marks, Fraction(2)) == ()


def test_a_judge_is_flat_from_three_equal_marks_on() -> None:
    marks = table({1: (7, 7, 7), 2: (7, 7, 7), 3: (7, 8, 7)})
    assert flat_judges(marks) == (1, 3)
    assert flat_judges({entry: marks[entry] for entry in (1, 2)}) == ()
    assert flat_judges({}) == ()
    assert flat_judges({entry: {40: Fraction(5), 8: Fraction(6)} for entry in (1, 2, 3)}) == (8, 40)
    assert flat_judges({**marks, 4: {3: Fraction(6)}}) == (1,)


def test_a_sheet_is_flat_from_three_equal_criteria_on() -> None:
    sheets = {(2, 1): sheet(8, 8, 8), (1, 9): sheet(8, 8, 8), (1, 2): sheet(8, 8, 9), (1, 3): sheet(8, 8), (1, 4): {}}
    assert flat_sheets(sheets) == ((1, 9), (2, 1))


def test_a_full_sheet_has_every_maximum() -> None:
    maxima = sheet(20, 25)
    sheets = {(2, 1): sheet(20, 25), (1, 5): sheet(20, 25), (1, 2): sheet(20, "24.5"), (1, 3): sheet(20), (1, 4): {}}
    assert full_sheets(sheets, maxima) == ((1, 5), (2, 1))
    assert full_sheets(sheets, {}) == ()


def test_blanks_are_named_for_the_whole_panel() -> None:
    marks = {2: {1: Fraction(0), 3: Fraction(4)}, 1: {}}
    assert blanks(marks, [3, 2, 1]) == ((1, 1), (1, 2), (1, 3), (2, 2))
    assert blanks({1: {}}, [8, 1]) == ((1, 1), (1, 8))
    assert blanks(marks, []) == blanks({}, [1]) == ()


def sheet(*scores: int | str) -> dict[int, Fraction]:
    return {criterion: Fraction(score) for criterion, score in enumerate(scores, 1)}


def every_figure(marks: Marks) -> list[object]:
    complete = complete_entries(marks)
    return [
        list(complete), concordance(complete), intraclass(complete), judge_figures(marks), unusual_marks(marks, Fraction(6)),
        wide_spreads(marks, Fraction(2)), flat_judges(marks), blanks(marks, (90, 8, 3)),
    ]


@given(any_tables, st.randoms(use_true_random=False))
def test_the_order_of_entries_and_judges_changes_nothing(marks: Marks, chance: Random) -> None:
    entries = chance.sample(list(marks), len(marks))
    mixed = {entry: dict(chance.sample(list(marks[entry].items()), len(marks[entry]))) for entry in entries}
    assert repr(every_figure(mixed)) == repr(every_figure(marks))


@given(complete_tables)
def test_kendall_lies_between_nothing_and_one_and_knows_only_the_order(marks: Marks) -> None:
    told = concordance(marks)
    assert told.w is None or 0 <= told.w <= 1
    curved = {entry: {judge: mark**2 + judge for judge, mark in given_.items()} for entry, given_ in marks.items()}
    turned = {entry: {judge: -mark for judge, mark in given_.items()} for entry, given_ in marks.items()}
    assert concordance(curved) == concordance(turned) == told


@given(complete_tables)
def test_severity_changes_no_consistency_and_nothing_passes_one(marks: Marks) -> None:
    told = intraclass(marks)
    assert all(one is None or one <= 1 for one in vars(told).values())
    kinder = {entry: {judge: mark + 3 * judge for judge, mark in given_.items()} for entry, given_ in marks.items()}
    after = intraclass(kinder)
    assert (after.one_consistent, after.all_consistent) == (told.one_consistent, told.all_consistent)


@given(any_tables)
def test_figures_of_the_judges_hold_together(marks: Marks) -> None:
    for judge, figures in judge_figures(marks).items():
        assert figures.entries == sum(judge in given_ and len(given_) > 1 for given_ in marks.values())
        assert (figures.bias is None) == (figures.entries == 0)
        assert figures.correlation is None or (-1 <= figures.correlation <= 1 and figures.entries >= 3)


@given(complete_tables)
def test_who_stands_apart_is_found_wherever_the_panel_stands(marks: Marks) -> None:
    """Everybody's marks moved alike, or turned around the middle: the same marks are unusual."""
    def cells(moved: Marks) -> list[tuple[int, int]]:
        return [(one.entry, one.judge) for one in unusual_marks(moved, Fraction(6))]

    higher = {entry: {judge: mark + 7 for judge, mark in given_.items()} for entry, given_ in marks.items()}
    turned = {entry: {judge: 6 - mark for judge, mark in given_.items()} for entry, given_ in marks.items()}
    assert cells(higher) == cells(turned) == cells(marks)
    assert len({entry for entry, _ in cells(marks)}) <= len(marks)
