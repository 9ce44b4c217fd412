"""A bad Wi-Fi: a relay between tablets and server that reads websocket frames, and drops, doubles, delays and reorders those of
operations and answers. It cuts connections, too; what it still held of a cut one reaches the server later all the same.
"""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True)
class Weather:
    """Of a hundred frames with an operation or an answer: how many are dropped, doubled, come late, cut the line.
    `delay`: at most so many seconds."""

    dropped: int = 10
    doubled: int = 10
    late: int = 10
    cut: int = 2
    delay: float = 0.3


class Relay:
    """Listens on a port of its own while the block lasts; `done` counts what was done to frames."""

    def __init__(self, port: int, weather: Weather) -> None:
        self._to, self._weather = port, weather
        self._chance = random.Random(4)
        self._loop = asyncio.new_event_loop()
        self._listening = threading.Event()
        self.done: Counter[str] = Counter()
        self.url = ""

    def __enter__(self) -> Relay:
        threading.Thread(target=self._serve, daemon=True).start()
        self._listening.wait(5)
        return self

    def __exit__(self, *_fault: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._join, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._listening.set()
        self._loop.run_forever()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._to)
        except OSError:
            writer.close()
            return
        ways = [self._loop.create_task(self._carry(*way)) for way in ((reader, back, b"42"), (there, writer, b"43"))]
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        writer.close()
        self._loop.call_later(2 * self._weather.delay, back.close)  # late frames still arrive from a line that is gone
        for way in ways:
            way.cancel()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, kind: bytes) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            writer.write(await reader.readuntil(b"\r\n\r\n"))  # the handshake
            while True:
                frame, text = await _frame(reader)
                if not text.startswith(kind) or text.startswith(kind + b"["):
                    writer.write(frame)  # heartbeats, greetings and topics pass
                elif self._treat(frame, writer) == "cut":
                    return
                await asyncio.sleep(0)

    def _treat(self, frame: bytes, writer: asyncio.StreamWriter) -> str:
        what = self._fate()
        self.done[what] += 1
        if what == "late":  # others overtake it
            self._loop.call_later(self._chance.uniform(0, self._weather.delay), _write, writer, frame)
        elif what == "doubled":
            writer.write(frame)
            self._loop.call_later(self._chance.uniform(0, self._weather.delay), _write, writer, frame)
        elif what == "cut":
            self._loop.call_later(self._weather.delay, _write, writer, frame)
        elif what == "passed":
            writer.write(frame)
        return what

    def _fate(self) -> str:
        chance, weather = self._chance.random() * 100, self._weather
        for what in ("dropped", "doubled", "late", "cut"):
            chance -= getattr(weather, what)
            if chance < 0:
                return what
        return "passed"


def _write(writer: asyncio.StreamWriter, frame: bytes) -> None:
    if not writer.is_closing():
        writer.write(frame)


async def _frame(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """The next websocket frame as it came, and what it says (RFC 6455, 5.2)."""
    head = await reader.readexactly(2)
    length, more = head[1] & 0x7F, b""
    if length > 125:
        more = await reader.readexactly(2 if length == 126 else 8)
        length = int.from_bytes(more, "big")
    mask = await reader.readexactly(4) if head[1] & 0x80 else b""
    body = await reader.readexactly(length)
    text = bytes(byte ^ mask[at % 4] for at, byte in enumerate(body)) if mask else body
    return head + more + mask + body, text
