"""Penalties and statuses where they bite: from the stamp over the overtime rule to the points on the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import get_args

import pytest

from contest.rules.contests import Bites, Contest, Entry, EntryStatus, Marks, Method, Overtime, Stage
from contest.rules.given import External, Given
from contest.rules.penalties import Penalty, check_overtime, late_seconds, overtime_penalty
from contest.rules.refusals import Refused
from contest.rules.standings import Standings, rank
from tests.builders import entries, penalty
from tests.rules.building import Mark, a_contest, a_round, marks, order, places, points

LIMIT = 45 * 60
STARTED = Overtime("per_started_unit", points=Decimal(2))
FULL = Overtime("per_full_unit", points=Decimal(2))
PROPORTIONAL = Overtime("proportional", points=Decimal(2))
TABLE = Overtime("table", table=((1, Decimal(1)), (61, Decimal(3)), (121, Decimal(5))))


def timed(overtime: Overtime, method: Method | None = None, panel: int = 1) -> Contest:
    """One team, 45 minutes."""
    arranging = Stage(1, "Cắm hoa", "together", LIMIT, overtime)
    return a_contest(replace(a_round(method=method), stages=(arranging,)), teams=1, panel=panel)


def stamped(contest: Contest, clock: str, marks_given: Sequence[Mark] = (80,)) -> Standings:
    """The standings once the steward has stamped a finish at m:ss and the scorekeeper has confirmed what it costs."""
    overtime = contest.rounds[0].stages[0].overtime
    assert overtime is not None
    minutes, seconds = clock.split(":")
    late = late_seconds(LIMIT, int(minutes) * 60 + int(seconds), overtime)
    told = overtime_penalty(overtime, late)
    penalties = []
    if told is not None:
        penalties = [Penalty(1, 1, 1, 1, "time", "confirmed", told.points, told.effect, late, on=overtime.on)]
        if told.effect != "points":
            contest = replace(contest, entries=(replace(contest.entries[0], status=told.effect),))
    return rank(contest, marks({1: marks_given}), penalties)


def off(overtime: Overtime, clock: str) -> Decimal:
    found = stamped(timed(overtime), clock).row(1).points
    assert found is not None
    return 80 - found


@pytest.mark.parametrize(("overtime", "costs"), [
    (STARTED, {"44:59": 0, "45:00": 0, "45:01": 2, "46:00": 2, "46:01": 4}),
    (replace(STARTED, grace=30), {"45:30": 0, "45:31": 2, "46:30": 2, "46:31": 4}),
    (FULL, {"45:00": 0, "45:59": 0, "46:00": 2, "46:59": 2, "47:00": 4}),
    (replace(FULL, grace=30), {"46:29": 0, "46:30": 2}),
    (PROPORTIONAL, {"45:00": 0, "45:01": "0.03", "45:30": 1, "46:00": 2, "46:01": "2.03"}),
    (replace(PROPORTIONAL, places=0), {"45:14": 0, "45:15": 1, "45:44": 1, "45:45": 2}),
    (replace(PROPORTIONAL, unit=90, places=1), {"45:01": 0, "45:02": 0, "45:03": "0.1", "46:30": 2}),
    (TABLE, {"45:00": 0, "45:01": 1, "46:00": 1, "46:01": 3, "47:00": 3, "47:01": 5, "99:00": 5}),
    (replace(STARTED, cap=Decimal(5)), {"46:00": 2, "47:00": 4, "47:01": 5, "59:00": 5}),
    (replace(TABLE, cap=Decimal("2.5")), {"46:00": 1, "46:01": "2.5"}),
])
def test_what_lateness_costs_at_each_boundary(overtime: Overtime, costs: dict[str, int | str]) -> None:
    check_overtime(overtime)
    assert {clock: off(overtime, clock) for clock in costs} == {clock: Decimal(cost) for clock, cost in costs.items()}


def test_beyond_the_cutoff_an_entry_is_not_placed_and_keeps_its_points() -> None:
    rule = replace(STARTED, cap=Decimal(10), cutoff=300)
    assert stamped(timed(rule), "50:00").row(1).place == 1
    late = stamped(timed(rule), "50:01").row(1)
    assert (late.status, late.place, late.points, late.penalty) == ("not_placed", None, 70, 10)


def test_beyond_the_cutoff_an_entry_may_be_disqualified_and_shows_none() -> None:
    rule = replace(STARTED, cutoff=60, cutoff_status="disqualified")
    late = stamped(timed(rule), "46:01").row(1)
    assert (late.status, late.place, late.points, late.penalty) == ("disqualified", None, None, 0)


def test_barista_one_point_per_started_second_and_over_a_minute_disqualified() -> None:
    rule = Overtime("per_started_unit", unit=1, points=Decimal(1), cutoff=60, cutoff_status="disqualified")
    assert off(rule, "46:00") == 60
    assert stamped(timed(rule), "46:01").row(1).status == "disqualified"


def test_a_penalty_on_every_sheet_costs_five_times_as_much_with_five_judges_and_a_sum() -> None:
    five = [80, 81, 82, 83, 84]
    once, each = timed(STARTED, Method("sum"), 5), timed(replace(STARTED, on="sheet"), Method("sum"), 5)
    assert points(stamped(once, "45:01", five)) == {1: "408.00"}
    assert points(stamped(each, "45:01", five)) == {1: "400.00"}
    assert points(stamped(replace(each, rounds=(replace(each.rounds[0], method=Method("mean")),)), "45:01", five)) == {1: "80.00"}
    arithmetic = stamped(each, "45:01", five).row(1).arithmetic
    assert arithmetic is not None
    assert arithmetic.deductions == ()
    assert [(term.value, term.off) for term in arithmetic.rounds[0].steps[0].terms] == [(mark - 2, 2) for mark in five]


def test_a_sheet_is_floored_at_zero_by_itself_unless_the_contest_allows_less() -> None:
    contest = timed(replace(STARTED, on="sheet"), Method("sum"), 3)
    assert points(stamped(contest, "45:01", [5, "1.5", 0])) == {1: "3.00"}
    assert points(stamped(replace(contest, floor_at_zero=False), "45:01", [5, "1.5", 0])) == {1: "0.50"}


def test_a_penalty_is_never_trimmed_away() -> None:
    trimmed = Method("trimmed_mean", drop_high=1, drop_low=1)
    assert points(stamped(timed(STARTED, trimmed, 5), "45:01", [60, 80, 81, 82, 99])) == {1: "79.00"}
    assert points(stamped(timed(replace(STARTED, on="sheet"), trimmed, 5), "45:01", [60, 80, 81, 82, 99])) == {1: "79.00"}


@pytest.mark.parametrize(("on", "bare", "floored"), [("total", "-4.00", "0.00"), ("sheet", "-4.00", "0.00")])
def test_points_stop_at_zero_on_the_total_and_on_each_sheet(on: Bites, bare: str, floored: str) -> None:
    contest = a_contest(teams=1, panel=2)
    more = [replace(penalty(1, "14", kind="other"), on=on)]
    assert points(rank(contest, marks({1: [10, 10]}), more)) == {1: floored}
    assert points(rank(replace(contest, floor_at_zero=False), marks({1: [10, 10]}), more)) == {1: bare}
    exactly = [replace(penalty(1, "10", kind="other"), on=on)]
    row = rank(contest, marks({1: [10, 10]}), exactly).row(1)
    assert (row.points, row.arithmetic and row.arithmetic.floored) == (0, False)


def test_where_the_fewest_points_win_a_penalty_is_put_on_and_nothing_is_floored() -> None:
    contest = a_contest(a_round(method=Method("rank_sum")), teams=2, panel=3)
    rows = {1: [9, 9, 9], 2: [8, 8, 8]}
    standings = rank(contest, marks(rows), [penalty(1, "4")])
    assert points(standings) == {1: "7.00", 2: "6.00"}
    assert places(standings) == {1: 2, 2: 1}
    arithmetic = standings.row(1).arithmetic
    assert arithmetic is not None
    assert (arithmetic.low_wins, arithmetic.floored) == (True, False)


@pytest.mark.parametrize("name", ["mean", "sum", "trimmed_mean", "clamped_mean", "rank_sum", "borda", "place_points"])
@pytest.mark.parametrize("writes", ["scores", "places"])
def test_a_penalty_on_every_sheet_is_never_a_gift(name: str, writes: Marks) -> None:
    """Both entries are alike; the one with the penalty stands second, also where judges write places."""
    method = Method(name, clamp=Decimal(9), table=(Decimal(3), Decimal(1)), marks=writes, drop_low=1)
    contest = a_contest(a_round(method=method), teams=2, panel=3)
    more = [replace(penalty(1, "0.5", kind="other"), on="sheet")]
    standings = rank(contest, marks({1: [1, 2, 2], 2: [1, 2, 2]}), more)
    assert places(standings) == {1: 2, 2: 1}


def test_several_confirmed_penalties_are_added_in_the_order_of_their_numbers() -> None:
    contest = a_contest(teams=1, panel=1)
    many = [penalty(1, "0.5", number=3, kind="other", reason="to"), penalty(1, "2", number=1, late=61),
            penalty(1, "9", number=2, state="withdrawn")]
    row = rank(contest, marks({1: [80]}), many).row(1)
    assert (row.points, row.penalty, row.penalty_kind) == (Decimal("77.50"), Decimal("2.5"), "other")
    assert row.arithmetic is not None
    assert [(one.penalty, one.late_seconds, one.reason) for one in row.arithmetic.deductions] == [(1, 61, ""), (3, None, "to")]


def with_statuses(*statuses: EntryStatus) -> tuple[Entry, ...]:
    return tuple(replace(one, status=status) for one, status in zip(entries(len(statuses)), statuses, strict=True))


def test_fleurex_disregard_of_the_schedule_is_shown_with_points_and_not_placed() -> None:
    contest = a_contest(entries=with_statuses("not_placed", "competing"), panel=1)
    standings = rank(contest, marks({1: [90], 2: [70]}), [penalty(1, "15", kind="other")])
    assert points(standings) == {1: "75.00", 2: "70.00"}
    assert places(standings) == {1: None, 2: 1}


@pytest.mark.parametrize("status", [one for one in get_args(EntryStatus) if one != "competing"])
def test_who_does_not_compete_has_no_place_and_takes_none_from_others(status: EntryStatus) -> None:
    contest = a_contest(entries=with_statuses("competing", status, "competing"), panel=1)
    standings = rank(contest, marks({1: [70], 2: [90], 3: [60]}), [penalty(2, "1")])
    assert places(standings) == {1: 1, 2: None, 3: 2}
    shown = standings.row(2)
    assert (shown.points, shown.penalty, shown.arithmetic is None) == (
        (89, 1, False) if status == "not_placed" else (None, 0, True)
    )
    assert (shown.received, shown.panel) == (1, 1)
    assert standings.missing == ()


@pytest.mark.parametrize("name", ["rank_sum", "borda", "place_points", "skating", "z_scores", "additive"])
def test_methods_that_compare_entries_leave_out_who_does_not_compete(name: str) -> None:
    """A not placed entry in first place of every judge must not push the others back, and has no points of its own."""
    contest = a_contest(
        a_round(method=Method(name, table=(Decimal(5), Decimal(3), Decimal(1)))), panel=3,
        entries=with_statuses("competing", "not_placed", "competing", "competing"),
    )
    rows = {1: [80, 81, 82], 2: [99, 98, 99], 3: [70, 71, 75], 4: [60, 69, 79]}
    standings = rank(contest, marks(rows))
    alone = rank(contest, marks({entry: row for entry, row in rows.items() if entry != 2}))
    assert points(standings) == points(alone)
    assert points(standings)[2] is None
    assert order(standings) == [1, 3, 4]


def test_a_proportional_rule_may_round_to_six_decimals_and_no_more() -> None:
    check_overtime(replace(PROPORTIONAL, places=6))
    check_overtime(replace(PROPORTIONAL, places=0))
    for places_ in (7, -1):
        with pytest.raises(Refused, match="bad_number") as refusal:
            check_overtime(replace(PROPORTIONAL, places=places_))
        assert refusal.value.details == {"text": "-1"}


def test_the_first_number_that_makes_no_sense_is_named() -> None:
    with pytest.raises(Refused) as refusal:
        check_overtime(Overtime("table", grace=-3, cap=Decimal(-9), table=((1, Decimal("-1.5")),)))
    assert refusal.value.details == {"text": "-1.5"}
    with pytest.raises(Refused) as refusal:
        check_overtime(replace(STARTED, grace=-3))
    assert refusal.value.details == {"text": "-3"}


def test_points_from_elsewhere_alone_stand_without_any_judge() -> None:
    contest = a_contest(teams=2, panel=1)
    given = Given(externals=(External(1, 2, Decimal("7.5"), "Đố vui"),))
    assert points(rank(contest, [], given=given)) == {1: None, 2: "7.50"}
