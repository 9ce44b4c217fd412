"""Kill -9 in the middle of a burst: what was acked is there, once, unchanged. And the check itself catches a cheat."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests import servers
from tests.faults.burst import Book, BurstingJudge, faults
from tests.servers import Server, big_contest

pytestmark = pytest.mark.server

JUDGES, ENTRIES, CRITERIA = 20, 12, 5
KILLS = 10
UNDER_WAY = 5  # operations without an ack at the moment of each kill
LEAST_ACKED = 500
HASTY = ("-m", "tests.faults.hasty_server")


@pytest.mark.timeout(420)
def test_no_acked_score_is_lost_doubled_or_changed_by_ten_kills(tmp_path: Path) -> None:
    book = burst(tmp_path, KILLS)
    assert book.refused == []
    assert len(book.acked) >= LEAST_ACKED
    assert faults(tmp_path / "contest.db", book) == []
    checked = servers.contest("verify", data=tmp_path)
    assert checked.returncode == 0, checked.stderr


@pytest.mark.timeout(180)
def test_a_server_that_acks_before_the_commit_is_caught(tmp_path: Path) -> None:
    book = burst(tmp_path, 2, HASTY)
    assert any("lost" in fault for fault in faults(tmp_path / "contest.db", book))


def burst(data: Path, kills: int, command: Sequence[str] = servers.COMMAND) -> Book:
    """Twenty judges enter scores while the server is killed again and again; then all of them come to rest."""
    slug, links = big_contest(data, JUDGES, ENTRIES)
    book = Book()
    with servers.running(data, command=command) as server:
        judges = [
            BurstingJudge(server.url, slug, link, number, ENTRIES, CRITERIA, book) for number, link in enumerate(links, 1)
        ]
        for judge in judges:
            judge.start()
        for _ in range(kills):
            kill_in_flight(server, book)
            server.restart()
        wait_for(lambda: len(book.acked) >= LEAST_ACKED or kills < KILLS)
        for judge in judges:
            judge.finish()
        time.sleep(1)
        assert server.stop() == 0
    return book


def kill_in_flight(server: Server, book: Book) -> None:
    """Kill at a moment when at least five operations wait for their ack, after some were acked since the last start."""
    before = len(book.acked)
    wait_for(lambda: len(book.acked) >= before + 3 * JUDGES and len(book.under_way) >= UNDER_WAY)
    server.kill()


def wait_for(condition: object, seconds: float = 60) -> None:
    assert callable(condition)
    last = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < last, "the judges got nowhere"
        time.sleep(0.005)
