"""Standings: the worked example of the seed event, who counts, who is placed, and that row order never matters."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.arithmetic import told
from contest.rules.contests import Contest, EntryStatus, Method
from contest.rules.methods import METHODS
from contest.rules.standings import Standing, Standings, rank
from contest.rules.ties import Settlement
from tests.builders import flower_contest, penalty, plain_contest, sheet, sheet_of, sheets_of, with_method

LATE = [penalty(2, "6", number=1, late=121), penalty(3, "2", number=2, late=20)]
THREE_TEAMS = {1: [87, 88, 85], 2: [91, 91, 86], 3: [87, 88, 87]}


def placed(standings: Standings) -> list[tuple[int, int | None, str | None]]:
    return [(row.entry, row.place, None if row.points is None else str(row.points)) for row in standings.rows]


def with_status(contest: Contest, entry: int, status: EntryStatus, reason: str = "hoa mang sẵn") -> Contest:
    changed = tuple(
        replace(one, status=status, status_reason=reason) if one.number == entry else one for one in contest.entries
    )
    return replace(contest, entries=changed)


def test_the_worked_example_of_the_seed_event() -> None:
    contest = flower_contest()
    sheets = sheets_of(contest, THREE_TEAMS)
    assert placed(rank(contest, sheets)) == [(2, 1, "89.33"), (3, 2, "87.33"), (1, 3, "86.67")]
    assert placed(rank(contest, sheets, LATE)) == [(1, 1, "86.67"), (3, 2, "85.33"), (2, 3, "83.33")]


def test_a_standing_carries_its_whole_arithmetic() -> None:
    contest = flower_contest()
    row = rank(contest, sheets_of(contest, THREE_TEAMS), LATE).row(2)
    assert (row.penalty, row.penalty_kind) == (6, "time")
    whole = told(row.arithmetic)
    assert (whole["sum"]["after"], whole["points"], whole["floored"]) == ("89.33", "83.33", False)
    assert whole["deductions"] == [{"penalty": 1, "kind": "time", "points": "6", "late_seconds": 121, "reason": ""}]
    (round_,) = whole["rounds"]
    assert (round_["number"], round_["points"], round_["received"], round_["panel"]) == (1, "89.33", 3, 3)
    assert round_["total"] == {"before": "89.333333…", "places": 2, "after": "89.33"}
    assert [term["value"] for term in round_["steps"][0]["terms"]] == ["91", "91", "86"]


def test_prizes_follow_the_places() -> None:
    contest = flower_contest(teams=8, panel=1)
    standings = rank(contest, sheets_of(contest, {entry: [100 - entry] for entry in range(1, 9)}))
    assert [row.prize for row in standings.rows] == [
        "Giải Nhất", *["Giải Nhì"] * 2, *["Giải Ba"] * 3, *["Giải Khuyến khích"] * 2,
    ]


def test_places_after_a_tie_are_skipped() -> None:
    contest = plain_contest(teams=5, panel=1)
    standings = rank(contest, sheets_of(contest, {1: [9], 2: [8], 3: [8], 4: [8], 5: [7]}))
    assert [(row.entry, row.place, row.tied) for row in standings.rows] == [
        (1, 1, False), (2, 2, True), (3, 2, True), (4, 2, True), (5, 5, False),
    ]
    assert standings.ties_left == ((2, 3, 4),)


def test_ranking_is_on_the_declared_rounded_points() -> None:
    contest = with_method(plain_contest(teams=2, panel=3), Method(round_points=0))
    standings = rank(contest, sheets_of(contest, {1: ["8.1", "8", "8"], 2: ["8.2", "8", "8"]}))
    assert [(row.place, row.points) for row in standings.rows] == [(1, 8), (1, 8)]


def test_the_tie_break_that_decided_is_told() -> None:
    contest = flower_contest(teams=2, panel=1)
    sheets = [sheet(1, 1, 18, 20, 18, 12, 18), sheet(2, 1, 18, 21, 17, 12, 18)]
    first, second = rank(contest, sheets).rows
    assert (first.entry, first.points, second.points) == (2, second.points, Decimal("86.00"))
    assert first.decided is not None
    assert (first.decided.key, first.decided.position, first.decided.entries) == ("criterion:2", 2, (2, 1))
    assert second.decided == first.decided
    assert first.arithmetic is not None
    assert first.arithmetic.ties == (first.decided,)
    assert not first.tied


def test_the_shorter_time_is_that_of_the_stage_in_which_all_worked_together() -> None:
    contest = flower_contest(teams=2, panel=1)
    sheets = sheets_of(contest, {1: [80], 2: [80]})
    finishes = {(1, 1, 1): 2600, (1, 1, 2): 2500, (1, 2, 1): 100, (1, 2, 2): 300}
    assert [row.entry for row in rank(contest, sheets, finishes=finishes).rows] == [2, 1]
    assert rank(contest, sheets, finishes={(1, 1, 1): 2600}).ties_left == ((1, 2),)


def test_a_stage_that_nobody_has_finished_yet_is_left_out_of_the_time() -> None:
    one = flower_contest(teams=2, panel=1)
    contest = replace(one, rounds=(one.rounds[0], replace(one.rounds[0], number=2, name="Vòng 2")))
    sheets = sheets_of(contest, {1: [80], 2: [80]})
    standings = rank(contest, sheets, finishes={(1, 1, 1): 2600, (1, 1, 2): 2500})
    assert [row.entry for row in standings.rows] == [2, 1]


def test_a_settlement_closes_a_tie() -> None:
    contest = plain_contest(teams=2, panel=1)
    sheets = sheets_of(contest, {1: [8], 2: [8]})
    settled = rank(contest, sheets, settlements=[Settlement((2, 1), False, "bốc thăm trước đông người")])
    assert placed(settled) == [(2, 1, "8.00"), (1, 2, "8.00")]
    assert settled.ties_left == ()
    assert settled.rows[0].decided is not None
    assert settled.rows[0].decided.reason == "bốc thăm trước đông người"


def test_provisional_counts_complete_sheets_and_official_signed_ones_only() -> None:
    contest = flower_contest(teams=1, panel=3)
    round_ = contest.rounds[0]
    sheets = [
        sheet_of(round_, 1, 1, 90),
        sheet_of(round_, 1, 2, 80, signed=False),
        sheet(1, 3, 20, 25, 20, 15, "", signed=False),
    ]
    provisional, official = rank(contest, sheets), rank(contest, sheets, official=True)
    assert (provisional.rows[0].points, provisional.rows[0].received, provisional.rows[0].panel) == (85, 2, 3)
    assert provisional.missing == ((1, 1, 3),)
    assert (official.rows[0].points, official.rows[0].received) == (90, 1)
    assert official.missing == ((1, 1, 2), (1, 1, 3))


def test_an_entry_without_a_complete_sheet_has_no_points_and_no_place() -> None:
    contest = flower_contest(teams=2, panel=1)
    row = rank(contest, [sheet(1, 1, 0, 0, 0, 0, 0), sheet(2, 1, 20, signed=False)]).rows[1]
    assert (row.entry, row.place, row.points, row.prize, row.arithmetic) == (2, None, None, None, None)
    assert rank(contest, [sheet(1, 1, 0, 0, 0, 0, 0)]).row(1).points == 0


def test_not_placed_withdrawn_and_disqualified_stand_after_the_others() -> None:
    contest = flower_contest(teams=6, panel=1)
    for entry, status in ((1, "disqualified"), (2, "withdrawn"), (3, "not_placed")):
        contest = with_status(contest, entry, status)  # type: ignore[arg-type]
    standings = rank(contest, sheets_of(contest, {1: [99], 2: [98], 3: [97], 4: [60], 5: [70]}))
    assert placed(standings) == [
        (5, 1, "70.00"), (4, 2, "60.00"), (6, None, None), (3, None, "97.00"), (2, None, None), (1, None, None),
    ]
    assert standings.row(3).reason == "hoa mang sẵn"
    assert [standings.row(entry).arithmetic is None for entry in (1, 2, 3)] == [True, True, False]
    assert [row.prize for row in standings.rows] == ["Giải Nhất", "Giải Nhì", None, None, None, None]
    assert standings.missing == ((1, 6, 1),)


@pytest.mark.parametrize(("floor", "points"), [(True, "0.00"), (False, "-5.00")])
def test_points_are_floored_at_zero_unless_the_contest_says_otherwise(floor: bool, points: str) -> None:
    contest = replace(plain_contest(teams=1, panel=1), floor_at_zero=floor)
    row = rank(contest, [sheet(1, 1, 5)], [penalty(1, "10")]).rows[0]
    assert str(row.points) == points
    assert row.arithmetic is not None
    assert row.arithmetic.floored is floor


def test_a_penalty_bites_once_on_the_total_whatever_the_panel() -> None:
    contest = with_method(flower_contest(teams=1, panel=5), Method("sum"))
    row = rank(contest, sheets_of(contest, {1: [80] * 5}), [penalty(1, "2")]).rows[0]
    assert row.points == Decimal("398.00")


def test_a_proposed_or_dismissed_penalty_changes_nothing() -> None:
    contest = flower_contest(teams=1, panel=1)
    sheets = sheets_of(contest, {1: [80]})
    for state in ("proposed", "dismissed", "withdrawn"):
        row = rank(contest, sheets, [penalty(1, "2", state=state)]).rows[0]  # type: ignore[arg-type]
        assert (row.points, row.penalty, row.penalty_kind) == (80, 0, None)


def test_the_points_of_several_rounds_are_added() -> None:
    one = plain_contest(teams=2, panel=1)
    contest = replace(one, rounds=(one.rounds[0], replace(one.rounds[0], number=2, name="Vòng 2")))
    sheets = [sheet(1, 1, 8), sheet(2, 1, 9), sheet(1, 1, "7.5", round=2)]
    standings = rank(contest, sheets)
    assert placed(standings) == [(1, 1, "15.50"), (2, 2, "9.00")]
    assert [(round_.number, round_.points) for round_ in standings.row(2).rounds] == [(1, 9), (2, None)]
    assert (standings.row(2).received, standings.row(2).panel) == (1, 2)
    assert standings.missing == ((2, 2, 1),)


def test_sheets_of_strangers_do_not_count_and_two_sheets_of_one_judge_are_a_fault() -> None:
    contest = flower_contest(teams=1, panel=1)
    good = sheet_of(contest.rounds[0], 1, 1, 80)
    strangers = [replace(good, judge=9), replace(good, entry=9), replace(good, round=9)]
    assert placed(rank(contest, [*strangers, good])) == [(1, 1, "80.00")]
    with pytest.raises(ValueError, match="two scoresheets"):
        rank(contest, [good, good])


def test_a_contest_without_anything_has_empty_standings() -> None:
    assert rank(replace(flower_contest(), entries=(), judges=()), []).rows == ()
    assert placed(rank(flower_contest(teams=2), [])) == [(1, None, None), (2, None, None)]
    assert placed(rank(replace(flower_contest(teams=1), rounds=()), [])) == [(1, None, None)]


def test_without_places_rows_stand_in_running_order() -> None:
    contest = flower_contest(teams=3)
    turned = replace(contest, entries=tuple(replace(one, order=10 - one.number) for one in contest.entries))
    assert [row.entry for row in rank(turned, []).rows] == [3, 2, 1]


totals = st.lists(st.lists(st.integers(78, 82), min_size=3, max_size=3), min_size=2, max_size=6)


@pytest.mark.parametrize("name", METHODS)
@given(rows=totals, late=st.lists(st.sampled_from(("0", "2", "4")), min_size=6, max_size=6), chance=st.randoms())
def test_the_order_of_rows_changes_nothing(name: str, rows: list[list[int]], late: list[str], chance: Any) -> None:
    contest = with_method(flower_contest(len(rows), 3), Method(name, drop_low=1))
    sheets = sheets_of(contest, dict(enumerate(rows, 1)))
    penalties = [penalty(at + 1, late[at], number=at + 1) for at in range(len(rows))]
    finishes = {(1, 1, at + 1): 2600 + row[0] for at, row in enumerate(rows)}
    expected = rank(contest, sheets, penalties, finishes)

    def mixed(many: Any) -> list[Any]:
        turned = list(many)
        chance.shuffle(turned)
        return turned

    turned = replace(contest, entries=tuple(mixed(contest.entries)), judges=tuple(mixed(contest.judges)))
    again = rank(turned, mixed(sheets), mixed(penalties), dict(mixed(finishes.items())))
    assert again.rows == expected.rows
    assert again.ties_left == expected.ties_left


@given(rows=totals)
def test_places_are_1224_and_agree_with_points(rows: list[list[int]]) -> None:
    contest = flower_contest(len(rows), 3)
    standings = rank(contest, sheets_of(contest, dict(enumerate(rows, 1))))
    for at, row in enumerate(standings.rows):
        above: list[Standing] = [other for other in standings.rows if (other.place or 0) < (row.place or 0)]
        assert row.place == len(above) + 1
        assert row.tied == (sum(other.place == row.place for other in standings.rows) > 1)
        assert all((other.points or 0) >= (row.points or 0) for other in standings.rows[:at])


def test_a_round_marked_by_the_jury_as_one_counts_the_head_judges_sheet_even_if_the_head_gives_no_marks() -> None:
    plain = plain_contest(teams=2, panel=3, method=Method("sum"))
    together = replace(plain.rounds[0], criteria=tuple(replace(one, consensus=True) for one in plain.rounds[0].criteria))
    judges = (replace(plain.judges[0], head=True, marks=False), *plain.judges[1:])
    contest = replace(plain, rounds=(together,), judges=judges)
    standings = rank(contest, [sheet(1, 1, 80), sheet(2, 1, 90), sheet(2, 2, 10)])
    assert placed(standings) == [(2, 1, "90.00"), (1, 2, "80.00")]
    assert [(row.received, row.panel) for row in standings.rows] == [(1, 1), (1, 1)]
    assert standings.missing == ()


JURYS_WORD = Settlement((1, 2), True, "Chỉ hơn nhau hai phần trăm", how="jury")


def test_the_jury_may_let_neighbouring_places_be_one_though_the_points_differ() -> None:
    contest = plain_contest(teams=4, panel=1)
    sheets = sheets_of(contest, {1: [80], 2: [79], 3: [78], 4: [77]})
    standings = rank(contest, sheets, settlements=[JURYS_WORD])
    places = [(row.entry, row.place, row.tied) for row in standings.rows]
    assert places == [(1, 1, True), (2, 1, True), (3, 3, False), (4, 4, False)]
    assert [step.key for step in standings.row(2).arithmetic.ties] == ["jury"]  # type: ignore[union-attr]
    assert standings.row(3).decided is None


def test_the_jurys_word_about_others_than_neighbours_says_nothing_and_can_be_taken_back() -> None:
    contest = plain_contest(teams=3, panel=1)
    sheets = sheets_of(contest, {1: [80], 3: [79], 2: [78]})
    assert [row.place for row in rank(contest, sheets, settlements=[JURYS_WORD]).rows] == [1, 2, 3]
    near = sheets_of(contest, {1: [80], 2: [79], 3: [78]})
    back = replace(JURYS_WORD, joint=False)
    assert [row.place for row in rank(contest, near, settlements=[JURYS_WORD, back]).rows] == [1, 2, 3]


def test_a_joint_place_by_the_jurys_word_takes_in_a_tie_that_was_open() -> None:
    contest = plain_contest(teams=3, panel=1)
    sheets = sheets_of(contest, {1: [80], 2: [79], 3: [79]})
    assert rank(contest, sheets).ties_left == ((2, 3),)
    standings = rank(contest, sheets, settlements=[replace(JURYS_WORD, entries=(1, 2, 3))])
    assert ([row.place for row in standings.rows], standings.ties_left) == ([1, 1, 1], ())
