"""What the desk is told of the judges' tablets: devices, silence, what each last reported; kept in memory only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from contest.actions import pairing
from contest.store import audit
from tests.halls import Hall
from tests.live.asking import Connect, ask
from tests.live.visitors import LiveHall, live_hall
from tests.web.visitors import Visitor

REPORT: dict[str, Any] = {"unsent": 6, "offset": -1500, "battery": 81, "charging": False}
NOT_TOLD = dict.fromkeys(REPORT)


def _judge(hall: Hall, number: int) -> dict[str, Any]:
    found: dict[str, Any] = hall.topic("presence", "staff")["judges"][number - 1]
    return found


def test_a_report_is_told_to_the_desk_and_changes_nothing(connect: Connect, hall: Hall) -> None:
    tablet, before = connect("judge-1"), (hall.row.revision, len(audit.rows(hall.row.id)))
    assert ask(tablet, "report_tablet", **REPORT) == {"ok": True}
    assert _judge(hall, 1).items() >= REPORT.items()
    assert _judge(hall, 2).items() >= {**NOT_TOLD, "connected": False, "since": None}.items()
    assert (hall.row.revision, len(audit.rows(hall.row.id))) == before


def test_only_news_is_passed_on(connect: Connect, hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk hears of a tablet when something changed, not every few seconds."""
    touched: list[set[str]] = []
    tablet = connect("judge-1")
    monkeypatch.setattr("contest.live.publish.Publisher.touch", lambda self, slug, names: touched.append(names))
    for told in (REPORT, REPORT, REPORT, {**REPORT, "unsent": 5}):
        ask(tablet, "report_tablet", **told)
    assert touched == [{"presence"}, {"presence"}]


@pytest.mark.parametrize(
    "odd",
    [
        {}, {"unsent": 1}, *({**REPORT, **one} for one in (
            {"more": 1}, {"unsent": -1}, {"unsent": None}, {"unsent": True}, {"unsent": 10**9}, {"unsent": "6"}, {"offset": 1.5},
            {"offset": 10**20}, {"battery": 101}, {"battery": "81"}, {"charging": 1}, {"charging": "yes"},
        )),
    ],
)  # fmt: skip
def test_an_odd_report_is_refused_in_words(connect: Connect, hall: Hall, odd: dict[str, Any]) -> None:
    tablet = connect("judge-1")
    answer = ask(tablet, "report_tablet", **odd)
    assert answer["refused"]["code"] == "bad_request"
    assert answer["message"]
    assert _judge(hall, 1).items() >= NOT_TOLD.items()
    assert tablet.is_connected()


@pytest.mark.parametrize("seat", ["public", "screen", "scorekeeper-1"])
def test_nobody_but_a_judge_reports_a_tablet(connect: Connect, seat: str) -> None:
    assert ask(connect(seat), "report_tablet", **REPORT)["refused"]["code"] == "not_allowed"


def test_a_tablet_is_away_since_it_was_last_heard_of(connect: Connect, hall: Hall) -> None:
    """A line that died says so only seconds later: the silence began before."""
    tablet = connect("judge-1")
    hall.clock.pass_seconds(60)
    ask(tablet, "report_tablet", **REPORT)
    heard = hall.clock.now()
    hall.clock.pass_seconds(10)
    tablet.disconnect()
    assert _judge(hall, 1).items() >= {**REPORT, "connected": False, "since": heard}.items()


def test_what_a_tablet_told_goes_when_another_takes_its_seat(connect: Connect, hall: Hall) -> None:
    first, second = Visitor(hall), Visitor(hall)
    first.pair("judge-1")
    second.pair("judge-1")
    header = {"Cookie": first.cookies()}
    tablet = hall.parts.socketio.test_client(hall.app, auth={"contest": hall.slug, "seat": "judge-1"}, headers=header)
    ask(tablet, "report_tablet", **REPORT)
    hall.act(pairing.admit_device, judge=1, device=2)
    assert _judge(hall, 1).items() >= NOT_TOLD.items()


# ---- a started server
@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    with live_hall(tmp_path_factory.mktemp("data")) as hall:
        yield hall


@pytest.mark.server
def test_a_spare_tablet_takes_a_seat_over_with_its_scores_and_the_first_is_told(started: LiveHall) -> None:
    organizer, tablet = started.wire("organizer"), started.wire("judge-1")
    organizer.watch("presence")
    spare = LiveHall(started.server, started.slug, started.settings)
    assert spare.pair("judge-1").ok
    assert spare.wire("judge-1").refused["code"] == "device_waiting"
    told = {"round": 1, "entry": 1, "criterion": 1, "value": "15", "base": 0}
    assert tablet.command("enter_score", **told)["ok"]
    assert organizer.hears("presence", lambda heard: [one["judge"] for one in heard["body"]["asking"]] == [1])
    asking = organizer.watch("presence")["asking"][0]
    assert organizer.command("admit_device", judge=1, device=asking["number"])["ok"]
    assert tablet.hears("seat_revoked", lambda heard: heard["code"] == "taken_over")
    assert tablet.ends()
    again = started.wire("judge-1")
    assert again.refused["code"] == "taken_over"
    fresh = spare.wire("judge-1")
    assert fresh.watch("scoresheets")["sheets"][0]["scores"]["1"]["value"] == "15"
    assert fresh.command("enter_score", **{**told, "criterion": 2})["ok"]
    for hall in (started, spare):
        hall.hang_up()


@pytest.mark.server
def test_the_device_is_asked_for_at_every_start(started: LiveHall) -> None:
    """After a restart the seat is still the one device's."""
    tablet = started.wire("judge-2")
    assert tablet.is_connected
    started.hang_up()
    started.server.kill()
    started.server.restart()
    spare = LiveHall(started.server, started.slug, started.settings)
    assert spare.pair("judge-2").ok
    assert spare.wire("judge-2").refused["code"] == "device_waiting"
    back = started.wire("judge-2")
    assert back.ask("report_tablet", REPORT)["ok"]
    assert back.watch("scoresheets")["judge"] == 2
    spare.hang_up()
    started.hang_up()
