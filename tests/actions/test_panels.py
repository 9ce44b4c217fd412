"""Who judges whom and who goes on: recusals, guests, shadow judges, a head judge's common marks, leaving, cuts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from contest.access import Actor
from contest.actions import cuts, leaving, penalties, running, scoring, setup
from contest.actions.rounds import save_rounds
from contest.rules import shapes
from contest.rules.contests import Combine, Method
from contest.store import audit, read
from contest.store.database import writing
from tests.halls import SCORES, Hall

WHY = "theo biên bản"


def seat_of(hall: Hall, judge: int, **fields: Any) -> None:
    """Set-up as it stands in the table, whatever the forms allow by now."""
    with writing():
        row = read.seat_row(hall.row.id, "judge", judge)
        for field, value in fields.items():
            setattr(row, field, value)


def rounds_of(hall: Hall, *changes: Mapping[str, Any]) -> None:
    """As many rounds as changes: each the first round with these fields; new ones are called -2, -3 ... in shares."""
    first = read.rounds(hall.row.id)[0]
    with writing():
        row = read.contest_row(hall.slug)
        save_rounds(row, [
            {**shapes.round_told(replace(first, **change)), "number": 1 if at == 0 else -at - 1}
            for at, change in enumerate(changes)
        ])


def sign_all(hall: Hall, entry: int, values: tuple[str, ...] = SCORES) -> None:
    for judge in (1, 2, 3):
        hall.fill(judge, entry, values)


def test_a_judge_does_not_score_a_team_of_their_own_unit(hall: Hall) -> None:
    with writing():
        read.entry_row(hall.row.id, 2).unit = "Phòng Hậu cần"
    seat_of(hall, 1, units=["phòng hậu cần"])
    fields = {"round": 1, "entry": 2, "criterion": 1, "value": "15", "base": 0}
    assert hall.refusal(scoring.enter_score, Actor("judge", 1), **fields) == "judge_recused"
    assert hall.act(scoring.enter_score, Actor("judge", 2), **fields)["ok"]
    assert hall.refusal(scoring.correct_score, judge=1, reason=WHY, **fields) == "judge_recused"


def test_a_recusal_shrinks_the_panel_of_these_entries_only_and_the_desk_says_so(hall: Hall) -> None:
    seat_of(hall, 1, recused=[2])
    hall.fill(2, 2)
    hall.fill(3, 2)
    one, other, _ = hall.topic("scoresheets", "staff")["rows"]
    assert (one["panel"], other["panel"], other["received"]) == (3, 2, 2)
    assert [cell["out"] for cell in other["cells"]] == ["recused", None, None]
    assert [(row["received"], row["panel"]) for row in hall.topic("progress")["entries"]] == [(0, 3), (2, 2), (0, 3)]
    assert hall.row_of(2)["panel"] == 2
    own = hall.topic("scoresheets", "judge-1")
    assert [sheet["recused"] for sheet in own["sheets"]] == [False, True, False]


def test_a_guest_of_another_round_and_a_president_without_marks_score_nothing(hall: Hall) -> None:
    seat_of(hall, 1, rounds=[2])
    seat_of(hall, 2, head=True, marks=False)
    fields = {"round": 1, "entry": 1, "criterion": 1, "value": "15", "base": 0}
    for judge in (1, 2):
        assert hall.refusal(scoring.enter_score, Actor("judge", judge), **fields) == "judge_not_in_round"
        told = hall.topic("scoresheets", f"judge-{judge}")
        assert (told["open"], told["closed_because"]) == (False, "judge_not_in_round")
    assert hall.row_of(1)["panel"] == 1


def test_a_shadow_judge_scores_and_nothing_waits_for_it_or_counts_it(hall: Hall) -> None:
    seat_of(hall, 3, counts=False)
    for judge in (1, 2):
        hall.fill(judge, 1)
    hall.fill(3, 1, ("20", "25", "20", "15", "20"))
    row = hall.row_of(1)
    assert (row["points"], row["received"], row["panel"]) == ("80.00", 2, 2)
    assert read.standings(hall.row, official=True).missing == tuple(
        (1, entry, judge) for entry in (2, 3) for judge in (1, 2)
    )


def test_a_mark_of_the_whole_jury_stands_on_the_head_judges_sheet_and_counts_for_everybody(hall: Hall) -> None:
    seat_of(hall, 1, head=True)
    criteria = read.rounds(hall.row.id)[0].criteria
    rounds_of(hall, {"criteria": (replace(criteria[0], consensus=True), *criteria[1:])})
    assert hall.topic("scoresheets", "judge-1")["criteria"] == [1, 2, 3, 4, 5]
    assert hall.topic("scoresheets", "judge-2")["criteria"] == [2, 3, 4, 5]
    assert hall.topic("scoresheets", "judge-2")["maximum"] == "80"
    fields = {"round": 1, "entry": 1, "criterion": 1, "value": "15", "base": 0}
    assert hall.refusal(scoring.enter_score, Actor("judge", 2), **fields) == "unknown_criterion"
    for judge in (2, 3):
        for criterion in (2, 3, 4, 5):
            ack = hall.enter(judge, 1, criterion, "10")
        hall.act(scoring.submit_scoresheet, Actor("judge", judge), round=1, entry=1, base=ack["sheet"]["revision"])
    assert hall.row_of(1)["points"] is None
    hall.fill(1, 1, ("20", "10", "10", "10", "10"))
    assert hall.row_of(1)["points"] == "60.00"


@pytest.mark.parametrize(("leaver", "points", "panel"), [("keep", "90.00", 3), ("drop", "85.00", 2)])
def test_what_a_judge_signed_before_leaving_counts_as_the_rounds_rule_says(
    hall: Hall, leaver: Any, points: str, panel: int
) -> None:
    rounds_of(hall, {"method": Method(leaver=leaver)})
    hall.fill(1, 1, ("20", "25", "20", "15", "20"))
    for judge in (2, 3):
        hall.fill(judge, 1, ("20", "20", "20", "15", "10"))
    hall.act(leaving.let_judge_leave, judge=1, reason="việc gia đình")
    row = hall.row_of(1)
    assert (row["points"], row["panel"]) == (points, panel)
    assert (audit.lines(hall.row.id)[-1].fact, audit.lines(hall.row.id)[-1].data["leaver"]) == ("judge_left", leaver)
    fields = {"round": 1, "entry": 2, "criterion": 1, "value": "15", "base": 0}
    assert hall.refusal(scoring.enter_score, Actor("judge", 1), **fields) == "judge_not_in_round"
    assert hall.topic("scoresheets", "judge-1")["closed_because"] == "judge_left"
    assert not [one for one in read.standings(hall.row, official=True).missing if one[2] == 1]
    hall.act(leaving.let_judge_return, judge=1, reason=WHY)
    assert hall.row_of(1)["points"] == "90.00"


def test_leaving_needs_a_reason_a_round_under_way_and_happens_once(hall: Hall) -> None:
    assert hall.refusal(leaving.let_judge_leave, judge=1, reason=" ") == "reason_needed"
    hall.act(leaving.let_judge_leave, judge=1, reason=WHY)
    assert hall.refusal(leaving.let_judge_leave, judge=1, reason=WHY) == "judge_left"
    with writing():
        read.round_row(hall.row.id, 1).phase = "planned"
    assert hall.refusal(leaving.let_judge_leave, judge=2, reason=WHY) == "no_round_under_way"


def with_a_cut(hall: Hall, go_on: int = 2) -> None:
    rounds_of(hall, {"combine": Combine(go_on=go_on)}, {"name": "Chung kết", "combine": Combine(((-2, Decimal(1)),))})


def test_opening_the_next_round_records_who_goes_on(hall: Hall) -> None:
    with_a_cut(hall)
    for entry, values in ((1, SCORES), (2, ("18", *SCORES[1:])), (3, ("10", *SCORES[1:]))):
        sign_all(hall, entry, values)
    hall.act(running.close_round, round=1)
    assert hall.topic("standings", "staff")["goes_on"] == [{"round": 1, "entries": [2, 1]}]
    hall.act(running.open_round, round=2)
    assert [(row.round, row.entries, row.reason) for row in read.cut_rows(hall.row.id)] == [(1, [2, 1], "")]
    assert [line.fact for line in audit.lines(hall.row.id)][-3:-1] == ["cut_made", "round_opened"]
    fields = {"round": 2, "criterion": 1, "value": "15", "base": 0}
    assert hall.refusal(scoring.enter_score, Actor("judge", 1), entry=3, **fields) == "entry_not_in_round"
    hall.act(scoring.enter_score, Actor("judge", 1), entry=1, **fields)
    assert [row["entry"] for row in hall.topic("progress")["entries"]] == [1, 2]
    assert [sheet["entry"] for sheet in hall.topic("scoresheets", "judge-1")["sheets"]] == [1, 2]
    assert [(row["entry"], row["place"], row["reached"]) for row in hall.topic("standings", "staff")["rows"]] == [
        (2, 1, 2), (1, 2, 2), (3, 3, 1),
    ]


def test_a_cut_waits_for_every_signature_and_for_the_tie_across_it(hall: Hall) -> None:
    with_a_cut(hall)
    sign_all(hall, 1, ("18", *SCORES[1:]))
    sign_all(hall, 2)
    hall.act(running.close_round, round=1)
    assert hall.refusal(running.open_round, round=2) == "cut_not_ready"
    hall.act(running.open_round, round=1)
    sign_all(hall, 3)
    hall.act(running.close_round, round=1)
    assert hall.refusal(running.open_round, round=2) == "cut_undecided"
    assert {"code": "cut_open", "details": {"round": 1, "entries": [2, 3]}} in hall.topic("standings", "staff")["undecided"]
    hall.act(cuts.make_cut, round=1, entries=[1, 3], reason="bốc thăm trước hội trường")
    hall.act(running.open_round, round=2)
    assert [row["entry"] for row in hall.topic("progress")["entries"]] == [1, 3]
    assert hall.topic("standings", "staff")["cuts_open"] == []


def test_people_may_decide_who_goes_on_until_somebody_is_scored_there(hall: Hall) -> None:
    with_a_cut(hall, go_on=1)
    assert hall.refusal(cuts.make_cut, round=2, entries=[1], reason=WHY) == "no_cut"
    assert hall.refusal(cuts.make_cut, round=1, entries=[1], reason="") == "reason_needed"
    assert hall.refusal(cuts.make_cut, round=1, entries=[1, 1], reason=WHY) == "bad_request"
    assert hall.refusal(cuts.make_cut, round=1, entries=[9], reason=WHY) == "not_found"
    hall.act(cuts.make_cut, round=1, entries=[1, 2], reason=WHY)
    hall.act(running.close_round, round=1)
    hall.act(running.open_round, round=2)
    hall.act(scoring.enter_score, Actor("judge", 1), round=2, entry=2, criterion=1, value="15", base=0)
    assert hall.refusal(cuts.make_cut, round=1, entries=[1], reason=WHY) == "scores_given"


def test_a_penalty_on_every_sheet_needs_judges_totals(hall: Hall) -> None:
    sign_all(hall, 1)
    hall.act(penalties.give_penalty, round=1, entry=1, points="3", reason=WHY, on="sheet")
    row = hall.row_of(1)
    assert (row["points"], row["penalty"]) == ("77.00", "3")
    assert audit.lines(hall.row.id)[-1].data["on"] == "sheet"
    with writing():
        read.round_row(hall.row.id, 1).method = shapes.method_told(Method(scope="criterion"))
    fields = {"round": 1, "entry": 2, "points": "3", "reason": WHY, "on": "sheet"}
    assert hall.refusal(penalties.give_penalty, **fields) == "sheet_penalty_needs_totals"


def test_what_a_method_lacks_stands_between_the_contest_and_its_result(hall: Hall) -> None:
    rounds_of(hall, {"method": Method("rank_sum")})
    seat_of(hall, 1, recused=[2])
    lacking = [one for one in hall.topic("standings", "staff")["undecided"] if one["code"] == "round_lacking"]
    assert [(one["details"]["round"], one["details"]["code"]) for one in lacking] == [(1, "panels_differ")]


def test_starting_over_brings_every_judge_back_and_forgets_the_cut(hall: Hall) -> None:
    with_a_cut(hall)
    hall.act(cuts.make_cut, round=1, entries=[1], reason=WHY)
    hall.act(leaving.let_judge_leave, judge=1, reason=WHY)
    hall.act(setup.start_over, title="Hương sắc tháng 3", backup="x")
    assert read.seat_row(hall.row.id, "judge", 1).left is None
    assert read.cut_rows(hall.row.id) == []
