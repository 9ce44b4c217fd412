"""The other processes of this installation: told through Redis what an act touched, never what it did, and what they tell.

Redis only makes it quick. Whatever it loses is found by looking at the contests' revisions, so boards elsewhere are late by at
most LOOK_SECONDS and nothing is lost; while it is away nothing is answered from memory without asking the database first.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask

try:
    from redis import Redis
    from redis.backoff import NoBackoff
    from redis.exceptions import RedisError
    from redis.retry import Retry
except ImportError:  # one process needs none
    Redis = None  # type: ignore[assignment, misc]

from contest.config import Settings
from contest.live import topics
from contest.live.connections import Connections
from contest.live.elsewhere import Elsewhere, Here
from contest.rules.facts import Fact, JudgeChanged, JudgeRemoved, LinkRenewed
from contest.rules.refusals import Refused
from contest.rules.seat_facts import SeatHandedOver
from contest.snapshots.latest import Latest
from contest.store import read

log = logging.getLogger(__name__)
LOOK_SECONDS = 10.0  # between two looks at the revisions of what is watched here
HERE_SECONDS = 1.0  # between two looks at who is connected here
SAID_AGAIN = 4.0  # seconds after which that is told though it is the same
AGAIN_SECONDS = 1.0  # until Redis is tried again
PATIENCE = 2.0  # seconds for an answer of Redis


@dataclass(frozen=True)
class Touched:
    """What acts changed, without saying how: topics to make anew; seats that may be
    somebody else's; seats that may watch less."""

    slug: str
    topics: frozenset[str]
    renewed: frozenset[str] = frozenset()
    narrowed: frozenset[str] = frozenset()


def touched_by(slug: str, happened: Sequence[Fact]) -> Touched:
    renewed = {f"judge-{one.judge}" for one in happened if isinstance(one, (JudgeRemoved, SeatHandedOver))}
    renewed |= {one.seat for one in happened if isinstance(one, LinkRenewed)}
    narrowed = {f"judge-{one.judge}" for one in happened if isinstance(one, JudgeChanged) and one.changes.get("head") is False}
    return Touched(slug, frozenset(topics.touched(happened)), frozenset(renewed), frozenset(narrowed))


def is_reachable(url: str) -> bool:
    """Whether a Redis answers there now."""
    try:
        return Redis is not None and bool(Redis.from_url(url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE).ping())
    except RedisError:
        return False


