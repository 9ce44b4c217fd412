"""One script, two clients: the browser's own static/js/live.js and python-socketio's. What they are told must be the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.live.visitors import LiveHall, live_hall

pytestmark = [pytest.mark.browser, pytest.mark.server]
OP = "{:032x}"
SCORE = {"round": 1, "entry": 1, "criterion": 1}
MOVING = ("now", "revision", "sent_at", "op_id")  # differ from run to run
NAMED = ("judge", "name")  # and from judge to judge

# (event, payload): played by judge-1 in the browser and by judge-2 in Python, on sheets that are alike
SCRIPT: list[tuple[str, Any]] = [
    ("read_clock", {}),
    ("watch", {"topics": ["scoresheets"]}),
    ("watch", {"topics": ["countdown", "screens"]}),
    ("watch", {"topics": ["penalties"]}),
    ("watch", {"topics": ["nothing"]}),
    ("watch", {"topics": "scoresheets"}),
    ("enter_score", {"op_id": OP.format(1), **SCORE, "value": "18", "base": 0}),
    ("enter_score", {"op_id": OP.format(1), **SCORE, "value": "18", "base": 0}),
    ("enter_score", {"op_id": OP.format(1), **SCORE, "value": "17", "base": 0}),
    ("enter_score", {"op_id": OP.format(2), **SCORE, "value": "17", "base": 0}),
    ("enter_score", {"op_id": OP.format(3), **SCORE, "value": "21", "base": 1}),
    ("enter_score", {"op_id": OP.format(4), **SCORE, "value": None, "base": 1}),
    ("write_comment", {"op_id": OP.format(5), "round": 1, "entry": 2, "comment": "Hoa đẹp 🌸\nrất tươi", "base": 0}),
    ("submit_scoresheet", {"op_id": OP.format(6), "round": 1, "entry": 2, "base": 1}),
    ("give_penalty", {"op_id": OP.format(7), "round": 1, "entry": 1, "points": "1", "reason": "x"}),
    ("enter_score", {"op_id": "x"}),
]

OPEN = """async ([contest, seat]) => {
  document.documentElement.lang = "en"
  const { connect } = await import("/static/js/live.js")
  window.told = { states: [], heard: [], reason: null }
  return new Promise((ready) => {
    window.live = connect({ contest, seat, onState: (state, reason) => {
      told.states.push(state)
      told.reason = reason
      ready(state)
    }})
    live.watch(["scoresheets"], (topic, message) => told.heard.push(message.body))
  })
}"""
PLAY = """async (script) => {
  const acks = []
  for (const [event, payload] of script) acks.push(await live.ask(event, payload))
  return acks
}"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    with live_hall(tmp_path_factory.mktemp("data")) as started:
        yield started


@pytest.fixture
def page(hall: LiveHall, chromium: Browser) -> Iterator[Page]:
    """A page of ours without a script of its own, in a browser that holds the seats."""
    context = chromium.new_context()
    context.add_cookies([{"name": one.name, "value": one.value, "url": hall.server.url} for one in hall.jar.cookies])
    opened = context.new_page()
    opened.goto(f"{hall.server.url}/healthz")
    yield opened
    context.close()
    hall.hang_up()


def _told(value: Any, besides: tuple[str, ...] = MOVING + NAMED) -> Any:
    """The same without what moves; keys alone must still agree."""
    if isinstance(value, dict):
        return {key: "…" if key in besides else _told(one, besides) for key, one in sorted(value.items())}
    return [_told(one, besides) for one in value] if isinstance(value, list) else value


def _script(judge: int) -> list[tuple[str, Any]]:
    """An operation belongs to one seat: each judge has ids of their own."""
    return [
        (event, {**told, "op_id": told["op_id"].replace("0", str(judge), 1)} if "op_id" in told else told)
        for event, told in SCRIPT
    ]


def test_both_clients_are_told_the_same(hall: LiveHall, page: Page) -> None:
    assert page.evaluate(OPEN, [hall.slug, "judge-1"]) == "connected"
    in_browser = page.evaluate(PLAY, _script(1))
    wire = hall.wire("judge-2")
    in_python = [wire.ask(event, told) for event, told in _script(2)]
    for (event, told), one, other in zip(SCRIPT, in_browser, in_python, strict=True):
        assert _told(one) == _told(other), (event, told)
    codes = [ack.get("refused", {}).get("code") for ack in in_python]
    assert codes == [
        None, None, None, "not_allowed", "not_allowed", "bad_request", None, None, "operation_reused", "score_stale",
        "score_out_of_range", None, None, "scoresheet_incomplete", "not_allowed", "bad_request",
    ]
    assert in_browser[6]["op_id"] == _script(1)[6][1]["op_id"]
    assert in_browser[7] == in_browser[6]  # the original ack, whole


def test_both_clients_hear_a_change_by_another(hall: LiveHall, page: Page) -> None:
    wire, organizer = hall.wire("judge-3"), hall.wire("organizer")
    wire.watch("scoresheets")
    assert page.evaluate(OPEN, [hall.slug, "judge-3"]) == "connected"
    told = {"round": 1, "entry": 3, "criterion": 2, "value": "19.5", "reason": "viết nhầm", "base": 0}
    assert organizer.command("correct_score", judge=3, **told)["ok"]

    def is_changed(body: Any) -> bool:
        return bool(body["sheets"][2]["scores"].get("2", {}).get("value") == "19.5")

    assert wire.hears("scoresheets", lambda message: is_changed(message["body"]))
    page.wait_for_function("told.heard.at(-1)?.sheets[2].scores['2']?.value === '19.5'", timeout=5000)
    heard = next(message["body"] for name, message in reversed(wire.events) if name == "scoresheets")
    assert page.evaluate("told.heard.at(-1)") == heard


def test_both_clients_are_told_that_their_seat_was_renewed_and_refused_from_then_on(hall: LiveHall, page: Page) -> None:
    wire, organizer = hall.wire("scorekeeper-1"), hall.wire("organizer")
    assert page.evaluate(OPEN, [hall.slug, "scorekeeper-1"]) == "connected"
    assert organizer.command("renew_link", seat="scorekeeper-1")["ok"]
    assert wire.hears("seat_revoked", lambda told: told["code"] == "seat_revoked")
    assert wire.ends()
    page.wait_for_function("told.states.at(-1) === 'refused'", timeout=5000)
    assert page.evaluate("[told.states, told.reason.code]") == [["connected", "refused"], "seat_revoked"]
    assert page.evaluate(OPEN, [hall.slug, "scorekeeper-1"]) == "refused"
    assert page.evaluate("told.reason") == hall.wire("scorekeeper-1").refused
