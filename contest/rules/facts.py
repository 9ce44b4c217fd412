"""Everything that can have happened in a contest: past tense, frozen, in numbers and words that outlive a database.

A fact's kind in the audit log is its class name in snake case; `kind_of` and `KINDS` translate both ways. Decimals are
stored as strings, times as whole milliseconds of server time, so that a fact reads the same for ever. Those of set-up are
written in contest/rules/setup_facts.py, those of scoring in contest/rules/score_facts.py, and known here too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from contest.rules import ballot_facts as ballot_facts
from contest.rules import calibration_facts as calibration_facts
from contest.rules import logo_facts as logo_facts
from contest.rules import paper_facts as paper_facts
from contest.rules import parcel_facts as parcel_facts
from contest.rules import reveal_facts as reveal_facts
from contest.rules import score_facts, setup_facts
from contest.rules import script_facts as script_facts
from contest.rules import seat_facts as seat_facts
from contest.rules import show_facts as show_facts
from contest.rules import sound_facts as sound_facts
from contest.rules import steward_facts as steward_facts
from contest.rules.fact import Fact as Fact

# ---- set-up
ContestArchived = setup_facts.ContestArchived
ContestChanged = setup_facts.ContestChanged
ContestCopied = setup_facts.ContestCopied
ContestCreated = setup_facts.ContestCreated
ContestImported = setup_facts.ContestImported
ContestStartedOver = setup_facts.ContestStartedOver
ExternalSet = setup_facts.ExternalSet
FactorSet = setup_facts.FactorSet
HelperAdded = setup_facts.HelperAdded
JudgeAdded = setup_facts.JudgeAdded
JudgeChanged = setup_facts.JudgeChanged
JudgeRemoved = setup_facts.JudgeRemoved
LinkRenewed = setup_facts.LinkRenewed
PresetRemoved = setup_facts.PresetRemoved
PresetSaved = setup_facts.PresetSaved
PrintedAddressNoted = setup_facts.PrintedAddressNoted
RoundsChanged = setup_facts.RoundsChanged
RulesChanged = setup_facts.RulesChanged
RunningOrderSet = setup_facts.RunningOrderSet
TeamAdded = setup_facts.TeamAdded
TeamChanged = setup_facts.TeamChanged
TeamRemoved = setup_facts.TeamRemoved


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
class CountdownCalledOff(Fact):
    """While 3-2-1 was counted, before the moment of the start: it waits again."""

    round: int
    stage: int
    entry: int | None
    at_ms: int


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
CommentReceivedLate = score_facts.CommentReceivedLate
CommentWritten = score_facts.CommentWritten
LateNoted = score_facts.LateNoted
ScoreCorrected = score_facts.ScoreCorrected
ScoreEntered = score_facts.ScoreEntered
ScoreReceivedLate = score_facts.ScoreReceivedLate
ScoresheetConfirmed = score_facts.ScoresheetConfirmed
ScoresheetReopened = score_facts.ScoresheetReopened
ScoresheetSubmitted = score_facts.ScoresheetSubmitted


# ---- result and show
@dataclass(frozen=True)
class TieSettled(Fact):
    """A tie that the rules left open: `entries` best first, or `joint` when they share the place."""

    entries: list[int]
    joint: bool
    reason: str


@dataclass(frozen=True)
class TieRoomOpened(Fact):
    """The panel marks tied entries again; `criteria` are [round, criterion]."""

    room: int
    entries: list[int]
    criteria: list[list[int]]


@dataclass(frozen=True)
class TieScoreEntered(Fact):
    room: int
    entry: int
    judge: int
    round: int
    criterion: int
    value: str | None
    old: str | None
    revision: int


@dataclass(frozen=True)
class TieRoomClosed(Fact):
    """`entries` in the order that the room came to."""

    room: int
    entries: list[int]
    reason: str


@dataclass(frozen=True)
class TieRoomDropped(Fact):
    room: int
    reason: str


@dataclass(frozen=True)
class LotsDrawn(Fact):
    """`entries` in the order drawn: by the SHA-256 of "seed|entry number", least first."""

    entries: list[int]
    seed: str
    reason: str


@dataclass(frozen=True)
class PlaceShared(Fact):
    """The jury's word that entries on neighbouring places share one though their points differ; `joint` False takes it back."""

    entries: list[int]
    joint: bool
    reason: str


@dataclass(frozen=True)
class SpecialAwarded(Fact):
    """A special prize, called `name`, given to an entry by somebody's word."""

    prize: int
    name: str
    entry: int
    reason: str


@dataclass(frozen=True)
class VotesCounted(Fact):
    """How many votes of the audience an entry has for a special prize, called `name`; None takes the count back."""

    prize: int
    name: str
    entry: int
    votes: int | None


@dataclass(frozen=True)
class AwardWithdrawn(Fact):
    """The words given on a special prize are taken back: it goes by its criterion again, or is open."""

    prize: int
    name: str
    reason: str


@dataclass(frozen=True)
class ResultConfirmed(Fact):
    fingerprint: str


@dataclass(frozen=True)
class ResultWithdrawn(Fact):
    reason: str


@dataclass(frozen=True)
class CurtainSet(Fact):
    """`round`: that round's own; None: the contest's."""

    curtain: str
    round: int | None = None


@dataclass(frozen=True)
class SceneShown(Fact):
    screen: str
    scene: str
    message: str
    entry: int | None = None


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
KINDS["scorekeeper_added"] = HelperAdded  # what logs of before there were other helpers hold
