"""Odd payloads for every command, made from its own shape: each is refused in words, changes nothing and disturbs nobody.

The cases are random but seeded: a failure names its payload and comes again.
"""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
import websocket

from contest import access
from contest.live.commands import COMMANDS
from tests.live.visitors import LiveHall, live_hall

pytestmark = pytest.mark.server
CASES = 50
PER_CONNECTION = 25  # fewer than its allowance for one second
HEAR = ("watch", "read_clock", "read_scoresheet", "read_history", "report_tablet", "report_sound")
DEEP: Any = json.loads("[" * 200 + "]" * 200)
ODD: tuple[Any, ...] = (
    None, True, False, -1, 0, 1.0, 1.5, 10**9 + 1, 10**30, 10**400, -(10**400), 1e308, float("nan"), float("inf"), "", "1",
    "7.0000001", "-0", "NaN", "Infinity", "1e5", "１", "१", "\x00", "\ud800", "\udfff\ud800", "\u202egnp.exe", "<script>",
    "{{7*7}}", "%(name)s", "%s", "' OR 1=1 --", "../../x", "x" * 5000, "Ǫ̵̧" * 300,
    [], [1], [[]], {}, {"a": 1}, {"$ne": None}, DEEP,
    {"__proto__": {}}, [None] * 1000,
)


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    with live_hall(tmp_path_factory.mktemp("data")) as hall:
        yield hall


@pytest.fixture
def hall(started: LiveHall) -> Iterator[LiveHall]:
    """A hall whose bystander is still connected afterwards, whose rows are the same and whose log tells of no fault."""
    before, bystander, said = _rows(started), started.wire("public"), len(started.server.log())
    yield started
    assert bystander.is_connected
    assert bystander.ask("read_clock", {})["ok"]
    started.hang_up()
    assert _rows(started) == before
    assert "Traceback" not in started.server.log()[said:]
    assert "failed" not in started.server.log()[said:]


def _rows(hall: LiveHall) -> list[str]:
    with sqlite3.connect(f"file:{hall.settings.data / 'contest.db'}?mode=ro", uri=True) as connection:
        return list(connection.iterdump())


def _right(name: str) -> dict[str, Any]:
    """A payload of the right shape whose meaning is refused: nothing has the number 9999."""
    samples: dict[str, Any] = {
        "op_id": "0" * 32, "seen": None, "round": 9999, "stage": 9999,
        "entry": 9999, "judge": 9999, "criterion": 9999, "value": "1",
        "base": 0, "comment": "x", "seconds": 1, "tapped_at": 1, "reason": "x", "points": "1", "penalty": 9999,
        "status": "withdrawn", "entries": [9998, 9999], "joint": True, "curtain": "published", "screen": "nowhere",
        "sheets": [[9998, 0]], "late": 9999, "lines": [{"criterion": 9999, "value": "1"}],
        "ticket": "2345-6789-BCFHJ", "line": "prize-9999-hush", "vi": "x", "en": "x",
        "scene": "title", "message": "", "theme": None, "title": "", "name": "", "short_name": "", "concept": "",
        "seat": "judge-9999", "on": "total", "prize": 9999, "room": 9999, "criteria": [[9999, 9999]], "device": 9999,
        "photo": "f" * 32, "gallery": "always",
        "set": 9999, "draw": 9999, "all": False, "lead": 0,
        "kind": "screen", "browser": "0" * 32, "volume": 5, "muted": True, "call": 300,
        "calibration": 9999, "order": "prizes", "extras": [{"key": "special-9999", "after": None}], "rehearsal": False, "step": 0,
    }
    return {field: samples[field] for field in COMMANDS[name].payload.model_fields}


def _odd_payloads(name: str) -> list[Any]:
    chance = random.Random(f"hoa mai {name}")
    right, made = _right(name), [None, [], "x", 7, DEEP, {}, {**_right(name), "extra": 1}]
    while len(made) < CASES:
        told = dict(right)
        for field in chance.sample(sorted(told), chance.randint(1, min(3, len(told)))):
            if chance.random() < 0.15:
                del told[field]
            else:
                told[field] = chance.choice([odd for odd in ODD if odd != right[field] or type(odd) is not type(right[field])])
        if not _might_be_right(told, right):
            made.append(told)
    return made


def _might_be_right(told: dict[str, Any], right: dict[str, Any]) -> bool:
    """Free text may hold anything, and `seen` may be left out: a payload that differs in nothing else could be a real act."""
    told, right = ({k: v for k, v in one.items() if (k, v) != ("seen", None)} for one in (told, right))
    free = {"reason", "message", "comment", "name", "short_name", "concept", "title", "rehearsal", "extras", "vi", "en"}
    return {k: v for k, v in told.items() if k not in free} == {k: v for k, v in right.items() if k not in free}


