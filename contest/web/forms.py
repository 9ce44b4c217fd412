"""What people typed into forms, read: numbers with a comma, times, rows of a table and the buttons beside them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.rules.scoresheets import read_score

Form = MultiDict[str, str]
Row = dict[str, str]

MOST_ROWS = 40
_OP_ID = re.compile(r"[0-9a-f]{32}")
_WHOLE = re.compile(r"[0-9]{1,9}")
_TIME = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,3}):([0-5][0-9])")


def new_op_id() -> str:
    """128 bits that make a second press of the same button harmless."""
    return secrets.token_hex(16)


def op_id(form: Form) -> str:
    """The form's operation id. Raises Refused('bad_request')."""
    return op_id_of(form.get("op_id", ""))


def op_id_of(text: str) -> str:
    """Raises Refused('bad_request')."""
    if not _OP_ID.fullmatch(text):
        raise Refused("bad_request")
    return text


def whole(text: str) -> int:
    """A whole number. Raises Refused('bad_number')."""
    if not _WHOLE.fullmatch(text.strip()):
        raise Refused("bad_number", text=text[:40])
    return int(text)


def whole_or_none(text: str) -> int | None:
    return whole(text) if text.strip() else None


def points(text: str) -> str:
    """A number as it was typed ("0,50") in its one written form ("0.5"). Raises Refused('bad_number')."""
    return plain(read_score(text))


def seconds(text: str) -> int:
    """45:00 or 1:30:00 as seconds. Raises Refused('bad_time')."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise Refused("bad_time", text=text[:20])
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest


def calls(text: str) -> list[int]:
    """Moments before the end, "10, 5, 0:30": minutes, or minutes and seconds; as seconds. Raises Refused('bad_time')."""
    told = [one for one in re.split(r"[\s,;]+", text.strip()) if one]
    return [seconds(one if ":" in one else f"{one}:00") for one in told]


def rows(form: Form, columns: Mapping[str, str]) -> list[Row]:
    """Table rows posted as repeated fields: `columns` maps a row's key to its field. Raises Refused('bad_request')."""
    lists = [form.getlist(field) for field in columns.values()]
    if len({len(values) for values in lists}) > 1 or len(lists[0]) > MOST_ROWS:
        raise Refused("bad_request")
    return [dict(zip(columns, values, strict=True)) for values in zip(*lists, strict=True)]


def edited(typed: list[Any], verb: str, at: int, blank: Any) -> None:
    """What a row's button does before anything is saved: add, remove, up, down."""
    if verb == "add" and len(typed) < MOST_ROWS:
        typed.append(blank)
    elif verb == "remove" and at < len(typed):
        del typed[at]
    elif verb == "up" and 0 < at < len(typed):
        typed.insert(at - 1, typed.pop(at))
    elif verb == "down" and at < len(typed) - 1:
        typed.insert(at + 1, typed.pop(at))


def pressed(form: Form) -> tuple[str, list[int]]:
    """The button that sent the form: "remove:0:2" is the verb and where; without one, `save`."""
    verb, *told = form.get("do", "save").split(":")
    return verb, [whole(number) for number in told]
