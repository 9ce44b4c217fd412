"""How often one address may try what is worth guessing, and how much may be sent. The venue shares an address: be generous."""

from __future__ import annotations

from flask import request
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from contest.rules.photos import MOST_BYTES
from contest.rules.refusals import Refused
from contest.tries import Tries

# page -> how many bytes may come to it, where that is more than to any other
LARGER = {"photos.take": MOST_BYTES, "intake.read_photo": MOST_BYTES}

tries = Tries(FixedWindowRateLimiter)


def limit(what: str, per_minute: int) -> None:
    """Raises Refused('too_many_requests'). Keyed on the true peer, whatever its headers say."""
    if not tries.hit(RateLimitItemPerMinute(per_minute), what, request.remote_addr or "?"):
        raise Refused("too_many_requests")
