"""Text that people send: made one form (NFC), rid of what is invisible or breaks out of its line. Nothing is rejected here."""

from __future__ import annotations

import re
import unicodedata

SLUG_LETTERS = 60
MOST_MARKS = 3  # diacritics on one letter; Vietnamese needs two
_BREAKS = ("Cc", "Zl", "Zp")
_HIDDEN = "Cf"  # zero-width, direction and tag characters


def clean(text: str) -> str:
    """One line of plain text: NFC, no control or direction characters, no towers of marks, single spaces."""
    return " ".join(_kept(text).split())


def clean_lines(text: str) -> str:
    """The same for several lines."""
    return "\n".join(clean(line) for line in text.replace("\r\n", "\n").split("\n")).strip()


def _kept(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFD", text.encode("utf-8", "ignore").decode()):
        category = unicodedata.category(letter)
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if category == _HIDDEN or marks > MOST_MARKS:
            continue
        kept.append(" " if category in _BREAKS else letter)
    return unicodedata.normalize("NFC", "".join(kept))


def twin_key(text: str) -> str:
    """Names with the same key look or sound alike: letters without marks and case, digits, nothing else."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in plain if letter.isalnum())


def slug_of(title: str) -> str:
    """A title as it stands in an address: letters without marks, digits, dashes; `contest` when nothing is left."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:SLUG_LETTERS - 4].strip("-") or "contest"
