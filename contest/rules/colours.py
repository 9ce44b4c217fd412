"""Whether a colour can be read: contrast by WCAG 2.2 (relative luminance), in exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal

from contest.rules.refusals import Refused

PAPER = "#FBF5EA"
LEAST_CONTRAST = Decimal("4.5")
_COLOUR = re.compile(r"#[0-9A-F]{6}")


def check_accent(colour: str) -> str:
    """The colour as #RRGGBB. Raises Refused('bad_number') for none, 'colour_too_faint' under 4.5 : 1 on paper."""
    told = colour.strip().upper()
    if not _COLOUR.fullmatch(told):
        raise Refused("bad_number", text=colour[:20])
    found = contrast(told, PAPER)
    if found < LEAST_CONTRAST:
        raise Refused("colour_too_faint", contrast=found.quantize(Decimal("0.01"), rounding="ROUND_DOWN"))
    return told


def contrast(one: str, other: str) -> Decimal:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + Decimal("0.05")) / (darker + Decimal("0.05"))


def _luminance(colour: str) -> Decimal:
    red, green, blue = (_linear(Decimal(int(colour[at : at + 2], 16)) / 255) for at in (1, 3, 5))
    return Decimal("0.2126") * red + Decimal("0.7152") * green + Decimal("0.0722") * blue


def _linear(share: Decimal) -> Decimal:
    if share <= Decimal("0.04045"):
        return share / Decimal("12.92")
    return ((share + Decimal("0.055")) / Decimal("1.055")) ** Decimal("2.4")
