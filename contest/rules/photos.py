"""Photos of the works: what kinds of picture are taken, told by their first bytes, and who of the public sees one when."""

from __future__ import annotations

from contest.rules.refusals import Refused

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 64_000_000
MOST_OF_ENTRY = 12
SIZES = (2560, 1280, 480)  # the longer side; never larger than what came
GALLERY = ("never", "after", "always")  # when the public sees a photo: never, once its stage is over, at once
HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


def check_kind(content: bytes) -> None:
    """Raises Refused('photo_too_large', 'photo_heic', 'photo_kind') for what is not a JPEG, PNG or WebP by its first bytes."""
    if len(content) > MOST_BYTES:
        raise Refused("photo_too_large", most=MOST_BYTES // 1024 // 1024)
    if content[4:8] == b"ftyp" and content[8:12] in HEIC:
        raise Refused("photo_heic")
    if not is_picture(content):
        raise Refused("photo_kind")


def is_picture(content: bytes) -> bool:
    """Whether it begins as a JPEG, PNG or WebP does."""
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return is_webp or content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"))


def is_shown(gallery: str, is_over: bool) -> bool:
    """Whether the public sees a photo. `is_over`: its stage has ended, its round is closed, or it belongs to none."""
    return gallery == "always" or (gallery == "after" and is_over)
