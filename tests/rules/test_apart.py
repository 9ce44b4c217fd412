"""Scores of one criterion that lie further apart than it allows: who gave them, and that the result waits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from contest.rules.apart import Apart, apart
from contest.rules.contests import Contest, Criterion
from contest.rules.result import undecided
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import rank
from tests.builders import plain_contest, sheet


def strict(contest: Contest, limit: str, **fields: object) -> Contest:
    """The first criterion allows scores this far apart."""
    criteria = contest.rounds[0].criteria
    first: Criterion = replace(criteria[0], apart=Decimal(limit), **fields)  # type: ignore[arg-type]
    return replace(contest, rounds=(replace(contest.rounds[0], criteria=(first, *criteria[1:])),))


def test_exactly_as_far_apart_as_allowed_is_allowed() -> None:
    contest = strict(plain_contest(teams=1), "1")
    assert apart(contest, [sheet(1, 1, 7), sheet(1, 2, 8), sheet(1, 3, "7.5")]) == ()


def test_a_hair_further_is_too_far_and_both_ends_are_named() -> None:
    contest = strict(plain_contest(teams=1), "1")
    found = apart(contest, [sheet(1, 1, 7), sheet(1, 2, "8.01"), sheet(1, 3, "7.5")])
    assert found == (Apart(1, 1, 1, Decimal(7), Decimal("8.01"), (1, 2)),)


def test_only_criteria_that_say_so_are_looked_at() -> None:
    contest = strict(plain_contest(teams=1, weights=("1", "1")), "1")
    assert apart(contest, [sheet(1, 1, 7, 0), sheet(1, 2, 7, 100)]) == ()


def test_the_weight_does_not_matter() -> None:
    contest = strict(plain_contest(teams=1, weights=("5",)), "1")
    assert apart(contest, [sheet(1, 1, 7), sheet(1, 2, 8)]) == ()


def test_a_sheet_that_is_not_signed_is_not_looked_at() -> None:
    contest = strict(plain_contest(teams=1), "1")
    assert apart(contest, [sheet(1, 1, 1), sheet(1, 2, 9, signed=False)]) == ()


def test_a_shadow_judge_is_not_looked_at() -> None:
    contest = strict(plain_contest(teams=1), "1")
    shadow = replace(contest.judges[2], counts=False)
    watched = replace(contest, judges=(*contest.judges[:2], shadow))
    assert apart(watched, [sheet(1, 1, 7), sheet(1, 2, 7), sheet(1, 3, 1)]) == ()


def test_a_team_that_is_out_keeps_nobody_waiting() -> None:
    contest = strict(plain_contest(teams=1), "1")
    out = replace(contest, entries=(replace(contest.entries[0], status="disqualified"),))
    sheets = [sheet(1, 1, 1), sheet(1, 2, 9)]
    assert (len(apart(contest, sheets)), apart(out, sheets)) == (1, ())


def test_common_marks_of_the_jury_are_never_apart() -> None:
    contest = strict(plain_contest(teams=1), "0", consensus=True)
    led = replace(contest, judges=(replace(contest.judges[0], head=True), *contest.judges[1:]))
    assert apart(led, [sheet(1, 1, 7)]) == ()


def test_entries_come_in_running_order() -> None:
    contest = strict(plain_contest(teams=3), "1")
    turned = replace(contest, entries=contest.entries[::-1])
    sheets = [sheet(entry, judge, judge * 3) for entry in (1, 2, 3) for judge in (1, 2, 3)]
    assert [one.entry for one in apart(turned, sheets)] == [3, 2, 1]


def test_the_result_waits_until_they_have_looked_again() -> None:
    contest = strict(plain_contest(teams=2, panel=2), "1")
    agreed = [sheet(1, 1, 7), sheet(1, 2, 8), sheet(2, 1, 5)]
    assert open_things(contest, [*agreed, sheet(2, 2, 9)]) == [
        {"code": "marks_apart", "details": {"round": 1, "entry": 2, "criterion": 1}}
    ]
    assert open_things(contest, [*agreed, sheet(2, 2, 6)]) == []


def open_things(contest: Contest, sheets: list[Scoresheet]) -> list[dict[str, object]]:
    return [one.told() for one in undecided(contest, rank(contest, sheets, official=True), (), sheets)]


def test_round_entry_and_criterion_are_named_and_who_has_no_sheet_in_the_round_is_passed_over() -> None:
    contest = strict(plain_contest(teams=2), "1")
    two = replace(contest, rounds=(contest.rounds[0], replace(contest.rounds[0], number=2)))
    found = apart(two, [sheet(2, 1, 7, round=2), sheet(2, 3, 9, round=2)])
    assert found == (Apart(2, 2, 1, Decimal(7), Decimal(9), (1, 3)),)
