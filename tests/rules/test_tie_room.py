"""What a tie room comes to: whose numbers count, exact figures, who is still level, which numbers are missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from contest.rules.contests import Contest, Method
from contest.rules.tie_room import Place, named, outcome, seats
from tests.rules.building import a_contest, a_round

FIRST, SECOND = (1, 1), (1, 2)


def numbers(told: Mapping[int, tuple[str, ...]], of: tuple[int, int] = FIRST) -> dict[Place, Decimal]:
    """Entry -> what each judge gave in one criterion, in the judges' order."""
    return {
        (entry, judge, *of): Decimal(value) for entry, values in told.items() for judge, value in enumerate(values, 1)
    }


def seated(contest: Contest, judge: int, **changes: object) -> Contest:
    """The same contest with one judge otherwise."""
    return replace(contest, judges=tuple(
        replace(one, **changes) if one.number == judge else one for one in contest.judges  # type: ignore[arg-type]
    ))


def test_the_better_mean_is_ahead() -> None:
    told = outcome(a_contest(), (1, 2), [FIRST], numbers({1: ("8", "8", "8"), 2: ("8", "8", "8.5")}))
    assert told.groups == ((2,), (1,))
    assert told.figures == {1: Fraction(8), 2: Fraction(49, 6)}


def test_means_are_exact_and_never_rounded_together() -> None:
    told = outcome(a_contest(), (1, 2), [FIRST], numbers({1: ("8.33", "8.33", "8.34"), 2: ("8.33", "8.33", "8.33")}))
    assert told.groups == ((1,), (2,))
    assert told.figures[1] - told.figures[2] == Fraction(1, 300)


def test_a_criterion_counts_by_its_weight() -> None:
    contest = a_contest(a_round(weights=("1", "2.5")))
    given = numbers({1: ("9", "9", "9"), 2: ("7", "7", "7")}) | numbers({1: ("5", "5", "5"), 2: ("6", "6", "6")}, SECOND)
    told = outcome(contest, (1, 2), [FIRST, SECOND], given)
    assert told.figures == {1: Fraction(43, 2), 2: Fraction(22)}
    assert told.groups == ((2,), (1,))
    assert outcome(contest, (1, 2), [FIRST], given).groups == ((1,), (2,))


def test_criteria_of_several_rounds_are_added() -> None:
    given = numbers({1: ("3", "3", "3"), 2: ("4", "4", "4")}) | numbers({1: ("9", "9", "9"), 2: ("7", "7", "7")}, (2, 1))
    told = outcome(a_contest(a_round(1), a_round(2)), (1, 2), [FIRST, (2, 1)], given)
    assert told.figures == {1: Fraction(12), 2: Fraction(11)}


def test_where_judges_write_places_the_smaller_is_ahead() -> None:
    contest = a_contest(a_round(method=Method(marks="places")))
    assert outcome(contest, (1, 2), [FIRST], numbers({1: ("2", "2", "1"), 2: ("1", "1", "2")})).groups == ((2,), (1,))


def test_who_is_equal_again_stays_together() -> None:
    told = outcome(a_contest(), (3, 1, 2), [FIRST], numbers({1: ("7", "8", "9"), 2: ("9", "9", "9"), 3: ("8", "8", "8")}))
    assert told.groups == ((2,), (1, 3))


@pytest.mark.parametrize("entries", [(1, 2, 3), (3, 2, 1), (2, 3, 1)])
def test_the_order_of_asking_breaks_no_tie(entries: tuple[int, ...]) -> None:
    told = outcome(a_contest(), entries, [FIRST], numbers(dict.fromkeys((1, 2, 3), ("8", "8", "8"))))
    assert told.groups == ((1, 2, 3),)


def test_missing_numbers_are_named_and_nothing_is_said_before_the_last() -> None:
    told = outcome(a_contest(), (1, 2), [FIRST], numbers({1: ("8", "8", "8"), 2: ("9",)}))
    assert told.missing == ((2, 2, 1, 1), (2, 3, 1, 1))
    assert (told.figures, told.groups) == ({}, ())


def test_a_number_of_nought_is_not_missing() -> None:
    told = outcome(a_contest(), (1, 2), [FIRST], numbers({1: ("0", "0", "0"), 2: ("1", "0", "0")}))
    assert told.missing == ()
    assert told.groups == ((2,), (1,))


@pytest.mark.parametrize("changes", [{"counts": False}, {"marks": False}, {"recused": (2,)}, {"rounds": (2,)}, {"left": 1}])
def test_who_does_not_count_for_all_of_them_is_no_judge_of_the_room(changes: dict[str, object]) -> None:
    contest = seated(a_contest(a_round(1), a_round(2)), 3, **changes)
    assert seats(contest, (1, 2), [FIRST]) == (1, 2)
    told = outcome(contest, (1, 2), [FIRST], numbers({1: ("8", "8", "0"), 2: ("7", "7", "99")}))
    assert told.missing == ()
    assert told.groups == ((1,), (2,))


def test_a_judge_recused_for_another_entry_marks_all_the_same() -> None:
    assert seats(seated(a_contest(), 3, recused=(3,)), (1, 2), [FIRST]) == (1, 2, 3)


def test_a_guest_marks_only_where_every_named_round_is_theirs() -> None:
    contest = seated(a_contest(a_round(1), a_round(2)), 1, rounds=(1,))
    assert seats(contest, (1, 2), [FIRST]) == (1, 2, 3)
    assert seats(contest, (1, 2), [FIRST, (2, 1)]) == (2, 3)


def test_with_nobody_to_mark_a_room_parts_nobody() -> None:
    contest = a_contest(panel=1)
    told = outcome(seated(contest, 1, counts=False), (1, 2), [FIRST], numbers({1: ("8",), 2: ("9",)}))
    assert told.groups == ()


def test_numbers_that_nobody_asked_for_change_nothing() -> None:
    contest = a_contest(a_round(weights=("1", "1")))
    given = numbers({1: ("8", "8", "8"), 2: ("7", "7", "7")})
    more = given | numbers({1: ("0", "0", "0"), 2: ("9", "9", "9")}, SECOND) | numbers({3: ("99", "99", "99")})
    assert outcome(contest, (1, 2), [FIRST], more) == outcome(contest, (1, 2), [FIRST], given)


@pytest.mark.parametrize(("of", "name"), [(FIRST, "Tiêu chí 1"), ((1, 3), None), ((2, 1), None)])
def test_a_criterion_is_found_by_its_round_and_number(of: tuple[int, int], name: str | None) -> None:
    found = named(a_contest(), of)
    assert (found.name if found else None) == name
