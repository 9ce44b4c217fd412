"""Pictures as phones and strangers send them, drawn here: no file of somebody else's."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

RED, BLUE = (200, 30, 30), (30, 30, 200)


def jpeg(width: int = 640, height: int = 480, colour: tuple[int, int, int] = RED, turned: int = 1, gps: bool = False) -> bytes:
    """Left half `colour`, right half blue. `turned`: EXIF's word for how it was held; `gps`: with place, device, words."""
    image = Image.new("RGB", (width, height), colour)
    image.paste(BLUE, (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0112] = turned
    if gps:
        exif[0x010F], exif[0x010E] = "Máy của Lan", "bàn của Đội Hoa Mai"
        exif[0x8825] = {1: "N", 2: (16.0, 3.0, 0.0), 3: "E", 4: (108.0, 12.0, 0.0)}
    return _saved(image, "JPEG", exif=exif, quality=90)


def png(width: int = 300, height: int = 200) -> bytes:
    """Half of it see-through."""
    image = Image.new("RGBA", (width, height), (0, 120, 0, 255))
    image.paste((0, 0, 0, 0), (width // 2, 0, width, height))
    return _saved(image, "PNG")


def webp() -> bytes:
    return _saved(Image.new("RGB", (320, 240), BLUE), "WEBP")


def heic() -> bytes:
    return b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 200


def bomb(width: int = 30_000, height: int = 30_000, lines: int = 2000) -> bytes:
    """A PNG of some hundred kilobytes that says it is 900 million pixels."""
    packed = zlib.compress(b"\x00" * ((width + 1) * lines), 9)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def text_bomb() -> bytes:
    """A small PNG with words that grow to a gigabyte."""
    words = b"Comment\x00\x00" + zlib.compress(b"a" * 200_000_000, 9)
    return png()[:33] + _chunk(b"zTXt", words) + png()[33:]


def opened(content: bytes) -> Image.Image:
    image: Image.Image = Image.open(io.BytesIO(content))
    image.load()
    return image


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
