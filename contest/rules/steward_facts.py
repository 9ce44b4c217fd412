"""What can have happened at a steward's hand beside the stamps themselves. Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class FinishTakenBack(Fact):
    """A stamp of a slipped thumb, taken away at once by whoever gave it; the team worked on."""

    round: int
    stage: int
    entry: int
    old_seconds: int
