"""What can have happened to scores and scoresheets. Known in contest/rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class ScoreEntered(Fact):
    """`value` None means the score was wiped; `old` is what stood there before."""

    round: int
    entry: int
    judge: int
    criterion: int
    value: str | None
    old: str | None
    revision: int


@dataclass(frozen=True)
class ScoreCorrected(Fact):
    """A score changed from the desk, with its reason; the old value stays in the record. `waits`: a second person is to
    confirm the scoresheet."""

    round: int
    entry: int
    judge: int
    criterion: int
    value: str | None
    old: str | None
    revision: int
    reason: str
    waits: bool = False


@dataclass(frozen=True)
class ScoreReceivedLate(Fact):
    """A judge's score that came after the lock: kept under number `late`, not counted. `why`: what had closed."""

    late: int
    round: int
    entry: int
    judge: int
    criterion: int
    value: str | None
    why: str


@dataclass(frozen=True)
class CommentReceivedLate(Fact):
    """The same of a comment."""

    late: int
    round: int
    entry: int
    judge: int
    comment: str
    why: str


@dataclass(frozen=True)
class LateNoted(Fact):
    """The organizer has read what came late."""

    late: int
    round: int
    entry: int
    judge: int


@dataclass(frozen=True)
class CommentWritten(Fact):
    round: int
    entry: int
    judge: int
    comment: str
    revision: int


@dataclass(frozen=True)
class ScoresheetSubmitted(Fact):
    """`waits`: a second person is to confirm it."""

    round: int
    entry: int
    judge: int
    total: str
    revision: int
    waits: bool = False


@dataclass(frozen=True)
class ScoresheetConfirmed(Fact):
    """A second person read it back and let it count."""

    round: int
    entry: int
    judge: int
    total: str
    revision: int


@dataclass(frozen=True)
class ScoresheetReopened(Fact):
    round: int
    entry: int
    judge: int
    reason: str
    revision: int
