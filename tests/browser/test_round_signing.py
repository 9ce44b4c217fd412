"""One signature for the whole round: read back as one table, a blank pointed out, a disqualified team left aside, signed once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import servers
from tests.browser import house
from tests.browser.axe import violations
from tests.browser.visits import Visitors, export, score_field, score_state, type_score

pytestmark = pytest.mark.browser

SLUG = "round"
NUMBERS = {1: ("18", "22", "17,5", "13", "18"), 3: ("16", "20", "16", "12", "16,5")}


@pytest.fixture
def hall(chromium: Browser, tmp_path: Path) -> Iterator[Visitors]:
    """Three teams of which the second is disqualified; each judge signs the round at once."""
    built = house.round_signed_house(tmp_path, SLUG)
    with servers.running(tmp_path) as server:
        yield Visitors(chromium, server.url, built)


def test_a_whole_round_is_read_back_and_signed_at_once(hall: Visitors) -> None:
    with hall.profile((SLUG, "judge-1"), (SLUG, "organizer"), viewport={"width": 1180, "height": 820}) as context:
        page = context.new_page()
        page.goto(f"/c/{SLUG}/judge-1#list")
        expect(page.locator(".entry-list li").nth(1)).to_contain_text("Không xếp hạng")
        expect(page.locator(".tally")).to_contain_text("2 còn lại")
        score(page, 1, 5)
        expect(page.locator("[data-act=next]")).to_contain_text("3")  # not the disqualified one
        page.goto(f"/c/{SLUG}/judge-1#2")
        expect(page.locator(".sheet-notes")).to_contain_text("không cần chấm")
        score(page, 3, 4)

        page.locator("[data-act=sign]").click()
        expect(page.locator(".note.warn")).to_contain_text("Số 3: Còn thiếu Thuyết trình")
        expect(page.locator(".btn.sign")).to_have_attribute("aria-disabled", "true")
        assert violations(page) == []
        page.locator(".note.warn a").click()
        type_score(page, 5, NUMBERS[3][4])
        expect(score_state(page, 5)).to_contain_text("Đã lưu")
        page.locator("[data-act=sign]").click()

        rows = page.locator(".round-scores tbody tr")
        expect(rows).to_have_count(2)
        expect(rows.first).to_contain_text("88,5")
        expect(rows.last).to_contain_text("80,5")
        page.locator(".btn.sign").click()
        expect(page.locator(".note.good")).to_contain_text("Mọi phiếu đã ký")
        told = {one["entry"]: one["signed"] for one in export(page, SLUG)["scoresheets"] if one["judge"] == 1}
        assert told == {1: True, 3: True}
        page.goto(f"/c/{SLUG}/judge-1#1/sign")  # the old address of a single read-back shows the sheet
        expect(score_field(page, 1)).not_to_be_editable()


def score(page: Page, entry: int, count: int) -> None:
    page.goto(f"/c/{SLUG}/judge-1#{entry}")
    expect(page.locator(".entry-number")).to_contain_text(str(entry))
    for criterion, value in enumerate(NUMBERS[entry][:count], 1):
        type_score(page, criterion, value)
        expect(score_state(page, criterion)).to_contain_text("Đã lưu")
