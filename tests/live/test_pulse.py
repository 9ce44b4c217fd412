"""The figures of the process: for the organizer and for whoever bears the token, and nothing about a contest in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from contest.live import pulse as pulses
from contest.live.connections import Connection, Connections
from contest.live.fanout import Fanout
from contest.live.pulse import Pulse
from contest.rules.refusals import Refused
from contest.store.database import db
from tests.halls import Hall, open_hall
from tests.web.visitors import Visitor


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with open_hall(tmp_path) as opened:
        yield opened


def figure(text: str, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    assert found is not None, f"{name} is not in\n{text}"
    return float(found[1])


def test_a_full_disk_is_known_until_something_could_be_saved_again(hall: Hall) -> None:
    def told() -> tuple[bool, bool]:
        storage = hall.parts.latest.reports["health"](hall.slug)["storage"]
        return storage["ok"], storage["message"] is None

    assert told() == (True, True)
    with pytest.raises(Refused), hall.parts.pulse.acked("enter_score"):
        raise Refused("storage_full")
    with pytest.raises(Refused), hall.parts.pulse.acked("enter_score"):
        raise Refused("score_off_step")  # nothing was saved by that either
    assert told() == (False, False)
    with hall.parts.pulse.acked("enter_score"):
        pass
    assert told() == (True, True)


def test_acks_tellings_and_connections_are_counted() -> None:
    connections = Connections()
    pulse = Pulse(connections, Fanout(connections.is_at_work))
    for number, seat in enumerate(("judge-1", "judge-2", "public")):
        connections.add(Connection(f"sid{number}", "hoi-thi", seat, "vi", {}, 0))
    with pulse.acked("enter_score"):
        pass
    with pytest.raises(ZeroDivisionError), pulse.acked("enter_score"):
        raise ZeroDivisionError
    pulse.touched("hoi-thi")
    pulse.touched("hoi-thi")
    pulse.told("hoi-thi")
    pulse.told("hoi-thi")
    text = pulse.text().decode()
    assert figure(text, 'contest_connections{role="judge"}') == 2
    assert figure(text, 'contest_connections{role="public"}') == 1
    assert figure(text, 'contest_ack_seconds_count{command="enter_score"}') == 2
    assert figure(text, "contest_publish_seconds_count") == 1
    assert figure(text, "contest_lines_behind") == 0
    assert "hoi-thi" not in text


def test_a_late_wake_is_remembered_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    connections = Connections()
    pulse = Pulse(connections, Fanout(connections.is_at_work))
    now = [100.0]
    lateness = [0.0, 0.3, *[0.0] * pulses.LOOKED_BACK]
    seen: list[int] = []
    monkeypatch.setattr(pulses.time, "monotonic", lambda: now[0])

    def sleep(seconds: float) -> None:
        seen.append(pulse.late_ms())
        if not lateness:
            raise StopIteration
        now[0] += seconds + lateness.pop(0)

    with pytest.raises(StopIteration):
        pulse.run(sleep)
    assert (seen[0], seen[2], seen[-2], seen[-1]) == (0, 300, 300, 0)


@pytest.mark.parametrize(
    ("wanted", "given", "opens"), [("sparrow", "sparrow", True), ("sparrow", "crow", False), (None, "", False)]
)
def test_only_the_bearer_of_the_token_reads_figures_without_signing_in(
    hall: Hall, wanted: str | None, given: str, opens: bool
) -> None:
    hall.app.extensions["contest"] = replace(hall.parts, settings=replace(hall.parts.settings, metrics_token=wanted))
    answer = Visitor(hall).get("/metrics", headers={"Authorization": f"Bearer {given}"})
    assert (answer.status_code == 200) == opens
    assert ("contest_loop_lag_seconds" in answer.get_data(as_text=True)) == opens


def test_not_ready_while_the_database_does_not_answer(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Visitor(hall).get("/readyz").get_data(as_text=True) == "ready\n"

    def gone(*_told: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(db.session, "execute", gone)
    assert Visitor(hall).get("/readyz").status_code == 503
    assert Visitor(hall).get("/healthz").status_code == 200
