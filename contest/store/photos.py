"""Photos as rows, in the order in which they were taken."""

from __future__ import annotations

from sqlalchemy import select

from contest.rules.refusals import Refused
from contest.store.database import db
from contest.store.photo_tables import PhotoRow


def rows(contest_id: int) -> list[PhotoRow]:
    return list(db.session.scalars(select(PhotoRow).where(PhotoRow.contest_id == contest_id).order_by(PhotoRow.id)))


def row(contest_id: int, photo: str) -> PhotoRow:
    """Raises Refused('not_found')."""
    found: PhotoRow | None = db.session.scalar(
        select(PhotoRow).where(PhotoRow.contest_id == contest_id, PhotoRow.photo == photo)
    )
    if found is None:
        raise Refused("not_found", what=f"photo {photo}")
    return found


def is_named(photo: str) -> bool:
    """Whether any contest of this house still has it."""
    return db.session.scalar(select(PhotoRow.id).where(PhotoRow.photo == photo)) is not None
