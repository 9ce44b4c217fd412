"""A practice sample from the desk to three tablets, one of them offline, and back: each judge learns their own distance only."""

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

SLUG = "practice"
NUMBERS = {1: ("18", "22", "17,5", "12,5", "18"), 2: ("17", "21", "16,5", "12", "17"), 3: ("13", "15", "11", "9", "14")}


@pytest.fixture
def hall(chromium: Browser, tmp_path: Path) -> Iterator[Visitors]:
    built = house.eager_house(tmp_path, SLUG)
    with servers.running(tmp_path) as server:
        yield Visitors(chromium, server.url, built)


def test_a_sample_is_scored_by_all_and_each_learns_how_far_from_the_others_they_are(hall: Visitors) -> None:
    with (
        hall.profile((SLUG, "organizer")) as office, hall.profile((SLUG, "judge-1")) as one,
        hall.profile((SLUG, "judge-2")) as two, hall.profile((SLUG, "judge-3")) as three,
    ):  # fmt: skip
        desk = office.new_page()
        open_sample(desk)
        tablets = {1: one.new_page(), 2: two.new_page(), 3: three.new_page()}
        for judge, tablet in tablets.items():
            tablet.goto(f"/c/{SLUG}/judge-{judge}")
            tablet.locator("[data-sample].is-asked").click()
            expect(tablet.locator("h1")).to_contain_text("Bình hoa sen")
        assert violations(tablets[1]) == []
        for judge in (1, 2):
            score(tablets[judge], judge)
            tablets[judge].locator("[data-act=sign]").click()
            expect(tablets[judge].locator(".note.good")).to_contain_text("Khi cả ban chấm xong")
            expect(score_field(tablets[judge], 1)).not_to_be_editable()

        three.set_offline(True)
        expect(tablets[3].locator("[data-band]")).to_be_visible()
        score(tablets[3], 3, "Trên máy này")
        tablets[3].locator("[data-act=sign]").click()
        expect(tablets[3].locator(".note.good")).to_contain_text("Có mạng lại")
        expect(desk.locator("[data-decisions]")).to_contain_text("2 trong 3")
        three.set_offline(False)

        for judge, words in ((1, "cao hơn khoảng 15,3"), (3, "thấp hơn khoảng 23,8")):
            expect(tablets[judge].locator(".distance-sum")).to_contain_text(words)
            expect(tablets[judge].locator(".distances")).to_contain_text(f"bạn cho {NUMBERS[judge][0]}")
            assert violations(tablets[judge]) == []
        for other in (NUMBERS[1], NUMBERS[2]):
            assert not [value for value in other if value in tablets[3].locator("main").inner_text()]
        told = export(desk, SLUG)
        assert (told["scoresheets"], told["calibrations"][0]["state"]) == ([], "closed")
        desk.locator("[data-practice]").click()
        expect(desk.locator("dialog .practice tbody tr").nth(2)).to_contain_text("−23,8")

        type_score_of_a_team(tablets[1], desk)


def open_sample(desk: Page) -> None:
    desk.goto(f"/c/{SLUG}/desk")
    desk.locator("[data-practice]").click()
    desk.locator("dialog .primary").click()
    desk.locator("dialog[open] [name=title]").fill("Bình hoa sen")
    desk.locator("dialog[open] form .primary").click()
    expect(desk.locator("[data-decisions]")).to_contain_text("0 trong 3")
    expect(desk.locator("dialog[open]")).to_have_count(1)  # the question is answered, the panel stands
    shut(desk)


def shut(desk: Page) -> None:
    desk.keyboard.press("Escape")
    expect(desk.locator("dialog[open]")).to_have_count(0)


def score(tablet: Page, judge: int, state: str = "Đã lưu") -> None:
    for criterion, value in enumerate(NUMBERS[judge], 1):
        type_score(tablet, criterion, value)
        expect(score_state(tablet, criterion)).to_contain_text(state)


def type_score_of_a_team(tablet: Page, desk: Page) -> None:
    """What came of it is offered until the judge begins a true sheet."""
    shut(desk)
    tablet.locator("[data-act=list]").click()
    expect(tablet.locator("[data-sample]")).to_contain_text("Chấm thử xong")
    desk.locator("[data-steps] button").first.click()
    tablet.locator("[data-act=entry-1]").click()
    expect(score_field(tablet, 1)).to_be_editable()
    type_score(tablet, 1, "15")
    expect(tablet.locator("[data-sample]")).to_be_hidden()
