"""Alembic's way in: runs the scripts on the application's own engine, in one write transaction, references checked after."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from contest.store.database import db, write_options
from contest.store.tables import Exact


def run() -> None:
    engine = db.engine
    with engine.connect().execution_options(**write_options(engine)) as connection:
        connection.detach()  # it goes back to no pool with its references unchecked
        if engine.dialect.name == "sqlite":
            connection.connection.cursor().execute("PRAGMA foreign_keys=OFF")  # tables are rebuilt by copying
        context.configure(
            connection=connection, target_metadata=db.metadata, render_as_batch=True, render_item=written_type
        )
        with context.begin_transaction():
            context.run_migrations()
            if engine.dialect.name == "sqlite":
                check_references(connection)


def written_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A script names plain column types only: it must still run when ours have moved on."""
    return f"sa.String({item.impl.length})" if kind == "type" and isinstance(item, Exact) else False


def check_references(connection: Any) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the new tables break references: {broken[:3]}")


run()
