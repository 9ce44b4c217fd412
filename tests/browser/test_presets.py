"""Presets in the browser: the line under the choice follows it; keeping one, beginning from it and throwing it away, by hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.test_setup import create, organizer, step

pytestmark = pytest.mark.browser
__all__ = ["organizer"]


def test_the_line_under_the_choice_says_what_the_chosen_preset_is_worth(organizer: Page) -> None:
    organizer.goto("/contests")
    told = organizer.locator("[data-preset-told]")
    expect(told).to_contain_text("chúng tôi tự soạn")
    organizer.get_by_label("Mẫu", exact=False).first.select_option("kcbs")
    source = "Luật KCBS trích trên bbq-brethren 2019 và bbqdan 2004"
    expect(told).to_have_text(f"Giám khảo: 6 · theo kiểu ấy, chưa thấy trọn luật · {source}")


def test_a_contest_is_kept_begun_from_and_the_preset_thrown_away_after_a_question(organizer: Page) -> None:
    create(organizer, "Hội hoa làm mẫu")
    step(organizer, "Xem lại")
    organizer.get_by_label("Tên mẫu").fill("Mẫu hội hoa của trường")
    organizer.get_by_role("button", name="Giữ lại").click()
    kept = organizer.locator("#presets li", has_text="Mẫu hội hoa của trường")
    expect(kept).to_be_visible()
    organizer.goto("/contests")
    organizer.locator("[name=preset]").select_option(label="Mẫu hội hoa của trường")
    expect(organizer.locator("[data-preset-told]")).to_contain_text("Giám khảo: 3 · giữ lại ngày")
    organizer.get_by_label("Tên cuộc thi", exact=True).fill("Hội hoa năm sau")
    organizer.get_by_role("button", name="Tạo cuộc thi").click()
    expect(organizer.get_by_role("banner")).to_contain_text("Mẫu: Mẫu hội hoa của trường")
    step(organizer, "Xem lại")
    kept.get_by_role("button").click()
    organizer.get_by_role("button", name="Thôi").click()
    expect(kept).to_be_visible()
    kept.get_by_role("button").click()
    organizer.get_by_role("button", name="Có, làm đi").click()
    expect(kept).to_have_count(0)
    expect(organizer.get_by_role("banner")).not_to_contain_text("Mẫu hội hoa của trường")


def test_a_press_before_the_page_is_ready_still_asks(organizer: Page) -> None:
    """The scripts come late, the finger does not: nothing is done, and the question stands once they are there."""
    create(organizer, "Hội hoa vội")
    step(organizer, "Giám khảo và người hỗ trợ")
    held: list[Route] = []
    organizer.route("**/js/setup.js*", lambda route: held.append(route))
    organizer.goto(organizer.url, wait_until="commit")
    organizer.locator("button[data-ask]").first.click()
    assert organizer.locator("dialog").count() == 0
    held[0].continue_()
    expect(organizer.locator("dialog[open]")).to_be_visible()
    assert organizer.url.split("#")[0].endswith("/setup/judges")
