"""When the hall is told how much time is left: a setting of each stage."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    calls = sa.Column("calls", sa.JSON(), server_default=sa.text("'[600, 300, 60]'"), nullable=False)
    op.add_column("stage", calls)


def downgrade() -> None:
    op.drop_column("stage", "calls")
