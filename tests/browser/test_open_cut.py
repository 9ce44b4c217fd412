"""A tie across the line to the next round: marked once more on a phone, given up, and decided by the word of people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests import servers
from tests.browser import house
from tests.browser.axe import violations
from tests.browser.visits import Visitors, export, score_state, type_score

pytestmark = pytest.mark.browser

CUT = "cut"
REASON = "Ban giám khảo hội ý, trước hội trường"


@pytest.fixture
def halved(chromium: Browser, tmp_path: Path) -> Iterator[Visitors]:
    """Everything signed, the first round closed; two go on, and entries 2 and 4 are level for the second of these."""
    built = house.small_house(tmp_path, CUT, is_tied=True, go_on=2)
    with servers.running(tmp_path) as server:
        yield Visitors(chromium, server.url, built)


def test_an_open_cut_is_marked_once_more_or_decided_by_peoples_word(halved: Visitors, pictures: Path | None) -> None:
    with (
        halved.profile((CUT, "organizer"), viewport={"width": 1440, "height": 900}) as office,
        halved.profile((CUT, "judge-1"), viewport={"width": 390, "height": 844}) as pocket,
    ):  # fmt: skip
        desk, phone = office.new_page(), pocket.new_page()
        desk.goto(f"/c/{CUT}/desk")
        tie = desk.locator("[data-decisions] li").filter(has_text="Đội Hoa Mai")
        open_room(desk, tie, pictures)
        mark_on_a_phone(phone, pictures)

        tie.get_by_role("button", name="Bỏ lượt này…").click()
        answer(desk, reason="Ban giám khảo thôi chấm phụ")
        tie.get_by_role("button", name="Cách khác…").click()
        desk.locator("dialog[open] [name=way]").select_option("cut")
        desk.locator("dialog[open] [type=submit]").click()
        say_who_goes_on(desk, pictures)
        expect(tie).to_have_count(0)
        expect(phone.locator("[data-tie]")).to_be_hidden()
        assert [one["entries"] for one in export(desk, CUT)["cuts"]] == [[3, 4]]


def open_room(desk: Page, tie: Locator, pictures: Path | None) -> None:
    """Nothing ticked is asked for again; two criteria are marked."""
    tie.get_by_role("button", name="Chấm phụ…").click()
    dialog, boxes = desk.locator("dialog[open]"), desk.locator("dialog[open] [name=criteria]")
    expect(boxes).to_have_count(5)  # of the round before the line, not of the final
    boxes.nth(0).uncheck()
    dialog.locator("[type=submit]").click()
    expect(dialog.locator(".fault")).not_to_be_empty()
    boxes.nth(0).check()
    boxes.nth(2).check()
    assert not violations(desk)
    keep(desk, pictures, "criteria")
    dialog.locator("[type=submit]").click()
    expect(tie).to_contain_text("Còn chờ")


def mark_on_a_phone(phone: Page, pictures: Path | None) -> None:
    phone.goto(f"/c/{CUT}/judge-1")
    expect(phone.locator("[data-tie]")).to_be_visible()
    expect(phone.locator(".entry-list")).to_be_visible()
    keep(phone, pictures, "phone-band")
    phone.locator("[data-tie]").click()
    expect(phone.locator(".tie-entry .score")).to_have_count(4)
    for row, value in enumerate(("17", "18"), 1):
        type_score(phone, row, value)
        expect(score_state(phone, row)).to_contain_text("Đã lưu")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    assert not violations(phone)
    keep(phone, pictures, "phone-marked")


def say_who_goes_on(desk: Page, pictures: Path | None) -> None:
    """The level two stand there ticked with the first; one of them is taken off."""
    boxes = desk.locator("dialog[open] [name=entries]")
    expect(boxes).to_have_count(4)
    assert [box.get_attribute("value") for box in boxes.all() if box.is_checked()] == ["3", "2", "4"]
    desk.locator("dialog[open] [name=entries][value='2']").uncheck()
    assert not violations(desk)
    keep(desk, pictures, "who-goes-on")
    answer(desk, reason=REASON)


def answer(page: Page, reason: str) -> None:
    page.locator("dialog[open] [name=reason]").fill(reason)
    page.locator("dialog[open] [type=submit]").click()
    expect(page.locator("dialog[open]")).to_have_count(0)


def keep(page: Page, pictures: Path | None, name: str) -> None:
    if pictures is not None:
        page.screenshot(path=pictures / f"cut-{name}.png")
