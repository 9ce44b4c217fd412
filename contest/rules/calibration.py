"""Calibration: before the start the panel scores one sample, and each judge learns how far they lie from the others.

It is practice: nothing of it takes part in any standing. Differences are exact; whoever tells them rounds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contest.rules.contests import Contest, Criterion, Judge, Round

OTHERS_NEEDED = 2  # with one other only, the difference would be that judge's own number


@dataclass(frozen=True)
class Distance:
    """One judge's scores less the mean of the other finished judges who count, by criterion and (weighted) in total.

    `others`: how many those are; with fewer than OTHERS_NEEDED nothing can be told: `criteria` is empty, `total` None.
    """

    others: int
    criteria: Mapping[int, Fraction]
    total: Fraction | None


def sample_criteria(round_: Round) -> tuple[Criterion, ...]:
    """What the sample is scored in: what each judge marks alone. Nothing where they write places: one entry has none."""
    if round_.method.marks == "places":
        return ()
    return tuple(one for one in round_.criteria if not one.consensus)


def participants(contest: Contest, round_: int) -> tuple[Judge, ...]:
    """Who scores the sample: everybody who gives marks in that round, shadow judges too."""
    return tuple(
        one for one in contest.judges
        if one.marks and (not one.rounds or round_ in one.rounds) and (one.left is None or round_ < one.left)
    )


def distances(
    criteria: Sequence[Criterion], finished: Mapping[int, Mapping[int, Decimal]], counting: Collection[int]
) -> dict[int, Distance]:
    """How far every judge in `finished` (scores by judge and criterion, none blank) lies from the others of them who count."""
    return {
        judge: _distance(criteria, finished, [one for one in finished if one in counting and one != judge], judge)
        for judge in finished
    }


def _distance(
    criteria: Sequence[Criterion], finished: Mapping[int, Mapping[int, Decimal]], others: Sequence[int], judge: int
) -> Distance:
    if len(others) < OTHERS_NEEDED:
        return Distance(len(others), {}, None)
    apart = {}
    for one in criteria:
        added = sum((Fraction(finished[other][one.number]) for other in others), Fraction(0))
        apart[one.number] = Fraction(finished[judge][one.number]) - added / len(others)
    return Distance(len(others), apart, sum((Fraction(one.weight) * apart[one.number] for one in criteria), Fraction(0)))
