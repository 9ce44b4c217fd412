"""A server for one data folder: taken for itself, its tables brought up, served until told to stop. Words are cli.py's."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from contest import certificates, runtime
from contest.app import create_app
from contest.backup import Backups
from contest.config import Settings
from contest.store import schema
from contest.store.database import db, writing
from contest.web.base import Parts

FIRST_PORT = 8000
PORTS_TRIED = 100
LAST_SERVED = "server.json"


class FolderInUse(Exception):
    """Another process writes in this data folder."""


class PortTaken(Exception):
    """The port asked for, or every port we would have tried, is in use."""


def listen(host: str, port: int | None) -> socket.socket:
    """On the port asked for, else on 8000 or the next free one. Raises PortTaken."""
    for one in [port] if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        try:
            return runtime.listen(host, one)
        except OSError:
            continue
    raise PortTaken(port or FIRST_PORT)


@contextmanager
def taken(settings: Settings) -> Iterator[Flask]:
    """The app for a folder that nobody else writes in, its tables of today. Raises FolderInUse and schema.TooNew."""
    lock = _locked(settings)
    try:
        app = _opened(settings)
        yield app
        with app.app_context():
            _close()
    finally:
        lock.release()


def for_life(settings: Settings) -> Flask:
    """The same for a process that somebody else starts and ends: a WSGI server, `flask run`."""
    lock = _locked(settings)
    app = _opened(settings)
    app.extensions["contest_lock"] = lock
    parts(app).backups.start()
    return app


def start(app: Flask, listener: socket.socket) -> None:
    """Serve in the background, from now on."""
    joined = parts(app)
    settings = joined.settings
    certificate = certificates.ready(settings.data, joined.addresses.hosts()) if settings.https else None
    remember(settings)
    joined.backups.start()
    runtime.start_thread(lambda: runtime.serve(app, listener, certificate))


def remember(settings: Settings) -> None:
    """Note how this folder is served, so that `contest links` knows it."""
    told = {"host": settings.host, "port": settings.port, "https": settings.https}
    (settings.data / LAST_SERVED).write_text(json.dumps(told))


def remembered(data: Path) -> dict[str, Any]:
    """How this folder was served last; empty when it never was."""
    path = data / LAST_SERVED
    try:
        told = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return {name: told[name] for name in ("host", "port", "https") if name in told}


def parts(app: Flask) -> Parts:
    joined: Parts = app.extensions["contest"]
    return joined


def _locked(settings: Settings) -> runtime.FolderLock:
    lock = runtime.FolderLock(settings.data)
    if not lock.take():
        raise FolderInUse(settings.data)
    return lock


def _opened(settings: Settings) -> Flask:
    app = create_app(settings)
    with app.app_context():
        _bring_up(parts(app).backups)
    return app


def _bring_up(backups: Backups) -> None:
    """Migrate, after a copy of what was there."""
    if schema.is_current():
        return
    if not schema.is_new():
        backups.make("before_migration")
    schema.bring_up()


def _close() -> None:
    """Let the act under way commit, then put the write-ahead log into the database file."""
    with writing():
        pass
    db.session.remove()
    if db.engine.dialect.name == "sqlite":
        connection = db.engine.raw_connection()
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
    db.engine.dispose()
