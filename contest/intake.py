"""A list of teams as people have it: pasted lines or a spreadsheet's file, read row by row, with what is wrong in each.

Pure: neither saves nor refuses. Takes UTF-8 or UTF-16 with or without its mark, tabs, semicolons or commas, quoted cells,
a heading in Vietnamese or English or none, "1,0" for 1 and "3. Hoa Mai" for number 3. Unit, division and heat only come
under a heading.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from contest import texts

Column = Literal["number", "name", "short_name", "concept", "unit", "division", "heat"]

MOST_TEAMS = 500
MOST_TEXT = 100_000
MOST_NUMBER = 9999
MOST_LETTERS: dict[Column, int] = {"name": 120, "short_name": 18, "concept": 300, "unit": 120}
UNNUMBERED: tuple[Column, ...] = ("name", "short_name", "concept")
NUMBERED: tuple[Column, ...] = ("number", *UNNUMBERED)
_NAMES: dict[Column, tuple[str, ...]] = {
    "number": ("stt", "số", "số thứ tự", "sbd", "số báo danh", "mã số", "tt", "no", "number", "team number"),
    "name": ("tên", "tên đội", "đội", "đội thi", "đơn vị", "tên đơn vị", "name", "team", "team name"),
    "short_name": ("tên ngắn", "tên gọi tắt", "tên tắt", "viết tắt", "short name", "short"),
    "concept": ("ý tưởng", "chủ đề", "tác phẩm", "tên tác phẩm", "ý nghĩa", "concept", "theme", "title"),
    "unit": ("chi hội", "phòng ban", "phòng", "ban", "khoa", "cơ quan", "trường", "lớp", "unit", "club", "school", "company"),
    "division": ("bảng", "bảng thi", "bảng đấu", "khối", "nhóm", "hạng mục", "division", "group", "category", "class"),
    "heat": ("lượt", "lượt thi", "đợt", "đợt thi", "ca thi", "heat"),
}
UNIT_TOO = ("đơn vị", "tên đơn vị")  # where another column names the team, this is where it comes from
HEADINGS = {texts.twin_key(name): column for column, names in _NAMES.items() for name in names}
_SEPARATORS = "\t;,"
_WHOLE = re.compile(r"([0-9]{1,6})(?:[.,]0+)?")
_LISTED = re.compile(r"\s*([0-9]{1,4})[.)]\s+(.*)")


@dataclass(frozen=True)
class Fault:
    """Something to mend (or, as a warning, to look at) in a row: a code and what fills its sentence."""

    code: str
    details: dict[str, Any]


@dataclass(frozen=True)
class TeamRow:
    """One row of the list; `line` counts as a spreadsheet does. `number` None: the next one free. `division` is the number
    of the one that was meant."""

    line: int
    name: str
    short_name: str = ""
    concept: str = ""
    number: int | None = None
    unit: str = ""
    division: int | None = None
    heat: int | None = None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class TeamList:
    """What was read. `unused` names headed columns that nothing was taken from; `columns` are those that were read."""

    rows: tuple[TeamRow, ...]
    unused: tuple[str, ...] = ()
    too_many: bool = False
    columns: tuple[Column, ...] = ()

    @property
    def is_right(self) -> bool:
        return bool(self.rows) and not self.too_many and not any(row.faults for row in self.rows)


def decode(data: bytes) -> str | None:
    """The text of an uploaded file; None when it is not text that we know, such as a workbook."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def read_teams(
    text: str, taken: Iterable[tuple[int, str]] = (), divisions: Iterable[tuple[int, str]] = ()
) -> TeamList:
    """Read a list, against the numbers and names already `taken` and the contest's `divisions`."""
    if len(text) > MOST_TEXT:
        return TeamList((), too_many=True)
    lines = [(line, cells) for line, cells in _lines(text) if any(cells)]
    columns, unused = _columns(lines)
    if lines and columns is not None:
        lines = lines[1:]
    columns = columns or _guessed([cells for _, cells in lines])
    known = _division_names(divisions)
    rows = [_row(line, columns, cells, known) for line, cells in lines[:MOST_TEAMS]]
    read = tuple(column for column in columns if column is not None)
    return TeamList(tuple(_compared(rows, tuple(taken))), unused, len(lines) > MOST_TEAMS, read)


def _lines(text: str) -> list[tuple[int, list[str]]]:
    """Cells line by line, cleaned; a line like "3. Hoa Mai" of a list without separators gives two cells."""
    told = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = told.partition("\n")
    skipped = 0
    separator = None
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # a spreadsheet's own hint
        separator, told, skipped = first.strip()[4], rest, 1
    separator = separator or _separator(told)
    if separator is None:
        return [(line, [texts.clean(cell) for cell in row]) for line, row in enumerate(_listed(told), 1 + skipped)]
    reader = csv.reader(told.split("\n"), delimiter=separator, skipinitialspace=True)
    return [(reader.line_num + skipped, [texts.clean(cell) for cell in row]) for row in reader]


def _listed(text: str) -> list[list[str]]:
    """Lines of one cell, or of number and name when any of them begins like "3. "."""
    lines = text.split("\n")
    found = [_LISTED.fullmatch(line) for line in lines]
    if not any(found):
        return [[line] for line in lines]
    return [list(one.groups()) if one else ["", line] for one, line in zip(found, lines, strict=True)]


