"""Every page, as full as it gets, visited once: nothing is clipped or runs out of its place, axe finds nobody shut out, and no
text is left untranslated (bare.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import servers
from tests.browser.axe import violations
from tests.browser.bare import bare, people_wrote
from tests.browser.house import DAY, House
from tests.browser.places import PLACES, SIZES, Place
from tests.browser.tabs import Tabs
from tests.browser.visits import HERE, Visitors

pytestmark = pytest.mark.browser

TOO_LARGE = (HERE / "layout.js").read_text(encoding="utf-8")
COMMAND = ("-m", "tests.browser.pseudo_server")
THEMES = ("lacquer", "paper", "contrast")


@pytest.fixture(scope="module")
def tabs(chromium: Browser, filled: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tabs]:
    data = tmp_path_factory.mktemp("pseudo") / "data"
    shutil.copytree(filled.data, data)
    with servers.running(data, command=COMMAND) as server, ExitStack() as closing:
        yield Tabs(Visitors(chromium, server.url, filled), closing)


@pytest.fixture(scope="module")
def owned(tabs: Tabs) -> list[str]:
    """What people wrote, the longest first."""
    page = tabs.page((DAY, "organizer"), "vi")
    page.goto("/contests")
    return people_wrote(page)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_a_page_fits_is_open_to_all_and_has_all_its_words(
    place: Place, tabs: Tabs, owned: list[str], all_sizes: bool, pictures: Path | None
) -> None:
    faults: list[str] = []
    for lang in ("vi", "en") if all_sizes else ("vi",):
        page = tabs.page(place.seat, lang)
        page.set_viewport_size(dict(zip(("width", "height"), SIZES[place.kind][0], strict=True)))  # type: ignore[arg-type]
        place.open(page)
        if lang == "vi":
            faults += [f"not from the words: {text}" for text in bare(page, owned)]
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
