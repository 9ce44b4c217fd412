"""The part of the rules form that belongs to each round: method, roundings, lateness, what is added after it, who goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from contest.rules.contests import Method, Overtime, Round, Stage
from contest.rules.methods import METHODS, TRIMS
from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.web import forms
from contest.web.forms import Form
from contest.words import figures, minutes

Typed = dict[str, Any]

METHOD_NUMBERS = ("drop_high", "drop_low", "round_mark", "round_score", "round_criterion", "round_points")
METHOD_FIELDS = ("method", "scope", "marks", "leaver", "clamp", "table", *METHOD_NUMBERS)
COMBINE_FIELDS = ("counts", "adds", "best", "round_total", "go_on", "at_cut")
ROUND_FIELDS = (*METHOD_FIELDS, *COMBINE_FIELDS, "judging_from")
OVERTIME_FIELDS = ("formula", "grace", "unit", "points", "places", "cap", "cutoff", "cutoff_status", "on", "table")
# what the usual ways of the first choice are, in the method's own fields
PLAIN: Mapping[str, Mapping[str, Any]] = {
    "mean": {"name": "mean"},
    "trimmed": {"name": "trimmed_mean", "drop_high": 1, "drop_low": 1},
    "sum": {"name": "sum"},
    "median": {"name": "median"},
    "places": {"name": "rank_sum", "scope": "judge_total"},
}
NO_TRIM = {"drop_high": 0, "drop_low": 0}


def plain_method(rounds: Sequence[Round]) -> str:
    """Which of the usual ways all rounds go; "exact" for any other."""
    return next((name for name, fields in PLAIN.items() if all(_is(one.method, fields) for one in rounds)), "exact")


def plain_late(rounds: Sequence[Round]) -> Typed:
    """Lateness as the second choice holds it: one rule of points for each started minute, in the stages named."""
    stages = [(f"{one.number}-{stage.number}", stage.overtime) for one in rounds for stage in one.stages]
    rules = {rule for _, rule in stages if rule is not None}
    one = next(iter(rules), Overtime("per_started_unit", points=Decimal(1)))
    usual = Overtime("per_started_unit", points=one.points, cap=one.cap, cutoff=one.cutoff, cutoff_status=one.cutoff_status)
    late = "none" if not rules else "minute" if rules == {usual} else "exact"
    shown = one if late != "exact" else Overtime("per_started_unit", points=Decimal(1))
    return {
        "late": late, "late_points": figures(plain(shown.points)),
        "late_cap": _amount(shown.cap), "late_cutoff": _time(shown.cutoff), "late_status": shown.cutoff_status,
        "late_stages": [place for place, rule in stages if rule is not None] or [place for place, _ in stages[:1]],
    }


def round_shown(one: Round) -> Typed:
    """A round's rules as the form holds them."""
    method, combine = one.method, one.combine
    numbers = {field: _text(getattr(method, field)) for field in METHOD_NUMBERS}
    if method.name not in TRIMS:
        numbers |= {"drop_high": "1", "drop_low": "1"}  # what a trim begins with, once it is chosen
    shares = dict(combine.shares)
    return {
        "number": one.number, "name": one.name, "method": method.name, "scope": method.scope, "marks": method.marks,
        "leaver": method.leaver, "clamp": _amount(method.clamp), **numbers,
        "table": " ".join(figures(plain(points)) for points in method.table),
        "judging_from": one.judging_from, "counts": counts_of(one), "adds": combine.adds, "at_cut": combine.at_cut,
        "best": _text(combine.best), "round_total": _text(combine.round_total), "go_on": _text(combine.go_on),
        "shares": {number: figures(plain(weight)) for number, weight in shares.items()},
        "stages": [_stage_shown(stage) for stage in one.stages],
    }


def counts_of(one: Round) -> str:
    """Whether the standing after a round adds every round so far, starts afresh, or goes by weights."""
    if not one.combine.shares:
        return "all"
    return "fresh" if one.combine.shares == ((one.number, Decimal(1)),) else "shares"


def type_rounds(typed: Typed, form: Form) -> None:
    """What was posted, over what is stored: a field that is locked was not sent and stays."""
    numbers = [one["number"] for one in typed["rounds"]]
    for at, one in enumerate(typed["rounds"]):
        one |= {field: form[f"{field}-{at}"] for field in ROUND_FIELDS if f"{field}-{at}" in form}
        one["shares"] |= {of: form[f"share-{at}-{of}"] for of in numbers if f"share-{at}-{of}" in form}
        for stage in one["stages"]:
            place = f"{one['number']}-{stage['number']}"
            stage |= {field: form[f"{field}-{place}"] for field in OVERTIME_FIELDS if f"{field}-{place}" in form}
    for field in ("plain", "late", "late_points", "late_cap", "late_cutoff", "late_status"):
        typed[field] = form.get(field, typed[field])
    if "late" in form:
        typed["late_stages"] = form.getlist("late_stage")


