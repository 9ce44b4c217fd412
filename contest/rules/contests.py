"""What a contest is made of: rounds, stages, criteria, entries, judges and the rules they are scored by.

Everything is known by its number (a round in its contest, a criterion in its round, an entry, a judge), never by a
database id, so that facts and archives mean the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

ContestPhase = Literal["setup", "running", "official", "archived"]
RoundPhase = Literal["planned", "open", "closed"]
StageKind = Literal["together", "each"]
EntryStatus = Literal["competing", "not_placed", "disqualified", "withdrawn"]
Scope = Literal["judge_total", "criterion"]
OvertimeFormula = Literal["per_started_unit", "per_full_unit", "proportional", "table"]
CutoffStatus = Literal["not_placed", "disqualified"]
Bites = Literal["total", "sheet"]
Marks = Literal["scores", "places"]
Leaver = Literal["keep", "drop"]
AtCut = Literal["all", "none", "tie_breaks"]
Adds = Literal["points", "places"]
Numbering = Literal["standard", "dense"]
Crossing = Literal["higher", "lower", "extra"]
SpecialKind = Literal["criterion", "jury", "vote"]
Signing = Literal["entry", "round"]
Confirming = Literal["none", "corrections", "sheets"]


@dataclass(frozen=True)
class Criterion:
    """What one score answers. `minimum`, `maximum` and `step` in points; `weight` multiplies the score; `stage` where it
    is judged. `consensus`: one mark for the whole jury, kept on the head judge's scoresheet. `apart`: judges whose scores
    lie further apart than this must look again before the result can be confirmed.
    """

    number: int
    name: str
    maximum: Decimal
    step: Decimal = Decimal("0.5")
    weight: Decimal = Decimal(1)
    stage: int | None = None
    minimum: Decimal = Decimal(0)
    consensus: bool = False
    apart: Decimal | None = None


@dataclass(frozen=True)
class Overtime:
    """How lateness becomes points (scoring.md 3). Times in whole seconds; `table` rows are (late at least, points).

    `places`: decimals of a proportional penalty. `on`: taken once off the total, or off every judge's sheet.
    """

    formula: OvertimeFormula
    grace: int = 0
    unit: int = 60
    points: Decimal = Decimal(0)
    table: tuple[tuple[int, Decimal], ...] = ()
    cap: Decimal | None = None
    cutoff: int | None = None
    cutoff_status: CutoffStatus = "not_placed"
    places: int = 2
    on: Bites = "total"


CALLS = (600, 300, 60)


@dataclass(frozen=True)
class Stage:
    """A timed part of a round: one countdown for all (`together`) or one per turn (`each`), of `seconds`.

    `heats`: a turn is that of a whole heat; its countdown is kept under the heat's first entry. `calls`: seconds left at
    which the hall is told, the earliest call first.
    """

    number: int
    name: str
    kind: StageKind
    seconds: int
    overtime: Overtime | None = None
    heats: bool = False
    calls: tuple[int, ...] = CALLS


@dataclass(frozen=True)
class Method:
    """How a panel's scores become points, and how each declared step is rounded (decimals; None keeps it exact).

    `marks`: what the judges write, scores (more is better) or places (1 is best). `clamp`: how far from the panel's mean
    a number may lie; `round_mark` rounds what it became. `table`: points for place 1, 2, and so on. `leaver`: whether
    what a judge signed before leaving in this round still counts.
    """

    name: str = "mean"
    scope: Scope = "judge_total"
    drop_high: int = 0
    drop_low: int = 0
    round_score: int | None = None
    round_criterion: int | None = None
    round_points: int = 2
    marks: Marks = "scores"
    clamp: Decimal | None = None
    round_mark: int | None = None
    table: tuple[Decimal, ...] = ()
    leaver: Leaver = "keep"


@dataclass(frozen=True)
class Combine:
    """What the standing after a round adds up, and who goes on from it.

    `shares`: (round, weight) of each round that counts; none named: every round so far, once. `adds` the rounds' points,
    or the places in them (the lowest sum wins). `best`: only so many of the rounds, each entry's best. `round_total`:
    decimals, None as many as the rounds have. `go_on`: how many entries (of each division) go on to the next round;
    `at_cut`: what becomes of those who tie across that line.
    """

    shares: tuple[tuple[int, Decimal], ...] = ()
    adds: Adds = "points"
    best: int | None = None
    round_total: int | None = None
    go_on: int | None = None
    at_cut: AtCut = "tie_breaks"


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
    combine: Combine = Combine()

    @property
    def maximum(self) -> Decimal:
        """The most one judge can give, in weighted points."""
        return sum((c.maximum * c.weight for c in self.criteria), Decimal(0))

    @property
    def is_consensus(self) -> bool:
        """Whether every mark is one of the whole jury."""
        return bool(self.criteria) and all(one.consensus for one in self.criteria)

    def sheet_for(self, judge: Judge) -> Round:
        """This round with the criteria that stand on that judge's scoresheet; none where there is nothing to mark."""
        if not any(one.consensus for one in self.criteria):
            return self if judge.marks else replace(self, criteria=())
        wanted = tuple(one for one in self.criteria if (judge.head if one.consensus else judge.marks))
        return replace(self, criteria=wanted)


