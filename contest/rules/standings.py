"""From scoresheets to places: points, penalties, ties, prizes, each standing with the arithmetic that led there.

Provisional standings count complete scoresheets, signed or not; official ones count signed sheets only. A partial sheet
counts nothing. Places are on the declared rounded points. The order in which rows arrive changes nothing. What a
division's rounds add up to is contest/rules/combining.py's work; here it becomes rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any

from contest.rules.arithmetic import Arithmetic, TieStep
from contest.rules.combining import Combined, combine
from contest.rules.contests import Contest, Entry, EntryStatus
from contest.rules.counting import Counted, Happened, counted_sheets
from contest.rules.given import NOTHING, Given
from contest.rules.penalties import Penalty, PenaltyKind, kind_shown
from contest.rules.prizes import Awarded, Placed, Warned, award, award_specials
from contest.rules.reckoning import criterion_points
from contest.rules.scoresheets import Scoresheet
from contest.rules.ties import Settlement

_AFTER_THE_PLACED: tuple[EntryStatus, ...] = ("competing", "not_placed", "withdrawn", "disqualified")


@dataclass(frozen=True)
class RoundResult:
    """An entry's points in a round, and the points of the standing after it; None where there are none."""

    number: int
    points: Decimal | None
    after: Decimal | None


@dataclass(frozen=True)
class Standing:
    """An entry's points and place. `received` of `panel` scoresheets counted, over all rounds; `penalty` as taken off.

    `decided` is the last tie-break step that concerned this entry; `arithmetic` is None where there are no points.
    `reached`: the last round that the entry is in. `specials`: prizes beside the main one.
    """

    entry: int
    place: int | None
    points: Decimal | None
    tied: bool
    penalty: Decimal
    penalty_kind: PenaltyKind | None
    received: int
    panel: int
    status: EntryStatus
    reason: str
    prize: str | None
    rounds: tuple[RoundResult, ...]
    decided: TieStep | None
    division: int | None = None
    reached: int | None = None
    specials: tuple[str, ...] = ()
    explain: Callable[[], Arithmetic] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def arithmetic(self) -> Arithmetic | None:
        """Made when it is asked for: a leaderboard needs the points only."""
        return self.explain() if self.explain else None


@dataclass(frozen=True)
class Lacking:
    """Why a round gives no points yet: what its method needs and does not have. Codes are those of refusals."""

    round: int
    division: int | None
    code: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Standings:
    """Rows in public order: by division, then by place, then competing without points, not placed, withdrawn,
    disqualified, each in running order. `ties_left`: groups that nobody decided. `cuts_open`: (round, entries) that tie
    across a cut; `goes_on`: who is past each cut, by the rule or as recorded. `missing`: (round, entry, judge) of the
    scoresheets that competing entries lack: not complete, or in official standings not signed. `inside`: the
    entries that are in each round. `warnings` are about prizes.
    """

    rows: tuple[Standing, ...]
    ties_left: tuple[tuple[int, ...], ...]
    missing: tuple[tuple[int, int, int], ...]
    official: bool = False
    cuts_open: tuple[tuple[int, tuple[int, ...]], ...] = ()
    inside: Mapping[int, frozenset[int]] = field(default_factory=dict)
    goes_on: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    lacking: tuple[Lacking, ...] = ()
    warnings: tuple[Warned, ...] = ()

    def row(self, entry: int) -> Standing:
        """KeyError where there is none."""
        for one in self.rows:
            if one.entry == entry:
                return one
        raise KeyError(entry)


def rank(
    contest: Contest,
    sheets: Iterable[Scoresheet],
    penalties: Sequence[Penalty] = (),
    finishes: Mapping[tuple[int, int, int], int] | None = None,
    settlements: Sequence[Settlement] = (),
    official: bool = False,
    given: Given = NOTHING,
) -> Standings:
    """The standings. `finishes` maps (round, stage, entry) to whole seconds of contest time.

    Raises ValueError when a judge has two scoresheets for one entry in one round.
    """
    counted = counted_sheets(contest, sheets, official)
    happened = Happened(counted, penalties, _seconds(contest, finishes or {}), settlements, given)
    made = [combine(contest, division, entries, happened) for division, entries in _divided(contest)]
    awarded = [_prizes(contest, one) for one in made]
    rows = [
        _standing(contest, combined, entry, happened, prizes.prizes)
        for combined, prizes in zip(made, awarded, strict=True)
        for entry in sorted(combined.entries.values(), key=_public_order(contest, combined))
    ]
    specials, warned = _specials(contest, rows, happened)
    rows = [replace(row, specials=specials.get(row.entry, ())) for row in rows]
    return Standings(
        rows=tuple(rows),
        ties_left=tuple(tie for one in made for tie in one.ties_left),
        missing=_missing(contest, counted, made),
        official=official,
        cuts_open=tuple((round_, tie) for one in made for round_, tie in one.cuts_open),
        inside={
            number: frozenset(entry for one in made for entry in one.inside.get(number, ()))
            for number in (round_.number for round_ in contest.rounds)
        },
        goes_on={
            round_.number: tuple(entry for one in made for entry in one.goes_on.get(round_.number, ()))
            for round_ in contest.rounds if round_.combine.go_on is not None
        },
        lacking=tuple(Lacking(number, one.division, no.code, no.details) for one in made for number, no in one.lacking),
        warnings=(*(warning for one in awarded for warning in one.warnings), *warned),
    )


