"""Who is told what of a practice sample over the wire: judges their own numbers and their own distance, the public nothing."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest
from flask_socketio.test_client import SocketIOTestClient

from contest.access import Actor
from contest.actions import calibration, ceremony, panel
from tests.halls import Hall
from tests.live.asking import Connect, ask
from tests.live.test_tie_room import seen

NUMBERS = {1: "13.5", 2: "14.5", 3: "11.5"}  # what each judge gives throughout; nobody gives it in the round


@pytest.fixture(autouse=True)
def opened(hall: Hall) -> None:
    hall.act(ceremony.set_curtain, curtain="live", base=0)
    hall.act(panel.change_judge, judge=1, head=True)
    hall.act(calibration.open_calibration, round=1)


def enter(client: SocketIOTestClient, criterion: int, value: str | None, base: int = 0) -> dict[str, Any]:
    fields = {"calibration": 1, "criterion": criterion, "value": value, "base": base}
    return ask(client, "enter_calibration_score", op_id=secrets.token_hex(16), **fields)


def told(client: SocketIOTestClient, topic: str = "calibration") -> dict[str, Any]:
    body: dict[str, Any] = ask(client, "watch", topics=[topic])["topics"][topic]["body"]
    return body


def score(hall: Hall, judge: int) -> None:
    for criterion in range(1, 6):
        fields: dict[str, Any] = {"calibration": 1, "criterion": criterion, "value": NUMBERS[judge], "base": 0}
        hall.act(calibration.enter_calibration_score, Actor("judge", judge), **fields)
    hall.act(calibration.finish_calibration, Actor("judge", judge), calibration=1)


@pytest.mark.parametrize("seat", ["public", "screen"])
def test_the_public_neither_watches_nor_scores_a_sample(connect: Connect, seat: str) -> None:
    client = connect(seat)
    assert ask(client, "watch", topics=["calibration"])["refused"]["code"] == "not_allowed"
    assert enter(client, 1, "13.5")["refused"]["code"] == "not_allowed"


def test_no_judge_and_no_desk_is_told_anothers_numbers(hall: Hall, connect: Connect) -> None:
    seats = {judge: connect(f"judge-{judge}") for judge in NUMBERS}
    desk = connect("scorekeeper-1")
    for last in NUMBERS:  # with the third it is closed
        score(hall, last)
        for judge, client in seats.items():
            heard = json.dumps([told(client), client.get_received()])
            assert not [other for other, number in NUMBERS.items() if other != judge and f'"{number}"' in heard]
        heard = json.dumps([told(desk), told(seats[1], "panel"), desk.get_received()])
        assert not [number for number in NUMBERS.values() if f'"{number}"' in heard]
    assert told(seats[3])["distance"]["criteria"][0]["apart"] == "-2.5"
    assert [one["distance"]["total"] for one in told(desk)["judges"]] == ["2.5", "10.0", "-12.5"]


def test_while_it_is_open_nobody_is_told_a_distance_that_would_give_the_last_ones_numbers_away(
    hall: Hall, connect: Connect
) -> None:
    hall.act(panel.add_judge, name="Cô Hạnh")
    for judge in NUMBERS:
        score(hall, judge)
    assert told(connect("judge-1"))["distance"] is None
    assert {one["distance"] for one in told(connect("scorekeeper-1"))["judges"]} == {None}
    assert told(connect("judge-1"), "panel")["calibration"] == {"calibration": None}


def test_a_judge_may_neither_open_nor_close_one(connect: Connect) -> None:
    client = connect("judge-1")
    for command, fields in (("open_calibration", {"round": 1, "title": ""}), ("close_calibration", {"calibration": 1})):
        assert ask(client, command, op_id=secrets.token_hex(16), **fields)["refused"]["code"] == "not_allowed"


def test_a_stale_number_is_told_both_values_and_the_same_operation_twice_is_one(connect: Connect) -> None:
    client = connect("judge-1")
    one = {"op_id": secrets.token_hex(16), "calibration": 1, "criterion": 1, "value": "13.5", "base": 0}
    assert ask(client, "enter_calibration_score", **one) == ask(client, "enter_calibration_score", **one)
    refused = enter(client, 1, "14")["refused"]
    assert refused == {"code": "score_stale", "details": {"mine": "14", "theirs": "13.5", "revision": 1}}
    assert told(client)["scores"] == [{"criterion": 1, "value": "13.5", "revision": 1}]


def test_nothing_that_the_public_is_told_moves_while_a_sample_is_scored(hall: Hall) -> None:
    before = seen(hall)
    for judge in NUMBERS:
        score(hall, judge)
    assert seen(hall) == before
    hall.act(calibration.open_calibration, round=1, title="Lần nữa")
    assert seen(hall) == before
