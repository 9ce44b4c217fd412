"""Who is connected now, from which seat, watching what. Memory only: a restart forgets, and browsers come back."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass
class Connection:
    """One browser tab. `cookies` are those of its handshake: the seat is read from the database again at each act."""

    sid: str
    slug: str
    seat: str
    language: str
    cookies: Mapping[str, str]
    since: int
    screen: str | None = None  # which projector this is; a miniature on the desk is none
    watching: frozenset[tuple[str, str]] = frozenset()  # replaced, never changed: the publisher reads it meanwhile


class Connections:
    def __init__(self) -> None:
        self._all: dict[str, Connection] = {}
        self._left: dict[tuple[str, str], int] = {}
        self._lock = threading.Lock()

    def add(self, connection: Connection) -> None:
        with self._lock:
            self._all[connection.sid] = connection

    def drop(self, sid: str, now: int) -> Connection | None:
        with self._lock:
            gone = self._all.pop(sid, None)
            if gone is not None:
                self._left[gone.slug, gone.seat] = now
            return gone

    def get(self, sid: str) -> Connection | None:
        return self._all.get(sid)

    def of(self, slug: str) -> list[Connection]:
        return [one for one in list(self._all.values()) if one.slug == slug]

    def contests(self) -> set[str]:
        return {one.slug for one in list(self._all.values())}

    def watched(self, slug: str) -> set[tuple[str, str]]:
        """Every (topic, audience) somebody watches."""
        return {pair for one in self.of(slug) for pair in one.watching}

    def holding(self, slug: str, seat: str) -> list[Connection]:
        return [one for one in self.of(slug) if one.seat == seat]

    def presence(self, slug: str, judges: list[int], screens: list[str]) -> dict[str, Any]:
        """The `presence` topic: judges in and out and since when, screens, phones."""
        found = self.of(slug)
        return {
            "judges": [{"judge": number, **self._seat(slug, f"judge-{number}")} for number in judges],
            "screens": [{"screen": name, "connected": any(one.screen == name for one in found)} for name in screens],
            "viewers": sum(one.seat == "public" for one in found),
        }

    def _seat(self, slug: str, seat: str) -> dict[str, Any]:
        """Whether somebody holds this seat now, and since when; None for a seat that was never taken."""
        held = [one.since for one in self.holding(slug, seat)]
        return {"connected": bool(held), "since": min(held) if held else self._left.get((slug, seat))}
