"""A steward's phone through a lost connection: finishes stamped at the moment of the tap, a slip taken back, a photo that arrives
later and stands on the judge's sheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import photographs, servers
from tests.browser import house
from tests.browser.visits import Visitors, export

pytestmark = [pytest.mark.browser, pytest.mark.server]
SLUG = "work"


@pytest.fixture(scope="module")
def visitors(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitors]:
    data = tmp_path_factory.mktemp("steward") / "data"
    built = house.arranging_house(data, SLUG)
    with servers.running(data) as server:
        yield Visitors(chromium, server.url, built)


def test_finishes_and_photos_of_a_phone_without_a_line_arrive_and_the_judge_sees_the_photo(
    visitors: Visitors, tmp_path: Path
) -> None:
    picture = tmp_path / "ảnh.jpg"
    picture.write_bytes(photographs.jpeg(3000, 2000, gps=True))
    with (
        visitors.profile((SLUG, "steward-1"), viewport={"width": 390, "height": 844}) as phone,
        visitors.profile((SLUG, "judge-1"), (SLUG, "organizer")) as hall,
    ):
        steward, judge, desk = phone.new_page(), hall.new_page(), hall.new_page()
        judge.goto(f"/c/{SLUG}/judge-1#1")
        expect(judge.locator(".score").first).to_be_visible()
        steward.goto(f"/c/{SLUG}/steward-1")
        expect(steward.locator("button.team")).to_have_count(3)
        phone.set_offline(True)
        steward.locator("[data-entry='1']").click()
        steward.locator("[data-entry='2']").click()
        expect(steward.locator("button.is-stamped")).to_have_count(2)
        steward.locator("[data-entry='2']").click()  # a slip of the thumb
        expect(steward.locator("[data-entry='2']")).not_to_have_class("team is-stamped")
        expect(steward.locator("a.is-done")).to_have_count(1)  # three seconds later the other one is fast
        steward.locator("a.is-done").click()
        steward.locator("[data-choose]").set_input_files(picture)
        expect(steward.locator(".shot")).to_be_visible()
        expect(steward.locator("[data-connection]")).to_contain_text("3")
        assert _finishes(desk) == []
        steward.wait_for_timeout(2500)  # what comes late must not be late
        phone.set_offline(False)
        expect(steward.locator(".photo-item")).to_be_visible()
        expect(steward.locator("[data-connection]")).to_contain_text("Đã lưu hết")
        expect(judge.locator(".entry-photo img")).to_be_visible()
        assert judge.evaluate("document.querySelector('.entry-photo img').naturalWidth") == 480
        (stamp,) = _finishes(desk)
        assert (stamp["entry"], stamp["how"]) == (1, "tap")
        shown = judge.evaluate("document.querySelector('.entry-photo img').src")
        photo = shown.split("/")[-2]
        assert desk.request.get(f"/c/{SLUG}/photos/{photo}/2560").body().count(b"Exif") == 0
        stranger = visitors.chromium.new_context(base_url=visitors.url)
        assert stranger.request.get(f"/c/{SLUG}/photos/{photo}/480").status == 404  # the teams are still at work
        stranger.close()
        steward.reload()
        expect(steward.locator(".photo-item")).to_be_visible()
        expect(steward.locator(".shot")).to_have_count(0)


def _finishes(page: Page) -> list[dict[str, object]]:
    told: list[dict[str, object]] = export(page, SLUG)["finishes"]
    return told
