"""What a contest is made of: rounds, stages, criteria, entries, judges and the rules they are scored by.

Everything is known by its number (a round in its contest, a criterion in its round, an entry, a judge), never by a
database id, so that facts and archives mean the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ContestPhase = Literal["setup", "running", "official", "archived"]
RoundPhase = Literal["planned", "open", "closed"]
StageKind = Literal["together", "each"]
EntryStatus = Literal["competing", "not_placed", "disqualified", "withdrawn"]
Scope = Literal["judge_total", "criterion"]
OvertimeFormula = Literal["per_started_unit", "per_full_unit", "table"]
CutoffStatus = Literal["not_placed", "disqualified"]


@dataclass(frozen=True)
class Criterion:
    """What one score answers. `maximum` and `step` in points; `weight` multiplies the score; `stage` where it is judged."""

    number: int
    name: str
    maximum: Decimal
    step: Decimal = Decimal("0.5")
    weight: Decimal = Decimal(1)
    stage: int | None = None


@dataclass(frozen=True)
class Overtime:
    """How lateness becomes points (scoring.md 3). Times in whole seconds; `table` rows are (late at least, points)."""

    formula: OvertimeFormula
    grace: int = 0
    unit: int = 60
    points: Decimal = Decimal(0)
    table: tuple[tuple[int, Decimal], ...] = ()
    cap: Decimal | None = None
    cutoff: int | None = None
    cutoff_status: CutoffStatus = "not_placed"


@dataclass(frozen=True)
class Stage:
    """A timed part of a round: one countdown for all (`together`) or one per entry (`each`), of `seconds`."""

    number: int
    name: str
    kind: StageKind
    seconds: int
    overtime: Overtime | None = None


@dataclass(frozen=True)
class Method:
    """How a panel's scores become points, and how each declared step is rounded (decimals; None keeps it exact)."""

    name: str = "mean"
    scope: Scope = "judge_total"
    drop_high: int = 0
    drop_low: int = 0
    round_score: int | None = None
    round_criterion: int | None = None
    round_points: int = 2


@dataclass(frozen=True)
class Round:
    """A part that is judged, with its own scoresheets; `judging_from` says whether judges may score before time is up."""

    number: int
    name: str
    stages: tuple[Stage, ...]
    criteria: tuple[Criterion, ...]
    method: Method = Method()
    phase: RoundPhase = "planned"
    judging_from: Literal["start", "time_up"] = "start"

    @property
    def maximum(self) -> Decimal:
        """The most one judge can give, in weighted points."""
        return sum((c.maximum * c.weight for c in self.criteria), Decimal(0))


@dataclass(frozen=True)
class Entry:
    """What is judged: one team's work. `number` is its lasting name, `order` its turn on stage."""

    number: int
    name: str
    short_name: str = ""
    concept: str = ""
    order: int = 0
    status: EntryStatus = "competing"
    status_reason: str = ""


@dataclass(frozen=True)
class Judge:
    number: int
    name: str


@dataclass(frozen=True)
class PrizeTier:
    """A prize and how many get it; `count` None means all that are left."""

    name: str
    count: int | None


@dataclass(frozen=True)
class Contest:
    """The whole event as the rules see it: structure and settings, no scores."""

    slug: str
    title: str
    rounds: tuple[Round, ...]
    entries: tuple[Entry, ...] = ()
    judges: tuple[Judge, ...] = ()
    ties: tuple[str, ...] = ()
    prizes: tuple[PrizeTier, ...] = ()
    stated_total: Decimal | None = None
    floor_at_zero: bool = True
    phase: ContestPhase = "setup"

    def round(self, number: int) -> Round:
        """The round of that number; KeyError where there is none."""
        for one in self.rounds:
            if one.number == number:
                return one
        raise KeyError(number)
