"""What can have happened while a contest is set up. Everybody else asks contest/rules/facts.py, where all facts are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contest.rules.fact import Fact


@dataclass(frozen=True)
class ContestCreated(Fact):
    slug: str
    title: str
    preset: str


@dataclass(frozen=True)
class ContestImported(Fact):
    slug: str
    title: str
    sha256: str


@dataclass(frozen=True)
class ContestCopied(Fact):
    slug: str
    title: str
    source: str


@dataclass(frozen=True)
class ContestChanged(Fact):
    """Title, theme, place, date, colour and the like; `changes` maps a field to its new value."""

    changes: dict[str, Any]


@dataclass(frozen=True)
class RulesChanged(Fact):
    """Method, rounding, tie-breaks, prizes; `changes` maps a field to its new value."""

    changes: dict[str, Any]


@dataclass(frozen=True)
class RoundsChanged(Fact):
    """The rounds with their stages and criteria as they now are (archive shape)."""

    rounds: list[dict[str, Any]]


@dataclass(frozen=True)
class TeamAdded(Fact):
    entry: int
    name: str
    short_name: str
    concept: str


@dataclass(frozen=True)
class TeamChanged(Fact):
    entry: int
    changes: dict[str, Any]


@dataclass(frozen=True)
class TeamRemoved(Fact):
    entry: int
    name: str


@dataclass(frozen=True)
class RunningOrderSet(Fact):
    entries: list[int]


@dataclass(frozen=True)
class JudgeAdded(Fact):
    judge: int
    name: str


@dataclass(frozen=True)
class JudgeChanged(Fact):
    judge: int
    name: str


@dataclass(frozen=True)
class JudgeRemoved(Fact):
    judge: int
    name: str


@dataclass(frozen=True)
class ScorekeeperAdded(Fact):
    scorekeeper: int
    name: str


@dataclass(frozen=True)
class LinkRenewed(Fact):
    """A seat's old link and cookies stopped working; a new one can be printed."""

    seat: str


@dataclass(frozen=True)
class PrintedAddressNoted(Fact):
    """Sheets of links were printed with this address."""

    address: str


@dataclass(frozen=True)
class ContestStartedOver(Fact):
    """Scores, stamps and penalties were cleared after a backup; set-up and links were kept."""

    backup: str
    scores: int


@dataclass(frozen=True)
class ContestArchived(Fact):
    pass


@dataclass(frozen=True)
class PresetSaved(Fact):
    """This contest's structure and rules were kept, to begin others from."""

    name: str
    title: str


@dataclass(frozen=True)
class PresetRemoved(Fact):
    """An own preset was thrown away from this contest's page; contests that were made from it stay."""

    name: str
    title: str
