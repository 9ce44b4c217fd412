"""The engine and the one writer. SQLite: a safe driver, FULL syncs, BEGIN IMMEDIATE for writes; PostgreSQL: store/postgres.py.
Nothing about contests.

Below SQLite's version floor (its write-ahead log can lose commits) the rollback journal with EXTRA syncs is used instead.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import DeclarativeBase

from contest.rules.refusals import Refused
from contest.store import postgres

try:
    import pysqlite3
except ImportError:  # not Linux, or another Python
    pysqlite3 = None

WAL_FLOOR = (3, 51, 3)
BACKPORTS = ((3, 50, 7), (3, 44, 6))


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)
WRITER_SECONDS = 4.0  # a writer waits so long for its turn, and for another process that holds the file
AGAIN_SECONDS = 0.02
_writer = threading.Lock()


def driver(system_only: bool = False) -> Any:
    """The sqlite3 module to use: the bundled newer one where it is installed."""
    return sqlite3 if system_only or pysqlite3 is None else pysqlite3


def wal_is_safe(version: tuple[int, ...]) -> bool:
    """Whether this SQLite release has the fix for the WAL-reset fault (sqlite.org/wal.html)."""
    return version >= WAL_FLOOR or any(version[:2] == fixed[:2] and version >= fixed for fixed in BACKPORTS)


def engine_options(url: str, system_only: bool = False) -> dict[str, Any]:
    if not url.startswith("sqlite"):
        return postgres.options()
    return {"module": driver(system_only), "connect_args": {"timeout": 5, "check_same_thread": False}}


def prepare(engine: Engine, reader_ms: int) -> None:
    """Set each new connection up and take transactions into our own hands. `reader_ms`: a reader waits so long inside SQLite,
    where an event loop stands still; WAL readers hardly ever wait at all."""
    if engine.dialect.name != "sqlite":
        postgres.prepare(engine)
        return
    safe = is_safe(engine)

    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={reader_ms}")
        cursor.execute(f"PRAGMA journal_mode={'WAL' if safe else 'DELETE'}")
        cursor.execute(f"PRAGMA synchronous={'FULL' if safe else 'EXTRA'}")
        cursor.execute("PRAGMA fullfsync=1")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        if not connection.get_execution_options().get("writes", False):
            connection.exec_driver_sql("BEGIN")
            return
        connection.exec_driver_sql("PRAGMA busy_timeout=0")  # a writer waits in _begin, where others can go on
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        finally:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={reader_ms}")


def write_options(engine: Engine) -> dict[str, Any]:
    """How a connection of this engine is told that it writes."""
    return {"writes": True} if engine.dialect.name == "sqlite" else postgres.write_options()


def is_safe(engine: Engine) -> bool:
    """Whether the fast journal may be used: a database server, or an SQLite with the fix."""
    module: Any = engine.dialect.dbapi
    return engine.dialect.name != "sqlite" or wal_is_safe(module.sqlite_version_info)


@contextmanager
def writing() -> Iterator[None]:
    """The one write transaction of this process: commits at the end, changes nothing when anything raises.

    Raises what `turn` and `transaction` do.
    """
    with turn(), transaction():
        yield


@contextmanager
def turn() -> Iterator[None]:
    """The one writer of this process. Raises Refused('try_again') when the turn does not come."""
    db.session.rollback()  # a reader's snapshot must not be written on, nor its lock held while we wait for our turn
    if not _writer.acquire(timeout=WRITER_SECONDS):
        raise Refused("try_again")
    try:
        yield
    finally:
        _writer.release()


@contextmanager
def transaction() -> Iterator[None]:
    """What is written within stands or falls as one; for whoever has the turn.

    Raises Refused('storage_full') when the disk is full and Refused('try_again') when another process holds the file.
    """
    try:
        _begin(time.monotonic() + WRITER_SECONDS)
        yield
        db.session.commit()
    except DBAPIError as failure:
        db.session.rollback()
        raise _refusal(failure) from failure
    except BaseException:
        db.session.rollback()
        raise


def is_writing() -> bool:
    """Whether this session is inside the write transaction."""
    return bool(db.session.connection().get_execution_options().get("writes", False))


@contextmanager
def alone() -> Iterator[None]:
    """No write of this process for as long as the block lasts; the one under way is let finish."""
    db.session.rollback()
    taken = _writer.acquire(timeout=WRITER_SECONDS)
    try:
        yield
    finally:
        if taken:
            _writer.release()


def _begin(last: float) -> None:
    """Open the write transaction. While another process holds the file we ask again and again: waiting inside SQLite would
    hold up everybody on an event loop."""
    while True:
        try:
            db.session.connection(execution_options=write_options(db.engine))
            return
        except OperationalError as failure:
            db.session.rollback()
            if db.engine.dialect.name != "sqlite" or not _is_busy(failure) or time.monotonic() >= last:
                raise
        time.sleep(AGAIN_SECONDS)


def _refusal(failure: DBAPIError) -> Exception:
    if db.engine.dialect.name != "sqlite":
        return postgres.refusal(failure)
    if not isinstance(failure, OperationalError):
        return failure
    text = str(failure.orig).lower()
    if "full" in text or "disk i/o" in text:
        return Refused("storage_full")
    return Refused("try_again") if _is_busy(failure) else failure


def _is_busy(failure: DBAPIError) -> bool:
    text = str(failure.orig).lower()
    return "locked" in text or "busy" in text
