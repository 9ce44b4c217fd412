"""Columns of the reveal: its plan and where it stands, so that a restart goes on where it was."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import of_contest


class RevealRow(db.Model):
    """One a contest. `plan` None: nobody planned it. `at`: the step on stage, -1 before the first. `revision` counts every
    change, `shown` those that the public could see."""

    __tablename__ = "reveal"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    plan: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    state: Mapped[str] = mapped_column(String(8))
    rehearsal: Mapped[bool]
    at: Mapped[int] = mapped_column("step")
    revision: Mapped[int]
    shown: Mapped[int]
    __table_args__ = (
        UniqueConstraint("contest_id"),
        CheckConstraint("state in ('none','running','paused','done')"),
    )
