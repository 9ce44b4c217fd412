"""Columns and constraints; no behaviour. Rows are reached by the numbers people know, each within its contest."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from contest.store.database import db


class Exact(TypeDecorator[Decimal]):
    """A decimal kept as text, so that no database turns it into a binary fraction."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: object) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: object) -> Decimal | None:
        return None if value is None else Decimal(value)


class Organizer(db.Model):
    """Who may set contests up on this installation; `version` raised signs everybody out."""

    __tablename__ = "organizer"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    password: Mapped[str] = mapped_column(String(255))
    version: Mapped[int] = mapped_column(default=1)


class ContestRow(db.Model):
    __tablename__ = "contest"
    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    theme: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    date: Mapped[str] = mapped_column(String(10), default="")
    accent: Mapped[str | None] = mapped_column(String(7))
    motif: Mapped[str] = mapped_column(String(6), default="flower", server_default="flower")
    blind: Mapped[bool] = mapped_column(default=False)
    phase: Mapped[str] = mapped_column(String(10), default="setup")
    curtain: Mapped[str] = mapped_column(String(10), default="suspense")
    curtain_revision: Mapped[int] = mapped_column(default=0)
    frozen: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # the public standings as of the freeze
    stated_total: Mapped[Decimal | None] = mapped_column(Exact)
    floor_at_zero: Mapped[bool] = mapped_column(default=True)
    ties: Mapped[list[str]] = mapped_column(JSON, default=list)
    prizes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    special_prizes: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    divisions: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list, server_default="[]")
    numbering: Mapped[str] = mapped_column(String(8), default="standard", server_default="standard")
    rank_exact: Mapped[bool] = mapped_column(default=False, server_default=false())
    crossing: Mapped[str] = mapped_column(String(6), default="higher", server_default="higher")
    signing: Mapped[str] = mapped_column(String(6), default="entry", server_default="entry")
    confirming: Mapped[str] = mapped_column(String(12), default="none", server_default="none")
    gallery: Mapped[str] = mapped_column(String(6), default="after", server_default="after")
    preset: Mapped[str] = mapped_column(String(40), default="blank")
    revision: Mapped[int] = mapped_column(default=0)
    setup_revision: Mapped[int] = mapped_column(default=0)
    structure_revision: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    round: Mapped[int | None] = mapped_column()  # where the desk stands now: round, stage, entry on stage
    stage: Mapped[int | None] = mapped_column()
    on_stage: Mapped[int | None] = mapped_column()
    printed_address: Mapped[str | None] = mapped_column(String(200))
    made_at: Mapped[int] = mapped_column(BigInteger, default=0)
    started_over_at: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    __table_args__ = (
        CheckConstraint("phase in ('setup','running','official','archived')"),
        CheckConstraint("curtain in ('live','suspense','frozen','revealing','published')"),
    )


def of_contest() -> Any:
    return mapped_column(ForeignKey("contest.id", ondelete="CASCADE"), index=True)


class RoundRow(db.Model):
    """A round with its stages, criteria and method as the archive writes them; replaced as a whole by set-up."""

    __tablename__ = "round"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    phase: Mapped[str] = mapped_column(String(8), default="planned")
    judging_from: Mapped[str] = mapped_column(String(8), default="start")
    method: Mapped[dict[str, Any]] = mapped_column(JSON)
    combine: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default="{}")
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("phase in ('planned','open','closed')"),
    )


class StageRow(db.Model):
    __tablename__ = "stage"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(8))
    seconds: Mapped[int]
    overtime: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    heats: Mapped[bool] = mapped_column(default=False, server_default=false())
    calls: Mapped[list[int]] = mapped_column(JSON, server_default=text("'[600, 300, 60]'"))
    __table_args__ = (
        UniqueConstraint("contest_id", "round", "number"),
        ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"], ondelete="CASCADE"),
        CheckConstraint("kind in ('together','each')"), CheckConstraint("seconds > 0"),
    )


