"""The server dies in the middle of the count: the tablet says so and keeps what is typed, and all of it goes on afterwards."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import servers
from tests.browser import house
from tests.browser.visits import Visitors, export, score_field, score_state, type_score

pytestmark = pytest.mark.browser
SLUG = "lost"
CLOCK = re.compile(r"(\d+):(\d\d)")


def test_a_killed_server_loses_neither_time_nor_scores(chromium: Browser, tmp_path: Path) -> None:
    filled = house.small_house(tmp_path, SLUG)
    with servers.running(tmp_path) as server:
        visitors = Visitors(chromium, server.url, filled)
        with visitors.profile((SLUG, "organizer")) as office, visitors.profile((SLUG, "judge-1")) as tablet:
            desk, page = office.new_page(), tablet.new_page()
            desk.goto(f"/c/{SLUG}/desk")
            expect(desk.locator("[data-go]")).to_contain_text("Bắt đầu")
            desk.locator("[data-go]").click()
            expect(desk.locator("[data-go]")).to_contain_text("Tạm dừng")
            page.goto(f"/c/{SLUG}/judge-1#1")
            type_score(page, 1, "15")
            expect(score_state(page, 1)).to_contain_text("Đã lưu")

            server.kill()
            expect(page.locator("[data-band]")).to_contain_text("Mất kết nối")
            expect(page.locator("body.is-lost")).to_be_visible()
            type_score(page, 2, "21,5")
            expect(score_state(page, 2)).to_contain_text("Trên máy này")
            before = seconds_left(page)

            server.restart()
            expect(page.locator("[data-band]")).to_be_hidden(timeout=30_000)
            expect(score_state(page, 2)).to_contain_text("Đã lưu")
            assert seconds_left(page) < before
            page.reload()
            for criterion, value in ((1, "15,0"), (2, "21,5")):
                expect(score_field(page, criterion)).to_have_value(value)
            expect(desk.locator("[data-band]")).to_be_hidden(timeout=30_000)
            told = export(desk, SLUG)
            left = page.evaluate("performance.timeOrigin + performance.now()")
            assert seconds_left(page) == pytest.approx(2700 - (left - started_at(told)) / 1000, abs=2)
    [sheet] = told["scoresheets"]
    assert {number: (one["value"], one["revision"]) for number, one in sheet["scores"].items()} == {
        "1": ("15", 1), "2": ("21.5", 1),
    }  # fmt: skip
    assert sum('"fact":"score_entered"' in fact["body"] for fact in told["facts"]) == 2


def test_what_was_scored_without_a_server_goes_in_batches_in_the_order_it_was_done(chromium: Browser, tmp_path: Path) -> None:
    filled = house.small_house(tmp_path, SLUG)
    with servers.running(tmp_path) as server:
        visitors = Visitors(chromium, server.url, filled)
        with visitors.profile((SLUG, "organizer")) as office, visitors.profile((SLUG, "judge-1")) as tablet:
            desk, page = office.new_page(), tablet.new_page()
            desk.goto(f"/c/{SLUG}/desk")
            sent = frames_sent(page)
            page.goto(f"/c/{SLUG}/judge-1#1")
            type_score(page, 1, "15")
            expect(score_state(page, 1)).to_contain_text("Đã lưu")
            server.kill()
            expect(page.locator("body.is-lost")).to_be_visible()
            done = [(1, 1)]
            for entry, first in ((1, 2), (2, 1)):
                page.evaluate("entry => { location.hash = entry }", str(entry))
                expect(page.locator("h1")).to_contain_text(str(entry))
                for criterion in range(first, 6):
                    type_score(page, criterion, "10")
                    expect(score_state(page, criterion)).to_contain_text("Trên máy này")
                    done.append((entry, criterion))
            expect(page.locator("[data-band]")).to_contain_text("9")
            assert is_held_back(page)
            del sent[:]
            server.restart()
            expect(page.locator("[data-connection]")).to_contain_text("Đã lưu hết", timeout=30_000)
            assert not is_held_back(page)
            told = export(desk, SLUG)
    bodies = [json.loads(fact["body"]) for fact in told["facts"]]
    entered = [(one["data"]["entry"], one["data"]["criterion"]) for one in bodies if one["fact"] == "score_entered"]
    assert entered == done
    batches = [frame for frame in sent if '["deliver",' in frame]
    assert [frame.count('"command"') for frame in batches] == [9]
    assert not any('["enter_score",' in frame for frame in sent)


def is_held_back(page: Page) -> bool:
    """Whether the browser would ask before this page is left."""
    return bool(page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))"))


def frames_sent(page: Page) -> list[str]:
    """What this page sends over its sockets, as it goes on."""
    sent: list[str] = []
    page.on("websocket", lambda line: line.on("framesent", lambda frame: sent.append(str(frame))))
    return sent


def seconds_left(page: Page) -> int:
    found = CLOCK.search(page.locator("[data-clock]").inner_text())
    assert found, "the countdown is not in view"
    return int(found[1]) * 60 + int(found[2])


def started_at(told: dict) -> int:  # type: ignore[type-arg]
    [countdown] = [one for one in told["countdowns"] if one["stage"] == 1]
    [mark] = countdown["marks"]
    at: int = mark["at_ms"]
    return at
