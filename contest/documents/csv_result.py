"""The result as CSV that Excel opens by a double click: UTF-8 with a byte order mark, numbers and separator as the language
writes them (Vietnamese: decimal comma and semicolon), and no cell that a spreadsheet would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from contest.documents.result import ResultRow, ResultSheet
from contest.words import _, language

SEPARATORS = {"vi": ";", "en": ","}
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_result(sheet: ResultSheet) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATORS[language()], lineterminator="\r\n")
    writer.writerow(inert(cell) for cell in _head(sheet))
    for row in sheet.rows:
        writer.writerow(_cells(sheet, row))
    return text.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """A cell that stays text: a leading apostrophe where a spreadsheet would see a formula."""
    return f"'{text}" if text.startswith(RUNS) or text.lstrip(" \u00a0").startswith(RUNS[:4]) else text


def _head(sheet: ResultSheet) -> list[str]:
    totals = [
        judge.name if len(sheet.rounds) == 1 else f"{round_.name}: {judge.name}"
        for round_ in sheet.rounds
        for judge in sheet.judges
    ]
    divided = [_("Division")] if sheet.divisions else []
    special = [_("Special prizes")] if sheet.specials else []
    return [
        *divided, _("Placing"), _("No."), _("Team"), *totals, _("Penalty"), _("Points"), _("Prize"), *special, _("Status"),
        _("Reason"),
    ]


def _cells(sheet: ResultSheet, row: ResultRow) -> Iterable[str]:
    """Our own figures go in as numbers (with the hyphen that spreadsheets read as minus); what people wrote goes in inert."""
    empty = [""] * len(sheet.judges)
    totals = [value for cells in row.cells for value in ([cell.value for cell in cells] or empty)]
    figures = [one.replace("\u2212", "-") for one in (*totals, row.penalty, row.points)]
    place = "" if row.place is None else str(row.place)
    names = {one.number: one.name for one in sheet.divisions}
    divided = [inert(names.get(row.division or 0, ""))] if sheet.divisions else []
    special = [inert(", ".join(row.specials))] if sheet.specials else []
    return [
        *divided, place, str(row.entry), inert(row.name), *figures, inert(row.prize), *special, row.status, inert(row.reason),
    ]
