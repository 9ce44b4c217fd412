"""The site that we ship, nginx, before two processes on one PostgreSQL and one Redis; one is killed in the middle of a score."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest

from contest import checks, config
from contest.app import create_app
from contest.play import cookie_of
from contest.store import audit, read
from contest.store.database import db
from tests import servers, services
from tests.faults.wire import Broken, Line
from tests.services import Postgres

pytestmark = pytest.mark.server
PATIENCE = 60.0  # seconds


class Browser:
    """Comes back by itself, through nginx, to whichever process answers; keeps the newest message of each topic."""

    def __init__(self, url: str, slug: str, link: str | None) -> None:
        self._url = url
        self._auth = {"contest": slug, "seat": link.partition("#")[0].rpartition("/")[2] if link else "public"}
        self._cookie = cookie_of(url, link) if link else ""
        self._line: Line | None = None
        self.came = 0

    def ask(self, event: str, **payload: Any) -> dict[str, Any]:
        """The ack; after a break the same bytes again, as a tablet's outbox does."""
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            try:
                if self._line is None:
                    self._line, self.came = Line(self._url, self._cookie, self._auth), self.came + 1
                return self._line.ask(event, payload)
            except Broken:
                self._line = None
                time.sleep(0.1)
        raise AssertionError(f"{event} found no server")

    def standings(self) -> list[Any]:
        rows: list[Any] = self.ask("watch", topics=["standings"])["topics"]["standings"]["body"]["rows"]
        return rows

    def close(self) -> None:
        if self._line is not None:
            self._line.close()


def test_a_process_killed_in_the_middle_of_a_score_loses_and_doubles_nothing(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgres.fresh()
    monkeypatch.setenv("CONTEST_DATABASE_URL", address)
    data, folder = tmp_path / "data", tmp_path / "nginx"
    data.mkdir()
    folder.mkdir()
    slug, links = servers.big_contest(data, 2, 2, live=True)
    with services.redis() as (redis_url, _redis):
        told = {"CONTEST_DATABASE_URL": address, "CONTEST_REDIS_URL": redis_url, "CONTEST_BEHIND_PROXY": "1"}
        with servers.running(data, settings=told) as one, servers.running(data, settings=told) as other:  # noqa: SIM117
            with services.nginx(folder, [one.port, other.port]) as url:
                judges = [Browser(url, slug, link) for link in links]
                boards = [Browser(url, slug, None) for _ in range(2)]
                everybody = [*judges, *boards]
                for browser in everybody:
                    browser.ask("watch", topics=["standings"])
                _score(judges, other, kill_at=(1, 3))
                assert {browser.standings() == boards[0].standings() for browser in everybody} == {True}
                assert {browser.came for browser in everybody} == {1, 2}  # some were on the one that was killed, some were not
                assert all(row["place"] is not None for row in boards[1].standings())
                for browser in everybody:
                    browser.close()
    with create_app(config.load(data, testing=True)).app_context():
        row = read.contest_row(slug)
        log = [line.op for line in audit.lines(row.id) if line.fact == "score_entered"]
        assert (len(log), len(set(log)), list(checks.faults(row))) == (2 * 2 * 5, 2 * 2 * 5, [])
        db.session.remove()
        db.engine.dispose()


def _score(judges: list[Browser], victim: servers.Server, kill_at: tuple[int, int]) -> None:
    """Every judge scores every entry and signs. At one point a process dies; what was under way there comes again."""
    for entry in (1, 2):
        for number, judge in enumerate(judges):
            sheet = {"round": 1, "entry": entry}
            for criterion in range(1, 6):
                if (entry, criterion) == kill_at and number == 0:
                    threading.Timer(0.005, victim.kill).start()
                op_id = f"{number}{entry}{criterion}".zfill(32)
                ack = judge.ask("enter_score", **sheet, criterion=criterion, value="10", base=0, op_id=op_id)
                assert ack["ok"], ack
            op_id = f"5{number}{entry}".zfill(32)
            assert judge.ask("submit_scoresheet", **sheet, base=ack["sheet"]["revision"], op_id=op_id)["ok"]
