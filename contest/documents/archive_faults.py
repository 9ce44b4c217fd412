"""What a schema cannot see in an archive: numbers that name nothing, scores off their step, a log that does not follow.

Every check answers paths and why, in the asker's language. The archive fits the schema and is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from contest import words
from contest.rules.contests import Contest, Criterion, Method, Round
from contest.rules.countdown import MarkKind
from contest.rules.facts import KINDS
from contest.rules.methods import check_method
from contest.rules.penalties import check_overtime
from contest.rules.refusals import Refused
from contest.rules.scoresheets import check_criterion, check_score
from contest.rules.ties import check_tie_breaks
from contest.store import audit, read
from contest.words import _

Fault = tuple[str, str]
Archive = dict[str, Any]

FOLLOWS: dict[MarkKind, tuple[MarkKind | None, ...]] = {
    "started": (None,),
    "paused": ("started", "resumed"),
    "resumed": ("paused",),
    "ended": ("started", "resumed", "paused"),
}


def first_fault(archive: Archive) -> Fault | None:
    return next((fault for check in CHECKS for fault in check(archive)), None)


def _numbers_stand_once(archive: Archive) -> Iterator[Fault]:
    for name in ("rounds", "entries", "judges", "scorekeepers", "penalties"):
        yield from _twice(f"$.{name}", (one["number"] for one in archive[name]))
    for place, round_ in enumerate(archive["rounds"]):
        for name in ("stages", "criteria"):
            yield from _twice(f"$.rounds[{place}].{name}", (one["number"] for one in round_[name]))
    yield from _twice("$.screens", (one["screen"] for one in archive["screens"]))
    yield from _twice("$.scoresheets", ((one["round"], one["entry"], one["judge"]) for one in archive["scoresheets"]))
    for name in ("finishes", "countdowns"):
        yield from _twice(f"$.{name}", ((one["round"], one["stage"], one["entry"]) for one in archive[name]))


def _numbers_name_something(archive: Archive) -> Iterator[Fault]:
    known = {name: {one["number"] for one in archive[name]} for name in ("rounds", "entries", "judges")}
    stages = {(one["number"], stage["number"]) for one in archive["rounds"] for stage in one["stages"]}
    for name in ("scoresheets", "countdowns", "finishes", "penalties"):
        for place, one in enumerate(archive[name]):
            yield from _unknown(f"$.{name}[{place}]", one, known, stages)
    for place, one in enumerate(archive["settlements"]):
        for entry in set(one["entries"]) - known["entries"]:
            yield f"$.settlements[{place}].entries", _no_such("entry", entry)
    for place, one in enumerate(archive["rounds"]):
        for position, criterion in enumerate(one["criteria"]):
            if criterion["stage"] is not None and (one["number"], criterion["stage"]) not in stages:
                yield f"$.rounds[{place}].criteria[{position}].stage", _no_such("stage", criterion["stage"])
    yield from _unknown("$.contest.at", archive["contest"]["at"], known, stages)


def _rules_can_be_followed(archive: Archive) -> Iterator[Fault]:
    panel = len(archive["judges"])
    for place, told in enumerate(archive["rounds"]):
        path = f"$.rounds[{place}]"
        for position, criterion in enumerate(_round(told).criteria):
            yield from _refused(f"{path}.criteria[{position}]", check_criterion, criterion)
        for position, stage in enumerate(told["stages"]):
            if stage["overtime"] is not None:
                rule = read.overtime_from(stage["overtime"])
                yield from _refused(f"{path}.stages[{position}].overtime", check_overtime, rule)
        yield from _refused(f"{path}.method", check_method, Method(**told["method"]), panel)
    contest = Contest("", "", tuple(_round(told) for told in archive["rounds"]), ties=tuple(archive["contest"]["ties"]))
    yield from _refused("$.contest.ties", check_tie_breaks, contest)


def _scores_fit_their_criteria(archive: Archive) -> Iterator[Fault]:
    rounds = {told["number"]: _round(told) for told in archive["rounds"]}
    for place, sheet in enumerate(archive["scoresheets"]):
        path = f"$.scoresheets[{place}]"
        criteria = {one.number: one for one in rounds[sheet["round"]].criteria}
        for number, score in sheet["scores"].items():
            where = f"{path}.scores.{number}"
            if int(number) not in criteria:
                yield where, _no_such("criterion", number)
            elif score["value"] is not None:
                yield from _refused(where, check_score, criteria[int(number)], Decimal(score["value"]))
        given = {int(number) for number, score in sheet["scores"].items() if score["value"] is not None}
        blank = criteria.keys() - given
        if sheet["signed"] and blank:
            yield f"{path}.signed", _("criterion %(number)s is blank", number=min(blank))


def _countdowns_can_have_run(archive: Archive) -> Iterator[Fault]:
    kinds = {(one["number"], stage["number"]): stage["kind"] for one in archive["rounds"] for stage in one["stages"]}
    for place, one in enumerate(archive["countdowns"]):
        path = f"$.countdowns[{place}]"
        if (kinds[one["round"], one["stage"]] == "each") != (one["entry"] is not None):
            yield f"{path}.entry", _("this stage has one countdown for all, or one for each entry")
        before, at_ms = None, 0
        for position, mark in enumerate(one["marks"]):
            if mark["at_ms"] < at_ms or before not in FOLLOWS.get(mark["kind"], (before,)):
                yield f"{path}.marks[{position}]", _("this cannot come after the mark before it")
            before = before if mark["kind"] == "added" else mark["kind"]
            at_ms = mark["at_ms"]


def _phases_agree(archive: Archive) -> Iterator[Fault]:
    contest = archive["contest"]
    if contest["curtain"] == "published" and contest["phase"] not in ("official", "archived"):
        yield "$.contest.curtain", words.refusal("result_not_official", {})
    opened = [place for place, one in enumerate(archive["rounds"]) if one["phase"] == "open"]
    if len(opened) > 1:
        yield f"$.rounds[{opened[1]}].phase", _("only one round is open at a time")


def _log_follows(archive: Archive) -> Iterator[Fault]:
    for place, fact in enumerate(archive["facts"]):
        if not _is_fact(fact["body"]):
            yield f"$.facts[{place}].body", _("this is not a fact that we know")
    chain = ((place, one["body"], one["hash"]) for place, one in enumerate(archive["facts"], start=1))
    broken = audit.first_fault(chain)
    if broken is not None:
        yield f"$.facts[{broken - 1}].hash", _("this fact does not follow from the one before it: the log was changed")


CHECKS: tuple[Callable[[Archive], Iterator[Fault]], ...] = (
    _numbers_stand_once,
    _numbers_name_something,
    _rules_can_be_followed,
    _scores_fit_their_criteria,
    _countdowns_can_have_run,
    _phases_agree,
    _log_follows,
)


def _round(told: dict[str, Any]) -> Round:
    """A round as far as scores and tie-breaks have to know it."""
    return Round(told["number"], told["name"], (), tuple(_criterion(one) for one in told["criteria"]))


def _criterion(told: dict[str, Any]) -> Criterion:
    maximum, step, weight = (Decimal(told[name]) for name in ("maximum", "step", "weight"))
    return Criterion(told["number"], told["name"], maximum, step, weight)


def _twice(path: str, names: Iterable[Hashable]) -> Iterator[Fault]:
    seen: set[Hashable] = set()
    for place, name in enumerate(names):
        if name in seen:
            yield f"{path}[{place}]", _("this stands there twice")
        seen.add(name)


def _unknown(
    path: str, one: dict[str, Any], known: dict[str, set[int]], stages: set[tuple[int, int]]
) -> Iterator[Fault]:
    for field, among in (("round", "rounds"), ("entry", "entries"), ("judge", "judges")):
        if one.get(field) is not None and one[field] not in known[among]:
            yield f"{path}.{field}", _no_such(field, one[field])
    if one.get("stage") is not None and (one["round"], one["stage"]) not in stages:
        yield f"{path}.stage", _no_such("stage", one["stage"])


def _no_such(what: str, number: int | str) -> str:
    return {
        "round": _("there is no round %(number)s", number=number),
        "stage": _("there is no stage %(number)s", number=number),
        "criterion": _("there is no criterion %(number)s", number=number),
        "entry": _("there is no entry %(number)s", number=number),
        "judge": _("there is no judge %(number)s", number=number),
    }[what]


def _refused(path: str, check: Callable[..., object], *told: Any) -> Iterator[Fault]:
    try:
        check(*told)
    except Refused as refused:
        yield path, words.refusal(refused.code, refused.details)


def _is_fact(body: str) -> bool:
    try:
        line = audit.read_line(body, "")
    except (ValueError, KeyError, TypeError, RecursionError):
        return False
    shape = KINDS.get(line.fact)
    return shape is not None and isinstance(line.data, dict) and type(line.at) is int and isinstance(line.actor, str)
