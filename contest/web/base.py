"""What every page needs: the parts of the app, who is asking, and how a page is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, make_response, render_template, request, url_for

from contest import seats, words
from contest.access import Actor
from contest.addresses import Addresses
from contest.backup import Backups
from contest.clock import Clock
from contest.config import Settings
from contest.perform import Door
from contest.photos import Photos
from contest.receiving import Receiving
from contest.rules.refusals import Refused
from contest.snapshots.latest import Latest
from contest.store import read

THEMES = ("paper", "lacquer", "contrast")


@dataclass(frozen=True)
class Parts:
    """What app.py joined: reach it by `parts()`."""

    settings: Settings
    clock: Clock
    door: Door
    latest: Latest
    backups: Backups
    addresses: Addresses
    photos: Photos
    receiving: Receiving
    socketio: Any
    pulse: Any
    neighbours: Any


def parts() -> Parts:
    found: Parts = current_app.extensions["contest"]
    return found


def door() -> Door:
    return parts().door


def settings() -> Settings:
    return parts().settings


def current_actor(slug: str | None, seat: str) -> Actor:
    """The holder of a seat, by this browser's cookie. Raises Refused('sign_in_first' or 'seat_revoked')."""
    return seats.actor_of(settings(), request.cookies, slug, seat)


def staff_actor(slug: str) -> Actor | None:
    """Organizer or scorekeeper of this contest, if this browser holds such a seat."""
    for seat in ("organizer", *_scorekeepers(slug)):
        try:
            return current_actor(slug, seat)
        except Refused:
            continue
    return None


def seated_actor(slug: str) -> Actor | None:
    """Whoever holds any seat of this contest in this browser."""
    start = seats.cookie_name(settings(), slug, "")
    for seat in ("organizer", *(name[len(start):] for name in request.cookies if name.startswith(start))):
        try:
            return current_actor(slug, seat)
        except Refused:
            continue
    return None


def head_actor(slug: str) -> Actor | None:
    """The head judge of this contest, if this browser holds that seat."""
    for row in read.seat_rows(read.contest_row(slug).id, "judge"):
        try:
            actor = current_actor(slug, f"judge-{row.number}") if row.head else None
        except Refused:
            continue
        if actor is not None:
            return actor
    return None


def panel_actor(slug: str) -> Actor | None:
    """Who may look at how the panel works: the organizer or the head judge."""
    try:
        return current_actor(slug, "organizer")
    except Refused:
        return head_actor(slug)


def show(template: str, *, page: dict[str, Any] | None = None, status: int = 200, **context: Any) -> Response:
    """A page in the asker's language. `page` is what its script may know."""
    known = {"contest": None, "seat": "public", "lang": words.language(), **(page or {})}
    html = render_template(template, page=known, **context)
    response = make_response(html, status)
    if known["seat"] not in ("public", "screen"):
        response.headers["Cache-Control"] = "private, no-store"
    return response


def asset(path: str) -> str:
    """A shipped file's address. Browsers ask each time whether it changed: modules import each other by plain names."""
    return url_for("static", filename=path)


def set_seat_cookie(
    response: Response, slug: str, seat: str, version: int, organizer: int | None = None, device: str = ""
) -> None:
    response.set_cookie(
        seats.cookie_name(settings(), slug, seat),
        seats.cookie_value(settings(), slug, seat, version, organizer, device),
        max_age=seats.COOKIE_DAYS * 86400,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure,
    )


def _scorekeepers(slug: str) -> list[str]:
    start = seats.cookie_name(settings(), slug, "scorekeeper-")
    return ["scorekeeper-" + name[len(start):] for name in request.cookies if name.startswith(start)]
