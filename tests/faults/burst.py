"""Twenty judges who never stop entering scores, through kills and restarts, and the check that nothing acked went missing.

Each judge is a browser's outbox: one score under way, sent again with the same operation id until its ack is there.
"""

from __future__ import annotations

import contextlib
import secrets
import sqlite3
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import socketio

from contest import play

ACK_SECONDS = 5.0
Cell = tuple[int, int, int]  # entry, judge, criterion


@dataclass(frozen=True)
class Operation:
    """One score as it was sent, and the revision that its ack promised."""

    op_id: str
    cell: Cell
    value: str
    revision: int


@dataclass
class Book:
    """What the judges know: every acked operation, what is under way, what was refused."""

    acked: list[Operation] = field(default_factory=list)
    under_way: set[str] = field(default_factory=set)
    refused: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class BurstingJudge(threading.Thread):
    """Goes over its cells again and again, each time with another value, until told to stop."""

    def __init__(self, server: str, slug: str, link: str, number: int, entries: int, criteria: int, book: Book) -> None:
        super().__init__(daemon=True)
        self.server, self.slug, self.number, self.book = server, slug, number, book
        self.cells = [(entry, number, criterion) for entry in range(1, entries + 1) for criterion in range(1, criteria + 1)]
        self.cookie = play.cookie_of(server, link)
        self.revisions: dict[Cell, int] = {}
        self.stopping = threading.Event()
        self.failure: Exception | None = None

    def run(self) -> None:
        try:
            at = 0
            while not self.stopping.is_set():
                cell = self.cells[at % len(self.cells)]
                self._enter(cell, secrets.token_hex(16), f"{(at * 7 + self.number) % 30 / 2:g}")
                at += 1
        except Exception as failure:  # told by the test, which waits for this thread
            self.failure = failure
        finally:
            self._hang_up()

    def finish(self) -> None:
        """No new score; the one under way is still brought home."""
        self.stopping.set()
        self.join(timeout=60)
        assert not self.is_alive(), f"judge {self.number} never got its last ack"
        if self.failure is not None:
            raise self.failure

    def _enter(self, cell: Cell, op_id: str, value: str) -> None:
        entry, _judge, criterion = cell
        base = self.revisions.get(cell, 0)
        payload = {"op_id": op_id, "round": 1, "entry": entry, "criterion": criterion, "value": value, "base": base}
        with self.book.lock:
            self.book.under_way.add(op_id)
        ack = None
        while ack is None:
            ack = self._sent(payload)
        with self.book.lock:
            self.book.under_way.discard(op_id)
            if ack["ok"]:
                self.revisions[cell] = ack["score"]["revision"]
                self.book.acked.append(Operation(op_id, cell, value, ack["score"]["revision"]))
            else:
                self.book.refused.append(f"judge {self.number}: {ack['refused']}")
                self.revisions[cell] = int(ack["refused"]["details"].get("revision", base))

    def _sent(self, payload: dict[str, Any]) -> dict[str, Any] | None:
        """The ack, or None when the line broke first."""
        client = self._line()
        if client is None:
            return None
        answered = threading.Event()
        acks: list[dict[str, Any]] = []

        def on_ack(ack: dict[str, Any]) -> None:
            acks.append(ack)
            answered.set()

        with contextlib.suppress(socketio.exceptions.SocketIOError):
            client.emit("enter_score", payload, callback=on_ack)
            last = time.monotonic() + ACK_SECONDS
            while client.connected and time.monotonic() < last and not answered.wait(0.05):
                pass
        if not acks:
            self._hang_up()
        return acks[0] if acks else None

    _client: socketio.Client | None = None

    def _line(self) -> socketio.Client | None:
        if self._client is not None and self._client.connected:
            return self._client
        client = socketio.Client(reconnection=False)
        try:
            client.connect(
                self.server, headers={"Cookie": self.cookie}, transports=["websocket"], wait_timeout=5,
                auth={"contest": self.slug, "seat": f"judge-{self.number}"},
            )
        except socketio.exceptions.SocketIOError:
            time.sleep(0.1)
            return None
        self._client = client
        return client

    def _hang_up(self) -> None:
        if self._client is not None:
            with contextlib.suppress(socketio.exceptions.SocketIOError, OSError):
                self._client.disconnect()
            self._client = None


def faults(database: Path, book: Book) -> list[str]:
    """Everything that is not as the judges were told: lost, doubled or changed. Empty when all is well."""
    with closing(sqlite3.connect(database)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        scores = {
            (entry, judge, criterion): (value, revision)
            for entry, judge, criterion, value, revision in connection.execute(
                "SELECT entry, judge, criterion, value, revision FROM score"
            )
        }
        logged = connection.execute(
            "SELECT json_extract(body, '$.op'), count(*) FROM fact "
            "WHERE json_extract(body, '$.fact') = 'score_entered' GROUP BY 1"
        ).fetchall()
    times = dict(logged)
    found = [] if whole else ["the database is damaged"]
    found += [f"lost from the log: {one}" for one in book.acked if one.op_id not in times]
    found += [f"logged {count} times: {op_id}" for op_id, count in times.items() if count != 1]
    for last in {one.cell: one for one in book.acked}.values():
        value, revision = scores.get(last.cell, (None, 0))
        if value is None or (Decimal(value), revision) != (Decimal(last.value), last.revision):
            found.append(f"changed: {last} stands as {value}, revision {revision}")
    return found
