"""The code on a printed scoresheet: which contest, round, judge and entry, what the sheet asked, and a mark that it is ours.

Digits and dashes only, so that a reader that types like a keyboard is understood whatever input method is on (Telex would turn
letters into tones): CONTEST-ROUND-JUDGE-ENTRY-FORM-MARK; judge and entry are 0 on a spare sheet. The mark is a short HMAC of the
rest: it tells a made-up sheet from a printed one and opens nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from dataclasses import dataclass

from contest.rules import shapes
from contest.rules.contests import Round
from contest.rules.refusals import Refused

SPARE = 0
_GAPS = re.compile(r"[^0-9]+")
_PARTS = 6


@dataclass(frozen=True)
class PaperCode:
    """What a code names. `form` is the number of what the sheet asked when it was printed."""

    round: int
    judge: int
    entry: int
    form: int


def written(secret: bytes, slug: str, code: PaperCode) -> str:
    told = f"{_number(slug.encode(), 5)}-{code.round}-{code.judge}-{code.entry}-{code.form}"
    return f"{told}-{_mark(secret, slug, told)}"


def read_code(secret: bytes, slug: str, text: str) -> PaperCode:
    """What a reader typed; whatever stands between the numbers. Raises Refused('paper_code_unknown') for a code of another
    contest or another server, or one that somebody made up."""
    parts = _GAPS.split(text.strip())
    if len(parts) != _PARTS or not all(part.isascii() and part.isdigit() and len(part) <= 10 for part in parts):
        raise Refused("paper_code_unknown")
    told = "-".join(parts[:-1])
    if not hmac.compare_digest(_mark(secret, slug, told), parts[-1]) or parts[0] != _number(slug.encode(), 5):
        raise Refused("paper_code_unknown")
    return PaperCode(*map(int, parts[1:5]))


def form_of(found: Round) -> int:
    """A number that changes with what stands on a sheet: its criteria, their names, maxima and steps."""
    asked = [[one.number, one.name, *(shapes.text(value) for value in (one.minimum, one.maximum, one.step))]
             for one in found.criteria]
    return int(_number(json.dumps(asked, ensure_ascii=False).encode(), 4))


def _mark(secret: bytes, slug: str, told: str) -> str:
    return _number(hmac.new(secret, f"paper|{slug}|{told}".encode(), hashlib.sha256).digest(), 8)


def _number(told: bytes, digits: int) -> str:
    return str(int.from_bytes(hashlib.sha256(told).digest()[:8], "big") % 10**digits).zfill(digits)
