"""The presenter's script as it lies in the table: like read.py."""

from __future__ import annotations

from sqlalchemy import select

from contest.store.database import db
from contest.store.script_tables import ScriptRow


def script_rows(contest_id: int) -> list[ScriptRow]:
    """Every line that was ever written, by its name."""
    return list(db.session.scalars(select(ScriptRow).where(ScriptRow.contest_id == contest_id).order_by(ScriptRow.line)))


def script_row(contest_id: int, line: str) -> ScriptRow | None:
    return db.session.scalar(select(ScriptRow).where(ScriptRow.contest_id == contest_id, ScriptRow.line == line))
