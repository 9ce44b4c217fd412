"""Columns of a round's own curtain, where it has one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import of_contest


class RoundCurtainRow(db.Model):
    """`frozen`: the public standings as of the freeze, as the contest keeps its own."""

    __tablename__ = "round_curtain"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    curtain: Mapped[str] = mapped_column(String(10))
    revision: Mapped[int]
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    __table_args__ = (
        UniqueConstraint("contest_id", "round"),
        ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"], ondelete="CASCADE"),
        CheckConstraint("curtain in ('live','suspense','frozen','published')"),
    )
