"""What counts beside the judges' scores: factors, points from elsewhere, cuts and prizes by word, counted
votes. All of it recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Factor:
    """An entry's own factor (difficulty): multiplies one criterion's weight, or with `criterion` None all its points."""

    round: int
    entry: int
    criterion: int | None
    factor: Decimal


@dataclass(frozen=True)
class External:
    """Points that no judge gives (counted elements, a quiz, a capped vote), added to the panel's points of a round."""

    round: int
    entry: int
    points: Decimal
    label: str


@dataclass(frozen=True)
class Cut:
    """Who went on from a round, as recorded when the next one was opened. `reason` where people decided otherwise."""

    round: int
    entries: tuple[int, ...]
    reason: str = ""


@dataclass(frozen=True)
class Award:
    """A special prize given by somebody's word."""

    prize: int
    entry: int
    reason: str


@dataclass(frozen=True)
class Votes:
    """How many votes of the audience an entry was counted for a special prize."""

    prize: int
    entry: int
    votes: int


@dataclass(frozen=True)
class Given:
    """All of it, as the standings need it."""

    factors: tuple[Factor, ...] = ()
    externals: tuple[External, ...] = ()
    cuts: tuple[Cut, ...] = ()
    awards: tuple[Award, ...] = ()
    votes: tuple[Votes, ...] = ()

    def factors_of(self, round_: int, entry: int) -> Mapping[int | None, Decimal]:
        """By criterion; None for the whole round."""
        return {one.criterion: one.factor for one in self.factors if (one.round, one.entry) == (round_, entry)}

    def externals_of(self, round_: int, entry: int) -> tuple[External, ...]:
        return tuple(one for one in self.externals if (one.round, one.entry) == (round_, entry))


NOTHING = Given()
