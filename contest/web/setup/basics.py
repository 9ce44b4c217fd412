"""The first step: title, theme, place, date, the accent colour and the motif."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, request

from contest.actions import setup
from contest.rules.logos import MOST_SPONSORS, WHOSE
from contest.rules.motifs import MOTIFS
from contest.store import logos, read
from contest.web.setup.frame import act, bp, show_step, step_url

FIELDS = ("title", "theme", "place", "date")
HOUSE_ACCENT = "#A01F4B"


@bp.get("/c/<slug>/setup")
def start(slug: str) -> Response:
    read.contest_row(slug)
    return redirect(step_url(slug, "basics"), 303)  # type: ignore[return-value]


@bp.get("/c/<slug>/setup/basics")
def basics(slug: str) -> Response:
    return _page(slug, _stored(slug))


@bp.post("/c/<slug>/setup/basics")
def basics_post(slug: str) -> Response:
    typed = _typed()

    def fields() -> dict[str, Any]:
        accent = typed["accent"] if typed["own_accent"] else ""
        return {**{field: typed[field] for field in FIELDS}, "accent": accent, "motif": typed["motif"]}

    return act(
        setup.change_contest, slug, fields,
        then=lambda ack: step_url(slug, "rounds"), again=lambda fault: _page(slug, typed, fault),
    )


def again(slug: str, fault: str) -> Response:
    """The step as it is kept, with a refusal of what stands beside its form."""
    return _page(slug, _stored(slug), fault)


def _page(slug: str, typed: dict[str, Any], fault: str | None = None) -> Response:
    kept = logos.rows(read.contest_row(slug).id)
    shown = {whose: [one.logo for one in kept if one.whose == whose] for whose in WHOSE}
    return show_step(slug, "basics", fault, typed=typed, logos=shown, most_sponsors=MOST_SPONSORS)


def _stored(slug: str) -> dict[str, Any]:
    row = read.contest_row(slug)
    told = {field: getattr(row, field) for field in FIELDS}
    return {**told, "accent": row.accent or HOUSE_ACCENT, "own_accent": row.accent is not None, "motif": row.motif}


def _typed() -> dict[str, Any]:
    told = {field: request.form.get(field, "") for field in FIELDS}
    accent = request.form.get("accent", HOUSE_ACCENT)
    return {**told, "accent": accent, "own_accent": "own_accent" in request.form, "motif": request.form.get("motif", MOTIFS[0])}
