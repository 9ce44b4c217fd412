"""The organizer's home: every contest of this house; make one from a preset, copy one, bring one back from its archive."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, request

from contest import words
from contest.actions import setup
from contest.actions.archive import import_contest
from contest.documents.archive import read_archive
from contest.documents.times import date_said
from contest.rules import presets
from contest.rules.refusals import Refused
from contest.store import read
from contest.web import forms
from contest.web.base import show
from contest.web.setup.frame import act, bp, organizer, step_url
from contest.web.setup.offer import offered
from contest.words import N_

PHASES = {
    "setup": N_("In set-up"), "running": N_("Running"), "official": N_("Official"), "archived": N_("Archived"),
}
NEW = ("title", "preset", "language", "theme", "place", "date")


@bp.get("/contests")
def contests() -> Response:
    organizer()
    return _page()


@bp.post("/contests/create")
def contest_create() -> Response:
    typed = {field: request.form.get(field, "") for field in (*NEW, "judges")}

    def fields() -> dict[str, Any]:
        return {**{field: typed[field] for field in NEW}, "judges": forms.whole_or_none(typed["judges"])}

    return act(
        setup.create_contest, None, fields,
        then=lambda ack: step_url(ack["slug"], "basics"), again=lambda fault: _page(fault, new=typed, at="create"), based=False,
    )


@bp.post("/contests/copy")
def contest_copy() -> Response:
    typed = {field: request.form.get(field, "") for field in ("source", "title")}
    return act(
        setup.copy_contest, None, lambda: typed,
        then=lambda ack: step_url(ack["slug"], "basics"), again=lambda fault: _page(fault, copy=typed, at=typed["source"]),
        based=False,
    )


@bp.post("/contests/import")
def contest_import() -> Response:
    slug = request.form.get("slug", "")

    def fields() -> dict[str, Any]:
        file = request.files.get("file")
        content = file.stream.read() if file else b""
        archive = read_archive(content.decode("utf-8-sig", "replace"))
        if slug and not setup.is_slug(slug):
            raise Refused("bad_slug", text=slug[:60])
        return {"archive": archive, "sha256": hashlib.sha256(content).hexdigest(), "as_slug": slug or None}

    return act(
        import_contest, None, fields,
        then=lambda ack: step_url(ack["slug"], "review"), again=lambda fault: _page(fault, slug=slug, at="import"), based=False,
    )


def _page(fault: str | None = None, **typed: Any) -> Response:
    rows = read.contest_rows()
    about = {
        row.id: {"teams": len(read.entry_rows(row.id)), "judges": len(read.seat_rows(row.id, "judge"))} for row in rows
    }
    blank = {
        "title": "", "preset": presets.DEFAULT, "language": words.language(), "theme": "", "place": "", "date": "",
        "judges": "",
    }
    return show(
        "contests.html",
        page={"seat": "organizer"}, status=400 if fault else 200, fault=fault,
        date_said=date_said, rows=rows, about=about, phases={phase: words._(title) for phase, title in PHASES.items()},
        groups=offered(),
        op_id=forms.new_op_id, **{"new": blank, "at": None, **typed},
    )
