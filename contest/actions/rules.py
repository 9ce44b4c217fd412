"""How scores become a result: the method and lateness of each round, what is added, tie-breaks, prizes, divisions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from contest.actions.act import Do, Done, check_base, set_up
from contest.actions.blueprints import checked_name, round_from
from contest.actions.panel import check_panels
from contest.actions.rounds import save_rounds
from contest.rules import shapes
from contest.rules.contests import Confirming, Contest, Crossing, Numbering, Round, Signing, SpecialKind
from contest.rules.facts import Fact, RulesChanged
from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.rules.scoresheets import read_score
from contest.rules.ties import check_tie_breaks, read_key
from contest.store import read
from contest.store.tables import ContestRow

PRIZE_LETTERS = 200
MOST_PRIZES = 9999


def change_rules(
    do: Do, rounds: list[dict[str, Any]] | None = None, ties: list[str] | None = None,
    prizes: list[dict[str, Any]] | None = None, special_prizes: list[dict[str, Any]] | None = None,
    divisions: list[dict[str, Any]] | None = None, numbering: str | None = None, crossing: str | None = None,
    rank_exact: bool | None = None, blind: bool | None = None, floor_at_zero: bool | None = None,
    signing: str | None = None, confirming: str | None = None, base: int | None = None,
) -> Done:
    """How scores become a result. Each of `rounds` has its `number` and what changes of `method`, `combine`,
    `judging_from` and `overtime` (stage number -> rule). What is None stays; a special prize or division whose number is
    None is new."""
    check_base(base, do.row.setup_revision)
    facts: list[Fact] = [] if rounds is None else save_rounds(do.row, _with_rules(read.rounds(do.row.id), rounds))
    wanted = {
        "ties": _ties(do.row, ties), "prizes": _told(prizes, _prize), "special_prizes": _specials(do.row, special_prizes),
        "divisions": _divisions(do.row, divisions), "numbering": _one_of(numbering, get_args(Numbering)),
        "crossing": _one_of(crossing, get_args(Crossing)), "rank_exact": rank_exact, "blind": blind,
        "floor_at_zero": floor_at_zero, "signing": _one_of(signing, get_args(Signing)),
        "confirming": _one_of(confirming, get_args(Confirming)),
    }
    changes = {
        field: value for field, value in wanted.items() if value is not None and getattr(do.row, field) != value
    }
    for field, value in changes.items():
        setattr(do.row, field, value)
    check_tie_breaks(read.contest(do.row))
    return set_up(do, [*facts, *([RulesChanged(changes)] if changes else [])])


def tried(contest: Contest, told: Mapping[str, Any]) -> Contest:
    """The contest as `change_rules` would make it of the same fields; nothing is saved. Raises what that would."""
    rounds = tuple(round_from(one) for one in _with_rules(contest.rounds, told["rounds"]))
    check_panels(rounds, contest.judges)
    specials = [_special(_criteria(rounds), {**one, "number": at}) for at, one in enumerate(told["special_prizes"], 1)]
    made = replace(
        contest, rounds=rounds, special_prizes=tuple(map(shapes.special_from, specials)), ties=tuple(told["ties"]),
        prizes=tuple(shapes.prize_from(_prize(one)) for one in told["prizes"]), crossing=told["crossing"],
        numbering=told["numbering"], rank_exact=told["rank_exact"], floor_at_zero=told["floor_at_zero"],
    )
    check_tie_breaks(made)
    return made


def _with_rules(rounds: Iterable[Round], changed: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rounds as they are, with other rules."""
    changes = {one["number"]: one for one in changed}
    told = [shapes.round_told(one) for one in rounds]
    for one in told:
        change = changes.get(one["number"], {})
        one["method"] = {**one["method"], **change.get("method", {})}
        one["combine"] = {**one["combine"], **change.get("combine", {})}
        one["judging_from"] = change.get("judging_from", one["judging_from"])
        for stage in one["stages"]:
            stage["overtime"] = change.get("overtime", {}).get(stage["number"], stage["overtime"])
    return told


