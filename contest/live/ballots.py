"""The audience's vote over the socket: the shapes of its commands, and by which name a connection's vote counts."""

from __future__ import annotations

from typing import Annotated, Any

from flask import request
from pydantic import Field, StringConstraints

from contest import seats, tickets
from contest.config import Settings
from contest.live.connections import Connection
from contest.live.payloads import Line, Payload, Revision
from contest.store import ballots, read

Code = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class OneBallot(Payload):
    base: Revision


class OpenBallot(Payload):
    base: Revision
    reason: Line = ""


class Vote(Payload):
    ticket: Code | None
    entry: Annotated[int, Field(ge=1, le=9999)]


def as_voter(settings: Settings, here: Connection, fields: dict[str, Any]) -> dict[str, Any]:
    """The vote of whoever holds that card, or of this browser where the ballot goes by devices."""
    ballot = ballots.the_ballot(read.contest_row(here.slug).id)
    told = tickets.Told(fields["ticket"], here.cookies.get(seats.voter_cookie(settings)), here.sid, request.remote_addr or "?")
    return {"voter": tickets.voter_of(settings.secret, here.slug, ballot, told), "entry": fields["entry"]}
