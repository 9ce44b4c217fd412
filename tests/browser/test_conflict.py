"""Two tabs of one judge's seat score the same cell while one of them hears nothing: both values are shown, one is chosen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.axe import violations
from tests.browser.visits import Visitors, score_field, score_state, type_score

pytestmark = pytest.mark.browser
SHEET = "/c/conflict/judge-1#1"


class SlowLine:
    """A page's connection whose incoming half can be held back and let go again."""

    def __init__(self, page: Page) -> None:
        self.held: list[str | bytes] | None = None
        page.route_web_socket("**/socket.io/**", self._join)

    def hold(self) -> None:
        self.held = []

    def release(self) -> None:
        held, self.held = self.held or [], None
        for message in held:
            self._route.send(message)

    def _join(self, route: WebSocketRoute) -> None:
        self._route = route
        route.connect_to_server().on_message(self._hear)

    def _hear(self, message: str | bytes) -> None:
        if self.held is None:
            self._route.send(message)
        else:
            self.held.append(message)


def test_a_stale_score_shows_both_values_and_the_judge_chooses(visitors: Visitors) -> None:
    with visitors.profile(("conflict", "judge-1")) as context:
        first, second = context.new_page(), context.new_page()
        line = SlowLine(second)
        for page in (first, second):
            page.goto(SHEET)
            expect(score_field(page, 1)).to_be_visible()
        for criterion, keep, stands in ((1, True, "15,0"), (2, False, "12,0")):
            line.hold()
            type_score(first, criterion, "12")
            expect(score_state(first, criterion)).to_contain_text("Đã lưu")
            type_score(second, criterion, "15")
            expect(score_state(second, criterion)).to_contain_text("Trên máy này")
            line.release()
            refusal = second.locator(".score").nth(criterion - 1).locator(".refusal")
            expect(refusal).to_contain_text("12")
            expect(refusal).to_contain_text("15")
            assert not violations(second)
            refusal.get_by_role("button").nth(0 if keep else 1).click()
            for page in (second, first):
                expect(score_field(page, criterion)).to_have_value(stands)
                expect(score_state(page, criterion)).to_contain_text("Đã lưu")
            expect(refusal).to_be_empty()
