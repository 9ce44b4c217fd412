"""What a tablet hands over without a network: its unsent operations as a file or as the digits of several QR codes.

The text is JSON whose last member `mark` is a MAC over everything before it, made with a key that only the seat's own page and
this server can compute. Reads and checks; what becomes of the operations is contest/receiving.py's business. The browser's half:
static/js/models/parcel.js. The format: docs/decisions/parcels.md.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from contest import seats
from contest.config import Settings
from contest.rules.refusals import Refused

VERSION = 1
MOST_BYTES = 2 * 1024 * 1024  # of a parcel's text, also when it comes compressed
MOST_OPERATIONS = 10_000
MARKED = re.compile(r'\s*(\{.*),"mark":"([0-9a-f]{32})"\}\s*', re.DOTALL)
CODE = re.compile(r"57([01])(\d{6})(\d{2})(\d{2})(\d+)(\d{4})")  # packed how, whose parcel, which of how many, bytes, check
BLOCK, BLOCK_DIGITS = 7, 17
DIGITS = (0, 3, 5, 8, 10, 13, 15, BLOCK_DIGITS)  # so many for a block of so many bytes
Name = Annotated[str, StringConstraints(max_length=100)]
OpId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Operation(BaseModel):
    """One act of a judge as it lies in the outbox. `after`: an act on the same cell on whose answer this one builds."""

    model_config = ConfigDict(extra="forbid", strict=True)
    op_id: OpId
    command: Name
    fields: dict[str, Any]
    base: Annotated[int, Field(ge=0, le=10**9)] | None
    after: OpId | None


class Parcel(BaseModel):
    """`seen`: server time (ms) at which the tablet last heard of its scoresheets; `device`: see `device_name`."""

    model_config = ConfigDict(extra="forbid", strict=True)
    kind: Literal["contest-parcel"]
    version: int
    server: Name
    contest: Name
    seat: Annotated[str, StringConstraints(pattern=r"^judge-[1-9][0-9]{0,3}$")]
    link: int
    device: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
    seen: Annotated[int, Field(ge=0, le=10**14)]
    operations: Annotated[list[Operation], Field(min_length=1, max_length=MOST_OPERATIONS)]

    @property
    def judge(self) -> int:
        return int(self.seat.removeprefix("judge-"))


@dataclass(frozen=True)
class Collected:
    """How far the codes of one parcel have come: `text` once all `of` them are there."""

    has: list[int]
    of: int
    text: str | None


def device_name(key: str) -> str:
    """What names a device in a parcel: its key, which is worth a seat, stays secret."""
    return hashlib.sha256(b"parcel device" + key.encode()).hexdigest()[:16]


def key(settings: Settings, slug: str, seat: str, link: int, device: str) -> str:
    """What the seat's page signs its parcels with, 32 hex digits; good for nothing else."""
    told = f"parcel|{slug}|{seat}|{link}|{device}".encode()
    return hmac.new(settings.secret, told, hashlib.sha256).hexdigest()[:32]


def given_along(settings: Settings, slug: str, seat: str, link: int, device_key: str) -> dict[str, Any]:
    """What a judge's page must hold to make a parcel while the server is away."""
    device = device_name(device_key)
    told = {"server": seats.installation(settings), "link": link, "device": device}
    return {**told, "key": key(settings, slug, seat, link, device)}


def opened(settings: Settings, slug: str, text: str) -> Parcel:
    """A parcel of this contest that nobody changed.

    Raises Refused('parcel_unreadable'), ('parcel_too_new'), ('parcel_foreign') and ('parcel_changed').
    """
    found = MARKED.fullmatch(text) if len(text) <= MOST_BYTES else None
    if found is None:
        raise Refused("parcel_unreadable")
    content = found[1] + "}"
    try:
        parcel = Parcel.model_validate_json(content)
    except ValidationError:
        raise Refused("parcel_unreadable") from None
    if parcel.version > VERSION:
        raise Refused("parcel_too_new")
    if (parcel.server, parcel.contest) != (seats.installation(settings), slug):
        raise Refused("parcel_foreign", contest=parcel.contest)
    if not hmac.compare_digest(mark(key(settings, slug, parcel.seat, parcel.link, parcel.device), content), found[2]):
        raise Refused("parcel_changed")
    return parcel


def mark(with_key: str, content: str) -> str:
    return hmac.new(bytes.fromhex(with_key), content.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]


def collected(codes: Iterable[str]) -> Collected:
    """What these codes hold, in any order, some of them perhaps twice.

    Raises Refused('code_unknown') for one that is none of ours or was misread, ('codes_mixed') for those of two parcels and
    ('parcel_unreadable').
    """
    parts = [_part(code) for code in codes]
    if not parts:
        raise Refused("code_unknown")
    kind, name, of = parts[0][:3]
    if any(part[:3] != (kind, name, of) for part in parts):
        raise Refused("codes_mixed")
    content = {number: data for *_, number, data in parts}
    if len(content) < of:
        return Collected(sorted(content), of, None)
    whole = b"".join(content[number] for number in sorted(content))
    if name != f"{int(hashlib.sha256(whole).hexdigest(), 16) % 10**6:06}":
        raise Refused("parcel_unreadable")
    return Collected(sorted(content), of, _unpacked(whole, kind))


def is_code(text: str) -> bool:
    """Whether this may be one of ours; a hall is full of other codes."""
    return CODE.fullmatch(text) is not None


def _part(code: str) -> tuple[str, str, int, int, bytes]:
    found = CODE.fullmatch(code.strip())
    if found is None or not code.strip().isascii() or _check(code.strip()[:-4]) != found[6]:
        raise Refused("code_unknown")
    number, of = int(found[3]), int(found[4])
    if not 1 <= number <= of:
        raise Refused("code_unknown")
    return found[1], found[2], of, number, _bytes(found[5])


def _check(text: str) -> str:
    return f"{int(hashlib.sha256(text.encode()).hexdigest(), 16) % 10**4:04}"


def _bytes(digits: str) -> bytes:
    """Blocks of seven bytes as seventeen digits each; the last one may be shorter."""
    blocks = [digits[at:at + BLOCK_DIGITS] for at in range(0, len(digits), BLOCK_DIGITS)]
    try:
        return b"".join(int(block).to_bytes(DIGITS.index(len(block)), "big") for block in blocks)
    except (ValueError, OverflowError):
        raise Refused("code_unknown") from None


def _unpacked(content: bytes, kind: str) -> str:
    """Raises Refused('parcel_unreadable'), also for what grows beyond measure."""
    try:
        if kind == "1":
            stream = zlib.decompressobj()
            content = stream.decompress(content, MOST_BYTES)
            if not stream.eof:
                raise Refused("parcel_unreadable")
        return content.decode()
    except (zlib.error, UnicodeDecodeError):
        raise Refused("parcel_unreadable") from None
