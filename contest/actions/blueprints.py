"""A round from data, in the shape that forms post and store/read.py tells for facts and archives; all of it checked.

{number, name, judging_from, method, combine, stages: [{number, name, kind, seconds, overtime, heats, calls}], criteria:
[{number, name, minimum, maximum, step, weight, stage, consensus, apart}]}, decimals as strings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from contest import texts
from contest.rules import shapes
from contest.rules.contests import (
    CALLS,
    Adds,
    AtCut,
    Bites,
    Combine,
    Criterion,
    CutoffStatus,
    Leaver,
    Marks,
    Method,
    Overtime,
    OvertimeFormula,
    Round,
    Scope,
    Stage,
)
from contest.rules.penalties import check_overtime
from contest.rules.refusals import Refused
from contest.rules.scoresheets import check_criterion, read_score

Told = Mapping[str, Any]

NAME_LETTERS = 120
MOST_SECONDS = 86400
MOST_DROPPED = 9
MOST_DECIMALS = 6
MOST_ENTRIES = 9999
MOST_CALLS = 8
LEAST_CALL = 15
KINDS = ("together", "each")
JUDGING_FROM = ("start", "time_up")


def round_from(told: Told) -> Round:
    """A round as told, every name and number checked. Raises Refused with what is wrong."""
    criteria = tuple(_criterion(one) for one in told["criteria"])
    if not criteria:
        raise Refused("criterion_needed")
    return Round(
        number=told["number"],
        name=checked_name(told["name"]),
        stages=tuple(_stage(one) for one in told["stages"]),
        criteria=criteria,
        method=method_from(told["method"]),
        judging_from=_one_of(told.get("judging_from", "start"), JUDGING_FROM),
        combine=combine_from(told.get("combine", {})),
    )


def method_from(told: Told) -> Method:
    """How a panel's scores become points; whole numbers, None where nothing is rounded."""
    method = shapes.method_from(told)
    for value, allowed in ((method.scope, Scope), (method.marks, Marks), (method.leaver, Leaver)):
        _one_of(value, get_args(allowed))
    for dropped in (method.drop_high, method.drop_low):
        _within(dropped, 0, MOST_DROPPED)
    for decimals in (method.round_mark, method.round_score, method.round_criterion, method.round_points):
        if decimals is not None:
            _within(decimals, 0, MOST_DECIMALS)
    return method


def combine_from(told: Told) -> Combine:
    """What the standing after a round adds up, and who goes on."""
    combine = shapes.combine_from(told)
    _one_of(combine.adds, get_args(Adds))
    _one_of(combine.at_cut, get_args(AtCut))
    for count in (combine.best, combine.go_on):
        if count is not None:
            _within(count, 1, MOST_ENTRIES)
    if combine.round_total is not None:
        _within(combine.round_total, 0, MOST_DECIMALS)
    for _, weight in combine.shares:
        if not weight.is_finite() or weight <= 0:
            raise Refused("bad_number", text=str(weight))
    return combine


def _criterion(told: Told) -> Criterion:
    criterion = Criterion(
        number=told["number"],
        name=checked_name(told["name"]),
        maximum=read_score(told["maximum"]),
        step=read_score(told["step"]),
        weight=read_score(told.get("weight", "1")),
        stage=told.get("stage"),
        minimum=read_score(told.get("minimum", "0")),
        consensus=bool(told.get("consensus", False)),
        apart=None if told.get("apart") is None else read_score(told["apart"]),
    )
    check_criterion(criterion)
    return criterion


def _stage(told: Told) -> Stage:
    seconds = told["seconds"]
    if not 0 < seconds <= MOST_SECONDS:
        raise Refused("bad_time", text=str(seconds))
    return Stage(
        number=told["number"],
        name=checked_name(told["name"]),
        kind=_one_of(told["kind"], KINDS),
        seconds=seconds,
        overtime=_overtime(shapes.overtime_from(told.get("overtime"))),
        heats=bool(told.get("heats", False)),
        calls=_calls(told.get("calls", CALLS)),
    )


def _calls(told: Sequence[int]) -> tuple[int, ...]:
    """Moments at which the hall is told, each once, the earliest first. The last ten seconds are told anyway."""
    for call in told:
        if not LEAST_CALL <= call <= MOST_SECONDS:
            raise Refused("bad_time", text=str(call))
    if len(set(told)) > MOST_CALLS:
        raise Refused("too_many_calls", most=MOST_CALLS)
    return tuple(sorted(set(told), reverse=True))


def _overtime(rule: Overtime | None) -> Overtime | None:
    """The rule, when it can be reckoned with."""
    if rule is not None:
        _one_of(rule.formula, get_args(OvertimeFormula))
        _one_of(rule.cutoff_status, get_args(CutoffStatus))
        _one_of(rule.on, get_args(Bites))
        check_overtime(rule)
    return rule


def checked_name(text: str, most: int = NAME_LETTERS) -> str:
    """A name made clean; refuses `name_needed` and `name_too_long`, longer than `most` letters."""
    name = texts.clean(text)
    if not name:
        raise Refused("name_needed")
    if len(name) > most:
        raise Refused("name_too_long", most=most)
    return name


def _within(number: int, least: int, most: int) -> None:
    if not least <= number <= most:
        raise Refused("bad_number", text=str(number))


def _one_of(value: str, allowed: Sequence[str]) -> Any:
    if value not in allowed:
        raise Refused("bad_request")
    return value
