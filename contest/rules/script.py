"""The presenter's script: which lines there are. One is said before an award is opened, one after; one opens all, one closes."""

from __future__ import annotations

import re

from contest.rules.contests import Contest

ALONE = ("welcome", "thanks")
_LINE = re.compile(r"(prize|special|turn)-([1-9][0-9]{0,3})(?:\.([1-9][0-9]{0,3}))?-(hush|open)")


def is_line(contest: Contest, key: str) -> bool:
    """Whether this contest has that line: an award's key in the reveal with the moment at which it is said, as
    `prize-2-hush` before the second tier of prizes is opened; `turn-1-open` once the last place is; `.2` for division 2."""
    if key in ALONE:
        return True
    found = _LINE.fullmatch(key)
    if found is None:
        return False
    kind, number, division = found[1], int(found[2]), found[3]
    if kind == "special":
        return division is None and any(one.number == number for one in contest.special_prizes)
    most = len({one.name for one in contest.prizes}) if kind == "prize" else len(contest.entries)
    divisions: set[str | None] = {str(one.number) for one in contest.divisions} or {None}
    return number <= most and division in divisions
