"""What can have happened to scoresheets on paper: typed in, found equal, saved, thrown away. Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class PaperTyped(Fact):
    """Somebody typed a paper sheet in. Its numbers are not told: the second person types without knowing them. `reason` of a
    third look."""

    round: int
    entry: int
    judge: int
    reason: str = ""


@dataclass(frozen=True)
class PaperMerged(Fact):
    """Two people typed the same: it is the judge's signed scoresheet now. `typists`: their seats; `scores` and what stood there
    otherwise before (`old`) as [criterion, value]; `waits`: a second person is to confirm it."""

    round: int
    entry: int
    judge: int
    typists: list[str]
    scores: list[list[int | str]]
    old: list[list[int | str]]
    total: str
    revision: int
    reason: str = ""
    waits: bool = False


@dataclass(frozen=True)
class PaperAgreed(Fact):
    """Two people typed the same as the judge had signed on the tablet: nothing changed."""

    round: int
    entry: int
    judge: int
    typists: list[str]


@dataclass(frozen=True)
class PaperDropped(Fact):
    """What was typed was thrown away; what stands on the scoresheet stands."""

    round: int
    entry: int
    judge: int
    reason: str
