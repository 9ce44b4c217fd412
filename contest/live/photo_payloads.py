"""The shapes of what comes over the socket about photos; the pictures themselves come over HTTP (web/photos.py)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from contest.live.payloads import Payload, Revision

PhotoName = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class OnePhoto(Payload):
    photo: PhotoName


class MainPhoto(OnePhoto):
    base: Revision


class Gallery(Payload):
    gallery: Literal["never", "after", "always"]
