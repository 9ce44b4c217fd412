"""The countdown: everything follows from its marks; two presses are one start; pauses don't count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules import countdown as rules
from contest.rules.countdown import Countdown, Mark
from contest.rules.refusals import Refused

T0 = 1_772_000_000_000
MINUTE = 60_000


def after(counted: Countdown, mark: Mark | None) -> Countdown:
    assert mark is not None
    return replace(counted, marks=(*counted.marks, mark))


def started(seconds: int = 2700, at: int = T0) -> Countdown:
    return after(Countdown(seconds), rules.start(Countdown(seconds), at))


def refused(code: str, act: object, *args: object) -> None:
    with pytest.raises(Refused, match=code):
        act(*args)  # type: ignore[operator]


def test_before_the_start_everything_is_left() -> None:
    waiting = Countdown(2700)
    assert rules.state(waiting) == "waiting"
    assert rules.remaining_ms(waiting, T0) == 45 * MINUTE
    assert rules.ends_at(waiting, T0) is None
    assert rules.started_at(waiting) is None


def test_it_runs_from_the_start_and_ends_at_a_moment_that_does_not_move() -> None:
    running = started()
    assert rules.state(running) == "running"
    assert {rules.ends_at(running, T0 + passed) for passed in (0, 1, MINUTE, 50 * MINUTE)} == {T0 + 45 * MINUTE}
    assert rules.remaining_ms(running, T0 + 10 * MINUTE) == 35 * MINUTE


def test_after_zero_it_counts_overtime_until_it_is_ended() -> None:
    over = started()
    assert rules.state(over) == "running"
    assert rules.remaining_ms(over, T0 + 45 * MINUTE + 12_000) == -12_000
    ended = after(over, rules.end(over, T0 + 46 * MINUTE))
    assert rules.state(ended) == "ended"
    assert rules.ended_at(ended) == T0 + 46 * MINUTE
    assert rules.remaining_ms(ended, T0 + 90 * MINUTE) == -MINUTE
    assert rules.ends_at(ended, T0 + 90 * MINUTE) is None


def test_it_remembers_when_it_was_started_whatever_came_before_and_after() -> None:
    waiting = after(Countdown(300), rules.add(Countdown(300), 60, T0))
    running = after(waiting, rules.start(waiting, T0 + MINUTE))
    assert rules.started_at(after(running, rules.pause(running, T0 + 2 * MINUTE))) == T0 + MINUTE


def test_every_pause_is_left_out_and_one_at_once_costs_nothing() -> None:
    counted = started()
    for at in (10, 20):
        counted = after(counted, rules.pause(counted, T0 + at * MINUTE))
        counted = after(counted, rules.resume(counted, T0 + (at + 5) * MINUTE))
    assert rules.elapsed_ms(counted, T0 + 26 * MINUTE) == 16 * MINUTE
    at_once = after(counted, rules.pause(counted, T0 + 25 * MINUTE))
    assert rules.elapsed_ms(at_once, T0 + 30 * MINUTE) == 15 * MINUTE


def test_no_time_may_be_added_in_overtime() -> None:
    assert rules.add(started(300), 0, T0 + 301_000).seconds == 0


def test_two_presses_are_one_start() -> None:
    assert rules.start(started(), T0 + 40) is None
    paused = after(started(), rules.pause(started(), T0 + MINUTE))
    assert rules.start(paused, T0 + 2 * MINUTE) is None


def test_a_pause_stops_the_time_and_moves_the_end() -> None:
    paused = after(started(), rules.pause(started(), T0 + 10 * MINUTE))
    assert rules.paused_at(paused) == T0 + 10 * MINUTE
    assert rules.remaining_ms(paused, T0 + 20 * MINUTE) == 35 * MINUTE
    resumed = after(paused, rules.resume(paused, T0 + 25 * MINUTE))
    assert rules.paused_at(resumed) is None
    assert rules.ends_at(resumed, T0 + 26 * MINUTE) == T0 + 60 * MINUTE


def test_time_is_added_and_taken_away_even_before_the_start() -> None:
    waiting = after(Countdown(300), rules.add(Countdown(300), 60, T0))
    assert (rules.added(waiting), rules.duration_seconds(waiting), rules.state(waiting)) == (60, 360, "waiting")
    running = after(waiting, rules.start(waiting, T0))
    less = after(running, rules.add(running, -30, T0 + MINUTE))
    assert rules.remaining_ms(less, T0 + MINUTE) == 270_000
    assert rules.duration_ms(less) == 330_000


def test_time_is_never_taken_into_the_past() -> None:
    running = started(300)
    rules.add(running, -60, T0 + 240_000)
    refused("time_below_zero", rules.add, running, -61, T0 + 240_000)
    refused("time_below_zero", rules.add, running, -1, T0 + 301_000)
    refused("time_below_zero", rules.add, Countdown(300), -301, T0)
    assert rules.add(running, 30, T0 + 400_000).seconds == 30


def test_what_the_state_does_not_allow_is_refused() -> None:
    waiting, running = Countdown(60), started(60)
    paused = after(running, rules.pause(running, T0 + 1))
    ended = after(running, rules.end(running, T0 + 1))
    refused("countdown_not_running", rules.pause, waiting, T0)
    refused("countdown_not_running", rules.pause, paused, T0)
    refused("countdown_not_running", rules.pause, ended, T0)
    refused("countdown_not_paused", rules.resume, waiting, T0)
    refused("countdown_not_paused", rules.resume, running, T0)
    refused("countdown_not_started", rules.end, waiting, T0)
    for act in (rules.start, rules.end):
        refused("countdown_ended", act, ended, T0 + 2)
    refused("countdown_ended", rules.add, ended, 30, T0 + 2)
    assert rules.state(after(paused, rules.end(paused, T0 + 5))) == "ended"


def test_a_stamp_counts_whole_seconds_of_running_time() -> None:
    running = started()
    assert rules.contest_seconds(running, T0 + 45 * MINUTE + 999) == 2700
    assert rules.contest_seconds(running, T0 + 45 * MINUTE + 1000) == 2701
    assert rules.contest_seconds(running, T0 - 5) == 0


def test_a_stamp_made_before_a_pause_is_not_moved_by_it() -> None:
    paused = after(started(), rules.pause(started(), T0 + 10 * MINUTE))
    resumed = after(paused, rules.resume(paused, T0 + 15 * MINUTE))
    assert rules.contest_seconds(resumed, T0 + 9 * MINUTE) == 540
    assert rules.contest_seconds(resumed, T0 + 12 * MINUTE) == 600
    assert rules.contest_seconds(resumed, T0 + 16 * MINUTE) == 660


def test_a_mark_never_lies_before_the_one_it_follows() -> None:
    """The wall clock was set back while the server was down."""
    mark = rules.pause(started(), T0 - 3_600_000)
    assert mark.at_ms == T0


@given(st.lists(st.tuples(st.sampled_from(("start", "pause", "resume", "add", "end")), st.integers(0, 90_000),
                          st.integers(-120, 120)), max_size=12))
def test_any_row_of_presses_keeps_the_books(presses: list[tuple[str, int, int]]) -> None:
    counted, now = Countdown(300), T0
    for verb, passed, seconds in presses:
        before, now = rules.elapsed_ms(counted, now), now + passed
        extra = (seconds,) if verb == "add" else ()
        try:
            mark = getattr(rules, verb)(counted, *extra, now)
        except Refused:
            continue
        counted = counted if mark is None else after(counted, mark)
        elapsed = rules.elapsed_ms(counted, now)
        assert before <= elapsed <= before + passed
        assert elapsed + rules.remaining_ms(counted, now) == rules.duration_ms(counted) >= 0
        if (end := rules.ends_at(counted, now)) is not None:
            assert rules.remaining_ms(counted, end) == 0


def counted_in(at: int = T0, lead: int = 3) -> Countdown:
    """Started so many seconds ahead of the press."""
    return after(Countdown(300), rules.start(Countdown(300), at, lead))


def test_a_start_with_321_takes_nothing_from_anybodys_time() -> None:
    counted = counted_in()
    assert rules.started_at(counted) == T0 + 3000
    assert {rules.ends_at(counted, T0 + passed) for passed in (0, 1500, 3000, 200_000)} == {T0 + 303_000}
    assert [rules.remaining_ms(counted, T0 + passed) for passed in (0, 2999, 4000)] == [300_000, 300_000, 299_000]
    assert [rules.has_begun(counted, T0 + passed) for passed in (0, 2999, 3000)] == [False, False, True]


def test_a_pause_while_321_is_counted_calls_the_start_off_and_it_can_be_started_again() -> None:
    off = after(counted_in(), rules.pause(counted_in(), T0 + 2000))
    assert (rules.state(off), rules.started_at(off), rules.remaining_ms(off, T0 + MINUTE)) == ("waiting", None, 300_000)
    refused("countdown_not_running", rules.pause, off, T0 + 2500)
    again = after(off, rules.start(off, T0 + 2500))
    assert rules.ends_at(again, T0 + 2500) == T0 + 302_500


def test_what_has_not_begun_cannot_be_ended_and_a_second_press_is_no_second_start() -> None:
    refused("countdown_not_started", rules.end, counted_in(), T0 + 2999)
    assert rules.start(counted_in(), T0 + 1000) is None
    longer = after(counted_in(), rules.add(counted_in(), 60, T0 + 1000))
    assert rules.ends_at(longer, T0 + 2000) == T0 + 363_000
    assert rules.end(longer, T0 + 3000).kind == "ended"
