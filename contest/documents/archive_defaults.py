"""What a file may leave out: the schema's defaults, and those that follow from the rest of the file. Checks nothing."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from contest.rules import shapes
from contest.rules.contests import Judge, Round
from contest.words import _

KINDS: dict[str, type] = {"object": dict, "array": list, "string": str, "integer": int}


def completed(archive: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The same archive with nothing left out. `archive` fits the schema."""
    told: dict[str, Any] = _filled(archive, schema, schema["$defs"])
    for numbered in (
        "rounds", "entries", "judges", "scorekeepers", "stewards", "presenters", "penalties", "tie_rooms", "calibrations",
    ):
        _number(told[numbered])
    for numbered in ("divisions", "special_prizes"):
        _number(told["contest"][numbered])
    for round_ in told["rounds"]:
        round_.setdefault("name", _("Round %(number)s", number=round_["number"]))
        _number(round_["stages"])
        _number(round_["criteria"])
    for calibration in told["calibrations"]:
        _number(calibration["criteria"])
        for sheet in calibration["sheets"]:
            sheet["scores"] = {number: _score(one) for number, one in sheet["scores"].items()}
    for turn, entry in enumerate(told["entries"], start=1):
        entry.setdefault("order", turn)
    rounds = {one["number"]: shapes.round_from({**one, "phase": "planned"}) for one in told["rounds"]}
    judges = {one["number"]: shapes.judge_from(one) for one in told["judges"]}
    for sheet in told["scoresheets"]:
        sheet["scores"] = {number: _score(one) for number, one in sheet["scores"].items()}
        sheet.setdefault("signed", _is_whole(sheet, rounds, judges))
    scored = {sheet["round"] for sheet in told["scoresheets"]}
    for round_ in told["rounds"]:
        round_.setdefault("phase", "closed" if round_["number"] in scored else "planned")
    told["contest"].setdefault("phase", "running" if scored else "setup")
    return told


def _filled(value: Any, schema: dict[str, Any], defs: dict[str, Any]) -> Any:
    shape = _shape(value, schema, defs)
    if isinstance(value, list) and isinstance(shape.get("items"), dict):
        return [_filled(one, shape["items"], defs) for one in value]
    if not isinstance(value, dict) or "properties" not in shape:
        return value
    properties = shape["properties"]
    given = {name: deepcopy(one["default"]) for name, one in properties.items() if "default" in one} | value
    return {name: _filled(one, properties[name], defs) for name, one in given.items()}


def _shape(value: Any, schema: dict[str, Any], defs: dict[str, Any]) -> dict[str, Any]:
    """The part of the schema that speaks about this value: references followed, the fitting alternative taken."""
    if "$ref" in schema:
        return _shape(value, defs[schema["$ref"].removeprefix("#/$defs/")], defs)
    for choice in schema.get("anyOf", ()):
        found = _shape(value, choice, defs)
        if isinstance(value, KINDS.get(str(found.get("type")), type(None))):
            return found
    return schema


def _number(things: list[dict[str, Any]]) -> None:
    for position, thing in enumerate(things, start=1):
        thing.setdefault("number", position)


def _score(told: Any) -> dict[str, Any]:
    return {"revision": 1, **told} if isinstance(told, dict) else {"value": told, "revision": 1}


def _is_whole(sheet: dict[str, Any], rounds: dict[int, Round], judges: dict[int, Judge]) -> bool:
    """Whether nothing that its judge has to mark is blank; a sheet of nobody, or of no round, is a fault found later."""
    scored = {int(number) for number, score in sheet["scores"].items() if score["value"] is not None}
    round_, judge = rounds.get(sheet["round"]), judges.get(sheet["judge"])
    return bool(round_ and judge and scored >= {one.number for one in round_.sheet_for(judge).criteria})
