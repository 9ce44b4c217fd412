"""Logos as rows, in the order in which they were added; their bytes are read when asked for."""

from __future__ import annotations

from sqlalchemy import select

from contest.rules.refusals import Refused
from contest.store.database import db
from contest.store.logo_tables import LogoRow


def rows(contest_id: int) -> list[LogoRow]:
    return list(db.session.scalars(select(LogoRow).where(LogoRow.contest_id == contest_id).order_by(LogoRow.id)))


def row(contest_id: int, logo: str, whose: str | None = None) -> LogoRow:
    """Whoever's it is, where `whose` is not told. Raises Refused('not_found')."""
    for one in rows(contest_id):
        if one.logo == logo and whose in (None, one.whose):
            return one
    raise Refused("not_found", what=f"logo {logo[:32]}")
