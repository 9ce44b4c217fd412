"""Everything that can have happened in a contest: past tense, frozen, in numbers and words that outlive a database.

A fact's kind in the audit log is its class name in snake case; `kind_of` and `KINDS` translate both ways. Decimals are
stored as strings, times as whole milliseconds of server time, so that a fact reads the same for ever.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Fact:
    """The common shape: a fact is data, its meaning is its name."""

    def data(self) -> dict[str, Any]:
        return asdict(self)


# ---- set-up
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


# ---- running
@dataclass(frozen=True)
class RoundOpened(Fact):
    round: int


@dataclass(frozen=True)
class CutMade(Fact):
    """Who goes on from a round, best first; `reason` where people decided otherwise than the rule."""

    round: int
    entries: list[int]
    reason: str


@dataclass(frozen=True)
class JudgeLeft(Fact):
    """A judge went home in a round; `leaver` says what counts of what they signed in it: keep or drop."""

    judge: int
    round: int
    leaver: str
    reason: str


@dataclass(frozen=True)
class JudgeCameBack(Fact):
    judge: int
    reason: str


@dataclass(frozen=True)
class RoundClosed(Fact):
    round: int


@dataclass(frozen=True)
class StageChosen(Fact):
    round: int
    stage: int


@dataclass(frozen=True)
class EntryCalled(Fact):
    """An entry was called on stage."""

    round: int
    stage: int
    entry: int


@dataclass(frozen=True)
class CountdownStarted(Fact):
    round: int
    stage: int
    entry: int | None
    at_ms: int
    seconds: int


@dataclass(frozen=True)
class CountdownPaused(Fact):
    round: int
    stage: int
    entry: int | None
    at_ms: int


@dataclass(frozen=True)
class CountdownResumed(Fact):
    round: int
    stage: int
    entry: int | None
    at_ms: int


@dataclass(frozen=True)
class TimeAdded(Fact):
    round: int
    stage: int
    entry: int | None
    at_ms: int
    seconds: int


@dataclass(frozen=True)
class CountdownEnded(Fact):
    round: int
    stage: int
    entry: int | None
    at_ms: int


@dataclass(frozen=True)
class FinishStamped(Fact):
    """A team stepped back. `seconds` whole seconds of contest time since the start; `how` is tap or hands_off."""

    round: int
    stage: int
    entry: int
    seconds: int
    how: str


@dataclass(frozen=True)
class FinishCorrected(Fact):
    """`seconds` None means the stamp was taken away."""

    round: int
    stage: int
    entry: int
    seconds: int | None
    old_seconds: int | None
    reason: str


@dataclass(frozen=True)
class PenaltyProposed(Fact):
    penalty: int
    round: int
    stage: int
    entry: int
    late_seconds: int
    points: str
    effect: str


@dataclass(frozen=True)
class PenaltyConfirmed(Fact):
    penalty: int
    entry: int
    points: str


@dataclass(frozen=True)
class PenaltyDismissed(Fact):
    penalty: int
    entry: int
    reason: str


@dataclass(frozen=True)
class PenaltyGiven(Fact):
    """`on`: once off the total, or off every judge's sheet of the round."""

    penalty: int
    round: int
    entry: int
    points: str
    reason: str
    on: str = "total"


@dataclass(frozen=True)
class PenaltyWithdrawn(Fact):
    penalty: int
    entry: int
    reason: str


@dataclass(frozen=True)
class EntryStatusSet(Fact):
    entry: int
    status: str
    reason: str


# ---- scoring
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
    """A score changed from the desk, with its reason; the old value stays in the record."""

    round: int
    entry: int
    judge: int
    criterion: int
    value: str | None
    old: str | None
    revision: int
    reason: str


@dataclass(frozen=True)
class CommentWritten(Fact):
    round: int
    entry: int
    judge: int
    comment: str
    revision: int


@dataclass(frozen=True)
class ScoresheetSubmitted(Fact):
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


# ---- result and show
@dataclass(frozen=True)
class TieSettled(Fact):
    """A tie that the rules left open: `entries` best first, or `joint` when they share the place."""

    entries: list[int]
    joint: bool
    reason: str


@dataclass(frozen=True)
class ResultConfirmed(Fact):
    fingerprint: str


@dataclass(frozen=True)
class ResultWithdrawn(Fact):
    reason: str


@dataclass(frozen=True)
class CurtainSet(Fact):
    curtain: str


@dataclass(frozen=True)
class SceneShown(Fact):
    screen: str
    scene: str
    message: str


@dataclass(frozen=True)
class ScreenAdded(Fact):
    screen: str
    title: str


@dataclass(frozen=True)
class ScreenRemoved(Fact):
    screen: str


def kind_of(fact: type[Fact] | Fact) -> str:
    """`ScoreEntered` -> `score_entered`."""
    name = fact.__name__ if isinstance(fact, type) else type(fact).__name__
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


KINDS: dict[str, type[Fact]] = {kind_of(kind): kind for kind in Fact.__subclasses__()}
