"""Links and cookies of a seat. A link's secret is computed, never stored: nothing to steal, printable again at any time.

secret = HMAC-SHA256(installation secret, contest | seat | version), the first 128 bits, in the link's fragment. A judge's cookie
also carries its device's key: which device holds a seat is looked up at every act (actions/pairing.py).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from typing import cast

from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import select

from contest.access import PUBLIC_SEAT, Actor, Role
from contest.config import Settings
from contest.rules.refusals import Refused
from contest.store import read, structures
from contest.store.database import db
from contest.store.structures import Seat
from contest.store.tables import ContestRow, Organizer, SeatRow

SEAT = re.compile(r"^(judge|scorekeeper|steward|presenter)-([1-9][0-9]{0,3})$")
COOKIE_DAYS = 30
ANYWHERE = "*"
NOT_HOLDING = {"waiting": "device_waiting", "refused": "device_refused", "replaced": "taken_over"}


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


def cookie_value(
    settings: Settings, slug: str, seat: str, version: int, organizer: int | None = None, device: str = ""
) -> str:
    return _signer(settings).dumps([slug, seat, version, organizer, device])


def voter_cookie(settings: Settings) -> str:
    """The name of the cookie that makes this browser one voter."""
    return f"contest_voter_{installation(settings)}"


def actor_of(settings: Settings, cookies: Mapping[str, str], slug: str | None, seat: str) -> Actor:
    """Who holds this seat, by the cookie the browser sent. Raises Refused('sign_in_first'), ('seat_revoked'), or why this
    device does not hold it: ('device_waiting'), ('device_refused'), ('taken_over')."""
    if seat in ("public", "screen"):
        return PUBLIC_SEAT if seat == "public" else Actor("screen")
    told = _opened(_signer(settings), cookies.get(cookie_name(settings, slug or "", seat)))
    if told is None or told[1] != seat or (seat != "organizer" and told[0] != slug):
        raise Refused("sign_in_first")
    if seat == "organizer":
        return _organizer(told)
    if slug is None:
        raise Refused("sign_in_first")
    held = structures.newest(slug).seats.get(seat)
    if held is None:
        raise Refused("not_found", what=seat)
    if held.version != told[2]:
        raise Refused("seat_revoked")
    if held.role == "judge":
        _check_device(held, told[4])
    return holder(held)


def holder(row: SeatRow | Seat) -> Actor:
    """Whoever sits there."""
    return Actor(cast(Role, row.role), row.number, row.name, head=row.role == "judge" and row.head)


def device_key(settings: Settings, cookies: Mapping[str, str], slug: str, seat: str) -> str:
    """The key by which this browser is known at a seat, also where its link was renewed since; a fresh one for a browser that
    is not known there."""
    told = _opened(_signer(settings), cookies.get(cookie_name(settings, slug, seat)))
    known = str(told[4]) if told is not None and told[:2] == [slug, seat] else ""
    return known or secrets.token_hex(16)


def ticket(settings: Settings, cookies: Mapping[str, str], slug: str, seat: str) -> str:
    """What a page takes along to another address of this server, where its cookie does not follow; worth as much as that."""
    told = _opened(_signer(settings), cookies.get(cookie_name(settings, slug, seat)))
    return _signer(settings, "move").dumps(told)


def moved_key(settings: Settings, slug: str, seat: str, version: int, told: str) -> str:
    """The key of the device that brought this ticket. Raises Refused('link_not_valid') for one of another server or seat."""
    opened = _opened(_signer(settings, "move"), told)
    if opened is None or opened[:3] != [slug, seat, version]:
        raise Refused("link_not_valid")
    return str(opened[4]) or secrets.token_hex(16)


def seat_row(contest: ContestRow, seat: str) -> SeatRow:
    """Raises Refused('not_found')."""
    found = SEAT.match(seat)
    if found is None:
        raise Refused("not_found", what=seat)
    return read.seat_row(contest.id, found[1], int(found[2]))


def seat_version(contest: ContestRow, seat: str) -> int:
    """The version a seat's link carries now. Raises Refused('not_found')."""
    return seat_row(contest, seat).version


def _check_device(held: Seat, key: object) -> None:
    """Raises Refused for a device that does not hold the judge's seat. One that no device has taken yet is its cookie's: after
    a restored backup nobody need scan again."""
    state = held.devices.get(str(key))
    if state is not None and state != "bound":
        raise Refused(NOT_HOLDING[state])
    if state is None and "bound" in held.devices.values():
        raise Refused("sign_in_first")


def _organizer(told: list[object]) -> Actor:
    row = db.session.get(Organizer, told[3]) if isinstance(told[3], int) else None
    if row is None or row.version != told[2]:
        raise Refused("sign_in_first")
    return Actor("organizer", None, row.name)


def _opened(signer: URLSafeTimedSerializer, value: str | None) -> list[object] | None:
    if not value:
        return None
    try:
        told = signer.loads(value, max_age=COOKIE_DAYS * 86400)
    except BadData:
        return None
    return told if isinstance(told, list) and len(told) == 5 else None


def _signer(settings: Settings, salt: str = "seat") -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.secret, salt=salt)
