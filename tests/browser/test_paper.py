"""Two people type a paper sheet by keyboard alone, each in their own browser; a slip is shown and typed again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import servers
from tests.browser import house
from tests.browser.axe import violations
from tests.browser.visits import Visitors

pytestmark = pytest.mark.browser
SLUG = "giay"
SCORES = ("15,5", "20", "16", "12", "17")


@pytest.fixture
def visitors(chromium: Browser, tmp_path: Path) -> Iterator[Visitors]:
    """A house of its own: organizer, scorekeeper, two judges, two teams, the round open."""
    made = house.small_house(tmp_path, SLUG)
    with servers.running(tmp_path) as server:
        yield Visitors(chromium, server.url, made)


@contextmanager
def typist(visitors: Visitors, seat: str) -> Iterator[Page]:
    with visitors.profile((SLUG, seat)) as context:
        page = context.new_page()
        page.goto(f"/c/{SLUG}/paper")
        expect(page.locator("[data-connection]")).to_contain_text("Đã kết nối")
        yield page


def type_sheet(page: Page, judge: str, entry: str, scores: tuple[str, ...]) -> None:
    """Numbers and Enter, nothing else; the first field waits for them."""
    expect(page.locator("[data-judge]")).to_be_focused()
    for typed in (judge, entry):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    expect(page.locator("#paper-line-1")).to_be_focused()
    for typed in scores:
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # past the comment
    page.keyboard.press("Enter")  # save


def test_two_typists_by_keyboard_make_the_sheet(visitors: Visitors) -> None:
    with typist(visitors, "scorekeeper-1") as first, typist(visitors, "organizer") as second:
        type_sheet(first, "2", "1", SCORES)
        expect(first.locator("[data-said]")).to_contain_text("một người khác nhập")
        expect(second.locator("[data-papers] li")).to_contain_text("Bạn có thể là người thứ hai")
        assert "15,5" not in second.locator("main").inner_text()
        type_sheet(second, "2", "1", ("15", *SCORES[1:]))
        expect(second.locator("[data-said]")).to_contain_text("khác nhau")
        expect(first.locator("tr.is-other")).to_have_count(1)
        expect(first.locator("tr.is-other")).to_contain_text("15,5")
        assert not violations(first)
        second.locator("[data-papers] .btn.primary").press("Enter")
        expect(second.locator("#paper-line-1")).to_be_focused()
        second.keyboard.type("15,5")
        for _ in range(7):
            second.keyboard.press("Enter")
        expect(second.locator("[data-said]")).to_contain_text("Đã lưu và ký theo giấy")
        expect(first.locator("[data-papers] li")).to_have_count(0)
        expect(first.locator("[data-saved]")).to_contain_text("1")


def test_a_number_off_its_step_is_said_at_once_and_goes_no_further(visitors: Visitors) -> None:
    with typist(visitors, "scorekeeper-1") as page:
        page.keyboard.type("1")
        page.keyboard.press("Enter")
        page.keyboard.type("2")
        page.keyboard.press("Enter")
        expect(page.locator("#paper-line-1")).to_be_focused()
        page.keyboard.type("15,3")
        page.keyboard.press("Enter")
        expect(page.locator("#paper-line-1")).to_be_focused()
        expect(page.locator("#paper-line-1-fault")).to_contain_text("từng bước 0,5")
        assert not violations(page)
        page.keyboard.press("Escape")
        expect(page.locator("[data-judge]")).to_be_focused()
