"""The wire against a started eventlet server, by python-socketio's own client: what the in-process tests say holds for real."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest
import websocket

from contest import access, seats
from tests.live.visitors import LiveHall, Wire, live_hall

pytestmark = pytest.mark.server
ALL = ("public", "screen", "judge-1", "scorekeeper-1", "organizer")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    with live_hall(tmp_path_factory.mktemp("data")) as hall:
        yield hall


@pytest.fixture
def hall(started: LiveHall) -> Iterator[LiveHall]:
    said = len(started.server.log())
    yield started
    started.hang_up()
    assert "Traceback" not in started.server.log()[said:]


def _blank(wire: Wire, entry: int) -> int:
    """The revision of the judge's score for the entry's first criterion."""
    sheets = wire.watch("scoresheets")["sheets"]
    found: int = next(one for one in sheets if one["entry"] == entry)["scores"].get("1", {"revision": 0})["revision"]
    return found


def _value(body: dict[str, Any], entry: int) -> str | None:
    scores = next(one for one in body["sheets"] if one["entry"] == entry)["scores"]
    found: str | None = scores.get("1", {}).get("value")
    return found


@pytest.mark.parametrize("seat", ALL)
def test_a_seat_connects_with_its_cookie_only(hall: LiveHall, seat: str) -> None:
    assert hall.wire(seat).is_connected
    stranger = hall.wire(seat, cookies="")
    assert stranger.is_connected == (seat in ("public", "screen"))
    if not stranger.is_connected:
        assert stranger.refused["code"] == "sign_in_first"


def test_a_contest_that_is_not_there_is_refused_in_words(hall: LiveHall) -> None:
    refused = hall.wire("public", contest="nowhere").refused
    assert refused == {"code": "not_found", "message": "There is no such thing in this contest."}


@pytest.mark.parametrize("seat", ALL)
def test_every_topic_is_given_to_the_roles_of_the_table_only(hall: LiveHall, seat: str) -> None:
    wire, role = hall.wire(seat), seat.split("-")[0]
    for topic, roles in access.TOPICS.items():
        ack = wire.ask("watch", {"topics": [topic]})
        assert ack["ok"] == (role in roles), topic
        if not ack["ok"]:
            assert ack["refused"]["code"] == "not_allowed"


def test_a_score_is_acked_and_told_to_the_judge_and_the_desk(hall: LiveHall) -> None:
    judge, desk = hall.wire("judge-1"), hall.wire("scorekeeper-1")
    desk.watch("scoresheets")
    base = _blank(judge, 1)
    ack = judge.command("enter_score", round=1, entry=1, criterion=1, value="18", base=base)
    assert ack["score"] == {"value": "18", "revision": base + 1}
    assert judge.hears("scoresheets", lambda told: _value(told["body"], 1) == "18")
    assert desk.hears("scoresheets", lambda told: told["body"]["rows"][0]["cells"][0]["entered"] == 1)


def test_the_same_operation_is_done_once_and_answered_alike(hall: LiveHall) -> None:
    judge, other = hall.wire("judge-1"), hall.wire("judge-2")
    told = {"op_id": secrets.token_hex(16), "round": 1, "entry": 2, "criterion": 1, "value": "11", "base": _blank(judge, 2)}
    first = judge.ask("enter_score", told)
    assert first["ok"]
    assert judge.ask("enter_score", told) == first
    assert hall.wire("judge-1").ask("enter_score", told) == first  # also on a new connection
    for wire, payload in ((judge, {**told, "value": "12"}), (other, told)):
        assert wire.ask("enter_score", payload)["refused"]["code"] == "operation_reused"


def test_nobody_acts_for_another_seat(hall: LiveHall) -> None:
    """A payload that names its own judge is no payload."""
    ack = hall.wire("judge-1").command("enter_score", round=1, entry=1, criterion=1, value="1", base=0, judge=2)
    assert ack["refused"]["code"] == "bad_request"


def test_a_live_curtain_tells_the_public_and_a_frozen_one_does_not(hall: LiveHall) -> None:
    organizer, public, judge = hall.wire("organizer"), hall.wire("public"), hall.wire("judge-2")
    base = organizer.watch("contest")["revision_of_curtain"]
    public.watch("standings")
    assert organizer.command("set_curtain", curtain="live", base=base)["ok"]
    assert public.hears("standings", lambda told: told["body"]["curtain"] == "live")
    assert organizer.command("set_curtain", curtain="frozen", base=base + 1)["ok"]
    assert public.hears("standings", lambda told: told["body"]["curtain"] == "frozen")
    time.sleep(0.3)  # three rounds of telling
    public.events.clear()
    assert judge.command("enter_score", round=1, entry=3, criterion=1, value="9", base=_blank(judge, 3))["ok"]
    time.sleep(0.5)
    assert not [name for name, _ in public.events if name == "standings"]


def test_every_watcher_ends_with_the_newest_state(hall: LiveHall) -> None:
    """Watching in the middle of a burst of changes loses none of them."""
    judge = hall.wire("judge-3")
    base, desks = _blank(judge, 3), []
    for value in range(1, 11):
        ack = judge.command("enter_score", round=1, entry=3, criterion=1, value=str(value), base=base)
        base = ack["score"]["revision"]
        desks.append(hall.wire("scorekeeper-1"))
        desks[-1].watch("scoresheets")
    fresh = hall.wire("scorekeeper-1").watch("scoresheets")
    for desk in desks:
        assert desk.hears("scoresheets", lambda told: told["body"] == fresh)


def test_presence_and_the_clock_are_told(hall: LiveHall) -> None:
    desk = hall.wire("scorekeeper-1")
    assert not desk.watch("presence")["judges"][2]["connected"]
    judge = hall.wire("judge-3")
    assert desk.hears("presence", lambda told: told["body"]["judges"][2]["connected"])
    judge.close()
    desk.events.clear()
    assert desk.hears("presence", lambda told: not told["body"]["judges"][2]["connected"])
    assert abs(desk.ask("read_clock", {})["now"] - time.time() * 1000) < 1000


def test_a_renewed_link_ends_the_seats_connection(hall: LiveHall) -> None:
    judge, other = hall.wire("judge-3"), hall.wire("judge-2")
    old = hall.secret("judge-3")
    assert hall.wire("organizer").command("renew_link", seat="judge-3")["ok"]
    assert judge.hears("seat_revoked", lambda told: told["code"] == "seat_revoked")
    assert judge.ends()
    assert other.is_connected
    assert hall.wire("judge-3").refused["code"] == "seat_revoked"
    assert hall.pair("judge-3", old).status_code == 403
    assert hall.pair("judge-3").ok
    assert hall.wire("judge-3").is_connected


@pytest.mark.parametrize(
    ("origin", "host", "taken"),
    [
        (None, None, True),
        ("http://127.0.0.1:{port}", None, True),
        ("http://localhost:{port}", "localhost:{port}", True),
        ("http://evil.example", None, False),
        ("http://127.0.0.1:1", None, False),
        ("http://127.0.0.1", None, False),
        ("https://127.0.0.1:{port}.evil.example", None, False),
        ("null", None, False),
        ("file://", None, False),
        ("http://evil.example:{port}", "evil.example:{port}", False),
        ("http://[::1]:{port}", None, False),
        ("http://127.0.0.1:{port}@evil.example", None, False),
        ("http://127.0.0.1:x", None, False),
        ("http://[bad", None, False),
    ],
)
def test_only_our_own_pages_may_open_a_socket(hall: LiveHall, origin: str | None, host: str | None, taken: bool) -> None:
    port = hall.server.port
    told = {"origin": origin.format(port=port)} if origin else {"suppress_origin": True}
    if host:
        told["host"] = host.format(port=port)
    url = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
    if not taken:
        with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
            websocket.create_connection(url, timeout=5, cookie=hall.cookies, **told)
        assert refusal.value.status_code == 400
        return
    line = websocket.create_connection(url, timeout=5, cookie=hall.cookies, **told)
    assert line.recv().startswith("0{")
    line.close()


def test_only_websockets_are_spoken(hall: LiveHall) -> None:
    answer = hall.jar.get(f"{hall.server.url}/socket.io/?EIO=4&transport=polling")
    assert answer.status_code == 400


def test_the_log_and_the_database_hold_no_secret(hall: LiveHall) -> None:
    told = [hall.server.log().encode(), *(path.read_bytes() for path in hall.server.data.glob("contest.db*"))]
    known = [hall.secret("judge-1"), hall.settings.secret.hex()]
    known.append(seats.link_secret(hall.settings, seats.ANYWHERE, "first", 0))
    for secret in known:
        assert not [one for one in told if secret.encode() in one and not _is_own_invitation(one, secret)]


def _is_own_invitation(log: bytes, secret: str) -> bool:
    """The terminal says the set-up link once, by intention, before it was used."""
    return re.search(rb"/first#" + re.escape(secret.encode()), log) is not None
