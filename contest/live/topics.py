"""Topics that go out: to which audience a watcher belongs, and which facts touch which topic."""

from __future__ import annotations

from collections.abc import Iterable

from contest.access import REVEALERS, Actor
from contest.rules import (
    ballot_facts,
    calibration_facts,
    facts,
    logo_facts,
    paper_facts,
    parcel_facts,
    reveal_facts,
    script_facts,
    seat_facts,
    show_facts,
    sound_facts,
    steward_facts,
)
from contest.rules.facts import Fact

STRUCTURE: tuple[type[Fact], ...] = (
    facts.ContestCreated, facts.ContestImported, facts.ContestCopied, facts.ContestChanged, facts.RulesChanged,
    facts.RoundsChanged, facts.TeamAdded, facts.TeamChanged, facts.TeamRemoved, facts.RunningOrderSet, facts.JudgeAdded,
    facts.JudgeChanged, facts.JudgeRemoved, facts.ContestStartedOver, facts.ContestArchived, facts.RoundOpened,
    facts.RoundClosed, facts.CutMade, facts.JudgeLeft, facts.JudgeCameBack,
    facts.EntryStatusSet, facts.ResultConfirmed, facts.ResultWithdrawn, facts.CurtainSet,
)
LATE: tuple[type[Fact], ...] = (facts.ScoreReceivedLate, facts.CommentReceivedLate, facts.LateNoted, parcel_facts.LateTakenOver)
CLOCK: tuple[type[Fact], ...] = (
    facts.StageChosen, facts.EntryCalled, facts.CountdownStarted, facts.CountdownCalledOff, facts.CountdownPaused,
    facts.CountdownResumed, facts.TimeAdded, facts.CountdownEnded,
)
STAMPS: tuple[type[Fact], ...] = (facts.FinishStamped, steward_facts.FinishTakenBack, facts.FinishCorrected)
PENALTIES: tuple[type[Fact], ...] = (
    facts.PenaltyProposed, facts.PenaltyConfirmed, facts.PenaltyDismissed, facts.PenaltyGiven, facts.PenaltyWithdrawn,
)
PHOTOS: tuple[type[Fact], ...] = (
    steward_facts.PhotoTaken, steward_facts.PhotoRemoved, steward_facts.PhotoChosen, steward_facts.GallerySet,
)
SCORES: tuple[type[Fact], ...] = (facts.ScoreEntered, facts.ScoreCorrected, facts.FactorSet, facts.ExternalSet)
SHEETS: tuple[type[Fact], ...] = (
    facts.CommentWritten, facts.ScoresheetSubmitted, facts.ScoresheetConfirmed, facts.ScoresheetReopened,
    paper_facts.PaperMerged,
)
PAPERS: tuple[type[Fact], ...] = (
    paper_facts.PaperTyped, paper_facts.PaperMerged, paper_facts.PaperAgreed, paper_facts.PaperDropped,
)
DECIDED: tuple[type[Fact], ...] = (
    facts.TieSettled, facts.TieRoomClosed, facts.LotsDrawn, facts.PlaceShared, facts.SpecialAwarded,
    facts.AwardWithdrawn, facts.VotesCounted,
)
BALLOT: tuple[type[Fact], ...] = (
    ballot_facts.BallotChanged, ballot_facts.BallotRemoved, ballot_facts.TicketsMade, ballot_facts.BallotOpened,
    ballot_facts.BallotClosed,
)
COUNTED: tuple[type[Fact], ...] = (ballot_facts.BallotOpened, ballot_facts.BallotClosed)  # what votes are worth comes and goes
TIE_ROOM: tuple[type[Fact], ...] = (
    facts.TieRoomOpened, facts.TieScoreEntered, facts.TieRoomClosed, facts.TieRoomDropped,
)
CALIBRATION: tuple[type[Fact], ...] = (
    calibration_facts.CalibrationOpened, calibration_facts.CalibrationScoreEntered, calibration_facts.CalibrationFinished,
    calibration_facts.CalibrationClosed,
)
SCENES: tuple[type[Fact], ...] = (
    facts.SceneShown, facts.ScreenAdded, facts.ScreenRemoved, show_facts.ScreenRenamed, show_facts.ScreensIdentified,
)
REVEAL: tuple[type[Fact], ...] = (
    reveal_facts.RevealPlanned, reveal_facts.RevealBegun, reveal_facts.RevealMoved, reveal_facts.RevealPaused,
    reveal_facts.RevealResumed, reveal_facts.RevealEnded,
)
SOUND: tuple[type[Fact], ...] = (
    sound_facts.SoundDeviceChosen, sound_facts.SoundChanged, sound_facts.SoundTried, sound_facts.RecordingKept,
    sound_facts.RecordingDropped,
)
LOTS: tuple[type[Fact], ...] = (show_facts.OrderDrawn, show_facts.LotOpened)
SEATS: tuple[type[Fact], ...] = (
    seat_facts.SeatTaken, seat_facts.DeviceAsked, seat_facts.SeatHandedOver, seat_facts.DeviceTurnedAway,
    seat_facts.PinSet, seat_facts.PinRemoved, seat_facts.PinMissed, seat_facts.PinUnlocked,
)

