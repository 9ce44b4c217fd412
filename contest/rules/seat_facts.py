"""What can have happened to a seat: a device took it, another asked for it, a PIN was set or missed. Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class SeatTaken(Fact):
    """A judge's link was opened for the first time; the seat belongs to this device from now on."""

    judge: int
    device: str


@dataclass(frozen=True)
class DeviceAsked(Fact):
    """The link was opened on a device beside the one that holds the seat."""

    judge: int
    device: str


@dataclass(frozen=True)
class SeatHandedOver(Fact):
    """The organizer let a device take the seat over; the one before stopped."""

    judge: int
    device: str


@dataclass(frozen=True)
class DeviceTurnedAway(Fact):
    judge: int
    device: str


@dataclass(frozen=True)
class PinSet(Fact):
    seat: str


@dataclass(frozen=True)
class PinRemoved(Fact):
    seat: str


@dataclass(frozen=True)
class PinMissed(Fact):
    """Somebody held the seat's link and not its PIN; `left` tries remain."""

    seat: str
    left: int


@dataclass(frozen=True)
class PinUnlocked(Fact):
    seat: str
