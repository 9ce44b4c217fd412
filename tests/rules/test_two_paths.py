"""What counts and what explains agree: a row's points are what its arithmetic adds up to, step by step, added here anew with
nothing of the product's own code."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random

import pytest
from hypothesis import given

from contest.rules.arithmetic import Arithmetic, Rounded, RoundStanding, Step, told
from contest.rules.contests import Contest, Round, Scope
from contest.rules.standings import Standing
from tests.rules.chances import WAYS, chances, play_by, staged


def near(value: Fraction, places: int | None) -> Fraction:
    """Half up, away from zero."""
    if places is None:
        return value
    size = floor(abs(value) * 10**places + Fraction(1, 2))
    return Fraction(size if value >= 0 else -size, 10**places)


def is_rounded(one: Rounded, places: int | None) -> bool:
    return one.places == places and one.after == near(one.before, places)


def add_terms(step: Step, round_: Round, floors: bool) -> None:
    """The terms to the step's figure, and each judge's total from its scores."""
    for term in step.terms:
        for part in term.parts:
            exact = Fraction(part.score) * Fraction(part.weight) * Fraction(part.factor)
            assert part.points == near(exact, round_.method.round_score)
        if term.parts:
            total = sum(part.points for part in term.parts) - Fraction(term.off)
            assert term.value == (max(total, Fraction(0)) if floors and term.off else total)
    if round_.method.name == "skating":
        assert (step.divisor, step.figure.before, step.weight, step.factor) == (1, step.sum, 1, 1)
        return
    assert step.sum == sum(term.counted for term in step.terms if term.use == "kept")
    assert step.figure.before == step.sum / step.divisor


def add_step(step: Step, round_: Round, floors: bool) -> Fraction:
    add_terms(step, round_, floors)
    of_criterion = step.criterion is not None and round_.method.name != "skating"  # a place is neither rounded nor weighted
    assert is_rounded(step.figure, round_.method.round_criterion if of_criterion else None)
    assert step.points.before == step.figure.after * Fraction(step.weight) * Fraction(step.factor)
    assert is_rounded(step.points, round_.method.round_score if of_criterion else None)
    return step.points.after


def add_round(one: RoundStanding, round_: Round, floors: bool) -> Fraction:
    added = sum((add_step(step, round_, floors) for step in one.steps), Fraction(0))
    if one.weights is not None:
        added /= Fraction(one.weights)
    added = added * Fraction(one.factor) + sum((Fraction(outside.points) for outside in one.outside), Fraction(0))
    assert one.total is not None
    assert one.total.before == added
    assert is_rounded(one.total, round_.method.round_points)
    assert one.points is not None
    assert Fraction(one.points) == one.total.after
    assert -one.points.as_tuple().exponent == round_.method.round_points  # type: ignore[operator]
    return one.total.after


def add_up(arithmetic: Arithmetic, contest: Contest) -> Fraction:
    by_round = {
        one.number: add_round(one, contest.round(one.number), contest.floor_at_zero)
        for one in arithmetic.rounds if one.points is not None
    }
    if arithmetic.adds == "points":
        assert all(one.value == by_round[one.round] for one in arithmetic.added)
    summed = sum((one.value * Fraction(one.weight) for one in arithmetic.added if one.used), Fraction(0))
    assert arithmetic.sum.before == summed
    assert is_rounded(arithmetic.sum, arithmetic.sum.places)
    off = sum((Fraction(one.points) for one in arithmetic.deductions), Fraction(0))
    left = arithmetic.sum.after + off if arithmetic.low_wins else arithmetic.sum.after - off
    if contest.floor_at_zero and not arithmetic.low_wins and off > arithmetic.sum.after:
        assert arithmetic.floored
        return Fraction(0)
    assert not arithmetic.floored
    assert arithmetic.sum.places is not None
    return near(left, arithmetic.sum.places)


def check(row: Standing, contest: Contest) -> None:
    if row.points is None:
        assert row.arithmetic is None
        return
    assert row.arithmetic is not None
    assert add_up(row.arithmetic, contest) == Fraction(row.points)
    assert row.arithmetic.points == row.points
    told_rounds = {one.number: one.points for one in row.arithmetic.rounds}
    assert {one.number: one.points for one in row.rounds if one.number in told_rounds} == told_rounds
    taken = sum((one.points for one in row.arithmetic.deductions), Decimal(0))
    assert taken <= row.penalty
    assert isinstance(told(row.arithmetic), dict)


@pytest.mark.parametrize(("name", "scope"), WAYS, ids=str)
@given(chance=chances)
def test_points_are_what_the_arithmetic_adds_up_to(name: str, scope: Scope, chance: Random) -> None:
    play = staged(chance, play_by(chance, name, scope))
    standings = play.ranked()
    for row in standings.rows:
        check(row, play.contest)
    assert standings.lacking or standings.missing or all(row.points is not None for row in standings.rows)


@pytest.mark.parametrize(("name", "scope"), WAYS, ids=str)
@given(chance=chances)
def test_places_follow_the_points(name: str, scope: Scope, chance: Random) -> None:
    """Better points stand higher, equal points share their place; but skating orders its own ties."""
    play = play_by(chance, name, scope)
    rows = [row for row in replace(play, contest=replace(play.contest, rank_exact=False)).ranked().rows if row.place]
    for row in rows:
        for other in rows:
            assert name == "skating" or is_better(row, other) == ((row.place or 0) < (other.place or 0))
            assert not (is_better(row, other) and row.place >= other.place)


@pytest.mark.parametrize(("name", "scope"), WAYS, ids=str)
@given(chance=chances)
def test_exact_places_part_only_equal_points_of_one_round(name: str, scope: Scope, chance: Random) -> None:
    """But for penalties finer than the points' decimals, which the exact points know and the declared ones round away."""
    play = play_by(chance, name, scope, most_rounds=1)
    exact = replace(play, contest=replace(play.contest, rank_exact=True), penalties=())
    rows = [row for row in exact.ranked().rows if row.place]
    assert not [1 for row in rows for other in rows if is_better(row, other) and row.place >= other.place]


def is_better(row: Standing, other: Standing) -> bool:
    assert row.points is not None
    assert other.points is not None
    assert row.arithmetic is not None
    return row.points < other.points if row.arithmetic.low_wins else row.points > other.points
