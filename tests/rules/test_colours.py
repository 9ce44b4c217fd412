"""Colours of a contest: the contrast of WCAG, and which accents are refused. The figures are those of WCAG's own formula."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contest.rules.colours import check_accent, contrast
from contest.rules.refusals import Refused


@pytest.mark.parametrize(("one", "other", "ratio"), [
    ("#FFFFFF", "#000000", "21"), ("#000000", "#000000", "1"), ("#777777", "#FFFFFF", "4.478089"),
    ("#FF0000", "#FFFFFF", "3.998476"), ("#00FF00", "#FFFFFF", "1.372190"), ("#0000FF", "#FFFFFF", "8.592471"),
    ("#0A0A0A", "#FFFFFF", "19.798145"), ("#0B0B0B", "#FFFFFF", "19.682627"), ("#123456", "#FBF5EA", "11.718639"),
])
def test_contrast_is_that_of_wcag_whichever_colour_comes_first(one: str, other: str, ratio: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert contrast(one, other).quantize(Decimal("0.000001"), rounding="ROUND_DOWN") == Decimal(ratio)


def test_an_accent_is_kept_in_capitals_without_blanks() -> None:
    assert check_accent("  #8a1c3b ") == "#8A1C3B"


@pytest.mark.parametrize("told", ["", "8A1C3B", "#8A1C3", "#8A1C3B0", "#8A1C3G", "#8A 1C3B", "đỏ thẫm"])
def test_what_is_no_colour_is_refused_as_it_was_typed(told: str) -> None:
    with pytest.raises(Refused, match="bad_number") as refusal:
        check_accent(told)
    assert refusal.value.details == {"text": told}


def test_of_a_long_text_that_is_no_colour_twenty_letters_are_told() -> None:
    with pytest.raises(Refused) as refusal:
        check_accent("m" * 50)
    assert refusal.value.details == {"text": "m" * 20}


def test_an_accent_that_is_hard_to_read_on_paper_is_refused_with_its_contrast() -> None:
    """4.497 : 1 is told as 4.49, not as the 4.50 that would be enough."""
    assert check_accent("#707070") == "#707070"
    with pytest.raises(Refused) as refusal:
        check_accent("#717171")
    assert (refusal.value.code, refusal.value.details) == ("colour_too_faint", {"contrast": Decimal("4.49")})
