"""Paper sheets as they were typed, until two people say the same: rows to rules objects, like read.py."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from contest.rules.papers import Typed
from contest.store.database import db
from contest.store.tablet_tables import PaperRow


def rows(contest_id: int, round: int, entry: int, judge: int) -> list[PaperRow]:
    """One sheet as each seat typed it, the first to type first."""
    here = (PaperRow.round == round, PaperRow.entry == entry, PaperRow.judge == judge)
    return list(db.session.scalars(select(PaperRow).where(PaperRow.contest_id == contest_id, *here).order_by(PaperRow.id)))


def all_rows(contest_id: int) -> list[PaperRow]:
    return list(db.session.scalars(select(PaperRow).where(PaperRow.contest_id == contest_id).order_by(PaperRow.id)))


def typed(row: PaperRow) -> Typed:
    return Typed(row.seat, {int(number): Decimal(value) for number, value in row.scores.items()}, row.comment)
