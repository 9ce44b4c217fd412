"""Who goes on from a round: recorded by the rule when the next round opens, or by people's word with a reason."""

from __future__ import annotations

from contest.actions.act import Do, Done, reason_given
from contest.actions.tie_rooms import rooms_given_up
from contest.rules.contests import Round
from contest.rules.facts import CutMade, Fact
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db
from contest.store.given_tables import CutRow


def make_cut(do: Do, round: int, entries: list[int], reason: str) -> Done:
    """Say who goes on from a round, against its rule or before the next one opens. The last word holds.

    Raises Refused('no_cut') where everybody goes on, and 'scores_given' once somebody was scored in the next round.
    """
    why = reason_given(reason)
    here, following = _rounds(do, round)
    if here.combine.go_on is None or following is None:
        raise Refused("no_cut")
    if read.sheet_rows(do.row.id, round=following.number):
        raise Refused("scores_given")
    for entry in entries:
        read.entry_row(do.row.id, entry)
        if entry not in do.structure.inside[round]:
            raise Refused("entry_not_in_round", name=read.entry_row(do.row.id, entry).name)
    if not entries or len(set(entries)) != len(entries):
        raise Refused("bad_request")
    return Done([_record(do, round, entries, why), *rooms_given_up(do, why)])


def cut_before(do: Do, round: int) -> list[Fact]:
    """The cut that opening a round makes: who goes on from the round before it. Nothing where it was made already.

    Raises Refused('cut_not_ready') while scoresheets are unsigned there, and 'cut_undecided' while a tie lies across it.
    """
    rounds = read.rounds(do.row.id)
    numbers = [one.number for one in rounds]
    before = rounds[numbers.index(round) - 1] if numbers.index(round) else None
    if before is None or before.combine.go_on is None or any(row.round == before.number for row in read.cut_rows(do.row.id)):
        return []
    standings = read.standings(do.row, official=True)
    if any(number == before.number for number, _entry, _judge in standings.missing):
        raise Refused("cut_not_ready", round=before.name)
    if any(number == before.number for number, _entries in standings.cuts_open):
        raise Refused("cut_undecided")
    return [_record(do, before.number, list(standings.goes_on[before.number]), "")]


def _record(do: Do, round: int, entries: list[int], reason: str) -> Fact:
    db.session.add(CutRow(contest_id=do.row.id, round=round, entries=entries, reason=reason))
    db.session.flush()
    return CutMade(round, entries, reason)


def _rounds(do: Do, number: int) -> tuple[Round, Round | None]:
    """A round and the one after it. Raises Refused('not_found')."""
    read.round_row(do.row.id, number)
    rounds = read.rounds(do.row.id)
    at = [one.number for one in rounds].index(number)
    return rounds[at], rounds[at + 1] if at + 1 < len(rounds) else None
