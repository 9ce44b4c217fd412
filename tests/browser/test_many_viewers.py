"""A phone that the server has no line for says so, asks every few seconds, and gets a line once there is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from contest.play import Seat
from tests import servers

pytestmark = pytest.mark.browser


def test_a_phone_without_a_line_follows_by_asking(chromium: Browser, tmp_path: Path) -> None:
    slug, links = servers.big_contest(tmp_path, 1, 2, live=True)
    with servers.running(tmp_path, settings={"CONTEST_MOST_VIEWERS": "0"}) as server:
        page = chromium.new_page(base_url=server.url, viewport={"width": 390, "height": 844}, locale="vi-VN")
        page.goto(f"/c/{slug}")
        expect(page.locator("[data-connection]")).to_contain_text("Rất đông người đang xem")
        judge = Seat(server.url, slug, links[0])
        for criterion in range(1, 6):
            judge.ask("enter_score", round=1, entry=2, criterion=criterion, value="10", base=0)
        expect(page.locator('[data-entry="2"]')).to_have_attribute("data-points", "50.00", timeout=10_000)
        judge.close()
        page.close()
