"""Calibration: the sample that the panel scores before the start, and each judge's sheet for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PARTS: tuple[str, ...] = ("calibration", "calibration_sheet")


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
    _part(
        "calibration",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("criteria", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(6), nullable=False),
        sa.CheckConstraint("state in ('open','closed')"),
        sa.UniqueConstraint("contest_id", "number"),
    )
    _part(
        "calibration_sheet",
        sa.Column("calibration", sa.Integer(), nullable=False),
        sa.Column("judge", sa.Integer(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id", "calibration"], ["calibration.contest_id", "calibration.number"], ondelete="CASCADE"
        ),
        sa.UniqueConstraint("contest_id", "calibration", "judge"),
    )


def downgrade() -> None:
    for name in reversed(PARTS):
        op.drop_index(f"ix_{name}_contest_id", table_name=name)
        op.drop_table(name)
