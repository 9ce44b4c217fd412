"""Who holds a seat: the first device that opens its link, another only by the organizer's word; a PIN beside the link; a ticket
that follows a page to another address."""

from __future__ import annotations

import re
import secrets
import threading
from typing import Any

import pytest
from flask_socketio.test_client import SocketIOTestClient
from werkzeug.security import check_password_hash

from contest import devices, seats
from contest.access import Actor
from contest.actions import pairing, panel
from contest.store import read
from tests.halls import Hall, open_hall, renew
from tests.web.visitors import Visitor, secret_of

IPAD = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15"
ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-T510) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"


def _socket(visitor: Visitor, seat: str = "judge-1") -> SocketIOTestClient:
    told = {"contest": visitor.hall.slug, "seat": seat}
    return visitor.hall.parts.socketio.test_client(visitor.hall.app, auth=told, headers={"Cookie": visitor.cookies()})


def _standing(visitor: Visitor, seat: str = "judge-1") -> str:
    told: str = visitor.get(f"/c/{visitor.hall.slug}/{seat}/standing").json["standing"]
    return told


def _devices(hall: Hall, judge: int = 1) -> dict[int, str]:
    return {row.number: row.state for row in read.device_rows(hall.row.id, judge)}


def _pair(visitor: Visitor, agent: str = ANDROID, **told: Any) -> Any:
    body = {"secret": secret_of(visitor.hall, "judge-1"), **told}
    return visitor.post(f"/c/{visitor.hall.slug}/judge-1/pair", json=body, headers={"User-Agent": agent})


def _score(client: SocketIOTestClient, criterion: int = 1) -> dict[str, Any]:
    told = {"op_id": secrets.token_hex(16), "round": 1, "entry": 1, "criterion": criterion, "value": "15", "base": 0}
    answer: dict[str, Any] = client.emit("enter_score", told, callback=True)
    return answer


@pytest.fixture
def two(hall: Hall) -> tuple[Visitor, Visitor]:
    """The device that opened judge 1's link first, and one that opened it after."""
    first, second = Visitor(hall), Visitor(hall)
    assert _pair(first).status_code == _pair(second, IPAD, touches="yes").status_code == 200
    return first, second


