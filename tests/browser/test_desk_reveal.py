"""The reveal from the desk: its order, its beginning, a press on and back, the next name covered until it is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import servers
from tests.browser import house
from tests.browser.visits import Visitors

pytestmark = pytest.mark.browser
SLUG = "shown"


def test_the_desk_plans_begins_and_moves_the_reveal_with_names_covered(chromium: Browser, tmp_path: Path) -> None:
    filled = house.decided_house(tmp_path, SLUG)
    with servers.running(tmp_path) as server, Visitors(chromium, server.url, filled).profile((SLUG, "organizer")) as office:
        desk = office.new_page()
        desk.goto(f"/c/{SLUG}/desk")
        block = desk.locator("[data-reveal]")
        expect(block.locator("[data-reveal-now]")).to_have_text("Mọi thứ đã sẵn sàng.")
        block.get_by_text("Thứ tự…").click()
        desk.locator("dialog select").select_option("places")
        desk.locator("dialog .primary").click()
        expect(desk.locator("dialog")).to_have_count(0)
        block.get_by_text("Bắt đầu công bố…").click()
        desk.locator("dialog .primary").click()
        expect(desk.locator("[data-curtain=revealing]")).to_have_attribute("aria-pressed", "true")
        expect(desk.locator("[data-hall-sees]")).to_have_text("Khán giả thấy những giải đã mở.")

        block.locator(".primary").click()
        nxt = block.locator("[data-reveal-next]")
        expect(nxt).to_contain_text("Tiếp theo: mở")
        covered = nxt.inner_text()
        block.get_by_text("Ai tiếp theo?").click()
        expect(nxt).not_to_have_text(covered)
        block.locator(".primary").click()
        expect(nxt).to_contain_text("Tiếp theo: xướng")
        block.get_by_text("Lùi", exact=True).click()
        expect(nxt).to_have_text(covered)
