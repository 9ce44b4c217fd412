"""Build step: cuts the fonts of the wheels fontpkg-* to Latin and Vietnamese and writes them to static/fonts as woff2.

Runs before a wheel or an editable install is made and keeps what is already there; by hand: `python hatch_build.py`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180),  # Latin
    0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA), 0x20AB,  # Vietnamese: horned o and u, toned vowels, dong
    *range(0x300, 0x304), 0x306, 0x309, 0x31B, 0x323,  # the same marks alone, for text that comes decomposed
    *range(0x2002, 0x200C), *range(0x2010, 0x2016), *range(0x2018, 0x201F), 0x2022, 0x2026, 0x2039, 0x203A,  # setting
    0x20AC, 0x2032, 0x2033, *range(0x2190, 0x2194), 0x2212,  # euro, primes, arrows, true minus
]  # fmt: skip
NUMBERS = [*range(0x20, 0x40), 0xA0, 0xB7, 0xD7, 0x2009, 0x202F, 0x2013, 0x2014, 0x2026, 0x2032, 0x2033, 0x2212]


class Cut(NamedTuple):
    """One file to make: from which package and font, at which weight and width, holding which letters."""

    name: str
    package: str
    source: str
    letters: list[int]
    axes: dict[str, float] | None = None


CUTS = [
    *(
        Cut(f"be-vietnam-pro-{weight}", "fontpkg_be_vietnam_pro", f"BeVietnamPro-{style}.ttf", LETTERS)
        for weight, style in ((400, "Regular"), (500, "Medium"), (600, "SemiBold"), (700, "Bold"), (800, "ExtraBold"))
    ),
    *(
        Cut(f"figures-{weight}", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", LETTERS, {"wght": weight, "wdth": 100})
        for weight in (600, 700)
    ),
    Cut("figures-narrow-600", "fontpkg_noto_sans", "NotoSans[wdth,wght].ttf", NUMBERS, {"wght": 600, "wdth": 75}),
    Cut("playfair-display-600", "fontpkg_playfair_display", "PlayfairDisplay[wght].ttf", LETTERS, {"wght": 600}),
]


class FontsBuildHook(BuildHookInterface):  # type: ignore[misc]
    """Hatchling calls `initialize` before it packs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        make_fonts(Path(self.root) / "static" / "fonts")


def make_fonts(folder: Path) -> None:
    """Writes each missing font; the licence of each family lies beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for cut in CUTS:
        target = folder / f"{cut.name}.woff2"
        if not target.exists():
            home = Path(str(import_module(cut.package).__file__)).parent
            make_font(home / "files" / cut.source, cut, target)
            copyfile(home / "LICENSE", folder / f"{cut.package.removeprefix('fontpkg_')}-LICENSE.txt")


def make_font(source: Path, cut: Cut, target: Path) -> None:
    font = TTFont(source)
    subsetter = Subsetter(Options(layout_features=["kern", "liga", "locl", "ccmp", "mark", "mkmk", "lnum", "tnum"]))
    subsetter.populate(unicodes=cut.letters)
    subsetter.subset(font)
    if cut.axes:
        font = instantiateVariableFont(font, cut.axes)
    font.flavor = "woff2"
    font.save(target)


if __name__ == "__main__":
    make_fonts(Path(__file__).parent / "static" / "fonts")
