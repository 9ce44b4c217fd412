"""Counted votes; what the judges' tablets need: devices, late operations, paper sheets, samples. Columns are only added."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# table -> columns that every row gets, with what those that are there already hold
ADDED: dict[str, list[sa.Column[Any]]] = {
    "seat": [
        sa.Column("pin", sa.String(255), nullable=True),
        sa.Column("pin_misses", sa.Integer(), server_default=sa.text("0"), nullable=False),
    ],
    "contest": [
        sa.Column("signing", sa.String(6), server_default="entry", nullable=False),
        sa.Column("confirming", sa.String(12), server_default="none", nullable=False),
    ],
    "scoresheet": [
        sa.Column("unconfirmed", sa.String(40), nullable=True),
        sa.Column("paper", sa.JSON(none_as_null=True), nullable=True),
    ],
}
PARTS: tuple[str, ...] = ("vote", "device", "late", "paper")


def _part(name: str, *columns: sa.schema.SchemaItem) -> None:
    """A table of things of a contest."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{name}_contest_id", name, ["contest_id"], unique=False)


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    _part(
        "vote",
        sa.Column("prize", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
        sa.UniqueConstraint("contest_id", "prize", "entry"),
    )
    _part(
        "device",
        sa.Column("judge", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(32), nullable=False),
        sa.Column("device", sa.String(80), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("state in ('bound','waiting','replaced','refused')"),
        sa.UniqueConstraint("contest_id", "number"),
        sa.UniqueConstraint("contest_id", "judge", "key"),
    )
    _part(
        "late",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("judge", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Integer(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("noted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"]),
        sa.ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
        sa.UniqueConstraint("contest_id", "number"),
    )
    _part(
        "paper",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("judge", sa.Integer(), nullable=False),
        sa.Column("seat", sa.String(40), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("typed_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"]),
        sa.ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
        sa.UniqueConstraint("contest_id", "round", "entry", "judge", "seat"),
    )


def downgrade() -> None:
    for name in PARTS:
        op.drop_index(f"ix_{name}_contest_id", table_name=name)
        op.drop_table(name)
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column.name)
