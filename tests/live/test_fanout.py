"""The fan-out: whole frames only, the newest behind a slow reader, one compressed frame for all, no trace of who left."""

from __future__ import annotations

import json
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
import socketio
from hypothesis import given
from hypothesis import strategies as st

from contest.live import fanout
from contest.live.fanout import Fanout, Line, SharedDeflate, frame, squeezed_frame
from tests.live.visitors import LiveHall, live_hall

BROWSER_OFFER = "permessage-deflate; client_max_window_bits"


def messages(data: bytes) -> list[str]:
    """What a browser reads from these bytes. Fails on anything that is no whole text message."""
    found = []
    while data:
        size, head = data[1], 2
        if size == 126:
            size, head = int.from_bytes(data[2:4]), 4
        elif size == 127:
            size, head = int.from_bytes(data[2:10]), 10
        body = data[head:head + size]
        assert data[0] in (0x81, 0xC1)
        assert len(body) == size
        if data[0] == 0xC1:
            body = zlib.decompressobj(-zlib.MAX_WBITS).decompress(body + b"\x00\x00\xff\xff")
        found.append(body.decode())
        data = data[head + size:]
    return found


class Pipe:
    """The system's socket and the green one around it: takes so many bytes, then blocks until somebody reads."""

    def __init__(self, room: int) -> None:
        self.fd = self
        self.room = room
        self.taken = b""
        self.shut = False

    def send(self, data: bytes) -> int:
        if self.shut:
            raise BrokenPipeError
        if not self.room:
            raise BlockingIOError
        sent, self.room = data[:self.room], max(0, self.room - len(data))
        self.taken += sent
        return len(sent)

    def sendall(self, data: bytes) -> None:
        """The reader catches up while we wait."""
        if self.shut:
            raise BrokenPipeError
        self.taken += data

    def setsockopt(self, *_told: int) -> None:
        pass

    def shutdown(self, _how: int) -> None:
        self.shut = True


class Hall:
    """A manager with one line of so much room; what it does later waits in `later`."""

    def __init__(self, room: int, extensions: dict[str, Any] | None = None) -> None:
        self.pipe = Pipe(room)
        self.later: list[Callable[[], None]] = []
        self.busy: set[Line] = set()
        self.websocket = SimpleNamespace(
            socket=self.pipe, extensions=extensions or {}, _sendlock=threading.Semaphore(), send=None, _send=None, wait=None
        )
        self.line = Line(self.websocket, self.busy, self._spawn)

    def _spawn(self, work: Callable[..., None], *told: Any) -> None:
        self.later.append(lambda: work(*told))

    def tell(self, room: str, text: str) -> None:
        """As the manager does for each line."""
        fanout.write(room, self.line, frame(text), self.busy)

    def go_on(self) -> None:
        while self.later:
            self.later.pop(0)()


@given(st.text(max_size=70_000))
def test_a_frame_carries_its_text_plain_and_squeezed(text: str) -> None:
    assert messages(frame(text)) == messages(squeezed_frame(text)) == [text]


def test_a_reader_who_keeps_up_gets_every_message_at_once() -> None:
    hall = Hall(10_000)
    for number in range(5):
        hall.tell("board", f"state {number}")
    assert messages(hall.pipe.taken) == [f"state {number}" for number in range(5)]
    assert not hall.busy


def test_behind_a_frame_under_way_only_the_newest_of_each_room_waits() -> None:
    hall = Hall(4)
    for number in range(5):
        hall.tell("board", f"state {number}")
        hall.tell("clock", f"time {number}")
    hall.go_on()
    assert messages(hall.pipe.taken) == ["state 0", "state 4", "time 4"]
    assert not hall.busy


@given(st.lists(st.tuples(st.sampled_from(["board", "clock", "library", "read"]), st.integers(0, 30)), max_size=40))
def test_frames_never_mix_whoever_writes_and_however_slowly_it_is_read(acts: list[tuple[str, int]]) -> None:
    hall = Hall(20)
    told: dict[str, list[str]] = {"board": [], "clock": []}
    for number, (what, size) in enumerate(acts):
        if what == "read":
            hall.go_on()
            hall.pipe.room = size
        elif what == "library":
            hall.go_on()  # its writer waits for its turn
            hall.websocket.send(f"ack {number}")
        else:
            told[what].append(f"{what} {number}")
            hall.tell(what, told[what][-1])
    hall.go_on()
    heard = messages(hall.pipe.taken)
    acks = [f"ack {number}" for number, (what, _) in enumerate(acts) if what == "library"]
    assert [one for one in heard if one.startswith("ack")] == acks
    for what, sent in told.items():
        mine = [one for one in heard if one.startswith(what)]
        assert mine == [one for one in sent if one in mine]  # in order
        assert mine[-1:] == sent[-1:]  # and always the last


def test_a_reader_who_holds_too_much_or_too_long_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    hall = Hall(1)
    hall.tell("board", "first")
    hall.tell("board", "x" * fanout.MOST_HELD)
    assert hall.pipe.shut
    late = Hall(1)
    late.tell("board", "first")
    monkeypatch.setattr(time, "monotonic", lambda: 1e9)
    late.tell("board", "second")
    assert late.pipe.shut
    late.go_on()
    assert not late.busy  # and nothing came behind the frame that broke off
    assert len(late.pipe.taken) == 1


