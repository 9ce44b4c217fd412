"""Judges whose scores for one entry lie further apart than a criterion allows: they must look again (WorldSkills' one-apart
check). It names those at both ends, never who of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from contest.rules.contests import Contest, Criterion
from contest.rules.counting import counted_sheets
from contest.rules.scoresheets import Scoresheet


@dataclass(frozen=True)
class Apart:
    """The lowest and the highest score of a criterion; `judges` gave one of the two."""

    round: int
    entry: int
    criterion: int
    low: Decimal
    high: Decimal
    judges: tuple[int, ...]


def apart(contest: Contest, sheets: Iterable[Scoresheet]) -> tuple[Apart, ...]:
    """Where the panel's signed sheets lie too far apart, by round, entry in running order and criterion.

    Exactly as far as allowed is allowed. Who is out of the contest is not looked at again.
    """
    watched = {one.number: [it for it in one.criteria if it.apart is not None and not it.consensus] for one in contest.rounds}
    if not any(watched.values()):
        return ()
    counted = counted_sheets(contest, sheets, official=True).sheets
    competing = [entry.number for entry in contest.entries if entry.status == "competing"]
    return tuple(
        found
        for round_, criteria in watched.items() for entry in competing for criterion in criteria
        if (found := _looked_at(criterion, counted[entry].get(round_, ()))) is not None
    )


def _looked_at(criterion: Criterion, sheets: tuple[Scoresheet, ...]) -> Apart | None:
    scores = {one.judge: one.scores[criterion.number] for one in sheets}
    low, high = min(scores.values(), default=Decimal(0)), max(scores.values(), default=Decimal(0))
    if criterion.apart is None or high - low <= criterion.apart:
        return None
    ends = tuple(judge for judge, score in sorted(scores.items()) if score in (low, high))
    return Apart(sheets[0].round, sheets[0].entry, criterion.number, low, high, ends)
