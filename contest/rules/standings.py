"""From scoresheets to places: points, penalties, ties, prizes, each standing with the arithmetic that led there.

Provisional standings count complete scoresheets, signed or not; official ones count signed sheets only. A partial sheet
counts nothing. Places are 1224 on the declared rounded points. The order in which rows arrive changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from contest.rules.arithmetic import Arithmetic, Deduction, RoundStanding, TieStep
from contest.rules.contests import Contest, Entry, EntryStatus, Round
from contest.rules.methods import panel_points
from contest.rules.penalties import Penalty, PenaltyKind, counting, kind_shown
from contest.rules.prizes import award
from contest.rules.rounding import half_up
from contest.rules.scoresheets import Scoresheet, state
from contest.rules.ties import Settlement, Tally, break_ties

SheetsByRound = Mapping[int, Sequence[Scoresheet]]

_AFTER_THE_PLACED: tuple[EntryStatus, ...] = ("competing", "not_placed", "withdrawn", "disqualified")


@dataclass(frozen=True)
class Standing:
    """An entry's points and place. `received` of `panel` scoresheets counted, over all rounds; `penalty` as taken off.

    `decided` is the last tie-break step that concerned this entry; `arithmetic` is None where there are no points.
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
    rounds: tuple[RoundStanding, ...]
    decided: TieStep | None
    arithmetic: Arithmetic | None


@dataclass(frozen=True)
class Standings:
    """Rows in public order: by place, then competing without points, not placed, withdrawn, disqualified, each in
    running order. `ties_left`: groups that nobody decided. `missing`: (round, entry, judge) of the scoresheets that
    competing entries lack: not complete, or in official standings not signed.
    """

    rows: tuple[Standing, ...]
    ties_left: tuple[tuple[int, ...], ...]
    missing: tuple[tuple[int, int, int], ...]
    official: bool = False

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
) -> Standings:
    """The standings. `finishes` maps (round, stage, entry) to whole seconds of contest time.

    Raises ValueError when a judge has two scoresheets for one entry in one round.
    """
    counted = _counted(contest, sheets, official)
    works = [_work(contest, entry, counted[entry.number], penalties) for entry in contest.entries]
    placed, ties_left = _places(contest, works, _seconds(contest, finishes or {}), settlements)
    prizes = award({entry: one.place for entry, one in placed.items()}, contest.prizes)
    rows = [_standing(contest, work, placed.get(work.entry.number), prizes) for work in works]
    return Standings(tuple(sorted(rows, key=_public_order(contest))), ties_left, _missing(contest, counted), official)


@dataclass(frozen=True)
class _Work:
    """An entry with what counts for it."""

    entry: Entry
    sheets: SheetsByRound
    penalties: tuple[Penalty, ...]
    arithmetic: Arithmetic | None

    @property
    def penalty(self) -> Decimal:
        return sum((one.points for one in self.penalties), Decimal(0))


@dataclass(frozen=True)
class _Placed:
    place: int
    tied: bool
    steps: tuple[TieStep, ...]


def _counted(contest: Contest, sheets: Iterable[Scoresheet], official: bool) -> dict[int, SheetsByRound]:
    """The sheets that count, by entry and round. Sheets of judges or entries that are not in the contest don't."""
    rounds = {round_.number: round_ for round_ in contest.rounds}
    judges = {judge.number for judge in contest.judges}
    counted: dict[int, dict[int, list[Scoresheet]]] = {entry.number: {} for entry in contest.entries}
    wanted = ("signed",) if official else ("signed", "complete")
    seen = set()
    for sheet in sheets:
        key = (sheet.round, sheet.entry, sheet.judge)
        if key in seen:
            raise ValueError(f"two scoresheets for round, entry, judge {key}")
        seen.add(key)
        if sheet.entry not in counted or sheet.judge not in judges or sheet.round not in rounds:
            continue
        if state(rounds[sheet.round], sheet) in wanted:
            counted[sheet.entry].setdefault(sheet.round, []).append(sheet)
    return {entry: dict(by_round) for entry, by_round in counted.items()}


def _work(contest: Contest, entry: Entry, sheets: SheetsByRound, penalties: Sequence[Penalty]) -> _Work:
    shows_points = entry.status in ("competing", "not_placed")
    confirmed = counting(penalties, entry.number) if shows_points else ()
    arithmetic = _arithmetic(contest, sheets, confirmed) if shows_points and sheets else None
    return _Work(entry, sheets, confirmed, arithmetic)


