"""What a schema cannot see in an archive: numbers that name nothing, scores off their step, a log that does not follow.

Every check answers paths and why, in the asker's language. The archive fits the schema and is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from contest import words
from contest.documents.archive_calibrations import calibration_faults
from contest.rules import shapes
from contest.rules.contests import Contest, Round
from contest.rules.countdown import MarkKind
from contest.rules.facts import KINDS
from contest.rules.methods import check_panel
from contest.rules.papers import read_lines
from contest.rules.penalties import check_overtime
from contest.rules.refusals import Refused
from contest.rules.scoresheets import check_criterion, check_score
from contest.rules.ties import check_tie_breaks
from contest.store import audit
from contest.words import _

Fault = tuple[str, str]
Archive = dict[str, Any]

FOLLOWS: dict[MarkKind, tuple[MarkKind | None, ...]] = {
    "started": (None, "called_off"),
    "called_off": ("started",),
    "paused": ("started", "resumed"),
    "resumed": ("paused",),
    "ended": ("started", "resumed", "paused"),
}


def first_fault(archive: Archive) -> Fault | None:
    return next((fault for check in CHECKS for fault in check(archive)), None)


def _numbers_stand_once(archive: Archive) -> Iterator[Fault]:
    for name in ("rounds", "entries", "judges", "scorekeepers", "stewards", "presenters", "penalties"):
        yield from _twice(f"$.{name}", (one["number"] for one in archive[name]))
    for place, round_ in enumerate(archive["rounds"]):
        for name in ("stages", "criteria"):
            yield from _twice(f"$.rounds[{place}].{name}", (one["number"] for one in round_[name]))
    yield from _twice("$.screens", (one["screen"] for one in archive["screens"]))
    yield from _twice("$.round_curtains", (one["round"] for one in archive["round_curtains"]))
    yield from _twice("$.script", (one["line"] for one in archive["script"]))
    yield from _twice("$.scene_sets", (one["number"] for one in archive["scene_sets"]))
    yield from _twice("$.scene_sets", (one["title"].casefold() for one in archive["scene_sets"]))
    yield from _twice("$.draws", (one["number"] for one in archive["draws"]))
    yield from _twice("$.factors", ((one["round"], one["entry"], one["criterion"]) for one in archive["factors"]))
    yield from _twice("$.externals", ((one["round"], one["entry"], one["label"]) for one in archive["externals"]))
    yield from _twice("$.late", (one["number"] for one in archive["late"]))
    yield from _twice("$.votes", ((one["prize"], one["entry"]) for one in archive["votes"]))
    yield from _twice("$.contest.divisions", (one["number"] for one in archive["contest"]["divisions"]))
    yield from _twice("$.contest.special_prizes", (one["number"] for one in archive["contest"]["special_prizes"]))
    yield from _twice("$.tie_rooms", (one["number"] for one in archive["tie_rooms"]))
    yield from _twice("$.papers", ((one["round"], one["entry"], one["judge"], one["seat"]) for one in archive["papers"]))
    yield from _twice("$.scoresheets", ((one["round"], one["entry"], one["judge"]) for one in archive["scoresheets"]))
    for name in ("finishes", "countdowns"):
        yield from _twice(f"$.{name}", ((one["round"], one["stage"], one["entry"]) for one in archive[name]))


def _numbers_name_something(archive: Archive) -> Iterator[Fault]:
    known = {name: {one["number"] for one in archive[name]} for name in ("rounds", "entries", "judges")}
    stages = {(one["number"], stage["number"]) for one in archive["rounds"] for stage in one["stages"]}
    for name in ("scoresheets", "countdowns", "finishes", "penalties", "factors", "externals", "cuts", "late", "papers",
                 "round_curtains"):
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
    yield from _parts_name_something(archive, known)


def _parts_name_something(archive: Archive, known: dict[str, set[int]]) -> Iterator[Fault]:
    """What is named beside the rounds: divisions, criteria of factors, special prizes, tie rooms, cuts, recusals."""
    criteria = {(one["number"], of["number"]) for one in archive["rounds"] for of in one["criteria"]}
    divisions = {one["number"] for one in archive["contest"]["divisions"]}
    specials = {one["number"] for one in archive["contest"]["special_prizes"]}
    for place, one in enumerate(archive["entries"]):
        if one["division"] is not None and one["division"] not in divisions:
            yield f"$.entries[{place}].division", _no_such("division", one["division"])
    for place, one in enumerate(archive["judges"]):
        for entry in set(one["recused"]) - known["entries"]:
            yield f"$.judges[{place}].recused", _no_such("entry", entry)
        for round_ in ({*one["rounds"], one["left"]} - {None}) - known["rounds"]:
            yield f"$.judges[{place}].rounds", _no_such("round", round_)
    for place, one in enumerate(archive["factors"]):
        if one["criterion"] is not None and (one["round"], one["criterion"]) not in criteria:
            yield f"$.factors[{place}].criterion", _no_such("criterion", one["criterion"])
    for place, one in enumerate(archive["contest"]["special_prizes"]):
        if one["criterion"] is not None and tuple(one["criterion"]) not in criteria:
            yield f"$.contest.special_prizes[{place}].criterion", _no_such("criterion", one["criterion"][1])
        if (one["criterion"] is None) == (one["kind"] == "criterion"):
            yield f"$.contest.special_prizes[{place}].criterion", _("a prize for a criterion names it, others name none")
    for name, place, one in ((of, *at) for of in ("awards", "votes") for at in enumerate(archive[of])):
        if one["prize"] not in specials:
            yield f"$.{name}[{place}].prize", _no_such("prize", one["prize"])
        if one["entry"] not in known["entries"]:
            yield f"$.{name}[{place}].entry", _no_such("entry", one["entry"])
    for place, one in enumerate(archive["cuts"]):
        for entry in set(one["entries"]) - known["entries"]:
            yield f"$.cuts[{place}].entries", _no_such("entry", entry)
    for place, one in enumerate(archive["tie_rooms"]):
        named = {*one["entries"], *(score["entry"] for score in one["scores"])}
        for entry in named - known["entries"]:
            yield f"$.tie_rooms[{place}].entries", _no_such("entry", entry)
        of = {*map(tuple, one["criteria"]), *((score["round"], score["criterion"]) for score in one["scores"])}
        for _round_number, criterion in of - criteria:
            yield f"$.tie_rooms[{place}].criteria", _no_such("criterion", criterion)
        for judge in {score["judge"] for score in one["scores"]} - known["judges"]:
            yield f"$.tie_rooms[{place}].scores", _no_such("judge", judge)
    for place, one in enumerate(archive["rounds"]):
        for round_, _weight in one["combine"]["shares"]:
            if round_ not in known["rounds"]:
                yield f"$.rounds[{place}].combine.shares", _no_such("round", round_)


def _ballot_can_be(archive: Archive) -> Iterator[Fault]:
    """It names what there is, has counts exactly when it is closed, and these are of its entries."""
    ballot = archive["ballot"]
    if ballot is None:
        return
    known = {name: {one["number"] for one in archive[name]} for name in ("rounds", "entries")}
    yield from _unknown("$.ballot", {"round": ballot["round"]}, known, set())
    for entry in set(ballot["entries"]) - known["entries"]:
        yield "$.ballot.entries", _no_such("entry", entry)
    if ballot["share"] is not None and ballot["round"] is None:
        yield "$.ballot.share", _("points are given in a round")
    if (ballot["counts"] is None) == (ballot["state"] == "closed"):
        yield "$.ballot.counts", _("votes are counted when the ballot is closed")
    elif [one["entry"] for one in ballot["counts"] or ballot["entries"]] != ballot["entries"]:
        yield "$.ballot.counts", _("every entry of the ballot is counted, in its order")


def _rules_can_be_followed(archive: Archive) -> Iterator[Fault]:
    judges = [shapes.judge_from(one) for one in archive["judges"]]
    head, panel = any(one.head for one in judges), sum(one.counts and one.marks for one in judges)
    for place, told in enumerate(archive["rounds"]):
        path = f"$.rounds[{place}]"
        for position, criterion in enumerate(_round(told).criteria):
            yield from _refused(f"{path}.criteria[{position}]", check_criterion, criterion)
        for position, stage in enumerate(told["stages"]):
            if stage["overtime"] is not None:
                rule = shapes.overtime_from(stage["overtime"])
                yield from _refused(f"{path}.stages[{position}].overtime", check_overtime, rule)
        yield from _refused(f"{path}.method", check_panel, _round(told), head, panel)
    contest = Contest("", "", tuple(_round(told) for told in archive["rounds"]), ties=tuple(archive["contest"]["ties"]))
    yield from _refused("$.contest.ties", check_tie_breaks, contest)


def _scores_fit_their_criteria(archive: Archive) -> Iterator[Fault]:
    rounds = {told["number"]: _round(told) for told in archive["rounds"]}
    judges = {told["number"]: shapes.judge_from(told) for told in archive["judges"]}
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
        mine = rounds[sheet["round"]].sheet_for(judges[sheet["judge"]])
        blank = {one.number for one in mine.criteria} - given
        if sheet["signed"] and blank:
            yield f"{path}.signed", _("criterion %(number)s is blank", number=min(blank))
        if sheet["unconfirmed"] and not sheet["signed"]:
            yield f"{path}.unconfirmed", _("only what is signed waits for a second person")
        if sheet["paper"] and not sheet["signed"]:
            yield f"{path}.paper", _("only what is signed came from paper")


def _papers_fit_their_criteria(archive: Archive) -> Iterator[Fault]:
    rounds = {told["number"]: _round(told) for told in archive["rounds"]}
    judges = {told["number"]: shapes.judge_from(told) for told in archive["judges"]}
    for place, one in enumerate(archive["papers"]):
        mine = rounds[one["round"]].sheet_for(judges[one["judge"]])
        lines = [(int(number), value) for number, value in one["scores"].items()]
        yield from _refused(f"$.papers[{place}].scores", read_lines, mine, lines)


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
    if contest["curtain"] in ("revealing", "published") and contest["phase"] not in ("official", "archived"):
        yield "$.contest.curtain", words.refusal("result_not_official", {})
    reveal = archive["reveal"] or {"state": "none", "rehearsal": False}
    is_real = reveal["state"] != "none" and not reveal["rehearsal"]
    if is_real and contest["curtain"] not in ("revealing", "published"):
        yield "$.reveal.state", _("the curtain is not the reveal's")
    opened = [place for place, one in enumerate(archive["rounds"]) if one["phase"] == "open"]
    if len(opened) > 1:
        yield f"$.rounds[{opened[1]}].phase", _("only one round is open at a time")


def _draws_can_be_open(archive: Archive) -> Iterator[Fault]:
    for place, one in enumerate(archive["draws"]):
        if one["opened"] > len(one["entries"]):
            yield f"$.draws[{place}].opened", _("more lots are open than were drawn")


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
    _papers_fit_their_criteria,
    _ballot_can_be,
    _countdowns_can_have_run,
    _draws_can_be_open,
    calibration_faults,
    _phases_agree,
    _log_follows,
)


def _round(told: dict[str, Any]) -> Round:
    """A round as far as scores and tie-breaks have to know it."""
    return shapes.round_from({**told, "stages": []})


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
        "division": _("there is no division %(number)s", number=number),
        "prize": _("there is no special prize %(number)s", number=number),
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
