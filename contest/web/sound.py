"""The hall's sound as a page: language, spoken calls, and recordings of the organizer's own. The desk does the rest live."""

from __future__ import annotations

import base64
from typing import Any

from flask import Blueprint, Response, request

from contest.actions import sound
from contest.rules.refusals import Refused
from contest.store import read, sounds
from contest.web import forms
from contest.web.base import show
from contest.web.setup.frame import act, organizer
from contest.words import N_, _, minutes

bp = Blueprint("sound", __name__)

LANGUAGES = {"vi": N_("Vietnamese"), "en": N_("English"), "both": N_("Vietnamese, then English")}
END = 0


@bp.get("/c/<slug>/sound")
def settings(slug: str) -> Response:
    organizer()
    return _page(slug)


@bp.post("/c/<slug>/sound")
def settings_post(slug: str) -> Response:
    def fields() -> dict[str, Any]:
        ticked = {name: name in request.form for name in ("spoken", "ticks")}
        return {"language": request.form.get("language", ""), **ticked}

    return act(sound.set_sound, slug, fields, _there(slug), lambda fault: _page(slug, fault), based=False)


@bp.post("/c/<slug>/sound/<int:call>")
def recording_post(slug: str, call: int) -> Response:
    def fields() -> dict[str, Any]:
        file = request.files.get("file")
        content = file.stream.read() if file else b""
        name = (file.filename or "") if file else ""
        return {"call": call, "name": name, "content": base64.b64encode(content).decode()}

    return act(sound.keep_recording, slug, fields, _there(slug), lambda fault: _page(slug, fault, call), based=False)


@bp.post("/c/<slug>/sound/<int:call>/drop")
def recording_drop(slug: str, call: int) -> Response:
    return act(sound.drop_recording, slug, lambda: {"call": call}, _there(slug), lambda fault: _page(slug, fault), based=False)


@bp.get("/c/<slug>/sound/<int:call>")
def recording(slug: str, call: int) -> Response:
    """The bytes as they were given, as what they are: the device that sounds has no cookie."""
    row = sounds.recording_row(read.contest_row(slug).id, call)
    if row is None:
        raise Refused("not_found", what=f"recording {call}")
    response = Response(row.content, mimetype=row.media)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if "v" in request.args else "no-cache"
    return response


def call_said(call: int) -> str:
    """Which announcement this is."""
    if call == END:
        return _("Time is up")
    if call % 60:
        return _("%(time)s left", time=minutes(call))
    return _("1 minute left") if call == 60 else _("%(n)s minutes left", n=call // 60)


def _there(slug: str) -> Any:
    return lambda ack: f"/c/{slug}/sound"


def _page(slug: str, fault: str | None = None, at: int | None = None) -> Response:
    row = read.contest_row(slug)
    kept = {one.call: one for one in sounds.recording_rows(row.id)}
    called = {call for one in read.rounds(row.id) for stage in one.stages for call in stage.calls}
    calls = [(call, call_said(call), kept.get(call)) for call in sorted({*called, *kept, END}, reverse=True)]
    tongues = [(code, _(said)) for code, said in LANGUAGES.items()]
    return show(
        "sound.html", page={"contest": slug, "seat": "organizer"}, status=400 if fault else 200, row=row, place="sound",
        fault=fault, at=at, calls=calls, tongues=tongues, sound=sounds.settings(row.id), op_id=forms.new_op_id,
    )
