"""How far each judge lies from the others of the panel in a sample: exact, without their own numbers, never from one alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from contest.rules.calibration import Distance, distances, participants, sample_criteria
from contest.rules.contests import Judge, Method
from tests.rules.building import a_contest, a_round

CRITERIA = a_round(weights=("1", "2")).criteria


def apart(told: Mapping[int, tuple[str, str]], counting: tuple[int, ...] = (1, 2, 3, 4)) -> Mapping[int, Distance]:
    """Judge -> what they gave in the two criteria."""
    finished = {judge: {number: Decimal(value) for number, value in enumerate(values, 1)} for judge, values in told.items()}
    return distances(CRITERIA, finished, counting)


def test_a_judge_is_compared_with_the_mean_of_the_others_and_not_with_their_own_numbers() -> None:
    told = apart({1: ("10", "20"), 2: ("8", "20"), 3: ("7", "21")})
    assert told[1] == Distance(2, {1: Fraction(5, 2), 2: Fraction(-1, 2)}, Fraction(3, 2))


def test_differences_are_exact_and_weights_count_in_the_total() -> None:
    told = apart({1: ("8", "8"), 2: ("8", "8"), 3: ("8", "8.5"), 4: ("9", "8")})
    assert told[1].criteria == {1: Fraction(-1, 3), 2: Fraction(-1, 6)}
    assert told[1].total == Fraction(-1, 3) + 2 * Fraction(-1, 6)


@pytest.mark.parametrize("others", [0, 1])
def test_with_fewer_than_two_others_nothing_is_told(others: int) -> None:
    told = apart(dict.fromkeys(range(1, others + 2), ("8", "9")))
    assert told[1] == Distance(others, {}, None)


def test_a_shadow_judge_is_compared_and_nobody_is_compared_with_them() -> None:
    told = apart({1: ("8", "8"), 2: ("9", "9"), 3: ("10", "10"), 4: ("100", "100")}, counting=(1, 2, 3))
    assert told[4].criteria[1] == 91
    assert told[1] == Distance(2, {1: Fraction(-3, 2), 2: Fraction(-3, 2)}, Fraction(-9, 2))


def test_who_scores_the_sample() -> None:
    judges = (Judge(1, "a"), Judge(2, "b", marks=False), Judge(3, "c", rounds=(2,)), Judge(4, "d", counts=False),
              Judge(5, "e", left=1), Judge(6, "f", left=2))
    contest = replace(a_contest(), judges=judges)
    assert [one.number for one in participants(contest, 1)] == [1, 4, 6]
    assert [one.number for one in participants(contest, 2)] == [1, 3, 4]


def test_a_sample_has_what_each_judge_marks_alone_and_nothing_where_they_write_places() -> None:
    round_ = a_round(criteria=(CRITERIA[0], replace(CRITERIA[1], consensus=True)))
    assert sample_criteria(round_) == (CRITERIA[0],)
    assert sample_criteria(a_round(method=Method(name="rank_sum", marks="places"))) == ()
