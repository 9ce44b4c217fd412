"""One filled house for all the browser tests here; the browser itself is in tests/conftest.py.

`--all-sizes` walks every size, theme and language instead of the short form; `--pictures DIR` keeps what was seen.
Both are known when the tests are named: `pytest tests/browser --all-sizes`.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import servers
from tests.browser import house
from tests.browser.visits import Visitors


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all-sizes", action="store_true", help="browser pages in every size, theme and language")
    parser.addoption("--pictures", type=Path, metavar="DIR", help="keep a picture of every browser page seen")


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> house.House:
    """The house before any server ran on it; copy the folder to serve it otherwise."""
    return house.build(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="session")
def visitors(chromium: Browser, filled: house.House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitors]:
    """Who can go anywhere in the filled house while it is served."""
    data = tmp_path_factory.mktemp("served") / "data"
    shutil.copytree(filled.data, data)
    with servers.running(data) as server:
        yield Visitors(chromium, server.url, filled)


@pytest.fixture(scope="session")
def pictures(request: pytest.FixtureRequest) -> Path | None:
    folder: Path | None = request.config.getoption("--pictures", default=None)
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def all_sizes(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--all-sizes", default=False))
