"""How people come in: the first organizer's password, signing in, and exchanging a seat's link for a cookie."""

from __future__ import annotations

import re

from flask import Blueprint, Response, jsonify, redirect, request, url_for
from sqlalchemy import select
from werkzeug.security import check_password_hash, generate_password_hash

from contest import devices, runtime, seats, texts, words
from contest.access import Actor
from contest.actions.pairing import note_pin, take_seat
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db, writing
from contest.store.tables import Organizer
from contest.web.base import current_actor, door, set_seat_cookie, settings, show
from contest.web.limits import limit

bp = Blueprint("seats", __name__)
SHORTEST_PASSWORD = 8
PIN = re.compile(r"[0-9]{6}")
DESK = re.compile(r"/c/[a-z0-9-]+/desk")  # the only page a link may ask to go on to
NOBODY = generate_password_hash("nobody has this password")


@bp.get("/sign-in")
def sign_in() -> Response:
    return show("sign_in.html", first=False, page={"urls": {}})


@bp.post("/sign-in")
def sign_in_post() -> Response:
    """Name and password for a cookie. A wrong name costs the same time as a wrong password."""
    limit("sign_in", 10)
    name, password = texts.clean(request.form.get("name", "")), request.form.get("password", "")
    row = db.session.scalar(select(Organizer).where(Organizer.name == name))
    stored, known = (row.password, (row.id, row.version)) if row else (NOBODY, None)
    db.session.rollback()  # hold no transaction while the hash is computed
    if not runtime.offload(check_password_hash, stored, password) or known is None:
        return show("sign_in.html", first=False, name=name, fault=words.refusal("wrong_password", {}), status=403)
    return _signed_in(*known)


@bp.get("/first")
def first() -> Response:
    """Where the one-time set-up link leads; its secret is in the fragment and travels with the form."""
    return show("sign_in.html", first=True)


@bp.post("/first")
def first_post() -> Response:
    """The first organizer chooses a name and a password; works once per installation."""
    limit("sign_in", 10)
    name, password = texts.clean(request.form.get("name", "")), request.form.get("password", "")
    fault = _first_fault(request.form.get("secret", ""), name, password)
    if fault is not None:
        return show("sign_in.html", first=True, name=name, fault=words.refusal(fault, {"most": 80}), status=403)
    db.session.rollback()
    hashed = runtime.offload(generate_password_hash, password)
    with writing():
        if db.session.scalar(select(Organizer.id)) is not None:
            raise Refused("already_set_up")
        row = Organizer(name=name, password=hashed, version=1)
        db.session.add(row)
        db.session.flush()
        known = (row.id, row.version)
    return _signed_in(*known)


@bp.get("/organizer")
def organizer_link() -> Response:
    """Where the organizer's link from the server's own terminal leads."""
    asked = request.args.get("next", "")
    after = asked if DESK.fullmatch(asked) else "/contests"
    return show("pair.html", page={"seat": "organizer", "urls": {"exchange": "/organizer"}, "next": after})


@bp.post("/organizer")
def organizer_pair() -> Response:
    limit("pair", 30)
    row = db.session.scalar(select(Organizer).order_by(Organizer.id))
    if row is None or not seats.link_fits(settings(), seats.ANYWHERE, "organizer", row.version, _secret()):
        raise Refused("link_not_valid")
    response = jsonify(ok=True)
    set_seat_cookie(response, "", "organizer", row.version, row.id)
    return response


@bp.post("/sign-out")
def sign_out() -> Response:
    response = redirect(url_for("seats.sign_in"))
    response.delete_cookie(seats.cookie_name(settings(), "", "organizer"))
    return response  # type: ignore[return-value]


@bp.post("/c/<slug>/<seat>/pair")
def pair(slug: str, seat: str) -> Response:
    """A link's secret, or the ticket of a page that came from another address, for the seat's cookie. A judge's seat belongs
    to one device: the second one's cookie opens it once the organizer agrees."""
    limit("pair", 30)
    contest = read.contest_row(slug)
    try:
        row = seats.seat_row(contest, seat)
    except Refused:
        raise Refused("link_not_valid") from None
    who, version, ticket = seats.holder(row), row.version, _told("ticket", 2000)
    if ticket:
        key = seats.moved_key(settings(), slug, seat, version, ticket)
    else:
        if not seats.link_fits(settings(), slug, seat, version, _secret()):
            raise Refused("link_not_valid")
        _check_pin(slug, who, row.pin)
        key = seats.device_key(settings(), request.cookies, slug, seat)
    if who.role == "judge":
        name = devices.readable(request.headers.get("User-Agent", ""), touches=_told("touches", 5) == "yes")
        door().perform(take_seat, who, slug, {"key": key, "device": name})
    response = jsonify(ok=True)
    set_seat_cookie(response, slug, seat, version, device=key)
    return response


@bp.get("/c/<slug>/<seat>/standing")
def standing(slug: str, seat: str) -> Response:
    """Whether this browser may sit down: `open`, or the code of why not. A page that waits asks again."""
    try:
        current_actor(slug, seat)
    except Refused as no:
        return jsonify(standing=no.code)
    return jsonify(standing="open")


@bp.get("/c/<slug>/<seat>/move")
def move(slug: str, seat: str) -> Response:
    """Where a page comes that lost the server's old address, with its ticket and what it holds unsent in the fragment."""
    contest = read.contest_row(slug)
    seats.seat_version(contest, seat)
    page = {"contest": slug, "seat": seat, "urls": {"exchange": f"/c/{slug}/{seat}/pair"}, "next": f"/c/{slug}/{seat}"}
    return show("pair.html", contest=contest, page={**page, "is_move": True})


def _check_pin(slug: str, who: Actor, stored: str | None) -> None:
    """Raises Refused('pin_needed'), ('pin_wrong') or ('pin_locked'). What is no PIN at all is no try."""
    if stored is None:
        return
    pin = _told("pin", 20)
    if not PIN.fullmatch(pin):
        raise Refused("pin_needed")
    db.session.rollback()  # hold no transaction while the hash is computed
    fits = runtime.offload(check_password_hash, stored, pin)
    left = door().perform(note_pin, who, slug, {"fits": fits})["left"]
    if not fits:
        raise Refused("pin_wrong" if left else "pin_locked", left=left)


def _secret() -> str:
    return _told("secret", 100)


def _told(field: str, most: int) -> str:
    """A text of the JSON that came; empty where there is none."""
    told = request.get_json(silent=True)
    text = told.get(field) if isinstance(told, dict) else None
    return text[:most] if isinstance(text, str) else ""


def _first_fault(secret: str, name: str, password: str) -> str | None:
    if db.session.scalar(select(Organizer.id)) is not None:
        return "already_set_up"
    if not seats.link_fits(settings(), seats.ANYWHERE, "first", 0, secret[:100]):
        return "link_not_valid"
    if not name:
        return "name_needed"
    if len(name) > 80:
        return "name_too_long"
    return "password_too_short" if len(password) < SHORTEST_PASSWORD else None


def _signed_in(organizer: int, version: int) -> Response:
    response = redirect("/contests")
    set_seat_cookie(response, "", "organizer", version, organizer)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]
