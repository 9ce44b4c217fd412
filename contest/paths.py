"""Where things lie: the files we ship (static, templates) and the folder that holds a hall's contests."""

from __future__ import annotations

from pathlib import Path

import platformdirs

PACKAGE = Path(__file__).resolve().parent
_SHIPPED = PACKAGE / "_assets"
ASSETS = _SHIPPED if _SHIPPED.is_dir() else PACKAGE.parent
STATIC = ASSETS / "static"
TEMPLATES = ASSETS / "templates"
TRANSLATIONS = PACKAGE / "translations"
MIGRATIONS = PACKAGE / "store" / "migrations"


def default_data() -> Path:
    """`./instance` in a checkout, else the user's data folder; never inside an environment that an upgrade wipes."""
    if not _SHIPPED.is_dir():
        return ASSETS / "instance"
    return Path(platformdirs.user_data_dir("contest", appauthor=False))
