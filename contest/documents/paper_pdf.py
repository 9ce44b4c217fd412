"""Draws printed scoresheets as a PDF: one to an A4 page, or two A5 side by side on one that is cut. Millimetres and points.

Pure work on finished words, so that it can be done beside the loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Literal, NamedTuple, cast

import segno
from fpdf import FPDF
from fpdf.enums import MethodReturnValue

from contest.documents.paper import Box, Labels, PaperSheet

Size = Literal["a4", "a5"]
FAMILY = "Be Vietnam Pro"
WEIGHTS = {"": "Regular", "B": "Bold"}
MOST_LINES = {"a4": 16, "a5": 10}  # criteria on one sheet; more go on to another
INK, SOFT, HAIR = 20, 90, 150  # greys
QUIET = 4  # modules of white around a QR code


class Area(NamedTuple):
    """Where one sheet is drawn, inside its margins; `k` scales the type."""

    x: float
    y: float
    width: float
    height: float
    k: float


class Part(NamedTuple):
    """A sheet, or as much of it as goes on one piece of paper."""

    sheet: PaperSheet
    boxes: tuple[Box, ...]
    number: int
    of: int


def paper_pdf(sheets: Sequence[PaperSheet], labels: Labels, size: Size) -> bytes:
    """A sheet with more criteria than an A5 holds makes the whole print A4."""
    if any(len(sheet.boxes) > MOST_LINES["a5"] for sheet in sheets):
        size = "a4"
    pdf = _Paper(labels)
    parts = [part for sheet in sheets for part in _parts(sheet, MOST_LINES[size])]
    if size == "a4":
        for part in parts:
            pdf.add_page(orientation="portrait")
            pdf.draw(part, Area(16, 14, 178, 269, 1.15))
    for at in range(0, len(parts) if size == "a5" else 0, 2):
        pdf.add_page(orientation="landscape")
        pdf.cut()
        for place, part in enumerate(parts[at:at + 2]):
            pdf.draw(part, Area(10 + place * 148.5, 9, 128.5, 192, 1))
    return bytes(pdf.output())


def _parts(sheet: PaperSheet, most: int) -> list[Part]:
    of = max(1, -(-len(sheet.boxes) // most))
    return [Part(sheet, sheet.boxes[at * most:(at + 1) * most], at + 1, of) for at in range(of)]


class _Paper(FPDF):
    """The pen: what a sheet consists of, from top to bottom."""

    def __init__(self, labels: Labels) -> None:
        super().__init__(format="A4")
        self.labels = labels
        self._measured: dict[tuple[str, float, float, str], list[str]] = {}
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_title(labels.heading)
        self.set_lang(labels.language)
        files = Path(str(import_module("fontpkg_be_vietnam_pro").__file__)).parent / "files"
        for style, weight in WEIGHTS.items():
            self.add_font(FAMILY, style, files / f"BeVietnamPro-{weight}.ttf")

    def cut(self) -> None:
        """The dashes along which an A4 page becomes two A5."""
        self.set_draw_color(HAIR)
        self.set_dash_pattern(dash=2, gap=2)
        self.line(148.5, 4, 148.5, 206)
        self.set_dash_pattern()

    def draw(self, part: Part, area: Area) -> None:
        y = self._head(part, area) + 3 * area.k
        y = self._who(part.sheet, area, y) + 3.5 * area.k
        foot = 45 * area.k
        self._lines(part.boxes, area, y, area.y + area.height - foot)
        self._foot(area, area.y + area.height - foot)

    # ---- from top to bottom

    def _head(self, part: Part, area: Area) -> float:
        """What this is and of which contest; the code on the right. Answers where it ends."""
        side = 25 * area.k
        self._code(part.sheet.code, area.x + area.width - side, area.y, side)
        width, k = area.width - side - 6 * area.k, area.k
        heading = self.labels.heading
        if part.of > 1:
            heading = f"{heading} · {self.labels.part % {'part': part.number, 'parts': part.of}}"
        y = self._text(heading, area.x, area.y, width, 9 * k, lines=1, grey=SOFT)
        y = self._text(part.sheet.title, area.x, y + 0.5 * k, width, 12.5 * k, "B", lines=2)
        said = " · ".join(one for one in (part.sheet.round, part.sheet.date) if one)
        self._text(said, area.x, y + 0.7 * k, width, 10 * k, lines=2)
        return area.y + side + 4 * k

    def _code(self, code: str, x: float, y: float, side: float) -> None:
        """The QR code drawn as squares, so that it is sharp on any printer, and the same in digits below."""
        modules = [list(row) for row in segno.make(code, error="m", micro=False).matrix_iter(border=QUIET)]
        unit = side / (len(modules) - 2 * QUIET)
        self.set_fill_color(0)
        for down, row in enumerate(modules):
            for along, dark in enumerate(row):
                if dark:
                    self.rect(x + (along - QUIET) * unit, y + (down - QUIET) * unit, unit, unit, style="F")
        self._text(code, x - 12, y + side + 1.2, side + 12, 6.5, lines=1, align="R")

    def _who(self, sheet: PaperSheet, area: Area, y: float) -> float:
        """The entry's number in a frame, big; beside it the team and the judge."""
        k = area.k
        side, height = 34 * k, 27 * k
        self.set_draw_color(INK)
        self.set_line_width(0.6)
        self.rect(area.x, y, side, height)
        self._text(self.labels.entry, area.x + 1.5 * k, y + 1.2 * k, side - 3 * k, 7.5 * k, lines=1, align="C", grey=SOFT)
        if sheet.entry:
            self._text(sheet.entry, area.x, y + 6.5 * k, side, 42 * k, "B", lines=1, align="C")
        x, width = area.x + side + 5 * k, area.width - side - 5 * k
        half = height / 2
        if sheet.team or not sheet.entry:
            self._named(self.labels.team, sheet.team, x, y, width, half, k)
        self._named(self.labels.judge, sheet.judge, x, y + half, width, half, k)
        return y + height

    def _named(self, label: str, name: str, x: float, y: float, width: float, height: float, k: float) -> None:
        """A name under its label, or a line to write it on."""
        below = self._text(label, x, y, width, 7.5 * k, lines=1, grey=SOFT)
        if name:
            self._text(name, x, below, width, 12 * k, "B", lines=2)
        else:
            self._rule(x, y + height - 2 * k, width)

    def _lines(self, boxes: Sequence[Box], area: Area, top: float, end: float) -> None:
        """A line for each criterion: what is asked on the left, a box for each digit on the right."""
        k = area.k
        top = self._table_head(area, top)
        height = min((end - top - 2 * k) / max(1, len(boxes)), 19 * k)
        digits = max(one.whole + one.decimals for one in boxes)
        side = min(height - 2.4 * k, 9.5 * k, 46 * k / digits)
        wide = max(one.whole for one in boxes) * side + (max(one.decimals for one in boxes) * side or -3 * k) + 3 * k
        for at, box in enumerate(boxes):
            y = top + at * height
            self._criterion(box, area.x, y, area.width - wide - 5 * k, height, k)
            comma = area.x + area.width - max(one.decimals for one in boxes) * side - (3 * k if digits > box.whole else 0)
            self._digits(box, comma, y + (height - side) / 2, side, k)
            self._rule(area.x, y + height, area.width)

    def _table_head(self, area: Area, y: float) -> float:
        self._text(self.labels.criterion, area.x, y, area.width / 2, 7.5 * area.k, lines=1, grey=SOFT)
        end = self._text(self.labels.score, area.x, y, area.width, 7.5 * area.k, lines=1, align="R", grey=SOFT)
        self.set_draw_color(INK)
        self.set_line_width(0.6)
        self.line(area.x, end + 0.6, area.x + area.width, end + 0.6)
        return end + 0.6

    def _criterion(self, box: Box, x: float, y: float, width: float, height: float, k: float) -> None:
        """The name over its range; side by side where there are many."""
        if height < 11.5 * k:
            self._beside(box, x, y, width, height, k)
            return
        lines = 2 if height > 14.5 * k else 1
        size = self._fitting(box.name, width, 11 * k, "B", lines)
        taken = len(self._broken(box.name, width, size, "B")[:lines]) * _leading(size)
        said = _leading(7.5 * k)
        top = y + (height - taken - said) / 2
        self._text(box.name, x, top, width, size, "B", lines=lines)
        self._text(box.said, x, top + taken, width, 7.5 * k, lines=1, grey=SOFT)

    def _beside(self, box: Box, x: float, y: float, width: float, height: float, k: float) -> None:
        part = width * 0.6
        size = self._fitting(box.name, part, min(11 * k, height / 0.3528 / 1.3), "B", 1)
        self._text(box.name, x, y + (height - _leading(size)) / 2, part, size, "B", lines=1)
        said = y + (height - _leading(7.5 * k)) / 2
        self._text(box.said, x + part, said, width - part, 7.5 * k, lines=1, align="R", grey=SOFT)

    def _digits(self, box: Box, comma: float, y: float, side: float, k: float) -> None:
        self.set_draw_color(INK)
        self.set_line_width(0.35)
        for at in range(box.whole):
            self.rect(comma - (box.whole - at) * side, y, side, side)
        if box.decimals:
            self._text(self.labels.comma, comma, y + side - _leading(12 * k) * 0.85, 3 * k, 12 * k, "B", lines=1, align="C")
        for at in range(box.decimals):
            self.rect(comma + 3 * k + at * side, y, side, side)

    def _foot(self, area: Area, y: float) -> None:
        """How a wrong number is put right, room for a comment, the signature, and who typed it in."""
        k = area.k
        y = self._text(self.labels.putting_right, area.x, y, area.width, 7.5 * k, lines=2, grey=SOFT) + 1.5 * k
        self._text(self.labels.comment, area.x, y, area.width, 7.5 * k, lines=1, grey=SOFT)
        for at in (1, 2):
            self._rule(area.x, y + 2 * k + at * 7 * k, area.width)
        y += 19.5 * k
        for label, start, part in ((self.labels.signature, 0, 0.66), (self.labels.time, 0.72, 0.28)):
            x, width = area.x + start * area.width, part * area.width
            self._rule(x, y + 6 * k, width)
            self._text(label, x, y + 6.6 * k, width, 7.5 * k, lines=1, grey=SOFT)
        y += 12.5 * k
        for at, label in enumerate(self.labels.typed):
            x = area.x + at * area.width * 0.5
            self.set_draw_color(HAIR)
            self.rect(x, y, 4 * k, 4 * k)
            self._text(label, x + 5.5 * k, y + 0.4 * k, area.width * 0.4, 7.5 * k, lines=1, grey=SOFT)

    # ---- the pen itself

    def _rule(self, x: float, y: float, width: float) -> None:
        self.set_draw_color(HAIR)
        self.set_line_width(0.25)
        self.line(x, y, x + width, y)

    def _text(
        self, text: str, x: float, y: float, width: float, size: float, style: str = "", *, lines: int,
        align: str = "L", grey: int = INK,
    ) -> float:
        """Text in at most so many lines, smaller where it would not fit; answers where it ends."""
        size = self._fitting(text, width, size, style, lines)
        broken = self._broken(text, width, size, style)[:lines]
        self.set_text_color(grey)
        for at, one in enumerate(broken):
            self.set_xy(x, y + at * _leading(size))
            self.cell(width, _leading(size), one, align=align)
        return y + len(broken) * _leading(size)

    def _fitting(self, text: str, width: float, size: float, style: str, lines: int) -> float:
        """The size at which a text takes at most so many lines; not below half."""
        least = size / 2
        while size > least and len(self._broken(text, width, size, style)) > lines:
            size -= 0.25
        return size

    def _broken(self, text: str, width: float, size: float, style: str) -> list[str]:
        """The lines a text takes; the same words stand on many sheets, so what was measured once is kept."""
        self.set_font(FAMILY, style, size)
        asked = (text, width, size, style)
        if asked not in self._measured:
            found = self.multi_cell(width, _leading(size), text, dry_run=True, output=MethodReturnValue.LINES)
            self._measured[asked] = [line for line in cast(list[str], found) if line.strip()]
        return self._measured[asked]


def _leading(size: float) -> float:
    """Room for Vietnamese marks: a line's height in millimetres."""
    return size * 0.3528 * 1.28
