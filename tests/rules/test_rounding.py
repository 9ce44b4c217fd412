"""Rounding: half-up on decimals, exact, in one place."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.rounding import decimal_places, exact_decimal, half_up, rounded, written


@pytest.mark.parametrize(("value", "places", "expected"), [
    ("28.125", 2, "28.13"), ("28.135", 2, "28.14"), ("2.5", 0, "3"), ("3.5", 0, "4"), ("0.5", 0, "1"),
    ("-28.125", 2, "-28.13"), ("-0.001", 2, "0.00"), ("86.664999", 2, "86.66"), ("1.005", 2, "1.01"), ("7", 2, "7.00"),
])
def test_half_goes_up_and_away_from_zero(value: str, places: int, expected: str) -> None:
    assert str(half_up(Decimal(value), places)) == expected


def test_no_decimal_context_cuts_a_long_number() -> None:
    long = Decimal("1" + "0" * 40 + ".125")
    assert half_up(long, 2) == Decimal("1" + "0" * 40 + ".13")
    assert exact_decimal(Fraction(long)) == long


def test_a_step_without_declared_rounding_stays_exact() -> None:
    assert rounded(Fraction(260, 3), None) == Fraction(260, 3)
    assert rounded(Fraction(260, 3), 2) == Fraction("86.67")


def test_an_endless_fraction_says_so_when_written() -> None:
    assert written(Fraction(5, 2)) == "2.5"
    assert written(Fraction(260, 3)) == "86.666666…"
    assert written(Fraction(-2, 3)) == "-0.666666…"
    with pytest.raises(ValueError, match="no exact decimal"):
        exact_decimal(Fraction(1, 3))


@given(st.fractions(min_value=-1000, max_value=1000, max_denominator=5000), st.integers(0, 6))
def test_rounding_moves_by_at_most_half_a_unit(value: Fraction, places: int) -> None:
    off = Fraction(half_up(value, places)) - value
    assert abs(off) <= Fraction(1, 2 * 10**places)
    assert -half_up(-value, places) == half_up(value, places)


@given(st.decimals(min_value=-1000, max_value=1000, places=4))
def test_decimals_come_back_exactly(value: Decimal) -> None:
    places = decimal_places(Fraction(value))
    assert places is not None
    assert places <= 4
    assert exact_decimal(Fraction(value)) == value
