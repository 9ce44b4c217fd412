"""The newest message of each topic for each audience, made at most once per revision of its contest.

The public is not told the contest's revision, which counts what is done behind the curtain, but a number of its own: the
moment at which this body was first seen, in milliseconds, and always above the one before.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contest.clock import Clock
from contest.snapshots import (
    ballot,
    calibration,
    countdown,
    panel,
    papers,
    reveal,
    scoresheets,
    script,
    show,
    sound,
    standings,
    tie_room,
)
from contest.snapshots import contest as contests
from contest.snapshots import gallery as photos
from contest.snapshots.board import Board
from contest.store import read, seen

Snapshot = Callable[[Board, str, int], dict[str, Any]]
Report = Callable[[str], dict[str, Any]]
Message = dict[str, Any]
HALL = ("public", "screen")  # nobody checks who they are

SNAPSHOTS: dict[str, Snapshot] = {
    "contest": lambda board, audience, now: contests.contest(board, audience),
    "countdown": countdown.countdown,
    "standings": lambda board, audience, now: standings.standings(board, audience),
    "progress": lambda board, audience, now: standings.progress(board, audience),
    "reveal": lambda board, audience, now: reveal.reveal(board, audience),
    "screens": lambda board, audience, now: show.screens(board),
    "scene_sets": lambda board, audience, now: show.scene_sets(board),
    "sound": lambda board, audience, now: sound.sound(board),
    "lots": lambda board, audience, now: show.lots(board),
    "profiles": lambda board, audience, now: show.profiles(board),
    "ballot": lambda board, audience, now: ballot.ballot(board),
    "ballot_box": lambda board, audience, now: ballot.ballot_box(board),
    "script": lambda board, audience, now: script.script(board),
    "scoresheets": lambda board, audience, now: scoresheets.scoresheets(board, audience),
    "tie_room": lambda board, audience, now: tie_room.tie_room(board, audience),
    "calibration": lambda board, audience, now: calibration.calibration(board, audience),
    "gallery": lambda board, audience, now: photos.gallery(board, audience),
    "finishes": lambda board, audience, now: countdown.finishes(board, audience),
    "papers": lambda board, audience, now: papers.papers(board),
    "penalties": lambda board, audience, now: scoresheets.penalties(board, audience),
    "panel": lambda board, audience, now: panel.panel(board, audience),
}


@dataclass(frozen=True)
class Kept:
    looked: int  # the contest's revision when this was made or last found unchanged
    message: Message


class Latest:
    """`reports` are topics about this process (who is connected, backups), which no fact announces. `shared`: other processes
    show the same contests, so the public's numbers lie in the database."""

    def __init__(self, clock: Clock, shared: bool = False) -> None:
        self.clock = clock
        self._shared = shared
        self.reports: dict[str, Report] = {}
        self._kept: dict[tuple[str, str, str], Kept] = {}
        self._revisions: dict[str, int] = {}  # of contests that nobody has changed since
        self._lock = threading.Lock()
        self.trusts_memory = True  # whether `changed` is called for whatever anybody saves

    def changed(self, slug: str) -> None:
        """Something was saved: what is asked for from now on is looked up again."""
        with self._lock:
            self._revisions.pop(slug, None)

    def changed_all(self) -> None:
        """As if something had been saved in every contest."""
        with self._lock:
            self._revisions.clear()

    def knows(self, slug: str) -> bool:
        """Whether there is a contest of that name, by memory alone; False may also mean that nobody asked yet."""
        return slug in self._revisions

    def message(self, slug: str, topic: str, audience: str, board: Board | None = None) -> Message:
        """{contest, revision, sent_at, body}. Give `board` when several topics are made in one go. Raises Refused."""
        with self._lock:
            if topic in self.reports:
                return self._report(slug, topic)
            key = (slug, topic, audience)
            kept = self._kept.get(key)
            if kept is None or kept.looked != self._revision(slug, board):
                kept = self._kept[key] = self._made(kept, board or Board(read.contest_row(slug)), topic, audience)
            return {**kept.message, "sent_at": self.clock.now()}

    def _revision(self, slug: str, board: Board | None) -> int:
        if board is not None:
            return board.revision
        known = self._revisions.get(slug) if self.trusts_memory else None
        if known is None:
            known = self._revisions[slug] = read.revision_now(slug)
        return known

    def _made(self, kept: Kept | None, board: Board, topic: str, audience: str) -> Kept:
        body = SNAPSHOTS[topic](board, audience, self.clock.now())
        is_hall = audience in HALL
        if kept is not None and kept.message["body"] == body and not (is_hall and self._shared):
            return Kept(board.revision, kept.message)
        if is_hall and self._shared:
            revision = seen.number(board.row.id, topic, audience, board.revision, body, self.clock.now())
        else:
            revision = self._seen_now(kept) if is_hall else board.revision
        return Kept(board.revision, {"contest": board.row.slug, "revision": revision, "body": body})

    def _seen_now(self, kept: Kept | None) -> int:
        return max(self.clock.now(), kept.message["revision"] + 1 if kept else 0)

    def _report(self, slug: str, topic: str) -> Message:
        now = self.clock.now()
        return {"contest": slug, "revision": now, "sent_at": now, "body": self.reports[topic](slug)}
