"""How received scoresheets are drawn."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contest", sa.Column("motif", sa.String(6), server_default="flower", nullable=False))


def downgrade() -> None:
    op.drop_column("contest", "motif")
