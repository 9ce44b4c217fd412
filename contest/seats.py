"""Links and cookies of a seat. A link's secret is computed, never stored: nothing to steal, printable again at any time.

secret = HMAC-SHA256(installation secret, contest | seat | version), the first 128 bits, in the link's fragment.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping
from typing import cast

from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select

from contest.access import PUBLIC_SEAT, Actor, Role
from contest.config import Settings
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db
from contest.store.tables import ContestRow, Organizer

SEAT = re.compile(r"^(judge|scorekeeper)-([1-9][0-9]{0,3})$")
COOKIE_DAYS = 30
ANYWHERE = "*"


def link_secret(settings: Settings, slug: str, seat: str, version: int) -> str:
    told = f"{slug}|{seat}|{version}".encode()
    digest = hmac.new(settings.secret, told, hashlib.sha256).digest()[:16]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def link_fits(settings: Settings, slug: str, seat: str, version: int, secret: str) -> bool:
    return hmac.compare_digest(link_secret(settings, slug, seat, version).encode(), secret.encode("utf-8", "replace"))


def seat_path(slug: str, seat: str) -> str:
    return f"/c/{slug}/{seat}"


def seat_link(settings: Settings, slug: str, seat: str, version: int) -> str:
    """The path and fragment that pair a browser with a seat; put an address before it."""
    return f"{seat_path(slug, seat)}#{link_secret(settings, slug, seat, version)}"


def has_organizer() -> bool:
    return db.session.scalar(select(Organizer.id)) is not None


def organizer_link(settings: Settings) -> str:
    """Signs the first organizer in, or lets them choose a password when there is none yet."""
    first = db.session.scalar(select(Organizer).order_by(Organizer.id))
    if first is None:
        return f"/first#{link_secret(settings, ANYWHERE, 'first', 0)}"
    return f"/organizer#{link_secret(settings, ANYWHERE, 'organizer', first.version)}"


def installation(settings: Settings) -> str:
    """Tells this installation's cookies from another's on the same host."""
    return hashlib.sha256(b"cookies" + settings.secret).hexdigest()[:8]


def cookie_name(settings: Settings, slug: str, seat: str) -> str:
    place = "" if seat == "organizer" else f"_{slug}"
    return f"contest_{installation(settings)}{place}_{seat}"


def cookie_value(settings: Settings, slug: str, seat: str, version: int, organizer: int | None = None) -> str:
    return _signer(settings).dumps([slug, seat, version, organizer])


def actor_of(settings: Settings, cookies: Mapping[str, str], slug: str | None, seat: str) -> Actor:
    """Who holds this seat, by the cookie the browser sent. Raises Refused('sign_in_first' or 'seat_revoked')."""
    if seat in ("public", "screen"):
        return PUBLIC_SEAT if seat == "public" else Actor("screen")
    told = _opened(settings, cookies.get(cookie_name(settings, slug or "", seat)))
    if told is None or told[1] != seat or (seat != "organizer" and told[0] != slug):
        raise Refused("sign_in_first")
    if seat == "organizer":
        return _organizer(told)
    found = SEAT.match(seat)
    if found is None or slug is None:
        raise Refused("sign_in_first")
    row = read.seat_row(read.contest_row(slug).id, found[1], int(found[2]))
    if row.version != told[2]:
        raise Refused("seat_revoked")
    return Actor(cast(Role, row.role), row.number, row.name, head=row.role == "judge" and row.head)


def seat_version(contest: ContestRow, seat: str) -> int:
    """The version a seat's link carries now. Raises Refused('not_found')."""
    found = SEAT.match(seat)
    if found is None:
        raise Refused("not_found", what=seat)
    return read.seat_row(contest.id, found[1], int(found[2])).version


def _organizer(told: list[object]) -> Actor:
    row = db.session.get(Organizer, told[3]) if isinstance(told[3], int) else None
    if row is None or row.version != told[2]:
        raise Refused("sign_in_first")
    return Actor("organizer", None, row.name)


def _opened(settings: Settings, value: str | None) -> list[object] | None:
    if not value:
        return None
    try:
        told = _signer(settings).loads(value, max_age=COOKIE_DAYS * 86400)
    except BadData:
        return None
    return told if isinstance(told, list) and len(told) == 4 else None


def _signer(settings: Settings) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.secret, salt="seat")
