"""The right entry: a judge's own line to measure by, the last change taken back, and the tablet that goes with the stage."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import servers
from tests.browser import house
from tests.browser.visits import Visitors, export, score_field, score_state, type_score

pytestmark = pytest.mark.browser
SLUG = "right"


def test_own_scores_an_undo_and_the_entry_on_stage(chromium: Browser, tmp_path: Path) -> None:
    filled = house.small_house(tmp_path, SLUG)
    with servers.running(tmp_path) as server:
        visitors = Visitors(chromium, server.url, filled)
        with visitors.profile((SLUG, "organizer")) as office, visitors.profile((SLUG, "judge-1")) as tablet:
            desk, page = office.new_page(), tablet.new_page()
            desk.goto(f"/c/{SLUG}/desk")
            page.goto(f"/c/{SLUG}/judge-1#2")
            row = page.locator(".score").first
            expect(row.locator(".own-mark")).to_have_count(0)
            type_score(page, 1, "12")
            expect(score_state(page, 1)).to_contain_text("Đã lưu")
            page.locator("[data-act=next]").click()
            expect(row.locator(".own-mark")).to_have_count(1)
            expect(row.locator(".score-hint").first).to_have_text("Bạn đã cho 1 bài khác 12,0")

            expect(page.locator("[data-act=undo]")).to_have_attribute("aria-disabled", "true")
            type_score(page, 1, "15")
            expect(score_state(page, 1)).to_contain_text("Đã lưu")
            page.wait_for_timeout(1600)  # quick changes of one score are one change
            type_score(page, 1, "8")
            expect(score_state(page, 1)).to_contain_text("Đã lưu")
            expect(page.locator("[data-act=undo]")).to_contain_text("Chủ đề trở lại 15")
            page.locator("[data-act=undo]").click()
            expect(score_field(page, 1)).to_have_value("15,0")
            expect(score_state(page, 1)).to_contain_text("Đã lưu")

            expect(page.locator("[data-stage]")).to_be_hidden()
            desk.locator("[data-stages] button").nth(1).click()
            for _turn in (1, 2):
                desk.locator("[data-next]").click()
                page.wait_for_timeout(300)
            expect(page.locator(".entry-number")).to_have_text("2", timeout=15_000)
            page.evaluate("location.hash = '1'")
            expect(page.locator("[data-stage]")).to_contain_text("số 2")
            page.locator("[data-stage]").click()
            expect(page.locator(".entry-number")).to_have_text("2")
            expect(page.locator("[data-stage]")).to_be_hidden()
            told = export(desk, SLUG)
    values = [one["scores"]["1"]["value"] for one in told["scoresheets"]]
    assert sorted(values) == ["12", "15"]

