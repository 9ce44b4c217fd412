"""One message to everybody who watches: one encode and one frame for all, written straight to their sockets.

A plain Socket.IO server queues, frames and compresses for each recipient. Here a line (one browser's websocket) gets the whole
frame at once. While one is under way, the newest of each room waits behind it: nothing queues, and who never reads is cut off.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import struct
import time
import zlib
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from engineio.packet import MESSAGE
from engineio.packet import Packet as Envelope
from socketio import Manager
from socketio.packet import EVENT

from contest.live import heartbeat

log = logging.getLogger(__name__)

SLICE = 512  # lines written before the loop has its turn
SQUEEZED_FROM = 400  # bytes; below it a compressed frame saves nothing worth the work
MOST_HELD = 256 * 1024  # bytes that wait for one line; beyond it, it is cut off and comes back for the newest state
MOST_SECONDS = 30.0  # without one moment in which all was read
SEND_BUFFER = 64 * 1024  # bytes the system keeps for one line; what is older than that on a phone nobody wants
PING = b"\x81\x012"  # Engine.IO's, in a frame
LIBRARY_PINGS = (25, 20)  # seconds between the library's own, and for its answer
FITTING = {"python-engineio": "4.", "python-socketio": "5.", "eventlet": "0."}
NAMESPACE = "/"


def frame(text: str) -> bytes:
    """One unmasked text message (RFC 6455, 5.2)."""
    return _framed(0x81, text.encode())


def squeezed_frame(text: str) -> bytes:
    """The same deflated by itself (RFC 7692, 7.2.3.1), so that one fits every browser that keeps no context."""
    squeeze = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return _framed(0xC1, (squeeze.compress(text.encode()) + squeeze.flush(zlib.Z_SYNC_FLUSH))[:-4])


def _framed(first: int, body: bytes) -> bytes:
    size = len(body)
    if size < 126:
        return struct.pack("!BB", first, size) + body
    if size < 65536:
        return struct.pack("!BBH", first, 126, size) + body
    return struct.pack("!BBQ", first, 127, size) + body


class SharedDeflate:
    """Before the app: whoever offers compression is offered back the kind that keeps no context between messages."""

    def __init__(self, app: Callable[..., Any]) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        offered = environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", "")
        if "permessage-deflate" in offered and "server_max_window_bits" not in offered:
            environ["HTTP_SEC_WEBSOCKET_EXTENSIONS"] = (
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
            )
        return self._app(environ, start_response)


def write(room: str, line: Line, whole: bytes, busy: set[Line]) -> None:
    """Hand one frame to the system at once, or leave it behind the frame under way. Never waits."""
    line.wrote = time.monotonic()
    if busy and line in busy:
        line.offer(room, whole)
        return
    try:
        sent = line.send_now(whole)
    except BlockingIOError:
        sent = 0
    except OSError:
        return  # gone; its reader ends the connection
    if sent < len(whole):
        line.go_on(whole[sent:])


class Line:
    """One browser's websocket: whole frames in turn, ours and the library's. In `busy` while a frame is under way."""

    def __init__(self, websocket: Any, busy: set[Line], spawn: Callable[..., Any]) -> None:
        self.at_work = False
        self.heard = self.wrote = time.monotonic()
        self.squeezes = bool(websocket.extensions)
        self._socket = websocket.socket
        self._turn = websocket._sendlock
        self._busy = busy
        self._spawn = spawn
        self._behind: dict[str, bytes] = {}
        self._writers = 0
        self._since = 0.0
        raw = getattr(self._socket, "fd", None)  # the system's own socket; TLS has to go through its library
        self.send_now: Callable[[bytes], int] = _not_now if raw is None else raw.send
        if raw is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self._pack = websocket.send
        self._listen = websocket.wait
        websocket.send = self._say
        websocket.wait = self._hear
        websocket._send = self._write

    def offer(self, room: str, whole: bytes) -> None:
        """While a frame is under way: let this be the newest of its room."""
        self._behind.pop(room, None)
        self._behind[room] = whole
        if sum(map(len, self._behind.values())) > MOST_HELD or time.monotonic() - self._since > MOST_SECONDS:
            self.cut()

    def go_on(self, rest: bytes) -> None:
        """The system took only a part: the rest follows by itself, and what was offered meanwhile behind it."""
        self._turn.acquire(False)  # free: nobody was writing
        self._begin()
        self._spawn(self._finish, rest)

    def cut(self) -> None:
        """End the connection; its browser comes back and is given the newest state."""
        self.send_now = _not_now
        self._behind.clear()
        with contextlib.suppress(OSError):  # gone already
            self._socket.shutdown(socket.SHUT_RDWR)

    def ping(self) -> None:
        write("ping", self, PING, self._busy)

    def _hear(self) -> Any:
        told = self._listen()
        self.heard = time.monotonic()
        return told

    def _say(self, message: Any, **options: Any) -> None:
        """The library's packets. What is short goes uncompressed, which costs neither time nor memory."""
        if options or not isinstance(message, str):
            self._pack(message, **options)
        else:
            self._write(squeezed_frame(message) if self.squeezes and len(message) >= SQUEEZED_FROM else frame(message))

    def _write(self, whole: bytes) -> None:
        """Write one frame and wait until it is out. Raises OSError when the line is dead."""
        rest = whole
        if self not in self._busy:
            rest = whole[self._sent(whole):]
            if not rest:
                return
        self._begin()
        try:
            with self._turn:
                self._send_all(rest)
        finally:
            self._end()

    def _finish(self, rest: bytes) -> None:
        try:
            self._send_all(rest)
        except OSError:
            pass  # cut: its reader ends the connection
        finally:
            self._turn.release()
            self._end()

    def _send_all(self, rest: bytes) -> None:
        """With the turn ours. A frame that broke off may have nothing behind it."""
        try:
            self._socket.sendall(rest)
            while self._behind:
                self._socket.sendall(self._behind.pop(next(iter(self._behind))))
        except OSError:
            self.cut()
            raise

    def _sent(self, whole: bytes) -> int:
        try:
            return self.send_now(whole)
        except BlockingIOError:
            return 0

    def _begin(self) -> None:
        if not self._writers:
            self._since = time.monotonic()
            self._busy.add(self)
        self._writers += 1

    def _end(self) -> None:
        self._writers -= 1
        if not self._writers:
            self._busy.discard(self)


