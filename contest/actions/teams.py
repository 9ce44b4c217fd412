"""Teams and their running order: added, renamed, removed while nobody has scored them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from contest import texts
from contest.actions.act import Do, Done, check_base, set_up
from contest.rules.facts import JudgeChanged, RunningOrderSet, TeamAdded, TeamChanged, TeamRemoved
from contest.rules.refusals import Refused
from contest.store import ballots, papers, photos, read
from contest.store.database import db
from contest.store.tables import CountdownRow, EntryRow

LETTERS = {
    "name": 120,
    "short_name": 18,  # what a dense grid in the hall has room for
    "concept": 300,
    "unit": 120,
    "say": 120,  # how the name is said, for the presenter
}
MOST_NUMBER = 9999


def add_team(
    do: Do, name: str, short_name: str = "", concept: str = "", number: int | None = None, unit: str = "",
    division: int | None = None, heat: int | None = None, say: str = "", base: int | None = None,
) -> Done:
    """One more team, last in the running order. Names that look alike are told back as `twins`, not refused."""
    check_base(base, do.row.setup_revision)
    twins = twins_of(name, read.entry_rows(do.row.id))
    told = {"name": name, "short_name": short_name, "concept": concept, "unit": unit, "division": division, "heat": heat,
            "say": say}
    fact = _add(do, number, told)
    return set_up(do, [fact], entry=fact.entry, twins=twins)


def add_teams(do: Do, teams: list[dict[str, Any]], base: int | None = None) -> Done:
    """A whole list, all or nothing: `number` (or None), `name`, and what there is of the other fields of each."""
    check_base(base, do.row.setup_revision)
    given = {team["number"] for team in teams} | {row.number for row in read.entry_rows(do.row.id)}
    following = itertools.count(max(given - {None}, default=0) + 1)
    facts = [_add(do, team["number"] or next(following), team) for team in teams]
    return set_up(do, facts, entries=[fact.entry for fact in facts])


def change_team(
    do: Do, entry: int, name: str, short_name: str = "", concept: str = "", unit: str | None = None,
    division: int | None = None, heat: int | None = None, say: str | None = None, base: int | None = None,
) -> Done:
    """A team's names, and of unit, division, heat and how it is said what is not None; 0 takes it out of its division or heat."""
    check_base(base, do.row.setup_revision)
    row = read.entry_row(do.row.id, entry)
    told = {
        "name": name, "short_name": short_name, "concept": concept,
        "unit": row.unit if unit is None else unit,
        "division": row.division if division is None else division or None,
        "heat": row.heat if heat is None else heat or None,
        "say": row.say if say is None else say,
    }
    told = _checked(do, told, besides=entry)
    changes = {field: value for field, value in told.items() if getattr(row, field) != value}
    for field, value in changes.items():
        setattr(row, field, value)
    return set_up(do, [TeamChanged(entry, changes)] if changes else [])


def remove_team(do: Do, entry: int, base: int | None = None) -> Done:
    """Take a team off the list; once judged, timed or penalised it stays, marked as withdrawn by the desk."""
    check_base(base, do.row.setup_revision)
    row = read.entry_row(do.row.id, entry)
    if _has_a_part(do.row.id, entry):
        raise Refused("team_has_scores", name=row.name)
    factors = [factor for factor in read.factor_rows(do.row.id) if factor.entry == entry]
    for own in (*_own_countdowns(do.row.id, entry), *factors):
        db.session.delete(own)
    facts = _forgotten(do, entry)
    if do.row.on_stage == entry:
        do.row.on_stage = None
    db.session.delete(row)
    return set_up(do, [TeamRemoved(entry, row.name), *facts])


def set_running_order(do: Do, entries: list[int], base: int | None = None) -> Done:
    """The turn of every team on stage, first to last."""
    check_base(base, do.row.setup_revision)
    rows = read.entry_rows(do.row.id)
    if sorted(entries) != sorted(row.number for row in rows):
        raise Refused("order_incomplete")
    if entries == [row.number for row in rows]:
        return Done()
    for row in rows:
        row.order = entries.index(row.number) + 1
    return set_up(do, [RunningOrderSet(entries)])


def twins_of(name: str, rows: Sequence[EntryRow]) -> list[str]:
    """Names already on the list that look or sound like this one."""
    key = texts.twin_key(name)
    return [row.name for row in rows if key and texts.twin_key(row.name) == key]


def _add(do: Do, number: int | None, wanted: Mapping[str, Any]) -> TeamAdded:
    rows = read.entry_rows(do.row.id)
    taken = {row.number for row in rows}
    if number is not None and number in taken:
        raise Refused("number_taken", number=number)
    told = _checked(do, wanted)
    entry = number or max(taken, default=0) + 1
    if not 1 <= entry <= MOST_NUMBER:
        raise Refused("bad_number", text=str(entry))
    last = max((row.order for row in rows), default=0)
    db.session.add(EntryRow(contest_id=do.row.id, number=entry, order=last + 1, **told))
    db.session.flush()
    return TeamAdded(entry, **told)


def _checked(do: Do, wanted: Mapping[str, Any], besides: int | None = None) -> dict[str, Any]:
    """Texts cleaned and short enough, the name nobody else's, a division that is there."""
    told = {field: texts.clean(wanted.get(field, "")) for field in LETTERS}
    if not told["name"]:
        raise Refused("name_needed")
    for field, most in LETTERS.items():
        if len(told[field]) > most:
            raise Refused("name_too_long", most=most)
    for row in read.entry_rows(do.row.id):
        if row.number != besides and row.name.casefold() == told["name"].casefold():
            raise Refused("name_taken", name=row.name)
    return {**told, "division": _division(do, wanted.get("division")), "heat": _heat(wanted.get("heat"))}


def _division(do: Do, number: int | None) -> int | None:
    if number is not None and number not in {one["number"] for one in do.row.divisions}:
        raise Refused("not_found", what="division")
    return number


def _heat(number: int | None) -> int | None:
    if number is not None and not 1 <= number <= MOST_NUMBER:
        raise Refused("bad_number", text=str(number))
    return number


def _forgotten(do: Do, entry: int) -> list[JudgeChanged]:
    """No judge is recused from a number that another team may get."""
    facts = []
    for seat in read.seat_rows(do.row.id, "judge"):
        if entry in seat.recused:
            seat.recused = [one for one in seat.recused if one != entry]
            facts.append(JudgeChanged(seat.number, seat.name, {"recused": seat.recused}))
    return facts


def _has_a_part(contest_id: int, entry: int) -> bool:
    """Whether anything that counts hangs on this entry: a scoresheet, a stamp, a penalty, points from elsewhere, a cut,
    a prize by word, votes, a place on the ballot, a photo, its own time."""
    happened = (
        read.sheet_rows, read.finish_rows, read.penalty_rows, read.external_rows, read.award_rows, read.vote_rows, read.late_rows,
        papers.all_rows, photos.rows,
    )
    touched = {row.entry for rows in happened for row in rows(contest_id)}
    ballot = ballots.ballot_row(contest_id)
    touched |= set(ballot.entries) if ballot else set()
    touched |= {one for cut in read.cut_rows(contest_id) for one in cut.entries}
    return entry in touched or any(row.marks for row in _own_countdowns(contest_id, entry))


def _own_countdowns(contest_id: int, entry: int) -> list[CountdownRow]:
    return [row for row in read.countdown_rows(contest_id) if row.entry == entry]
