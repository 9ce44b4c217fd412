"""Sockets in process: a seat's connection to the hall, and a question with its ack."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_socketio.test_client import SocketIOTestClient

from tests.halls import Hall

Connect = Callable[[str], SocketIOTestClient]


def seated(hall: Hall, seat: str) -> SocketIOTestClient:
    """A browser holding one seat of the hall; `organizer` is signed in, `public` and `screen` bring no cookie."""
    cookies = {} if seat in ("public", "screen") else hall.cookies(seat)
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    auth = {"contest": hall.slug, "seat": seat, "lang": "en"}
    return hall.parts.socketio.test_client(hall.app, auth=auth, headers={"Cookie": header})


def ask(client: SocketIOTestClient, event: str, **payload: Any) -> dict[str, Any]:
    answer: dict[str, Any] = client.emit(event, payload, callback=True)
    return answer