def _divided(contest: Contest) -> list[tuple[int | None, list[Entry]]]:
    """The entries of each division; whoever has none stands in the first."""
    if not contest.divisions:
        return [(None, list(contest.entries))]
    numbers = [one.number for one in contest.divisions]
    homes = {entry.number: entry.division if entry.division in numbers else numbers[0] for entry in contest.entries}
    return [(number, [one for one in contest.entries if homes[one.number] == number]) for number in numbers]


def _prizes(contest: Contest, combined: Combined) -> Awarded:
    placed = [Placed(entry, one.place, combined.totals[entry].points) for entry, one in combined.placed.items()]
    return award(placed, contest.prizes, contest.crossing)


def _standing(
    contest: Contest, combined: Combined, entry: Entry, happened: Happened, prizes: Mapping[int, str]
) -> Standing:
    number = entry.number
    placed, total = combined.placed.get(number), combined.totals.get(number)
    penalties = combined.penalties(number)
    return Standing(
        entry=number,
        place=placed.place if placed else None,
        points=total.points if total else None,
        tied=bool(placed and placed.tied),
        penalty=sum((one.points for one in penalties), Decimal(0)),
        penalty_kind=kind_shown(penalties),
        received=sum(len(by_round) for by_round in happened.counted.sheets.get(number, {}).values()),
        panel=sum(
            len(happened.panel(contest, round_, entry)) for round_ in contest.rounds
            if number in combined.inside.get(round_.number, ()) or entry.status != "competing"
        ),
        status=entry.status,
        reason=entry.status_reason,
        prize=prizes.get(number),
        rounds=tuple(
            RoundResult(round_.number, combined.round_points(round_.number, number), combined.after(round_.number, number))
            for round_ in contest.rounds
        ) if total else (),
        decided=placed.steps[-1] if placed and placed.steps else None,
        division=combined.division,
        reached=combined.reached(number),
        explain=(lambda: combined.explain(number)) if total else None,
    )


def _specials(
    contest: Contest, rows: Sequence[Standing], happened: Happened
) -> tuple[dict[int, tuple[str, ...]], tuple[Warned, ...]]:
    values: dict[int, dict[int, Fraction]] = {}
    placed = [row.entry for row in rows if row.place is not None]
    for prize in contest.special_prizes:
        if prize.kind == "vote":
            counted = [one for one in happened.given.votes if one.prize == prize.number and one.entry in placed]
            values[prize.number] = {one.entry: Fraction(one.votes) for one in counted if one.votes}
        if prize.criterion is None:
            continue
        number, criterion_number = prize.criterion
        round_ = contest.round(number)
        criterion = next(one for one in round_.criteria if one.number == criterion_number)
        sign = -1 if round_.method.marks == "places" else 1
        values[prize.number] = {
            entry: sign * criterion_points(round_, criterion, happened.bare_panel(number, entry))
            for entry in placed if happened.sheets(number, entry)
        }
    main = {row.entry: row.prize for row in rows if row.prize}
    awards = [one for one in happened.given.awards if one.entry in placed]  # who fell out since keeps no prize
    return award_specials(contest.special_prizes, values, awards, main)


def _seconds(contest: Contest, finishes: Mapping[tuple[int, int, int], int]) -> dict[int, int]:
    """Seconds to the finish, added over the stages in which all worked together (over every stage where there is none).

    Only entries stamped in every such stage that has stamps: the others can't be compared.
    """
    stages = [(round_.number, stage.number, stage.kind) for round_ in contest.rounds for stage in round_.stages]
    timed = {key[:2] for key in finishes}
    together = [stage[:2] for stage in stages if stage[2] == "together"]
    counted = [stage for stage in together or [stage[:2] for stage in stages] if stage in timed]
    return {
        entry.number: sum(finishes[(*stage, entry.number)] for stage in counted)
        for entry in contest.entries
        if counted and all((*stage, entry.number) in finishes for stage in counted)
    }


def _public_order(contest: Contest, combined: Combined) -> Callable[[Entry], tuple[int, int, int, int]]:
    last = len(contest.entries) + 1

    def key(entry: Entry) -> tuple[int, int, int, int]:
        placed = combined.placed.get(entry.number)
        return (_AFTER_THE_PLACED.index(entry.status), placed.place if placed else last, entry.order, entry.number)

    return key


def _missing(contest: Contest, counted: Counted, made: Sequence[Combined]) -> tuple[tuple[int, int, int], ...]:
    competing = sorted(
        (entry for entry in contest.entries if entry.status == "competing"), key=lambda one: (one.order, one.number)
    )
    return tuple(
        (round_.number, entry.number, judge.number)
        for round_ in contest.rounds
        for entry in competing
        if any(entry.number in one.inside.get(round_.number, ()) for one in made)
        for judge in sorted(contest.wanted(round_, entry), key=lambda one: one.number)
        if judge.number not in counted.done.get((round_.number, entry.number), ())
    )
