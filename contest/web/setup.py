"""Set-up pages and their form POSTs."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("setup", __name__)
