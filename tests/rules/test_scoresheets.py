"""Scoresheets: what may be typed, range and step, blanks, totals."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules import scoresheets
from contest.rules.contests import Criterion
from contest.rules.refusals import Refused
from tests.builders import flower_contest, plain_contest, sheet

THEME = Criterion(1, "Chủ đề", Decimal(20), Decimal("0.5"))


@pytest.mark.parametrize(("typed", "value"), [
    ("18,5", "18.5"), ("18.5", "18.5"), (" 18 ", "18"), ("0", "0"), ("007", "7"), ("18,50", "18.50"),
])
def test_a_score_is_typed_with_a_comma_or_a_point(typed: str, value: str) -> None:
    assert scoresheets.read_score(typed) == Decimal(value)


@pytest.mark.parametrize("typed", [
    "", " ", "-1", "+1", "1e3", "NaN", "inf", "Infinity", "1_000", "1.234,5", "18,", ",5", "١٨", "१८", "１８", "18.5.0",
    "0x10", "1234567", "1.1234567", "18 5", "18\n", "18\t", "9" * 5000, "½", "18a",
])
def test_anything_odd_is_not_a_number(typed: str) -> None:
    with pytest.raises(Refused, match="bad_number") as refusal:
        scoresheets.read_score(typed)
    assert len(refusal.value.details["text"]) <= 40  # type: ignore[arg-type]


@given(st.text(max_size=12))
def test_reading_never_does_anything_but_answer_or_refuse(typed: str) -> None:
    with suppress(Refused):
        assert scoresheets.read_score(typed) >= 0


@pytest.mark.parametrize(("value", "kept"), [
    ("18.50", "18.5"), ("0", "0"), ("-0", "0"), ("20.000", "20"), ("2E+1", "20"), ("0.5", "0.5"),
])
def test_a_good_score_has_one_written_form(value: str, kept: str) -> None:
    assert str(scoresheets.check_score(THEME, Decimal(value))) == kept


@pytest.mark.parametrize("value", ["20.5", "-0.5", "-1", "NaN", "sNaN", "Infinity", "-Infinity", "1E+400"])
def test_a_score_outside_the_range_is_refused_with_the_range(value: str) -> None:
    with pytest.raises(Refused) as refusal:
        scoresheets.check_score(THEME, Decimal(value))
    assert (refusal.value.code, refusal.value.details) == ("score_out_of_range", {"minimum": "0", "maximum": "20"})


@pytest.mark.parametrize("value", ["18.25", "18.3", "0.000001", "19.999"])
def test_a_score_off_the_step_is_refused_with_the_step(value: str) -> None:
    with pytest.raises(Refused) as refusal:
        scoresheets.check_score(THEME, Decimal(value))
    assert (refusal.value.code, refusal.value.details) == ("score_off_step", {"step": "0.5"})


def test_every_step_from_nothing_to_the_maximum_is_a_score() -> None:
    tenths = Criterion(1, "Kỹ thuật", Decimal(3), Decimal("0.1"))
    for count in range(31):
        value = Decimal(count) / 10
        assert scoresheets.check_score(tenths, value) == value


def test_a_blank_is_not_a_zero() -> None:
    round_ = flower_contest().rounds[0]
    assert scoresheets.missing(round_, None) == (1, 2, 3, 4, 5)
    assert scoresheets.missing(round_, sheet(1, 1, 0, "", 10, "", 0)) == (2, 4)
    assert scoresheets.missing(round_, sheet(1, 1, 0, 0, 0, 0, 0)) == ()


def test_a_scoresheet_goes_from_blank_over_part_and_complete_to_signed() -> None:
    round_ = flower_contest().rounds[0]
    assert scoresheets.state(round_, None) == "blank"
    assert scoresheets.state(round_, sheet(1, 1, signed=False)) == "blank"
    assert scoresheets.state(round_, sheet(1, 1, 18, signed=False)) == "part"
    assert scoresheets.state(round_, sheet(1, 1, 18, 22, 17, 12, 15, signed=False)) == "complete"
    assert scoresheets.state(round_, sheet(1, 1, 18, 22, 17, 12, 15)) == "signed"
    assert scoresheets.state(round_, sheet(1, 1, 18, "", 17, 12, 15)) == "part"


def test_the_total_is_weighted_and_of_what_was_entered() -> None:
    round_ = plain_contest(weights=("0.56", "2.2972", "1.1428")).rounds[0]
    assert scoresheets.total(round_, None) == 0
    assert scoresheets.total(round_, sheet(1, 1, 8)) == Decimal("4.48")
    assert scoresheets.total(round_, sheet(1, 1, 8, 9, 8)) == Decimal("34.2972")


@pytest.mark.parametrize(("maximum", "step", "weight", "code"), [
    ("20", "0.5", "1", None), ("1", "0.1", "0.1", None), ("20", "0.3", "1", "maximum_not_on_step"),
    ("0", "0.5", "1", "bad_number"), ("20", "0", "1", "bad_number"), ("20", "0.5", "-1", "bad_number"),
    ("NaN", "0.5", "1", "bad_number"), ("20", "40", "1", "maximum_not_on_step"),
])
def test_a_criterion_reaches_its_maximum_in_whole_steps(maximum: str, step: str, weight: str, code: str | None) -> None:
    criterion = Criterion(1, "Bố cục", Decimal(maximum), Decimal(step), Decimal(weight))
    if code is None:
        scoresheets.check_criterion(criterion)
        return
    with pytest.raises(Refused, match=code):
        scoresheets.check_criterion(criterion)


@pytest.mark.parametrize(("criterion", "text"), [
    (Criterion(1, "Bố cục", Decimal(20), minimum=Decimal(-1)), "-1"),
    (Criterion(1, "Bố cục", Decimal(20), minimum=Decimal(20)), "20"),
    (Criterion(1, "Bố cục", Decimal(20), minimum=Decimal("NaN")), "NaN"),
    (Criterion(1, "Bố cục", Decimal(20), apart=Decimal(-1)), "-1"),
    (Criterion(1, "Bố cục", Decimal(20), apart=Decimal("Infinity")), "Infinity"),
    (Criterion(1, "Bố cục", Decimal(20), weight=Decimal(0)), "0"),
])
def test_the_number_of_a_criterion_that_makes_no_sense_is_named(criterion: Criterion, text: str) -> None:
    with pytest.raises(Refused, match="bad_number") as refusal:
        scoresheets.check_criterion(criterion)
    assert refusal.value.details == {"text": text}


def test_a_minimum_must_be_on_a_step_and_nought_apart_is_allowed() -> None:
    scoresheets.check_criterion(Criterion(1, "Bố cục", Decimal(20), minimum=Decimal(1), apart=Decimal(0)))
    with pytest.raises(Refused, match="maximum_not_on_step") as refusal:
        scoresheets.check_criterion(Criterion(1, "Bố cục", Decimal(20), minimum=Decimal("0.3")))
    assert refusal.value.details == {"name": "Bố cục"}