class CriterionRow(db.Model):
    __tablename__ = "criterion"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    maximum: Mapped[Decimal] = mapped_column(Exact)
    step: Mapped[Decimal] = mapped_column(Exact)
    weight: Mapped[Decimal] = mapped_column(Exact)
    stage: Mapped[int | None]
    minimum: Mapped[Decimal] = mapped_column(Exact, default=Decimal(0), server_default="0")
    consensus: Mapped[bool] = mapped_column(default=False, server_default=false())
    apart: Mapped[Decimal | None] = mapped_column(Exact)
    __table_args__ = (
        UniqueConstraint("contest_id", "round", "number"),
        ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"], ondelete="CASCADE"),
    )


class EntryRow(db.Model):
    """A team and its work; one team brings one entry."""

    __tablename__ = "entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    short_name: Mapped[str] = mapped_column(String(24), default="")
    concept: Mapped[str] = mapped_column(String(300), default="")
    order: Mapped[int] = mapped_column("running_order", default=0)
    status: Mapped[str] = mapped_column(String(14), default="competing")
    status_reason: Mapped[str] = mapped_column(String(300), default="")
    unit: Mapped[str] = mapped_column(String(120), default="", server_default=text("''"))
    division: Mapped[int | None]
    heat: Mapped[int | None]
    say: Mapped[str] = mapped_column(String(120), default="", server_default=text("''"))
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("status in ('competing','not_placed','disqualified','withdrawn')"),
    )


class SeatRow(db.Model):
    """Somebody's place at the contest: a judge's or a helper's. A raised `version` voids its links, cookies and sockets.

    From `head` to `left` it is about judges only, as rules/contests.py says it.
    """

    __tablename__ = "seat"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    role: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    version: Mapped[int] = mapped_column(default=1)
    head: Mapped[bool] = mapped_column(default=False, server_default=false())
    marks: Mapped[bool] = mapped_column(default=True, server_default=true())
    counts: Mapped[bool] = mapped_column(default=True, server_default=true())
    rounds: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")
    units: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    recused: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")
    left: Mapped[int | None]
    pin: Mapped[str | None] = mapped_column(String(255))  # a slow hash; of every seat, like the next
    pin_misses: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    __table_args__ = (
        UniqueConstraint("contest_id", "role", "number"),
        CheckConstraint("role in ('judge','scorekeeper','steward','presenter')", name="seat_roles"),
    )


class ScoresheetRow(db.Model):
    """`unconfirmed`: the seat whose act waits for a second person. `paper`: the two seats that typed it in from paper."""

    __tablename__ = "scoresheet"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    entry: Mapped[int]
    judge: Mapped[int]
    signed: Mapped[bool] = mapped_column(default=False)
    revision: Mapped[int] = mapped_column(default=0)
    comment: Mapped[str] = mapped_column(Text, default="")
    reopened: Mapped[str | None] = mapped_column(String(300))
    unconfirmed: Mapped[str | None] = mapped_column(String(40))
    paper: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    __table_args__ = (
        UniqueConstraint("contest_id", "round", "entry", "judge"),
        ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"]),
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
    )


class ScoreRow(db.Model):
    """One judge's number for one criterion of one entry; `value` None after it was wiped."""

    __tablename__ = "score"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    entry: Mapped[int]
    judge: Mapped[int]
    criterion: Mapped[int]
    value: Mapped[Decimal | None] = mapped_column(Exact)
    revision: Mapped[int]
    __table_args__ = (
        UniqueConstraint("contest_id", "round", "entry", "judge", "criterion"),
        ForeignKeyConstraint(
            ["contest_id", "round", "entry", "judge"],
            ["scoresheet.contest_id", "scoresheet.round", "scoresheet.entry", "scoresheet.judge"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["contest_id", "round", "criterion"], ["criterion.contest_id", "criterion.round", "criterion.number"]
        ),
    )


class CountdownRow(db.Model):
    """One countdown: of a stage, or of one entry in a stage (`entry` 0 means all together). Its marks are its facts."""

    __tablename__ = "countdown"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    stage: Mapped[int]
    entry: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int]
    marks: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    revision: Mapped[int] = mapped_column(default=0)
    __table_args__ = (
        UniqueConstraint("contest_id", "round", "stage", "entry"),
        ForeignKeyConstraint(
            ["contest_id", "round", "stage"], ["stage.contest_id", "stage.round", "stage.number"], ondelete="CASCADE"
        ),
    )