def _seat(name: str) -> str:
    return {access.JUDGE: "judge-1", access.PUBLIC: "public"}.get(access.ACTS[name][0], "organizer")


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_odd_payloads_are_refused_in_words(hall: LiveHall, name: str) -> None:
    payloads = _odd_payloads(name)
    for start in range(0, len(payloads), PER_CONNECTION):
        wire = hall.wire(_seat(name))
        for payload in payloads[start:start + PER_CONNECTION]:
            ack = wire.ask(name, payload)
            assert ack["ok"] is False, payload
            assert ack["refused"]["code"] not in ("try_again", "too_many_requests"), payload
            assert ack["message"], payload
        assert wire.is_connected


@pytest.mark.parametrize("name", HEAR)
def test_odd_questions_are_refused_or_answered(hall: LiveHall, name: str) -> None:
    payloads = [told for odd in ODD for told in (odd, {"topics": odd}, {"topics": [odd]}, {"round": 1, "entry": odd, "judge": 1})]
    for start in range(0, len(payloads), PER_CONNECTION):
        wire = hall.wire("scorekeeper-1")
        for payload in payloads[start:start + PER_CONNECTION]:
            ack = wire.ask(name, payload)
            assert ack["ok"] is (name == "read_clock" and ack["ok"]) or payload == {"topics": []}, payload
            assert ack["ok"] or ack["refused"]["code"] in ("bad_request", "not_allowed", "not_found"), payload
        assert wire.is_connected


def test_an_odd_handshake_is_refused(hall: LiveHall) -> None:
    for odd in ODD:
        for auth in ({"contest": odd}, {"seat": odd}, {"lang": odd}, {"device": odd}):
            wire = hall.wire(**{"seat": "public", **auth})
            assert wire.is_connected == ("lang" in auth or "device" in auth or auth == {"seat": "public"}), auth
            assert wire.is_connected or wire.refused["code"] in ("bad_request", "not_found", "sign_in_first"), auth
            wire.close()


TOO_MUCH = (
    '421["enter_score",' + "[" * 20000 + "]" * 20000 + "]", '421["enter_score",' + '{"a":' * 10000 + "1" + "}" * 10000 + "]",
    '421["enter_score",{"round":' + "9" * 6000 + "}]", '421["enter_score",{"round":NaN,"entry":-Infinity}]',
    '421["enter_score",{"round":1,"round":2}]', "421[\"enter_score\",", '421["enter_score",{"op_id":"\\ud800"}]',
)


@pytest.mark.parametrize("packet", TOO_MUCH, ids=range(len(TOO_MUCH)))
def test_what_cannot_be_read_is_answered_and_the_connection_goes_on(hall: LiveHall, packet: str) -> None:
    line = _raw(hall)
    line.send(packet)
    assert json.loads(line.recv().removeprefix("431"))[0]["refused"]["code"] == "bad_request"
    assert _goes_on(line)
    line.close()


RAW = (
    "42", "420", "42{", '42["', "42[]", "42[1]", '42[null,{}]', '42["nobody",{}]',
    "43", '430["x"]', '43999[]', "44{}", "45", '451-["enter_score",{"_placeholder":true,"num":0}]', "451-x", "4", "9", "",
    "2probe", "5", '42/other,["x"]', "40/other,{}", "40{}", '40{"contest":[]}', '42["connect",{}]', '42["disconnect"]', "\x00",
    "é" * 1000,
    '4200000000000000000000000000["read_clock",{}]', '42-1["read_clock",{}]', '42["read_clock",{},{},{}]', "x" * 70_000,
)


@pytest.mark.parametrize("packet", RAW, ids=range(len(RAW)))
def test_a_broken_packet_hurts_at_most_its_sender(started: LiveHall, packet: str) -> None:
    line = _raw(started)
    line.send(packet)
    line.close()
    assert _goes_on(_raw(started))


def _raw(hall: LiveHall) -> websocket.WebSocket:
    url = f"ws://127.0.0.1:{hall.server.port}/socket.io/?EIO=4&transport=websocket"
    line = websocket.create_connection(url, timeout=5, cookie=hall.cookies, suppress_origin=True)
    assert line.recv().startswith("0{")
    line.send("40" + json.dumps({"contest": hall.slug, "seat": "judge-1"}))
    assert line.recv().startswith("40{")
    return line


def _goes_on(line: websocket.WebSocket) -> bool:
    """Whether a new connection is answered."""
    line.send('4277["read_clock",{}]')
    while not (told := line.recv()).startswith("4377["):
        assert told, "the server hung up"
    return True
