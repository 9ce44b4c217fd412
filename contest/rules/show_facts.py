"""What can have happened to the show: screens named and shown which they are, sets of scenes, lots drawn for the running order.
Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contest.rules.fact import Fact


@dataclass(frozen=True)
class ScreenRenamed(Fact):
    screen: str
    title: str


@dataclass(frozen=True)
class ScreensIdentified(Fact):
    """These screens were asked to say which they are, for some seconds."""

    screens: list[str]


@dataclass(frozen=True)
class SceneSetSaved(Fact):
    """What all screens showed was kept under a name; `screens` as the archive writes them."""

    number: int
    title: str
    screens: list[dict[str, Any]]


@dataclass(frozen=True)
class SceneSetRemoved(Fact):
    number: int
    title: str


@dataclass(frozen=True)
class OrderDrawn(Fact):
    """The order of presentation was drawn: that of the SHA-256 of "seed|entry number", least first. It holds once every lot
    is open."""

    draw: int
    entries: list[int]
    seed: str
    reason: str


@dataclass(frozen=True)
class LotOpened(Fact):
    """The hall was shown who has this turn."""

    draw: int
    turn: int
    entry: int
