"""The audience's ballot and its votes: rows read, like read.py."""

from __future__ import annotations

import hashlib

from sqlalchemy import func, select

from contest.rules.refusals import Refused
from contest.store import audit
from contest.store.ballot_tables import BallotRow, BallotVoteRow
from contest.store.database import db


def ballot_row(contest_id: int) -> BallotRow | None:
    """The ballot of a contest; None where it has none."""
    return db.session.scalar(select(BallotRow).where(BallotRow.contest_id == contest_id))


def the_ballot(contest_id: int) -> BallotRow:
    """Raises Refused('ballot_not_open') where a contest has none."""
    found = ballot_row(contest_id)
    if found is None:
        raise Refused("ballot_not_open")
    return found


def vote_of(contest_id: int, voter: str) -> BallotVoteRow | None:
    return db.session.get(BallotVoteRow, (contest_id, voter))


def cast(contest_id: int) -> dict[int, int]:
    """How many votes each entry has, those with one at least."""
    grouped = (
        select(BallotVoteRow.entry, func.count()).where(BallotVoteRow.contest_id == contest_id).group_by(BallotVoteRow.entry)
    )
    return {row[0]: row[1] for row in db.session.execute(grouped)}


def sealed(row: BallotRow) -> str:
    """SHA-256 of the counts as they stand in the row: what the log keeps of them."""
    return hashlib.sha256(audit.canonical(row.counts).encode()).hexdigest()


def counts_of(row: BallotRow) -> dict[int, int]:
    """The votes of each entry as the ballot was closed; empty before."""
    return {entry: votes for entry, votes in row.counts or []}  # noqa: C416 - rows of a JSON column are lists