class FinishRow(db.Model):
    __tablename__ = "finish"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    round: Mapped[int]
    stage: Mapped[int]
    entry: Mapped[int]
    seconds: Mapped[int]
    how: Mapped[str] = mapped_column(String(12))
    __table_args__ = (
        UniqueConstraint("contest_id", "round", "stage", "entry"),
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
    )


class PenaltyRow(db.Model):
    __tablename__ = "penalty"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    number: Mapped[int]
    round: Mapped[int]
    stage: Mapped[int | None]
    entry: Mapped[int]
    kind: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(10))
    points: Mapped[Decimal] = mapped_column(Exact)
    effect: Mapped[str] = mapped_column(String(12), default="points")
    late_seconds: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(300), default="")
    on: Mapped[str] = mapped_column("bites_on", String(6), default="total", server_default="total")
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
        CheckConstraint("state in ('proposed','confirmed','dismissed','withdrawn')"),
    )


class SettlementRow(db.Model):
    """How a tie that the rules left open was settled: by people, a tie room, or lots drawn from `seed`."""

    __tablename__ = "settlement"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    entries: Mapped[list[int]] = mapped_column(JSON)
    joint: Mapped[bool]
    reason: Mapped[str] = mapped_column(String(300))
    how: Mapped[str] = mapped_column(String(8), default="settled", server_default="settled")
    seed: Mapped[str] = mapped_column(String(64), default="", server_default=text("''"))
    after: Mapped[int | None] = mapped_column("after_round")


class TieRoomRow(db.Model):
    """A small scoresheet for tied entries and named criteria ([round, criterion]); its outcome becomes a settlement."""

    __tablename__ = "tie_room"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    number: Mapped[int]
    entries: Mapped[list[int]] = mapped_column(JSON)
    criteria: Mapped[list[list[int]]] = mapped_column(JSON)
    after: Mapped[int | None] = mapped_column("after_round")
    state: Mapped[str] = mapped_column(String(8), default="open")
    reason: Mapped[str] = mapped_column(String(300), default="")
    __table_args__ = (
        UniqueConstraint("contest_id", "number"),
        CheckConstraint("state in ('open','closed','dropped')"),
    )


class TieScoreRow(db.Model):
    """One judge's number in a tie room; never one of the round's own scores."""

    __tablename__ = "tie_score"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    room: Mapped[int]
    entry: Mapped[int]
    judge: Mapped[int]
    round: Mapped[int]
    criterion: Mapped[int]
    value: Mapped[Decimal | None] = mapped_column(Exact)
    revision: Mapped[int]
    __table_args__ = (
        UniqueConstraint("contest_id", "room", "entry", "judge", "round", "criterion"),
        ForeignKeyConstraint(["contest_id", "room"], ["tie_room.contest_id", "tie_room.number"], ondelete="CASCADE"),
    )


class PresetRow(db.Model):
    """A contest's structure and rules kept to begin others from; `body` as contest/rules/presets tells one."""

    __tablename__ = "preset"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[int] = mapped_column(BigInteger, default=0)


class OperationRow(db.Model):
    """An act that was done: the same id with the same payload gets the same answer again."""

    __tablename__ = "operation"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int | None] = mapped_column(ForeignKey("contest.id", ondelete="CASCADE"), index=True)
    op_id: Mapped[str] = mapped_column(String(32), unique=True)
    seat: Mapped[str] = mapped_column(String(40))
    payload: Mapped[str] = mapped_column(String(64))  # SHA-256 of the command and its fields
    ack: Mapped[dict[str, Any]] = mapped_column(JSON)


class FactRow(db.Model):
    """The audit log: append-only, one hash chain per contest. `body` is the canonical text that was hashed."""

    __tablename__ = "fact"
    id: Mapped[int] = mapped_column(primary_key=True)
    contest_id: Mapped[int] = of_contest()
    number: Mapped[int]
    body: Mapped[str] = mapped_column(Text)
    hash: Mapped[str] = mapped_column(String(64))
    __table_args__ = (UniqueConstraint("contest_id", "number"),)
