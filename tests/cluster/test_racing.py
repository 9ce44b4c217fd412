"""Two processes on one PostgreSQL: judges race through both; revisions, the log's chain and every acked score hold. One process
goes on answering while the database lets another act wait."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from contest import checks, config
from contest.app import create_app
from contest.play import Seat
from contest.store import audit, read
from contest.store.database import db
from contest.store.postgres import ONE_WRITER
from tests import servers
from tests.services import Postgres

pytestmark = pytest.mark.server
TEAMS, CRITERIA = 3, 5


def test_judges_race_through_two_processes_and_nothing_is_lost_or_doubled(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgres.fresh()
    monkeypatch.setenv("CONTEST_DATABASE_URL", address)
    slug, links = servers.big_contest(tmp_path, 4, TEAMS)
    settings = {"CONTEST_DATABASE_URL": address}
    with servers.running(tmp_path, settings=settings) as one, servers.running(tmp_path, settings=settings) as other:
        judges = [Seat((one, other)[number % 2].url, slug, link) for number, link in enumerate(links)]
        acks: list[dict[str, Any]] = []
        racing = [threading.Thread(target=_score_all, args=(judge, acks)) for judge in judges]
        for thread in racing:
            thread.start()
        for thread in racing:
            thread.join(60)
        _answers_while_an_act_waits(address, one, judges[0])
        for judge in judges:
            judge.close()
    assert len(acks) == 4 * TEAMS * CRITERIA
    with create_app(config.load(tmp_path, testing=True)).app_context():
        row = read.contest_row(slug)
        assert list(checks.faults(row)) == []
        assert sum(line.fact == "score_entered" for line in audit.lines(row.id)) == len(acks) + 1
        assert len({ack["revision"] for ack in acks}) == len(acks)
        db.session.remove()
        db.engine.dispose()


def _score_all(judge: Seat, acks: list[dict[str, Any]]) -> None:
    for entry in range(1, TEAMS + 1):
        for criterion in range(1, CRITERIA + 1):
            acks.append(judge.ask("enter_score", round=1, entry=entry, criterion=criterion, value="10", base=0))


def _answers_while_an_act_waits(address: str, server: servers.Server, judge: Seat) -> None:
    """Another process has the turn for a second: an act here waits, pages go on."""
    engine = create_engine(address)
    fields = {"round": 1, "entry": 1, "criterion": 1, "value": "11", "base": 1}
    waiting = threading.Thread(target=judge.ask, args=("enter_score",), kwargs=fields)
    with engine.begin() as other:
        other.execute(text(f"SELECT pg_advisory_xact_lock({ONE_WRITER})"))
        waiting.start()
        while not other.execute(text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).scalar():
            time.sleep(0.02)
        assert servers.is_up(server.url)
        assert waiting.is_alive()
    waiting.join(10)
    assert not waiting.is_alive()
    engine.dispose()
