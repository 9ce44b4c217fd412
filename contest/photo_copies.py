"""Photos beside the database's copies: `backups/photos` holds every file that one of the kept copies names. A photo's file never
changes, so it is carried once: as a second name of the same file where the disk can do that, else as a copy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from contest.store.database import driver

FOLDER = "photos"


def carry(photos: Path, backups: Path) -> None:
    """Bring what is new over; what neither the house nor a kept copy of the database names any longer goes. Raises OSError."""
    kept, there = backups / FOLDER, _files(photos)
    have = _files(kept)
    for name in sorted(there.keys() - have.keys()):
        _second_name(there[name], kept / name[:2] / name)
    gone = have.keys() - there.keys()
    if gone:
        _forget((have[name] for name in gone), _named(sorted(backups.glob("*.db"))))


def _files(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in folder.glob("??/*.jpg")}


def _second_name(source: Path, target: Path) -> None:
    """Under another name first: a power cut leaves none that is half there."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".part")
    beside.unlink(missing_ok=True)
    try:
        os.link(source, beside)
    except FileNotFoundError:
        return  # taken away just now
    except OSError:
        shutil.copyfile(source, beside)
    beside.replace(target)


def _forget(gone: Iterable[Path], is_named: Callable[[str], bool]) -> None:
    for path in gone:
        if not is_named(path.name.rpartition("-")[0]):
            path.unlink(missing_ok=True)


def _named(copies: Iterable[Path]) -> Callable[[str], bool]:
    """Whether a copy of the database knows a photo of that name; one from before there were photos knows none."""
    found: set[str] = set()
    for path in copies:
        with closing(driver().connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'photo'").fetchone():
                found |= {row[0] for row in connection.execute("SELECT photo FROM photo")}
    return found.__contains__
