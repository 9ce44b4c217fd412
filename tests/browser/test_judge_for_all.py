"""The judge's tablet for everybody: by keyboard, by ear, only looking, in large letters, with the left hand, on a narrow page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import servers
from tests.browser import house
from tests.browser.visits import Visitors, export, score_field, score_state

pytestmark = pytest.mark.browser
SAVED = "Đã lưu"
SLUGS = [f"everybody-{number}" for number in range(1, 13)]
STEPS_AWAY_MS = 5000  # longer than hands must be off the tablet


@pytest.fixture(scope="module")
def hall(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitors]:
    """Small contests, one for each test, served together."""
    data = tmp_path_factory.mktemp("everybody")
    filled = house.small_ones(data, SLUGS)
    with servers.running(data) as server:
        yield Visitors(chromium, server.url, filled)


@pytest.fixture(scope="module")
def untouched() -> Iterator[str]:
    return iter(SLUGS)


@pytest.fixture
def slug(untouched: Iterator[str]) -> str:
    return next(untouched)


@pytest.fixture
def tablet(hall: Visitors, slug: str) -> Iterator[BrowserContext]:
    with hall.profile((slug, "judge-1"), (slug, "judge-2"), has_touch=True) as context:
        yield context


@pytest.fixture
def page(tablet: BrowserContext, slug: str) -> Page:
    return open_sheet(tablet, f"/c/{slug}/judge-1#1")


def open_sheet(tablet: BrowserContext, path: str) -> Page:
    opened = tablet.new_page()
    opened.set_viewport_size({"width": 1180, "height": 820})
    opened.goto(path)
    expect(score_field(opened, 1)).to_be_visible()
    return opened


def scores_told(hall: Visitors, slug: str) -> dict[str, Any]:
    """What the server holds of the first judge's first sheet, by criterion."""
    with hall.profile((slug, "organizer")) as office:
        told = export(office.new_page(), slug)
    found = [one["scores"] for one in told["scoresheets"] if (one["judge"], one["entry"]) == (1, 1)]
    return {number: one["value"] for number, one in found[0].items()} if found else {}


def test_a_sheet_is_scored_and_signed_by_keyboard_alone(page: Page, hall: Visitors, slug: str) -> None:
    press = page.keyboard.press
    page.locator(".rail").first.focus()
    press("1")  # a digit on the rail goes to the number
    page.keyboard.type("5,5")
    press("Enter")  # on to the next criterion
    expect(score_field(page, 2)).to_be_focused()
    page.keyboard.type("20.5")  # a point is a comma
    press("Enter")
    press("ArrowUp")  # a blank starts in the middle
    press("+")
    press("-")
    press("Enter")
    page.keyboard.type("12")
    press("Enter")
    page.keyboard.type("16")
    press("Enter")
    for criterion in range(1, 6):
        expect(score_state(page, criterion)).to_contain_text(SAVED)
    assert scores_told(hall, slug) == {"1": "15.5", "2": "20.5", "3": "10", "4": "12", "5": "16"}
    expect(page.locator("[data-act=sign]")).to_be_focused()
    press("Enter")
    expect(page.locator(".readback-scores")).to_be_visible()
    page.locator(".btn.sign.primary").focus()
    press("Enter")
    expect(page.locator(".note.good")).to_contain_text("Đã ký")


def test_what_cannot_be_a_score_is_refused_in_words_and_changes_nothing(page: Page, hall: Visitors, slug: str) -> None:
    field = score_field(page, 1)
    for typed, words in (("8,7", "giữa hai bậc"), ("25", "nằm ngoài"), ("-1", "nằm ngoài"), ("tám", "không phải là số")):
        field.fill(typed)
        field.press("Enter")
        expect(page.locator("#fault-1")).to_contain_text(words)
        expect(page.locator("#fault-1")).to_contain_text("Từ 0 đến 20")
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
    field.press("Escape")
    expect(page.locator("#fault-1")).to_be_empty()
    expect(field).to_have_value("")
    assert scores_told(hall, slug) == {}


def test_control_z_takes_the_last_change_back(page: Page) -> None:
    score_field(page, 1).fill("12")
    score_field(page, 1).press("Enter")
    expect(score_state(page, 1)).to_contain_text(SAVED)
    page.keyboard.press("Control+z")
    expect(score_field(page, 1)).to_have_value("")


def test_the_keys_are_listed_under_a_question_mark(page: Page) -> None:
    page.locator(".rail").first.focus()
    page.keyboard.press("?")
    expect(page.locator("dialog[open] .keys")).to_contain_text("Ctrl + Z")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    page.locator("#comment").focus()
    page.keyboard.type("đẹp?")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("#comment")).to_have_value("đẹp?")


def test_each_score_is_said_once(page: Page) -> None:
    page.evaluate("""() => {
      window.heard = []
      const live = "[role=status], [role=alert], [aria-live]"
      new MutationObserver((changes) => changes.forEach(({ target, addedNodes }) => {
        const node = target.nodeType === 1 ? target : target.parentElement
        if (addedNodes.length && node.closest(live)?.textContent) heard.push(node.closest(live).textContent)
      })).observe(document.body, { subtree: true, childList: true, characterData: true })
    }""")
    page.locator(".score").first.locator(".step").last.click()
    expect(score_state(page, 1)).to_contain_text(SAVED)
    page.wait_for_function("heard.length > 0")
    assert page.evaluate("heard") == ["Chủ đề, 10, Đã lưu"]


