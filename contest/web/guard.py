"""Before and after every request: known hosts only, the language, who may see which page, and the security headers."""

from __future__ import annotations

import hmac

from flask import Flask, Response, request

from contest import access, words
from contest.rules.refusals import Refused
from contest.web.base import current_actor, panel_actor, parts, staff_actor
from contest.web.limits import LARGER
from contest.web.trust import secure_url

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self' {sockets}; font-src 'self'; media-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors {frames}"
)
LANGUAGE_COOKIE = "contest_lang"


def register(app: Flask) -> None:
    app.before_request(_size)
    app.before_request(_host)
    app.before_request(_language)
    app.before_request(_may)
    app.after_request(_headers)


def _size() -> None:
    """A page that takes large files says so; whatever else sends more than the rest may is refused before it is read."""
    request.max_content_length = LARGER.get(request.endpoint or "", request.max_content_length)


def _host() -> Response | None:
    if not parts().addresses.allowed_host(request.host):
        words.set_language(words.FIRST)
        return Response("This address is not one of ours.\n", 421, mimetype="text/plain")
    return None


def _language() -> None:
    asked = request.args.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    words.set_language(words.choose(asked, request.headers.get("Accept-Language")))


def _may() -> None:
    """The page table's word. An endpoint that stands in no table is nobody's."""
    if request.endpoint is None:  # no such page: the router says so
        return
    who = access.page(request.endpoint)
    if who == "public":
        return
    if who == "operator" and _bears_token():
        return
    if who in ("organizer", "operator"):
        current_actor(None, "organizer")
    elif who == "staff":
        if staff_actor(str((request.view_args or {}).get("slug"))) is None:
            raise Refused("sign_in_first")
    elif who == "panel":
        if panel_actor(str((request.view_args or {}).get("slug"))) is None:
            raise Refused("sign_in_first")
    else:
        raise Refused("not_allowed", act=request.endpoint)


def _bears_token() -> bool:
    wanted, given = parts().settings.metrics_token, request.authorization
    return bool(wanted and given and given.type == "bearer" and hmac.compare_digest(given.token or "", wanted))


def _headers(response: Response) -> Response:
    frames = "'self'" if request.endpoint == "screens.screen" else "'none'"
    host = request.host
    sockets = f"ws://{host} wss://{host}"
    if request.endpoint == "trust.trust":  # looks whether the same machine's secure address is trusted
        sockets += f" {secure_url() or ''}"
    response.headers["Content-Security-Policy"] = POLICY.format(sockets=sockets, frames=frames)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.args.get("lang") in words.LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, words.language(), max_age=31536000, samesite="Strict", httponly=True)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "no-cache"
    return response
