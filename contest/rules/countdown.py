"""A countdown as stored marks; everything about it follows from them and the `now` passed in.

Times are whole milliseconds of server time. The verbs answer the next mark or refuse; they never change anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from contest.rules.refusals import Refused

MarkKind = Literal["started", "called_off", "paused", "resumed", "added", "ended"]
CountdownState = Literal["waiting", "running", "paused", "ended"]

_STATE_AFTER: dict[MarkKind, CountdownState] = {
    "started": "running",
    "called_off": "waiting",
    "paused": "paused",
    "resumed": "running",
    "ended": "ended",
}


@dataclass(frozen=True)
class Mark:
    """Something done to the countdown at a moment. `seconds`: how much time was `added` (negative: taken away), or how far
    ahead of that moment it was `started`; in between it can be `called_off`."""

    kind: MarkKind
    at_ms: int
    seconds: int = 0


@dataclass(frozen=True)
class Countdown:
    """`seconds` as planned, and the marks in the order in which they were made."""

    seconds: int
    marks: tuple[Mark, ...] = ()


def state(countdown: Countdown) -> CountdownState:
    """The state after the last mark; adding time does not change it."""
    now: CountdownState = "waiting"
    for mark in countdown.marks:
        now = _STATE_AFTER.get(mark.kind, now)
    return now


def added(countdown: Countdown) -> int:
    """Seconds added to the plan (negative: taken away)."""
    return sum(mark.seconds for mark in countdown.marks if mark.kind == "added")


def duration_seconds(countdown: Countdown) -> int:
    """The whole limit: as planned and what was added."""
    return countdown.seconds + added(countdown)


def duration_ms(countdown: Countdown) -> int:
    return duration_seconds(countdown) * 1000


def started_at(countdown: Countdown) -> int | None:
    """The moment from which time counts, which may lie ahead; None while it waits."""
    if state(countdown) == "waiting":
        return None
    return next(_begin(mark) for mark in reversed(countdown.marks) if mark.kind == "started")


def has_begun(countdown: Countdown, now: int) -> bool:
    """Whether time has run at all: not while it waits, nor while 3-2-1 is counted."""
    begin = started_at(countdown)
    return begin is not None and begin <= now


def ended_at(countdown: Countdown) -> int | None:
    return next((mark.at_ms for mark in countdown.marks if mark.kind == "ended"), None)


def paused_at(countdown: Countdown) -> int | None:
    """Since when it stands still; None unless it is paused."""
    if state(countdown) != "paused":
        return None
    return next(mark.at_ms for mark in reversed(countdown.marks) if mark.kind == "paused")


def elapsed_ms(countdown: Countdown, now: int) -> int:
    """Running time up to `now`: pauses do not count, and nothing counts after the end or before the start."""
    run = 0
    since: int | None = None
    for mark in countdown.marks:
        if mark.kind in ("started", "resumed"):
            since = _begin(mark)
        elif mark.kind == "called_off":
            since = None
        elif mark.kind in ("paused", "ended") and since is not None:
            run += max(0, min(mark.at_ms, now) - since)
            since = None
    if since is not None:
        run += max(0, now - since)
    return run


def remaining_ms(countdown: Countdown, now: int) -> int:
    """What is left; negative is overtime, which runs on until the countdown is ended."""
    return duration_ms(countdown) - elapsed_ms(countdown, now)


def ends_at(countdown: Countdown, now: int) -> int | None:
    """The moment of zero (in the past during overtime); None unless it is running."""
    if state(countdown) != "running":
        return None
    return max(now, started_at(countdown) or now) + remaining_ms(countdown, now)


def contest_seconds(countdown: Countdown, at_ms: int) -> int:
    """Whole seconds of running time at a moment, floored once; this is what a stamp stores."""
    return elapsed_ms(countdown, at_ms) // 1000


def start(countdown: Countdown, now: int, lead: int = 0) -> Mark | None:
    """Now, or `lead` seconds ahead. None when somebody already started it: two presses are one start.

    Raises Refused('countdown_ended').
    """
    if state(countdown) == "ended":
        raise Refused("countdown_ended")
    return Mark("started", _in_order(countdown, now), lead) if state(countdown) == "waiting" else None


def pause(countdown: Countdown, now: int) -> Mark:
    """Before the moment of the start it is called off and waits again. Raises Refused('countdown_not_running')."""
    if state(countdown) != "running":
        raise Refused("countdown_not_running")
    if not has_begun(countdown, now):
        return Mark("called_off", _in_order(countdown, now))
    return Mark("paused", _in_order(countdown, now))


def resume(countdown: Countdown, now: int) -> Mark:
    """Raises Refused('countdown_not_paused')."""
    if state(countdown) != "paused":
        raise Refused("countdown_not_paused")
    return Mark("resumed", _in_order(countdown, now))


def add(countdown: Countdown, seconds: int, now: int) -> Mark:
    """More time, or less; also before the start.

    Raises Refused('countdown_ended'), or Refused('time_below_zero') when taking away would leave less than has already
    run: a limit is never moved into the past. Giving time is always possible, in overtime too.
    """
    if state(countdown) == "ended":
        raise Refused("countdown_ended")
    if seconds < 0 and remaining_ms(countdown, now) + seconds * 1000 < 0:
        raise Refused("time_below_zero")
    return Mark("added", _in_order(countdown, now), seconds)


def end(countdown: Countdown, now: int) -> Mark:
    """Overtime stops counting. Raises Refused('countdown_not_started') or Refused('countdown_ended')."""
    if state(countdown) == "ended":
        raise Refused("countdown_ended")
    if not has_begun(countdown, now):
        raise Refused("countdown_not_started")
    return Mark("ended", _in_order(countdown, now))


def _begin(mark: Mark) -> int:
    """When time starts to count after a mark that lets it run."""
    return mark.at_ms + mark.seconds * 1000


def _in_order(countdown: Countdown, now: int) -> int:
    """A mark never lies before the one it follows, whatever the clock did between two runs of the server."""
    return max([now, *(mark.at_ms for mark in countdown.marks)])
