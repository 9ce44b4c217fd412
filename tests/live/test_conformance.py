"""One script, two clients: the browser's own static/js/live.js and python-socketio's. What they are told must be the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.live.visitors import LiveHall, live_hall

pytestmark = [pytest.mark.browser, pytest.mark.server]
CHROMIUM = "/usr/bin/chromium"
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

PLAY = """async ([contest, seat, script]) => {
  document.documentElement.lang = "en"
  const { connect } = await import("/static/js/live.js")
  const told = { states: [], acks: [], heard: [] }
  window.told = told
  window.live = await new Promise((ready) => {
    const live = connect({ contest, seat, onState: (state, reason) => {
      told.states.push([state, reason?.code ?? null])
      ready(live)
    }})
  })
  live.watch(["scoresheets"], (topic, message) => told.heard.push(message.body))
  for (const [event, payload] of script) told.acks.push(await live.ask(event, payload))
  return told.acks
}"""


@pytest.fixture(scope="module")
def hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    with live_hall(tmp_path_factory.mktemp("data")) as started:
        yield started
        started.hang_up()


@pytest.fixture(scope="module")
def page(hall: LiveHall) -> Iterator[Page]:
    """A page of ours without a script of its own, in a browser that holds the seats."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        context = browser.new_context()
        context.add_cookies([{"name": one.name, "value": one.value, "url": hall.server.url} for one in hall.jar.cookies])
        opened = context.new_page()
        opened.goto(f"{hall.server.url}/healthz")
        yield opened
        browser.close()


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
    in_browser = page.evaluate(PLAY, [hall.slug, "judge-1", _script(1)])
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
    wire = hall.wire("judge-2")
    wire.watch("scoresheets")
    organizer = hall.wire("organizer")
    told = {"round": 1, "entry": 3, "criterion": 2, "value": "19.5", "reason": "viết nhầm", "base": 0}
    for judge in (1, 2):
        assert organizer.command("correct_score", judge=judge, **told)["ok"]

    def changed(body: Any) -> bool:
        return bool(body["sheets"][2]["scores"].get("2", {}).get("value") == "19.5")

    assert wire.hears("scoresheets", lambda message: changed(message["body"]))
    page.wait_for_function("told.heard.at(-1)?.sheets[2].scores['2']?.value === '19.5'", timeout=5000)
    heard = next(message["body"] for name, message in reversed(wire.events) if name == "scoresheets")
    assert _told(page.evaluate("told.heard.at(-1)")) == _told(heard)


def test_both_clients_are_told_that_their_seat_was_renewed(hall: LiveHall, page: Page) -> None:
    wire, organizer = hall.wire("judge-2"), hall.wire("organizer")
    for seat in ("judge-1", "judge-2"):
        assert organizer.command("renew_link", seat=seat)["ok"]
    assert wire.hears("seat_revoked", lambda told: told["code"] == "seat_revoked")
    assert wire.ends()
    page.wait_for_function("told.states.at(-1)[0] === 'refused'", timeout=5000)
    assert json.loads(json.dumps(page.evaluate("told.states"))) == [["connected", None], ["refused", "seat_revoked"]]


def test_both_clients_are_refused_alike(hall: LiveHall, page: Page) -> None:
    in_browser = page.evaluate(
        """([contest, seat]) => new Promise(async (done) => {
          const { connect } = await import("/static/js/live.js")
          connect({ contest, seat, onState: (state, reason) => state === "refused" && done(reason) })
        })""",
        [hall.slug, "judge-1"],
    )
    assert in_browser == hall.wire("judge-1").refused
    assert in_browser["code"] == "seat_revoked"
