"""The one place that rounds. Numbers come in as Decimal, are calculated as Fraction (always exact), leave as Decimal.

Half-up on decimals, ties away from zero (28.125 -> 28.13, -28.125 -> -28.13), as every published result that was
recomputed does. No decimal context takes part, so no precision is ever lost on the way.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

SHOWN_PLACES = 6  # decimals kept of an endless fraction when it has to be written down


def half_up(value: Fraction | Decimal, places: int) -> Decimal:
    """The nearest Decimal with exactly `places` decimals."""
    exact = Fraction(value)
    scaled = abs(exact) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return _decimal(exact < 0, whole, places)


def rounded(value: Fraction, places: int | None) -> Fraction:
    """A step of the calculation: rounded half-up, or untouched where the rule declares no rounding (None)."""
    if places is None:
        return value
    scale = 10**places
    whole = (2 * abs(value.numerator) * scale + value.denominator) // (2 * value.denominator)
    return Fraction(whole if value >= 0 else -whole, scale)


def decimal_places(value: Fraction) -> int | None:
    """How many decimals write the value exactly; None for an endless one such as 1/3."""
    denominator = value.denominator
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None


def exact_decimal(value: Fraction) -> Decimal:
    """The same number as a Decimal. ValueError for an endless one: round it first."""
    places = decimal_places(value)
    if places is None:
        raise ValueError(f"{value} has no exact decimal")
    return half_up(value, places)


def written(value: Fraction) -> str:
    """The value in digits: 5/2 -> "2.5"; an endless or very long one is cut and says so: 2/3 -> "0.666666…"."""
    places = decimal_places(value)
    if places is not None and places <= SHOWN_PLACES:
        return plain(half_up(value, places))
    whole = abs(value.numerator) * 10**SHOWN_PLACES // value.denominator
    return plain(_decimal(value < 0, whole, SHOWN_PLACES)) + "…"


def plain(value: Decimal) -> str:
    """A Decimal as digits with a point, never with an exponent."""
    return format(value, "f")


def _decimal(negative: bool, whole: int, places: int) -> Decimal:
    digits = tuple(int(digit) for digit in str(whole))
    return Decimal((int(negative and whole > 0), digits, -places))
