"""One PostgreSQL for all tests of this folder; each test makes a database of its own in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import services


@pytest.fixture(scope="session")
def postgres() -> Iterator[services.Postgres]:
    with services.postgres() as started:
        yield started
