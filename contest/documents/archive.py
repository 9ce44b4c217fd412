"""The archive: a whole contest as one JSON file, written and read here. docs/ARCHIVE.md tells its shape in words.

Reading parses, checks against the schema, fills in what was left out, then looks for what a schema cannot see
(archive_faults.py). What is read is safe to hand to actions/archive.py.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from contest import texts
from contest.documents import archive_defaults, archive_faults, archive_told
from contest.rules.refusals import Refused
from contest.store.tables import ContestRow
from contest.words import N_, _

FORMAT = "contest-archive"
VERSION = 2
SCHEMA = Path(__file__).with_name("archive.schema.json")

VERBATIM = ("facts",)  # every other text is put into its clean form


def export_contest(row: ContestRow) -> str:
    """The whole contest as text: sorted keys, two spaces, the same bytes for the same contest."""
    return written({"format": FORMAT, "version": VERSION, **archive_told.contest_told(row)})


def written(value: Any) -> str:
    """JSON as every document of ours is written."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False) + "\n"


def read_archive(text: str) -> dict[str, Any]:
    """A file's content, checked and complete; its `standings` are left behind.

    Raises Refused('archive_broken', path, why) naming the first fault, Refused('archive_too_new', version).
    """
    told = _parsed(text)
    _check_version(told)
    told.pop("standings", None)
    _check_letters(told)
    clean = {name: part if name in VERBATIM else _clean(part) for name, part in told.items()}
    _check_shape(clean)
    archive = archive_defaults.completed(clean, schema())
    fault = archive_faults.first_fault(archive)
    if fault is not None:
        _broken(*fault)
    return archive


@cache
def schema() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return told


@cache
def _validator() -> Draft202012Validator:
    """Of the schema with its references written out, which is twice as quick on tens of thousands of scores."""
    return Draft202012Validator(_written_out(schema(), schema()["$defs"]))


def _written_out(part: Any, defs: dict[str, Any]) -> Any:
    """No definition speaks about itself, so this comes to an end. What stands beside a reference holds as well."""
    if isinstance(part, list):
        return [_written_out(one, defs) for one in part]
    if not isinstance(part, dict):
        return part
    rest = {name: _written_out(one, defs) for name, one in part.items() if name not in ("$ref", "$defs")}
    if "$ref" not in part:
        return rest
    meant = _written_out(defs[part["$ref"].removeprefix("#/$defs/")], defs)
    both = meant.keys() & rest.keys() - {"description", "default"}
    return {"allOf": [meant, rest]} if both else {**meant, **rest}


def _parsed(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_no_constant)
    except RecursionError:
        _broken("$", _("it is nested too deeply"))
    except json.JSONDecodeError as fault:
        _broken(_("line %(line)s", line=fault.lineno), _("this is not JSON"))
    except ValueError as fault:
        _broken("$", str(fault))
    if not isinstance(told, dict):
        _broken("$", _("this is not an object"))
    return told


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(_("“%(name)s” stands there twice", name=name))
        found[name] = value
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(_("“%(name)s” is not known here", name=name))


def _check_version(told: dict[str, Any]) -> None:
    version = told.get("version")
    if told.get("format") == FORMAT and type(version) is int and version > VERSION:
        raise Refused("archive_too_new", version=version)


def _check_shape(told: dict[str, Any]) -> None:
    fault = best_match(_validator().iter_errors(told))
    if fault is not None:
        _broken(fault.json_path, _why(fault))


def _check_letters(told: dict[str, Any]) -> None:
    broken = _half_a_letter(told, "$")
    if broken is not None:
        _broken(broken, _("a letter in it is broken"))


def _half_a_letter(value: Any, path: str) -> str | None:
    """Where a text holds half a letter (a lone surrogate), which no file or database could keep."""
    if isinstance(value, str):
        return path if any("\ud800" <= letter <= "\udfff" for letter in value) else None
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in parts:
        found = _half_a_letter(part, f"{path}[{name}]" if isinstance(name, int) else f"{path}.{name}")
        if found is not None:
            return found
    return None


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return texts.clean_lines(value)
    if isinstance(value, list):
        return [_clean(one) for one in value]
    if isinstance(value, dict):
        return {name: _clean(one) for name, one in value.items()}
    return value


def _broken(path: str, why: str) -> NoReturn:
    raise Refused("archive_broken", path=path, why=why)


def _why(fault: ValidationError) -> str:
    """The fault in words; what the schema knows of it in brackets."""
    told, rule = fault.instance, fault.validator_value
    if fault.validator == "required":
        missing = [name for name in rule if name not in told]
        return _("“%(name)s” is missing", name=missing[0])
    if fault.validator == "additionalProperties" and isinstance(told, dict):
        unknown = [name for name in told if name not in fault.schema.get("properties", {})]
        return _("“%(name)s” is not known here", name=unknown[0])
    sentence = WHY.get(str(fault.validator), N_("%(value)s is not right here"))
    return _(sentence, value=_short(told), rule=_short(rule))


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:60]}…"


WHY = {
    "type": N_("%(value)s should be of the kind %(rule)s"),
    "enum": N_("%(value)s is none of %(rule)s"),
    "const": N_("%(value)s should be %(rule)s"),
    "pattern": N_("%(value)s is not written as it should be"),
    "minimum": N_("%(value)s is less than %(rule)s"),
    "maximum": N_("%(value)s is more than %(rule)s"),
    "minLength": N_("the text is empty"),
    "maxLength": N_("the text has more than %(rule)s letters"),
    "minItems": N_("the list needs at least %(rule)s"),
    "maxItems": N_("the list has more than %(rule)s"),
    "uniqueItems": N_("something stands in the list twice"),
}