def _separator(text: str) -> str | None:
    """The separator that parts the most lines the same way; a comma only where it parts every line alike."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return None
    for separator in _SEPARATORS:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=separator)]
        is_alike = len(set(counts)) == 1
        parts_most = separator != "," and 2 * sum(count > 0 for count in counts) > len(counts)
        if counts[0] and (is_alike or parts_most or _is_heading(lines[0], separator)):
            return separator
    return None


def _is_heading(line: str, separator: str) -> bool:
    return sum(texts.twin_key(cell) in HEADINGS for cell in line.split(separator)) >= 2


def _columns(lines: Sequence[tuple[int, list[str]]]) -> tuple[tuple[Column | None, ...] | None, tuple[str, ...]]:
    """What each column holds, by the heading in the first line; None without a heading."""
    if not lines:
        return None, ()
    cells = lines[0][1]
    known = [HEADINGS.get(texts.twin_key(cell)) for cell in cells]
    if "name" not in known and "unit" in known:
        known[known.index("unit")] = "name"
    if "name" not in known:
        return None, ()
    units = [at for at, cell in enumerate(cells) if texts.twin_key(cell) in map(texts.twin_key, UNIT_TOO)]
    if units and known.count("name") > len(units):
        known = ["unit" if at in units else column for at, column in enumerate(known)]
    first = [column if column not in known[:at] else None for at, column in enumerate(known)]
    return tuple(first), tuple(cell for cell, column in zip(cells, first, strict=True) if cell and column is None)


def _guessed(rows: Sequence[list[str]]) -> tuple[Column, ...]:
    """Without a heading: a first column of whole numbers is the teams' numbers."""
    firsts = [row[0] for row in rows]
    has_numbers = all(not cell or _WHOLE.fullmatch(cell) for cell in firsts) and any(firsts)
    return NUMBERED if has_numbers and max(map(len, rows)) > 1 else UNNUMBERED


def _row(
    line: int, columns: Sequence[Column | None], cells: Sequence[str], divisions: Mapping[str, int]
) -> TeamRow:
    told = {column: cell for column, cell in zip(columns, cells, strict=False) if column is not None}
    faults = [Fault("too_many_columns", {"text": cell}) for cell in cells[len(columns) :] if cell]
    number, no_number = _number(told.get("number", ""))
    heat, no_heat = _number(told.get("heat", ""))
    division, no_division = _division(told.get("division", ""), divisions)
    faults += [*no_number, *no_heat, *no_division]
    row = TeamRow(
        line, told.get("name", ""), told.get("short_name", ""), told.get("concept", ""), number, told.get("unit", ""),
        division, heat,
    )
    if not row.name:
        faults.append(Fault("name_needed", {}))
    for column, most in MOST_LETTERS.items():
        if len(getattr(row, column)) > most:
            faults.append(Fault(f"{column}_too_long", {"most": most, "count": len(getattr(row, column))}))
    return replace(row, faults=tuple(faults))


def _division_names(divisions: Iterable[tuple[int, str]]) -> dict[str, int]:
    """By name, and by what is left of a name like "Bảng A" without its first word; the whole names come first."""
    told = list(divisions)
    short = {texts.twin_key(name.partition(" ")[2]): number for number, name in reversed(told)}
    return {key: number for key, number in short.items() if key} | {texts.twin_key(name): number for number, name in told}


def _division(cell: str, divisions: Mapping[str, int]) -> tuple[int | None, list[Fault]]:
    found = divisions.get(texts.twin_key(cell)) if cell else None
    return found, [Fault("unknown_division", {"text": cell[:40]})] if cell and found is None else []


def _number(cell: str) -> tuple[int | None, list[Fault]]:
    if not cell:
        return None, []
    found = _WHOLE.fullmatch(cell)
    if found is None or not 1 <= int(found[1]) <= MOST_NUMBER:
        return None, [Fault("bad_number", {"text": cell[:40]})]
    return int(found[1]), []


def _compared(rows: Sequence[TeamRow], taken: Sequence[tuple[int, str]]) -> list[TeamRow]:
    """Each row against those above it and those on the list already: the same is a fault, a twin a warning."""
    numbers = {number: Fault("number_taken", {"number": number}) for number, _ in taken}
    names = {name.casefold(): Fault("name_taken", {"name": name}) for _, name in taken}
    twins = {texts.twin_key(name): name for _, name in taken}
    compared = []
    for row in rows:
        faults, warnings = list(row.faults), list(row.warnings)
        same_number = numbers.get(row.number) if row.number is not None else None
        same_name = names.get(row.name.casefold()) if row.name else None
        faults += [fault for fault in (same_number, same_name) if fault]
        twin = twins.get(texts.twin_key(row.name))
        if twin and not same_name:
            warnings.append(Fault("twin", {"name": twin}))
        if row.number is not None:
            numbers.setdefault(row.number, Fault("number_twice", {"number": row.number, "line": row.line}))
        names.setdefault(row.name.casefold(), Fault("name_twice", {"line": row.line}))
        twins.setdefault(texts.twin_key(row.name), row.name)
        compared.append(replace(row, faults=tuple(faults), warnings=tuple(warnings)))
    return compared
