"""Signing beyond the single sheet: a whole round at once, and the second person who confirms or sends back."""

from __future__ import annotations

from contest.access import Actor
from contest.actions.act import Do, Done, reason_given
from contest.actions.scoring import check_all_in, check_not_closed, given_back, own_sheet, sheet_told, signed
from contest.rules import scoresheets
from contest.rules.contests import Contest, Entry, Judge, Round
from contest.rules.facts import Fact, ScoresheetConfirmed
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.tables import ContestRow, ScoresheetRow


def submit_round(do: Do, round: int, sheets: list[list[int]]) -> Done:
    """Sign every scoresheet of the round that the judge has not signed yet, all or none. `sheets`: [entry, revision that was
    read back]; those signed already may be among them.

    Raises Refused('round_not_whole') with the entries that are left out, and all that signing a single one does.
    """
    bases = {one[0]: one[1] for one in sheets}
    if len(bases) != len(sheets):
        raise Refused("bad_request")
    begun = {row.entry: row for row in read.sheet_rows(do.row.id, round, do.actor.number or 0)}
    wanted = [own_sheet(do, round, entry, begun.get(entry)) for entry in bases]
    left = set(_to_sign(do, round)) - bases.keys()
    if left:
        raise Refused("round_not_whole", entries=sorted(left))
    facts: list[Fact] = [signed(do, found, row, bases[row.entry]) for _judge, found, row in wanted if not row.signed]
    told = [{"entry": row.entry, **sheet_told(found, row)} for _judge, found, row in wanted]
    return Done(facts, {"sheets": told})


def confirm_scoresheet(do: Do, round: int, entry: int, judge: int, base: int) -> Done:
    """A second person read back what stands at revision `base`: it counts from now on.

    Raises Refused('not_waiting'), ('own_confirmation') for whoever signed or corrected it, and for the head judge what
    check_second_look does.
    """
    sheet = _waiting(do, round, entry, judge)
    if base != sheet.revision:
        raise Refused("scoresheet_stale", base=base, revision=sheet.revision)
    sheet.unconfirmed = None
    sheet.revision += 1
    found = _round(read.contest(do.row), round).sheet_for(read.judge(read.seat_row(do.row.id, "judge", judge)))
    total = format(scoresheets.total(found, read.sheet(do.row.id, round, entry, judge)), "f")
    return Done([ScoresheetConfirmed(round, entry, judge, total, sheet.revision)])


def send_back_scoresheet(do: Do, round: int, entry: int, judge: int, reason: str) -> Done:
    """The second person does not confirm: its judge sees the reason, looks again and signs again."""
    check_not_closed(do, round)
    why = reason_given(reason)
    return Done([given_back(_waiting(do, round, entry, judge), why)])


def check_second_look(contest: ContestRow, actor: Actor, round: int, entry: int, judge: int) -> None:
    """Whether the head judge may read another's scoresheet: once all of the entry's are in; one that waits for a second
    person as soon as their own for that entry is signed. Raises Refused('own_sheet_first'), ('sheets_not_in')."""
    sheet = read.sheet_row(contest.id, round, entry, judge)
    if sheet is None or not (sheet.signed and sheet.unconfirmed):
        check_all_in(contest, round, entry)
        return
    made = read.contest(contest)
    mine = next((one for one in made.judges if one.number == actor.number), None)
    own = read.sheet_row(contest.id, round, entry, actor.number or 0)
    who = next(one for one in made.entries if one.number == entry)
    if mine is not None and _is_mine(_round(made, round), mine, who) and not (own and own.signed):
        raise Refused("own_sheet_first", entry=entry)


def _waiting(do: Do, round: int, entry: int, judge: int) -> ScoresheetRow:
    """The scoresheet, when it waits for a second person and the actor is one."""
    read.seat_row(do.row.id, "judge", judge)
    sheet = read.sheet_row(do.row.id, round, entry, judge)
    if sheet is None or not sheet.signed or sheet.unconfirmed is None:
        raise Refused("not_waiting")
    if do.actor.seat in (sheet.unconfirmed, f"judge-{judge}"):
        raise Refused("own_confirmation")
    if do.actor.head:
        check_second_look(do.row, do.actor, round, entry, judge)
    return sheet


def _to_sign(do: Do, round: int) -> list[int]:
    """Entries whose scoresheet of this judge the result waits for and has not got."""
    made = read.contest(do.row)
    found = _round(made, round)
    judge = next(one for one in made.judges if one.number == do.actor.number)
    rows = {row.entry: row for row in read.sheet_rows(do.row.id, round, judge.number)}
    return [
        one.number for one in made.entries
        if one.status == "competing" and _is_mine(found, judge, one) and one.number in do.structure.inside[round]
        and not (one.number in rows and rows[one.number].signed)
    ]


def _is_mine(round_: Round, judge: Judge, entry: Entry) -> bool:
    return judge.judges(round_.number, entry) and bool(round_.sheet_for(judge).criteria)


def _round(contest: Contest, number: int) -> Round:
    found = next((one for one in contest.rounds if one.number == number), None)
    if found is None:
        raise Refused("not_found", what=f"round {number}")
    return found
