"""Columns of what the public has seen, where several processes show it. Derived and never archived."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db


class SeenRow(db.Model):
    """The newest body of one topic for one audience: its SHA-256, the number it is told under, and the contest's revision, which
    nobody is told, at which it was made."""

    __tablename__ = "seen"
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id", ondelete="CASCADE"), primary_key=True)
    topic: Mapped[str] = mapped_column(String(20), primary_key=True)
    audience: Mapped[str] = mapped_column(String(10), primary_key=True)
    looked: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    number: Mapped[int] = mapped_column(BigInteger)
