"""Columns of the audience's vote: the ballot of a contest, and who has voted for what, by names that tell nothing.

A vote carries no time, and its table no row numbers: in which order they came stands nowhere in it.
"""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import Exact


class BallotRow(db.Model):
    """The one ballot of a contest. `round`: whose entries stand on it, and where its points are added; None: all entries.
    `entries` as it was opened; `counts` as it was closed, rows of [entry, votes]; `tickets`: cards 1 to so many are valid."""

    __tablename__ = "ballot"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id", ondelete="CASCADE"), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    state: Mapped[str] = mapped_column(String(8))
    revision: Mapped[int]
    round: Mapped[int | None] = mapped_column()
    by_ticket: Mapped[bool]
    by_device: Mapped[bool]
    tickets: Mapped[int]
    prize: Mapped[int | None] = mapped_column()
    share: Mapped[Decimal | None] = mapped_column(Exact)
    entries: Mapped[list[int]] = mapped_column(JSON)
    counts: Mapped[list[list[int]] | None] = mapped_column(JSON(none_as_null=True))
    __table_args__ = (CheckConstraint("state in ('planned','open','closed')"),)


class BallotVoteRow(db.Model):
    """One vote, last changed whenever: `voter` is a keyed hash of a card's code or of a device's key."""

    __tablename__ = "ballot_vote"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id", ondelete="CASCADE"), primary_key=True)
    voter: Mapped[str] = mapped_column(String(32), primary_key=True)
    entry: Mapped[int]
    __table_args__ = (
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
        {"sqlite_with_rowid": False},
    )
