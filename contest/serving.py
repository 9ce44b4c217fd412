"""A server for one data folder: taken for itself, its tables brought up, served until told to stop. Words are cli.py's."""

from __future__ import annotations

import gc
import json
import logging
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from contest import certificates, runtime
from contest.app import create_app
from contest.backup import Backups
from contest.config import Settings
from contest.rules.countdown import state
from contest.store import read, schema
from contest.store.database import alone, db
from contest.web.base import Parts

FIRST_PORT = 8000
FIRST_HTTPS_PORT = 8443
LOOK_SECONDS = 10.0  # between two looks at whether the leaf still names our addresses
PORTS_TRIED = 100
READERS_SECONDS = 3.0
LAST_SERVED = "server.json"
SELDOM = (100_000, 50, 100)  # objects and rounds between two collections of garbage
log = logging.getLogger(__name__)


class FolderInUse(Exception):
    """Another process writes in this data folder."""


class PortTaken(Exception):
    """The port asked for, or every port we would have tried, is in use."""


def listen(host: str, port: int | None, first: int = FIRST_PORT) -> socket.socket:
    """On the port asked for, else on `first` or the next free one. Raises PortTaken."""
    for one in [port] if port is not None else range(first, first + PORTS_TRIED):
        try:
            return runtime.listen(host, one)
        except OSError:
            continue
    raise PortTaken(port or first)


@contextmanager
def taken(settings: Settings) -> Iterator[Flask]:
    """The app for a folder that nobody else writes in, its tables of today. Raises FolderInUse and schema.TooNew."""
    lock = _locked(settings)
    try:
        app = _opened(settings, lock.is_joined)
        yield app
        with app.app_context():
            _close()
    finally:
        lock.release()


def for_life(settings: Settings) -> Flask:
    """The same for a process that somebody else starts and ends: a WSGI server, `flask run`."""
    lock = _locked(settings)
    app = _opened(settings, lock.is_joined)
    app.extensions["contest_lock"] = lock
    parts(app).backups.start()
    parts(app).neighbours.start(runtime.start_thread)
    return app


def start(app: Flask, listener: socket.socket, secure: socket.socket | None = None) -> None:
    """Serve in the background, from now on; on `secure` the same over TLS."""
    joined = parts(app)
    remember(joined.settings)
    joined.backups.start()
    joined.neighbours.start(runtime.start_thread)
    joined.socketio.start_background_task(joined.pulse.run, joined.socketio.sleep)
    settle()
    most = joined.settings.most_viewers + runtime.AT_WORK
    runtime.start_thread(lambda: runtime.serve(app, listener, most))
    if secure is not None:
        leaf = Leaf(joined)
        runtime.start_thread(lambda: runtime.serve(app, secure, most, leaf.context))
        runtime.start_thread(leaf.keep)


def fitted(settings: Settings) -> Settings:
    """The same with no more phones than the system has connections for."""
    room = runtime.room_for(settings.most_viewers + runtime.AT_WORK)
    return replace(settings, most_viewers=max(0, room - runtime.AT_WORK))


def settle() -> None:
    """What was loaded stays for life: the collector need not look through it again, which would hold everybody up for
    tens of milliseconds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


class Leaf:
    """The certificate that is served: follows this machine's addresses from network to network."""

    def __init__(self, joined: Parts) -> None:
        self._joined = joined
        self._served = b""
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.look(certificates.RENEW_BEFORE)

    def look(self, spare: timedelta = certificates.TO_THE_END) -> None:
        """Serve the leaf for the addresses of now, from the next handshake on."""
        made = certificates.ready(self._joined.settings.data, self._joined.addresses.hosts(), spare=spare)
        leaf = made.leaf.read_bytes()
        if leaf != self._served:
            self.context.load_cert_chain(made.leaf, made.key)
            self._served = leaf

    def keep(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            try:
                self.look()
            except OSError:
                log.exception("the certificate could not be made anew; the one there is stays")


def remember(settings: Settings) -> None:
    """Note how this folder is served, so that `contest links` knows it."""
    told = {"host": settings.host, "port": settings.port, "https_port": settings.https_port}
    (settings.data / LAST_SERVED).write_text(json.dumps(told))


def remembered(data: Path) -> dict[str, Any]:
    """How this folder was served last; empty when it never was."""
    path = data / LAST_SERVED
    try:
        told = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return {name: told[name] for name in ("host", "port", "https_port") if name in told}


def parts(app: Flask) -> Parts:
    joined: Parts = app.extensions["contest"]
    return joined


def _locked(settings: Settings) -> runtime.FolderLock:
    """With a database server, several processes may share a folder; it alone knows who writes."""
    lock = runtime.FolderLock(settings.data, shared=not settings.is_sqlite)
    if not lock.take():
        raise FolderInUse(settings.data)
    return lock


def _opened(settings: Settings, is_joined: bool) -> Flask:
    app = create_app(settings)
    with app.app_context():
        _bring_up(parts(app).backups)
        parts(app).clock.begin(is_joined or _is_running())
        db.session.rollback()
    return app


def _is_running() -> bool:
    """Whether any countdown of this folder runs."""
    rows = (row for contest in read.contest_rows() for row in read.countdown_rows(contest.id))
    return any(state(read.countdown(row)) == "running" for row in rows)


def _bring_up(backups: Backups) -> None:
    """Migrate, after a copy of what was there."""
    if schema.is_current():
        return
    if not schema.is_new() and backups.settings.is_sqlite:
        backups.make("before_migration")
    schema.bring_up()


def _close() -> None:
    """Let the act under way commit, then put the write-ahead log into the database file."""
    with alone():
        db.session.remove()
        if db.engine.dialect.name == "sqlite":
            connection = db.engine.raw_connection()
            _checkpoint(connection.cursor())
            connection.close()
        db.engine.dispose()


def _checkpoint(cursor: Any) -> None:
    """A reader in the middle of its answer holds the log ahead: it gets the time to end."""
    last = time.monotonic() + READERS_SECONDS
    while cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] and time.monotonic() < last:
        time.sleep(0.02)
