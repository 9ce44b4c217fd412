"""Paper sheets: what two people typed is one sheet only where they typed the same, line by line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contest.rules.papers import Scores, Typed, agreed, clashes, read_lines, state
from contest.rules.refusals import Refused
from tests.rules.building import a_round

ROUND = a_round(weights=("1", "1"))


def typed(*scores: str, seat: str = "thư ký 1") -> Typed:
    return Typed(seat, numbers(*scores))


def numbers(*scores: str) -> Scores:
    return {number: Decimal(score) for number, score in enumerate(scores, 1)}


def test_lines_are_read_with_a_comma_and_kept_in_their_one_form() -> None:
    assert read_lines(ROUND, [(2, "7,50"), (1, "9")]) == {1: Decimal(9), 2: Decimal("7.5")}


@pytest.mark.parametrize(("lines", "code", "details"), [
    ([(1, "9")], "scoresheet_incomplete", {"missing": ["Tiêu chí 2"]}),
    ([], "scoresheet_incomplete", {"missing": ["Tiêu chí 1", "Tiêu chí 2"]}),
    ([(1, "9"), (1, "9"), (2, "7")], "bad_request", {}),
    ([(1, "9"), (2, "7"), (3, "5")], "unknown_criterion", {"criterion": 3}),
    ([(1, "9"), (2, "1001")], "score_out_of_range", {"minimum": "0", "maximum": "1000"}),
    ([(1, "9"), (2, "chín")], "bad_number", {"text": "chín"}),
])
def test_a_sheet_is_refused_at_the_line_that_is_wrong(
    lines: list[tuple[int, str]], code: str, details: dict[str, object]
) -> None:
    with pytest.raises(Refused) as refusal:
        read_lines(ROUND, lines)
    assert (refusal.value.code, refusal.value.details) == (code, details)


def test_the_first_two_who_typed_the_same_numbers_agree_whatever_their_remarks() -> None:
    one, other = typed("9", "7"), typed("9", "8", seat="thư ký 2")
    third, fourth = Typed("chủ tịch", numbers("9.0", "8"), "chữ mờ"), typed("9", "7", seat="thư ký 3")
    assert agreed([one, other]) is None
    assert agreed([one, other, third]) == (other, third)
    assert agreed([one, other, third, fourth]) == (one, fourth)


def test_a_tablets_other_number_clashes_and_its_blank_does_not() -> None:
    paper = numbers("9", "7")
    assert clashes(paper, {1: Decimal(9), 2: Decimal("7.5")}) == (2,)
    assert clashes(paper, {1: Decimal("9.0")}) == ()


@pytest.mark.parametrize(("sheets", "tablet", "waits"), [
    ([], numbers(), "waiting"), ([typed("9", "7")], numbers(), "waiting"),
    ([typed("9", "7"), typed("9", "8")], numbers(), "differs"),
    ([typed("9", "7"), typed("9", "7")], numbers(), None), ([typed("9", "7"), typed("9", "7")], numbers("9", "7"), None),
    ([typed("9", "7"), typed("9", "7")], numbers("9", "8"), "tablet"),
])
def test_a_paper_sheet_says_what_it_waits_for(sheets: list[Typed], tablet: Scores, waits: str | None) -> None:
    assert state(sheets, tablet) == waits
