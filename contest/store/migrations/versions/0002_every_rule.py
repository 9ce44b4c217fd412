"""Divisions, cuts, factors, panels with a head judge, tie rooms, special prizes, presets of one"s own. Columns are only added."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# table -> columns that every row gets, with what those that are there already hold
ADDED: dict[str, list[sa.Column[Any]]] = {
    "contest": [
        sa.Column("special_prizes", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("divisions", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("numbering", sa.String(length=8), nullable=False, server_default="standard"),
        sa.Column("rank_exact", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("crossing", sa.String(length=6), nullable=False, server_default="higher"),
    ],
    "round": [sa.Column("combine", sa.JSON(), nullable=False, server_default="{}")],
    "criterion": [
        sa.Column("minimum", sa.String(40), nullable=False, server_default="0"),
        sa.Column("consensus", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("apart", sa.String(40), nullable=True),
    ],
    "entry": [
        sa.Column("unit", sa.String(length=120), nullable=False, server_default=sa.text("''")),
        sa.Column("division", sa.Integer(), nullable=True),
        sa.Column("heat", sa.Integer(), nullable=True),
    ],
    "seat": [
        sa.Column("head", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("marks", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("counts", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.Column("rounds", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("units", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("recused", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("left", sa.Integer(), nullable=True),
    ],
    "stage": [sa.Column("heats", sa.Boolean(), nullable=False, server_default=sa.false())],
    "penalty": [sa.Column("bites_on", sa.String(length=6), nullable=False, server_default="total")],
    "settlement": [
        sa.Column("how", sa.String(length=8), nullable=False, server_default="settled"),
        sa.Column("seed", sa.String(length=64), nullable=False, server_default=sa.text("''")),
        sa.Column("after_round", sa.Integer(), nullable=True),
    ],
}
PARTS = ("tie_score", "tie_room", "award", "cut", "external", "factor")


def _contest() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE")


def _entry() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"])


def _part(name: str, *columns: sa.schema.SchemaItem) -> None:
    """A table of things of a contest."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        *columns,
        _contest(),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{name}_contest_id", name, ["contest_id"], unique=False)


def upgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.add_column(table, column)
    _part(
        "factor",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Integer(), nullable=False),
        sa.Column("factor", sa.String(40), nullable=False),
        _entry(),
        sa.UniqueConstraint("contest_id", "round", "entry", "criterion"),
    )
    _part(
        "external",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("points", sa.String(40), nullable=False),
        _entry(),
        sa.UniqueConstraint("contest_id", "round", "entry", "label"),
    )
    _part(
        "cut",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
    )
    _part(
        "award",
        sa.Column("prize", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
    )
    _part(
        "tie_room",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("after_round", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.UniqueConstraint("contest_id", "number"),
        sa.CheckConstraint("state in ('open','closed','dropped')"),
    )
    _part(
        "tie_score",
        sa.Column("room", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("judge", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(40), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id", "room"], ["tie_room.contest_id", "tie_room.number"], ondelete="CASCADE"
        ),
        sa.UniqueConstraint("contest_id", "room", "entry", "judge", "round", "criterion"),
    )
    op.create_table(
        "preset",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )


def downgrade() -> None:
    op.drop_table("preset")
    for name in PARTS:
        op.drop_table(name)
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column.name)
