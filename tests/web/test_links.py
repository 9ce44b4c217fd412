"""Links: a secret for a seat's cookie. A wrong, an old and another's open nothing; the right one is kept nowhere."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask_socketio.test_client import SocketIOTestClient
from sqlalchemy import update

from contest import seats
from contest.actions import panel, setup
from contest.store.database import db, writing
from contest.store.tables import SeatRow
from tests.halls import ORGANIZER, Hall, open_hall, renew
from tests.web.visitors import Visitor, secret_of


def _has_seat(visitor: Visitor, seat: str) -> bool:
    return '"exchange"' not in visitor.get(f"/c/{visitor.hall.slug}/{seat}").text


def _socket(visitor: Visitor, seat: str) -> SocketIOTestClient:
    told = {"contest": visitor.hall.slug, "seat": seat}
    return visitor.hall.parts.socketio.test_client(visitor.hall.app, auth=told, headers={"Cookie": visitor.cookies()})


def test_the_right_secret_opens_its_seat(hall: Hall) -> None:
    visitor = Visitor(hall)
    assert not _has_seat(visitor, "judge-1")
    assert visitor.pair("judge-1").status_code == 200
    assert _has_seat(visitor, "judge-1")
    assert not _has_seat(visitor, "judge-2")


def test_a_wrong_secret_opens_nothing(hall: Hall) -> None:
    right = secret_of(hall, "judge-1")
    wrong = [
        "wrong", right[:-1], right + "A", right.swapcase(), "\ud800", "é" * 50, "x" * 10_000,
        secret_of(hall, "judge-2"), secret_of(hall, "scorekeeper-1"),
        seats.link_secret(hall.parts.settings, hall.slug, "judge-1", 0),
        seats.link_secret(hall.parts.settings, "*", "organizer", 1),
    ]
    visitor = Visitor(hall)
    for secret in wrong:
        assert visitor.pair("judge-1", secret).status_code == 403, secret
    for body in ([], "x", {"secret": None}, {"secret": [right]}, {}):
        assert visitor.post(f"/c/{hall.slug}/judge-1/pair", json=body).status_code == 403
    assert not _has_seat(visitor, "judge-1")


def test_a_seat_that_is_not_there_is_told_like_a_wrong_secret(hall: Hall) -> None:
    visitor = Visitor(hall)
    wrong = visitor.pair("judge-1", "wrong")
    for seat in ("judge-99", "organizer", "nobody", "judge-01"):
        answer = visitor.pair(seat, "wrong")
        assert (answer.status_code, answer.text) == (wrong.status_code, wrong.text)


def test_a_secret_of_another_contest_opens_nothing(hall: Hall) -> None:
    fields = {"title": "Hội thi khác", "preset": "vn100", "language": "vi", "judges": 3}
    other = hall.parts.door.perform(setup.create_contest, ORGANIZER, None, fields)["slug"]
    visitor = Visitor(hall)
    assert visitor.pair("judge-1", secret_of(hall, "judge-1", other)).status_code == 403
    assert visitor.pair("judge-1", slug=other).status_code == 200
    assert not _has_seat(visitor, "judge-1")
    assert not _socket(visitor, "judge-1").is_connected()


def test_a_secret_of_another_installation_opens_nothing(hall: Hall, tmp_path_factory: pytest.TempPathFactory) -> None:
    with open_hall(tmp_path_factory.mktemp("elsewhere")) as elsewhere:
        secret, slug = secret_of(elsewhere, "judge-1"), elsewhere.slug
    assert slug == hall.slug
    assert Visitor(hall).pair("judge-1", secret).status_code == 403


def test_a_renewed_link_voids_the_old_secret_cookie_and_socket(hall: Hall) -> None:
    visitor, old = Visitor(hall), secret_of(hall, "judge-1")
    visitor.pair("judge-1")
    socket = _socket(visitor, "judge-1")
    assert socket.is_connected()
    renew(hall, "judge-1")
    assert not socket.is_connected()
    assert not _has_seat(visitor, "judge-1")
    assert not _socket(visitor, "judge-1").is_connected()
    assert visitor.pair("judge-1", old).status_code == 403
    assert visitor.pair("judge-1").status_code == 200
    assert _has_seat(visitor, "judge-1")


def test_a_removed_judges_link_stays_void_when_their_number_returns(hall: Hall) -> None:
    visitor, old = Visitor(hall), secret_of(hall, "judge-3")
    visitor.pair("judge-3")
    hall.act(panel.remove_judge, judge=3)
    assert hall.act(panel.add_judge, name="Đặng Thu Hà")["judge"] == 3
    assert not _has_seat(visitor, "judge-3")
    assert visitor.pair("judge-3", old).status_code == 403


def test_a_removed_judges_socket_is_closed(hall: Hall) -> None:
    visitor = Visitor(hall)
    visitor.pair("judge-3")
    socket = _socket(visitor, "judge-3")
    hall.act(panel.remove_judge, judge=3)
    assert not socket.is_connected()


def test_guessing_is_slowed_for_the_guesser_only(hall: Hall) -> None:
    guesser = Visitor(hall)
    answers = [guesser.pair("judge-1", "wrong").status_code for _ in range(32)]
    assert answers[:30] == [403] * 30
    assert answers[30:] == [429] * 2
    assert guesser.pair("judge-1").status_code == 429  # the right one too, or the limit would tell which is right
    assert Visitor(hall).pair("judge-1").status_code == 200


def test_a_spoofed_address_does_not_get_round_the_limit(hall: Hall) -> None:
    guesser = Visitor(hall)
    path = f"/c/{hall.slug}/judge-1/pair"
    answers = [
        guesser.post(path, json={"secret": "wrong"}, headers={"X-Forwarded-For": f"192.0.2.{at}"})
        for at in range(31)
    ]
    assert answers[-1].status_code == 429


def test_two_seats_and_the_organizer_live_in_one_browser(hall: Hall) -> None:
    visitor = Visitor(hall)
    for seat in ("judge-1", "judge-2", "scorekeeper-1"):
        assert visitor.pair(seat).status_code == 200
    assert visitor.sign_in().status_code == 200
    assert _has_seat(visitor, "judge-1")
    assert _has_seat(visitor, "judge-2")
    assert visitor.get(f"/c/{hall.slug}/desk").status_code == 200
    for seat in ("judge-1", "judge-2", "scorekeeper-1", "organizer"):
        assert _socket(visitor, seat).is_connected(), seat
    acks = [
        _socket(visitor, f"judge-{judge}").emit(
            "enter_score", {"op_id": f"{judge:032x}", "round": 1, "entry": 1, "criterion": 1, "value": "15", "base": 0},
            callback=True,
        )
        for judge in (1, 2)
    ]
    assert [ack["ok"] for ack in acks] == [True, True]
    cells = hall.topic("scoresheets", "staff")["rows"][0]["cells"]
    assert [cell["entered"] for cell in cells] == [1, 1, 0]
    assert visitor.post("/sign-out").status_code == 302
    assert visitor.get(f"/c/{hall.slug}/desk").status_code == 302
    assert _has_seat(visitor, "judge-1")


def test_a_cookie_put_under_another_seats_name_opens_nothing(hall: Hall) -> None:
    with writing():
        db.session.execute(update(SeatRow).values(version=9))  # so that the version alone does not tell them apart
    visitor = Visitor(hall)
    visitor.pair("judge-1")
    settings = hall.parts.settings
    value = visitor.client.get_cookie(seats.cookie_name(settings, hall.slug, "judge-1")).value
    for seat in ("judge-2", "scorekeeper-1", "organizer"):
        visitor.client.set_cookie(seats.cookie_name(settings, hall.slug, seat), value)
        assert not _socket(visitor, seat).is_connected()
    assert visitor.get(f"/c/{hall.slug}/desk").status_code == 302


def test_a_secret_is_kept_in_no_cookie_log_or_file(hall: Hall, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    visitor, seen = Visitor(hall), ["judge-1", "scorekeeper-1"]
    answers = [visitor.pair(seat) for seat in seen] + [visitor.sign_in(), visitor.get(f"/c/{hall.slug}/judge-1")]
    secrets = [secret_of(hall, seat) for seat in seen] + [seats.organizer_link(hall.parts.settings).split("#")[1]]
    told = caplog.text + visitor.cookies() + "".join(answer.text + str(answer.headers) for answer in answers)
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"Minh Khai" in files  # the database is among them
    for secret in secrets:
        assert len(secret) == 22
        assert secret not in told
        assert secret.encode() not in files
