"""Columns of what counts beside the judges' scores (rules/given.py): factors, other points, cuts, prizes by word, votes."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import JSON, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import Exact, of_contest


class FactorRow(db.Model):
    """An entry's own factor; `criterion` 0 multiplies the whole round's points."""

    __tablename__ = "factor"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    entry: Mapped[int]
    criterion: Mapped[int] = mapped_column(default=0)
    factor: Mapped[Decimal] = mapped_column(Exact)
    __table_args__ = (
        UniqueConstraint("contest_id", "round", "entry", "criterion"),
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
    )


class ExternalRow(db.Model):
    """Points of a round that no judge gave."""

    __tablename__ = "external"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    entry: Mapped[int]
    label: Mapped[str] = mapped_column(String(120))
    points: Mapped[Decimal] = mapped_column(Exact)
    __table_args__ = (
        UniqueConstraint("contest_id", "round", "entry", "label"),
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
    )


class CutRow(db.Model):
    """Who went on from a round; the last row of a round holds."""

    __tablename__ = "cut"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    entries: Mapped[list[int]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(300), default="")


class AwardRow(db.Model):
    """A special prize given by somebody's word; the last row of a prize holds."""

    __tablename__ = "award"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    prize: Mapped[int]
    entry: Mapped[int]
    reason: Mapped[str] = mapped_column(String(300), default="")


class VoteRow(db.Model):
    """An entry's counted votes of the audience for a special prize."""

    __tablename__ = "vote"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    prize: Mapped[int]
    entry: Mapped[int]
    votes: Mapped[int]
    __table_args__ = (
        UniqueConstraint("contest_id", "prize", "entry"),
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
    )
