"""Server time: the wall clock read once, carried on by a clock that only goes forward, so that a jump changes nothing."""

from __future__ import annotations

import time

from contest import runtime


class Clock:
    """`now()` in whole milliseconds since 1970. `jump()` is how far the wall has left it, in milliseconds."""

    def __init__(self) -> None:
        self._wall = time.time_ns() // 1_000_000
        self._uptime = runtime.uptime_ms()

    def now(self) -> int:
        return self._wall + runtime.uptime_ms() - self._uptime

    def jump(self) -> int:
        return time.time_ns() // 1_000_000 - self.now()
