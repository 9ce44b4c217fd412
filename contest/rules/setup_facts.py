"""What can have happened while a contest is set up. Everybody else asks contest/rules/facts.py, where all facts are known."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    """Title, theme, place, date, colour, motif and the like; `changes` maps a field to its new value."""

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
    unit: str = ""
    division: int | None = None
    heat: int | None = None
    say: str = ""


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
class FactorSet(Fact):
    """An entry's own factor, of one criterion or (None) of all its points in the round; None takes it away."""

    round: int
    entry: int
    criterion: int | None
    factor: str | None


@dataclass(frozen=True)
class ExternalSet(Fact):
    """Points of a round that no judge gave; None takes them away."""

    round: int
    entry: int
    label: str
    points: str | None


@dataclass(frozen=True)
class JudgeAdded(Fact):
    judge: int
    name: str


@dataclass(frozen=True)
class JudgeChanged(Fact):
    """Called `name` now; `changes` maps a field (head, marks, counts, rounds, units, recused) to its new value."""

    judge: int
    name: str
    changes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class JudgeRemoved(Fact):
    judge: int
    name: str


@dataclass(frozen=True)
class HelperAdded(Fact):
    """A scorekeeper, steward or presenter. Earlier logs call it scorekeeper_added, with no role: there were only those."""

    helper: int
    name: str
    role: str


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