class Watchers:
    """Who is in one room, those who must hear first in front."""

    def __init__(self) -> None:
        self.lines: dict[str, tuple[bool, Line]] = {}
        self.others: dict[str, str] = {}  # sid -> the library's own id, for who has no line of ours
        self._in_order: list[Line] | None = None

    def add(self, sid: str, line: Line, is_first: bool) -> None:
        self.lines[sid] = (is_first, line)
        self._in_order = None

    def drop(self, sid: str) -> None:
        self.others.pop(sid, None)
        if self.lines.pop(sid, None):
            self._in_order = None

    def in_order(self) -> list[Line]:
        if self._in_order is None:
            known = self.lines.values()
            self._in_order = [line for first, line in known if first] + [line for first, line in known if not first]
        return self._in_order


class Fanout(Manager):  # type: ignore[misc]
    """The library's manager, with rooms that are written to at once. `is_first`: whether this sid is somebody at work, who hears
    before the audience. Without lines (threading mode, a library that does not fit) everything goes the library's own way."""

    def __init__(self, is_first: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_first = is_first
        self._lines: set[Line] = set()
        self._busy: set[Line] = set()
        self._watchers: dict[str, Watchers] = {}
        self._rooms_of: dict[str, set[Any]] = {}

    def behind(self) -> int:
        """Lines with a frame under way."""
        return len(self._busy)

    def take_lines(self) -> None:
        """From now on know each connection's websocket: the one thing the library has no public way for."""
        wrong = [f"{name} {version(name)}" for name, fits in FITTING.items() if not version(name).startswith(fits)]
        slot = getattr(self.server.eio, "_async", {})
        if wrong or "websocket" not in slot:
            log.warning("fan-out by the library's own, slower way: not made for %s", ", ".join(wrong) or "this library")
            return
        self.server.eio.ping_interval, self.server.eio.ping_timeout = LIBRARY_PINGS
        self.server.start_background_task(heartbeat.run, self._lines, self.server.sleep)
        self.server.eio._async = {**slot, "websocket": self._with_line(slot["websocket"])}

    def emit(
        self, event: str, data: Any, namespace: str, room: Any = None, skip_sid: Any = None, callback: Any = None,
        to: Any = None, **options: Any,
    ) -> None:
        room = to or room
        watchers = self._watchers.get(room) if isinstance(room, str) and namespace == NAMESPACE else None
        if watchers is None or skip_sid or callback:
            super().emit(event, data, namespace, room, skip_sid, callback, **options)
            return
        packet = self.server.packet_class(EVENT, namespace=namespace, data=[event, data])
        envelope = Envelope(MESSAGE, packet.encode())
        self._write_all(room, watchers.in_order(), envelope.encode())
        for eio_sid in list(watchers.others.values()):
            self.server._send_eio_packet(eio_sid, envelope)

    def basic_enter_room(self, sid: str, namespace: str, room: Any, eio_sid: Any = None) -> None:
        super().basic_enter_room(sid, namespace, room, eio_sid)
        self._rooms_of.setdefault(sid, set()).add(room)
        if room is None or room == sid:
            return
        watchers = self._watchers.setdefault(room, Watchers())
        own_id = self.rooms[namespace][room][sid]
        line = getattr(self.server.eio.sockets.get(own_id), "line", None)
        if line is None:
            watchers.others[sid] = own_id
        else:
            line.at_work = self._is_first(sid)
            watchers.add(sid, line, line.at_work)

    def basic_leave_room(self, sid: str, namespace: str, room: Any) -> None:
        super().basic_leave_room(sid, namespace, room)
        self._rooms_of.get(sid, set()).discard(room)
        watchers = self._watchers.get(room)
        if watchers is not None:
            watchers.drop(sid)
            if not watchers.lines and not watchers.others:
                del self._watchers[room]

    def basic_disconnect(self, sid: str, namespace: str, **options: Any) -> None:
        """As the library does it, but it would look through every room of everybody."""
        for room in self._rooms_of.pop(sid, set()).copy():
            self.basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for waiting in (self.pending_connect, self.pending_disconnect):
            if sid in waiting.get(namespace, ()):
                waiting[namespace].remove(sid)
                if not waiting[namespace]:
                    del waiting[namespace]

    def _write_all(self, room: str, lines: list[Line], text: str) -> None:
        """In slices, so that acks and clocks have their turn between."""
        plain, squeezed = frame(text), squeezed_frame(text) if len(text) >= SQUEEZED_FROM else frame(text)
        busy = self._busy
        for start in range(0, len(lines), SLICE):
            if start:
                self.server.sleep(0)
            for line in lines[start:start + SLICE]:
                write(room, line, squeezed if line.squeezes else plain, busy)

    def _with_line(self, websocket_class: Any) -> Any:
        take = self._take

        class WithLine(websocket_class):  # type: ignore[misc]
            def __init__(self, handler: Any, server: Any) -> None:
                super().__init__(lambda websocket: take(handler, websocket), server)

        return WithLine

    def _take(self, handler: Any, websocket: Any) -> Any:
        """In place of the library's `handler` of one connection, a method of its socket: the same, with a line of ours."""
        try:
            line = Line(websocket, self._busy, self.server.start_background_task)
        except AttributeError:
            log.exception("this connection goes the library's own way")
            return handler(websocket)
        handler.__self__.line = line
        self._lines.add(line)
        try:
            return handler(websocket)
        finally:
            self._lines.discard(line)


def _not_now(whole: bytes) -> int:
    raise BlockingIOError
