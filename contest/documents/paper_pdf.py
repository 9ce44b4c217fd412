"""Draws printed scoresheets as a PDF: one to an A4 page, or two A5 side by side on one that is cut. Millimetres and points.

Pure work on finished words, so that it can be done beside the loop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from contest.documents.paper import Box, Labels, PaperSheet
from contest.documents.pen import HAIR, INK, SOFT, Pen, leading

Size = Literal["a4", "a5"]
MOST_LINES = {"a4": 16, "a5": 10}  # criteria on one sheet; more go on to another


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


class _Paper(Pen):
    """What a sheet consists of, from top to bottom."""

    def __init__(self, labels: Labels) -> None:
        super().__init__(labels.heading, labels.language)
        self.labels = labels

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
        x = area.x + area.width - side
        self.code(part.sheet.code, x, area.y, side)
        self.write_text(part.sheet.code, x - 12, area.y + side + 1.2, side + 12, 6.5, lines=1, align="R")
        width, k = area.width - side - 6 * area.k, area.k
        heading = self.labels.heading
        if part.of > 1:
            heading = f"{heading} · {self.labels.part % {'part': part.number, 'parts': part.of}}"
        y = self.write_text(heading, area.x, area.y, width, 9 * k, lines=1, grey=SOFT)
        y = self.write_text(part.sheet.title, area.x, y + 0.5 * k, width, 12.5 * k, "B", lines=2)
        said = " · ".join(one for one in (part.sheet.round, part.sheet.date) if one)
        self.write_text(said, area.x, y + 0.7 * k, width, 10 * k, lines=2)
        return area.y + side + 4 * k

    def _who(self, sheet: PaperSheet, area: Area, y: float) -> float:
        """The entry's number in a frame, big; beside it the team and the judge."""
        k = area.k
        side, height = 34 * k, 27 * k
        self.set_draw_color(INK)
        self.set_line_width(0.6)
        self.rect(area.x, y, side, height)
        self.write_text(self.labels.entry, area.x + 1.5 * k, y + 1.2 * k, side - 3 * k, 7.5 * k, lines=1, align="C", grey=SOFT)
        if sheet.entry:
            self.write_text(sheet.entry, area.x, y + 6.5 * k, side, 42 * k, "B", lines=1, align="C")
        x, width = area.x + side + 5 * k, area.width - side - 5 * k
        half = height / 2
        if sheet.team or not sheet.entry:
            self._named(self.labels.team, sheet.team, x, y, width, half, k)
        self._named(self.labels.judge, sheet.judge, x, y + half, width, half, k)
        return y + height

    def _named(self, label: str, name: str, x: float, y: float, width: float, height: float, k: float) -> None:
        """A name under its label, or a line to write it on."""
        below = self.write_text(label, x, y, width, 7.5 * k, lines=1, grey=SOFT)
        if name:
            self.write_text(name, x, below, width, 12 * k, "B", lines=2)
        else:
            self.rule(x, y + height - 2 * k, width)

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
            self.rule(area.x, y + height, area.width)

    def _table_head(self, area: Area, y: float) -> float:
        self.write_text(self.labels.criterion, area.x, y, area.width / 2, 7.5 * area.k, lines=1, grey=SOFT)
        end = self.write_text(self.labels.score, area.x, y, area.width, 7.5 * area.k, lines=1, align="R", grey=SOFT)
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
        size = self.fitting(box.name, width, 11 * k, "B", lines)
        taken = len(self.broken(box.name, width, size, "B")[:lines]) * leading(size)
        said = leading(7.5 * k)
        top = y + (height - taken - said) / 2
        self.write_text(box.name, x, top, width, size, "B", lines=lines)
        self.write_text(box.said, x, top + taken, width, 7.5 * k, lines=1, grey=SOFT)

    def _beside(self, box: Box, x: float, y: float, width: float, height: float, k: float) -> None:
        part = width * 0.6
        size = self.fitting(box.name, part, min(11 * k, height / 0.3528 / 1.3), "B", 1)
        self.write_text(box.name, x, y + (height - leading(size)) / 2, part, size, "B", lines=1)
        said = y + (height - leading(7.5 * k)) / 2
        self.write_text(box.said, x + part, said, width - part, 7.5 * k, lines=1, align="R", grey=SOFT)

    def _digits(self, box: Box, comma: float, y: float, side: float, k: float) -> None:
        self.set_draw_color(INK)
        self.set_line_width(0.35)
        for at in range(box.whole):
            self.rect(comma - (box.whole - at) * side, y, side, side)
        if box.decimals:
            self.write_text(self.labels.comma, comma, y + side - leading(12 * k) * 0.85, 3 * k, 12 * k, "B", lines=1, align="C")
        for at in range(box.decimals):
            self.rect(comma + 3 * k + at * side, y, side, side)

    def _foot(self, area: Area, y: float) -> None:
        """How a wrong number is put right, room for a comment, the signature, and who typed it in."""
        k = area.k
        y = self.write_text(self.labels.putting_right, area.x, y, area.width, 7.5 * k, lines=2, grey=SOFT) + 1.5 * k
        self.write_text(self.labels.comment, area.x, y, area.width, 7.5 * k, lines=1, grey=SOFT)
        for at in (1, 2):
            self.rule(area.x, y + 2 * k + at * 7 * k, area.width)
        y += 19.5 * k
        for label, start, part in ((self.labels.signature, 0, 0.66), (self.labels.time, 0.72, 0.28)):
            x, width = area.x + start * area.width, part * area.width
            self.rule(x, y + 6 * k, width)
            self.write_text(label, x, y + 6.6 * k, width, 7.5 * k, lines=1, grey=SOFT)
        y += 12.5 * k
        for at, label in enumerate(self.labels.typed):
            x = area.x + at * area.width * 0.5
            self.set_draw_color(HAIR)
            self.rect(x, y, 4 * k, 4 * k)
            self.write_text(label, x + 5.5 * k, y + 0.4 * k, area.width * 0.4, 7.5 * k, lines=1, grey=SOFT)
