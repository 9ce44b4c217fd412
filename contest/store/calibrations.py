"""Calibrations and the judges' sheets for them: rows to rules objects, like read.py."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from contest.rules import shapes
from contest.rules.contests import Criterion
from contest.store.calibration_tables import CalibrationRow, CalibrationSheetRow
from contest.store.database import db


def rows(contest_id: int) -> list[CalibrationRow]:
    """All of them, the first first."""
    wanted = select(CalibrationRow).where(CalibrationRow.contest_id == contest_id)
    return list(db.session.scalars(wanted.order_by(CalibrationRow.number)))


def newest(contest_id: int) -> CalibrationRow | None:
    """The open one, or the last; a new one is opened only where none is open."""
    return next(reversed(rows(contest_id)), None)


def sheet_rows(contest_id: int, calibration: int | None = None, judge: int | None = None) -> list[CalibrationSheetRow]:
    wanted = select(CalibrationSheetRow).where(CalibrationSheetRow.contest_id == contest_id)
    if calibration is not None:
        wanted = wanted.where(CalibrationSheetRow.calibration == calibration)
    if judge is not None:
        wanted = wanted.where(CalibrationSheetRow.judge == judge)
    return list(db.session.scalars(wanted.order_by(CalibrationSheetRow.calibration, CalibrationSheetRow.judge)))


def criteria(row: CalibrationRow) -> tuple[Criterion, ...]:
    return tuple(shapes.criterion_from(told) for told in row.criteria)


def scores(row: CalibrationSheetRow) -> dict[int, Decimal]:
    """What stands on a sheet, by criterion; blanks left out."""
    return {int(number): Decimal(one["value"]) for number, one in row.scores.items() if one["value"] is not None}
