"""Two more roles for a seat: steward and presenter."""

from __future__ import annotations

import warnings

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ROLES = "role in ('judge','scorekeeper','steward','presenter')"
FORMER = "role in ('judge','scorekeeper')"


def upgrade() -> None:
    _check("seat_role_check", "seat_roles", ROLES)


def downgrade() -> None:
    op.execute("DELETE FROM seat WHERE role in ('steward','presenter')")
    _check("seat_roles", "seat_role_check", FORMER)


def _check(old: str, new: str, told: str) -> None:
    """SQLite copies the table, and a copy leaves checks behind; a database server drops them by the name it gave."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that the old check is left behind is what we want
        with op.batch_alter_table("seat") as batch:
            if op.get_bind().dialect.name != "sqlite":
                batch.drop_constraint(old, type_="check")
            batch.create_check_constraint(new, told)