def test_fingers_that_only_look_change_nothing(page: Page, hall: Visitors, slug: str) -> None:
    score_field(page, 1).fill("12")
    score_field(page, 1).press("Enter")
    expect(score_state(page, 1)).to_contain_text(SAVED)
    page.locator("[data-look]").click()
    expect(page.locator(".note.looking")).to_be_visible()
    expect(page.locator(".step")).to_have_count(10)
    assert page.locator(".step:visible").count() == 0
    box = page.locator(".score-rail").first.bounding_box()
    assert box is not None
    page.touchscreen.tap(box["x"] + box["width"] * 0.2, box["y"] + 24)
    page.keyboard.press("Control+z")
    page.locator("[data-act=undo]").click(force=True)
    expect(score_field(page, 1)).to_have_value("12,0")
    expect(score_field(page, 1)).not_to_be_editable()
    page.reload()
    expect(page.locator(".note.looking")).to_be_visible()
    assert scores_told(hall, slug) == {"1": "12"}
    page.locator("[data-act=look]").click()
    expect(score_field(page, 1)).to_be_editable()


def test_a_signed_sheet_that_comes_back_waits_for_the_judge(page: Page, hall: Visitors, slug: str) -> None:
    for criterion in range(1, 6):
        score_field(page, criterion).fill("10")
        score_field(page, criterion).press("Enter")
        expect(score_state(page, criterion)).to_contain_text(SAVED)
    page.locator("[data-act=sign]").click()
    page.locator(".btn.sign.primary").click()
    expect(page.locator(".note.good")).to_contain_text("Đã ký")
    with hall.profile((slug, "organizer")) as office:
        desk = office.new_page()
        desk.goto(f"/c/{slug}/desk")
        desk.locator("[data-rows] td button").first.click()
        desk.locator("dialog .versions summary").click()
        expect(desk.locator("dialog .versions-list li").first).to_contain_text("Đã ký")
        desk.locator("dialog .btn-row .danger").click()
        desk.locator("dialog[open] [name=reason]").fill("xem lại bố cục")
        desk.locator("dialog[open] form button[type=submit]").click()
    expect(page.locator(".note.warn")).to_contain_text("xem lại bố cục")
    expect(page.locator(".note.looking")).to_be_visible()
    expect(score_field(page, 1)).not_to_be_editable()
    page.locator("[data-act=look]").click()
    expect(score_field(page, 1)).to_be_editable()
    page.locator(".versions summary").click()
    expect(page.locator(".versions-list li").first).to_contain_text("Trả lại: xem lại bố cục")
    expect(page.locator(".versions-list")).to_contain_text("Chủ đề: – → 10")


@pytest.mark.parametrize(("width", "height"), [(1180, 820), (820, 1180), (390, 844)])
def test_large_letters_and_the_left_hand_keep_every_control_in_reach(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    before = page.locator(".score-name h2").first.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    page.locator("[data-settings]").click()
    for which in ("large", "left"):
        page.locator(f"[data-switch={which}]").check()
    page.keyboard.press("Escape")
    page.reload()
    after = page.locator(".score-name h2").first.evaluate("(node) => parseFloat(getComputedStyle(node).fontSize)")
    assert after == pytest.approx(before * 4 / 3, rel=0.01)
    foot = page.locator(".foot").bounding_box()
    assert foot is not None
    assert foot["y"] + foot["height"] <= height + 1  # stays at the bottom while the criteria scroll
    for criterion in range(1, 6):
        row = page.locator(".score").nth(criterion - 1)
        row.locator(".step").last.click()
        expect(score_state(page, criterion)).to_contain_text(SAVED)
        less, name = row.locator(".step").first.bounding_box(), row.locator(".score-name").bounding_box()
        assert less is not None
        assert name is not None
        assert less["x"] <= name["x"]
        assert min(less["width"], less["height"]) >= 44


def test_a_page_of_320_pixels_needs_no_scrolling_sideways(page: Page) -> None:
    for width, height in ((320, 256), (320, 640), (590, 410)):  # 400 % and 200 % of a laptop and a tablet
        page.set_viewport_size({"width": width, "height": height})
        for where in ("1", "list"):
            page.evaluate("(where) => { location.hash = where }", where)
            expect(page.locator(".entry-list, .scores").first).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_the_stage_moves_no_tablet_with_a_comment_in_hand_nor_one_that_shall_not_follow(
    page: Page, tablet: BrowserContext, hall: Visitors, slug: str
) -> None:
    page.locator("[data-settings]").click()
    page.locator("[data-switch=follow]").uncheck()
    page.keyboard.press("Escape")
    writing = open_sheet(tablet, f"/c/{slug}/judge-2#1")
    writing.evaluate("localStorage.clear()")  # the two tablets of this test share what one would keep
    writing.reload()
    writing.locator("#comment").fill("rất")
    with hall.profile((slug, "organizer")) as office:
        desk = office.new_page()
        desk.goto(f"/c/{slug}/desk")
        desk.locator("[data-stages] button").nth(1).click()
        for _turn in (1, 2):
            desk.locator("[data-next]").click()
            desk.wait_for_timeout(300)
    for one in (page, writing):
        expect(one.locator("[data-stage]")).to_contain_text("số 2")
    page.wait_for_timeout(STEPS_AWAY_MS)
    for one in (page, writing):
        expect(one.locator(".entry-number")).to_contain_text("1")
    writing.locator(".entry-name").click()
    expect(writing.locator(".entry-number")).to_contain_text("2")
    expect(page.locator(".entry-number")).to_contain_text("1")
