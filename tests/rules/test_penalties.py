"""Overtime formulas at every boundary, and which penalties count."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.contests import Overtime
from contest.rules.penalties import check_overtime, counting, kind_shown, late_seconds, overtime_penalty
from contest.rules.refusals import Refused
from tests.builders import penalty

LIMIT = 45 * 60
STARTED = Overtime("per_started_unit", points=Decimal(2))
FULL = Overtime("per_full_unit", points=Decimal(2))
TABLE = Overtime("table", table=((61, Decimal(3)), (1, Decimal(1)), (121, Decimal(5))))

overtimes = st.builds(
    Overtime,
    formula=st.sampled_from(("per_started_unit", "per_full_unit", "table")),
    grace=st.integers(0, 60),
    unit=st.integers(1, 120),
    points=st.decimals(0, 5, places=1),
    table=st.just(TABLE.table),
    cap=st.none() | st.decimals(0, 20, places=1),
)


def deducted(overtime: Overtime, clock: str) -> Decimal:
    """What a finish at m:ss costs with the limit of 45:00."""
    minutes, seconds = clock.split(":")
    proposed = overtime_penalty(overtime, late_seconds(LIMIT, int(minutes) * 60 + int(seconds), overtime))
    return proposed.points if proposed else Decimal(0)


@pytest.mark.parametrize(("clock", "points"), [
    ("44:59", 0), ("45:00", 0), ("45:01", 2), ("46:00", 2), ("46:01", 4), ("47:00", 4), ("47:01", 6),
])
def test_two_points_per_started_minute(clock: str, points: int) -> None:
    assert deducted(STARTED, clock) == points


@pytest.mark.parametrize(("clock", "points"), [("45:00", 0), ("45:30", 0), ("45:31", 2), ("46:30", 2), ("46:31", 4)])
def test_grace_moves_the_limit(clock: str, points: int) -> None:
    assert deducted(Overtime("per_started_unit", grace=30, points=Decimal(2)), clock) == points


@pytest.mark.parametrize(("clock", "points"), [("45:01", 0), ("45:59", 0), ("46:00", 2), ("46:59", 2), ("47:00", 4)])
def test_two_points_per_full_minute(clock: str, points: int) -> None:
    assert deducted(FULL, clock) == points


@pytest.mark.parametrize(("clock", "points"), [
    ("45:00", 0), ("45:01", 1), ("46:00", 1), ("46:01", 3), ("47:00", 3), ("47:01", 5), ("59:00", 5),
])
def test_a_table_of_steps_in_any_order(clock: str, points: int) -> None:
    assert deducted(TABLE, clock) == points


def test_half_points_per_ten_seconds_stay_exact() -> None:
    assert deducted(Overtime("per_started_unit", unit=10, points=Decimal("0.1")), "45:21") == Decimal("0.3")


def test_the_seed_event_caps_at_ten_and_places_nobody_over_five_minutes() -> None:
    rule = Overtime("per_started_unit", points=Decimal(2), cap=Decimal(10), cutoff=300)
    told = [overtime_penalty(rule, late) for late in (0, 1, 240, 241, 300, 301, 3000)]
    assert [(one.points, one.effect) if one else None for one in told] == [
        None, (2, "points"), (8, "points"), (10, "points"), (10, "points"), (10, "not_placed"), (10, "not_placed"),
    ]


def test_a_cutoff_may_disqualify_without_any_points() -> None:
    told = overtime_penalty(Overtime("per_started_unit", cutoff=60, cutoff_status="disqualified"), 61)
    assert told is not None
    assert (told.points, told.effect) == (0, "disqualified")


@given(overtimes, st.integers(0, 7200), st.integers(0, 7200))
def test_being_later_never_costs_less_and_never_more_than_the_cap(overtime: Overtime, one: int, other: int) -> None:
    def off(late: int) -> Decimal:
        told = overtime_penalty(overtime, late)
        return told.points if told else Decimal(0)

    assert off(0) == 0
    assert off(min(one, other)) <= off(max(one, other))
    assert overtime.cap is None or off(one) <= overtime.cap


@given(overtimes, st.integers(0, 7200))
def test_a_finish_within_limit_and_grace_is_in_time(overtime: Overtime, seconds: int) -> None:
    late = late_seconds(LIMIT, seconds, overtime)
    assert (late == 0) == (seconds <= LIMIT + overtime.grace)


def test_only_a_confirmed_penalty_counts() -> None:
    states = ("proposed", "confirmed", "dismissed", "withdrawn")
    given_penalties = [penalty(1, "2", number=number, state=state) for number, state in enumerate(states, 1)]
    assert [one.penalty for one in counting(given_penalties, 1)] == [2]
    assert counting(given_penalties, 2) == ()
    twice = [penalty(1, "2", number=8), penalty(1, "1", number=3)]
    assert [one.penalty for one in counting(twice, 1)] == [3, 8]


def test_the_clock_stands_beside_a_deduction_that_is_all_for_lateness() -> None:
    assert kind_shown([]) is None
    assert kind_shown([penalty(1, "2")]) == "time"
    assert kind_shown([penalty(1, "1", kind="other")]) == "other"
    assert kind_shown([penalty(1, "2"), penalty(1, "1", kind="other")]) == "other"
    assert kind_shown([penalty(1, "2"), penalty(1, "0", kind="other")]) == "time"


@pytest.mark.parametrize("overtime", [
    Overtime("per_started_unit", unit=0), Overtime("per_started_unit", grace=-1), Overtime("table", cutoff=-1),
    Overtime("per_full_unit", points=Decimal(-2)), Overtime("per_full_unit", points=Decimal("NaN")),
    Overtime("per_full_unit", cap=Decimal(-1)), Overtime("table", table=((0, Decimal(1)),)),
    Overtime("table", table=((1, Decimal(-1)),)),
])
def test_numbers_that_make_no_sense_are_refused_at_set_up(overtime: Overtime) -> None:
    with pytest.raises(Refused, match="bad_number"):
        check_overtime(overtime)


@given(overtimes)
def test_every_sensible_rule_passes_the_check(overtime: Overtime) -> None:
    check_overtime(overtime)