def _arithmetic(contest: Contest, sheets: SheetsByRound, penalties: Sequence[Penalty]) -> Arithmetic:
    """Rounds added, penalties taken off once, floored at zero if the contest says so."""
    rounds = tuple(_round_standing(contest, round_, sheets.get(round_.number, ())) for round_ in contest.rounds)
    added = sum((Fraction(one.points) for one in rounds if one.points is not None), Fraction(0))
    off = sum((Fraction(one.points) for one in penalties), Fraction(0))
    places = max(round_.method.round_points for round_ in contest.rounds)
    floored = contest.floor_at_zero and added < off
    return Arithmetic(
        rounds=rounds,
        sum=half_up(added, places),
        deductions=tuple(Deduction(p.penalty, p.kind, p.points, p.late_seconds, p.reason) for p in penalties),
        floored=floored,
        points=half_up(Fraction(0) if floored else added - off, places),
    )


def _round_standing(contest: Contest, round_: Round, sheets: Sequence[Scoresheet]) -> RoundStanding:
    panel = len(contest.judges)
    if not sheets:
        return RoundStanding(round_.number, None, 0, panel)
    points = panel_points(round_, sheets)
    return RoundStanding(round_.number, points.points, len(sheets), panel, points.steps, points.total)


def _places(
    contest: Contest, works: Sequence[_Work], seconds: Mapping[int, int], settlements: Sequence[Settlement]
) -> tuple[dict[int, _Placed], tuple[tuple[int, ...], ...]]:
    """Places of the competing entries that have points, and the ties nobody decided."""
    running = [
        (work.arithmetic.points, Tally(work.entry.number, work.sheets, work.penalty, seconds.get(work.entry.number)))
        for work in works
        if work.arithmetic is not None and work.entry.status == "competing"
    ]
    running.sort(key=lambda pair: pair[0], reverse=True)
    placed: dict[int, _Placed] = {}
    left: list[tuple[int, ...]] = []
    for _, level in groupby(running, key=lambda pair: pair[0]):
        broken = break_ties(contest, [tally for _, tally in level], settlements)
        left += broken.left
        for group in broken.groups:
            place = len(placed) + 1
            placed.update({one: _Placed(place, len(group) > 1, broken.steps.get(one, ())) for one in group})
    return placed, tuple(left)


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


def _standing(contest: Contest, work: _Work, placed: _Placed | None, prizes: Mapping[int, str]) -> Standing:
    arithmetic = work.arithmetic
    if arithmetic and placed:
        arithmetic = replace(arithmetic, ties=placed.steps)
    return Standing(
        entry=work.entry.number,
        place=placed.place if placed else None,
        points=arithmetic.points if arithmetic else None,
        tied=bool(placed and placed.tied),
        penalty=work.penalty,
        penalty_kind=kind_shown(work.penalties),
        received=sum(len(sheets) for sheets in work.sheets.values()),
        panel=len(contest.judges) * len(contest.rounds),
        status=work.entry.status,
        reason=work.entry.status_reason,
        prize=prizes.get(work.entry.number),
        rounds=arithmetic.rounds if arithmetic else (),
        decided=placed.steps[-1] if placed and placed.steps else None,
        arithmetic=arithmetic,
    )


def _public_order(contest: Contest) -> Callable[[Standing], tuple[int, int, int, int]]:
    turns = {entry.number: entry.order for entry in contest.entries}

    def key(row: Standing) -> tuple[int, int, int, int]:
        last = len(contest.entries) + 1
        return (_AFTER_THE_PLACED.index(row.status), row.place or last, turns[row.entry], row.entry)

    return key


def _missing(contest: Contest, counted: Mapping[int, SheetsByRound]) -> tuple[tuple[int, int, int], ...]:
    competing = sorted(
        (entry for entry in contest.entries if entry.status == "competing"), key=lambda one: (one.order, one.number)
    )
    return tuple(
        (round_.number, entry.number, judge.number)
        for round_ in contest.rounds
        for entry in competing
        for judge in contest.judges
        if judge.number not in {sheet.judge for sheet in counted[entry.number].get(round_.number, ())}
    )