def test_the_first_device_holds_the_seat_and_the_second_waits(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    assert (_standing(first), _standing(second)) == ("open", "device_waiting")
    assert '"device_waiting"' in second.get(f"/c/{hall.slug}/judge-1").text
    assert _socket(first).is_connected()
    assert not _socket(second).is_connected()
    told = hall.parts.latest.reports["presence"](hall.slug)
    assert [one["device"] for one in told["judges"]] == ["SM-T510 · Chrome", None, None]
    assert [(one["judge"], one["device"]) for one in told["asking"]] == [(1, "iPad · Safari")]


def test_the_organizers_yes_hands_the_seat_over_at_once(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    socket = _socket(first)
    assert _score(socket)["ok"]
    hall.act(pairing.admit_device, judge=1, device=2)
    assert not socket.is_connected()
    assert (_standing(first), _standing(second)) == ("taken_over", "open")
    assert not _socket(first).is_connected()
    spare = _socket(second)
    told = spare.emit("watch", {"topics": ["scoresheets"]}, callback=True)["topics"]["scoresheets"]["body"]
    assert told["sheets"][0]["scores"]["1"] == {"value": "15", "revision": 1}
    assert _score(spare, criterion=2)["ok"]


def test_a_device_that_lost_its_seat_can_do_nothing_even_on_a_line_that_is_still_open(
    hall: Hall, two: tuple[Visitor, Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every act asks anew; closing the socket is only the polite way."""
    socket = _socket(two[0])
    monkeypatch.setattr(hall.parts.socketio.server, "disconnect", lambda sid: None)
    hall.act(pairing.admit_device, judge=1, device=2)
    ack = _score(socket)
    assert (ack["ok"], ack["refused"]["code"]) == (False, "taken_over")
    assert not read.sheet_rows(hall.row.id)


def test_the_organizers_no_leaves_the_first_where_it_is(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    hall.act(pairing.turn_device_away, judge=1, device=2)
    assert (_standing(first), _standing(second)) == ("open", "device_refused")
    assert _pair(second).status_code == 200  # it may ask once more
    assert _devices(hall) == {1: "bound", 2: "waiting"}


def test_a_seat_goes_back_to_its_first_device_the_same_way(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    hall.act(pairing.admit_device, judge=1, device=2)
    _pair(first)
    assert (_standing(first), _standing(second)) == ("device_waiting", "open")
    hall.act(pairing.admit_device, judge=1, device=1)
    assert (_standing(first), _standing(second)) == ("open", "taken_over")


def test_two_devices_with_one_score_are_told_both_values_and_nothing_is_merged(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    held = {"op_id": secrets.token_hex(16), "round": 1, "entry": 1, "criterion": 1, "value": "12", "base": 0}
    hall.act(pairing.admit_device, judge=1, device=2)
    assert _score(_socket(second))["score"] == {"value": "15", "revision": 1}
    _pair(first)
    hall.act(pairing.admit_device, judge=1, device=1)
    refused = _socket(first).emit("enter_score", held, callback=True)["refused"]
    assert refused == {"code": "score_stale", "details": {"mine": "12", "theirs": "15", "revision": 1}}
    [score] = read.score_rows(hall.row.id)
    assert (str(score.value), score.revision) == ("15", 1)


def test_two_tabs_and_the_same_link_again_are_one_device(hall: Hall) -> None:
    visitor = Visitor(hall)
    _pair(visitor)
    one, other = _socket(visitor), _socket(visitor)
    before = hall.row.revision
    _pair(visitor)
    assert hall.row.revision == before
    assert one.is_connected()
    assert other.is_connected()
    assert _devices(hall) == {1: "bound"}


def test_only_a_waiting_device_can_be_answered(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    for judge, device in ((1, 1), (2, 2), (1, 9)):
        for action in (pairing.admit_device, pairing.turn_device_away):
            assert hall.refusal(action, judge=judge, device=device) == "not_found"
    assert hall.refusal(pairing.admit_device, Actor("judge", 1), judge=1, device=2) == "not_allowed"


def test_so_many_devices_may_wait_and_no_more(hall: Hall) -> None:
    visitors = [Visitor(hall) for _ in range(pairing.MOST_ASKING + 3)]
    for visitor in visitors:
        _pair(visitor)
    states = list(_devices(hall).values())
    assert (states.count("bound"), states.count("waiting")) == (1, pairing.MOST_ASKING)
    assert [_standing(one) for one in visitors[1:3]] == ["sign_in_first"] * 2
    assert _standing(visitors[-1]) == "device_waiting"


def test_a_new_link_frees_the_seat_for_whoever_opens_it_first(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    renew(hall, "judge-1")
    assert {_standing(first), _standing(second)} == {"seat_revoked"}
    assert _devices(hall) == {}
    _pair(second)
    assert _standing(second) == "open"


def test_a_removed_judges_devices_are_forgotten(hall: Hall) -> None:
    Visitor(hall).pair("judge-3")
    hall.act(panel.remove_judge, judge=3)
    assert _devices(hall, 3) == {}


def test_the_device_is_known_after_a_restart(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    settings, (first, second) = hall.parts.settings, two
    cookies = [{one.key: one.value for one in visitor.client._cookies.values()} for visitor in (first, second)]
    with open_hall(settings.data, opened=False) as again:
        assert again.parts.settings.secret == settings.secret
        assert seats.actor_of(settings, cookies[0], hall.slug, "judge-1").number == 1
        with pytest.raises(Exception, match="device_waiting"):
            seats.actor_of(settings, cookies[1], hall.slug, "judge-1")


def test_scorekeepers_may_use_several_devices(hall: Hall) -> None:
    one, other = Visitor(hall), Visitor(hall)
    for visitor in (one, other):
        visitor.pair("scorekeeper-1")
        assert _standing(visitor, "scorekeeper-1") == "open"


def test_a_forged_key_in_an_unsigned_cookie_opens_nothing(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    key = read.device_rows(hall.row.id, 1)[0].key
    name = seats.cookie_name(hall.parts.settings, hall.slug, "judge-1")
    thief = Visitor(hall)
    thief.client.set_cookie(name, key)
    assert _standing(thief) == "sign_in_first"


# ---- a PIN beside the link
@pytest.fixture
def pin(hall: Hall) -> str:
    """Judge 1's, as the organizer read it from the desk."""
    organizer = Visitor(hall)
    organizer.sign_in()
    told: str = organizer.post(f"/c/{hall.slug}/setup/links/pin", json={"seat": "judge-1"}).json["pin"]
    return told


def _wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10**6:06}"


def test_a_pin_is_asked_beside_its_link_only(hall: Hall, pin: str) -> None:
    visitor = Visitor(hall)
    assert re.fullmatch("[0-9]{6}", pin)
    asked = _pair(visitor)
    assert (asked.status_code, asked.json["refused"]["code"]) == (403, "pin_needed")
    assert _pair(visitor, secret="wrong", pin=pin).json["refused"]["code"] == "link_not_valid"
    assert _standing(visitor) == "sign_in_first"
    assert _pair(visitor, pin=pin).status_code == 200
    assert _standing(visitor) == "open"
    assert visitor.pair("judge-2").status_code == 200


def test_what_is_no_pin_is_no_try(hall: Hall, pin: str) -> None:
    visitor = Visitor(hall)
    for odd in ("", "12345", "1234567", "12345x", "１２３４５６", [pin], None, 123456, " " + pin):
        assert _pair(visitor, pin=odd).json["refused"]["code"] == "pin_needed", odd
    assert seats.seat_row(hall.row, "judge-1").pin_misses == 0


def test_ten_wrong_tries_lock_the_seat_for_the_right_one_too(hall: Hall, pin: str) -> None:
    lefts = [_pair(Visitor(hall), pin=_wrong(pin)).json["refused"] for _ in range(10)]
    assert [one["details"].get("left") for one in lefts] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert [one["code"] for one in lefts] == ["pin_wrong"] * 9 + ["pin_locked"]
    assert _pair(Visitor(hall), pin=pin).json["refused"]["code"] == "pin_locked"
    assert Visitor(hall).pair("judge-2").status_code == 200  # nobody else is locked out
    assert hall.parts.latest.reports["presence"](hall.slug)["locked"] == ["judge-1"]
    assert hall.refusal(pairing.unlock_pin, Actor("judge", 1), seat="judge-1") == "not_allowed"
    hall.act(pairing.unlock_pin, seat="judge-1")
    assert _pair(Visitor(hall), pin=pin).status_code == 200


def test_tries_that_come_all_at_once_are_counted_one_by_one(hall: Hall, pin: str) -> None:
    visitors = [Visitor(hall) for _ in range(16)]
    codes: list[str] = []
    threads = [threading.Thread(target=lambda one=one: codes.append(_pair_apart(one, _wrong(pin)))) for one in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == ["pin_locked"] * 7 + ["pin_wrong"] * 9
    assert seats.seat_row(hall.row, "judge-1").pin_misses == pairing.PIN_TRIES


def _pair_apart(visitor: Visitor, pin: str) -> str:
    with visitor.hall.app.app_context():
        code: str = _pair(visitor, pin=pin).json["refused"]["code"]
        return code


def test_a_pin_is_kept_as_a_slow_hash_and_stands_nowhere_else(hall: Hall, pin: str, caplog: pytest.LogCaptureFixture) -> None:
    stored = seats.seat_row(hall.row, "judge-1").pin
    assert stored is not None
    assert stored.startswith("scrypt:")
    assert check_password_hash(stored, pin)
    organizer = Visitor(hall)
    organizer.sign_in()
    pages = [organizer.get(f"/c/{hall.slug}/{path}").text for path in ("links", "setup/judges", "log", "export", "link/judge-1")]
    assert not [page for page in pages if pin in re.sub(r"[0-9a-f]{32,}|[0-9]{7,}", "", page)]
    assert pin not in caplog.text


def test_a_new_pin_voids_the_old_and_none_is_asked_once_it_is_gone(hall: Hall, pin: str) -> None:
    organizer = Visitor(hall)
    organizer.sign_in()
    _pair(Visitor(hall), pin=_wrong(pin))
    shown = organizer.post(f"/c/{hall.slug}/setup/links/pin", {"seat": "judge-1"}).text
    found = re.search(r'class="fig">(\d{3}) (\d{3})<', shown)
    assert found is not None
    fresh = found[1] + found[2]
    assert seats.seat_row(hall.row, "judge-1").pin_misses == 0
    if fresh != pin:
        assert _pair(Visitor(hall), pin=pin).json["refused"]["code"] == "pin_wrong"
    assert _pair(Visitor(hall), pin=fresh).status_code == 200
    form = organizer.post(f"/c/{hall.slug}/setup/links/pin/remove", {"seat": "judge-1", "op_id": secrets.token_hex(16)})
    assert form.status_code == 303
    assert _pair(Visitor(hall)).status_code == 200


def test_a_pin_for_a_seat_that_is_not_there_is_refused(hall: Hall) -> None:
    organizer = Visitor(hall)
    organizer.sign_in()
    for seat in ("judge-99", "organizer", "", None, ["judge-1"]):
        assert organizer.post(f"/c/{hall.slug}/setup/links/pin", json={"seat": seat}).status_code == 404, seat
    assert organizer.post(f"/c/{hall.slug}/setup/links/pin", json=[]).status_code == 404


# ---- another address
def _ticket(visitor: Visitor) -> str:
    found = re.search(r'"ticket": "([^"]+)"', visitor.get(f"/c/{visitor.hall.slug}/judge-1").text)
    assert found is not None
    return found[1]


def _move(visitor: Visitor, ticket: str, seat: str = "judge-1") -> Any:
    return visitor.post(f"/c/{visitor.hall.slug}/{seat}/pair", json={"ticket": ticket})


def test_a_ticket_opens_the_same_seat_for_the_same_device_elsewhere(hall: Hall, pin: str) -> None:
    old, new = Visitor(hall), Visitor(hall)
    _pair(old, pin=pin)
    assert _move(new, _ticket(old)).status_code == 200
    assert (_standing(new), _devices(hall)) == ("open", {1: "bound"})


def test_a_ticket_is_no_better_than_its_device(hall: Hall, two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    ticket = _ticket(first)
    hall.act(pairing.admit_device, judge=1, device=2)
    elsewhere = Visitor(hall)
    assert _move(elsewhere, ticket).status_code == 200
    assert _standing(elsewhere) == "device_waiting"
    assert _standing(second) == "open"


def test_a_ticket_of_another_seat_link_or_server_opens_nothing(hall: Hall, tmp_path_factory: pytest.TempPathFactory) -> None:
    visitor = Visitor(hall)
    _pair(visitor)
    ticket = _ticket(visitor)
    cookie = visitor.client.get_cookie(seats.cookie_name(hall.parts.settings, hall.slug, "judge-1"))
    assert cookie is not None
    with open_hall(tmp_path_factory.mktemp("elsewhere")) as elsewhere:
        stranger = Visitor(elsewhere)
        _pair(stranger)
        foreign = _ticket(stranger)
    wrong = [foreign, ticket[:-1], "x", cookie.value]
    assert [_move(Visitor(hall), one).status_code for one in wrong] == [403] * 4
    assert _move(Visitor(hall), ticket, "judge-2").status_code == 403
    renew(hall, "judge-1")
    assert _move(Visitor(hall), ticket).status_code == 403


@pytest.mark.parametrize(
    ("agent", "touches", "name"),
    [
        (IPAD, True, "iPad · Safari"), (IPAD, False, "Mac · Safari"), (ANDROID, True, "SM-T510 · Chrome"),
        (ANDROID.replace("SM-T510", "K"), True, "Android · Chrome"),
        ("Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0", False, "Linux · Firefox"),
        (ANDROID + " Zalo android/24110698", True, "SM-T510 · Zalo"), ("curl/8", False, ""), ("", False, ""),
        ("<script>" * 50 + "Android 13; " + "x" * 25 + ")", True, "x" * 25),
    ],
)  # fmt: skip
def test_a_device_is_called_by_what_its_browser_says(agent: str, touches: bool, name: str) -> None:
    assert devices.readable(agent, touches) == name