class Neighbours:
    """`heard` is called with what others touched, `looked` with a contest found changed without a word."""

    def __init__(
        self, app: Flask, settings: Settings, latest: Latest, connections: Connections,
        heard: Callable[[Touched], None], looked: Callable[[str], None],
    ) -> None:
        self._app = app
        self._settings = settings
        self._latest = latest
        self._connections = connections
        self._heard = heard
        self._looked = looked
        self.elsewhere = Elsewhere()
        self.is_away = False  # Redis, where there is one to be reached
        self._me = secrets.token_hex(8)
        self._channel = "contest:" + hashlib.sha256(b"channel" + settings.secret).hexdigest()[:16]
        self._waiting: deque[Touched] = deque()
        self._here: dict[str, tuple[Here, float]] = {}
        self._here_at = 0.0
        self._revisions: dict[str, int] = {}
        self._wake = threading.Event()
        latest.trusts_memory = settings.is_sqlite

    def start(self, start_thread: Callable[[Callable[[], None]], Any]) -> None:
        """From now on speak, hear and look; ends with the process. Without a database server there is nobody else."""
        if self._settings.is_sqlite:
            return
        start_thread(self._look_again_and_again)
        if self._settings.redis_url is not None:
            start_thread(self._speak)
            start_thread(self._listen)

    def tell(self, touched: Touched) -> None:
        """Have the others told; only queues. Without Redis they find it by looking."""
        if self._settings.redis_url is not None and not self._settings.is_sqlite:
            self._waiting.append(touched)
            self._wake.set()

    def _speak(self) -> None:
        client = self._client()
        while True:
            self._wake.wait(HERE_SECONDS)
            self._wake.clear()
            waiting = [self._waiting.popleft() for _ in range(len(self._waiting))]
            try:
                for message in [*self._changes(waiting), *self._presence()]:
                    client.publish(self._channel, json.dumps({"from": self._me, **message}))
            except Exception as fault:
                self._away(fault)
                time.sleep(AGAIN_SECONDS)

    def _changes(self, waiting: Iterable[Touched]) -> list[dict[str, Any]]:
        found: dict[str, list[Touched]] = {}
        for one in waiting:
            found.setdefault(one.slug, []).append(one)
        return [
            {
                "contest": slug, "revision": self._revision(slug),
                **{name: sorted(frozenset().union(*(getattr(one, name) for one in several)))
                   for name in ("topics", "renewed", "narrowed")},
            }
            for slug, several in found.items()
        ]  # fmt: skip

    def _presence(self) -> list[dict[str, Any]]:
        """Who is connected here, of each contest where that changed or was not said for a while."""
        told, now = [], time.monotonic()
        if now - self._here_at < HERE_SECONDS:
            return []
        self._here_at = now
        for slug in self._connections.contests() | set(self._here):
            here = self._connections.here(slug)
            before, at = self._here.get(slug, (None, 0.0))
            if here != before or now - at > SAID_AGAIN:
                self._here[slug] = here, now
                told.append({"contest": slug, "here": here})
        return told

    def _listen(self) -> None:
        while True:
            try:
                heard = self._client().pubsub()
                heard.subscribe(self._channel)
                while True:
                    message = heard.get_message(timeout=HERE_SECONDS)
                    if message is None:
                        heard.check_health()
                    elif message["type"] == "subscribe":
                        self._back()
                    elif message["type"] == "message":
                        self._take(json.loads(message["data"]))
                    self._drop_gone()
            except Exception as fault:
                self._away(fault)
                time.sleep(AGAIN_SECONDS)

    def _take(self, told: dict[str, Any]) -> None:
        slug = told["contest"]
        if told["from"] == self._me:
            return
        if "here" in told:
            if self.elsewhere.told(told["from"], slug, told["here"]):
                self._heard(Touched(slug, frozenset({"presence"})))
            return
        self._revisions[slug] = told["revision"]
        self._latest.changed(slug)
        self._heard(Touched(slug, *(frozenset(told[name]) for name in ("topics", "renewed", "narrowed"))))

    def _drop_gone(self) -> None:
        for slug in self.elsewhere.drop_gone():
            self._heard(Touched(slug, frozenset({"presence"})))

    def _look_again_and_again(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                self.look()
            except Exception:
                log.exception("the contests' revisions could not be looked at")

    def look(self) -> None:
        """Find what nobody told us of."""
        self._latest.changed_all()
        for slug in self._connections.contests():
            revision = self._revision(slug)
            if self._revisions.get(slug) != revision:
                self._revisions[slug] = revision
                self._looked(slug)

    def _revision(self, slug: str) -> int:
        with self._app.app_context():
            try:
                return read.revision_now(slug)
            except Refused:  # deleted meanwhile
                return -1

    def _back(self) -> None:
        self._latest.trusts_memory = True
        if self.is_away:
            self.is_away = False
            log.warning("Redis answers again: other processes are told at once")
            self._tell_health()
        self.look()  # what was told while we did not hear

    def _away(self, fault: Exception) -> None:
        """Said once; acts go on."""
        self._latest.trusts_memory = False
        if not self.is_away:
            self.is_away = True
            log.warning("Redis is away (%s): other processes see changes within %d s", fault, LOOK_SECONDS)
            self._tell_health()

    def _tell_health(self) -> None:
        for slug in self._connections.contests():
            self._heard(Touched(slug, frozenset({"health"})))

    def _client(self) -> Any:
        return Redis.from_url(
            self._settings.redis_url or "", socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE,
            health_check_interval=5, retry=Retry(NoBackoff(), 0),
        )  # fmt: skip