def rounds_told(typed: Typed, locked: set[int], timed: set[tuple[int, int]]) -> list[dict[str, Any]]:
    """The rounds as `change_rules` wants them. A scored round keeps its method, a timed stage its rule.

    Raises Refused for numbers that are none.
    """
    numbers = [one["number"] for one in typed["rounds"]]
    return [_round_told(typed, one, numbers[: at + 1], one["number"] in locked, timed)
            for at, one in enumerate(typed["rounds"])]


def _round_told(typed: Typed, one: Typed, so_far: list[int], locked: bool, timed: set[tuple[int, int]]) -> dict[str, Any]:
    told: dict[str, Any] = {"number": one["number"], "judging_from": one["judging_from"]}
    if not locked:
        told |= {"method": _method_told(typed["plain"], one), "combine": _combine_told(one, so_far)}
    told["overtime"] = {
        stage["number"]: _overtime_told(typed, one["number"], stage) for stage in one["stages"]
        if (one["number"], stage["number"]) not in timed
    }
    return told


def _method_told(usual: str, one: Typed) -> dict[str, Any]:
    if usual not in (*PLAIN, "exact") or one["method"] not in METHODS:
        raise Refused("unknown_method")
    numbers = {field: forms.whole_or_none(one[field]) for field in METHOD_NUMBERS}
    whole = {field: numbers[field] or 0 for field in ("drop_high", "drop_low", "round_points")}
    told = {
        "name": one["method"], "scope": one["scope"], "marks": one["marks"], "leaver": one["leaver"], **numbers, **whole,
        "clamp": _points(one["clamp"]), "table": [forms.points(points) for points in one["table"].split()],
    }
    if usual != "exact":
        told |= {"marks": "scores", "clamp": None, "table": [], **NO_TRIM, **PLAIN[usual]}
    elif told["name"] not in TRIMS:
        told |= NO_TRIM
    return told


def _combine_told(one: Typed, so_far: list[int]) -> dict[str, Any]:
    return {
        "shares": shares_told(one["counts"], one["number"], {of: one["shares"].get(of, "") for of in so_far}),
        "adds": one["adds"], "at_cut": one["at_cut"], "best": forms.whole_or_none(one["best"]),
        "round_total": forms.whole_or_none(one["round_total"]), "go_on": forms.whole_or_none(one["go_on"]),
    }


def shares_told(counts: str, number: int, weights: Mapping[int, str]) -> list[list[Any]]:
    """The shares of the rounds; those whose weight is left blank do not count."""
    if counts == "fresh":
        return [[number, "1"]]
    if counts != "shares":
        return []
    return [[of, forms.points(weight)] for of, weight in weights.items() if weight.strip()]


def _overtime_told(typed: Typed, round_: int, stage: Typed) -> dict[str, Any] | None:
    if typed["late"] == "none":
        return None
    if typed["late"] == "minute":
        return _per_minute(typed) if f"{round_}-{stage['number']}" in typed["late_stages"] else None
    if not stage["formula"]:
        return None
    return {
        "formula": stage["formula"], "grace": forms.seconds(stage["grace"]), "unit": forms.seconds(stage["unit"]),
        "points": forms.points(stage["points"]), "places": forms.whole(stage["places"]), "cap": _points(stage["cap"]),
        "cutoff": _seconds(stage["cutoff"]), "cutoff_status": stage["cutoff_status"], "on": stage["on"],
        "table": [_table_row(line) for line in stage["table"].splitlines() if line.strip()],
    }


def _per_minute(typed: Typed) -> dict[str, Any]:
    return {
        "formula": "per_started_unit", "unit": 60, "points": forms.points(typed["late_points"]),
        "cap": _points(typed["late_cap"]), "cutoff": _seconds(typed["late_cutoff"]), "cutoff_status": typed["late_status"],
    }


def _table_row(line: str) -> list[Any]:
    """`1:01 = 3`: from 61 seconds late, 3 points."""
    late, equals, points = line.partition("=")
    if not equals:
        raise Refused("bad_number", text=line[:40])
    return [forms.seconds(late), forms.points(points.strip())]


def _stage_shown(stage: Stage) -> dict[str, str | int]:
    rule = stage.overtime or Overtime("per_started_unit", points=Decimal(1))
    return {
        "number": stage.number, "name": stage.name, "formula": stage.overtime.formula if stage.overtime else "",
        "grace": minutes(rule.grace), "unit": minutes(rule.unit), "points": figures(plain(rule.points)),
        "places": str(rule.places), "cap": _amount(rule.cap), "cutoff": _time(rule.cutoff),
        "cutoff_status": rule.cutoff_status, "on": rule.on,
        "table": "\n".join(f"{minutes(late)} = {figures(plain(points))}" for late, points in rule.table),
    }


def _is(method: Method, fields: Mapping[str, Any]) -> bool:
    wanted = {**NO_TRIM, "marks": "scores", **fields}
    return all(getattr(method, field) == value for field, value in wanted.items())


def _points(text: str) -> str | None:
    return forms.points(text) if text.strip() else None


def _seconds(text: str) -> int | None:
    return forms.seconds(text) if text.strip() else None


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _amount(value: Decimal | None) -> str:
    return "" if value is None else figures(plain(value))


def _time(seconds: int | None) -> str:
    return "" if seconds is None else minutes(seconds)
