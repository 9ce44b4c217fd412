"""What can have happened to the audience's ballot. Single votes are no facts: who voted stands in no log.

Known to rules/facts.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class BallotChanged(Fact):
    """The ballot as it now is: `round` None is all entries; its votes decide a special `prize`, or give at most `share` points
    in the round, or neither."""

    title: str
    round: int | None
    by_ticket: bool
    by_device: bool
    prize: int | None
    share: str | None


@dataclass(frozen=True)
class BallotRemoved(Fact):
    title: str


@dataclass(frozen=True)
class TicketsMade(Fact):
    """Voting cards `first` to `last` are valid from now on."""

    first: int
    last: int


@dataclass(frozen=True)
class BallotOpened(Fact):
    """`reason` where it had been closed already: the votes of before stand."""

    title: str
    entries: list[int]
    reason: str


@dataclass(frozen=True)
class BallotClosed(Fact):
    """`sha256`: of the counts as the record writes them, so that nobody can tell them otherwise later."""

    title: str
    votes: int
    sha256: str
