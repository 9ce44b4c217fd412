"""Sets of scenes and draws of the running order, as they lie in the tables: like read.py."""

from __future__ import annotations

from sqlalchemy import select

from contest.rules.refusals import Refused
from contest.store.database import db
from contest.store.show_tables import DrawRow, SceneSetRow


def scene_set_rows(contest_id: int) -> list[SceneSetRow]:
    return list(db.session.scalars(select(SceneSetRow).where(SceneSetRow.contest_id == contest_id).order_by(SceneSetRow.number)))


def scene_set_row(contest_id: int, number: int) -> SceneSetRow:
    """Raises Refused('not_found')."""
    found = next((row for row in scene_set_rows(contest_id) if row.number == number), None)
    if found is None:
        raise Refused("not_found", what=f"scene set {number}")
    return found


def draw_rows(contest_id: int) -> list[DrawRow]:
    """Every draw, the last one holds."""
    return list(db.session.scalars(select(DrawRow).where(DrawRow.contest_id == contest_id).order_by(DrawRow.number)))
