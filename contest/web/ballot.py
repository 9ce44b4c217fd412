"""The audience's vote on a phone, and at the kiosk for people without one: the page, and a vote that comes without a socket.

The page is whole without JavaScript. It is the same bytes whoever has voted for whom: it tells nobody what a card chose.
"""

from __future__ import annotations

import secrets
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, request, url_for

from contest import seats, tickets, words
from contest.access import PUBLIC_SEAT
from contest.actions.ballots import cast_vote
from contest.rules.refusals import Refused
from contest.snapshots.board import Board
from contest.store import ballots, read
from contest.store.database import db
from contest.web import forms
from contest.web.base import door, parts, settings, show

bp = Blueprint("ballot", __name__)
VOTER_DAYS = 30
FORM_COOKIE = "contest_form"


@bp.get("/c/<slug>/vote")
def vote(slug: str) -> Response:
    """What to vote on, once it is open. `kiosk`: one device for many people. `done`: after a vote without JavaScript."""
    return _page(slug, is_done="done" in request.args)


@bp.post("/c/<slug>/vote")
def vote_post(slug: str) -> Response:
    """`ticket` and `entry`, from a form or as JSON: the way in without a socket, with the same answers."""
    told = request.get_json(silent=True) if request.is_json else request.form
    try:
        if not isinstance(told, dict):
            raise Refused("bad_request")
        ack = _cast(slug, *(_text(told, name) for name in ("op_id", "ticket", "entry")))
    except Refused as no:
        if request.is_json:
            raise
        db.session.rollback()
        return _page(slug, fault=words.refusal(no.code, no.details))
    if request.is_json:
        return jsonify(ok=True, op_id=ack["op_id"])
    there = url_for("ballot.vote", slug=slug, done=1, kiosk=1 if "kiosk" in request.form else None)
    return redirect(there, 303)  # type: ignore[return-value]


def _cast(slug: str, op_id: str, ticket: str, entry: str) -> dict[str, Any]:
    ballot = ballots.the_ballot(read.contest_row(slug).id)
    address = request.remote_addr or "?"
    told = tickets.Told(
        ticket, request.cookies.get(seats.voter_cookie(settings())), request.cookies.get(FORM_COOKIE, address), address
    )
    fields = {"voter": tickets.voter_of(settings().secret, slug, ballot, told), "entry": _entry(entry)}
    return door().perform(cast_vote, PUBLIC_SEAT, slug, fields, forms.op_id_of(op_id))


def _entry(text: str) -> int:
    """Raises Refused('not_on_ballot') where nobody was chosen."""
    try:
        return forms.whole(text)
    except Refused:
        raise Refused("not_on_ballot") from None


def _text(told: Any, name: str) -> str:
    value = told.get(name)
    return value[:300] if isinstance(value, str) else str(value) if type(value) is int else ""


def _page(slug: str, fault: str | None = None, is_done: bool = False) -> Response:
    row = read.contest_row(slug)
    board, is_kiosk = Board(row), "kiosk" in request.values
    ballot = parts().latest.message(slug, "ballot", "public", board)["body"]
    named = {one["number"]: one for one in parts().latest.message(slug, "contest", "public", board)["body"]["entries"]}
    urls = {"vote": f"/c/{slug}/vote", "photos": f"/c/{slug}/photos/"}
    response = show(
        "vote.html", contest=row, ballot=ballot, entries=[named[one] for one in ballot["entries"]], fault=fault,
        is_done=is_done, is_kiosk=is_kiosk, op_id=forms.new_op_id, typed=request.form, status=400 if fault else 200,
        page={"contest": slug, "kiosk": is_kiosk, "ballot": ballot, "urls": urls},
    )
    name = seats.voter_cookie(settings())
    if ballot["by_device"] and ballot["state"] == "open" and name not in request.cookies:
        response.set_cookie(
            name, secrets.token_hex(16), max_age=VOTER_DAYS * 86400, httponly=True, samesite="Strict", secure=request.is_secure
        )
    return response
