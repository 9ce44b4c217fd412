"""The only place where the parts are joined: database, door, snapshots, wire and pages."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Flask, Response, request, url_for
from flask_migrate import Migrate
from flask_socketio import SocketIO
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from contest import paths, runtime, tickets, words
from contest.addresses import Addresses
from contest.backup import MESSAGES, Backups
from contest.clock import Clock
from contest.config import Settings
from contest.live import packets
from contest.live.commands import COMMANDS
from contest.live.connections import Connections
from contest.live.fanout import Fanout, SharedDeflate
from contest.live.neighbours import Neighbours, Touched, touched_by
from contest.live.presence import presence
from contest.live.publish import Publisher
from contest.live.pulse import Pulse
from contest.live.sockets import Sockets
from contest.live.topics import TOUCHED_BY
from contest.perform import Door
from contest.photos import Photos
from contest.receiving import Receiving
from contest.rules.facts import Fact
from contest.snapshots.latest import Latest
from contest.store import read
from contest.store.database import db, engine_options, is_safe, prepare
from contest.web import (
    api,
    ballot,
    documents,
    errors,
    guard,
    intake,
    limits,
    operations,
    paper,
    presenter,
    screens,
    seats,
    setup,
    sound,
    trust,
)
from contest.web import photos as photo_pages
from contest.web.base import Parts, asset
from contest.words import N_

MOST_BYTES = 4 * 1024 * 1024  # an archive of a large contest by upload
MOST_SOCKET_BYTES = 65536
PING_SECONDS = 5  # a dead line is noticed after twice that
READER_MS = {"eventlet": 100, "threading": 5000}  # inside SQLite, where an event loop would stand still
MODULE = "text/javascript"
CLOCK_JUMP = N_("This computer's clock was changed. The countdown did not follow; restart the server when it is quiet.")
NEIGHBOURS_LATE = N_("Redis is away: what is saved through one process shows on screens of another up to ten seconds later.")
SLOWER_DATABASE = N_("This SQLite is an old one: saved safely, but a little slower.")


def create_app(settings: Settings, clock: Clock | None = None) -> Flask:
    """The app for one data folder. Tests pass their own clock."""
    app = Flask("contest", static_folder=str(paths.STATIC), template_folder=str(paths.TEMPLATES))
    _configure(app, settings)
    for counted in (limits.tries, tickets.tries):
        counted.share(settings.redis_url)
    _join_database(app, settings)
    connections = Connections()
    fanout = Fanout(connections.is_at_work)
    socketio = SocketIO(
        app,
        client_manager=fanout,
        async_mode=runtime.mode(),
        transports=["websocket"],
        async_handlers=False,
        manage_session=False,
        json=packets,
        max_http_buffer_size=MOST_SOCKET_BYTES,
        ping_interval=PING_SECONDS,
        ping_timeout=PING_SECONDS,
        cors_allowed_origins=lambda origin, environ: _parts(app).addresses.allowed_origin(origin, environ),
    )
    if runtime.mode() == "eventlet":
        fanout.take_lines()
        app.wsgi_app = SharedDeflate(app.wsgi_app)  # type: ignore[method-assign]
    if settings.behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]
    joined = _join(app, socketio, settings, clock or Clock(settings.data), connections, fanout)
    app.extensions["contest"] = joined
    _pages(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=hashlib.sha256(b"forms" + settings.secret).hexdigest(),
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        MAX_CONTENT_LENGTH=MOST_BYTES,
        SESSION_COOKIE_NAME="contest_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        SEND_FILE_MAX_AGE_DEFAULT=3600,
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=settings.testing,
    )
    logging.getLogger("engineio.server").setLevel(logging.ERROR)


def _join_database(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    Migrate(app, db, directory=str(paths.MIGRATIONS), render_as_batch=True)
    with app.app_context():
        prepare(db.engine, READER_MS[runtime.mode()])


def _join(
    app: Flask, socketio: SocketIO, settings: Settings, clock: Clock, connections: Connections, fanout: Fanout
) -> Parts:
    latest, pulse = Latest(clock, shared=not settings.is_sqlite), Pulse(connections, fanout)
    backups, addresses, photos = Backups(settings, clock), Addresses(settings), Photos(settings)
    publisher = Publisher(app, socketio, latest, connections, pulse)

    def publish(slug: str, facts: Sequence[Fact]) -> None:
        touched = touched_by(slug, facts)
        latest.changed(slug)
        publisher.publish(slug, facts)
        neighbours.tell(touched)
        sockets.look_again(slug, touched.renewed, touched.narrowed)
        backups.note(facts)
        photos.note(facts)

    door = Door(clock, publish)
    sockets = Sockets(app, socketio, door, settings, latest, connections, publisher, pulse)
    sockets.register()

    def heard(touched: Touched) -> None:
        publisher.touch(touched.slug, set(touched.topics))
        with app.app_context():
            sockets.look_again(touched.slug, touched.renewed, touched.narrowed)

    def looked(slug: str) -> None:
        publisher.touch(slug, set(TOUCHED_BY))
        with app.app_context():
            sockets.look_at_all(slug)

    neighbours = Neighbours(app, settings, latest, connections, heard, looked)
    latest.reports.update(_reports(connections, backups, addresses, clock, pulse, neighbours))
    receiving = Receiving(door, settings, COMMANDS)
    return Parts(settings, clock, door, latest, backups, addresses, photos, receiving, socketio, pulse, neighbours)


def _reports(
    connections: Connections, backups: Backups, addresses: Addresses, clock: Clock, pulse: Pulse, neighbours: Neighbours
) -> dict[str, Any]:
    """The topics that speak of this process rather than of the contest."""

    def health(slug: str) -> dict[str, Any]:
        jumped, backed = abs(clock.jump()) > 2000, backups.state()
        return {
            "backup": {**backed, "message": MESSAGES.get(backed["message"] or "")},
            "clock": {"ok": not jumped, "message": CLOCK_JUMP if jumped else None},
            "database": {"safe": is_safe(db.engine), "message": None if is_safe(db.engine) else SLOWER_DATABASE},
            "storage": {"ok": not pulse.is_full, "message": words.REFUSALS["storage_full"] if pulse.is_full else None},
            "neighbours": {"ok": not neighbours.is_away, "message": NEIGHBOURS_LATE if neighbours.is_away else None},
            "late_ms": pulse.late_ms(),
            "address": addresses.best(),
            "printed_address": read.contest_row(slug).printed_address,
        }

    return {"presence": partial(presence, connections, neighbours.elsewhere), "health": health}


def _pages(app: Flask) -> None:
    for pages in (seats, trust, screens, setup, documents, paper, intake, photo_pages, sound, ballot, presenter, api, operations):
        app.register_blueprint(pages.bp)
    errors.register(app)
    guard.register(app)
    CSRFProtect(app)  # after the guard: an unknown host is told so before its form is looked at
    app.add_url_rule("/words/<language>.js", "words", _words)
    app.jinja_env.globals.update(
        _=words._, asset=asset, figures=words.figures, minutes=words.minutes, languages=words.LANGUAGES,
    )
    app.context_processor(_about_the_asker)


def _about_the_asker() -> dict[str, Any]:
    language = words.language()
    return {"lang": language, "theme": "paper", "words_url": url_for("words", language=language, v=_words_tag(language))}


def _words(language: str) -> Response:
    """Every message of a language as a module; its address changes with its content."""
    known = language if language in words.LANGUAGES else words.FIRST
    text = f"export default {json.dumps(dict(words.catalog(known)), ensure_ascii=False)};\n"
    response = Response(text, mimetype=MODULE)
    response.headers["Cache-Control"] = "public, max-age=31536000" if "v" in request.args else "no-cache"
    return response


def _words_tag(language: str) -> str:
    return hashlib.sha256(repr(sorted(words.catalog(language).items())).encode()).hexdigest()[:12]


def _parts(app: Flask) -> Parts:
    found: Parts = app.extensions["contest"]
    return found
