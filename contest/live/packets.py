"""JSON as the wire carries it. What cannot be read becomes an event of its own, so that its sender is answered."""

from __future__ import annotations

import json
from typing import Any

UNREADABLE = "unreadable"


def dumps(value: Any, **options: Any) -> str:
    return json.dumps(value, **options)


def loads(text: str, **options: Any) -> Any:
    """The value; an event called `unreadable` for what is no JSON, is nested too deep or holds an endless number."""
    try:
        return json.loads(text, **options)
    except (ValueError, RecursionError):
        return [UNREADABLE]
