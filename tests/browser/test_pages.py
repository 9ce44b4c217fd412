"""Every page, as full as it gets: nothing is clipped or runs out of its place, and axe finds nobody shut out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.browser.axe import violations
from tests.browser.places import PLACES, SIZES, Place
from tests.browser.tabs import Tabs
from tests.browser.visits import HERE, Visitors

pytestmark = pytest.mark.browser

TOO_LARGE = (HERE / "layout.js").read_text(encoding="utf-8")
THEMES = ("lacquer", "paper", "contrast")


@pytest.fixture(scope="module")
def tabs(visitors: Visitors) -> Iterator[Tabs]:
    with ExitStack() as closing:
        yield Tabs(visitors, closing)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_fits_and_is_open_to_all(place: Place, tabs: Tabs, all_sizes: bool, pictures: Path | None) -> None:
    faults: list[str] = []
    for lang in ("vi", "en") if all_sizes else ("vi",):
        page = tabs.page(place.seat, lang)
        page.set_viewport_size(dict(zip(("width", "height"), SIZES[place.kind][0], strict=True)))  # type: ignore[arg-type]
        place.open(page)
        for theme in themes(place, all_sizes):
            page.evaluate("(theme) => document.documentElement.dataset.theme = theme", theme) if theme else None
            for width, height in SIZES[place.kind]:
                page.set_viewport_size({"width": width, "height": height})
                told = page.evaluate(TOO_LARGE, place.kind == "screen")
                if pictures:
                    page.screenshot(path=pictures / f"{place.name}-{lang}-{theme or 'own'}-{width}x{height}.png")
                faults += [f"{lang} {theme or ''} {width}x{height}: {fault}" for fault in told]
            faults += violations(page)
    assert not faults, "\n".join(faults)


def themes(place: Place, all_sizes: bool) -> tuple[str | None, ...]:
    """None leaves the page in its own."""
    return THEMES if all_sizes and place.kind in ("screen", "hands") else (None,)
