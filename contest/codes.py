"""Reads the codes on a photo. Runs in the child of contest/limited.py; knows no contest and no parcel."""

from __future__ import annotations

import io
import json

import zxingcpp
from PIL import Image

from contest.rules.photos import MOST_PIXELS
from contest.rules.refusals import Refused

KINDS = ("JPEG", "PNG", "WEBP")
LARGEST = 4000  # the longer side: more than a code on a tablet's screen ever needs


def read(content: bytes) -> bytes:
    """The work: the texts of all QR codes on a JPEG, PNG or WebP, as JSON. Raises Refused('photo_too_many_pixels') and
    ('photo_broken')."""
    Image.MAX_IMAGE_PIXELS = None  # we say how many ourselves, before anything is decoded
    try:
        image = Image.open(io.BytesIO(content), formats=KINDS)
        if image.width * image.height > MOST_PIXELS:
            raise Refused("photo_too_many_pixels", most=MOST_PIXELS // 1_000_000)
        image.draft("L", (LARGEST, LARGEST))
        image.thumbnail((LARGEST, LARGEST), reducing_gap=2.0)
        grey = image.convert("L")
    except (OSError, ValueError, SyntaxError) as fault:
        raise Refused("photo_broken") from fault
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return json.dumps([one.text for one in found]).encode()
