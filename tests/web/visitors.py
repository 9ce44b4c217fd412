"""A browser as the server sees it: its own cookie jar and address, forms with their token, links exchanged for cookies."""

from __future__ import annotations

import itertools
import re
from contextvars import Context
from typing import Any

from sqlalchemy import select
from werkzeug.test import TestResponse

from contest import seats
from contest.store import read
from contest.store.database import db
from contest.store.tables import Organizer
from tests.halls import Hall

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
_addresses = itertools.count(1)


class Visitor:
    """Requests run outside the test's own app context, so that each has a database session and a language of its own."""

    def __init__(self, hall: Hall) -> None:
        self.hall = hall
        self.client = hall.app.test_client()
        number = next(_addresses)
        self.address = f"10.{number // 65536}.{number // 256 % 256}.{number % 256}"  # limits are kept per address

    def open(self, path: str, method: str = "GET", **options: Any) -> TestResponse:
        asked = {"environ_base": {"REMOTE_ADDR": self.address}, "method": method, **options}
        answer: TestResponse = Context().run(lambda: self.client.open(path, **asked))
        db.session.rollback()  # the test's own session sees what the request committed
        return answer

    get = open

    def token(self) -> str:
        found = TOKEN.search(self.get("/sign-in").text)
        assert found is not None
        return found[1]

    def post(self, path: str, data: dict[str, Any] | None = None, json: Any = None, **options: Any) -> TestResponse:
        """With this browser's token, as our own pages send it."""
        told: dict[str, Any] = {"json": json} if json is not None else {"data": data or {}}
        return self.open(path, "POST", headers={"X-CSRFToken": self.token(), **options.pop("headers", {})}, **told, **options)

    def pair(self, seat: str, secret: str | None = None, slug: str | None = None) -> TestResponse:
        """Exchange a link; the seat's own unless another secret is given."""
        slug = slug or self.hall.slug
        return self.post(f"/c/{slug}/{seat}/pair", json={"secret": secret or secret_of(self.hall, seat, slug)})

    def sign_in(self) -> TestResponse:
        """As the organizer, by the link from the server's own terminal."""
        if db.session.scalar(select(Organizer)) is None:
            db.session.add(Organizer(name="Lan", password="never a hash", version=1))
            db.session.commit()
        secret = seats.organizer_link(self.hall.parts.settings).split("#")[1]
        return self.post("/organizer", json={"secret": secret})

    def cookies(self) -> str:
        """This browser's jar as a Cookie header, for its sockets."""
        return "; ".join(f"{one.key}={one.value}" for one in self.client._cookies.values())


def secret_of(hall: Hall, seat: str, slug: str | None = None) -> str:
    """What the seat's link carries now."""
    db.session.rollback()
    place = slug or hall.slug
    version = seats.seat_version(read.contest_row(place), seat)
    return seats.link_secret(hall.parts.settings, place, seat, version)
