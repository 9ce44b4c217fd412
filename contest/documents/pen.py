"""The pen that every PDF is drawn with: our letters, text that fits its place, a sharp QR code. Millimetres and points."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

import segno
from fpdf import FPDF
from fpdf.enums import MethodReturnValue

FAMILY = "Be Vietnam Pro"
WEIGHTS = {"": "Regular", "B": "Bold"}
INK, SOFT, HAIR = 20, 90, 150  # greys
QUIET = 4  # modules of white around a QR code


class Pen(FPDF):
    """An A4 page in our letters; what is drawn on it and where is its user's business."""

    def __init__(self, title: str, language: str) -> None:
        super().__init__(format="A4")
        self._measured: dict[tuple[str, float, float, str], list[str]] = {}
        self.set_auto_page_break(False)
        self.set_margin(0)
        self.c_margin = 0
        self.set_title(title)
        self.set_lang(language)
        files = Path(str(import_module("fontpkg_be_vietnam_pro").__file__)).parent / "files"
        for style, weight in WEIGHTS.items():
            self.add_font(FAMILY, style, files / f"BeVietnamPro-{weight}.ttf")

    def code(self, told: str, x: float, y: float, side: float) -> None:
        """A QR code drawn as squares, so that it is sharp on any printer; its quiet zone lies outside `side`."""
        modules = [list(row) for row in segno.make(told, error="m", micro=False).matrix_iter(border=QUIET)]
        unit = side / (len(modules) - 2 * QUIET)
        self.set_fill_color(0)
        for down, row in enumerate(modules):
            for along, dark in enumerate(row):
                if dark:
                    self.rect(x + (along - QUIET) * unit, y + (down - QUIET) * unit, unit, unit, style="F")

    def rule(self, x: float, y: float, width: float) -> None:
        self.set_draw_color(HAIR)
        self.set_line_width(0.25)
        self.line(x, y, x + width, y)

    def write_text(
        self, text: str, x: float, y: float, width: float, size: float, style: str = "", *, lines: int,
        align: str = "L", grey: int = INK,
    ) -> float:
        """Text in at most so many lines, smaller where it would not fit; answers where it ends."""
        size = self.fitting(text, width, size, style, lines)
        broken = self.broken(text, width, size, style)[:lines]
        self.set_text_color(grey)
        for at, one in enumerate(broken):
            self.set_xy(x, y + at * leading(size))
            self.cell(width, leading(size), one, align=align)
        return y + len(broken) * leading(size)

    def fitting(self, text: str, width: float, size: float, style: str, lines: int) -> float:
        """The size at which a text takes at most so many lines; not below half."""
        least = size / 2
        while size > least and len(self.broken(text, width, size, style)) > lines:
            size -= 0.25
        return size

    def broken(self, text: str, width: float, size: float, style: str) -> list[str]:
        """The lines a text takes; the same words stand on many sheets, so what was measured once is kept."""
        self.set_font(FAMILY, style, size)
        asked = (text, width, size, style)
        if asked not in self._measured:
            found = self.multi_cell(width, leading(size), text, dry_run=True, output=MethodReturnValue.LINES)
            self._measured[asked] = [line for line in cast(list[str], found) if line.strip()]
        return self._measured[asked]


def leading(size: float) -> float:
    """Room for Vietnamese marks: a line's height in millimetres."""
    return size * 0.3528 * 1.28
