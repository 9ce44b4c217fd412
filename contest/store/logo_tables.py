"""Columns of the logos. They are few and small, so their pictures lie in the row, as recordings do."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import of_contest


class LogoRow(db.Model):
    """A logo as PNG. `logo`: the first half of its content's SHA-256, in hexadecimal."""

    __tablename__ = "logo"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    whose: Mapped[str] = mapped_column(String(8))
    logo: Mapped[str] = mapped_column(String(32))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    __table_args__ = (UniqueConstraint("contest_id", "whose", "logo"), CheckConstraint("whose in ('own','sponsor')"))
