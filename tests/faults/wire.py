"""One Socket.IO conversation over one websocket, spoken by hand and blocking: twenty of them fit beside a server on two cores.

Says what a browser says; whoever holds it decides what to send again.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import Any

import websocket

HANDSHAKE_SECONDS = 5.0


class Broken(Exception):
    """The line broke or no answer came in time: whether the server acted is unknown."""


class TurnedAway(Exception):
    """The server refused the connection itself, with a reason."""


class Line:
    """`ask` answers an ack; `heard` holds the newest body of each topic that came meanwhile."""

    def __init__(self, url: str, cookie: str, auth: dict[str, Any]) -> None:
        self.heard: dict[str, Any] = {}
        self._asked = 0
        address = f"{url.replace('http', 'ws', 1)}/socket.io/?EIO=4&transport=websocket"
        try:
            self._socket = websocket.create_connection(
                address, timeout=HANDSHAKE_SECONDS, cookie=cookie, suppress_origin=True
            )
            self._greet(auth)
        except (OSError, websocket.WebSocketException) as trouble:
            raise Broken(str(trouble)) from trouble

    def ask(self, event: str, payload: Any, patience: float = 5.0, times: int = 1) -> dict[str, Any]:
        """The ack of an event sent so many `times` over. Raises Broken."""
        self._asked += 1
        frame = f"42{self._asked}{json.dumps([event, payload])}"
        try:
            for _ in range(times):
                self._socket.send(frame)
        except (OSError, websocket.WebSocketException) as trouble:
            raise Broken(str(trouble)) from trouble
        return self._ack(self._asked, time.monotonic() + patience)

    def listen(self, seconds: float) -> None:
        """Stay in touch for a while without a question. Raises Broken."""
        last = time.monotonic() + seconds
        while (left := last - time.monotonic()) > 0:
            self._read(left)

    def close(self) -> None:
        with suppress(OSError, websocket.WebSocketException):
            self._socket.close(timeout=1)

    def _greet(self, auth: dict[str, Any]) -> None:
        self._socket.recv()  # the transport's own terms
        self._socket.send(f"40{json.dumps(auth)}")
        answer = str(self._socket.recv())
        if not answer.startswith("40"):
            self.close()
            raise TurnedAway(answer)

    def _ack(self, number: int, last: float) -> dict[str, Any]:
        wanted = f"43{number}["
        while (left := last - time.monotonic()) > 0:
            packet = self._read(left)
            if packet.startswith(wanted):
                [ack] = json.loads(packet[len(wanted) - 1 :])
                return dict(ack)
        raise Broken("no answer in time")

    def _read(self, seconds: float) -> str:
        """The next packet, empty when none came; heartbeats are answered, topics kept."""
        try:
            self._socket.settimeout(max(seconds, 0.01))
            packet = str(self._socket.recv())
            if packet == "2":
                self._socket.send("3")
        except websocket.WebSocketTimeoutException:
            return ""
        except (OSError, websocket.WebSocketException) as trouble:
            raise Broken(str(trouble)) from trouble
        if packet in ("", "1", "41"):
            raise Broken("the server hung up")
        if packet.startswith("42["):
            name, body = json.loads(packet[2:])
            self.heard[name] = body
        return packet
