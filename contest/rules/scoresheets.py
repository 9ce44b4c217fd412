"""One judge's scores for one entry in one round: reading a typed score, range and step, what is missing, the total."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from contest.rules.contests import Criterion, Round
from contest.rules.refusals import Refused
from contest.rules.rounding import exact_decimal, plain, rounded

SheetState = Literal["blank", "part", "complete", "signed"]

_TYPED = re.compile(r"([0-9]{1,6})(?:[.,]([0-9]{1,6}))?")


@dataclass(frozen=True)
class Scoresheet:
    """`scores` maps a criterion's number to the score; a criterion that is not in it is blank, which is not a zero.

    `confirmed`: False while a second person has yet to confirm what is signed.
    """

    round: int
    entry: int
    judge: int
    scores: Mapping[int, Decimal]
    signed: bool = False
    confirmed: bool = True


def read_score(text: str) -> Decimal:
    """A typed number: plain digits, a comma or a point before the decimals ("18,5", "18.5").

    Raises Refused('bad_number') for everything else: signs, exponents, foreign digits, more than six digits a side.
    """
    found = _TYPED.fullmatch(text.strip(" "))
    if found is None:
        raise Refused("bad_number", text=text[:40])
    whole, decimals = found.groups()
    return Decimal(f"{whole}.{decimals}" if decimals else whole)


def check_score(criterion: Criterion, value: Decimal) -> Decimal:
    """The score in its one written form (18.50 -> 18.5, -0 -> 0).

    Raises Refused('score_out_of_range', minimum, maximum), also for NaN and the infinities, or
    Refused('score_off_step', step).
    """
    if not value.is_finite() or not criterion.minimum <= value <= criterion.maximum:
        raise Refused("score_out_of_range", minimum=plain(criterion.minimum), maximum=plain(criterion.maximum))
    exact = Fraction(value)
    if (exact / Fraction(criterion.step)).denominator != 1:
        raise Refused("score_off_step", step=plain(criterion.step))
    return exact_decimal(exact)


def missing(round_: Round, sheet: Scoresheet | None) -> tuple[int, ...]:
    """Numbers of the criteria that are still blank, in the order of the round."""
    entered = sheet.scores if sheet else {}
    return tuple(criterion.number for criterion in round_.criteria if criterion.number not in entered)


def state(round_: Round, sheet: Scoresheet | None) -> SheetState:
    """How far a scoresheet is. A signature on a sheet with a blank (a criterion was added) does not make it signed."""
    blanks = len(missing(round_, sheet))
    if sheet is None or blanks == len(round_.criteria):
        return "blank"
    if blanks:
        return "part"
    return "signed" if sheet.signed else "complete"


def is_in(round_: Round, sheet: Scoresheet | None) -> bool:
    """Whether it counts for an official result: nothing blank, signed, and confirmed where a second person is asked for."""
    return sheet is not None and sheet.confirmed and state(round_, sheet) == "signed"


def total(round_: Round, sheet: Scoresheet | None) -> Decimal:
    """The weighted points of what was entered so far, each score rounded as the round's method declares."""
    entered = sheet.scores if sheet else {}
    given = [criterion for criterion in round_.criteria if criterion.number in entered]
    return exact_decimal(sum((weighted(round_, one, entered[one.number]) for one in given), Fraction(0)))


def weighted(round_: Round, criterion: Criterion, score: Decimal, factor: Decimal = Decimal(1)) -> Fraction:
    """A score times its criterion's weight and the entry's own factor, rounded as `round_score` declares."""
    return _product(score, criterion.weight, factor, round_.method.round_score)


def check_criterion(criterion: Criterion) -> None:
    """Whether a criterion can be set up so.

    Raises Refused('bad_number') unless maximum, step and weight are above zero and the minimum lies below the maximum,
    Refused('maximum_not_on_step') unless the steps lead exactly to the maximum and the minimum.
    """
    for number in (criterion.maximum, criterion.step, criterion.weight):
        if not number.is_finite() or number <= 0:
            raise Refused("bad_number", text=str(number))
    if not criterion.minimum.is_finite() or not 0 <= criterion.minimum < criterion.maximum:
        raise Refused("bad_number", text=str(criterion.minimum))
    if criterion.apart is not None and (not criterion.apart.is_finite() or criterion.apart < 0):
        raise Refused("bad_number", text=str(criterion.apart))
    for number in (criterion.maximum, criterion.minimum):
        if (Fraction(number) / Fraction(criterion.step)).denominator != 1:
            raise Refused("maximum_not_on_step", name=criterion.name)


@lru_cache(maxsize=4096)
def _product(score: Decimal, weight: Decimal, factor: Decimal, places: int | None) -> Fraction:
    """Few different scores fill a whole contest, and standings are made anew at each of them: worth remembering."""
    return rounded(Fraction(score) * Fraction(weight) * Fraction(factor), places)
