"""People at a started server: a browser's cookie jar, and python-socketio's own client as any other program would use it."""

from __future__ import annotations

import re
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
import socketio

from contest import config, seats
from contest.store.database import driver
from tests.servers import Server, big_contest, running

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
PATIENCE = 5.0  # seconds


class Wire:
    """One connection. `events` are what it was told, in order; `ask` answers the ack."""

    def __init__(self, url: str, auth: dict[str, Any], cookies: str = "", origin: str | None = None) -> None:
        self.events: list[tuple[str, Any]] = []
        self.refused: Any = None
        self._heard = threading.Condition()
        self.client = socketio.Client(reconnection=False)
        self.client.on("*", self._hear)
        self.client.on("connect_error", self._refuse)
        headers = {"Cookie": cookies, **({"Origin": origin} if origin is not None else {})}
        with suppress(socketio.exceptions.ConnectionError):
            self.client.connect(url, headers=headers, auth=auth, transports=["websocket"], wait_timeout=int(PATIENCE))

    @property
    def is_connected(self) -> bool:
        return bool(self.client.connected)

    def ask(self, event: str, payload: Any) -> dict[str, Any]:
        answer: dict[str, Any] = self.client.call(event, payload, timeout=PATIENCE)
        return answer

    def command(self, event: str, **fields: Any) -> dict[str, Any]:
        return self.ask(event, {"op_id": secrets.token_hex(16), **fields})

    def watch(self, topic: str) -> Any:
        """The topic's body now; what the ack tells counts as heard."""
        ack = self.ask("watch", {"topics": [topic]})
        self._hear(topic, ack["topics"][topic])
        return ack["topics"][topic]["body"]

    def hears(self, name: str, holds: Callable[[Any], bool] = lambda told: True) -> bool:
        """Whether an event of this name that fulfils the condition was or is told in time."""
        with self._heard:
            return self._heard.wait_for(lambda: any(one == name and holds(told) for one, told in self.events), PATIENCE)

    def ends(self) -> bool:
        """Whether the server closes this connection in time."""
        until = time.monotonic() + PATIENCE
        while self.is_connected and time.monotonic() < until:
            time.sleep(0.02)
        return not self.is_connected

    def close(self) -> None:
        self.client.disconnect()

    def _hear(self, name: str, told: Any = None) -> None:
        with self._heard:
            self.events.append((name, told))
            self._heard.notify_all()

    def _refuse(self, told: Any) -> None:
        self.refused = told.get("data") if isinstance(told, dict) else told


@dataclass
class LiveHall:
    """A started server with a contest whose round is open, and the cookies of everybody in it."""

    server: Server
    slug: str
    settings: config.Settings

    def __post_init__(self) -> None:
        self.jar = requests.Session()
        self._wires: list[Wire] = []

    def pair(self, seat: str, secret: str | None = None) -> requests.Response:
        """Exchange a seat's link in the one browser that holds every seat here."""
        return self.post(f"/c/{self.slug}/{seat}/pair", json={"secret": secret or self.secret(seat)})

    def secret(self, seat: str) -> str:
        """What the seat's link carries now."""
        told = seat.split("-")
        with driver().connect(f"file:{self.settings.data / 'contest.db'}?mode=ro", uri=True) as connection:
            query = "SELECT version FROM seat WHERE role = ? AND number = ?"
            version = connection.execute(query, (told[0], int(told[1]))).fetchone()[0]
        return seats.link_secret(self.settings, self.slug, seat, version)

    def become_organizer(self) -> requests.Response:
        secret = seats.link_secret(self.settings, seats.ANYWHERE, "first", 0)
        return self.post("/first", data={"secret": secret, "name": "Lan", "password": "hoa sen trắng"})

    def post(self, path: str, **told: Any) -> requests.Response:
        token = TOKEN.search(self.jar.get(f"{self.server.url}/sign-in").text)
        assert token is not None
        return self.jar.post(self.server.url + path, headers={"X-CSRFToken": token[1]}, **told)

    @property
    def cookies(self) -> str:
        return "; ".join(f"{one.name}={one.value}" for one in self.jar.cookies)

    def wire(self, seat: str, cookies: str | None = None, **auth: Any) -> Wire:
        told = {"contest": self.slug, "seat": seat, "lang": "en", **auth}
        made = Wire(self.server.url, told, self.cookies if cookies is None else cookies)
        self._wires.append(made)
        return made

    def hang_up(self) -> None:
        for one in self._wires:
            one.close()
        self._wires.clear()


@contextmanager
def live_hall(data: Path, judges: int = 3, teams: int = 3) -> Iterator[LiveHall]:
    slug, _links = big_contest(data, judges, teams)
    with running(data) as server:
        hall = LiveHall(server, slug, config.load(data))
        assert hall.become_organizer().ok
        for seat in ("scorekeeper-1", *(f"judge-{number}" for number in range(1, judges + 1))):
            assert hall.pair(seat).ok
        yield hall
