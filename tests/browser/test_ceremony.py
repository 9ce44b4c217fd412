"""A whole ceremony in three browsers: the presenter's phone moves it, the projector shows it, the audience's phone follows.

Step by step: what the hall sees, with a step back, a server that dies and a projector without network; neither the phone nor the
API is ever ahead of the stage.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests import servers
from tests.browser import house
from tests.browser.axe import violations
from tests.browser.visits import HERE, Visitors
from tests.builders import TEAMS

pytestmark = pytest.mark.browser

SLUG = "ceremony"
TOO_LARGE = (HERE / "layout.js").read_text(encoding="utf-8")
FIRST, JOINT, THIRD = TEAMS[2][0], [TEAMS[1][0], TEAMS[3][0]], TEAMS[0][0]
PHONE = {"viewport": {"width": 390, "height": 844}}
HALL = {"viewport": {"width": 1920, "height": 1080}}


class Cable:
    """What joins a page to the server: unplugged, its line ends and no other begins."""

    def __init__(self, page: Page) -> None:
        self._lines: list[WebSocketRoute] = []
        self.is_plugged = True
        page.route_web_socket("**/socket.io/**", self._join)

    def unplug(self) -> None:
        self.is_plugged = False
        for line in self._lines:
            line.close()

    def _join(self, line: WebSocketRoute) -> None:
        if self.is_plugged:
            self._lines.append(line)
            line.connect_to_server()
        else:
            line.close()


@dataclass
class Ceremony:
    server: servers.Server
    presenter: Page
    hall: Page
    cable: Cable
    audience: Page

    def press(self, words: str) -> None:
        """The large act under the thumb, once it has rested."""
        act = self.presenter.locator("[data-go]")
        expect(act).to_contain_text(words)
        act.click()
        expect(act).to_have_text("Đang mở…")

    def on_stage(self, kind: str, *names: str) -> None:
        """The act in the hall and the names in it."""
        expect(self.hall.locator(f"[data-scene=reveal] > .act.is-{kind}:not(.is-leaving)")).to_have_count(1)
        expect(self.hall.locator(".act:not(.is-leaving) [data-full]")).to_have_count(len(names))
        for name in names:
            expect(self.hall.locator(f".act:not(.is-leaving) [data-full='{name}']")).to_be_visible()

    def told_outside(self, *entries: int) -> None:
        """Exactly these entries have a place on the audience's phone and in the API."""
        placed = self.audience.locator("[data-standings] li:not([data-place=''])")
        expect(placed).to_have_count(len(entries))
        assert sorted(int(one.get_attribute("data-entry") or 0) for one in placed.all()) == sorted(entries)
        rows = self.audience.request.get(f"/api/v1/contests/{SLUG}/standings").json()["rows"]
        assert sorted(row["entry"] for row in rows if row["place"] or row["points"] or row["prize"]) == sorted(entries)


@pytest.fixture
def ceremony(chromium: Browser, tmp_path: Path) -> Iterator[Ceremony]:
    built = house.decided_house(tmp_path, SLUG)
    with servers.running(tmp_path) as server, _seated(Visitors(chromium, server.url, built), server) as found:
        yield found


@contextmanager
def _seated(visitors: Visitors, server: servers.Server) -> Iterator[Ceremony]:
    with ExitStack() as closing:
        own, projector, pocket = (
            closing.enter_context(visitors.profile(*seats, **size))
            for seats, size in (([(SLUG, "presenter-1")], PHONE), ([], HALL), ([], PHONE))
        )
        hall = projector.new_page()
        found = Ceremony(server, own.new_page(), hall, Cable(hall), pocket.new_page())
        found.presenter.goto(f"/c/{SLUG}/presenter-1#awards")
        found.hall.goto(f"/c/{SLUG}/screen/")
        found.audience.goto(f"/c/{SLUG}")
        yield found


def test_a_ceremony_from_the_first_hush_to_the_winner(ceremony: Ceremony) -> None:
    presenter, hall = ceremony.presenter, ceremony.hall
    writes_a_line(presenter)
    rehearses(ceremony)
    begins(ceremony)
    third_prize(ceremony)
    second_prize_taken_back(ceremony)
    server_dies(ceremony)

    ceremony.cable.unplug()
    ceremony.press("Giới thiệu giải Nhất")
    expect(presenter.locator(".hall-what")).to_contain_text("Giải Nhất thuộc về…")
    expect(hall.locator("[data-connection]")).to_contain_text("Mất kết nối")
    ceremony.on_stage("open", *JOINT)  # a lost network keeps what stood there
    ceremony.cable.is_plugged = True
    ceremony.on_stage("hush")
    ceremony.told_outside(1, 2, 4)

    ceremony.press("Mở giải Nhất")
    ceremony.on_stage("finale", FIRST)
    ceremony.told_outside(1, 2, 3, 4)
    expect(hall.locator(".great-flower")).to_be_visible()
    assert hall.evaluate(TOO_LARGE, True) == []
    expect(presenter.locator("[data-go]")).to_contain_text("Kết thúc trao giải…")
    presenter.locator("[data-go]").click()
    presenter.locator("dialog[open] .primary").click()
    expect(presenter.locator("[data-view=awards]")).to_contain_text("Lễ trao giải đã khép lại")
    ceremony.on_stage("finale", FIRST)


