"""Files of photos in the data folder, beside the database: `photos/<two letters>/<name>-<size>.jpg`. Whose they are stands in the
database (store/photos.py).

A name is an HMAC of the contest, the entry and the picture itself, with the installation's secret: the same picture sent twice is
the same photo, and nobody outside can guess one.
"""

from __future__ import annotations

import errno
import hashlib
import hmac
from collections.abc import Iterable, Sequence
from pathlib import Path

from contest import runtime
from contest.config import Settings
from contest.pictures import Picture
from contest.rules.facts import Fact
from contest.rules.photos import SIZES
from contest.rules.refusals import Refused
from contest.rules.steward_facts import PhotoRemoved
from contest.store import photos

JPEG_STARTS, JPEG_ENDS = b"\xff\xd8", b"\xff\xd9"
FULL = (errno.ENOSPC, errno.EDQUOT)


class Photos:
    """The files of one data folder."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.data / "photos"
        self._secret = settings.secret

    def name(self, slug: str, entry: int, content: bytes) -> str:
        told = f"photo|{slug}|{entry}|{hashlib.sha256(content).hexdigest()}".encode()
        return hmac.new(self._secret, told, hashlib.sha256).hexdigest()[:32]

    def path(self, photo: str, size: int) -> Path:
        return self.folder / photo[:2] / f"{photo}-{size}.jpg"

    def is_kept(self, photo: str) -> bool:
        return all(self.path(photo, size).exists() for size in SIZES)

    def is_whole(self, photo: str) -> bool:
        """Whether every size is there from its first byte to its last."""
        return all(_is_jpeg(self.path(photo, size)) for size in SIZES)

    def keep(self, photo: str, pictures: Sequence[Picture]) -> None:
        """Write every size, whole or not at all. Raises Refused('storage_full')."""
        try:
            for size, picture in zip(SIZES, pictures, strict=True):
                _write(self.path(photo, size), picture.content)
        except OSError as fault:
            self.forget(photo)
            if fault.errno in FULL:
                raise Refused("storage_full") from fault
            raise

    def forget(self, photo: str) -> None:
        for size in SIZES:
            self.path(photo, size).unlink(missing_ok=True)

    def note(self, facts: Iterable[Fact]) -> None:
        """The files of a photo that was removed go, unless a copy of its contest still shows it."""
        for fact in facts:
            if isinstance(fact, PhotoRemoved) and not photos.is_named(fact.photo):
                self.forget(fact.photo)


def _is_jpeg(path: Path) -> bool:
    content = path.read_bytes() if path.exists() else b""
    return content.startswith(JPEG_STARTS) and content.endswith(JPEG_ENDS)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    try:
        beside.write_bytes(content)
        runtime.sync_file(beside)
        beside.replace(path)
        runtime.sync_folder(path.parent)
    finally:
        beside.unlink(missing_ok=True)
