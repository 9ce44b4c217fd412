"""When a contest was last started over: what a tablet saw before belongs to the practice. Contests of before learn it from their log."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contest", sa.Column("started_over_at", sa.BigInteger(), server_default="0", nullable=False))
    fact, contest = sa.table("fact", sa.column("contest_id"), sa.column("number"), sa.column("body")), sa.table(
        "contest", sa.column("id"), sa.column("started_over_at")
    )
    found = sa.select(fact.c.contest_id, fact.c.body).where(fact.c.body.contains('"fact":"contest_started_over"', autoescape=True))
    for contest_id, body in op.get_bind().execute(found.order_by(fact.c.number)).all():
        line = json.loads(body)
        if line["fact"] == "contest_started_over":
            op.get_bind().execute(contest.update().where(contest.c.id == contest_id).values(started_over_at=line["at"]))


def downgrade() -> None:
    op.drop_column("contest", "started_over_at")
