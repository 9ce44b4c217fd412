"""Columns of the hall's sound: which device makes it and how, and the organizer's own recordings."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import of_contest


class SoundRow(db.Model):
    """How a contest sounds. `browser`: the lasting id of the browser that does, on the page of `screen` or (None) on a desk;
    `name` is what people call it. `tried`, `tried_at`: the announcement last played for a try."""

    __tablename__ = "sound"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    browser: Mapped[str | None] = mapped_column(String(32))
    screen: Mapped[str | None] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(60), default="")
    language: Mapped[str] = mapped_column(String(4), default="vi")
    spoken: Mapped[bool] = mapped_column(default=True)
    ticks: Mapped[bool] = mapped_column(default=True)
    volume: Mapped[int] = mapped_column(default=80)
    muted: Mapped[bool] = mapped_column(default=False)
    tried: Mapped[int | None]
    tried_at: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (UniqueConstraint("contest_id"), CheckConstraint("language in ('vi','en','both')"))


class RecordingRow(db.Model):
    """A recording that is played instead of a voice. `call`: the seconds left that it tells, 0 the end."""

    __tablename__ = "recording"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    call: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    media: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    __table_args__ = (UniqueConstraint("contest_id", "call"),)
