"""Would the podium stand under another method, and does it hang on a single score? A note for the record, not a lever: the
rule is fixed before the start, and nothing here changes a score.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from contest.rules.contests import Contest, Method, Round
from contest.rules.methods import METHODS
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standings

OTHERS: tuple[Method, ...] = (
    Method("mean"), Method("trimmed_mean", drop_high=1, drop_low=1), Method("median"), Method("rank_sum"),
)
PODIUM = 3
LEAST_FOR_TRIM = 3
MOST_SCORES = 1000  # scores looked at one by one; beyond that the answer would keep people waiting

Rank = Callable[[Contest, Sequence[Scoresheet]], Standings]
Podium = tuple[tuple[int, ...], ...]  # the entries on places 1, 2, 3; several where they share one


@dataclass(frozen=True)
class Otherwise:
    """The podium that another method would give; None where that method lacks something, or would be no other."""

    method: str
    podium: Podium | None
    changes: bool


@dataclass(frozen=True)
class Decisive:
    """A score without which the podium would be another: had it been the middle of what the panel gave."""

    round: int
    entry: int
    judge: int
    criterion: int
    given: Decimal
    middle: Decimal
    podium: Podium


@dataclass(frozen=True)
class Sensitivity:
    """`podium` as it stands; `decisive` the scores it hangs on, those nearest to the panel's middle first; None when there
    are too many scores to try."""

    podium: Podium
    others: tuple[Otherwise, ...]
    decisive: tuple[Decisive, ...] | None


def sensitivity(contest: Contest, sheets: Sequence[Scoresheet], rank: Rank) -> Sensitivity:
    """`rank` ranks a contest with these sheets and everything else that happened; `sheets` are those that count."""
    standings = rank(contest, sheets)
    podium = podium_of(standings)
    return Sensitivity(
        podium=podium,
        others=tuple(_otherwise(contest, sheets, rank, podium, method) for method in OTHERS),
        decisive=_decisive(contest, sheets, rank, podium),
    )


def podium_of(standings: Standings) -> Podium:
    """Who stands on places 1 to 3."""
    placed = [row for row in standings.rows if row.place is not None and row.place <= PODIUM]
    places = sorted({row.place for row in placed if row.place is not None})
    return tuple(tuple(sorted(row.entry for row in placed if row.place == place)) for place in places)


def _otherwise(
    contest: Contest, sheets: Sequence[Scoresheet], rank: Rank, podium: Podium, method: Method
) -> Otherwise:
    panel = sum(judge.counts and judge.marks for judge in contest.judges)
    is_this = all(one.method.name == method.name for one in contest.rounds)
    if is_this or (method.name == "trimmed_mean" and panel < LEAST_FOR_TRIM):
        return Otherwise(method.name, None, False)
    standings = rank(replace(contest, rounds=tuple(_with(one, method) for one in contest.rounds)), sheets)
    if standings.lacking:
        return Otherwise(method.name, None, False)
    other = podium_of(standings)
    return Otherwise(method.name, other, other != podium)


def _with(round_: Round, method: Method) -> Round:
    """The round under another method, its marks and its last rounding as they are."""
    marks = round_.method.marks
    return replace(round_, method=replace(method, marks=marks, round_points=round_.method.round_points))


def _decisive(
    contest: Contest, sheets: Sequence[Scoresheet], rank: Rank, podium: Podium
) -> tuple[Decisive, ...] | None:
    """Every score of those near the podium put to the panel's middle, one at a time."""
    near = _near(contest, sheets, rank)
    small, few = _narrowed(contest, sheets, near)
    tried = [(at, criterion) for at, sheet in enumerate(few) if sheet.entry in near for criterion in sheet.scores]
    if len(tried) > MOST_SCORES:
        return None
    middles = _middles(contest, few)
    found = []
    for at, criterion in tried:
        sheet = few[at]
        middle = middles[sheet.round, sheet.entry, criterion]
        if middle == sheet.scores[criterion]:
            continue
        changed = replace(sheet, scores={**sheet.scores, criterion: middle})
        other = podium_of(rank(small, [*few[:at], changed, *few[at + 1 :]]))
        if other != podium:
            found.append(Decisive(
                sheet.round, sheet.entry, sheet.judge, criterion, sheet.scores[criterion], middle, other
            ))
    return tuple(sorted(found, key=lambda one: (abs(one.given - one.middle), one.entry, one.judge, one.criterion)))


def _near(contest: Contest, sheets: Sequence[Scoresheet], rank: Rank) -> frozenset[int]:
    """Those on the podium and the first behind it."""
    rows = [row for row in rank(contest, sheets).rows if row.place is not None]
    behind = min((row.place for row in rows if row.place is not None and row.place > PODIUM), default=PODIUM)
    return frozenset(row.entry for row in rows if row.place is not None and row.place <= behind)


def _narrowed(
    contest: Contest, sheets: Sequence[Scoresheet], near: frozenset[int]
) -> tuple[Contest, list[Scoresheet]]:
    """Only those near the podium, where the others cannot matter: no method that compares the whole field, no cut."""
    if any(METHODS[one.method.name].turn is not None or one.combine.adds == "places" for one in contest.rounds):
        return contest, list(sheets)
    if any(one.combine.go_on is not None for one in contest.rounds):
        return contest, list(sheets)
    entries = tuple(entry for entry in contest.entries if entry.number in near)
    return replace(contest, entries=entries), [sheet for sheet in sheets if sheet.entry in near]


def _middles(contest: Contest, sheets: Sequence[Scoresheet]) -> Mapping[tuple[int, int, int], Decimal]:
    """The panel's middle score of each (round, entry, criterion); of an even panel the lower of the middle two."""
    given: dict[tuple[int, int, int], list[Decimal]] = {}
    for sheet in sheets:
        for criterion, score in sheet.scores.items():
            given.setdefault((sheet.round, sheet.entry, criterion), []).append(score)
    return {key: sorted(scores)[(len(scores) - 1) // 2] for key, scores in given.items()}
