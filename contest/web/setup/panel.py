"""Judges and scorekeepers, their links, and the sheet of QR links to print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response, request

from contest import seats
from contest.actions import setup
from contest.actions.act import Action
from contest.store import read
from contest.web.base import parts, settings, show
from contest.web.setup.frame import act, bp, is_unnamed, organizer, show_step, step_url


@bp.get("/c/<slug>/setup/judges")
def judges(slug: str) -> Response:
    return _page(slug)


@bp.post("/c/<slug>/setup/judges/add")
def judge_add(slug: str) -> Response:
    return _add(slug, setup.add_judge, "judge")


@bp.post("/c/<slug>/setup/scorekeepers/add")
def scorekeeper_add(slug: str) -> Response:
    return _add(slug, setup.add_scorekeeper, "scorekeeper")


@bp.post("/c/<slug>/setup/judges/<int:judge>/change")
def judge_change(slug: str, judge: int) -> Response:
    name = request.form.get("name", "")
    return _act(slug, setup.change_judge, lambda: {"judge": judge, "name": name}, renamed={judge: name})


@bp.post("/c/<slug>/setup/judges/<int:judge>/remove")
def judge_remove(slug: str, judge: int) -> Response:
    return _act(slug, setup.remove_judge, lambda: {"judge": judge})


@bp.post("/c/<slug>/setup/links/renew")
def link_renew(slug: str) -> Response:
    return _act(slug, setup.renew_link, lambda: {"seat": request.form.get("seat", "")})


@bp.post("/c/<slug>/setup/links")
def links_post(slug: str) -> Response:
    """Open the sheet for printing, and note which address it carries."""
    wanted = request.form.get("seat", "")
    return act(
        setup.note_printed_address, slug, lambda: {"address": parts().addresses.best()},
        then=lambda ack: f"/c/{slug}/links" + (f"?seat={wanted}" if seats.SEAT.match(wanted) else ""),
        again=lambda fault: _page(slug, fault), based=False,
    )


@bp.get("/c/<slug>/links")
def links(slug: str) -> Response:
    """One slip per seat, or the slip of the seat asked for."""
    row = read.contest_row(slug)
    organizer()
    slips = [_slip(slug, seat) for seat in read.seat_rows(row.id)]
    wanted = request.args.get("seat")
    return show(
        "links.html", page={"contest": slug, "seat": "organizer"}, row=row, address=parts().addresses.best(),
        slips=[slip for slip in slips if wanted in (None, slip["seat"])],
    )


def _slip(slug: str, row: Any) -> dict[str, Any]:
    seat = f"{row.role}-{row.number}"
    link = parts().addresses.best() + seats.seat_link(settings(), slug, seat, row.version)
    return {"seat": seat, "role": row.role, "number": row.number, "name": row.name, "link": link}


def _add(slug: str, action: Action, role: str) -> Response:
    name = request.form.get("name", "")
    return _act(slug, action, lambda: {"name": name}, new={role: name})


def _act(slug: str, action: Action, fields: Callable[[], dict[str, Any]], **typed: Any) -> Response:
    return act(
        action, slug, fields,
        then=lambda ack: step_url(slug, "judges"), again=lambda fault: _page(slug, fault, **typed),
    )


def _page(slug: str, fault: str | None = None, **typed: Any) -> Response:
    row = read.contest_row(slug)
    return show_step(
        slug, "judges", fault,
        seats=read.seat_rows(row.id), unnamed=[one for one in read.contest(row).judges if is_unnamed(one)],
        address=parts().addresses.best(), **typed,
    )
