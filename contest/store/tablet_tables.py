"""Columns of what the judges' tablets need beside the scores themselves: devices, late operations, paper sheets, samples."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKeyConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import of_contest


class DeviceRow(db.Model):
    """A device that opened a judge's link: the one that holds the seat (`bound`), or one that waits, was replaced or refused."""

    __tablename__ = "device"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    judge: Mapped[int]
    number: Mapped[int]
    key: Mapped[str] = mapped_column(String(32))  # stands in the seat's signed cookie
    device: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(8))
    at: Mapped[int] = mapped_column("asked_at", BigInteger)
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        UniqueConstraint("contest_id", "judge", "key"),
        CheckConstraint("state in ('bound','waiting','replaced','refused')"),
    )


class LateRow(db.Model):
    """A judge's score or (`criterion` 0) comment that came after the lock; counts nothing. `noted`: the organizer has read it."""

    __tablename__ = "late"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    number: Mapped[int]
    round: Mapped[int]
    entry: Mapped[int]
    judge: Mapped[int]
    criterion: Mapped[int]
    value: Mapped[str | None] = mapped_column(Text)
    why: Mapped[str] = mapped_column(String(20))
    at: Mapped[int] = mapped_column("received_at", BigInteger)
    noted: Mapped[bool]
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"]),
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
    )


class PaperRow(db.Model):
    """A paper scoresheet as one seat typed it, until two say the same. `scores`: decimals by the criterion's number."""

    __tablename__ = "paper"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    entry: Mapped[int]
    judge: Mapped[int]
    seat: Mapped[str] = mapped_column(String(40))
    scores: Mapped[dict[str, str]] = mapped_column(JSON)
    comment: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(300))
    at: Mapped[int] = mapped_column("typed_at", BigInteger)
    __table_args__ = (
        UniqueConstraint("contest_id", "round", "entry", "judge", "seat"),
        ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"]),
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
    )
