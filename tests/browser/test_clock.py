"""One clock for all: pages whose device is hours wrong change their second together, and two starts are one."""

from __future__ import annotations

from itertools import combinations
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import Visitors, export

pytestmark = pytest.mark.browser

HOURS = 3_600_000
AT_MOST = 250  # milliseconds between two pages' change of the same second
SECONDS = 6  # as many changes are compared

# The page's own idea of the time, shifted before anything else runs; performance.now() stays what it is.
SHIFTED = """(() => {
  const [True, by] = [Date, %d]
  window.Date = class extends True {
    constructor(...told) { told.length ? super(...told) : super(True.now() + by) }
    static now() { return True.now() + by }
  }
})()"""

# Notes when the text changed, by a time that all pages of this machine share.
NOTED = """(node) => {
  const read = () => /\\+?\\d+:\\d\\d/.exec(node.textContent)?.[0] ?? ""
  let text = read()
  window.noted = []
  new MutationObserver(() => {
    if (read() === text) return
    text = read()
    window.noted.push([text, performance.timeOrigin + performance.now()])
  }).observe(node, { childList: true, characterData: true, subtree: true })
}"""

PRESSED_AT = """(button, at) => setTimeout(() => button.click(), at - performance.timeOrigin - performance.now())"""
NOW = "performance.timeOrigin + performance.now()"


def test_pages_show_the_same_second_though_their_own_clocks_are_ten_hours_apart(visitors: Visitors) -> None:
    seats = {"judge-1": (5 * HOURS, "[data-clock]"), "screen/": (5 * HOURS, "main"), "": (-5 * HOURS, "[data-now]")}
    with visitors.profile(("clock", "organizer")) as desk_profile:
        desk = desk_profile.new_page()
        desk.goto("/c/clock/desk")
        expect(desk.locator("[data-go]")).to_contain_text("Bắt đầu")
        desk.locator("[data-scene=countdown]").click()
        desk.locator("[data-go]").click()
        with visitors.profile(("clock", "judge-1")) as ahead, visitors.profile() as behind:
            pages: list[Page] = []
            for path, (shift, where) in seats.items():
                page = (ahead if shift > 0 else behind).new_page()
                page.add_init_script(SHIFTED % shift)
                page.goto(f"/c/clock/{path}".rstrip("/") if path != "screen/" else "/c/clock/screen/hall")
                expect(page.locator(where)).to_contain_text(":")
                page.locator(where).evaluate(NOTED)
                pages.append(page)
            assert pages[0].evaluate("Date.now()") - pages[2].evaluate("Date.now()") > 9 * HOURS
            pages[0].wait_for_timeout((SECONDS + 1) * 1000)
            told = [dict(page.evaluate("window.noted")) for page in pages]
    for one, other in combinations(told, 2):
        common = one.keys() & other.keys()
        assert len(common) >= SECONDS - 1
        # the middle one of many: a clock that is wrong is wrong each time, a busy machine is late now and then
        assert median(abs(one[second] - other[second]) for second in common) < AT_MOST


def test_two_desks_that_press_start_at_the_same_moment_make_one_start(visitors: Visitors) -> None:
    with visitors.profile(("starts", "organizer")) as one, visitors.profile(("starts", "organizer")) as other:
        desks = [profile.new_page() for profile in (one, other)]
        for desk in desks:
            desk.goto("/c/starts/desk")
            expect(desk.locator("[data-go]")).to_contain_text("Bắt đầu")
        at = desks[0].evaluate(NOW) + 1000
        for desk in desks:
            desk.locator("[data-go]").evaluate(PRESSED_AT, at)
        for desk in desks:
            expect(desk.locator("[data-go]")).to_contain_text("Tạm dừng")
        told = export(desks[0], "starts")
    assert [mark["kind"] for mark in countdown(told)["marks"]] == ["started"]


def countdown(told: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in told["countdowns"] if one["stage"] == 1)
    return found
