"""Two processes on one PostgreSQL and one Redis: what is saved in one is shown by the other, its judges and phones count there,
a renewed link closes sockets everywhere; Redis killed and back."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import socketio

from contest import config
from contest.play import cookie_of
from tests import servers, services
from tests.services import Postgres

pytestmark = pytest.mark.server
PATIENCE = 30.0  # seconds


class Watcher:
    """A socket that watches topics and keeps every message that came."""

    def __init__(self, url: str, slug: str, seat: str, link: str | None, *names: str) -> None:
        self.messages: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        self.closed = False
        self._client = socketio.Client(reconnection=False)
        for name in names:
            self._client.on(name, self.messages[name].append)
        self._client.on("seat_revoked", self._revoked)
        headers = {"Cookie": cookie_of(url, link)} if link else {}
        self._client.connect(url, auth={"contest": slug, "seat": seat}, headers=headers, transports=["websocket"])
        for name, message in self._client.call("watch", {"topics": list(names)}, timeout=PATIENCE)["topics"].items():
            self.messages[name].insert(0, message)

    def _revoked(self, _told: Any) -> None:
        self.closed = True

    def newest(self, name: str) -> dict[str, Any]:
        body: dict[str, Any] = max(self.messages[name], key=lambda one: int(one["revision"]))["body"]
        return body

    def ask(self, command: str, **fields: Any) -> dict[str, Any]:
        ack = self._client.call(command, {"op_id": secrets.token_hex(16), **fields}, timeout=PATIENCE)
        assert ack["ok"], ack
        return dict(ack)

    def close(self) -> None:
        self._client.disconnect()


def until(holds: Callable[[], bool]) -> float:
    """Wait until it does; the seconds that took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < PATIENCE, "it did not come"
        time.sleep(0.05)
    return time.monotonic() - began


def sign(judge: Watcher, entry: int) -> None:
    sheet = {"round": 1, "entry": entry}
    for criterion in range(1, 6):
        ack = judge.ask("enter_score", **sheet, criterion=criterion, value="10", base=0)
    judge.ask("submit_scoresheet", **sheet, base=ack["sheet"]["revision"])


def ranked(watcher: Watcher) -> int:
    """How many entries have a place on the leaderboard that this one was told of."""
    return sum(row["place"] is not None for row in watcher.newest("standings")["rows"])


def test_two_processes_are_one_to_whoever_watches(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgres.fresh()
    monkeypatch.setenv("CONTEST_DATABASE_URL", address)
    slug, links = servers.big_contest(tmp_path, 1, 3, live=True)
    organizer = servers.signed_in(config.load(tmp_path))
    with services.redis() as (redis_url, redis):
        told = {"CONTEST_DATABASE_URL": address, "CONTEST_REDIS_URL": redis_url}
        with servers.running(tmp_path, settings=told) as one, servers.running(tmp_path, settings=told) as other:
            judge = Watcher(one.url, slug, "judge-1", links[0], "scoresheets")
            here = Watcher(one.url, slug, "public", None, "standings")
            there = Watcher(other.url, slug, "public", None, "standings")
            desk = Watcher(other.url, slug, "organizer", organizer, "presence", "health")

            until(lambda: desk.newest("presence")["viewers"] == 2)
            assert desk.newest("presence")["judges"][0]["connected"]

            sign(judge, 1)
            assert until(lambda: ranked(there) == 1) < 5  # told; looking comes after ten
            until(lambda: there.newest("standings") == here.newest("standings"))

            assert desk.newest("health")["neighbours"] == {"ok": True, "message": None}
            redis.kill()
            sign(judge, 2)
            until(lambda: not desk.newest("health")["neighbours"]["ok"])
            until(lambda: ranked(there) == 2)

            redis.start()
            until(lambda: "Redis answers again" in other.log() and one.log().count("Redis answers again") > 1)
            until(lambda: desk.newest("health")["neighbours"]["ok"])
            sign(judge, 3)
            assert until(lambda: ranked(there) == 3) < 5

            desk.ask("renew_link", seat="judge-1")
            until(lambda: judge.closed)
            for watcher in (judge, here, there, desk):
                watcher.close()
