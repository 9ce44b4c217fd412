"""What stands between a contest and its official result."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contest.rules.contests import Combine, Contest, Method, RoundPhase
from contest.rules.penalties import Penalty
from contest.rules.result import undecided
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import rank
from contest.rules.told import plain_details, rows_told
from tests.builders import flower_contest, penalty, sheet_of, sheets_of
from tests.rules.building import a_contest, a_round, marks


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


def test_proposed_penalties_are_listed_by_their_numbers() -> None:
    proposed = [penalty(2, "1", number=9, state="proposed"), penalty(1, "2", number=4, state="proposed")]
    contest = flower_contest(teams=2, panel=1)
    assert [one["details"] for one in still_open(contest, sheets_of(contest, {1: [90], 2: [80]}), proposed)] == [
        {"penalty": 4, "entry": 1}, {"penalty": 9, "entry": 2},
    ]


def test_a_round_whose_method_lacks_something_is_told_with_what_it_lacks() -> None:
    contest = a_contest(a_round(method=Method("additive")), teams=4, panel=2)
    lacking = still_open(contest, marks({1: [9], 2: [8], 3: [None, 7], 4: [None, 6]}), [])
    assert lacking[:2] == [
        {"code": "nothing_scored", "details": {}},
        {"code": "round_lacking", "details": {
            "round": 1, "code": "judges_not_connected", "details": {"groups": [[1, 2], [3, 4]]},
        }},
    ]


@pytest.mark.parametrize(("phase", "is_told"), [("closed", True), ("open", False)])
def test_a_tie_across_a_cut_stands_in_the_way_once_its_round_is_closed(phase: RoundPhase, is_told: bool) -> None:
    first = a_round(1, combine=Combine(go_on=2), phase=phase)
    contest = a_contest(first, a_round(2, phase="planned"), teams=3, panel=1)
    told = still_open(contest, marks({1: [9], 2: [8], 3: [8]}), [])
    assert ({"code": "cut_open", "details": {"round": 1, "entries": [2, 3]}} in told) is is_told


def test_rows_are_told_with_digits_and_without_names() -> None:
    contest = flower_contest(teams=3, panel=2)
    sheets = [one for one in sheets_of(contest, {1: [90, "90.5"], 2: [80, 80]}) if one.entry != 3]
    rows = rows_told(rank(contest, sheets, [penalty(2, "2", late=61), penalty(3, "0", number=2)]))
    bare: dict[str, Any] = {
        "tied": False, "status": "competing", "reason": "", "specials": [], "division": None, "reached": 1, "panel": 2,
    }
    assert rows == [
        {**bare, "entry": 1, "place": 1, "points": "90.25", "penalty": None, "penalty_kind": None, "received": 2,
         "prize": "Giải Nhất", "rounds": [{"number": 1, "points": "90.25", "after": "90.25"}]},
        {**bare, "entry": 2, "place": 2, "points": "78.00", "penalty": "2", "penalty_kind": "time", "received": 2,
         "prize": "Giải Nhì", "rounds": [{"number": 1, "points": "80.00", "after": "78.00"}]},
        {**bare, "entry": 3, "place": None, "points": None, "penalty": None, "penalty_kind": None, "received": 0,
         "prize": None, "rounds": []},
    ]
    out = replace(contest, entries=(replace(contest.entries[0], status="disqualified", status_reason="mua hoa sẵn"),))
    assert [(row["status"], row["reason"]) for row in rows_told(rank(out, sheets))] == [("disqualified", "mua hoa sẵn")]


def test_what_a_warning_is_about_is_told_as_plain_values() -> None:
    details = {"prize": "Nhất", "entries": (1, [2, 3]), "count": 1, "alone": True, "least": Decimal("7.5"), "by": None}
    assert plain_details(details) == {
        "prize": "Nhất", "entries": [1, [2, 3]], "count": 1, "alone": True, "least": "7.5", "by": None,
    }


def test_a_signed_sheet_that_waits_for_a_second_person_is_not_called_unsigned() -> None:
    contest = flower_contest(teams=3, panel=2)
    order = tuple(replace(one, order=-one.number) for one in contest.entries)
    shown = replace(contest, entries=order)
    sheets = sheets_of(shown, {1: [80, 80], 2: [81, 81], 3: [82, 82]})
    waiting = [replace(one, confirmed=one.judge == 2 or one.entry == 2) for one in sheets]
    assert still_open(shown, waiting, []) == [
        {"code": "sheets_unconfirmed", "details": {"round": 1, "judge": 1, "entries": [3, 1]}},
    ]
    unsigned = [replace(one, signed=one.judge == 2) for one in waiting]
    assert [one["code"] for one in still_open(shown, unsigned, [])] == ["sheets_unsigned"]


def test_nobody_has_to_confirm_the_sheet_of_a_shadow_judge_or_of_a_team_that_is_out() -> None:
    contest = flower_contest(teams=2, panel=2)
    sheets = sheets_of(contest, {1: [80, 80], 2: [81, 81]})
    waiting = [replace(one, confirmed=(one.judge, one.entry) != (2, 2)) for one in sheets]
    shadow = replace(contest, judges=(contest.judges[0], replace(contest.judges[1], counts=False)))
    out = replace(contest, entries=(contest.entries[0], replace(contest.entries[1], status="disqualified")))
    assert [one["code"] for one in still_open(contest, waiting, [])] == ["sheets_unconfirmed"]
    assert still_open(shadow, waiting, []) == still_open(out, waiting, []) == []
