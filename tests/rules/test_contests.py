"""Who runs together, and which scoresheets the result waits for."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from contest.rules.contests import Criterion
from contest.rules.counting import signed_of
from contest.rules.scoresheets import Scoresheet, is_in
from tests.builders import sheet
from tests.rules.building import a_contest, a_round

ROUND = a_round(weights=("1", "1"))


def test_a_heat_is_everybody_of_it_by_number_and_who_is_in_none_runs_alone() -> None:
    bare = a_contest(teams=5)
    heats = {1: 2, 2: 1, 4: 2, 5: 1}
    contest = replace(bare, entries=tuple(replace(one, heat=heats.get(one.number)) for one in bare.entries[::-1]))
    assert [contest.heat_of(entry) for entry in (1, 2, 3, 4, 5)] == [(1, 4), (2, 5), (3,), (1, 4), (2, 5)]
    assert contest.heat_of(9) == (9,)


def test_a_round_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="7"):
        a_contest().round(7)


@pytest.mark.parametrize(("given", "is_counted"), [
    (sheet(1, 1, 9, 8), True), (sheet(1, 1, 9, 8, signed=False), False), (sheet(1, 1, 9), False), (None, False),
    (replace(sheet(1, 1, 9, 8), confirmed=False), False),
])
def test_a_sheet_is_in_once_it_is_whole_signed_and_not_waiting_for_a_second_person(
    given: Scoresheet | None, is_counted: bool
) -> None:
    assert is_in(ROUND, given) is is_counted


def test_of_the_sheets_that_the_result_waits_for_those_are_counted_that_are_in() -> None:
    contest = a_contest(ROUND, panel=4)
    shadow = replace(contest, judges=(*contest.judges[:3], replace(contest.judges[3], counts=False)))
    given = {1: sheet(1, 1, 9, 8), 2: sheet(1, 2, 9, signed=False), 4: sheet(1, 4, 9, 8)}
    assert signed_of(shadow, ROUND, contest.entries[0], given) == (1, 3)
    assert signed_of(contest, ROUND, contest.entries[0], given) == (2, 4)
    assert signed_of(contest, ROUND, contest.entries[0], {}) == (0, 4)


def test_the_head_judge_who_keeps_only_the_common_mark_is_waited_for() -> None:
    common = Criterion(2, "Đúng chủ đề", Decimal(10), consensus=True)
    round_ = a_round(criteria=(Criterion(1, "Bố cục", Decimal(10)), common))
    bare = a_contest(round_, panel=3)
    contest = replace(bare, judges=(*bare.judges[:2], replace(bare.judges[2], head=True, marks=False)))
    given = {1: Scoresheet(1, 1, 1, {1: Decimal(9)}, True), 3: Scoresheet(1, 1, 3, {2: Decimal(8)}, True)}
    assert signed_of(contest, round_, contest.entries[0], given) == (2, 3)
