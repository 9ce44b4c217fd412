"""What can have happened to the reveal: planned, begun, moved a step, paused, ended. Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class RevealPlanned(Fact):
    """`order` places or prizes; `extras` are [award, the one after which it comes or None]."""

    order: str
    extras: list[list[str | None]]


@dataclass(frozen=True)
class RevealBegun(Fact):
    rehearsal: bool


@dataclass(frozen=True)
class RevealMoved(Fact):
    """The stage stands at `step` now, -1 before the first: `scene` (hush, open, finale) of the award called `award`.
    `entries`: who was opened there; none in a rehearsal."""

    step: int
    scene: str | None
    award: str
    entries: list[int]
    rehearsal: bool


@dataclass(frozen=True)
class RevealPaused(Fact):
    step: int


@dataclass(frozen=True)
class RevealResumed(Fact):
    step: int


@dataclass(frozen=True)
class RevealEnded(Fact):
    """`why`: done, rehearsal, curtain (it was moved by hand), withdrawn (the result was)."""

    step: int
    why: str
