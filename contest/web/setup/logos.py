"""Logos beside the first step of set-up: sent, taken away, and shown to everybody."""

from __future__ import annotations

import base64
from typing import Any

from flask import Response, request

from contest import limited
from contest.actions import logos
from contest.rules.logos import SIZE, check_file
from contest.rules.refusals import Refused
from contest.store import logos as rows
from contest.store import read
from contest.store.database import db
from contest.web.setup.basics import again
from contest.web.setup.frame import act, bp, step_url

WORK = "contest.pictures:transparent"


@bp.post("/c/<slug>/setup/logos/<whose>")
def logo_add(slug: str, whose: str) -> Response:
    def fields() -> dict[str, Any]:
        file = request.files.get("file")
        return {"whose": whose, "content": base64.b64encode(_drawn_anew(file.stream.read() if file else b"")).decode()}

    return act(logos.add_logo, slug, fields, lambda ack: _there(slug), lambda fault: again(slug, fault), based=False)


@bp.post("/c/<slug>/setup/logos/<whose>/<logo>/remove")
def logo_remove(slug: str, whose: str, logo: str) -> Response:
    told = {"whose": whose, "logo": logo}
    return act(logos.remove_logo, slug, lambda: told, lambda ack: _there(slug), lambda fault: again(slug, fault), based=False)


@bp.get("/c/<slug>/logos/<logo>.png")
def logo(slug: str, logo: str) -> Response:
    """The picture; a name that is used once only, so it may be kept for ever."""
    response = Response(rows.row(read.contest_row(slug).id, logo).content, mimetype="image/png")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def _drawn_anew(content: bytes) -> bytes:
    """Raises Refused('logo_too_large', 'logo_kind', 'logo_broken') and what the child refuses."""
    check_file(content)
    db.session.rollback()  # hold no transaction while the child works
    try:
        return limited.run(WORK, content, str(SIZE))
    except limited.Failed as failed:
        raise Refused("logo_broken") from failed


def _there(slug: str) -> str:
    return f"{step_url(slug, 'basics')}#logos"
