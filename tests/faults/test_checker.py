"""The checker itself: three sabotaged servers, each in a way that would lose or double a hall's scores, are caught."""

from __future__ import annotations

import pytest

from tests.faults import kill9
from tests.faults.hall import Extent

pytestmark = [pytest.mark.server, pytest.mark.timeout(240)]


@pytest.mark.parametrize(
    ("sabotage", "cycles", "word"), [("ack_first", 2, "lost"), ("no_memory", 0, "doubled"), ("leaky", 1, "lost")]
)
def test_a_sabotaged_server_is_caught(sabotage: str, cycles: int, word: str) -> None:
    report = kill9.run(Extent(judges=8, cycles=cycles), "eventlet", ("-m", "tests.faults.sabotage", sabotage))
    assert [fault for fault in report.faults if fault.startswith(word)], report.line()
    assert '"ok": false' in report.line()
