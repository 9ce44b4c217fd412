"""A picture made into smaller JPEGs, a logo into a smaller PNG, with nothing else in them.

Runs in the child of contest/limited.py; knows no contest. Metadata (place, time, device) and whatever else hid in the file stay
behind: every size is drawn anew.
"""

from __future__ import annotations

import io
import json
import struct
from dataclasses import dataclass

from PIL import Image, ImageCms

from contest.rules.photos import MOST_PIXELS
from contest.rules.refusals import Refused

KINDS = ("JPEG", "PNG", "WEBP")
QUALITY = 86
HEAD = struct.Struct(">I")
ORIENTATION = 0x0112  # of EXIF: how the camera was held
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class Picture:
    """One size: a JPEG, upright."""

    width: int
    height: int
    content: bytes


def sized(content: bytes, sizes: str) -> bytes:
    """The work: `sizes` like "2560,1280,480", the longer side of each, largest first. Answers what `unpacked` reads.

    Raises Refused('photo_too_many_pixels') and ('photo_broken').
    """
    try:
        wanted = [int(size) for size in sizes.split(",")]
        image = _opened(content, wanted[0])
        pictures = [_smaller(image, size) for size in wanted]
    except (OSError, ValueError, SyntaxError) as fault:
        raise Refused("photo_broken") from fault
    head = json.dumps([[one.width, one.height, len(one.content)] for one in pictures]).encode()
    return HEAD.pack(len(head)) + head + b"".join(one.content for one in pictures)


def transparent(content: bytes, size: str) -> bytes:
    """The work on a logo: a PNG whose longer side is `size` at most; what one can see through stays so.

    Raises Refused('photo_too_many_pixels') and ('logo_broken').
    """
    try:
        image, profile, turned = _loaded(content, int(size))
        seen = _in_srgb(image, profile).convert("RGBA")
        plain = Image.new("RGBA", seen.size)
        plain.paste(seen)
        file = io.BytesIO()
        _upright(plain, turned).save(file, "PNG", optimize=True)
    except (OSError, ValueError, SyntaxError) as fault:
        raise Refused("logo_broken") from fault
    return file.getvalue()


def unpacked(told: bytes) -> list[Picture]:
    """The pictures that `sized` made, in its order."""
    start = HEAD.size + HEAD.unpack_from(told)[0]
    found = []
    for width, height, length in json.loads(told[HEAD.size:start]):
        found.append(Picture(width, height, told[start:start + length]))
        start += length
    return found


def _opened(content: bytes, largest: int) -> Image.Image:
    """The first picture of the file, upright, in sRGB without transparency, no larger than is needed."""
    image, profile, turned = _loaded(content, largest)
    return _upright(_plain(_in_srgb(image, profile)), turned)


def _loaded(content: bytes, largest: int) -> tuple[Image.Image, bytes | None, int]:
    """The first picture of the file, no larger than is needed; its colour profile; how it was held."""
    Image.MAX_IMAGE_PIXELS = None  # we say how many ourselves, before anything is decoded
    image: Image.Image = Image.open(io.BytesIO(content), formats=KINDS)
    if image.width * image.height > MOST_PIXELS:
        raise Refused("photo_too_many_pixels", most=MOST_PIXELS // 1_000_000)
    profile = image.info.get("icc_profile")
    turned = image.getexif().get(ORIENTATION, 1)
    if image.mode == "P":  # a palette's numbers cannot be averaged
        image = image.convert("RGBA")
    image.thumbnail((largest, largest), reducing_gap=2.0)
    return image, profile, turned


def _upright(image: Image.Image, turned: int) -> Image.Image:
    return image.transpose(TURNS[turned]) if turned in TURNS else image


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile and image.mode == "RGB":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), inPlace=True)
        except ImageCms.PyCMSError:
            pass  # a profile nobody can read: the numbers are taken as they are
    return image


def _plain(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        ground = Image.new("RGBA", image.size, "white")
        ground.alpha_composite(image.convert("RGBA"))
        image = ground
    plain = Image.new("RGB", image.size)
    plain.paste(image.convert("RGB"))
    return plain


def _smaller(image: Image.Image, size: int) -> Picture:
    image.thumbnail((size, size), reducing_gap=2.0)
    file = io.BytesIO()
    image.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True, exif=b"")
    return Picture(image.width, image.height, file.getvalue())
