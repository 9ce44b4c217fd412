"""Who is connected to the other processes of this installation, as each last told; and the presence of all made one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from contest.live.connections import NOT_TOLD

GONE_SECONDS = 12.0  # after which a process that says nothing is taken for gone
Here = dict[str, Any]  # what Connections.here answers


@dataclass(frozen=True)
class Told:
    at: float
    here: Here


class Elsewhere:
    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._told: dict[str, dict[str, Told]] = {}  # process -> contest -> what it told
        self._lock = threading.Lock()

    def told(self, process: str, slug: str, here: Here) -> bool:
        """Keep what a process tells of its connections to a contest; answers whether it is news."""
        with self._lock:
            known = self._told.setdefault(process, {})
            before, known[slug] = known.get(slug), Told(self._seconds(), here)
            return before is None or before.here != here

    def drop_gone(self) -> set[str]:
        """Forget the connections of processes that went silent; answers the contests they were of."""
        last, changed = self._seconds() - GONE_SECONDS, set()
        with self._lock:
            for process, known in list(self._told.items()):
                if all(one.at < last for one in known.values()):
                    changed |= set(self._told.pop(process))
        return changed

    def of(self, slug: str) -> list[Here]:
        with self._lock:
            return [known[slug].here for known in self._told.values() if slug in known]


def seat(everywhere: Sequence[Here], name: str) -> dict[str, Any]:
    """Whether somebody holds this seat now and since when (None for a seat that was never taken), and what it last told."""
    found = [here["seats"][name] for here in everywhere if name in here["seats"]]
    held = [one["since"] for one in found if one["since"] is not None]
    left = [one["left"] for one in found if one["left"] is not None]
    told = max((one for one in found if one["told"] is not None), key=lambda one: one["told_at"], default=None)
    since = min(held) if held else max(left, default=None)
    return {"connected": bool(held), "since": since, **(told["told"] if told else NOT_TOLD)}


def screens(everywhere: Sequence[Here], names: Sequence[str]) -> list[dict[str, Any]]:
    shown = {name for here in everywhere for name in here["screens"]}
    return [{"screen": name, "connected": name in shown} for name in names]


def sounding(everywhere: Sequence[Here]) -> list[dict[str, Any]]:
    """Screens and desks that may be chosen to sound, those that came first first, with what each told of itself."""
    found = sorted((one for here in everywhere for one in here["sound"]), key=lambda one: int(one["since"]))
    return [{name: value for name, value in one.items() if name != "since"} for one in found]


def viewers(everywhere: Sequence[Here]) -> int:
    return sum(here["viewers"] for here in everywhere)
