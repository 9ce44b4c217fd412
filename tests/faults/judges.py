"""Judges who never stop entering scores, each a browser's outbox: an edit is kept with its operation id, sent in order, and
sent again unchanged until its answer comes. `Book` is the history of it all: ok, fail or unknown.
"""

from __future__ import annotations

import random
import secrets
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.faults.wire import Broken, Line

Cell = tuple[int, int, int]  # entry, judge, criterion
NOT_NOW = ("try_again", "too_many_requests", "storage_full")  # as static/js/models/outbox.js: send it again later


@dataclass
class Operation:
    """One edit. `outcome` is what its judge knows: saved, refused, or nothing yet."""

    op_id: str
    cell: Cell
    value: str
    base: int
    made_at: float
    outcome: Literal["ok", "fail", "unknown"] = "unknown"
    revision: int = 0
    refusal: dict[str, Any] = field(default_factory=dict)
    sent: int = 0
    answered_at: float = 0.0


@dataclass
class Book:
    """Everything the judges did; `later` and `words`: each time they were told to come again, the code and what was said."""

    operations: list[Operation] = field(default_factory=list)
    under_way: set[str] = field(default_factory=set)
    later: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lines_lost: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def of(self, outcome: str) -> list[Operation]:
        with self.lock:
            return [one for one in self.operations if one.outcome == outcome]

    @property
    def acked(self) -> int:
        return len(self.of("ok"))

    def figures(self) -> dict[str, Any]:
        told = {f"ops_{outcome}": len(self.of(outcome)) for outcome in ("ok", "fail", "unknown")}
        again = sum(max(0, one.sent - 1) for one in self.operations)
        return {**told, "sent_again": again, "told_later": len(self.later), "lines_lost": self.lines_lost}


@dataclass(frozen=True)
class Seat:
    """Where a judge sits: `cookie` is what their link was exchanged for."""

    url: str
    slug: str
    number: int
    cookie: str

    def line(self) -> Line:
        return Line(self.url, self.cookie, {"contest": self.slug, "seat": f"judge-{self.number}", "lang": "en"})


@dataclass(frozen=True)
class Manner:
    """How a judge works: seconds between two edits, seconds until an answer is given up, how many of a hundred are sent twice."""

    pause: float = 0.0
    patience: float = 5.0
    doubled: int = 0


class Judge(threading.Thread):
    """Goes over its cells again and again, each time with another value, until told to stop."""

    def __init__(self, seat: Seat, cells: list[Cell], book: Book, manner: Manner | None = None) -> None:
        super().__init__(daemon=True)
        self.seat, self.cells, self.book, self.manner = seat, cells, book, manner or Manner()
        self.revisions: dict[Cell, int] = {}
        self.sheets: dict[int, dict[str, Any]] = {}
        self.stopping = threading.Event()
        self.failure: Exception | None = None
        self.answered_at = 0.0
        self._line: Line | None = None
        self._chance = random.Random(seat.number)

    def run(self) -> None:
        try:
            for cell, value in self._wishes():
                self.deliver(self.make(cell, value))
                self._rest()
        except Exception as failure:  # told by finish(), which waits for this thread
            self.failure = failure
        finally:
            self.hang_up()

    def finish(self, seconds: float = 90) -> None:
        """No new edit once every cell has one; what is under way is still brought home."""
        self.stopping.set()
        self.join(timeout=seconds)
        if self.is_alive():
            raise AssertionError(f"judge {self.seat.number} never got its last answer")
        if self.failure is not None:
            raise self.failure

    def make(self, cell: Cell, value: str) -> Operation:
        """An edit as it is kept on the tablet."""
        made = Operation(secrets.token_hex(16), cell, value, self.revisions.get(cell, 0), time.monotonic())
        with self.book.lock:
            self.book.operations.append(made)
        return made

    def deliver(self, edit: Operation) -> None:
        """Send it until it is answered; what it builds on is fixed when it is first sent."""
        edit.base = self.revisions.get(edit.cell, 0)
        payload = self.payload(edit)
        with self.book.lock:
            self.book.under_way.add(edit.op_id)
        ack = None
        while ack is None:
            edit.sent += 1
            ack = self.try_to_ask("enter_score", payload)
        with self.book.lock:
            self.book.under_way.discard(edit.op_id)
        self.note(edit, ack)

    def payload(self, edit: Operation) -> dict[str, Any]:
        entry, _judge, criterion = edit.cell
        return {
            "op_id": edit.op_id, "round": 1, "entry": entry, "criterion": criterion, "value": edit.value, "base": edit.base,
        }

    def try_to_ask(self, event: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        """An answer that settles the matter, or None: later."""
        try:
            if self._line is None:
                self._line = self.seat.line()
            times = 2 if self._chance.random() * 100 < self.manner.doubled else 1
            ack = self._line.ask(event, payload, self.manner.patience, times)
        except Broken:
            self.hang_up()
            with self.book.lock:
                self.book.lines_lost += 1
            time.sleep(0.2)
            return None
        if not self.is_settled(ack):
            with self.book.lock:
                self.book.later.append(ack["refused"]["code"])
                self.book.words.append(ack["message"])
            time.sleep(0.25)
            return None
        return ack

    def hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    def _wishes(self) -> Iterator[tuple[Cell, str]]:
        at = 0
        while at < len(self.cells) or not self.stopping.is_set():
            yield self.cells[at % len(self.cells)], value_of(at, self.seat.number)
            at += 1

    def _rest(self) -> None:
        if self.manner.pause and not self.stopping.is_set():
            try:
                if self._line is not None:
                    self._line.listen(self.manner.pause)
            except Broken:
                self.hang_up()

    def is_settled(self, ack: dict[str, Any]) -> bool:
        return bool(ack["ok"]) or ack["refused"]["code"] not in NOT_NOW

    def note(self, edit: Operation, ack: dict[str, Any]) -> None:
        """What the answer says of an edit."""
        with self.book.lock:
            edit.answered_at = self.answered_at = time.monotonic()
            if ack["ok"]:
                edit.outcome, edit.revision = "ok", ack["score"]["revision"]
                self.revisions[edit.cell] = edit.revision
                self.sheets[edit.cell[0]] = ack["sheet"]
            else:
                edit.outcome, edit.refusal = "fail", ack["refused"]
                self.revisions[edit.cell] = int(ack["refused"]["details"].get("revision", edit.base))


def value_of(at: int, number: int) -> str:
    """A score that every criterion takes, another one each time."""
    return f"{(at * 7 + number) % 30 / 2:g}"


def cells_of(number: int, entries: int, criteria: int) -> list[Cell]:
    return [(entry, number, criterion) for entry in range(1, entries + 1) for criterion in range(1, criteria + 1)]