def writes_a_line(presenter: Page) -> None:
    """In Vietnamese only: in English the proposal stays."""
    presenter.get_by_role("link", name="Lời dẫn").click()
    line = presenter.locator("[data-line=prize-3-open]")
    line.locator("summary").click()
    line.get_by_label("Tiếng Việt").fill("Giải Ba về tay {đội}!")
    line.get_by_role("button", name="Lưu").click()
    expect(line).to_contain_text("Đã lưu")
    presenter.get_by_role("link", name="Trao giải").click()


def rehearses(ceremony: Ceremony) -> None:
    """To the very winner with invented names; screens say so, phones hear nothing, and all is as before."""
    presenter, hall = ceremony.presenter, ceremony.hall
    presenter.get_by_role("button", name="Tổng duyệt").click()
    expect(hall.locator("[data-rehearsal='Tổng duyệt'] .act.is-waiting:not(.is-leaving)")).to_be_visible()
    jump(presenter, "Giải Nhất, đã mở")
    expect(hall.locator(".act.is-finale [data-full]")).to_have_count(1)
    assert hall.locator(".act.is-finale [data-full]").get_attribute("data-full") not in {name for name, _ in TEAMS}
    ceremony.told_outside()
    jump(presenter, "Kết thúc tổng duyệt")
    expect(hall.locator("[data-rehearsal]")).to_have_count(0)


def jump(presenter: Page, words: str) -> None:
    expect(presenter.locator("[data-go]")).not_to_have_text("Đang mở…")
    presenter.get_by_role("button", name="Nhảy…").click()
    presenter.locator("dialog[open]").get_by_role("button", name=words).click()


def begins(ceremony: Ceremony) -> None:
    """Asked once; the hall sees a ladder of buds, the phones nothing new."""
    presenter = ceremony.presenter
    expect(presenter.locator("[data-go]")).to_contain_text("Bắt đầu trao giải…")
    assert violations(presenter) == []
    presenter.locator("[data-go]").click()
    presenter.locator("dialog[open] .primary").click()
    ceremony.on_stage("waiting")
    expect(ceremony.hall.locator(".rung .closed-bud")).to_have_count(4)
    expect(ceremony.hall.locator(".rung .bloom")).to_have_count(0)
    ceremony.told_outside()


def third_prize(ceremony: Ceremony) -> None:
    """The consolation prize, which nobody gets, is jumped over; the name is on the presenter's phone only until it is opened."""
    presenter = ceremony.presenter
    expect(presenter.locator("[data-go]")).to_contain_text("Khuyến khích")
    jump(presenter, "Giải Ba, chưa mở")
    ceremony.on_stage("hush")
    expect(ceremony.hall.locator(".hush-name")).to_have_text("Giải Ba")
    expect(presenter.locator(".next-name")).to_have_text(THIRD)
    expect(presenter.locator("blockquote[lang=vi]")).to_have_text(f"Giải Ba về tay {THIRD}!")
    expect(presenter.locator("blockquote[lang=en]")).to_contain_text(f"{THIRD}, with 84.50 points")
    assert violations(presenter) == []
    assert ceremony.hall.evaluate(TOO_LARGE, True) == []
    ceremony.told_outside()
    ceremony.press("Mở giải Ba")
    ceremony.on_stage("open", THIRD)
    ceremony.told_outside(1)


def second_prize_taken_back(ceremony: Ceremony) -> None:
    """A tie is opened together; one step back takes both away, from the phones too; and the remote's key opens them again,
    while the page itself is dark."""
    presenter = ceremony.presenter
    ceremony.press("Giới thiệu giải Nhì")
    ceremony.on_stage("hush")
    ceremony.press("Mở giải Nhì")
    ceremony.on_stage("open", *JOINT)
    ceremony.told_outside(1, 2, 4)
    expect(presenter.locator("[data-go]")).to_contain_text("Giới thiệu giải Nhất")
    presenter.get_by_role("button", name="Lùi").click()
    ceremony.on_stage("hush")
    ceremony.told_outside(1)
    expect(presenter.locator("[data-go]")).to_contain_text("Mở giải Nhì")
    presenter.get_by_role("button", name="Che").click()
    expect(presenter.locator("[data-stealth]")).to_be_visible()
    presenter.keyboard.press("PageDown")
    presenter.keyboard.press("PageDown")  # rests: a second press in the excitement opens nothing
    ceremony.on_stage("open", *JOINT)
    presenter.locator("[data-stealth]").click()


def server_dies(ceremony: Ceremony) -> None:
    """What stood there stays; a press meanwhile is refused in words and never comes later."""
    presenter = ceremony.presenter
    ceremony.server.kill()
    expect(presenter.locator("body.is-lost")).to_be_visible()
    expect(presenter.locator("[data-go]")).to_contain_text("Giới thiệu giải Nhất")
    presenter.locator("[data-go]").click()
    expect(presenter.locator("[data-said]")).to_contain_text("chưa làm gì cả")
    ceremony.on_stage("open", *JOINT)
    ceremony.server.restart()
    expect(presenter.locator("[data-connection]")).to_contain_text("Đã kết nối", timeout=30_000)
    expect(ceremony.hall.locator("[data-connection]")).to_be_empty(timeout=30_000)
    ceremony.on_stage("open", *JOINT)
    ceremony.told_outside(1, 2, 4)
