"""An organizer's own presets."""

from __future__ import annotations

from sqlalchemy import select

from contest.store.database import db
from contest.store.tables import PresetRow


def rows() -> list[PresetRow]:
    return list(db.session.scalars(select(PresetRow).order_by(PresetRow.title, PresetRow.id)))


def named(name: str) -> PresetRow | None:
    """The own preset of that name; None when it was thrown away, or kept on another machine."""
    return db.session.scalar(select(PresetRow).where(PresetRow.name == name))
