"""Nobody waits long for a sign of life: who is at work is asked for one, the audience is given one when nothing else is said.

The library's own pings go on beside, seldom: each costs a task, a queue and two switches, which a thousand phones would feel.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

QUIET_SECONDS = 5.0  # a browser hears something at least this often; static/js/models/socket.js counts on it
DEAD_SECONDS = 10.0  # a line at work that said nothing for so long is dead
SLICE = 512  # lines looked at before the loop has its turn


class Living(Protocol):
    """What there is to know of a line; times are of time.monotonic()."""

    at_work: bool
    heard: float  # when it last said anything
    wrote: float  # when it was last written to

    def ping(self) -> None: ...

    def cut(self) -> None: ...


def beat(line: Living, now: float) -> None:
    if line.at_work and now - line.heard > DEAD_SECONDS:
        line.cut()
    elif now - (line.heard if line.at_work else line.wrote) >= QUIET_SECONDS:
        line.ping()


def run(lines: set[Living], sleep: Callable[[float], None]) -> None:
    """Look at every line once a second, for as long as the process lives."""
    while True:
        sleep(1)
        for number, line in enumerate(list(lines)):
            if number % SLICE == SLICE - 1:
                sleep(0)
            beat(line, time.monotonic())