@dataclass(frozen=True)
class Division:
    """Entries ranked among themselves."""

    number: int
    name: str


@dataclass(frozen=True)
class Entry:
    """What is judged: one team's work. `number` is its lasting name, `order` its turn on stage.

    `unit`: where the team comes from; a judge of the same unit does not judge it. `heat`: who runs together.
    `say`: how the name is said, for whoever calls it.
    """

    number: int
    name: str
    short_name: str = ""
    concept: str = ""
    order: int = 0
    status: EntryStatus = "competing"
    status_reason: str = ""
    unit: str = ""
    division: int | None = None
    heat: int | None = None
    say: str = ""


@dataclass(frozen=True)
class Judge:
    """Who judges. `head`: leads the panel and keeps the consensus marks. `marks`: gives scores at all (a president may
    not). `counts`: False for a shadow judge, who learns. `rounds`: a guest judges in these only; none named: in all.
    `units` and `recused`: the units and the entries that this judge does not judge. `left`: the round in which the judge
    went home.
    """

    number: int
    name: str
    head: bool = False
    marks: bool = True
    counts: bool = True
    rounds: tuple[int, ...] = ()
    units: tuple[str, ...] = ()
    recused: tuple[int, ...] = ()
    left: int | None = None

    def judges(self, round_: int, entry: Entry) -> bool:
        """Whether a scoresheet of this judge for that entry is wanted, whatever it counts for."""
        here = (not self.rounds or round_ in self.rounds) and (self.left is None or round_ < self.left)
        return here and not self.is_recused(entry)

    def is_recused(self, entry: Entry) -> bool:
        if entry.number in self.recused:
            return True
        return bool(self.units and entry.unit) and entry.unit.casefold() in {unit.casefold() for unit in self.units}


@dataclass(frozen=True)
class PrizeTier:
    """A prize and how many get it; `count` None means all that are left. `least`: points below which it is withheld."""

    name: str
    count: int | None
    least: Decimal | None = None


@dataclass(frozen=True)
class SpecialPrize:
    """A prize beside the places: for the most points in a criterion, by the jury's word, or by a vote of the audience.

    `criterion` is (round, number), for that kind only. `alone`: not for an entry that has a main prize already; the next one
    gets it.
    """

    number: int
    name: str
    kind: SpecialKind
    criterion: tuple[int, int] | None = None
    alone: bool = False


@dataclass(frozen=True)
class Contest:
    """The whole event as the rules see it: structure and settings, no scores.

    `numbering`: after two joint seconds comes 4 (standard) or 3 (dense). `rank_exact`: places follow the points before
    their last rounding. `crossing`: what a tie across the end of a prize tier gets.
    """

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
    divisions: tuple[Division, ...] = ()
    numbering: Numbering = "standard"
    rank_exact: bool = False
    crossing: Crossing = "higher"
    special_prizes: tuple[SpecialPrize, ...] = ()

    @property
    def head(self) -> Judge | None:
        """The head judge, where there is one."""
        return next((judge for judge in self.judges if judge.head), None)

    def heat_of(self, entry: int) -> tuple[int, ...]:
        """The entries that run together with this one, by number; itself alone where it is in no heat."""
        heat = next((one.heat for one in self.entries if one.number == entry), None)
        if heat is None:
            return (entry,)
        return tuple(sorted(one.number for one in self.entries if one.heat == heat))

    def panel(self, round_: int, entry: Entry) -> tuple[Judge, ...]:
        """The judges whose scoresheets count for that entry in that round; where the jury marks as one, the head judge's."""
        if self.round(round_).is_consensus:
            return tuple(one for one in self.judges if one.head and one.judges(round_, entry))
        return tuple(one for one in self.judges if one.counts and one.marks and one.judges(round_, entry))

    def wanted(self, round_: Round, entry: Entry) -> tuple[Judge, ...]:
        """The judges whose scoresheets the result waits for: the panel, and who keeps the consensus marks."""
        return tuple(
            one for one in self.judges
            if (one.counts or one.head) and one.judges(round_.number, entry) and round_.sheet_for(one).criteria
        )

    def round(self, number: int) -> Round:
        """The round of that number; KeyError where there is none."""
        for one in self.rounds:
            if one.number == number:
                return one
        raise KeyError(number)