# topic -> the facts after which its snapshot may differ
TOUCHED_BY: dict[str, frozenset[type[Fact]]] = {
    "contest": frozenset({*STRUCTURE, *CLOCK, logo_facts.LogoAdded, logo_facts.LogoRemoved}),
    "countdown": frozenset({*STRUCTURE, *CLOCK}),
    "standings": frozenset({*STRUCTURE, *SCORES, *SHEETS, *PENALTIES, *STAMPS, *DECIDED, *COUNTED, *REVEAL}),
    "reveal": frozenset({*STRUCTURE, *REVEAL}),
    "ballot": frozenset({*STRUCTURE, *BALLOT}),
    "ballot_box": frozenset({*STRUCTURE, *BALLOT}),
    "script": frozenset({facts.ContestStartedOver, script_facts.ScriptWritten}),
    "progress": frozenset({*STRUCTURE, *SHEETS, facts.ScoreCorrected, facts.StageChosen}),
    "screens": frozenset(SCENES),
    "scene_sets": frozenset({facts.ContestStartedOver, show_facts.SceneSetSaved, show_facts.SceneSetRemoved}),
    "sound": frozenset({facts.ContestStartedOver, *SOUND}),
    "lots": frozenset({facts.ContestStartedOver, *LOTS}),
    "profiles": frozenset({*STRUCTURE, *SCORES, *SHEETS}),
    "gallery": frozenset({*STRUCTURE, *CLOCK, *PHOTOS}),
    "scoresheets": frozenset({*STRUCTURE, *CLOCK, *SCORES, *SHEETS, *LATE, *PENALTIES, *STAMPS, *COUNTED}),
    "tie_room": frozenset({*STRUCTURE, *TIE_ROOM}),
    "calibration": frozenset({*STRUCTURE, *CALIBRATION}),
    "papers": frozenset({*STRUCTURE, *SCORES, *SHEETS, *PAPERS}),
    "finishes": frozenset({*STRUCTURE, *CLOCK, *STAMPS}),
    "penalties": frozenset({*STRUCTURE, *PENALTIES}),
    "presence": frozenset({facts.JudgeAdded, facts.JudgeRemoved, facts.LinkRenewed, facts.HelperAdded, *SEATS, *SCENES}),
    "panel": frozenset({
        *STRUCTURE, *SCORES, *SHEETS, *PENALTIES, *STAMPS, *DECIDED, *TIE_ROOM, *COUNTED, facts.StageChosen, facts.EntryCalled,
        *CALIBRATION,
    }),
    "health": frozenset({facts.ContestStartedOver, facts.PrintedAddressNoted}),
}
# facts that no screen shows
UNSEEN: frozenset[type[Fact]] = frozenset({
    facts.LinkRenewed, facts.PresetSaved, facts.PresetRemoved, parcel_facts.ParcelBrought,
})

HAS_STAFF_VIEW = frozenset({"contest", "standings"})
STAFF_ONLY = frozenset({"ballot_box", "papers", "scene_sets", "finishes", "penalties", "presence", "health", "panel", "script"})
OWN = frozenset({"scoresheets", "tie_room", "calibration"})  # a judge gets their own, staff the whole


def audience(topic: str, actor: Actor) -> str:
    """Whose snapshot a watcher gets: everybody's, the staff's, the stewards', all judges', or the judge's own."""
    if topic in OWN and actor.role == "judge":
        return actor.seat
    if topic == "reveal":
        return "staff" if actor.is_staff or actor.roles & REVEALERS else "screen" if actor.role == "screen" else "public"
    if topic == "finishes" and actor.role == "steward":
        return "steward"
    if topic == "gallery" and actor.role not in ("public", "screen"):
        return "judge" if actor.role == "judge" else "staff"
    if topic in STAFF_ONLY or topic in OWN:
        return "staff"
    return "staff" if topic in HAS_STAFF_VIEW and actor.is_staff else "public"


def touched(happened: Iterable[Fact]) -> set[str]:
    """The topics that these facts may have changed."""
    kinds = {type(fact) for fact in happened}
    return {topic for topic, touching in TOUCHED_BY.items() if kinds & touching}


def room(slug: str, topic: str, audience: str) -> str:
    return f"{slug}/{topic}/{audience}"
