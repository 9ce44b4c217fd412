"""Judges and helpers, their links, and the sheet of QR links to print."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, jsonify, request
from werkzeug.security import generate_password_hash

from contest import runtime, seats
from contest.access import HELPERS
from contest.actions import pairing, setup
from contest.actions.act import Action
from contest.documents.log_words import seat_said
from contest.rules.contests import Contest, Judge
from contest.store import read
from contest.store.database import db
from contest.web import forms
from contest.web.base import door, parts, settings, show
from contest.web.setup.frame import act, bp, is_unnamed, organizer, show_step, step_url
from contest.words import N_, _

HEAD = N_("head judge")
NO_MARKS = N_("gives no scores")
SHADOW = N_("scores do not count")
ONLY_IN = N_("only in %(rounds)s")
NOT_UNITS = N_("not for %(units)s")
NOT_TEAMS = N_("not for teams %(teams)s")


@bp.get("/c/<slug>/setup/judges")
def judges(slug: str) -> Response:
    return _page(slug)


@bp.post("/c/<slug>/setup/judges/add")
def judge_add(slug: str) -> Response:
    name = request.form.get("name", "")
    return _act(slug, setup.add_judge, lambda: {"name": name}, new={"judge": name})


@bp.post("/c/<slug>/setup/helpers/add")
def helper_add(slug: str) -> Response:
    name, role = request.form.get("name", ""), request.form.get("role", "")
    return _act(slug, setup.add_helper, lambda: {"role": role, "name": name}, new={role: name})


@bp.post("/c/<slug>/setup/judges/<int:judge>/change")
def judge_change(slug: str, judge: int) -> Response:
    """The name alone, or with `part` in the form the judge's whole part."""
    typed = _part_typed() if "part" in request.form else {"name": request.form.get("name", "")}

    def fields() -> dict[str, Any]:
        told = {**typed, "judge": judge}
        if "more_units" in told:
            told["units"] = [*told["units"], *told.pop("more_units").split(";")]
        return told

    return _act(slug, setup.change_judge, fields, changed={judge: typed}, at=judge if "part" in request.form else None)


@bp.post("/c/<slug>/setup/judges/<int:judge>/remove")
def judge_remove(slug: str, judge: int) -> Response:
    return _act(slug, setup.remove_judge, lambda: {"judge": judge})


def _part_typed() -> dict[str, Any]:
    """A judge's part as the form holds it: what is not ticked is no."""
    form = request.form
    numbers = {field: [forms.whole(one) for one in form.getlist(field)] for field in ("rounds", "recused")}
    return {
        "name": form.get("name", ""), "head": "head" in form, "marks": "no_marks" not in form, "counts": "shadow" not in form,
        **numbers, "units": form.getlist("units"), "more_units": form.get("more_units", ""),
    }


@bp.post("/c/<slug>/setup/links/renew")
def link_renew(slug: str) -> Response:
    return _act(slug, setup.renew_link, lambda: {"seat": request.form.get("seat", "")})


@bp.post("/c/<slug>/setup/links/pin")
def pin_post(slug: str) -> Response:
    """A fresh PIN beside a seat's link, shown this once: only its slow hash is kept, and it is never printed beside the code."""
    told = request.get_json(silent=True) if request.is_json else request.form
    seat = told.get("seat", "") if isinstance(told, Mapping) else ""
    who, pin = organizer(), f"{secrets.randbelow(10**6):06}"
    db.session.rollback()  # hold no transaction while the hash is computed
    hashed = runtime.offload(generate_password_hash, pin)
    door().perform(pairing.set_pin, who, slug, {"seat": str(seat)[:20], "pin_hash": hashed})
    return jsonify(ok=True, pin=pin) if request.is_json else _page(slug, pins={seat: pin})


@bp.post("/c/<slug>/setup/links/pin/remove")
def pin_remove(slug: str) -> Response:
    return act(
        pairing.remove_pin, slug, lambda: {"seat": request.form.get("seat", "")},
        then=lambda ack: step_url(slug, "judges"), again=lambda fault: _page(slug, fault), based=False,
    )


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
    return {"seat": seat, "role": row.role, "said": seat_said(seat), "name": row.name, "link": link}


def _act(
    slug: str, action: Action, fields: Callable[[], dict[str, Any]], at: int | None = None, **typed: Any
) -> Response:
    there = step_url(slug, "judges") + (f"#judge-{at}" if at else "")
    return act(action, slug, fields, then=lambda ack: there, again=lambda fault: _page(slug, fault, opened=at, **typed))


def _page(slug: str, fault: str | None = None, opened: int | None = None, **typed: Any) -> Response:
    row = read.contest_row(slug)
    contest = read.contest(row)
    units: dict[str, str] = {}
    for unit in (entry.unit for entry in contest.entries if entry.unit):
        units.setdefault(unit.casefold(), unit)
    return show_step(
        slug, "judges", fault,
        helpers={role: read.seat_rows(row.id, role) for role in HELPERS},
        with_pin={f"{one.role}-{one.number}" for one in read.seat_rows(row.id) if one.pin is not None},
        unnamed=[one for one in contest.judges if is_unnamed(one)],
        units=sorted(units.values()), has_consensus=any(one.consensus for of in contest.rounds for one in of.criteria),
        said={judge.number: part_said(contest, judge) for judge in contest.judges},
        address=parts().addresses.best(), opened=opened, **typed,
    )


def part_said(contest: Contest, judge: Judge) -> str:
    """What is special about a judge's part, in a line; nothing for one who judges everything and counts."""
    rounds = [one.name for one in contest.rounds if one.number in judge.rounds]
    teams = [str(one) for one in judge.recused]
    told = (
        (judge.head, _(HEAD)), (not judge.marks, _(NO_MARKS)), (not judge.counts, _(SHADOW)),
        (bool(rounds), _(ONLY_IN, rounds=", ".join(rounds))), (bool(judge.units), _(NOT_UNITS, units=", ".join(judge.units))),
        (bool(teams), _(NOT_TEAMS, teams=", ".join(teams))),
    )
    return " · ".join(said for is_so, said in told if is_so)
