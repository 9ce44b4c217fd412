"""The live screens' pages: desk, judge, projector, audience. Each is a shell that its script fills from topics."""

from __future__ import annotations

import io

import segno
from flask import Blueprint, Response, jsonify, redirect, request, send_from_directory, url_for

from contest import parcels, paths, seats
from contest.access import TOPICS, Actor
from contest.rules.refusals import Refused
from contest.store import read
from contest.web.base import current_actor, panel_actor, parts, settings, show
from contest.web.presenter import presenter_page
from contest.web.trust import secure_url

bp = Blueprint("screens", __name__)
OVERLAYS = ("1", "lower", "clock", "top5")


@bp.get("/")
def home() -> Response:
    """The contests of this house; straight into the only one there is."""
    rows = [row for row in read.contest_rows() if row.phase != "archived"]
    if len(rows) == 1:
        return redirect(url_for("screens.audience", slug=rows[0].slug))  # type: ignore[return-value]
    return show("home.html", contests=rows)


@bp.get("/c/<slug>")
def audience(slug: str) -> Response:
    row = read.contest_row(slug)
    here = f"/c/{slug}"
    urls = {"entry": f"{here}/entries/", "result": f"{here}/result", "photos": f"{here}/photos/", "vote": f"{here}/vote"}
    return show("audience.html", contest=row, page={"contest": slug, "urls": urls})


@bp.get("/c/<slug>/screen/")
@bp.get("/c/<slug>/screen/<screen>")
def screen(slug: str, screen: str | None = None) -> Response:
    """A projector's page; with `?overlay=` what a stream lays over its picture. An address that names no screen of ours shows
    what the first one shows."""
    row = read.contest_row(slug)
    screens = read.screen_rows(row.id)
    shown = next((one for one in screens if one.screen == screen), screens[0])
    overlay = request.args.get("overlay")
    page = {
        "contest": slug, "seat": "screen", "screen": screen or shown.screen, "is_miniature": "miniature" in request.args,
        "overlay": overlay if overlay in OVERLAYS else None, "address": address(),
        "topics": sorted(topic for topic, roles in TOPICS.items() if "screen" in roles),
    }
    return show("screen.html", contest=row, theme=shown.theme, page=page)


@bp.get("/c/<slug>/desk")
def desk(slug: str) -> Response:
    actor = current_actor(slug, "organizer")
    return _desk(slug, actor)


@bp.get("/c/<slug>/<seat>")
def seat(slug: str, seat: str) -> Response:
    """A judge's tablet, a scorekeeper's desk, a helper's phone; without its cookie, the page that takes the link's secret."""
    row = read.contest_row(slug)
    seats.seat_version(row, seat)
    try:
        actor = current_actor(slug, seat)
    except Refused as refused:
        urls = {"exchange": f"/c/{slug}/{seat}/pair", "standing": f"/c/{slug}/{seat}/standing"}
        page = {"contest": slug, "seat": seat, "urls": urls, "next": None, "standing": refused.code}
        return show("pair.html", contest=row, page=page)
    if actor.role == "scorekeeper":
        return _desk(slug, actor)
    if actor.role == "presenter":
        return presenter_page(slug, actor)
    if actor.role == "steward":
        page = {"contest": slug, "seat": seat, "urls": {"photos": f"/c/{slug}/{seat}/photos"}}
        return show("steward.html", contest=row, actor=actor, page=page)
    urls = {
        "pair": f"/c/{slug}/{seat}/pair", "language": request.path, "panel": f"/c/{slug}/{seat}/panel",
        "worker": f"/c/{slug}/judge-worker.js", "scope": f"/c/{slug}/judge-", "trust": "/trust" if secure_url() else "",
    }
    page = {"contest": slug, "seat": seat, "urls": urls, "ticket": seats.ticket(settings(), request.cookies, slug, seat)}
    key = seats.device_key(settings(), request.cookies, slug, seat)
    page["parcel"] = parcels.given_along(settings(), slug, seat, seats.seat_version(row, seat), key)
    response = show("judge.html", contest=row, actor=actor, page=page)
    response.headers["Contest-Page"] = "judge"  # the service worker keeps this page, and what else is served here never
    return response


