"""Photos of the works, and when the public sees them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contest", sa.Column("gallery", sa.String(6), server_default="after", nullable=False))
    op.create_table(
        "photo",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("photo", sa.String(32), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("stage", sa.Integer(), nullable=True),
        sa.Column("seat", sa.String(40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "photo"),
    )
    op.create_index("ix_photo_contest_id", "photo", ["contest_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_photo_contest_id", table_name="photo")
    op.drop_table("photo")
    op.drop_column("contest", "gallery")
