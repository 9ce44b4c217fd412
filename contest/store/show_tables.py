"""Columns of the show: the hall's screens, sets of scenes for all of them, draws of the running order."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, BigInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from contest.store.database import db
from contest.store.tables import of_contest


class ScreenRow(db.Model):
    """A projector, a foyer screen, a stream. `entry`: whom the scene entry shows, None whoever is on stage; `identified_until`:
    until when it says which screen it is, in milliseconds."""

    __tablename__ = "screen"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    screen: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(60))
    scene: Mapped[str] = mapped_column(String(20), default="title")
    message: Mapped[str] = mapped_column(String(300), default="")
    theme: Mapped[str] = mapped_column(String(10), default="lacquer")
    revision: Mapped[int] = mapped_column(default=1)
    entry: Mapped[int | None]
    identified_until: Mapped[int | None] = mapped_column(BigInteger)
    __table_args__ = (UniqueConstraint("contest_id", "screen"),)


class SceneSetRow(db.Model):
    """What all screens show at one moment of the day, kept under a name; `screens`: what each shows."""

    __tablename__ = "scene_set"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(60))
    screens: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    __table_args__ = (UniqueConstraint("contest_id", "number"), UniqueConstraint("contest_id", "title"))


class DrawRow(db.Model):
    """A draw of the running order: `entries` as the seed orders them, of which the first `opened` have been shown."""

    __tablename__ = "draw"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    number: Mapped[int]
    seed: Mapped[str] = mapped_column(String(32))
    entries: Mapped[list[int]] = mapped_column(JSON)
    opened: Mapped[int]
    reason: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("contest_id", "number"),)
