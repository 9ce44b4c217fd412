"""Coming into the house with a browser: profiles that hold seats already, and the words that two tests look for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from contest.web.guard import LANGUAGE_COOKIE
from tests.browser.house import House

HERE = Path(__file__).resolve().parent
PATIENCE_MS = 15_000  # on a busy machine

expect.set_options(timeout=PATIENCE_MS)


@dataclass(frozen=True)
class Visitors:
    """The people who come to a served house. A profile is a browser context: its own cookies and storage."""

    chromium: Browser
    url: str
    house: House

    @contextmanager
    def profile(self, *seats: tuple[str, str], lang: str = "vi", **options: Any) -> Iterator[BrowserContext]:
        """A browser that holds these seats, each a contest and a seat in it."""
        with profile(self.chromium, self.url, lang, **options) as context:
            for slug, seat in seats:
                context.add_cookies([{**self.house.cookie(slug, seat), "url": self.url}])  # type: ignore[list-item]
            yield context


@contextmanager
def profile(chromium: Browser, url: str, lang: str = "vi", **options: Any) -> Iterator[BrowserContext]:
    """A fresh browser that speaks `lang` and moves nothing that need not move."""
    context = chromium.new_context(base_url=url, reduced_motion="reduce", **options)
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": LANGUAGE_COOKIE, "value": lang, "url": url}])
    try:
        yield context
    finally:
        context.close()


def export(page: Page, slug: str) -> dict[str, Any]:
    """The contest's archive, as the organizer who holds this page takes it away."""
    answer = page.request.get(f"/c/{slug}/export")
    assert answer.ok, answer.status
    told: dict[str, Any] = answer.json()
    return told


def score_field(page: Page, criterion: int) -> Any:
    """Where a judge types the score of that criterion."""
    return page.locator(".score").nth(criterion - 1).locator(".score-value")


def score_state(page: Page, criterion: int) -> Any:
    return page.locator(".score").nth(criterion - 1).locator(".state")


def type_score(page: Page, criterion: int, value: str) -> None:
    field = score_field(page, criterion)
    field.fill(value)
    field.press("Enter")
