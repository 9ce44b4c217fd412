"""The hall, open, for every test here, and how to sit down in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.halls import Hall, open_hall
from tests.live.asking import Connect, seated


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with open_hall(tmp_path) as opened:
        yield opened


@pytest.fixture
def connect(hall: Hall) -> Connect:
    return partial(seated, hall)
