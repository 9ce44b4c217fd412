"""Columns of photos. The pictures themselves are files in the data folder, named by `photo` (contest/photos.py)."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import of_contest


class PhotoRow(db.Model):
    """A photo of an entry's work. `main`: the one of its photos that stands for it, and as the
    how many'th choice (`revision`); `width`, `height` of its largest size."""

    __tablename__ = "photo"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    photo: Mapped[str] = mapped_column(String(32))
    entry: Mapped[int]
    round: Mapped[int | None]
    stage: Mapped[int | None]
    seat: Mapped[str] = mapped_column(String(40))
    width: Mapped[int]
    height: Mapped[int]
    main: Mapped[bool]
    revision: Mapped[int]
    at: Mapped[int] = mapped_column("taken_at", BigInteger)
    __table_args__ = (
        UniqueConstraint("contest_id", "photo"),
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
    )
