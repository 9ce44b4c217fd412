"""Every refusal as a page or as JSON, in the asker's language; nothing tells more than it must."""

from __future__ import annotations

from flask import Flask, Response, jsonify, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from contest import words
from contest.rules.refusals import Refused
from contest.web.base import show

STATUS = {
    "not_found": 404, "not_allowed": 403, "sign_in_first": 401, "seat_revoked": 401, "link_not_valid": 403,
    "pin_needed": 403, "pin_wrong": 403, "pin_locked": 403, "device_waiting": 401, "device_refused": 401, "taken_over": 401,
    "wrong_password": 403, "too_many_requests": 429, "storage_full": 507, "try_again": 503, "stale": 409,
    "operation_reused": 422, "already_set_up": 409, "result_not_official": 403, "photo_too_large": 413,
}


def register(app: Flask) -> None:
    @app.errorhandler(Refused)
    def on_refused(no: Refused) -> Response:
        if no.code == "sign_in_first" and not _wants_json() and request.method == "GET":
            return redirect(url_for("seats.sign_in"))  # type: ignore[return-value]
        return _answer(no.code, words.refusal(no.code, no.details), STATUS.get(no.code, 400), no.details)

    @app.errorhandler(CSRFError)
    def on_forged(fault: CSRFError) -> Response:
        return _answer("bad_request", words.refusal("bad_request", {}), 400)

    @app.errorhandler(HTTPException)
    def on_http(fault: HTTPException) -> Response:
        status = fault.code or 500
        if status in (301, 302, 303, 307, 308):
            return fault.get_response()  # type: ignore[return-value]
        if status == 413:
            told: dict[str, object] = {"most": (request.max_content_length or 0) // 1024 // 1024}
            return _answer("file_too_large", words.refusal("file_too_large", told), status, told)
        code = "not_found" if status == 404 else "bad_request"
        return _answer(code, words.refusal(code, {}), status)

    @app.errorhandler(Exception)
    def on_fault(fault: Exception) -> Response:
        app.logger.exception("a page failed")
        return _answer("try_again", words.refusal("try_again", {}), 500)


def _answer(code: str, message: str, status: int, details: dict[str, object] | None = None) -> Response:
    if not _wants_json():
        return show("refused.html", message=message, status=status)
    shown = {name: value for name, value in (details or {}).items() if isinstance(value, (str, int, list, dict))}
    response = jsonify(ok=False, refused={"code": code, "details": shown}, message=message)
    response.status_code = status
    return response


def _wants_json() -> bool:
    return request.path.startswith("/api/") or request.is_json or request.path.endswith(("/pair", "/photos"))
