"""Who is connected now, from which seat, watching what, and what tablets last told of themselves. Memory only: a restart
forgets, and browsers come back."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NOT_TOLD: Mapping[str, Any] = {"unsent": None, "offset": None, "battery": None, "charging": None}


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
    watching: frozenset[tuple[str, str]] = frozenset()
    browser: str | None = None  # its lasting id, where it is a screen or a desk
    sound: Mapping[str, Any] | None = None  # what it last told of itself as a device that may sound
    heard: int = 0  # when it last asked or did anything


class Connections:
    def __init__(self) -> None:
        self._all: dict[str, Connection] = {}
        self._left: dict[tuple[str, str], int] = {}
        self._told: dict[tuple[str, str], tuple[int, Mapping[str, Any]]] = {}
        self._watched: dict[str, Counter[tuple[str, str]]] = {}
        self._public = 0
        self._lock = threading.Lock()

    def add(self, connection: Connection) -> None:
        connection.heard = connection.since
        with self._lock:
            self._all[connection.sid] = connection
            self._public += connection.seat == "public"

    def drop(self, sid: str) -> Connection | None:
        """A seat is away since it was last heard of: a line that died said so only later."""
        with self._lock:
            gone = self._all.pop(sid, None)
            if gone is not None:
                self._public -= gone.seat == "public"
                self._watched.get(gone.slug, Counter()).subtract(gone.watching)
                self._left[gone.slug, gone.seat] = max(gone.heard, self._left.get((gone.slug, gone.seat), 0))
            return gone

    def get(self, sid: str) -> Connection | None:
        return self._all.get(sid)

    def is_at_work(self, sid: str) -> bool:
        """Whether this is a tablet, a desk or a screen rather than a phone in the audience."""
        one = self._all.get(sid)
        return one is not None and one.seat != "public"

    def of(self, slug: str) -> list[Connection]:
        return [one for one in list(self._all.values()) if one.slug == slug]

    def all(self) -> list[Connection]:
        return list(self._all.values())

    def contests(self) -> set[str]:
        return {one.slug for one in list(self._all.values())}

    def watched(self, slug: str) -> set[tuple[str, str]]:
        """Every (topic, audience) somebody watches."""
        with self._lock:
            return {pair for pair, count in self._watched.get(slug, Counter()).items() if count > 0}

    def watch(self, one: Connection, pair: tuple[str, str]) -> None:
        """It follows this topic as that audience from now on."""
        with self._lock:
            if pair not in one.watching and one.sid in self._all:
                one.watching |= {pair}
                self._watched.setdefault(one.slug, Counter())[pair] += 1

    def watch_no_more(self, one: Connection, pair: tuple[str, str]) -> None:
        with self._lock:
            if pair in one.watching:
                one.watching -= {pair}
                self._watched[one.slug][pair] -= 1

    @property
    def public(self) -> int:
        """Phones in the audience, of all contests."""
        return self._public

    def holding(self, slug: str, seat: str) -> list[Connection]:
        return [one for one in self.of(slug) if one.seat == seat]

    def report(self, slug: str, seat: str, told: Mapping[str, Any], at: int) -> bool:
        """Keep what a tablet tells of itself; answers whether it is news."""
        with self._lock:
            before = self._told.get((slug, seat))
            self._told[slug, seat] = at, told
            return before is None or before[1] != told

    def forget(self, slug: str, seat: str) -> None:
        """Another device holds the seat now: what the one before told is not its."""
        with self._lock:
            self._told.pop((slug, seat), None)

    def here(self, slug: str) -> dict[str, Any]:
        """Who is connected to this process, as its neighbours are told: {seats: {seat: {since, left, told, told_at}}, screens,
        sound, viewers}. `since` None: away now."""
        found = self.of(slug)
        since: dict[str, int] = {}
        for one in found:
            since[one.seat] = min(one.since, since.get(one.seat, one.since))
        with self._lock:
            left = {seat: at for (contest, seat), at in self._left.items() if contest == slug}
            told = {seat: (at, report) for (contest, seat), (at, report) in self._told.items() if contest == slug}
        at_work = (since.keys() | left.keys() | told.keys()) - {"public", "screen"}
        return {
            "seats": {
                seat: {"since": since.get(seat), "left": left.get(seat), "told_at": told.get(seat, (None, None))[0],
                       "told": told.get(seat, (None, None))[1]}
                for seat in sorted(at_work)
            },
            "screens": sorted({one.screen for one in found if one.screen is not None}),
            "sound": [_as_sounding(one) for one in found if one.browser is not None and one.sound is not None],
            "viewers": sum(one.seat == "public" for one in found),
        }  # fmt: skip


def _as_sounding(one: Connection) -> dict[str, Any]:
    return {"browser": one.browser, "seat": one.seat, "screen": one.screen, "since": one.since, **(one.sound or {})}
