"""How the suite runs: this process is never patched; files that start servers or browsers run one after another, last."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadScopeScheduling

os.environ["CONTEST_ASYNC_MODE"] = "threading"  # started servers are told theirs

HOUSE = Path(__file__).resolve().parent.parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
ONE_AFTER_ANOTHER = ("pytest.mark.server", "pytest.mark.browser")


class UnitsFirst(LoadScopeScheduling):
    """Gives each worker whole files; all files whose tests start processes are one load, which stays on one worker."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        return "one after another" if is_serial(file) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> UnitsFirst:
    return UnitsFirst(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Unit tests first, on all processors."""
    items.sort(key=lambda item: is_serial(item.nodeid.split("::")[0]))


@cache
def is_serial(file: str) -> bool:
    """Whether any test of this file is marked to run alone."""
    text = (HOUSE / file).read_text(encoding="utf-8")
    return any(mark in text for mark in ONE_AFTER_ANOTHER)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One real browser for all tests of this worker; skips where there is none, except in CI."""
    path = next((found for found in map(shutil.which, CHROMIUM) if found), None)
    if path is None:
        why = "Chromium is not installed (Debian: apt install chromium)"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()
