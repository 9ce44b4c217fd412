"""The device that sounds and how it does; recordings for announcements."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


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
        "sound",
        sa.Column("browser", sa.String(32), nullable=True),
        sa.Column("screen", sa.String(40), nullable=True),
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("language", sa.String(4), nullable=False),
        sa.Column("spoken", sa.Boolean(), nullable=False),
        sa.Column("ticks", sa.Boolean(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("tried", sa.Integer(), nullable=True),
        sa.Column("tried_at", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("language in ('vi','en','both')"),
        sa.UniqueConstraint("contest_id"),
    )
    _part(
        "recording",
        sa.Column("call", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("media", sa.String(20), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.UniqueConstraint("contest_id", "call"),
    )


def downgrade() -> None:
    for name in ("recording", "sound"):
        op.drop_index(f"ix_{name}_contest_id", table_name=name)
        op.drop_table(name)
