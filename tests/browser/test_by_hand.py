"""A judge without a network: scores go to the desk by photographed codes and by file; the tablet comes back, nothing doubles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from contest import config, limited, serving
from contest.actions import running, setup
from contest.store import read
from tests import servers
from tests.browser import house
from tests.browser.axe import violations
from tests.browser.visits import Visitors, score_field, score_state, type_score

pytestmark = pytest.mark.browser
SLUG = "tay"
LOST_MS = 8_000  # as static/js/judge/handing.js
ENTERED = "SELECT count(*) FROM fact WHERE json_extract(body, '$.fact') = 'score_entered'"


class Wifi:
    """A tablet's way to the server, which can be cut off for as long as a test wants."""

    def __init__(self, page: Page) -> None:
        self.is_down = False
        page.route_web_socket("**/socket.io/**", self._join)

    def _join(self, route: WebSocketRoute) -> None:
        if self.is_down:
            route.close()
        else:
            route.connect_to_server()


def test_scores_come_by_code_and_by_file_and_count_once(
    chromium: Browser, tmp_path: Path, pictures: Path | None
) -> None:
    filled = house.small_house(tmp_path, SLUG)
    with (
        servers.running(tmp_path) as server,
        Visitors(chromium, server.url, filled).profile((SLUG, "judge-1"), viewport={"width": 1180, "height": 820}) as tablet,
        Visitors(chromium, server.url, filled).profile((SLUG, "organizer"), viewport={"width": 1440, "height": 900}) as office,
    ):
        judge, desk = tablet.new_page(), office.new_page()
        wifi = Wifi(judge)
        judge.clock.install()
        judge.goto(f"/c/{SLUG}/judge-1#1")
        type_score(judge, 1, "15")
        expect(score_state(judge, 1)).to_contain_text("Đã lưu")
        wifi.is_down = True
        server.kill()
        for criterion, value in ((2, "20"), (3, "16")):
            type_score(judge, criterion, value)
        expect(judge.locator("[data-band]")).to_contain_text("Mất kết nối")
        judge.clock.fast_forward(LOST_MS)
        server.restart()
        judge.locator("[data-hand]").click()
        judge.locator("[data-hand-codes]").click()
        expect(judge.locator(".hand-count")).to_have_text("Mã 1/1")
        assert not violations(judge)
        photo = judge.locator(".hand-code").screenshot(path=None, type="png")
        _keep(judge, pictures, "hand-code")
        judge.locator("dialog .btn-row .btn").click()
        type_score(judge, 2, "21")
        judge.locator("[data-hand]").click()
        with judge.expect_download() as saving:
            judge.locator("[data-hand-file]").click()
        assert saving.value.suggested_filename.startswith(f"diem-chua-gui-{SLUG}-giam-khao-1-")
        judge.locator("dialog .btn-row .btn").click()

        desk.goto(f"/c/{SLUG}/intake")
        desk.locator("[data-photos]").set_input_files({"name": "anh.png", "mimeType": "image/png", "buffer": photo})
        expect(desk.locator(".intake-operations tbody tr")).to_have_count(2, timeout=1000 * limited.SECONDS)
        assert not violations(desk)
        _keep(desk, pictures, "intake-read-back")
        desk.locator("[data-take]").click()
        expect(desk.locator(".note.good")).to_contain_text("Đã nhận: 2")
        desk.locator("[data-parcel] .btn.primary").click()
        desk.locator("[data-file]").set_input_files(saving.value.path())
        expect(desk.locator(".intake-operations tbody tr")).to_have_count(3)
        desk.locator("[data-take]").click()
        expect(desk.locator(".note.good")).to_contain_text("Đã nhận: 1. Đã có sẵn: 2")
        _keep(desk, pictures, "intake-done")

        wifi.is_down = False
        for criterion, stands in ((1, "15,0"), (2, "21,0"), (3, "16,0")):
            expect(score_state(judge, criterion)).to_contain_text("Đã lưu")
            expect(score_field(judge, criterion)).to_have_value(stands)
        expect(judge.locator("[data-connection]")).to_contain_text("Đã lưu hết")
        with closing(sqlite3.connect(tmp_path / "contest.db")) as connection:
            assert connection.execute(ENTERED).fetchone()[0] == 4


def test_what_a_tablet_held_when_the_contest_was_started_over_does_not_count(
    chromium: Browser, tmp_path: Path, pictures: Path | None
) -> None:
    filled = house.small_house(tmp_path, SLUG)
    with (
        servers.running(tmp_path) as server,
        Visitors(chromium, server.url, filled).profile((SLUG, "judge-1"), viewport={"width": 1180, "height": 820}) as tablet,
    ):
        judge = tablet.new_page()
        judge.goto(f"/c/{SLUG}/judge-1#1")
        type_score(judge, 1, "15")
        expect(score_state(judge, 1)).to_contain_text("Đã lưu")
        server.kill()
        for criterion, value in ((2, "20"), (3, "16")):
            type_score(judge, criterion, value)
            expect(score_state(judge, criterion)).to_contain_text("Trên máy này")
        with serving.taken(config.load(tmp_path)) as app, app.app_context():
            door, title = serving.parts(app).door, read.contest_row(SLUG).title
            door.perform(setup.start_over, house.ORGANIZER, SLUG, {"title": title, "backup": "x"})
            door.perform(running.open_round, house.ORGANIZER, SLUG, {"round": 1})
        server.restart()
        for criterion in (1, 2, 3):
            expect(score_state(judge, criterion)).to_contain_text("Chưa chấm", timeout=30_000)
        judge.goto(f"/c/{SLUG}/judge-1#list")
        note = judge.locator(".note.warn", has_text="Hội thi đã bắt đầu lại: 2 thay đổi")
        expect(note).to_be_visible()
        _keep(judge, pictures, "started-over")
        note.get_by_role("button").click()
        expect(note).to_have_count(0)
        judge.goto(f"/c/{SLUG}/judge-1#1")
        type_score(judge, 2, "18")
        expect(score_state(judge, 2)).to_contain_text("Đã lưu")


def _keep(page: Page, pictures: Path | None, name: str) -> None:
    if pictures is not None:
        page.screenshot(path=pictures / f"{name}.png")
