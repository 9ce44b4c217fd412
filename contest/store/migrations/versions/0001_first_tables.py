"""First tables, and the log that is only ever added to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("accent", sa.String(length=7)),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("phase", sa.String(length=10), nullable=False),
        sa.Column("curtain", sa.String(length=10), nullable=False),
        sa.Column("curtain_revision", sa.Integer(), nullable=False),
        sa.Column("frozen", sa.JSON()),
        sa.Column("stated_total", sa.String(40)),
        sa.Column("floor_at_zero", sa.Boolean(), nullable=False),
        sa.Column("ties", sa.JSON(), nullable=False),
        sa.Column("prizes", sa.JSON(), nullable=False),
        sa.Column("preset", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("setup_revision", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer()),
        sa.Column("stage", sa.Integer()),
        sa.Column("on_stage", sa.Integer()),
        sa.Column("printed_address", sa.String(length=200)),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("curtain in ('live','suspense','frozen','revealing','published')"),
        sa.CheckConstraint("phase in ('setup','running','official','archived')"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("slug"),
    )
    op.create_table(
        "organizer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("password", sa.String(length=255), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("short_name", sa.String(length=24), nullable=False),
        sa.Column("concept", sa.String(length=300), nullable=False),
        sa.Column("running_order", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=14), nullable=False),
        sa.Column("status_reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint("status in ('competing','not_placed','disqualified','withdrawn')"),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "number"),
    )
    op.create_index("ix_entry_contest_id", "entry", ["contest_id"])

    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "number"),
    )
    op.create_index("ix_fact_contest_id", "fact", ["contest_id"])

    op.create_table(
        "operation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer()),
        sa.Column("op_id", sa.String(length=32), nullable=False),
        sa.Column("seat", sa.String(length=40), nullable=False),
        sa.Column("payload", sa.String(length=64), nullable=False),
        sa.Column("ack", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("op_id"),
    )
    op.create_index("ix_operation_contest_id", "operation", ["contest_id"])

    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phase", sa.String(length=8), nullable=False),
        sa.Column("judging_from", sa.String(length=8), nullable=False),
        sa.Column("method", sa.JSON(), nullable=False),
        sa.CheckConstraint("phase in ('planned','open','closed')"),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "number"),
    )
    op.create_index("ix_round_contest_id", "round", ["contest_id"])

    op.create_table(
        "screen",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("screen", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("scene", sa.String(length=20), nullable=False),
        sa.Column("message", sa.String(length=300), nullable=False),
        sa.Column("theme", sa.String(length=10), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "screen"),
    )
    op.create_index("ix_screen_contest_id", "screen", ["contest_id"])

    op.create_table(
        "seat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("role in ('judge','scorekeeper')"),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "role", "number"),
    )
    op.create_index("ix_seat_contest_id", "seat", ["contest_id"])

    op.create_table(
        "settlement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("joint", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_settlement_contest_id", "settlement", ["contest_id"])

    op.create_table(
        "criterion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("maximum", sa.String(40), nullable=False),
        sa.Column("step", sa.String(40), nullable=False),
        sa.Column("weight", sa.String(40), nullable=False),
        sa.Column("stage", sa.Integer()),
        sa.ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "round", "number"),
    )
    op.create_index("ix_criterion_contest_id", "criterion", ["contest_id"])

    op.create_table(
        "finish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id", "entry"],
            ["entry.contest_id", "entry.number"],
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "round", "stage", "entry"),
    )
    op.create_index("ix_finish_contest_id", "finish", ["contest_id"])

    op.create_table(
        "penalty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer()),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("points", sa.String(40), nullable=False),
        sa.Column("effect", sa.String(length=12), nullable=False),
        sa.Column("late_seconds", sa.Integer()),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.CheckConstraint("state in ('proposed','confirmed','dismissed','withdrawn')"),
        sa.ForeignKeyConstraint(
            ["contest_id", "entry"],
            ["entry.contest_id", "entry.number"],
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "number"),
    )
    op.create_index("ix_penalty_contest_id", "penalty", ["contest_id"])

    op.create_table(
        "scoresheet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("judge", sa.Integer(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("reopened", sa.String(length=300)),
        sa.ForeignKeyConstraint(
            ["contest_id", "entry"],
            ["entry.contest_id", "entry.number"],
        ),
        sa.ForeignKeyConstraint(
            ["contest_id", "round"],
            ["round.contest_id", "round.number"],
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "round", "entry", "judge"),
    )
    op.create_index("ix_scoresheet_contest_id", "scoresheet", ["contest_id"])

    op.create_table(
        "stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("overtime", sa.JSON()),
        sa.CheckConstraint("kind in ('together','each')"),
        sa.CheckConstraint("seconds > 0"),
        sa.ForeignKeyConstraint(["contest_id", "round"], ["round.contest_id", "round.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "round", "number"),
    )
    op.create_index("ix_stage_contest_id", "stage", ["contest_id"])

    op.create_table(
        "countdown",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id", "round", "stage"], ["stage.contest_id", "stage.round", "stage.number"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "round", "stage", "entry"),
    )
    op.create_index("ix_countdown_contest_id", "countdown", ["contest_id"])

    op.create_table(
        "score",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contest_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Integer(), nullable=False),
        sa.Column("judge", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.Integer(), nullable=False),
        sa.Column("value", sa.String(40)),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id", "round", "criterion"],
            ["criterion.contest_id", "criterion.round", "criterion.number"],
        ),
        sa.ForeignKeyConstraint(
            ["contest_id", "round", "entry", "judge"],
            ["scoresheet.contest_id", "scoresheet.round", "scoresheet.entry", "scoresheet.judge"],
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["contest_id"], ["contest.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("contest_id", "round", "entry", "judge", "criterion"),
    )
    op.create_index("ix_score_contest_id", "score", ["contest_id"])
    forbid_changes_of_facts()


def forbid_changes_of_facts() -> None:
    """The audit log is append-only for whoever holds the file open as well."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION fact_unchanged() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit log is only ever added to'; END $$"
        )
        op.execute("CREATE TRIGGER fact_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON fact EXECUTE FUNCTION fact_unchanged()")
        return
    for act in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER fact_no_{act} BEFORE {act.upper()} ON fact "
            "BEGIN SELECT RAISE(ABORT, 'the audit log is only ever added to'); END"
        )


def downgrade() -> None:
    op.drop_table("score")
    op.drop_table("countdown")
    op.drop_table("stage")
    op.drop_table("scoresheet")
    op.drop_table("penalty")
    op.drop_table("finish")
    op.drop_table("criterion")
    op.drop_table("settlement")
    op.drop_table("seat")
    op.drop_table("screen")
    op.drop_table("round")
    op.drop_table("operation")
    op.drop_table("fact")
    op.drop_table("entry")
    op.drop_table("organizer")
    op.drop_table("contest")
