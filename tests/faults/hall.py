"""A started server with a contest under way and its judges; what every fault begins with, and the check it ends with."""

from __future__ import annotations

import json
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from contest import play
from tests import servers
from tests.faults import checker
from tests.faults.judges import Book, Judge, Manner, Seat, cells_of
from tests.servers import Server, big_contest

CRITERIA = 5  # of the preset VN-100
READY_SECONDS = 60.0


@dataclass(frozen=True)
class Extent:
    """How much of it: how many judges and entries, how often, for how many seconds."""

    judges: int = 20
    entries: int = 3
    cycles: int = 0
    seconds: float = 0.0


@dataclass
class Report:
    """What came of a fault: figures to print, and everything that was not as it should be."""

    name: str
    mode: str
    figures: dict[str, Any]
    faults: list[str]

    def line(self) -> str:
        told = {"fault": self.name, "mode": self.mode, "ok": not self.faults, **self.figures}
        return json.dumps({**told, "faults": len(self.faults), "first_faults": self.faults[:5]})


@dataclass
class Hall:
    server: Server
    slug: str
    seats: list[Seat]
    extent: Extent
    book: Book = field(default_factory=Book)
    judges: list[Judge] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.server.data / "contest.db"

    def seat_judges(self, manner: Manner | None = None, url: str | None = None) -> list[Judge]:
        """Judges at their tablets, not yet begun; `url` where their way to the server is another one."""
        self.judges = [
            Judge(Seat(url or one.url, one.slug, one.number, one.cookie), cells_of(one.number, self.extent.entries, CRITERIA),
                  self.book, manner)
            for one in self.seats
        ]
        return self.judges

    def start(self, manner: Manner | None = None, url: str | None = None) -> None:
        for judge in self.seat_judges(manner, url):
            judge.start()

    def until_acked(self, more: int, seconds: float = READY_SECONDS) -> None:
        wanted = self.book.acked + more
        wait_for(lambda: self.book.acked >= wanted, seconds)

    def read(self, path: str) -> int:
        """The status of a page as anybody gets it."""
        try:
            with urllib.request.urlopen(self.server.url + path, timeout=15) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code

    def check(self, is_public: bool = True) -> list[str]:
        """Everybody comes to rest and signs; the public's points, the log, the scores, the chain; a clean end."""
        for judge in self.judges:
            judge.finish()
        found = []
        if is_public:
            for judge in self.judges:
                sign(judge)
            found += checker.public_faults(self.server.url, self.slug, self.book)
        status = self.server.stop()
        found += [] if status == 0 else [f"ended: the server's exit status is {status}"]
        found += checker.faults(self.database, self.book)
        verified = servers.contest("verify", data=self.server.data)
        found += [] if verified.returncode == 0 else [f"verify: {verified.stderr.strip()}"]
        return found + [f"traceback: {line}" for line in self.server.log().splitlines() if line.startswith("Traceback")]


def sign(judge: Judge) -> None:
    """The judge signs every sheet as it stands."""
    line = judge.seat.line()
    for entry, sheet in sorted(judge.sheets.items()):
        told = {"op_id": f"{judge.seat.number:016x}{entry:016x}", "round": 1, "entry": entry, "base": sheet["revision"]}
        line.ask("submit_scoresheet", told, patience=15)
    line.close()


@contextmanager
def opened(extent: Extent, mode: str, command: Sequence[str] = servers.COMMAND) -> Iterator[Hall]:
    """A hall in a folder of its own, its server up, its judges paired."""
    with tempfile.TemporaryDirectory(prefix="contest-fault-") as folder:
        data = Path(folder)
        slug, links = big_contest(data, extent.judges, extent.entries, live=True)
        with servers.running(data, mode, command) as server:
            seats = [Seat(server.url, slug, number, play.cookie_of(server.url, link)) for number, link in enumerate(links, 1)]
            yield Hall(server, slug, seats, extent)


def wait_for(condition: Callable[[], bool], seconds: float = READY_SECONDS) -> float:
    """How many seconds it took. Raises AssertionError when it did not come."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() < began + seconds, f"waited {seconds} s in vain"
        time.sleep(0.005)
    return time.monotonic() - began
