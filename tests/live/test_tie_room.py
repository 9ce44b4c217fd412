"""Who is told what of a tie room over the wire: judges their own numbers, staff none before it is closed, the public nothing."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask_socketio.test_client import SocketIOTestClient

from contest import access
from contest.access import Actor
from contest.actions import ceremony, tie_rooms
from contest.store import read
from contest.store.database import writing
from tests.halls import Hall, open_hall
from tests.live.asking import Connect, ask
from tests.web.visitors import Visitor

ODD, OTHER = "13.5", "14.5"  # numbers that nobody gave in the round
TOKEN = re.compile(r'(name="csrf(?:-|_)token" (?:content|value)=")[^"]+')
PAGES = ("", "/result", "/entries/1", "/entries/2", "/screen/")


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Entries 1 and 2 level, judge 3 recused for the second; the public sees points; a tie room is open."""
    with open_hall(tmp_path) as opened:
        opened.act(ceremony.set_curtain, curtain="live", base=0)
        with writing():
            read.seat_row(opened.row.id, "judge", 3).recused = [2]
        for entry in (1, 2):
            for judge in (1, 2, 3):
                if (judge, entry) != (3, 2):
                    opened.fill(judge, entry)
        opened.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[[1, 1]])
        yield opened


def enter(client: SocketIOTestClient, entry: int, value: str | None, base: int = 0) -> dict[str, Any]:
    fields = {"room": 1, "entry": entry, "round": 1, "criterion": 1, "value": value, "base": base}
    return ask(client, "enter_tie_score", op_id=secrets.token_hex(16), **fields)


def hears(client: SocketIOTestClient, holds: Callable[[dict[str, Any]], bool]) -> list[dict[str, Any]]:
    """All the bodies of the topic that were told until one of them fulfils the condition."""
    told: list[dict[str, Any]] = []
    until = time.monotonic() + 5
    while time.monotonic() < until:
        told += [one["args"][0]["body"] for one in client.get_received() if one["name"] == "tie_room"]
        if told and holds(told[-1]):
            return told
        time.sleep(0.02)
    raise AssertionError(f"never told: {told}")


@pytest.mark.parametrize("seat", ["public", "screen"])
def test_the_public_neither_watches_nor_marks_a_tie_room(connect: Connect, seat: str) -> None:
    client = connect(seat)
    assert ask(client, "watch", topics=["tie_room"])["refused"]["code"] == "not_allowed"
    assert enter(client, 1, ODD)["refused"]["code"] == "not_allowed"


def test_a_judges_number_reaches_that_judge_and_nobody_else(connect: Connect) -> None:
    one, two, desk = connect("judge-1"), connect("judge-2"), connect("scorekeeper-1")
    for client in (one, two, desk):
        assert ask(client, "watch", topics=["tie_room"])["ok"]
        client.get_received()
    assert enter(one, 1, ODD)["score"] == {"value": ODD, "revision": 1}
    mine = hears(one, lambda body: bool(body["scores"]))
    assert mine[-1]["scores"] == [{"entry": 1, "round": 1, "criterion": 1, "value": ODD, "revision": 1}]
    staff = hears(desk, lambda body: body["judges"][0] == {"judge": 1, "missing": 1})
    assert staff[-1]["scores"] == []
    assert enter(two, 1, OTHER)["ok"]
    theirs = hears(two, lambda body: bool(body["scores"]))
    assert f'"{ODD}"' not in json.dumps([*theirs, *staff])
    assert f'"{OTHER}"' not in json.dumps(mine)


def test_a_judge_who_may_not_mark_all_of_them_is_told_of_no_room(connect: Connect) -> None:
    recused = connect("judge-3")
    assert ask(recused, "watch", topics=["tie_room"])["topics"]["tie_room"]["body"] == {"room": None}
    assert enter(recused, 1, ODD)["refused"]["code"] == "not_allowed"


@pytest.mark.parametrize("seat", ["judge-1", "scorekeeper-1"])
def test_only_organizer_and_head_judge_decide(connect: Connect, seat: str) -> None:
    client = connect(seat)
    for command, fields in (
        ("close_tie_room", {"room": 1}), ("drop_tie_room", {"room": 1}), ("draw_lots", {"entries": [1, 2]}),
    ):
        answer = ask(client, command, op_id=secrets.token_hex(16), reason="bốc thăm", **fields)
        assert answer["refused"]["code"] == "not_allowed", command


def test_a_stale_number_is_told_both_values_and_stays_as_it_was(connect: Connect) -> None:
    one = connect("judge-1")
    assert enter(one, 1, ODD)["ok"]
    refused = enter(one, 1, OTHER)["refused"]
    assert refused == {"code": "score_stale", "details": {"mine": OTHER, "theirs": ODD, "revision": 1}}
    assert ask(one, "watch", topics=["tie_room"])["topics"]["tie_room"]["body"]["scores"][0]["value"] == ODD


def test_the_same_operation_sent_twice_is_one_number(connect: Connect) -> None:
    one = connect("judge-1")
    told = {"op_id": secrets.token_hex(16), "room": 1, "entry": 1, "round": 1, "criterion": 1, "value": ODD, "base": 0}
    assert ask(one, "enter_tie_score", **told) == ask(one, "enter_tie_score", **told)


def test_nothing_that_the_public_is_told_moves_while_the_room_is_marked(hall: Hall) -> None:
    before = seen(hall)
    for judge in (1, 2):
        for entry, value in ((1, ODD), (2, OTHER)):
            fields: dict[str, Any] = {"room": 1, "entry": entry, "round": 1, "criterion": 1, "value": value, "base": 0}
            hall.act(tie_rooms.enter_tie_score, Actor("judge", judge), **fields)
    assert seen(hall) == before
    hall.act(tie_rooms.drop_tie_room, room=1, reason="chấm lại sau")
    assert seen(hall) == before


def seen(hall: Hall) -> dict[str, Any]:
    """Every public topic and page as anybody gets it; form tokens, which are random, left out."""
    told: dict[str, Any] = {topic: hall.topic(topic) for topic, roles in access.TOPICS.items() if "public" in roles}
    for path in PAGES:
        page = Visitor(hall).get(f"/c/{hall.slug}{path}")
        told[path] = (page.status_code, TOKEN.sub(r"\1", page.get_data(as_text=True)))
    return told
