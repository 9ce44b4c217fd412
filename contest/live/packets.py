"""JSON as the wire carries it. What cannot be read becomes an event of its own, so that its sender is answered."""

from __future__ import annotations

import json
from typing import Any

UNREADABLE = "unreadable"
MOST_DIGITS = 100


def dumps(value: Any, **options: Any) -> str:
    return json.dumps(value, **options)


def loads(text: str, **options: Any) -> Any:
    """The value; an event called `unreadable` for what is no JSON, is nested too deep or holds an endless number."""
    try:
        return json.loads(text, parse_int=_whole)
    except (ValueError, RecursionError):
        return [UNREADABLE]


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise ValueError("no number of ours has so many digits")
    return int(digits)
