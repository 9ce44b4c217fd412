"""What can have happened when scores reach the desk by hand, or too late to count. Known in contest/rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class ParcelBrought(Fact):
    """Staff took in what a judge's tablet had kept, by `way` (file, codes). `operations`: the ids of all that was in it; what
    became of each stands in the log under its id."""

    judge: int
    way: str
    device: str
    operations: list[str]


@dataclass(frozen=True)
class LateTakenOver(Fact):
    """The organizer let something that came late count; the correction that did it stands beside this."""

    late: int
    round: int
    entry: int
    judge: int
    reason: str
