"""Special prizes given by somebody's word: the jury's, a vote's, or against what the figures say. The last word holds."""

from __future__ import annotations

from contest.actions.act import Do, Done, reason_given
from contest.rules.contests import SpecialPrize
from contest.rules.facts import AwardWithdrawn, SpecialAwarded
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db
from contest.store.given_tables import AwardRow


def award_special(do: Do, prize: int, entry: int, reason: str) -> Done:
    """Give a special prize to an entry. Where the prize goes by a criterion or by votes, this word stands above it.

    Raises Refused('entry_without_place') for an entry that has none, and 'special_alone' where the prize is not for
    winners of a main prize and the entry is one.
    """
    why = reason_given(reason)
    found = _prize(do, prize)
    row = read.entry_row(do.row.id, entry)
    standing = read.standings(do.row, official=True).row(entry)
    if standing.place is None:
        raise Refused("entry_without_place", name=row.name)
    if found.alone and standing.prize:
        raise Refused("special_alone", name=row.name, prize=found.name)
    said = [one for one in read.award_rows(do.row.id) if one.prize == prize]
    if said and said[-1].entry == entry:
        return Done()
    db.session.add(AwardRow(contest_id=do.row.id, prize=prize, entry=entry, reason=why))
    return Done([SpecialAwarded(prize, found.name, entry, why)])


def withdraw_award(do: Do, prize: int, reason: str) -> Done:
    """Take back what was said on a special prize: it goes by its criterion again, or is open. Nothing said: nothing done."""
    why = reason_given(reason)
    found = _prize(do, prize)
    said = [one for one in read.award_rows(do.row.id) if one.prize == prize]
    for one in said:
        db.session.delete(one)
    return Done([AwardWithdrawn(prize, found.name, why)]) if said else Done()


def _prize(do: Do, number: int) -> SpecialPrize:
    for one in read.contest(do.row).special_prizes:
        if one.number == number:
            return one
    raise Refused("not_found", what=f"prize {number}")
