"""The short form of every fault of the catalog, under both ways of serving where the way matters."""

from __future__ import annotations

import os
import shutil

import pytest

from tests.faults.catalog import CATALOG

pytestmark = [pytest.mark.server, pytest.mark.timeout(240)]


@pytest.mark.parametrize(("name", "mode"), [(name, mode) for name, fault in CATALOG.items() for mode in fault.modes])
def test_nothing_is_lost(name: str, mode: str) -> None:
    if name == "powercut" and shutil.which("strace") is None:
        why = "strace is not installed (Debian: apt install strace)"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    fault = CATALOG[name]
    report = fault.run(fault.short, mode)
    assert not report.faults, report.line()