@bp.get("/c/<slug>/judge-worker.js")
def judge_worker(slug: str) -> Response:
    """The service worker of this contest's judge pages: from here its scope can be theirs alone."""
    read.contest_row(slug)
    response = send_from_directory(paths.STATIC, "js/judge_worker.js", mimetype="text/javascript", max_age=0)
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/c/<slug>/<seat>/panel")
def panel(slug: str, seat: str) -> Response:
    """The head judge's page beside their scoresheets; the organizer reads along."""
    row = read.contest_row(slug)
    seats.seat_version(row, seat)
    actor = panel_actor(slug)
    if actor is None:
        raise Refused("sign_in_first")
    if actor.head and actor.seat != seat:
        return redirect(url_for("screens.panel", slug=slug, seat=actor.seat))  # type: ignore[return-value]
    back = f"/c/{slug}/{actor.seat}" if actor.head else f"/c/{slug}/desk"
    page = {"contest": slug, "seat": actor.seat, "urls": {"back": back, "mirror": f"/c/{slug}/mirror"}}
    return show("head.html", contest=row, actor=actor, page=page)


@bp.get("/c/<slug>/qr/<seat>.svg")
def qr(slug: str, seat: str) -> Response:
    """A seat's link as a picture, for the desk's screen and the printed sheet: organizers only."""
    current_actor(slug, "organizer")
    row = read.contest_row(slug)
    return _picture(address() + seats.seat_link(settings(), slug, seat, seats.seat_version(row, seat)))


@bp.get("/c/<slug>/link/<seat>")
def link(slug: str, seat: str) -> Response:
    """The same link in letters, and whether a PIN stands beside it."""
    row = seats.seat_row(read.contest_row(slug), seat)
    told = address() + seats.seat_link(settings(), slug, seat, row.version)
    response = jsonify(link=told, has_pin=row.pin is not None)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/c/<slug>/qr.svg")
def public_qr(slug: str) -> Response:
    """The audience page's address as a picture."""
    read.contest_row(slug)
    return _picture(f"{address()}/c/{slug}")


@bp.get("/c/<slug>/vote.svg")
def vote_qr(slug: str) -> Response:
    """The same for the page on which the audience votes."""
    read.contest_row(slug)
    return _picture(f"{address()}/c/{slug}/vote")


@bp.get("/c/<slug>/screen/<screen>/qr.svg")
def screen_qr(slug: str, screen: str) -> Response:
    """The same for a screen of the hall."""
    read.screen_row(read.contest_row(slug).id, screen)
    return _picture(f"{address()}/c/{slug}/screen/{screen}")


@bp.get("/c/<slug>/accent.css")
def accent(slug: str) -> Response:
    """The contest's own accent on paper; in the dim hall the house's stands, which is known to be readable there."""
    colour = read.contest_row(slug).accent
    css = f'[data-theme="paper"] {{ --accent: {colour}; }}\n' if colour else ""
    return Response(css, mimetype="text/css", headers={"Cache-Control": "no-cache"})


def address() -> str:
    """Where links lead: how this hall reaches the server, without a slash at the end."""
    return parts().addresses.best()


def _desk(slug: str, actor: Actor) -> Response:
    row = read.contest_row(slug)
    urls = {
        "setup": f"/c/{slug}/setup",
        "extras": f"/c/{slug}/setup/extras",
        "sound": f"/c/{slug}/sound",
        "result": f"/c/{slug}/result",
        "mirror": f"/c/{slug}/mirror",
        "paper": f"/c/{slug}/paper",
        "intake": f"/c/{slug}/intake",
        "log": f"/c/{slug}/log",
        "export": f"/c/{slug}/export",
        "screen": f"/c/{slug}/screen/",
        "audience": f"/c/{slug}",
        "presenter": f"/c/{slug}/presenter",
        "entry": f"/c/{slug}/entries/",
        "qr": f"/c/{slug}/qr/",
        "link": f"/c/{slug}/link/",
        "photos": f"/c/{slug}/{actor.seat}/photos",
        "allPhotos": f"/c/{slug}/photos.zip",
        "pin": f"/c/{slug}/setup/links/pin",
        "panel": next((f"/c/{slug}/judge-{one.number}/panel" for one in read.seat_rows(row.id, "judge") if one.head), None),
    }
    page = {"contest": slug, "seat": actor.seat, "role": actor.role, "urls": urls}
    return show("desk.html", contest=row, actor=actor, page=page)


def _picture(text: str) -> Response:
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", scale=8, border=2, xmldecl=False, light="#fff")
    return Response(picture.getvalue(), mimetype="image/svg+xml", headers={"Cache-Control": "private, no-store"})
