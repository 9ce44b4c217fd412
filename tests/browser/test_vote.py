"""The hall votes: the desk, a phone that was early, one without a socket, the kiosk; one vote for each card."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from contest import config, tickets
from tests import servers
from tests.browser import house
from tests.browser.house import QUESTION
from tests.browser.visits import Visitors, export

pytestmark = pytest.mark.browser
SLUG = "votes"
OPEN, CLOSED, DONE = '[data-vote="open"]', '[data-vote="closed"]', '[data-vote="done"]'
NO_SOCKET = """window.WebSocket = class {
  constructor() { setTimeout(() => this.onclose?.(), 50) }
  close() {}
  send() {}
}"""


def _asks(desk: Page, words: str) -> None:
    """Press the one button of the desk's corner, and say yes."""
    desk.locator("[data-ballot-steps] button", has_text=words).click()
    desk.locator("dialog .primary").click()
    expect(desk.locator("dialog[open]")).to_have_count(0)


def _votes(page: Page, entry: int) -> None:
    page.locator(f"[data-entry='{entry}'] label").click()
    page.locator("[data-send]").click()
    expect(page.locator(".vote-ask .vote-number")).to_have_text(str(entry))
    page.locator(".vote-ask .primary").click()


def test_cards_vote_once_each_from_phones_and_the_kiosk(chromium: Browser, tmp_path: Path) -> None:
    filled = house.small_house(tmp_path, SLUG)
    secret = config.load(tmp_path).secret
    code = [tickets.written(tickets.ticket_code(secret, SLUG, card)) for card in range(4)]
    with servers.running(tmp_path) as server:
        visitors = Visitors(chromium, server.url, filled)
        with visitors.profile((SLUG, "organizer")) as office, visitors.profile() as early, visitors.profile() as late:
            desk, phone = office.new_page(), early.new_page()
            desk.goto(f"/c/{SLUG}/setup/ballot")
            desk.locator("[name=title]").fill(QUESTION)
            desk.locator(".setup-form .primary").click()
            desk.locator("#tickets [name=count]").fill("3")
            desk.locator("#tickets form button").click()
            expect(desk.locator("#tickets .note.good")).to_contain_text("1 đến số 3")

            phone.goto(f"/c/{SLUG}/vote#t={code[1]}")
            expect(phone.locator("[data-when=none] h2")).to_be_visible()
            desk.goto(f"/c/{SLUG}/desk")
            _asks(desk, "Mở bình chọn")
            expect(phone.locator(OPEN)).to_be_visible()  # by itself
            expect(phone.locator("[data-ticket]")).to_have_value(code[1])
            _votes(phone, 1)
            expect(phone.locator(DONE)).to_contain_text("1 · ")
            phone.locator("[data-again]").click()
            _votes(phone, 2)
            expect(phone.locator(DONE)).to_contain_text("2 · ")
            _without_a_socket(late.new_page(), code[2])
            _at_the_kiosk(early.new_page(), code[3], code[1])

            watching = late.new_page()
            watching.goto(f"/c/{SLUG}")
            expect(watching.locator("[data-vote-tab]")).to_be_visible()
            expect(desk.locator("[data-ballot-said]")).not_to_contain_text("3")
            phone.locator("[data-again]").click()
            _asks(desk, "Đóng bình chọn")
            expect(phone.locator(CLOSED)).to_be_visible()
            expect(watching.locator("[data-vote-tab]")).to_be_hidden()
            desk.locator("[data-ballot-steps] button").first.click()
            assert _counts(desk) == [["2", "2"], ["1", "1"]]
            told = export(desk, SLUG)
    assert {one["entry"]: one["votes"] for one in told["ballot"]["counts"]} == {1: 1, 2: 2}


def _without_a_socket(page: Page, code: str) -> None:
    """Where the server takes no more sockets the page's own form carries the vote."""
    page.add_init_script(NO_SOCKET)
    page.goto(f"/c/{SLUG}/vote#t={code}")
    expect(page.locator("[data-connection]")).to_be_visible()
    _votes(page, 1)
    expect(page.locator(DONE)).to_be_visible()


def _at_the_kiosk(page: Page, code: str, spent: str) -> None:
    """A helper's reader types the whole address; the page goes back to the start by itself and keeps nothing of the person."""
    page.clock.install()
    page.goto(f"/c/{SLUG}/vote?kiosk=1")
    field = page.locator("[data-ticket]")
    expect(field).to_be_focused()
    page.keyboard.type("http://hall/vote#t=2345-6789-BCFHJ\n")
    expect(page.locator("[data-fault]")).to_be_visible()
    field.fill("")
    for card, entry in ((code, 2), (spent, 2)):
        page.keyboard.type(f"http://hall/vote#t={card}\n")
        expect(page.locator("[data-choices]")).to_be_visible()
        _votes(page, entry)
        expect(page.locator(DONE)).to_be_visible()
        page.clock.run_for(11_000)
        expect(field).to_be_focused()
        expect(field).to_have_value("")
        expect(page.locator("input[name=entry]:checked")).to_have_count(0)
    page.keyboard.type(f"{code}\n")
    expect(page.locator("[data-choices]")).to_be_visible()
    page.clock.run_for(91_000)  # somebody walked away
    expect(field).to_have_value("")
    page.close()


def _counts(desk: Page) -> list[Any]:
    rows = desk.locator("dialog tbody tr")
    expect(rows).to_have_count(2)
    return [[row.locator("td").first.inner_text(), row.locator("td").last.inner_text()] for row in rows.all()]
