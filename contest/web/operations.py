"""Pages for whoever runs the machine: whether this process lives, whether it is ready for people, and its figures."""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from contest.store.database import db
from contest.web.base import parts

bp = Blueprint("operations", __name__)


@bp.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return _said("ok\n")


@bp.get("/readyz")
def readyz() -> Response:
    """The database answers too; 503 while it does not."""
    try:
        db.session.execute(text("SELECT 1 FROM contest LIMIT 1"))
    except SQLAlchemyError:
        return _said("the database does not answer\n", 503)
    return _said("ready\n")


@bp.get("/metrics")
def metrics() -> Response:
    """For Prometheus; for the organizer or with the token of CONTEST_METRICS_TOKEN."""
    return _said(parts().pulse.text().decode())


def _said(told: str, status: int = 200) -> Response:
    response = Response(told, status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response
