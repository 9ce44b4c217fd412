"""A thousand cards vote over the socket while judges score: replayed, doubled, changed, mistyped, guessed, late.

Exactly the valid votes count, and nobody outside is told that one came.
"""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from contest import access, tickets
from contest.actions import ballots
from contest.store import ballots as box
from tests.halls import Hall
from tests.live.asking import Connect

CARDS = 1000
EACH = 10  # votes of one connection
ASKED = {"title": "Bông hoa bạn yêu nhất", "round": None, "by_ticket": True, "by_device": False, "prize": None, "share": None}
_ids = (f"{number:032x}" for number in range(1, 10**6))


@pytest.fixture
def hall(hall: Hall) -> Hall:
    hall.act(ballots.change_ballot, **ASKED)
    hall.act(ballots.make_tickets, count=CARDS)
    hall.act(ballots.open_ballot, base=2)
    return hall


def _code(hall: Hall, card: int, slug: str | None = None) -> str:
    return tickets.ticket_code(hall.parts.settings.secret, slug or hall.slug, card)


def _vote(client: Any, code: str | None, entry: int, op_id: str | None = None) -> dict[str, Any]:
    told = {"op_id": op_id or next(_ids), "ticket": code, "entry": entry}
    ack: dict[str, Any] = client.emit("cast_vote", told, callback=True)
    return ack


def _refused(ack: dict[str, Any]) -> str:
    assert ack["ok"] is False
    assert ack["message"]
    code: str = ack["refused"]["code"]
    return code


def test_of_a_thousand_cards_exactly_the_valid_votes_count(connect: Connect, hall: Hall) -> None:
    wanted = {1: 0, 2: 0, 3: 0}
    for start in range(1, CARDS + 1, EACH):
        phone = connect("public")
        for card in range(start, start + EACH):
            entry, code, op_id = card % 3 + 1, _code(hall, card), next(_ids)
            first = _vote(phone, tickets.written(code).lower(), entry, op_id)
            assert first == {"ok": True, "op_id": op_id}
            if card % 5 == 0:  # the answer was lost: the same again
                assert _vote(phone, tickets.written(code).lower(), entry, op_id) == first
            if card % 7 == 0:  # thought better of it
                entry = entry % 3 + 1
                assert _vote(phone, code, entry)["ok"]
            if card % 11 == 0:  # twice from another place
                assert _vote(connect("public"), code, entry)["ok"]
            wanted[entry] += 1
        phone.disconnect()
        if start % 100 == 1:
            hall.enter(1, 1, 1, str(10 + start // 100), base=start // 100)
    assert box.cast(hall.row.id) == wanted
    _nobody_else(connect, hall)
    hall.act(ballots.close_ballot, base=3)
    assert _refused(_vote(connect("public"), _code(hall, 1), 2)) == "ballot_closed"
    assert dict(hall.topic("ballot_box", "staff")["counts"]) == wanted


def _nobody_else(connect: Connect, hall: Hall) -> None:
    """Whatever comes without a card of this vote is refused in words."""
    code = _code(hall, 4)
    slip = ("2" if code[5] != "2" else "3").join((code[:5], code[6:]))
    assert _refused(_vote(connect("public"), slip, 1)) == "ticket_mistyped"
    for other in (_code(hall, CARDS + 1), _code(hall, 1, "hoi-khac")):
        assert _refused(_vote(connect("public"), other, 1)) == "ticket_unknown"
    assert _refused(_vote(connect("public"), None, 1)) == "ticket_needed"
    assert _refused(_vote(connect("public"), code, 9)) == "not_on_ballot"
    for seat in ("judge-1", "scorekeeper-1", "screen"):
        assert _refused(_vote(connect(seat), code, 1)) == "not_allowed"


def test_whoever_guesses_is_stopped_and_their_card_then_too(connect: Connect, hall: Hall) -> None:
    phone = connect("public")
    told = [_refused(_vote(phone, _code(hall, CARDS + number), 1)) for number in range(1, 8)]
    assert told == ["ticket_unknown"] * 5 + ["too_many_requests"] * 2
    assert _refused(_vote(phone, _code(hall, 1), 1)) == "too_many_requests"
    assert _vote(connect("public"), _code(hall, 1), 1)["ok"]  # a neighbour on the same Wi-Fi


def test_slips_of_the_finger_are_not_taken_for_guesses(connect: Connect, hall: Hall) -> None:
    phone = connect("public")
    for _ in range(10):
        assert _refused(_vote(phone, "2345-6789-BCFHJ", 1)) == "ticket_mistyped"
    assert _vote(phone, _code(hall, 1), 1)["ok"]


def test_a_watcher_hears_nothing_of_votes(connect: Connect, hall: Hall) -> None:
    watching = connect("public")
    names = [topic for topic, roles in access.TOPICS.items() if "public" in roles]
    assert watching.emit("watch", {"topics": names}, callback=True)["ok"]
    hall.parts.socketio.sleep(0.3)
    watching.get_received()
    phone = connect("public")
    for card in range(1, 11):
        assert _vote(phone, _code(hall, card), 1)["ok"]
    hall.parts.socketio.sleep(0.3)
    assert watching.get_received() == []


def test_a_device_votes_once_by_the_key_in_its_cookie(connect: Connect, hall: Hall) -> None:
    secret, key = hall.parts.settings.secret, secrets.token_hex(16)
    ballot = box.the_ballot(hall.row.id)
    ballot.by_device = True
    voters = {
        tickets.voter_of(secret, hall.slug, ballot, tickets.Told(None, key, "x", "y")),
        tickets.voter_of(secret, hall.slug, ballot, tickets.Told("", key, "z", "y")),
        tickets.voter_of(secret, hall.slug, ballot, tickets.Told(_code(hall, 1), key, "x", "y")),
    }
    assert len(voters) == 2
    assert not {key, _code(hall, 1)} & voters
