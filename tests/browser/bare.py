"""What stands bare on a page: text that was never given to translate. A server that marks every message (pseudo_server.py) shows
all but people's own words inside its marks, and the marks are invisible: the page looks as it does to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from contest.rules import presets
from tests.browser.house import DAY, DONE, EARLY, HALL, ORGANIZER, SMALL
from tests.browser.marks import BEGIN, END
from tests.browser.visits import HERE, export

TEXTS = (HERE / "words.js").read_text(encoding="utf-8")
MESSAGE = re.compile(f"{BEGIN}[^{BEGIN}{END}]*{END}")
SEED = re.compile(r"^[0-9a-f]{32}$")  # of a draw
# addresses, and dates as Vietnamese says them
BY_THEMSELVES = re.compile(rf"https?://[^\s{END}]+|/c/[^\s{END}]+|(?:ngày )?\d+ tháng \d+(?:,| năm) \d+")
LETTER = re.compile(r"[^\W\d_]")


def bare(page: Page, owned: list[str]) -> set[str]:
    """The texts of this page that come from nowhere."""
    return {text for text in page.evaluate(TEXTS) if LETTER.search(_without(text, owned))}


def people_wrote(page: Page) -> list[str]:
    """All of it in the filled house, the longest first; `page` is an organizer's."""
    found = {ORGANIZER.name}
    for told in (presets.about(name, "vi") for name in presets.names()):
        found |= {told.title, told.source}
    for slug in (DAY, DONE, EARLY, HALL, *SMALL):
        found |= set(_written(export(page, slug)))
    return sorted((text for text in found if text), key=len, reverse=True)


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
