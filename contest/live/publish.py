"""Facts to messages: what they touched is told at once when we are idle, then at most ten times a second.

The last state always goes out; an unchanged body does not. `perform` only queues here, after its commit.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

from flask import Flask

from contest.live import topics
from contest.live.connections import Connections
from contest.live.pulse import Pulse
from contest.rules.facts import Fact
from contest.rules.refusals import Refused
from contest.snapshots.board import Board
from contest.snapshots.latest import Latest
from contest.store import read

PAUSE = 0.1  # seconds between two rounds of telling
REPORT = 15.0  # seconds after which a quiet contest's health is told again


class Publisher:
    def __init__(self, app: Flask, socketio: Any, latest: Latest, connections: Connections, pulse: Pulse) -> None:
        self._app = app
        self._socketio = socketio
        self._latest = latest
        self._connections = connections
        self._pulse = pulse
        self._waiting: set[tuple[str, str]] = set()
        self._told: dict[str, int] = {}
        self._wake = threading.Event()
        self._lock = threading.Lock()  # over what waits and whether we run
        self._started = False

    def publish(self, slug: str, happened: Sequence[Fact]) -> None:
        """Queue what these facts touched; never blocks and never fails the act that was already saved."""
        self._pulse.touched(slug)
        self.touch(slug, topics.touched(happened))

    def touch(self, slug: str, names: set[str]) -> None:
        self._queue({(slug, name) for name in names})
        self._wake.set()
        with self._lock:
            is_first, self._started = not self._started, True
        if is_first:
            self._socketio.start_background_task(self._run)

    def watched(self, slug: str, given: dict[tuple[str, str], int]) -> None:
        """A watcher, already in its rooms, was given these revisions (by topic and audience). A room knows no more than
        the one in it who knows least: what it was told between reading and joining passed this watcher by."""
        for (name, who), revision in given.items():
            room = topics.room(slug, name, who)
            self._told[room] = min(revision, self._told.get(room, revision))
        self.touch(slug, {name for name, _ in given})

    def _run(self) -> None:
        while True:
            if not self._wake.wait(REPORT):
                self._queue({(slug, "health") for slug in self._connections.contests()})
            self._wake.clear()  # before taking what waits: a later touch wakes us again
            with self._lock:
                waiting, self._waiting = self._waiting, set()
            for slug in {slug for slug, _ in waiting}:
                self._try_to_tell(slug, {name for contest, name in waiting if contest == slug})
            self._socketio.sleep(PAUSE)

    def _queue(self, waiting: set[tuple[str, str]]) -> None:
        with self._lock:
            self._waiting |= waiting

    def _try_to_tell(self, slug: str, names: set[str]) -> None:
        """One contest's trouble is not another's: what failed waits for the next round of telling."""
        try:
            with self._app.app_context():
                self._tell_contest(slug, names)
            self._pulse.told(slug)
        except Exception:
            self._app.logger.exception("publishing failed; the next change tells again")
            self._queue({(slug, name) for name in names})

    def _tell_contest(self, slug: str, names: set[str]) -> None:
        watched = [(name, who) for name, who in self._connections.watched(slug) if name in names]
        if not watched:
            return
        try:
            board = Board(read.contest_row(slug))
        except Refused:
            return
        for name, who in watched:
            message = self._latest.message(slug, name, who, board)
            room = topics.room(slug, name, who)
            if name in self._latest.reports or self._told.get(room) != message["revision"]:
                self._told[room] = message["revision"]
                self._socketio.emit(name, message, to=room)
