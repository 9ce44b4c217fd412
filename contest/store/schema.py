"""The database brought to the tables this version knows, by Alembic's scripts in `migrations/`. Nothing about contests."""

from __future__ import annotations

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import upgrade

from contest import paths
from contest.store.database import db


class TooNew(Exception):
    """The database was last used by a newer version; its tables are not ours to touch."""


def is_new() -> bool:
    """Whether the database holds nothing yet."""
    return _revision() is None


def is_current() -> bool:
    """Whether the tables are this version's. Raises TooNew."""
    scripts = ScriptDirectory(str(paths.MIGRATIONS))
    revision = _revision()
    if revision is not None and revision not in {script.revision for script in scripts.walk_revisions()}:
        raise TooNew(revision)
    return revision == scripts.get_current_head()


def bring_up() -> None:
    """Run the scripts that are missing, all or none."""
    upgrade(directory=str(paths.MIGRATIONS))


def _revision() -> str | None:
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()
