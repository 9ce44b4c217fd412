"""What stands between a contest and its official result."""

from __future__ import annotations

from contest.rules.contests import Contest
from contest.rules.penalties import Penalty
from contest.rules.result import undecided
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import rank
from tests.builders import flower_contest, penalty, sheet_of, sheets_of


def still_open(contest: Contest, sheets: list[Scoresheet], penalties: list[Penalty]) -> list[dict[str, object]]:
    return [one.told() for one in undecided(contest, rank(contest, sheets, penalties, official=True), penalties, sheets)]


def test_signed_sheets_decided_penalties_and_no_tie_leave_nothing_open() -> None:
    contest = flower_contest()
    sheets = sheets_of(contest, {1: [80, 80, 80], 2: [81, 81, 81], 3: [82, 82, 82]})
    fallen = [penalty(2, "2", number=2, state="dismissed"), penalty(3, "2", number=3, state="withdrawn")]
    settled = [penalty(1, "2"), *fallen]
    assert still_open(contest, sheets, settled) == []


def test_unsigned_sheets_are_listed_by_judge() -> None:
    contest = flower_contest(teams=2, panel=2)
    sheets = [sheet_of(contest.rounds[0], 1, 1, 80), sheet_of(contest.rounds[0], 2, 1, 81, signed=False)]
    assert still_open(contest, sheets, []) == [
        {"code": "sheets_unsigned", "details": {"round": 1, "judge": 1, "entries": [2]}},
        {"code": "sheets_unsigned", "details": {"round": 1, "judge": 2, "entries": [1, 2]}},
    ]


def test_proposed_penalties_and_open_ties_are_listed() -> None:
    contest = flower_contest(teams=3, panel=1)
    sheets = sheets_of(contest, {1: [90], 2: [80], 3: [80]})
    assert still_open(contest, sheets, [penalty(1, "2", number=7, state="proposed")]) == [
        {"code": "penalty_proposed", "details": {"penalty": 7, "entry": 1}},
        {"code": "tie_open", "details": {"entries": [2, 3], "place": 2}},
    ]


def test_a_contest_without_any_points_has_no_result() -> None:
    assert still_open(flower_contest(teams=0), [], []) == [{"code": "nothing_scored", "details": {}}]
