"""What a socket answers: a payload read by its shape, and every "no" as an ack in the asker's language."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from contest import words
from contest.rules.refusals import Refused

Answer = dict[str, Any]
PASSING = frozenset({"try_again", "too_many_requests", "storage_full"})
Told = TypeVar("Told", bound=BaseModel)


def told_as(shape: type[Told], payload: dict[str, Any]) -> Told:
    """The payload as that shape. Raises Refused('bad_request') with the fields that do not fit."""
    try:
        return shape.model_validate(payload)
    except ValidationError as fault:
        wrong = [".".join(str(part) for part in one["loc"]) for one in fault.errors()][:5]
        raise Refused("bad_request", fields=wrong) from None


def comes_again(ack: Answer) -> bool:
    """Whether a "no" passes by itself: the same bytes are welcome later."""
    return not ack["ok"] and ack["refused"]["code"] in PASSING


def refused(no: Refused, payload: Any) -> Answer:
    """The ack of a refusal."""
    op_id = payload.get("op_id") if isinstance(payload, dict) else None
    return {
        "ok": False,
        "op_id": op_id if isinstance(op_id, str) else None,
        "refused": {"code": no.code, "details": _plain(no.details)},
        "message": words.refusal(no.code, no.details),
    }


def _plain(details: dict[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, (str, int, list, dict, type(None))) else str(value)
            for name, value in details.items()}
