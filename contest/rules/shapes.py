"""The structure of a contest as plain data and back: what tables keep, facts tell, archives hold and presets are written in.

Decimals are strings. What is left out has its default; nothing is checked here.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from contest.rules.contests import (
    CALLS,
    Combine,
    Criterion,
    Division,
    Judge,
    Method,
    Overtime,
    PrizeTier,
    Round,
    SpecialPrize,
    Stage,
)
from contest.rules.rounding import plain

Told = Mapping[str, Any]
JUDGE_FIELDS = ("head", "marks", "counts", "rounds", "units", "recused", "left")
METHOD_NUMBERS = ("drop_high", "drop_low", "round_score", "round_criterion", "round_points", "round_mark")
COMBINE_PLAIN = ("adds", "best", "round_total", "go_on", "at_cut")


def method_told(one: Method) -> dict[str, Any]:
    return {
        "name": one.name, "scope": one.scope, **{field: getattr(one, field) for field in METHOD_NUMBERS},
        "marks": one.marks, "clamp": text(one.clamp), "table": [plain(points) for points in one.table],
        "leaver": one.leaver,
    }


def method_from(told: Told) -> Method:
    exact = {"clamp": decimal(told.get("clamp")), "table": tuple(Decimal(one) for one in told.get("table", ()))}
    return Method(**{**told, **exact})


def combine_told(one: Combine) -> dict[str, Any]:
    shares = [[number, plain(weight)] for number, weight in one.shares]
    return {"shares": shares, **{field: getattr(one, field) for field in COMBINE_PLAIN}}


def combine_from(told: Told) -> Combine:
    shares = tuple((int(number), Decimal(weight)) for number, weight in told.get("shares", ()))
    return Combine(**{**told, "shares": shares})


def overtime_told(rule: Overtime | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {
        "formula": rule.formula, "grace": rule.grace, "unit": rule.unit, "points": plain(rule.points),
        "table": [[late, plain(points)] for late, points in rule.table], "cap": text(rule.cap),
        "cutoff": rule.cutoff, "cutoff_status": rule.cutoff_status, "places": rule.places, "on": rule.on,
    }


def overtime_from(told: Told | None) -> Overtime | None:
    if told is None:
        return None
    exact = {
        "points": Decimal(told.get("points", "0")), "cap": decimal(told.get("cap")),
        "table": tuple((int(late), Decimal(points)) for late, points in told.get("table", ())),
    }
    return Overtime(**{**told, **exact})


def stage_told(one: Stage) -> dict[str, Any]:
    return {
        "number": one.number, "name": one.name, "kind": one.kind, "seconds": one.seconds,
        "overtime": overtime_told(one.overtime), "heats": one.heats, "calls": list(one.calls),
    }


def stage_from(told: Told) -> Stage:
    rule = overtime_from(told.get("overtime"))
    return Stage(
        told["number"], told["name"], told["kind"], told["seconds"], rule, told.get("heats", False),
        tuple(told.get("calls", CALLS)),
    )


def criterion_told(one: Criterion) -> dict[str, Any]:
    return {
        "number": one.number, "name": one.name, "minimum": plain(one.minimum), "maximum": plain(one.maximum),
        "step": plain(one.step), "weight": plain(one.weight), "stage": one.stage, "consensus": one.consensus,
        "apart": text(one.apart),
    }


def criterion_from(told: Told) -> Criterion:
    exact = {name: Decimal(told[name]) for name in ("minimum", "maximum", "step", "weight") if name in told}
    return Criterion(**{**told, **exact, "apart": decimal(told.get("apart"))})


def round_told(one: Round) -> dict[str, Any]:
    """A round without its phase, which is of the day and not of the structure."""
    return {
        "number": one.number, "name": one.name, "judging_from": one.judging_from, "method": method_told(one.method),
        "combine": combine_told(one.combine), "stages": [stage_told(stage) for stage in one.stages],
        "criteria": [criterion_told(criterion) for criterion in one.criteria],
    }


def round_from(told: Told) -> Round:
    return Round(
        number=told["number"], name=told["name"],
        stages=tuple(stage_from(one) for one in told["stages"]),
        criteria=tuple(criterion_from(one) for one in told["criteria"]),
        method=method_from(told.get("method", {})), phase=told.get("phase", "planned"),
        judging_from=told.get("judging_from", "start"), combine=combine_from(told.get("combine", {})),
    )


def prize_told(one: PrizeTier) -> dict[str, Any]:
    return {"name": one.name, "count": one.count, "least": text(one.least)}


def prize_from(told: Told) -> PrizeTier:
    return PrizeTier(told["name"], told.get("count"), decimal(told.get("least")))


def special_told(one: SpecialPrize) -> dict[str, Any]:
    criterion = None if one.criterion is None else list(one.criterion)
    return {"number": one.number, "name": one.name, "kind": one.kind, "criterion": criterion, "alone": one.alone}


def special_from(told: Told) -> SpecialPrize:
    of = told.get("criterion")
    return SpecialPrize(**{**told, "criterion": None if of is None else (of[0], of[1])})


def division_told(one: Division) -> dict[str, Any]:
    return {"number": one.number, "name": one.name}


def division_from(told: Told) -> Division:
    return Division(told["number"], told["name"])


def judge_told(one: Judge) -> dict[str, Any]:
    many = {name: list(getattr(one, name)) for name in ("rounds", "units", "recused")}
    return {"number": one.number, "name": one.name, **{name: getattr(one, name) for name in JUDGE_FIELDS}, **many}


def judge_from(told: Told) -> Judge:
    many = {name: tuple(told.get(name, ())) for name in ("rounds", "units", "recused")}
    return Judge(**{**told, **many})


def text(value: Decimal | None) -> str | None:
    """A decimal as the wire, the tables and the archive write it."""
    return None if value is None else plain(value)


def decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
