"""Ten scores on a real tablet while its server is killed twice and the page reloaded once: each arrives once, and the screen
never said "saved" of one that was not in the database.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests import servers
from tests.browser import house
from tests.browser.visits import Visitors, score_state, type_score

pytestmark = pytest.mark.browser
SLUG = "lost"
VALUES = ("10", "11", "12", "13", "14")
SAVED = "Đã lưu"
STANDING = "SELECT value FROM score WHERE entry = ? AND criterion = ? AND judge = 1"

# Tells whenever a row says that it is saved: the entry in the address, the row, the value beside it.
WATCHED = """addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  document.querySelectorAll(".score").forEach((row, at) => {
    const [state, value] = [row.querySelector(".state")?.textContent ?? "", row.querySelector(".score-value")?.value ?? ""]
    const claim = [location.hash.slice(1), at + 1, value].join(" ")
    if (!state.includes("Đã lưu") || row.claim === claim) return
    row.claim = claim
    window.claimed(location.hash.slice(1), at + 1, value)
  })
}).observe(document.body, { childList: true, subtree: true, characterData: true }))"""


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_ten_scores_arrive_once_through_two_kills_and_a_reload(chromium: Browser, tmp_path: Path, mode: str) -> None:
    filled = house.small_house(tmp_path, SLUG)
    claims: list[tuple[str, bool]] = []

    def claimed(_source: Any, entry: str, criterion: int, value: str) -> None:
        with closing(sqlite3.connect(tmp_path / "contest.db")) as connection:
            there = connection.execute(STANDING, (int(entry), criterion)).fetchone()
        is_true = there is not None and Decimal(str(there[0])) == Decimal(value.replace(",", "."))
        claims.append((f"entry {entry}, criterion {criterion}: {value}, stands {there}", is_true))

    with servers.running(tmp_path, mode) as server, Visitors(chromium, server.url, filled).profile((SLUG, "judge-1")) as tablet:
        page = tablet.new_page()
        page.expose_binding("claimed", claimed)
        page.add_init_script(WATCHED)
        for entry in (1, 2):
            page.goto(f"/c/{SLUG}/judge-1#{entry}")
            type_score(page, 1, VALUES[0])
            expect(score_state(page, 1)).to_contain_text(SAVED)
            server.kill()
            for criterion in (2, 3, 4):
                type_score(page, criterion, VALUES[criterion - 1])
                expect(score_state(page, criterion)).to_contain_text("Trên máy này")
            server.restart()
            if entry == 1:
                page.reload()  # over plain http a page comes from the server only
            type_score(page, 5, VALUES[4])
            for criterion in range(1, 6):
                expect(score_state(page, criterion)).to_contain_text(SAVED, timeout=30_000)
    with closing(sqlite3.connect(tmp_path / "contest.db")) as connection:
        log = "SELECT count(*) FROM fact WHERE json_extract(body, '$.fact') = 'score_entered'"
        assert connection.execute(log).fetchone()[0] == 2 * len(VALUES)
    assert len({claim for claim, _ in claims}) >= 2 * len(VALUES)
    assert [claim for claim, is_true in claims if not is_true] == []
