"""What counts beside the judges' scores and is written down by the organizer: factors, other points, votes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from contest import texts
from contest.actions.act import Do, Done, check_base, set_up
from contest.rules.contests import Round
from contest.rules.facts import ExternalSet, Fact, FactorSet, VotesCounted
from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.rules.scoresheets import read_score
from contest.store import read
from contest.store.database import db
from contest.store.given_tables import ExternalRow, FactorRow, VoteRow

LABEL_LETTERS = 120
MOST_VOTES = 1_000_000
WHOLE_ROUND = 0  # how the table writes "all its points"


def set_factors(do: Do, round: int, factors: list[dict[str, Any]], base: int | None = None) -> Done:
    """Entries' own factors (difficulty) in a round: `entry`, `criterion` (None: all its points) and `factor` of each, a
    decimal above zero or None for none. What is not named stays."""
    check_base(base, do.row.setup_revision)
    found, entries = _round(do, round), _entries(do)
    known = {None, *(one.number for one in found.criteria)}
    rows = {(row.entry, row.criterion): row for row in read.factor_rows(do.row.id) if row.round == round}
    facts: list[Fact] = []
    for one in factors:
        entry, criterion, factor = one["entry"], one["criterion"], _above_zero(one["factor"])
        if entry not in entries or criterion not in known:
            raise Refused("not_found", what="factor")
        row = rows.get((entry, criterion or WHOLE_ROUND))
        if factor == (row.factor if row else None):
            continue
        if row is None:
            row = FactorRow(contest_id=do.row.id, round=round, entry=entry, criterion=criterion or WHOLE_ROUND)
            db.session.add(row)
        _put(row, "factor", factor)
        facts.append(FactorSet(round, entry, criterion, None if factor is None else plain(factor)))
    return set_up(do, facts)


def set_externals(do: Do, round: int, externals: list[dict[str, Any]], base: int | None = None) -> Done:
    """Points of a round that no judge gives: `entry`, `label` and `points` of each, None for none. What is not named
    stays. Raises Refused('name_needed') for points without a label."""
    check_base(base, do.row.setup_revision)
    _round(do, round)
    entries = _entries(do)
    rows = {(row.entry, row.label): row for row in read.external_rows(do.row.id) if row.round == round}
    facts: list[Fact] = []
    for one in externals:
        entry, label = one["entry"], texts.clean(one["label"])
        points = None if one["points"] is None else read_score(one["points"])
        if entry not in entries:
            raise Refused("not_found", what="external")
        row = rows.get((entry, label))
        if points == (row.points if row else None):
            continue
        if row is None:
            row = rows[entry, label] = ExternalRow(contest_id=do.row.id, round=round, entry=entry, label=_label(label))
            db.session.add(row)
        _put(row, "points", points)
        facts.append(ExternalSet(round, entry, label, None if points is None else plain(points)))
    return set_up(do, facts)


def set_votes(do: Do, prize: int, votes: list[dict[str, Any]], base: int | None = None) -> Done:
    """The audience's votes as people counted them, for a special prize by vote: `entry` and `votes` of each, a whole number
    or None for not counted. What is not named stays. Raises Refused('not_found') for a prize that goes by no vote."""
    check_base(base, do.row.setup_revision)
    found = next((one for one in read.contest(do.row).special_prizes if (one.number, one.kind) == (prize, "vote")), None)
    entries = _entries(do)
    if found is None:
        raise Refused("not_found", what="prize")
    rows = {row.entry: row for row in read.vote_rows(do.row.id) if row.prize == prize}
    facts: list[Fact] = []
    for one in votes:
        entry, count = one["entry"], one["votes"]
        if entry not in entries:
            raise Refused("not_found", what="entry")
        if count is not None and not 0 <= count <= MOST_VOTES:
            raise Refused("bad_number", text=str(count))
        row = rows.get(entry)
        if count == (row.votes if row else None):
            continue
        if row is None:
            row = VoteRow(contest_id=do.row.id, prize=prize, entry=entry)
            db.session.add(row)
        _put(row, "votes", count)
        facts.append(VotesCounted(prize, found.name, entry, count))
    return set_up(do, facts)


def _put(row: FactorRow | ExternalRow | VoteRow, field: str, value: Decimal | int | None) -> None:
    if value is None:
        db.session.delete(row)
    else:
        setattr(row, field, value)


def _round(do: Do, number: int) -> Round:
    for one in read.rounds(do.row.id):
        if one.number == number:
            return one
    raise Refused("not_found", what="round")


def _entries(do: Do) -> Iterable[int]:
    return {row.number for row in read.entry_rows(do.row.id)}


def _above_zero(text: str | None) -> Decimal | None:
    if text is None:
        return None
    factor = read_score(text)
    if factor <= 0:
        raise Refused("bad_number", text=text)
    return factor


def _label(text: str) -> str:
    if not text:
        raise Refused("name_needed")
    if len(text) > LABEL_LETTERS:
        raise Refused("name_too_long", most=LABEL_LETTERS)
    return text
