"""The wire in process: who may connect and watch, commands and their refusals, what is published and to whom."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask_socketio.test_client import SocketIOTestClient

from contest import access, config
from contest.actions import ceremony, panel
from contest.live.commands import COMMANDS
from contest.store import audit
from tests.halls import Hall, open_hall
from tests.live.asking import Connect, ask, seated


def _command(client: SocketIOTestClient, event: str, **payload: Any) -> dict[str, Any]:
    return ask(client, event, op_id=secrets.token_hex(16), **payload)


def _until(client: SocketIOTestClient, name: str, holds: Callable[[Any], bool], within: float = 5.0) -> bool:
    """Whether a message of this topic whose body fulfils the condition arrives in time."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        if any(holds(one["args"][0]["body"]) for one in client.get_received() if one["name"] == name):
            return True
        time.sleep(0.02)
    return False


def _seat_helpers(hall: Hall) -> None:
    for role in ("steward", "presenter"):
        hall.act(panel.add_helper, role=role, name="Minh")


def test_a_judge_connects_with_their_cookie_and_nobody_without(connect: Connect, hall: Hall) -> None:
    assert connect("judge-1").is_connected()
    stranger = hall.parts.socketio.test_client(hall.app, auth={"contest": hall.slug, "seat": "judge-1"})
    assert not stranger.is_connected()


def test_a_cookie_of_one_seat_does_not_open_another(hall: Hall) -> None:
    header = "; ".join(f"{name}={value}" for name, value in hall.cookies("judge-1").items())
    for seat in ("judge-2", "organizer", "scorekeeper-1", "judge-1x", "nobody"):
        other = hall.parts.socketio.test_client(
            hall.app, auth={"contest": hall.slug, "seat": seat}, headers={"Cookie": header}
        )
        assert not other.is_connected()


def test_a_score_is_acked_with_the_servers_words_and_published(connect: Connect, hall: Hall) -> None:
    judge, public = connect("judge-1"), connect("public")
    hall.act(ceremony.set_curtain, curtain="live", base=0)
    assert ask(judge, "watch", topics=["scoresheets"])["ok"]
    assert ask(public, "watch", topics=["standings"])["ok"]
    ack = _command(judge, "enter_score", round=1, entry=1, criterion=1, value="18", base=0)
    assert (ack["ok"], ack["score"]) == (True, {"value": "18", "revision": 1})
    assert _until(judge, "scoresheets", lambda body: body["sheets"][0]["scores"]["1"]["value"] == "18")
    hall.fill(2, 1)
    assert _until(public, "standings", lambda body: body["rows"][0]["points"] == "80.00")


def test_behind_a_closed_curtain_nothing_is_sent(connect: Connect, hall: Hall) -> None:
    public = connect("public")
    ask(public, "watch", topics=["standings", "contest"])
    hall.fill(1, 1)
    time.sleep(0.4)
    assert not [one for one in public.get_received() if one["name"] == "standings"]


@pytest.mark.parametrize("seat", ["public", "screen", "judge-1", "scorekeeper-1", "steward-1", "presenter-1"])
def test_every_topic_is_given_to_the_roles_of_the_table_only(connect: Connect, hall: Hall, seat: str) -> None:
    _seat_helpers(hall)
    client, role = connect(seat), seat.split("-")[0]
    for topic, roles in access.TOPICS.items():
        assert ask(client, "watch", topics=[topic])["ok"] == (role in roles)


@pytest.mark.parametrize("seat", ["public", "screen", "judge-1", "scorekeeper-1", "steward-1", "presenter-1"])
def test_every_command_is_refused_to_the_roles_not_in_the_table(connect: Connect, hall: Hall, seat: str) -> None:
    _seat_helpers(hall)
    role, before = seat.split("-")[0], len(audit.rows(hall.row.id))
    for name, command in COMMANDS.items():
        if role in access.ACTS[name][0]:
            continue
        ack = _command(connect(seat), name, **_some(command.payload))
        assert ack["refused"]["code"] == "not_allowed", name
    assert len(audit.rows(hall.row.id)) == before


