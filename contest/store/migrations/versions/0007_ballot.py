"""The audience's vote: the ballot of a contest, and its votes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(120), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=True),
        sa.Column("by_ticket", sa.Boolean(), nullable=False),
        sa.Column("by_device", sa.Boolean(), nullable=False),
        sa.Column("tickets", sa.Integer(), nullable=False),
        sa.Column("prize", sa.Integer(), nullable=True),
        sa.Column("share", sa.String(40), nullable=True),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(none_as_null=True), nullable=True),
        sa.CheckConstraint("state in ('planned','open','closed')"),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id"),
    )
    op.create_table(
        "ballot_vote",
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("voter", sa.String(32), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["contest_id", "entry"], ["entry.contest_id", "entry.number"]),
        sa.PrimaryKeyConstraint("contest_id", "voter"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("ballot_vote")
    op.drop_table("ballot")
