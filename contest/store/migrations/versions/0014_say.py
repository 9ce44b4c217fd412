"""How a team's name is said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("entry", sa.Column("say", sa.String(120), server_default=sa.text("''"), nullable=False))


def downgrade() -> None:
    op.drop_column("entry", "say")
