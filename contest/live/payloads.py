"""The shapes of what comes over the socket: one class per payload. Nothing that is not asked for is let in."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from contest import texts

Number = Annotated[int, Field(ge=1, le=9999)]
Revision = Annotated[int, Field(ge=0, le=10**9)]
Millis = Annotated[int, Field(ge=0, le=10**14)]
Decimals = Annotated[str, StringConstraints(min_length=1, max_length=20)]
Line = Annotated[str, StringConstraints(max_length=300), AfterValidator(texts.clean)]
Lines = Annotated[str, StringConstraints(max_length=2000), AfterValidator(texts.clean_lines)]
ScreenId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
SeatName = Annotated[str, StringConstraints(pattern=r"^(judge|scorekeeper|steward|presenter)-[1-9][0-9]{0,3}$")]


class Shape(BaseModel):
    """Nothing that is not asked for is let in, and nothing is taken for something else."""

    model_config = ConfigDict(extra="forbid", strict=True)


class OneSheet(Shape):
    """What `read_scoresheet` and `read_history` ask for; they change nothing, so they are no commands."""

    round: Number
    entry: Number
    judge: Number


class Delivered(Shape):
    """One operation as it would have come alone."""

    command: Annotated[str, StringConstraints(max_length=40)]
    payload: dict[str, Any]


class Delivery(Shape):
    """What `deliver` brings: operations that waited, oldest first."""

    operations: Annotated[list[Delivered], Field(min_length=1, max_length=10)]


class Tablet(Shape):
    """What `report_tablet` tells of itself: operations not yet answered, how far its own clock is off (ms), its battery."""

    unsent: Annotated[int, Field(ge=0, le=100_000)]
    offset: Annotated[int, Field(ge=-10**13, le=10**13)] | None
    battery: Annotated[int, Field(ge=0, le=100)] | None
    charging: bool | None


class Payload(Shape):
    """Every command carries its operation id, and may say as of when (server time) its sender saw what it is about."""

    op_id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
    seen: Millis | None = None

    def fields(self) -> dict[str, Any]:
        return self.model_dump(exclude={"op_id", "seen"})


class ScoreCell(Payload):
    round: Number
    entry: Number
    criterion: Number
    value: Decimals | None
    base: Revision


class Comment(Payload):
    round: Number
    entry: Number
    comment: Lines
    base: Revision


class Signature(Payload):
    round: Number
    entry: Number
    base: Revision


class RoundSignature(Payload):
    round: Number
    sheets: Annotated[
        list[Annotated[list[Revision], Field(min_length=2, max_length=2)]], Field(min_length=1, max_length=2000)
    ]


class OneRound(Payload):
    round: Number


class OneStage(OneRound):
    stage: Number


class OnStage(OneStage):
    entry: Number


class OneCountdown(OneStage):
    entry: Number | None
    base: Revision


class Start(OneCountdown):
    lead: Literal[0, 3] = 0


class MoreTime(OneCountdown):
    seconds: Annotated[int, Field(ge=-14400, le=14400)]


class Tap(OnStage):
    tapped_at: Millis


class FinishPutRight(OnStage):
    seconds: Annotated[int, Field(ge=0, le=86400)] | None
    reason: Line


class NewPenalty(OneRound):
    entry: Number
    points: Decimals
    reason: Line
    on: Literal["total", "sheet"] = "total"


class OnePenalty(Payload):
    penalty: Number


class PenaltyReason(OnePenalty):
    reason: Line


class Status(Payload):
    entry: Number
    status: Literal["competing", "not_placed", "disqualified", "withdrawn"]
    reason: Line


class GoingOn(OneRound):
    entries: Annotated[list[Number], Field(min_length=1, max_length=2000)]
    reason: Line


class JudgeReason(Payload):
    judge: Number
    reason: Line


class SheetReason(OneRound):
    entry: Number
    judge: Number
    reason: Line


class SheetRead(OneRound):
    entry: Number
    judge: Number
    base: Revision


class Correction(SheetReason):
    criterion: Number
    value: Decimals | None
    base: Revision


class PaperLine(Shape):
    criterion: Number
    value: Decimals


class PaperSheet(OneRound):
    entry: Number
    judge: Number
    lines: Annotated[list[PaperLine], Field(min_length=1, max_length=100)]
    comment: Lines = ""
    reason: Line = ""


class Tie(Payload):
    entries: Annotated[list[Number], Field(min_length=2, max_length=200)]
    joint: bool
    reason: Line


class TieRoom(Payload):
    entries: Annotated[list[Number], Field(min_length=2, max_length=200)]
    criteria: Annotated[
        list[Annotated[list[Number], Field(min_length=2, max_length=2)]], Field(min_length=1, max_length=100)
    ]


class TieCell(Payload):
    room: Number
    entry: Number
    round: Number
    criterion: Number
    value: Decimals | None
    base: Revision


class NewCalibration(Payload):
    round: Number
    title: Annotated[str, StringConstraints(max_length=120), AfterValidator(texts.clean)] = ""


class OneCalibration(Payload):
    calibration: Number


class SampleCell(Payload):
    calibration: Number
    criterion: Number
    value: Decimals | None
    base: Revision


class OneLate(Payload):
    late: Number


class LateTaken(OneLate):
    reason: Line
    base: Revision


class RoomReason(Payload):
    room: Number
    reason: Line


class Lots(Payload):
    entries: Annotated[list[Number], Field(min_length=2, max_length=200)]
    reason: Line


class SpecialPrizeGiven(Payload):
    prize: Number
    entry: Number
    reason: Line


class SpecialPrizeTakenBack(Payload):
    prize: Number
    reason: Line


class Nothing(Payload):
    pass


class Reason(Payload):
    reason: Line


class Curtain(Payload):
    curtain: Literal["live", "suspense", "frozen", "revealing", "published"]
    base: Revision
    round: Number | None = None


class Scene(Payload):
    screen: ScreenId | None
    scene: Annotated[str, StringConstraints(max_length=20)]
    message: Lines = ""
    theme: Literal["lacquer", "paper", "contrast"] | None = None
    entry: Number | None = None


class Title(Payload):
    title: Line


class OneScreen(Payload):
    screen: ScreenId


class NewJudge(Payload):
    name: Line


class NewTeam(Payload):
    name: Line
    short_name: Line = ""
    concept: Line = ""


class OneSeat(Payload):
    seat: SeatName


class OneDevice(Payload):
    judge: Number
    device: Number
