"""How the suite runs: this process is never patched; what starts servers or browsers runs one after another, last."""

from __future__ import annotations

import os

import pytest

os.environ["CONTEST_ASYNC_MODE"] = "threading"  # started servers are told theirs

ONE_AFTER_ANOTHER = ("server", "browser")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Unit tests first, on all processors; then the marked ones in one group, which stays on one worker."""
    items.sort(key=is_serial)
    for item in items:
        if is_serial(item):
            item.add_marker(pytest.mark.xdist_group("serial"))


def is_serial(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) is not None for name in ONE_AFTER_ANOTHER)
