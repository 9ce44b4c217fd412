"""The shapes of what the desk says about the hall's sound, and of what a device that may sound tells of itself."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contest.live.payloads import Payload, ScreenId, Shape

Browser = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Call = Annotated[int, Field(ge=0, le=86400)]
Voice = Annotated[str, StringConstraints(max_length=80)]


class SoundDevice(Payload):
    """`browser`: its lasting id as it stood in its handshake; `screen` when it sounds on a screen's page."""

    kind: Literal["screen", "desk", "none"]
    browser: Browser | None
    screen: ScreenId | None


class Volume(Payload):
    volume: Annotated[int, Field(ge=0, le=100)]


class Muted(Payload):
    muted: bool


class OneCall(Payload):
    call: Call


class Heard(Shape):
    """What `report_sound` tells: whether somebody has let this page sound, the voices found on the device itself, and the
    recordings that it cannot play."""

    is_on: bool
    vi: Voice | None
    en: Voice | None
    unplayable: Annotated[list[Call], Field(max_length=20)]
