"""The vocabulary in which a standing explains itself: frozen values, exact numbers, no sentences.

`told()` turns any of it into JSON: Decimals and fractions become digit strings; an endless fraction ends in "…".
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from contest.rules.contests import Adds
from contest.rules.rounding import half_up, plain, rounded, written
from contest.rules.skating import SkatingStep

Use = Literal["kept", "dropped_high", "dropped_low", "not_middle"]


@dataclass(frozen=True)
class Rounded:
    """A number before and after a declared rounding; `places` None means that none is declared."""

    before: Fraction
    places: int | None
    after: Fraction

    def told(self) -> dict[str, Any]:
        after = written(self.after) if self.places is None else plain(half_up(self.after, self.places))
        return {"before": written(self.before), "places": self.places, "after": after}


@dataclass(frozen=True)
class Part:
    """One score inside a judge's total: the score, its criterion's weight, the entry's factor, and the points they make."""

    criterion: int
    score: Decimal
    weight: Decimal
    factor: Decimal
    points: Fraction


@dataclass(frozen=True)
class Term:
    """One judge's number in a step and what became of it: a total made of `parts`, or one score without parts.

    `off` was taken off this judge's total. `counted` is what the method made of the number (a rank, a clamped mark).
    """

    judge: int
    value: Fraction
    use: Use
    counted: Fraction
    off: Decimal = Decimal(0)
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Step:
    """A panel's numbers made one: what the kept `terms` count for added, divided, rounded, weighted, rounded.

    `criterion` None: the terms are judges' totals, already weighted (`weight` is 1). `method` was asked for, `applied`
    is what the panel allowed: a panel too small to trim is averaged plainly. Skating: the figure is the place that rules
    5 to 8 give, and sum and divisor only repeat it.
    """

    criterion: int | None
    method: str
    applied: str
    terms: tuple[Term, ...]
    sum: Fraction
    divisor: int | Fraction
    figure: Rounded
    weight: Decimal
    factor: Decimal
    points: Rounded


@dataclass(frozen=True)
class Deduction:
    """A confirmed penalty as it was taken off the total."""

    penalty: int
    kind: Literal["time", "other"]
    points: Decimal
    late_seconds: int | None
    reason: str


@dataclass(frozen=True)
class TieValue:
    """What one entry showed to a tie-break: one number, or several compared from the first."""

    entry: int
    figures: tuple[Fraction, ...]


@dataclass(frozen=True)
class TieStep:
    """A tie-break that separated entries: its key, its position in the list from 1, the entries' values, best first.

    Keys `settled`, `tie_room` and `lots` are decisions, with their reason; their values are empty, `entries` gives the order.
    """

    key: str
    position: int
    entries: tuple[int, ...]
    values: tuple[TieValue, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Outside:
    """Points of a round that no judge gave."""

    label: str
    points: Decimal


@dataclass(frozen=True)
class RoundStanding:
    """An entry's points in one round and how they came about; `received` complete scoresheets of `panel` counted.

    The steps added, divided by the weights' sum where `weights` says so, times `factor`, plus what came from `outside`,
    rounded: `total`. `looks` are those of the skating system. `after`: the points of the standing after this round.
    """

    number: int
    points: Decimal | None
    received: int
    panel: int
    steps: tuple[Step, ...] = ()
    weights: Decimal | None = None
    factor: Decimal = Decimal(1)
    outside: tuple[Outside, ...] = ()
    total: Rounded | None = None
    looks: tuple[SkatingStep, ...] = ()
    after: Decimal | None = None


@dataclass(frozen=True)
class Added:
    """What one round put into the standing: its `value` (points or place) times `weight`; not `used` when others were better."""

    round: int
    value: Fraction
    weight: Decimal
    used: bool


@dataclass(frozen=True)
class Arithmetic:
    """From the rounds to the points that are ranked: what was `added`, summed, rounded; then the deductions.

    `sum` - `deductions` (`floored` at zero) = `points`; where the lowest wins, deductions are put on. `adds` says whether
    points or places of the rounds were added.
    """

    rounds: tuple[RoundStanding, ...]
    adds: Adds
    added: tuple[Added, ...]
    sum: Rounded
    deductions: tuple[Deduction, ...]
    floored: bool
    low_wins: bool
    points: Decimal
    ties: tuple[TieStep, ...] = ()


def round_off(value: Fraction, places: int | None) -> Rounded:
    return Rounded(value, places, rounded(value, places))


def told(value: Any) -> Any:
    """Any value of this vocabulary as JSON values; dataclasses become objects with their fields' names."""
    if isinstance(value, Rounded):
        return value.told()
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Fraction):
        return written(value)
    if is_dataclass(value):
        return {field.name: told(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [told(one) for one in value]
    return value
