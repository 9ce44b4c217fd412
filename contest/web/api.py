"""The read-only JSON API. It tells what the public may see: the topics that phones get, behind the same curtain.

openapi.json beside this file describes it. An answer's tag comes from its content alone, so that nothing hidden moves it.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, request

from contest import access
from contest.documents import archive
from contest.rules.arithmetic import told
from contest.rules.curtain import shows_arithmetic
from contest.rules.refusals import Refused
from contest.snapshots.board import Board
from contest.store import audit, read
from contest.web.base import parts

bp = Blueprint("api", __name__, url_prefix="/api/v1")

OPENAPI = Path(__file__).with_name("openapi.json")
ARITHMETIC = (
    "arithmetic", "added", "round_standing", "outside", "look", "compared", "step", "term", "part", "rounded", "deduction",
    "tie_step", "tie_value",
)
NUMBERS = ("number", "count", "seconds", "places", "signed_decimal", "points")


@bp.get("/contests")
def contests() -> Response:
    rows = read.contest_rows()
    shown = ("slug", "title", "theme", "place", "date", "phase")
    return _answer({"contests": [{name: getattr(row, name) for name in shown} for row in rows]})


@bp.get("/contests/<slug>")
def contest(slug: str) -> Response:
    return _answer(_topic(slug, "contest"))


@bp.get("/contests/<slug>/standings")
def standings(slug: str) -> Response:
    body = _topic(slug, "standings")
    return _answer({**body, "provisional": body["label"] != "official"})


@bp.get("/contests/<slug>/countdown")
def countdown(slug: str) -> Response:
    return _answer(_topic(slug, "countdown"))


@bp.get("/contests/<slug>/reveal")
def reveal(slug: str) -> Response:
    """What stands on the stage and what was opened there: never ahead of it, nothing of a rehearsal."""
    return _answer(_topic(slug, "reveal"))


@bp.get("/contests/<slug>/now")
def now(slug: str) -> Response:
    """Topics as phones get them, for one that has no line: `topics` names them, separated by commas, else all. The server's
    time is in a header, so that the tag is that of what is seen alone."""
    names = [name for name in dict.fromkeys(request.args.get("topics", "").split(",")) if name]
    public = [name for name, roles in access.TOPICS.items() if "public" in roles]
    names = names or public
    if not set(names) <= set(public):
        raise Refused("bad_request", fields=["topics"])
    messages = {name: parts().latest.message(slug, name, "public") for name in names}
    plain = {name: {key: told[key] for key in ("contest", "revision", "body")} for name, told in messages.items()}
    response = _answer({"topics": plain})
    response.headers["Cache-Control"] = "public, max-age=1"
    response.headers["Contest-Now"] = str(parts().clock.now())
    return response


@bp.get("/contests/<slug>/entries/<int:number>")
def entry(slug: str, number: int) -> Response:
    """One entry and its standing; the arithmetic once the result is published."""
    board = Board(read.contest_row(slug))
    about, ranked = _topic(slug, "contest", board), _topic(slug, "standings", board)
    found = next((one for one in about["entries"] if one["number"] == number), None)
    if found is None:
        raise Refused("not_found", what=f"entry {number}")
    seen = shows_arithmetic(board.curtain)
    return _answer({
        "contest": slug,
        "revision": max(about["revision"], ranked["revision"]),
        "curtain": ranked["curtain"],
        "provisional": ranked["label"] != "official",
        "entry": found,
        "standing": next(row for row in ranked["rows"] if row["entry"] == number),
        "arithmetic": told(board.standings.row(number).arithmetic) if seen else None,
    })


@bp.get("/openapi.json")
def openapi() -> Response:
    return _answer(description())


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document; the parts of an entry's arithmetic are the archive's own."""
    document: dict[str, Any] = json.loads(OPENAPI.read_text("utf-8"))
    parts_of_it = {name: archive.schema()["$defs"][name] for name in (*ARITHMETIC, *NUMBERS)}
    moved = json.dumps(parts_of_it, ensure_ascii=False).replace("#/$defs/", "#/components/schemas/")
    document["components"]["schemas"] |= json.loads(moved)
    return document


def _topic(slug: str, topic: str, board: Board | None = None) -> dict[str, Any]:
    """A topic as the public gets it; `revision` is the one at which its visible body last changed."""
    message = parts().latest.message(slug, topic, "public", board)
    return {**message["body"], "contest": slug, "revision": message["revision"]}


def _answer(body: dict[str, Any]) -> Response:
    text = audit.canonical(body)
    response = Response(text, content_type="application/json")
    response.set_etag(hashlib.sha256(text.encode()).hexdigest()[:32])
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response
