"""The show: which entry a screen shows and until when it names itself, sets of scenes, draws of the running order."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

PARTS: tuple[str, ...] = ("scene_set", "draw")


def _part(name: str, *columns: sa.schema.SchemaItem) -> None:
    """A table of things of a contest, numbered."""
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "number"),
    )
    op.create_index(f"ix_{name}_contest_id", name, ["contest_id"], unique=False)


def upgrade() -> None:
    op.add_column("screen", sa.Column("entry", sa.Integer(), nullable=True))
    op.add_column("screen", sa.Column("identified_until", sa.BigInteger(), nullable=True))
    _part(
        "scene_set",
        sa.Column("title", sa.String(60), nullable=False),
        sa.Column("screens", sa.JSON(), nullable=False),
        sa.UniqueConstraint("contest_id", "title"),
    )
    _part(
        "draw",
        sa.Column("seed", sa.String(32), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    for name in PARTS:
        op.drop_index(f"ix_{name}_contest_id", table_name=name)
        op.drop_table(name)
    op.drop_column("screen", "identified_until")
    op.drop_column("screen", "entry")
