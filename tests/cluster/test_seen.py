"""The public's numbers across processes: the same body has the same number whoever made it first, a newer body a higher one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from contest.actions.teams import change_team
from contest.clock import Clock
from contest.snapshots.latest import Latest
from contest.store import seen
from tests.halls import Hall, hall_on_server
from tests.services import Postgres

pytestmark = pytest.mark.server


@pytest.fixture
def hall(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hall]:
    monkeypatch.setenv("CONTEST_DATABASE_URL", postgres.fresh())
    with hall_on_server(tmp_path) as opened:
        yield opened


def numbered(hall: Hall, looked: int, body: str, now: int) -> int:
    return seen.number(hall.row.id, "standings", "public", looked, {"rows": body}, now)


def test_the_same_body_has_one_number_and_a_newer_one_a_higher_even_by_a_slow_clock(hall: Hall) -> None:
    first = numbered(hall, 5, "A", now=1000)
    assert numbered(hall, 7, "A", now=2000) == first
    second = numbered(hall, 8, "B", now=900)
    assert second > first
    assert first <= numbered(hall, 6, "late", now=3000) < second
    assert numbered(hall, 9, "A", now=900) > second


def test_a_process_that_looks_later_or_starts_anew_tells_the_same_numbers(hall: Hall) -> None:
    others = Latest(Clock(), shared=True)  # another process, by the wall's time
    hall.fill(1, 1)
    told = hall.parts.latest.message(hall.slug, "contest", "public")
    assert others.message(hall.slug, "contest", "public")["revision"] == told["revision"]
    hall.act(change_team, entry=1, name="Đội Sen Hồng Đồng Tháp", short_name="Sen", base=None)
    others.changed(hall.slug)
    after = others.message(hall.slug, "contest", "public")
    assert after["revision"] > told["revision"]
    assert hall.parts.latest.message(hall.slug, "contest", "public")["revision"] == after["revision"]
