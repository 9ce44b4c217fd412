"""No text is left untranslated: where the server wraps every message in «», nothing but people's own words stands bare."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser

from contest.rules import presets
from tests import servers
from tests.browser.house import DAY, DONE, EARLY, HALL, ORGANIZER, SMALL, House
from tests.browser.places import PLACES, Place
from tests.browser.tabs import Tabs
from tests.browser.visits import HERE, Visitors, export

pytestmark = pytest.mark.browser

TEXTS = (HERE / "words.js").read_text(encoding="utf-8")
COMMAND = ("-m", "tests.browser.pseudo_server")
MESSAGE = re.compile(r"«[^«»]*»")
# addresses, and dates as Vietnamese says them
SEED = re.compile(r"^[0-9a-f]{32}$")  # of a draw
BY_THEMSELVES = re.compile(r"https?://[^\s»]+|/c/[^\s»]+|(?:ngày )?\d+ tháng \d+(?:,| năm) \d+")
LETTER = re.compile(r"[^\W\d_]")


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
    found = {ORGANIZER.name}
    for told in (presets.about(name, "vi") for name in presets.names()):
        found |= {told.title, told.source}
    for slug in (DAY, DONE, EARLY, HALL, *SMALL):
        found |= set(_written(export(page, slug)))
    return sorted((text for text in found if text), key=len, reverse=True)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_text_comes_from_the_words(place: Place, tabs: Tabs, owned: list[str]) -> None:
    page = tabs.page(place.seat, "vi")
    place.open(page)
    bare = {text for text in page.evaluate(TEXTS) if LETTER.search(_without(text, owned))}
    assert not bare


def _without(text: str, owned: list[str]) -> str:
    """What is left of a text when messages (one may hold another) and people's own words are taken away."""
    rest = BY_THEMSELVES.sub("", SEED.sub("", text))
    for own in owned:
        rest = rest.replace(own, "")
    while MESSAGE.search(rest):
        rest = MESSAGE.sub("", rest)
    return rest


def _written(told: dict[str, Any]) -> Iterator[str]:
    """The words of an archive that somebody typed or a preset gave."""
    yield from (told["contest"][name] for name in ("title", "theme", "place"))
    yield from (prize["name"] for prize in told["contest"]["prizes"])
    for one in told["rounds"]:
        yield from (named["name"] for named in (one, *one["stages"], *one["criteria"]))
    for entry in told["entries"]:
        yield from (entry[name] for name in ("name", "short_name", "concept", "status_reason"))
    yield from (person["name"] for person in (*told["judges"], *told["scorekeepers"], *told["stewards"], *told["presenters"]))
    yield from (one["reason"] for one in (*told["penalties"], *told["settlements"]))
    yield from (told["ballot"][name] for name in ("title",) if told["ballot"])
    yield from (screen[name] for screen in told["screens"] for name in ("title", "message"))