BAD: list[Any] = [
    None, [], "x", 7, {}, {"op_id": "x"}, {"op_id": None}, {"op_id": "0" * 32, "extra": 1},
    {"op_id": "0" * 32, "round": True, "entry": 1, "criterion": 1, "value": "1", "base": 0},
    {"op_id": "0" * 32, "round": 1.0, "entry": 1, "criterion": 1, "value": "1", "base": 0},
    {"op_id": "0" * 32, "round": 1, "entry": -1, "criterion": 1, "value": "1", "base": 0},
    {"op_id": "0" * 32, "round": 1, "entry": 1, "criterion": 1, "value": 1, "base": 0},
    {"op_id": "0" * 32, "round": 1, "entry": 1, "criterion": 1, "value": "\ud800", "base": 0},
    {"op_id": "0" * 32, "round": 1, "entry": 10**30, "criterion": 1, "value": "1", "base": 0},
]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_bad_payloads_are_refused_and_change_nothing(connect: Connect, hall: Hall, name: str) -> None:
    seat = "judge-1" if access.ACTS[name][0] == access.JUDGE else "scorekeeper-1"
    client, before = connect(seat), len(audit.rows(hall.row.id))
    for payload in BAD:
        answer: dict[str, Any] = client.emit(name, payload, callback=True)
        assert answer["ok"] is False
        assert answer["message"]
    assert len(audit.rows(hall.row.id)) == before
    assert client.is_connected()


def test_a_refusal_speaks_the_connections_language(connect: Connect) -> None:
    ack = _command(connect("judge-1"), "enter_score", round=1, entry=1, criterion=1, value="21", base=0)
    assert ack["message"] == "The score must lie between 0 and 20."


def test_a_renewed_link_closes_the_seats_sockets_at_once(connect: Connect, hall: Hall) -> None:
    judge, other = connect("judge-1"), connect("judge-2")
    hall.act(panel.renew_link, seat="judge-1")
    assert not judge.is_connected()
    assert other.is_connected()


def test_presence_says_who_is_connected(connect: Connect, hall: Hall) -> None:
    hall.act(panel.add_helper, role="steward", name="Đỗ Văn Sàn")
    desk = connect("scorekeeper-1")
    ask(desk, "watch", topics=["presence"])
    connect("judge-2")
    assert _until(desk, "presence", lambda body: [one["connected"] for one in body["judges"]] == [False, True, False])
    connect("steward-1")
    online = {"scorekeeper-1": True, "steward-1": True}
    assert _until(desk, "presence", lambda body: {one["seat"]: one["connected"] for one in body["helpers"]} == online)


def test_the_clock_is_the_servers(connect: Connect, hall: Hall) -> None:
    assert ask(connect("public"), "read_clock") == {"ok": True, "now": hall.clock.now()}


def _some(model: Any) -> dict[str, Any]:
    """A payload of the right shape; its meaning does not matter where the role is refused first."""
    samples: dict[str, Any] = {
        "round": 1, "stage": 1, "entry": 1, "judge": 1, "criterion": 1, "value": "1", "base": 0, "comment": "x",
        "seconds": 1, "tapped_at": 1, "reason": "x", "points": "1", "penalty": 1, "status": "withdrawn",
        "entries": [1, 2], "joint": True, "curtain": "live", "screen": "hall", "scene": "title", "title": "x",
        "name": "x", "seat": "judge-1",
        "room": 1, "criteria": [[1, 1]], "prize": 1, "device": 1, "sheets": [[1, 0]], "late": 1,
        "photo": "0" * 32, "gallery": "never",
        "lines": [{"criterion": 1, "value": "1"}], "set": 1, "draw": 1, "all": False, "ticket": "2345-6789-BCFHJ",
        "calibration": 1, "order": "places", "extras": [], "rehearsal": True, "step": 0,
        "line": "welcome", "vi": "x", "en": "x", "kind": "screen", "browser": "0" * 32, "volume": 5, "muted": True, "call": 300,
    }
    return {name: samples[name] for name, field in model.model_fields.items() if name != "op_id" and name in samples}


def test_past_so_many_phones_the_next_is_told_to_ask_while_those_at_work_get_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONTEST_MOST_VIEWERS", "2")
    with open_hall(tmp_path) as hall:
        phones = [seated(hall, "public") for _ in range(2)]
        assert not hall.parts.socketio.test_client(hall.app, auth={"contest": hall.slug, "seat": "public"}).is_connected()
        assert seated(hall, "judge-1").is_connected()
        assert seated(hall, "screen").is_connected()
        phones[0].disconnect()
        assert seated(hall, "public").is_connected()


def test_a_setting_that_is_no_number_is_said_at_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTEST_MOST_VIEWERS", "many")
    with pytest.raises(ValueError, match="CONTEST_MOST_VIEWERS"):
        config.load(tmp_path)
