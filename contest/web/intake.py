"""The page on which the desk takes in what a tablet kept: its file, its codes from photos or from a reader that types."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, Response, jsonify, request

from contest import access, limited
from contest.access import Actor
from contest.parcels import is_code
from contest.rules.photos import check_kind
from contest.rules.refusals import Refused
from contest.snapshots.board import Board
from contest.store import read
from contest.store.database import db
from contest.web.base import parts, show, staff_actor
from contest.web.limits import limit

bp = Blueprint("intake", __name__)
WORK = "contest.codes:read"
MOST_CODES = 99
MEGABYTES = 1024  # for one photo


@bp.get("/c/<slug>/intake")
def intake(slug: str) -> Response:
    row, staff = read.contest_row(slug), _staff(slug)
    board = Board(row)
    desk = f"/c/{slug}/desk" if staff.role == "organizer" else f"/c/{slug}/{staff.seat}"
    here = f"/c/{slug}/intake"
    names = {
        "rounds": {one.number: {"name": one.name, "criteria": {each.number: each.name for each in one.criteria}}
                   for one in board.contest.rounds},
        "entries": {one.number: one.name for one in board.contest.entries},
    }
    urls = {"desk": desk, "read": f"{here}/read", "take": f"{here}/take", "photos": f"{here}/photos"}
    return show("intake.html", contest=row, page={"contest": slug, "seat": staff.seat, "names": names, "urls": urls})


@bp.post("/c/<slug>/intake/read")
def read_parcel(slug: str) -> Response:
    """What came so far: the codes still missing, or the whole parcel read back."""
    staff, text, told = _told(slug)
    return _answer(told if text is None else {**told, "parcel": parts().receiving.read_back(staff, slug, text)})


@bp.post("/c/<slug>/intake/take")
def take_parcel(slug: str) -> Response:
    """Every operation of a whole parcel, each with what became of it."""
    staff, text, told = _told(slug)
    if text is None:
        raise Refused("parcel_unreadable")
    way = "codes" if told["of"] else "file"
    return _answer({"outcomes": parts().receiving.take_in(staff, slug, text, way)})


@bp.post("/c/<slug>/intake/photos")
def read_photo(slug: str) -> Response:
    """The picture is the body; answers the texts of the parcel codes on it."""
    access.check_act(_staff(slug), "bring_parcel", read.contest_row(slug).phase)
    limit("intake", 120)
    content = request.get_data(cache=False)
    check_kind(content)
    db.session.rollback()  # hold no transaction while the child works
    try:
        found = json.loads(limited.run(WORK, content, megabytes=MEGABYTES))
    except limited.Failed as failed:
        raise Refused("photo_broken") from failed
    codes = [text for text in found if is_code(text)]
    if not codes:
        raise Refused("photo_without_code")
    return _answer({"codes": codes})


def _staff(slug: str) -> Actor:
    staff = staff_actor(slug)
    if staff is None:
        raise Refused("sign_in_first")
    return staff


def _told(slug: str) -> tuple[Actor, str | None, dict[str, Any]]:
    """Who asks; the parcel's text, None while codes are missing; which codes are there."""
    staff, sent = _staff(slug), request.get_json(silent=True)
    sent = sent if isinstance(sent, dict) else {}
    text, codes = sent.get("text"), sent.get("codes")
    if isinstance(text, str):
        return staff, text, {"has": [], "of": 0}
    if not isinstance(codes, list) or len(codes) > MOST_CODES or not all(isinstance(one, str) for one in codes):
        raise Refused("parcel_unreadable")
    found = parts().receiving.collected(codes)
    return staff, found.text, {"has": found.has, "of": found.of}


def _answer(told: dict[str, Any]) -> Response:
    response = jsonify(ok=True, **told)
    response.headers["Cache-Control"] = "private, no-store"
    return response
