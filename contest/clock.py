"""Server time: the wall clock read once, carried on by a clock that only goes forward, so that a jump changes nothing.

While a countdown runs, a restart changes nothing either: the folder keeps what server time was at which uptime of this machine,
and as long as it has not been started anew, that goes on (docs/decisions/clock.md).
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from contest import runtime

KEPT = "clock.json"


class Clock:
    """`now()` in whole milliseconds since 1970. `jump()` is how far the wall has left it, in milliseconds. `folder`: where it is
    kept from one start to the next."""

    def __init__(self, folder: Path | None = None) -> None:
        self._wall = time.time_ns() // 1_000_000
        self._uptime = runtime.uptime_ms()
        self._folder = folder

    def now(self) -> int:
        return self._wall + runtime.uptime_ms() - self._uptime

    def jump(self) -> int:
        return time.time_ns() // 1_000_000 - self.now()

    def begin(self, is_running: bool) -> None:
        """At the start of a server: go on with the time of before where a countdown runs by it, else by the wall; keep it."""
        if self._folder is None:
            return
        before = self._kept(self._folder / KEPT) if is_running else None
        if before is not None:
            self._wall, self._uptime = before
        told = {"boot": runtime.boot(), "now": self._wall, "uptime": self._uptime}
        fresh = self._folder / f"{KEPT}.{os.getpid()}"  # others may begin at the same moment
        fresh.write_text(json.dumps(told))
        os.replace(fresh, self._folder / KEPT)

    def _kept(self, path: Path) -> tuple[int, int] | None:
        """Server time and uptime of one moment since this machine was started; None where that is not known."""
        try:
            told = json.loads(path.read_text())
            boot, now, uptime = str(told["boot"]), int(told["now"]), int(told["uptime"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (now, uptime) if boot and boot == runtime.boot() else None
