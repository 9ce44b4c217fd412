"""The socket's events: connect, watch, read_clock, and every command of the table. Whatever goes wrong is a refusal."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, request
from flask_socketio import ConnectionRefusedError, disconnect, join_room
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from contest import access, seats, words
from contest.access import Actor
from contest.actions.setup import is_slug
from contest.actions.signing import check_second_look
from contest.config import Settings
from contest.live import packets, topics
from contest.live.answers import Answer, comes_again, refused, told_as
from contest.live.commands import COMMANDS, Command
from contest.live.connections import Connection, Connections
from contest.live.payloads import Delivered, Delivery, OneSheet, Tablet
from contest.live.publish import Publisher
from contest.live.pulse import Pulse
from contest.live.sound_payloads import Heard
from contest.perform import Door
from contest.rules.refusals import Refused
from contest.snapshots.history import history
from contest.snapshots.latest import Latest
from contest.snapshots.scoresheets import one_sheet
from contest.store import read

PACE = RateLimitItemPerSecond(30)  # events a second from one connection; a draining outbox needs a few
BROWSER = re.compile(r"[0-9a-f]{32}")
Handler = Callable[[Connection, Actor, dict[str, Any]], Answer]


class Sockets:
    def __init__(
        self, app: Flask, socketio: Any, door: Door, settings: Settings, latest: Latest,
        connections: Connections, publisher: Publisher, pulse: Pulse,
    ) -> None:
        self._app = app
        self._socketio = socketio
        self._door = door
        self._settings = settings
        self._latest = latest
        self._connections = connections
        self._publisher = publisher
        self._pulse = pulse
        self._pace = MovingWindowRateLimiter(MemoryStorage())

    def register(self) -> None:
        self._socketio.on_event("connect", self._connect)
        self._socketio.on_event("disconnect", self._disconnect)
        for name, ask in (
            ("watch", self._watch), ("read_clock", self._read_clock), ("read_scoresheet", self._read_scoresheet),
            ("read_history", self._read_history), ("report_tablet", self._report_tablet), ("deliver", self._deliver),
            ("report_sound", self._report_sound),
        ):
            self._socketio.on_event(name, self._asked(name, ask))
        self._socketio.on_event(packets.UNREADABLE, self._answering(_unreadable))
        for name, command in COMMANDS.items():
            self._socketio.on_event(name, self._commanded(command))

    def look_again(self, slug: str, renewed: Iterable[str], narrowed: Iterable[str]) -> None:
        """Close every socket of a seat whose link was renewed, whose judge was taken off the panel or that another device has
        taken over. Each is told what its next act would be. Who gave the head judge's part up is told nothing more of it."""
        for seat in renewed:
            self._connections.forget(slug, seat)
            for one in self._connections.holding(slug, seat):
                self._close_unless_held(one)
        for seat in narrowed:
            self._watch_no_more(slug, seat, "panel")

    def look_at_all(self, slug: str) -> None:
        """The same of every seat, where we do not know what was changed."""
        for one in self._connections.of(slug):
            actor = self._close_unless_held(one) if one.seat != "public" else None
            if actor is not None and not all(access.may_watch(actor, topic) for topic, _who in one.watching):
                self._watch_no_more(slug, one.seat, "panel")

    def _close_unless_held(self, one: Connection) -> Actor | None:
        """Who its browser is by its cookies; it is closed when they are nobody's."""
        try:
            return seats.actor_of(self._settings, one.cookies, one.slug, one.seat)
        except Refused as no:
            code = "seat_revoked" if no.code == "not_found" else no.code
        self._socketio.emit("seat_revoked", {"code": code}, to=one.sid)
        self._socketio.server.disconnect(one.sid)
        return None

    def _watch_no_more(self, slug: str, seat: str, topic: str) -> None:
        """Whoever gave a part up is told nothing more of what went with it."""
        for one in self._connections.holding(slug, seat):
            for pair in [pair for pair in one.watching if pair[0] == topic]:
                self._connections.watch_no_more(one, pair)
                self._socketio.server.leave_room(one.sid, topics.room(slug, *pair))

    def _connect(self, auth: Any = None) -> None:
        told = auth if isinstance(auth, dict) else {}
        slug, seat, asked = told.get("contest"), told.get("seat", "public"), told.get("lang")
        if not isinstance(asked, str):
            asked = request.cookies.get("contest_lang")
        language = words.choose(asked, request.headers.get("Accept-Language"))
        try:
            if not (isinstance(slug, str) and isinstance(seat, str) and is_slug(slug)):
                raise Refused("bad_request")
            if not self._latest.knows(slug):
                read.contest_row(slug)
            seats.actor_of(self._settings, request.cookies, slug, seat)
            if seat == "public" and self._connections.public >= self._settings.most_viewers:
                raise Refused("many_viewers")
        except Refused as no:
            with words.use(language):
                message = words.refusal(no.code, no.details)
            raise ConnectionRefusedError(message, {"code": no.code, "message": message}) from no
        self._connections.add(
            Connection(
                _sid(), slug, seat, language, dict(request.cookies), self._door.clock.now(), _screen(told, seat),
                browser=_browser(told, seat),
            )
        )
        self._publisher.touch(slug, {"presence"})

    def _disconnect(self, reason: str = "") -> None:
        gone = self._connections.drop(_sid())
        if gone is not None:
            self._publisher.touch(gone.slug, {"presence"})

    def _asked(self, name: str, ask: Handler) -> Callable[..., Answer]:
        def answer(here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
            access.check_ask(actor, name)
            return {"ok": True, **ask(here, actor, payload)}

        return self._answering(answer)

    def _commanded(self, command: Command) -> Callable[..., Answer]:
        def answer(here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
            return self._perform(command, here, actor, payload)

        return self._answering(answer)

    def _perform(self, command: Command, here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
        told = told_as(command.payload, payload)
        fields = told.fields()
        if command.fields is not None:
            access.check_act(actor, command.name, None)
            fields = command.fields(self._settings, here, fields)
        with self._pulse.acked(command.name):
            ack = self._door.perform(command.action, actor, here.slug, fields, told.op_id, told.seen)
        return ack if actor.role != "public" else {name: value for name, value in ack.items() if name != "revision"}

    def _deliver(self, here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
        """Operations that waited on a tablet, in their order, each answered as if it had come alone. Behind one that must
        come again none is done, so that nothing overtakes."""
        acks: list[Answer] = []
        for one in told_as(Delivery, payload).operations:
            is_behind = bool(acks) and comes_again(acks[-1])
            acks.append(refused(Refused("try_again"), one.payload) if is_behind else self._delivered(here, one))
            self._socketio.sleep(0)  # others have their turn between two commits
        return {"acks": acks}

    def _delivered(self, here: Connection, one: Delivered) -> Answer:
        command = COMMANDS.get(one.command)
        if command is None:
            return refused(Refused("bad_request", fields=["command"]), one.payload)
        return self._answer(here, functools.partial(self._perform, command), one.payload)

    def _answering(self, answer: Handler) -> Callable[..., Answer]:
        """Wrap a handler: who asks is read anew, and every "no" is a refusal in their language."""

        @functools.wraps(answer)
        def handle(payload: Any = None, *more: Any) -> Answer:
            here = self._connections.get(_sid())
            if here is None:
                disconnect()
                return {"ok": False, "refused": {"code": "sign_in_first", "details": {}}, "message": ""}
            with words.use(here.language):
                return self._answer(here, self._paced(answer), None if more else payload)

        return handle

    def _paced(self, answer: Handler) -> Handler:
        def in_pace(here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
            if not self._pace.hit(PACE, here.sid):
                raise Refused("too_many_requests")
            return answer(here, actor, payload)

        return in_pace

    def _answer(self, here: Connection, answer: Handler, payload: Any) -> Answer:
        try:
            if not isinstance(payload, dict):
                raise Refused("bad_request")
            here.heard = self._door.clock.now()
            actor = seats.actor_of(self._settings, here.cookies, here.slug, here.seat)
            return answer(here, actor, payload)
        except Refused as no:
            return refused(no, payload)
        except Exception:
            self._app.logger.exception("an event failed")
            return refused(Refused("try_again"), payload)

    def _watch(self, here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
        names = payload.get("topics")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise Refused("bad_request")
        told: dict[str, Any] = {}
        given: dict[tuple[str, str], int] = {}
        for name in dict.fromkeys(names):
            access.check_topic(actor, name)
            who = topics.audience(name, actor)
            told[name] = self._latest.message(here.slug, name, who)
            given[name, who] = told[name]["revision"]
            self._connections.watch(here, (name, who))
            join_room(topics.room(here.slug, name, who))
        self._publisher.watched(here.slug, given)
        return {"topics": told}

    def _read_clock(self, here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
        return {"now": self._door.clock.now()}

    def _read_scoresheet(self, here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
        """One judge's sheet for the desk: its scores with their revisions. For the head judge as check_second_look says."""
        which = told_as(OneSheet, payload)
        if actor.head:
            check_second_look(read.contest_row(here.slug), actor, which.round, which.entry, which.judge)
        return {"sheet": one_sheet(read.contest_row(here.slug), which.round, which.entry, which.judge)}

    def _read_history(self, here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
        """Every version of one scoresheet: a judge's own, or any for the desk. For the head judge as check_second_look says."""
        which, row = told_as(OneSheet, payload), read.contest_row(here.slug)
        read.entry_row(row.id, which.entry)
        if actor.role == "judge" and which.judge != actor.number:
            if not actor.head:
                raise Refused("not_allowed", act="read_history")
            check_second_look(row, actor, which.round, which.entry, which.judge)
        return {"history": history(row.id, which.round, which.entry, which.judge)}

    def _report_tablet(self, here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
        """What a judge's tablet tells of itself, for the desk; kept in memory, and passed on when it is news."""
        if self._connections.report(here.slug, here.seat, told_as(Tablet, payload).model_dump(), here.heard):
            self._publisher.touch(here.slug, {"presence"})
        return {}


    def _report_sound(self, here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
        """What a screen or a desk tells of itself as a device that may sound; kept in memory like a tablet's report."""
        told = told_as(Heard, payload).model_dump()
        if told != here.sound:
            here.sound = told
            self._publisher.touch(here.slug, {"presence"})
        return {}


def _unreadable(here: Connection, actor: Actor, payload: dict[str, Any]) -> Answer:
    raise Refused("bad_request")


def _screen(told: dict[str, Any], seat: str) -> str | None:
    """Which projector this says it is; only presence believes it."""
    screen = told.get("screen")
    return screen if seat == "screen" and isinstance(screen, str) else None


def _browser(told: dict[str, Any], seat: str) -> str | None:
    """A browser's lasting id: screens (no miniature) and desks alone are known by it."""
    browser, is_screen = told.get("device"), seat == "screen" and isinstance(told.get("screen"), str)
    may_sound = is_screen or seat.partition("-")[0] in access.STAFF
    return browser if may_sound and isinstance(browser, str) and BROWSER.fullmatch(browser) else None


def _sid() -> str:
    sid: str = request.sid  # type: ignore[attr-defined]
    return sid
