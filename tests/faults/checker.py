"""What the judges were told against what is there: the database and the public API, once all is quiet. Words of faults only.

Every ok operation is in the log once, with its value and revision; nothing is in it that nobody sent or that was refused; an
unknown one may be either. Each score is the last one logged; the public's points are those scores.
"""

from __future__ import annotations

import json
import sqlite3
import urllib.request
from collections import Counter
from contextlib import closing
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from tests.faults.judges import Book, Cell

ENTERED = (
    "SELECT json_extract(body, '$.op'), json_extract(body, '$.data.entry'), json_extract(body, '$.data.judge'), "
    "json_extract(body, '$.data.criterion'), json_extract(body, '$.data.value'), json_extract(body, '$.data.revision') "
    "FROM fact WHERE json_extract(body, '$.fact') = 'score_entered' ORDER BY number"
)
Standing = tuple[Decimal, int]  # value, revision


def faults(database: Path, book: Book) -> list[str]:
    """Everything that is not as the judges were told. Empty when all is well."""
    with closing(sqlite3.connect(database)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        logged = connection.execute(ENTERED).fetchall()
        scores = connection.execute("SELECT entry, judge, criterion, value, revision FROM score").fetchall()
    found = [] if whole else ["damaged: the database"]
    found += _against_log(book, logged)
    return found + _against_scores(book, {tuple(row[:3]): _standing(*row[3:]) for row in scores}, logged)


def _against_log(book: Book, logged: list[Any]) -> list[str]:
    sent = {one.op_id: one for one in book.operations}
    times = Counter(row[0] for row in logged)
    there = {row[0]: (tuple(row[1:4]), *_standing(*row[4:])) for row in logged}
    found = [f"doubled: {op_id} is logged {count} times" for op_id, count in times.items() if count > 1]
    found += [f"stored, though nobody sent it: {op_id}" for op_id in times if op_id not in sent]
    for one in book.operations:
        if one.outcome == "ok" and one.op_id not in times:
            found.append(f"lost: {one}")
        elif one.outcome == "ok" and there[one.op_id] != (one.cell, Decimal(one.value), one.revision):
            found.append(f"changed: {one} is logged as {there[one.op_id]}")
        elif one.outcome == "fail" and one.op_id in times:
            found.append(f"stored, though refused: {one}")
    return found


def _against_scores(book: Book, scores: dict[Any, Standing], logged: list[Any]) -> list[str]:
    """Each score is the last one in the log, and at least as new as the last one its judge was told is saved."""
    last = {tuple(row[1:4]): _standing(*row[4:]) for row in logged}
    found = [f"changed: the score of {cell} is {scores.get(cell)}, logged {last.get(cell)}"
             for cell in scores.keys() | last.keys() if scores.get(cell) != last.get(cell)]
    known = {one.cell: one.revision for one in book.of("ok")}
    return found + [f"lost: {cell} is older than its judge was told"
                    for cell, revision in known.items() if scores.get(cell, (Decimal(), 0))[1] < revision]


def public_faults(url: str, slug: str, book: Book) -> list[str]:
    """Where the public's points are not the mean of what the judges were told is saved, once all have signed."""
    with urllib.request.urlopen(f"{url}/api/v1/contests/{slug}/standings", timeout=10) as answer:
        told = {row["entry"]: row for row in json.load(answer)["rows"]}
    saved: dict[Cell, Decimal] = {one.cell: Decimal(one.value) for one in book.of("ok")}
    found = []
    for entry, row in sorted(told.items()):
        marks = [value for cell, value in saved.items() if cell[0] == entry]
        panel = len({cell[1] for cell in saved if cell[0] == entry})
        wanted = (sum(marks, Decimal()) / max(1, panel)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        if row["points"] is None or Decimal(row["points"]) != wanted:
            found.append(f"public: entry {entry} has {row['points']} points, its judges gave {wanted}")
    return found


def _standing(value: Any, revision: int) -> Standing:
    return Decimal(str(value)), revision
