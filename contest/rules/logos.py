"""Logos of a contest and of its sponsors: what may be sent, how many there are, how large they become."""

from __future__ import annotations

from contest.rules.photos import is_picture
from contest.rules.refusals import Refused

WHOSE = ("own", "sponsor")
MOST_BYTES = 2 * 1024 * 1024
MOST_SPONSORS = 8
SIZE = 800  # the longer side, in pixels; never larger than what came


def check_file(content: bytes) -> None:
    """Raises Refused('logo_too_large') and ('logo_kind') for what is not a JPEG, PNG or WebP by its first bytes."""
    if len(content) > MOST_BYTES:
        raise Refused("logo_too_large", most=MOST_BYTES // 1024 // 1024)
    if not is_picture(content):
        raise Refused("logo_kind")
