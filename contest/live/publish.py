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
from contest.rules.facts import Fact
from contest.rules.refusals import Refused
from contest.snapshots.board import Board
from contest.snapshots.latest import Latest
from contest.store import read

PAUSE = 0.1  # seconds between two rounds of telling
REPORT = 15.0  # seconds after which a quiet contest's health is told again


class Publisher:
    def __init__(self, app: Flask, socketio: Any, latest: Latest, connections: Connections) -> None:
        self._app = app
        self._socketio = socketio
        self._latest = latest
        self._connections = connections
        self._waiting: set[tuple[str, str]] = set()
        self._told: dict[str, int] = {}
        self._wake = threading.Event()
        self._started = False

    def publish(self, slug: str, happened: Sequence[Fact]) -> None:
        """Queue what these facts touched; never blocks and never fails the act that was already saved."""
        self.touch(slug, topics.touched(happened))

    def touch(self, slug: str, names: set[str]) -> None:
        self._waiting |= {(slug, name) for name in names}
        self._wake.set()
        if not self._started:
            self._started = True
            self._socketio.start_background_task(self._run)

    def watched(self, room: str, revision: int, is_first: bool) -> None:
        """A watcher was given this revision. What the room was told last decides whether it hears of a change."""
        if is_first:
            self._told[room] = revision
        else:
            self._told.setdefault(room, revision)

    def _run(self) -> None:
        while True:
            if not self._wake.wait(REPORT):
                self._waiting |= {(slug, "health") for slug in self._connections.contests()}
            self._wake.clear()
            waiting, self._waiting = self._waiting, set()
            try:
                self._tell(waiting)
            except Exception:
                self._app.logger.exception("publishing failed; the next change tells again")
                self._waiting |= waiting
            self._socketio.sleep(PAUSE)

    def _tell(self, waiting: set[tuple[str, str]]) -> None:
        with self._app.app_context():
            for slug in {slug for slug, _ in waiting}:
                self._tell_contest(slug, {name for contest, name in waiting if contest == slug})

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


