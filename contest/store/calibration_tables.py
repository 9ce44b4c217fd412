"""Columns of a calibration: the sample that the panel scores before the start, and each judge's sheet for it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import of_contest


class CalibrationRow(db.Model):
    """One sample. `criteria`: those of the round as they were when it was opened, so that later set-up changes nothing here."""

    __tablename__ = "calibration"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    number: Mapped[int]
    round: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    criteria: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(6))
    __table_args__ = (UniqueConstraint("contest_id", "number"), CheckConstraint("state in ('open','closed')"))


class CalibrationSheetRow(db.Model):
    """One judge's numbers for a sample, never scores of a round. `scores`: {value, revision} by the criterion's number."""

    __tablename__ = "calibration_sheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    calibration: Mapped[int]
    judge: Mapped[int]
    scores: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON)
    finished: Mapped[bool]
    __table_args__ = (
        UniqueConstraint("contest_id", "calibration", "judge"),
        ForeignKeyConstraint(
            ["contest_id", "calibration"], ["calibration.contest_id", "calibration.number"], ondelete="CASCADE"
        ),
    )
