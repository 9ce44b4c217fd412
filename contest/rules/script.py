"""The presenter's script: which lines there are. One is said before an award is opened, one after; one opens all, one closes."""

from __future__ import annotations

import re

from contest.rules.contests import Contest

ALONE = ("welcome", "thanks")
_LINE = re.compile(r"(place|prize|special|audience)(?:-([1-9][0-9]{0,3}))?-(hush|open)")


def is_line(contest: Contest, key: str) -> bool:
    """Whether this contest has that line: `prize-2-hush` is said before the second tier of prizes is opened, `special-1-open`
    after the special prize of that number."""
    if key in ALONE:
        return True
    found = _LINE.fullmatch(key)
    if found is None:
        return False
    kind, number = found[1], int(found[2] or 0)
    if kind == "special":
        return any(one.number == number for one in contest.special_prizes)
    if kind == "audience":
        return number == 0
    return 1 <= number <= len(contest.prizes if kind == "prize" else contest.entries)
