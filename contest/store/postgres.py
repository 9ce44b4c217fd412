"""What is different with PostgreSQL: readers see one moment, writers take turns across processes, and what its refusals mean.

psycopg2 waits cooperatively under eventlet: `runtime.patch()` sets its wait callback with everything else.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError

from contest.rules.refusals import Refused

ONE_WRITER = 0x636F6E74657374  # the installation's advisory lock; any number that nobody else takes
TURN_MS = 4000  # a writer waits so long for its turn
CONNECT_SECONDS = 5
NO_SPACE = "53100"
OF_THE_SERVER = ("08", "25P03", "40", "53", "55P03", "57")  # lost, too long idle, collided, out of something, no turn, shut down


def options() -> dict[str, Any]:
    """For the engine. A reader's queries see one moment, as with SQLite's write-ahead log."""
    return {
        "isolation_level": "REPEATABLE READ", "pool_pre_ping": True, "pool_size": 10, "max_overflow": 20, "pool_timeout": 5,
        "connect_args": {
            "connect_timeout": CONNECT_SECONDS, "options": f"-c lock_timeout={TURN_MS}", "keepalives_idle": 5,
            "keepalives_interval": 5, "keepalives_count": 2,
        },
    }


def prepare(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        if connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")


def write_options() -> dict[str, Any]:
    """For a connection that writes: each query sees what was committed until now, so what the writer before us left."""
    return {"writes": True, "isolation_level": "READ COMMITTED"}


def refusal(failure: DBAPIError) -> Exception:
    """What to raise instead: a refusal where trying again may help. An act whose commit was cut off is known by its op_id."""
    code = getattr(failure.orig, "pgcode", None)
    if code == NO_SPACE:
        return Refused("storage_full")
    is_lost = failure.connection_invalidated or code is None or code.startswith(OF_THE_SERVER)
    return Refused("try_again") if is_lost else failure
