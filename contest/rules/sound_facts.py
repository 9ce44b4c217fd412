"""What can have happened to the hall's sound: which device makes it, how loud, in which language. Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contest.rules.fact import Fact


@dataclass(frozen=True)
class SoundDeviceChosen(Fact):
    """The one device that sounds: a `screen` by its title, the `desk` of a seat, or `none`."""

    where: str
    name: str


@dataclass(frozen=True)
class SoundChanged(Fact):
    """Volume (percent), muted, language, spoken, ticks: those that changed."""

    changes: dict[str, Any]


@dataclass(frozen=True)
class SoundTried(Fact):
    """An announcement was played for a try. `call`: the seconds left that it tells, 0 the end."""

    call: int


@dataclass(frozen=True)
class RecordingKept(Fact):
    """A recording of the organizer's own for an announcement, by its file's name and the SHA-256 of its bytes."""

    call: int
    name: str
    sha256: str


@dataclass(frozen=True)
class RecordingDropped(Fact):
    call: int