def test_the_library_writes_no_more_on_a_line_that_was_cut() -> None:
    hall = Hall(1)
    hall.line.cut()
    with pytest.raises(OSError, match="^$|Broken"):
        hall.websocket.send("ack")
    assert not hall.busy


@pytest.mark.parametrize(
    ("offered", "answered"),
    [
        (BROWSER_OFFER, "permessage-deflate; server_no_context_takeover; client_no_context_takeover"),
        ("permessage-deflate; server_max_window_bits=10", None),
        ("", None),
    ],
)
def test_compression_is_offered_without_a_context_or_not_at_all(offered: str, answered: str | None) -> None:
    seen: list[dict[str, str]] = []
    environ = {"HTTP_SEC_WEBSOCKET_EXTENSIONS": offered} if offered else {}
    SharedDeflate(lambda told, _start: seen.append(told))(environ, None)
    assert seen[0].get("HTTP_SEC_WEBSOCKET_EXTENSIONS") == answered


def test_whoever_leaves_leaves_every_room_and_no_trace() -> None:
    manager = Fanout(lambda sid: False)
    socketio.Server(client_manager=manager, async_mode="threading")
    for number in range(20):
        sid = manager.connect(f"eio{number}", "/")
        manager.enter_room(sid, "/", "board")
        if number % 2:
            manager.pre_disconnect(sid, "/")
        manager.disconnect(sid, "/")
    assert manager.rooms == {}
    assert (manager._watchers, manager._rooms_of, manager.pending_disconnect) == ({}, {}, {})


def test_a_library_it_was_not_made_for_goes_its_own_way(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    manager = Fanout(lambda sid: False)
    server = socketio.Server(client_manager=manager, async_mode="threading")
    slot = server.eio._async
    monkeypatch.setattr(fanout, "FITTING", {"python-engineio": "9."})
    manager.take_lines()
    assert server.eio._async is slot
    assert "python-engineio" in caplog.text


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    with live_hall(tmp_path_factory.mktemp("data")) as started:
        yield started


class Raw:
    """A browser's socket down to the bytes. `offer`: the compression it asks for."""

    def __init__(self, hall: LiveHall, offer: str = "") -> None:
        self._line = socket.create_connection(("127.0.0.1", hall.server.port), timeout=10)
        self._line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16384)
        asked = f"Sec-WebSocket-Extensions: {offer}\r\n" if offer else ""
        self._line.sendall(
            f"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:{hall.server.port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{asked}\r\n".encode()
        )
        self.said = b""
        while b"\r\n\r\n" not in self.said:
            self.said += self._line.recv(1)
        self._say("40" + json.dumps({"contest": hall.slug, "seat": "public"}))
        self._say('420["watch",{"topics":["screens"]}]')

    def _say(self, text: str) -> None:
        body = text.encode()
        size = bytes([0x80 | len(body)]) if len(body) < 126 else bytes([0x80 | 126]) + len(body).to_bytes(2)
        self._line.sendall(b"\x81" + size + bytes(4) + body)

    def read(self, seconds: float) -> tuple[list[str], bool]:
        """All whole messages that come within the time, and whether the server ended the connection."""
        data, until, ended = b"", time.monotonic() + seconds, False
        self._line.settimeout(0.2)
        while time.monotonic() < until and not ended:
            try:
                more = self._line.recv(65536)
                data, ended = data + more, not more
            except TimeoutError:
                continue
            except OSError:
                ended = True
        self._line.close()
        return (messages(_whole(data)) if not ended else []), ended


def _whole(data: bytes) -> bytes:
    """Up to the end of the last whole frame."""
    at = 0
    while len(data) - at >= 4:
        size, head = (int.from_bytes(data[at + 2:at + 4]), 4) if data[at + 1] == 126 else (data[at + 1], 2)
        if len(data) - at < head + size:
            break
        at += head + size
    return data[:at]


def _shown(told: list[str]) -> list[str]:
    """The message on the first screen, as each `screens` message tells it."""
    bodies = [json.loads(one[2:])[1]["body"] for one in told if one.startswith('42["screens"')]
    return [body["screens"][0]["message"][:3] for body in bodies]


@pytest.mark.server
def test_one_compressed_frame_fits_every_browser(hall: LiveHall) -> None:
    raw, plain = Raw(hall, BROWSER_OFFER), Raw(hall)
    assert b"server_no_context_takeover" in raw.said
    assert b"Extensions" not in plain.said
    hall.wire("organizer").command("show_scene", screen=None, scene="message", message="001" + "ư" * 900)
    for one in (raw, plain):
        told, ended = one.read(1.0)
        assert not ended
        assert _shown(told)[-1:] == ["001"]
    hall.hang_up()


@pytest.mark.server
def test_who_reads_slowly_skips_to_the_newest_and_holds_up_nobody(hall: LiveHall) -> None:
    slow, quick, desk = Raw(hall), hall.wire("screen"), hall.wire("organizer")
    quick.watch("screens")
    for number in range(100, 130):
        text = f"{number}" + "ư" * 1990  # about 12 kB as JSON: more than the system keeps for one line after a while
        desk.command("show_scene", screen=None, scene="message", message=text)
        assert quick.hears("screens", lambda told, text=text: told["body"]["screens"][0]["message"] == text)
    shown = _shown(slow.read(3.0)[0])
    assert shown == sorted(shown)
    assert shown[-1] == "129"
    assert len(shown) < 30
    hall.hang_up()
