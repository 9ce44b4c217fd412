"""Tablets and seats as people see them: two devices on one seat, a PIN, a server that moved, windows that forget."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests import servers
from tests.browser import house
from tests.browser.visits import Visitors, export, score_field, score_state, type_score

pytestmark = pytest.mark.browser
SLUG = "pairing"
LONG_LOST_MS = 20_000  # as static/js/judge/moved.js
ZALO = "Mozilla/5.0 (Linux; Android 13; SM-T510) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Zalo android/24"


@pytest.fixture(scope="module")
def small(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitors]:
    data = tmp_path_factory.mktemp("pairing")
    filled = house.small_house(data, SLUG)
    with servers.running(data) as server:
        yield Visitors(chromium, server.url, filled)


def keep(page: Page, pictures: Path | None, name: str, *sizes: tuple[int, int]) -> None:
    for width, height in sizes if pictures else ():
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=pictures / f"{name}-{width}x{height}.png")  # type: ignore[operator]


def late(route: Route) -> None:
    time.sleep(0.5)
    route.continue_()


HANDS = ((1180, 820), (820, 1180), (390, 844))
OFFICE = ((1440, 900),)


def test_a_second_device_waits_for_the_organizers_yes_and_the_first_stops(small: Visitors, pictures: Path | None) -> None:
    with (
        small.profile((SLUG, "organizer")) as office, small.profile() as one, small.profile() as other
    ):  # fmt: skip
        desk, first, second = office.new_page(), one.new_page(), other.new_page()
        desk.goto(f"/c/{SLUG}/desk")
        first.goto(small.house.link(SLUG, "judge-1"))
        expect(first.locator(".entry-list")).to_be_visible()
        assert "#" not in first.url
        first.goto(f"/c/{SLUG}/judge-1#1")
        type_score(first, 1, "15")
        expect(score_state(first, 1)).to_contain_text("Đã lưu")
        tab = one.new_page()  # the same tablet
        tab.goto(f"/c/{SLUG}/judge-1#1")
        expect(score_field(tab, 1)).to_have_value("15,0")
        tab.close()

        second.goto(small.house.link(SLUG, "judge-1"))
        expect(second.locator("[data-message] h1")).to_have_text("Đang hỏi ban tổ chức")
        keep(second, pictures, "pair-waiting", *HANDS)
        asked = desk.locator("[data-decisions] li", has_text="xin nhận vị trí")
        expect(asked.get_by_role("button")).to_have_count(2)
        keep(desk, pictures, "desk-asked", *OFFICE)
        asked.get_by_role("button").last.click()

        expect(second.locator(".entry-list")).to_be_visible()
        second.goto(f"/c/{SLUG}/judge-1#1")
        expect(score_field(second, 1)).to_have_value("15,0")
        expect(first.locator("h1")).to_contain_text("Một máy khác đã nhận vị trí này")
        keep(first, pictures, "taken-over", *HANDS)
        expect(asked).to_have_count(0)
        first.reload()
        expect(first.locator("[data-message] h1")).to_contain_text("Một máy khác đã nhận vị trí này")

        first.goto(small.house.link(SLUG, "judge-1"))
        expect(first.locator("[data-message] h1")).to_have_text("Đang hỏi ban tổ chức")
        asked.get_by_role("button").first.click()
        expect(first.locator("[data-message] h1")).to_contain_text("Ban tổ chức không cho")
        type_score(second, 2, "20")
        expect(score_state(second, 2)).to_contain_text("Đã lưu")


def test_a_walk_up_judge_gets_a_code_and_a_pin_from_the_desk(small: Visitors, pictures: Path | None) -> None:
    with small.profile((SLUG, "organizer")) as office, small.profile() as tablet:
        desk, page = office.new_page(), tablet.new_page()
        desk.route("**/js/desk.js*", late)
        desk.goto(f"/c/{SLUG}/desk", wait_until="commit")
        desk.locator("[data-add-judge]").click()  # not before it does what it says
        dialog = desk.locator("dialog[open]")
        dialog.locator("[name=name]").fill("Đặng Thu Hà")
        dialog.locator("[type=submit]").click()
        link = dialog.locator(".seat-letters")
        expect(link).to_have_text(re.compile(r"http://\S+/judge-3#\S{22}"))
        dialog.get_by_role("button", name="Hỏi thêm mã PIN").click()
        pin = dialog.locator(".pin-fresh b")
        expect(pin).to_have_text(re.compile(r"\d{3} \d{3}"))
        keep(desk, pictures, "desk-walk-up", *OFFICE, (820, 1180))
        digits = pin.inner_text().replace(" ", "")

        page.goto(link.inner_text())
        field = page.locator("#pin")
        field.fill(f"{(int(digits) + 1) % 10**6:06}")
        field.press("Enter")
        expect(page.locator("[role=alert]")).to_contain_text("Còn 9 lần thử")
        keep(page, pictures, "pair-pin", *HANDS)
        page.locator("#pin").fill(digits)
        page.locator("#pin").press("Enter")
        expect(page.locator(".entry-list")).to_be_visible()
        expect(page.locator("[data-judge]")).to_contain_text("Đặng Thu Hà")


def test_a_seat_that_wrong_pins_locked_is_unlocked_on_the_desk(small: Visitors, pictures: Path | None) -> None:
    with small.profile((SLUG, "organizer")) as office, small.profile() as tablet:
        setup, page = office.new_page(), tablet.new_page()
        setup.goto(f"/c/{SLUG}/setup/judges")
        setup.locator("#judge-2").get_by_role("button", name="Đặt PIN").click()
        shown = setup.locator("#judge-2 .pin-note b")
        expect(shown).to_have_text(re.compile(r"\d{3} \d{3}"))
        keep(setup, pictures, "setup-pin", *OFFICE, (820, 1180))
        digits = shown.inner_text().replace(" ", "")
        page.goto(small.house.link(SLUG, "judge-2"))
        for left in range(9, -1, -1):
            page.locator("#pin").fill(f"{(int(digits) + 7) % 10**6:06}")
            page.locator("#pin").press("Enter")
            said = page.get_by_text(f"Còn {left} lần thử") if left else page.get_by_text("Vị trí này đã khóa")
            expect(said.first).to_be_visible()
        keep(page, pictures, "pair-locked", *HANDS)
        setup.goto(f"/c/{SLUG}/desk")
        setup.locator("[data-decisions] li", has_text="đã khóa").get_by_role("button").click()
        expect(setup.locator("[data-decisions] li", has_text="đã khóa")).to_have_count(0)
        page.get_by_role("button", name="Thử lại").click()
        page.locator("#pin").fill(digits)
        page.locator("#pin").press("Enter")
        expect(page.locator(".entry-list")).to_be_visible()


def test_the_window_of_a_chat_app_is_told_what_to_open_instead_and_may_go_on(small: Visitors, pictures: Path | None) -> None:
    with small.profile(user_agent=ZALO) as inside:
        page = inside.new_page()
        page.goto(small.house.link(SLUG, "judge-1"))
        expect(page.locator("[data-message] h1")).to_have_text("Đừng mở trong Zalo")
        keep(page, pictures, "pair-zalo", *HANDS)
        page.get_by_role("button", name="Chép đường dẫn").click()
        expect(page.get_by_role("status").last).to_contain_text("Chrome")
        page.get_by_role("button", name="Vẫn tiếp tục").click()
        expect(page.locator("[data-message] h1")).not_to_have_text("Đừng mở trong Zalo")


@pytest.mark.parametrize(
    "forgetful",
    [
        "indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }",
        "navigator.storage.estimate = async () => ({ quota: 100_000_000, usage: 0 })",
        "navigator.storage.getDirectory = async () => { throw new DOMException('no', 'SecurityError') }",
    ],
)
def test_a_private_window_is_told_what_to_open_instead(small: Visitors, forgetful: str) -> None:
    with small.profile() as inside:
        page = inside.new_page()
        page.add_init_script(forgetful)
        page.goto(small.house.link(SLUG, "judge-1"))
        expect(page.locator("[data-message] h1")).to_have_text("Đừng mở trong cửa sổ ẩn danh")


def test_a_silent_tablet_is_told_of_on_the_desk(small: Visitors, pictures: Path | None) -> None:
    with small.profile((SLUG, "organizer")) as office, small.profile() as tablet:
        desk, page = office.new_page(), tablet.new_page()
        desk.goto(f"/c/{SLUG}/desk")
        page.goto(small.house.link(SLUG, "judge-1"))
        head = desk.locator("[data-heads] th").nth(1).locator(".sign")
        expect(page.locator(".entry-list, [data-message] .state").first).to_be_visible()
        if page.locator("[data-message] .state").is_visible():  # another device of these tests holds the seat
            desk.locator("[data-decisions] li", has_text="xin nhận vị trí").get_by_role("button").last.click()
        expect(page.locator(".entry-list")).to_be_visible()
        expect(head).to_have_class("sign is-here")
        desk.keyboard.press("t")
        row = desk.locator("dialog .tablets tbody tr").first
        expect(row).to_contain_text("đang kết nối")
        expect(row).to_contain_text("Chrome")
        expect(row).to_contain_text("không còn gì")
        page.goto(f"/c/{SLUG}/judge-1#2")
        type_score(page, 1, "12")
        expect(score_state(page, 1)).to_contain_text("Đã lưu")
        keep(desk, pictures, "desk-tablets", *OFFICE, (820, 1180))
        page.close()
        expect(row).to_have_class("is-silent", timeout=30_000)
        expect(head).to_have_class("sign is-away")
        desk.keyboard.press("Escape")
        said = desk.locator("[data-decisions] li", has_text="mất kết nối")
        expect(said).to_contain_text("đang chấm, chưa ký")
        expect(desk.locator(".cell.is-held").first).to_be_visible()
        keep(desk, pictures, "desk-silent", *OFFICE)


def test_a_page_goes_on_at_the_servers_new_address_with_what_it_holds(
    chromium: Browser, tmp_path: Path, pictures: Path | None
) -> None:
    filled = house.small_house(tmp_path, SLUG)
    with servers.running(tmp_path) as old:
        visitors = Visitors(chromium, old.url, filled)
        with visitors.profile() as tablet:
            page = tablet.new_page()
            page.clock.install()
            page.goto(filled.link(SLUG, "judge-1"))
            expect(page.locator(".entry-list")).to_be_visible()
            page.goto(f"/c/{SLUG}/judge-1#1")
            type_score(page, 1, "15")
            expect(score_state(page, 1)).to_contain_text("Đã lưu")
            old.kill()
            expect(page.locator("[data-band]")).to_contain_text("Mất kết nối")
            for criterion, value in ((1, "16"), (2, "21,5"), (3, "17")):
                type_score(page, criterion, value)
                expect(score_state(page, criterion)).to_contain_text("Trên máy này")
            with servers.running(tmp_path) as new:
                offer = page.locator("[data-moved]")
                expect(offer).to_be_hidden()
                page.clock.fast_forward(LONG_LOST_MS)
                expect(offer).to_be_visible()
                keep(page, pictures, "lost-long", *HANDS)
                offer.click()
                address = page.locator("dialog [name=address]")
                for wrong in ("nơi nào", old.url):
                    address.fill(wrong)
                    address.press("Enter")
                    expect(page.locator("dialog .fault")).not_to_be_empty()
                keep(page, pictures, "moved", *HANDS)
                address.fill(f"localhost:{new.port}")  # another host and port: nothing of the old address is there
                with page.expect_popup() as opened:
                    address.press("Enter")
                there = opened.value
                expect(there.locator(".entry-list")).to_be_visible()
                assert there.url == f"http://localhost:{new.port}/c/{SLUG}/judge-1"
                expect(there.locator("[data-connection]")).to_contain_text("Đã lưu hết")
                there.goto(f"http://localhost:{new.port}/c/{SLUG}/judge-1#1")
                there.reload()
                for criterion, value in ((1, "16,0"), (2, "21,5"), (3, "17,0")):
                    expect(score_field(there, criterion)).to_have_value(value)
                    expect(score_state(there, criterion)).to_contain_text("Đã lưu")
                with Visitors(chromium, new.url, filled).profile((SLUG, "organizer")) as office:
                    told = export(office.new_page(), SLUG)
                new.kill()
    [sheet] = told["scoresheets"]
    assert {number: one["value"] for number, one in sheet["scores"].items()} == {"1": "16", "2": "21.5", "3": "17"}
    assert sum('"fact":"score_entered"' in fact["body"] for fact in told["facts"]) == 4
    assert not any('"fact":"device_asked"' in fact["body"] for fact in told["facts"])
