"""The presenter's script: which lines there are. One calls each entry on stage; one is said before an award is opened, one after;
one opens the ceremony, one closes it."""

from __future__ import annotations

import re

from contest.rules.contests import Contest

ALONE = ("welcome", "thanks")
_CALL = re.compile(r"call-([1-9][0-9]{0,3})")
_LINE = re.compile(r"(prize|special|turn)-([1-9][0-9]{0,3})(?:\.([1-9][0-9]{0,3}))?-(hush|open)")


def is_line(contest: Contest, key: str) -> bool:
    """Whether this contest has that line: an award's key in the reveal with the moment at which it is said, as
    `prize-2-hush` before the second tier of prizes is opened; `turn-1-open` once the last place is; `.2` for division 2;
    `call-7` when entry 7 is called on stage."""
    if key in ALONE:
        return True
    called = _CALL.fullmatch(key)
    if called is not None:
        return any(one.number == int(called[1]) for one in contest.entries)
    found = _LINE.fullmatch(key)
    if found is None:
        return False
    kind, number, division = found[1], int(found[2]), found[3]
    if kind == "special":
        return division is None and any(one.number == number for one in contest.special_prizes)
    most = len({one.name for one in contest.prizes}) if kind == "prize" else len(contest.entries)
    divisions: set[str | None] = {str(one.number) for one in contest.divisions} or {None}
    return number <= most and division in divisions
