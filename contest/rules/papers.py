"""Paper sheets typed in by two people: which two typed the same, and where that differs from what the judge saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from contest.rules.contests import Criterion, Round
from contest.rules.refusals import Refused
from contest.rules.scoresheets import check_score, read_score

PaperState = Literal["waiting", "differs", "tablet"]
Scores = Mapping[int, Decimal]


@dataclass(frozen=True)
class Typed:
    """A paper sheet as one seat typed it."""

    seat: str
    scores: Scores
    comment: str = ""


def read_lines(found: Round, lines: Sequence[tuple[int, str]]) -> dict[int, Decimal]:
    """What was typed, checked line by line. Raises Refused('scoresheet_incomplete') where a line is left out, ('bad_request')
    where one is there twice, ('unknown_criterion'), and what a number's range and step refuse."""
    if len({number for number, _value in lines}) < len(lines):
        raise Refused("bad_request")
    criteria = {one.number: one for one in found.criteria}
    scores = {number: _checked(criteria, number, value) for number, value in lines}
    missing = [one.name for one in found.criteria if one.number not in scores]
    if missing:
        raise Refused("scoresheet_incomplete", missing=missing)
    return scores


def agreed(typed: Sequence[Typed]) -> tuple[Typed, Typed] | None:
    """The first two that say the same, criterion by criterion."""
    return next((pair for pair in combinations(typed, 2) if dict(pair[0].scores) == dict(pair[1].scores)), None)


def clashes(paper: Scores, tablet: Scores) -> tuple[int, ...]:
    """Criteria where the judge saved another number than stands on the paper; a blank is no other number."""
    return tuple(number for number, value in tablet.items() if paper.get(number) != value)


def state(typed: Sequence[Typed], tablet: Scores) -> PaperState | None:
    """What a paper sheet waits for: a second person, another look, a word on the tablet's numbers; None for nothing."""
    pair = agreed(typed)
    if pair is None:
        return "waiting" if len(typed) < 2 else "differs"
    return "tablet" if clashes(pair[0].scores, tablet) else None


def _checked(criteria: Mapping[int, Criterion], number: int, value: str) -> Decimal:
    if number not in criteria:
        raise Refused("unknown_criterion", criterion=number)
    return check_score(criteria[number], read_score(value))
