"""Columns of the presenter's script: one row for each line that somebody has written."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import of_contest


class ScriptRow(db.Model):
    """`line`: which one (rules/script.py); a text that is empty leaves the proposal."""

    __tablename__ = "script"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    line: Mapped[str] = mapped_column(String(40))
    vi: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    __table_args__ = (UniqueConstraint("contest_id", "line"),)
