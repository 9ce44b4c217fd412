"""Tabs kept open between tests that only look: one for each seat and language, opened when first needed."""

from __future__ import annotations

from contextlib import ExitStack

from playwright.sync_api import Page

from tests.browser.visits import Visitors

Seat = tuple[str, str]


class Tabs:
    def __init__(self, visitors: Visitors, closing: ExitStack) -> None:
        self._visitors, self._closing = visitors, closing
        self._open: dict[tuple[Seat | None, str], Page] = {}

    def page(self, seat: Seat | None, lang: str) -> Page:
        if (seat, lang) not in self._open:
            profile = self._visitors.profile(*([seat] if seat else []), lang=lang)
            self._open[seat, lang] = self._closing.enter_context(profile).new_page()
        return self._open[seat, lang]
