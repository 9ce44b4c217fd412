"""Voting cards and devices: which code is on which card, and by what name a voter is known to the ballot.

A card's code is computed, never stored, as links are: printable again at any time, nothing to steal. Twelve letters of 54 bits
and one that checks them, so that a slip of the finger is told from a guess. The alphabet has no two that look alike in print and
no vowel, D or W, which a Vietnamese keyboard would turn into other letters.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from functools import lru_cache

from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from contest.rules.refusals import Refused
from contest.store.ballot_tables import BallotRow
from contest.tries import Tries

ALPHABET = "23456789BCFHJKLMNPQRTVX"  # 23, a prime: the check finds every wrong letter and every two that changed places
LETTERS = 12
LOOK_ALIKE = str.maketrans("1IZSG", "LL256")
DEVICE_KEY = re.compile(r"[0-9a-f]{32}")
SLIPS = RateLimitItemPerMinute(20)  # of one connection or page
GUESSES = RateLimitItemPerMinute(5)
SLIPS_HERE = RateLimitItemPerMinute(300)  # of one address, which a whole hall may share
GUESSES_HERE = RateLimitItemPerMinute(60)

tries = Tries(MovingWindowRateLimiter)


def ticket_code(secret: bytes, slug: str, number: int) -> str:
    """What stands on card `number`, without the gaps."""
    digest = hmac.new(secret, f"ticket|{slug}|{number}".encode(), hashlib.sha256).digest()
    value, found = int.from_bytes(digest[:16], "big"), []
    for _ in range(LETTERS):
        value, at = divmod(value, len(ALPHABET))
        found.append(at)
    return "".join(ALPHABET[at] for at in (*found, _check(found)))


def written(code: str) -> str:
    """A code as it is printed: in groups that the eye can hold."""
    return f"{code[:4]}-{code[4:8]}-{code[8:]}"


@dataclass(frozen=True)
class Told:
    """What came with a vote: a card's code as it was typed or read, this browser's key, and where it came from."""

    ticket: str | None
    device: str | None
    connection: str
    address: str


def voter_of(secret: bytes, slug: str, ballot: BallotRow, told: Told) -> str:
    """By what name this vote counts. Raises what ticket_voter refuses, and Refused('ticket_needed')."""
    if told.ticket and ballot.by_ticket:
        return ticket_voter(secret, slug, ballot.tickets, told)
    if not ballot.by_device or told.device is None or not DEVICE_KEY.fullmatch(told.device):
        raise Refused("ticket_needed")
    return _voter(secret, f"device|{slug}|{told.device}")


def ticket_voter(secret: bytes, slug: str, tickets: int, told: Told) -> str:
    """The voter who holds the card with this code; a reader makes of the QR code an address that ends in it.

    Raises Refused('ticket_mistyped') for a slip, ('ticket_unknown') for a code on no card, ('too_many_requests') from whoever
    tries often.
    """
    limits = _limits(told.connection, told.address)
    if not all(tries.test(limit, *who) for limit, who in limits):
        raise Refused("too_many_requests")
    code = _read(told.ticket or "")
    is_slip = not _checks(code)
    if not is_slip and code in _codes(secret, slug, tickets):
        return _voter(secret, f"ticket|{slug}|{code}")
    for limit, who in limits:
        if is_slip == (limit in (SLIPS, SLIPS_HERE)):
            tries.hit(limit, *who)
    raise Refused("ticket_mistyped" if is_slip else "ticket_unknown")


def _limits(where: str, address: str) -> list[tuple[RateLimitItemPerMinute, tuple[str, str]]]:
    here, there = ("connection", where), ("address", address)
    return [(SLIPS, here), (GUESSES, here), (SLIPS_HERE, there), (GUESSES_HERE, there)]


def _read(text: str) -> str:
    """The code alone, in capitals, whatever stands between its letters or before it in an address."""
    told = text.rsplit("=", 1)[-1].upper().translate(LOOK_ALIKE)
    return re.sub(r"[\s\-–.]+", "", told)


def _check(letters: list[int]) -> int:
    """The last letter: all thirteen, each times its place, add up to a multiple of 23."""
    weighed = sum(at * place for place, at in enumerate(letters, 1))
    return -weighed * pow(LETTERS + 1, -1, len(ALPHABET)) % len(ALPHABET)


def _checks(code: str) -> bool:
    found = [ALPHABET.find(letter) for letter in code]
    return len(found) == LETTERS + 1 and min(found) >= 0 and found[-1] == _check(found[:-1])


@lru_cache(maxsize=16)
def _codes(secret: bytes, slug: str, tickets: int) -> frozenset[str]:
    return frozenset(ticket_code(secret, slug, number) for number in range(1, tickets + 1))


def _voter(secret: bytes, told: str) -> str:
    return hmac.new(secret, f"voter|{told}".encode(), hashlib.sha256).hexdigest()[:32]
