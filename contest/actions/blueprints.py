"""A round from data, in the shape that forms post and store/read.py tells for facts and archives; all of it checked.

{number, name, judging_from, method, stages: [{number, name, kind, seconds, overtime}], criteria: [{number, name,
maximum, step, weight, stage}]}, decimals as strings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from contest import texts
from contest.rules.contests import Criterion, CutoffStatus, Method, Overtime, OvertimeFormula, Round, Scope, Stage
from contest.rules.penalties import check_overtime
from contest.rules.refusals import Refused
from contest.rules.scoresheets import check_criterion, read_score
from contest.store import read

Told = Mapping[str, Any]

NAME_LETTERS = 120
MOST_SECONDS = 86400
MOST_DROPPED = 9
MOST_DECIMALS = 6
KINDS = ("together", "each")
JUDGING_FROM = ("start", "time_up")


def round_from(told: Told) -> Round:
    """A round as told, every name and number checked. Raises Refused with what is wrong."""
    criteria = tuple(_criterion(one) for one in told["criteria"])
    if not criteria:
        raise Refused("criterion_needed")
    return Round(
        number=told["number"],
        name=_name(told["name"]),
        stages=tuple(_stage(one) for one in told["stages"]),
        criteria=criteria,
        method=method_from(told["method"]),
        judging_from=_one_of(told.get("judging_from", "start"), JUDGING_FROM),
    )


def method_from(told: Told) -> Method:
    """How a panel's scores become points; whole numbers, None where nothing is rounded."""
    method = Method(**{**told, "scope": _one_of(told.get("scope", "judge_total"), get_args(Scope))})
    for dropped in (method.drop_high, method.drop_low):
        if not 0 <= dropped <= MOST_DROPPED:
            raise Refused("bad_number", text=str(dropped))
    for decimals in (method.round_score, method.round_criterion, method.round_points):
        if decimals is not None and not 0 <= decimals <= MOST_DECIMALS:
            raise Refused("bad_number", text=str(decimals))
    return method


def _criterion(told: Told) -> Criterion:
    criterion = Criterion(
        number=told["number"],
        name=_name(told["name"]),
        maximum=read_score(told["maximum"]),
        step=read_score(told["step"]),
        weight=read_score(told.get("weight", "1")),
        stage=told.get("stage"),
    )
    check_criterion(criterion)
    return criterion


def _stage(told: Told) -> Stage:
    seconds = told["seconds"]
    if not 0 < seconds <= MOST_SECONDS:
        raise Refused("bad_time", text=str(seconds))
    return Stage(
        number=told["number"],
        name=_name(told["name"]),
        kind=_one_of(told["kind"], KINDS),
        seconds=seconds,
        overtime=_overtime(read.overtime_from(told.get("overtime"))),
    )


def _overtime(rule: Overtime | None) -> Overtime | None:
    """The rule, when it can be reckoned with."""
    if rule is not None:
        _one_of(rule.formula, get_args(OvertimeFormula))
        _one_of(rule.cutoff_status, get_args(CutoffStatus))
        check_overtime(rule)
    return rule


def _name(text: str) -> str:
    name = texts.clean(text)
    if not name:
        raise Refused("name_needed")
    if len(name) > NAME_LETTERS:
        raise Refused("name_too_long", most=NAME_LETTERS)
    return name


def _one_of(value: str, allowed: Sequence[str]) -> Any:
    if value not in allowed:
        raise Refused("bad_request")
    return value
