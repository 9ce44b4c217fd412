"""F8: one seat in two tabs scores the same cell at the same moment. One wins; the other is told both values and chooses; both
wishes are in the log, none is merged in silence.
"""

from __future__ import annotations

import threading
from typing import Any

from tests.faults.hall import CRITERIA, Extent, Hall, Report, opened
from tests.faults.judges import Judge, Operation


def run(extent: Extent, mode: str) -> Report:
    with opened(extent, mode) as hall:
        hall.seat_judges()
        found = [fault for judge in hall.judges for cell in judge.cells for fault in _race(hall, judge, cell)]
        for judge in hall.judges:
            judge.cells = []
            judge.stopping.set()
            judge.start()  # nothing more to do: it ends at once
        found += hall.check()
        races = len(hall.judges) * extent.entries * CRITERIA
        return Report("twotabs", mode, {"races": races, **hall.book.figures()}, found)


def _race(hall: Hall, judge: Judge, cell: tuple[int, int, int]) -> list[str]:
    """Both tabs at once, on the same base; then the loser keeps their own."""
    edits = [judge.make(cell, value) for value in ("7", "9")]
    tabs = [Judge(judge.seat, [], hall.book) for _ in edits]
    sending = [threading.Thread(target=tab.deliver, args=(edit,)) for tab, edit in zip(tabs, edits, strict=True)]
    for one in sending:
        one.start()
    for one in sending:
        one.join()
    won, lost = sorted(edits, key=lambda one: one.outcome == "fail")
    wanted: dict[str, Any] = {"mine": lost.value, "theirs": won.value, "revision": 1}
    loser = tabs[edits.index(lost)]
    again = _keep(loser, lost)
    judge.sheets |= loser.sheets
    for tab in tabs:
        tab.hang_up()
    if (won.outcome, lost.refusal) != ("ok", {"code": "score_stale", "details": wanted}):
        return [f"merged: {won} and {lost}"]
    return [] if again.revision == 2 else [f"not kept: {again}"]


def _keep(tab: Judge, lost: Operation) -> Operation:
    """The judge's choice after both values were shown."""
    again = tab.make(lost.cell, lost.value)
    tab.deliver(again)
    return again
