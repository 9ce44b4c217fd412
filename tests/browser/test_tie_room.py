"""A tie from the desk to two judges' tablets and back: opened, marked once more, decided, and to be read on the result."""

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

TIED = "tied"
LEVEL = (2, 4)  # the entries that house.LEVELS keeps level to the last criterion
REASON = "Chấm phụ tiêu chí Chủ đề, trước hội trường"
MARKS = {1: ("17", "16,5"), 2: ("17", "17")}  # judge -> numbers for entries 2 and 4: 17 and 16.75 on the mean


@pytest.fixture
def tied(chromium: Browser, tmp_path: Path) -> Iterator[Visitors]:
    """Everything signed, the round closed, entries 2 and 4 level."""
    built = house.small_house(tmp_path, TIED, is_tied=True)
    with servers.running(tmp_path) as server:
        yield Visitors(chromium, server.url, built)


def test_a_tie_room_from_the_desk_to_two_judges_to_the_result(tied: Visitors, pictures: Path | None) -> None:
    with (
        tied.profile((TIED, "organizer")) as office,
        tied.profile((TIED, "judge-1"), viewport={"width": 1180, "height": 820}) as one,
        tied.profile((TIED, "judge-2"), viewport={"width": 820, "height": 1180}) as other,
    ):  # fmt: skip
        desk, tablets = office.new_page(), {1: one.new_page(), 2: other.new_page()}
        for judge, tablet in tablets.items():
            tablet.goto(f"/c/{TIED}/judge-{judge}")
            expect(tablet.locator(".entry-list")).to_be_visible()
            expect(tablet.locator("[data-tie]")).to_be_hidden()
        scores = export(open_desk(desk), TIED)["scoresheets"]

        open_room(desk)
        for judge, tablet in tablets.items():
            mark(tablet, judge, pictures)
            assert all(words not in decisions(desk) for words in ("17,0", "16,5"))
        keep(desk, pictures, "desk-decides")
        let_it_decide(desk)

        for tablet in tablets.values():
            expect(tablet.locator("[data-tie]")).to_be_hidden()
            expect(tablet.locator(".entry-list")).to_be_visible()
        told = export(desk, TIED)
        assert told["scoresheets"] == scores
        read_result(desk, pictures)


def test_a_mark_of_the_tie_room_made_offline_is_kept_and_sent_later(tied: Visitors) -> None:
    with tied.profile((TIED, "organizer")) as office, tied.profile((TIED, "judge-1")) as one:
        desk, tablet = office.new_page(), one.new_page()
        open_room(open_desk(desk))
        tablet.goto(f"/c/{TIED}/judge-1#tie")
        expect(tablet.locator(".tie-entry")).to_have_count(2)
        one.set_offline(True)
        type_score(tablet, 1, "17")
        expect(score_state(tablet, 1)).to_contain_text("Trên máy này")
        one.set_offline(False)
        expect(score_state(tablet, 1)).to_contain_text("Đã lưu")


def test_the_head_judge_opens_a_tie_room_and_gives_it_up_for_lots(tied: Visitors, pictures: Path | None) -> None:
    with tied.profile((TIED, "judge-2"), viewport={"width": 1180, "height": 820}) as tablets:
        page = tablets.new_page()
        page.goto(f"/c/{TIED}/judge-2/panel")
        tie = page.locator("[data-ties] li")
        expect(tie).to_contain_text("Đội Hoa Mai")
        keep(page, pictures, "head-tie")
        tie.get_by_role("button", name="Chấm phụ…").click()
        confirm(page)
        expect(tie).to_contain_text("Còn chờ")
        tie.get_by_role("button", name="Bỏ lượt này…").click()
        confirm(page, reason="Ban giám khảo thôi chấm phụ")
        tie.get_by_role("button", name="Cách khác…").click()
        page.locator("dialog[open] [name=way]").select_option("lots")
        confirm(page)
        confirm(page, reason=REASON)
        expect(page.locator("dialog[open]")).to_contain_text("Mã:")
        keep(page, pictures, "head-lots")
        page.keyboard.press("Escape")
        expect(page.locator("[data-ties]")).to_be_hidden()


def open_desk(desk: Page) -> Page:
    desk.goto(f"/c/{TIED}/desk")
    expect(decision(desk)).to_contain_text("sau mọi tiêu chí phụ")
    return desk


def decision(desk: Page) -> Locator:
    return desk.locator("[data-decisions] li").filter(has_text="Đội Hoa Mai")


def decisions(desk: Page) -> str:
    return desk.locator("[data-decisions]").inner_text()


def open_room(desk: Page) -> None:
    decision(desk).get_by_role("button", name="Chấm phụ…").click()
    assert not violations(desk)
    confirm(desk)
    expect(decision(desk)).to_contain_text("Còn chờ")


def mark(tablet: Page, judge: int, pictures: Path | None) -> None:
    """By the band to the small scoresheet, one number for each of the two teams, and back."""
    band = tablet.locator("[data-tie]")
    expect(band).to_contain_text("2, 4")
    keep(tablet, pictures, f"band-{judge}")
    band.click()
    expect(tablet.locator(".tie-entry")).to_have_count(len(LEVEL))
    for row, value in enumerate(MARKS[judge], 1):
        type_score(tablet, row, value)
        expect(score_state(tablet, row)).to_contain_text("Đã lưu")
    assert not violations(tablet)
    keep(tablet, pictures, f"marked-{judge}")
    tablet.locator(".foot .btn.primary").click()


def let_it_decide(desk: Page) -> None:
    decision(desk).get_by_role("button", name="Phân định theo đó…").click()
    confirm(desk, reason=REASON)
    expect(decision(desk)).to_have_count(0)


def confirm(page: Page, reason: str | None = None) -> None:
    """The one question that stands open, answered with yes."""
    dialog = page.locator("dialog[open]")
    title = dialog.get_by_role("heading").inner_text()
    if reason:
        dialog.locator("[name=reason]").fill(reason)
    dialog.locator("[type=submit]").click()
    expect(dialog.filter(has_text=title)).to_have_count(0)


def read_result(page: Page, pictures: Path | None) -> None:
    page.goto(f"/c/{TIED}/result")
    places = page.locator(".paper-standings tbody tr")
    expect(places.nth(1)).to_contain_text("Đội Hoa Mai")
    expect(page.locator(".paper-explained article").nth(1)).to_contain_text(REASON)
    keep(page, pictures, "result")


def keep(page: Page, pictures: Path | None, name: str) -> None:
    if pictures is not None:
        page.screenshot(path=pictures / f"tie-{name}.png")