def _ties(contest: ContestRow, ties: list[str] | None) -> list[str] | None:
    """None where they say the same as those there are (`criterion:2` is `criterion:1.2`)."""
    if ties is None or [_meant(key) for key in ties] == [_meant(key) for key in contest.ties]:
        return None
    return ties


def _meant(key: str) -> tuple[str, object]:
    return key.partition(":")[0], read_key(key)[1]


def _told(rows: Sequence[dict[str, Any]] | None, made: Callable[[dict[str, Any]], Any]) -> list[Any] | None:
    return None if rows is None else [made(one) for one in rows]


def _prize(told: Mapping[str, Any]) -> dict[str, Any]:
    """A tier; `count` None means all that are left, `least` None that there is no floor."""
    name, count = checked_name(told["name"], PRIZE_LETTERS), told["count"]
    if count is not None and not 1 <= count <= MOST_PRIZES:
        raise Refused("bad_number", text=str(count))
    least = told.get("least")
    return {"name": name, "count": count, "least": None if least is None else plain(read_score(least))}


def _specials(contest: ContestRow, told: Sequence[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
    """Special prizes. A new one's number lies above any that was ever given, since words and votes name it."""
    if told is None:
        return None
    named = _criteria(read.rounds(contest.id))
    awarded = [row.prize for rows in (read.award_rows, read.vote_rows) for row in rows(contest.id)]
    return [_special(named, one) for one in _numbered(told, contest.special_prizes, awarded)]


def _special(named: Collection[Any], told: Mapping[str, Any]) -> dict[str, Any]:
    """Raises Refused('special_criterion_needed') for one that goes by a criterion that is not there."""
    kind = _one_of(told["kind"], get_args(SpecialKind))
    criterion = tuple(told.get("criterion") or ()) if kind == "criterion" else None
    if criterion is not None and criterion not in named:
        raise Refused("special_criterion_needed", name=told["name"])
    return {
        "number": told["number"], "name": checked_name(told["name"], PRIZE_LETTERS), "kind": kind,
        "criterion": None if criterion is None else list(criterion),
        "alone": bool(told.get("alone")) and kind == "criterion",
    }


def _criteria(rounds: Iterable[Round]) -> set[tuple[int, int]]:
    return {(one.number, criterion.number) for one in rounds for criterion in one.criteria}


def _divisions(contest: ContestRow, told: Sequence[dict[str, Any]] | None) -> list[dict[str, Any]] | None:
    """Raises Refused('division_has_teams') for one that is left out while teams are in it."""
    if told is None:
        return None
    made: list[dict[str, Any]] = []
    for one in _numbered(told, contest.divisions, ()):
        name = checked_name(one["name"], PRIZE_LETTERS)
        if name.casefold() in {other["name"].casefold() for other in made}:
            raise Refused("name_taken", name=name)
        made.append({"number": one["number"], "name": name})
    kept = {one["number"] for one in made}
    used = {row.division for row in read.entry_rows(contest.id)}
    for one in contest.divisions:
        if one["number"] in used - kept:
            raise Refused("division_has_teams", name=one["name"])
    return made


def _numbered(
    told: Sequence[Mapping[str, Any]], there: Sequence[Mapping[str, Any]], used: Iterable[int]
) -> list[dict[str, Any]]:
    """What has a number keeps it; what is new comes after all of them. Raises Refused('bad_request') for another number."""
    known = [one["number"] for one in there]
    given = [one["number"] for one in told if one["number"] is not None]
    if len(set(given)) < len(given) or not set(given) <= set(known):
        raise Refused("bad_request")
    last = max((*known, *used), default=0)
    following = iter(range(last + 1, last + 1 + len(told)))
    return [{**one, "number": next(following) if one["number"] is None else one["number"]} for one in told]


def _one_of(value: str | None, allowed: Sequence[str]) -> str | None:
    if value is not None and value not in allowed:
        raise Refused("bad_request")
    return value
