"""Scoresheets from paper: two people type, neither sees the other's numbers, and only what both say counts."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contest import checks
from contest.access import Actor
from contest.actions import panel as judges
from contest.actions import paper, running, scoring, setup, signing, teams
from contest.actions.archive import import_contest
from contest.documents.archive import export_contest, read_archive
from contest.documents.arithmetic import explain_entry
from contest.rules.refusals import Refused
from contest.snapshots.board import Board
from contest.store import audit, read
from tests.halls import ORGANIZER, SCOREKEEPER, SCORES, Hall

THIRD = Actor("scorekeeper", 2, "Thư ký hai")
OTHER = ("15", "20", "16", "12.5", "17")
WHERE = {"round": 1, "entry": 2, "judge": 3}


def lines(values: tuple[str, ...] = SCORES) -> list[dict[str, Any]]:
    return [{"criterion": number, "value": value} for number, value in enumerate(values, 1)]


def typed(hall: Hall, who: Actor, values: tuple[str, ...] = SCORES, **more: Any) -> str:
    told: str = hall.act(paper.type_paper, who, **WHERE, lines=lines(values), **more)["paper"]
    return told


def cell(hall: Hall) -> dict[str, Any]:
    row = next(row for row in hall.topic("scoresheets", "staff")["rows"] if row["entry"] == 2)
    found: dict[str, Any] = next(one for one in row["cells"] if one["judge"] == 3)
    return found


def waiting(hall: Hall) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hall.topic("papers", "staff")["papers"]
    return found


def last_fact(hall: Hall) -> audit.Line:
    return audit.lines(hall.row.id)[-1]


def test_two_people_who_type_the_same_make_the_judges_signed_sheet(hall: Hall) -> None:
    assert typed(hall, SCOREKEEPER, comment="Cắm rất thoáng") == "waiting"
    assert (cell(hall)["state"], cell(hall)["paper"]) == ("blank", False)
    assert typed(hall, ORGANIZER, ("15,0", "20", "16", "12", "17")) == "saved"
    assert (cell(hall)["state"], cell(hall)["total"], cell(hall)["paper"]) == ("signed", "80", True)
    sheet = read.sheet_row(hall.row.id, 1, 2, 3)
    assert sheet is not None
    assert (sheet.comment, sheet.paper) == ("Cắm rất thoáng", ["scorekeeper-1", "organizer"])
    fact = last_fact(hall)
    assert (fact.fact, fact.data["typists"], fact.data["total"]) == ("paper_merged", ["scorekeeper-1", "organizer"], "80")
    assert waiting(hall) == []
    assert hall.topic("papers", "staff")["saved"] == 1


def test_nobody_is_the_second_person_to_themselves(hall: Hall) -> None:
    assert typed(hall, SCOREKEEPER) == "waiting"
    assert typed(hall, SCOREKEEPER) == "waiting"
    assert cell(hall)["state"] == "blank"


def test_the_second_person_is_told_no_number_before_typing_their_own(hall: Hall) -> None:
    typed(hall, SCOREKEEPER, OTHER)
    assert [(one["state"], one["typed"], one["lines"]) for one in waiting(hall)] == [("waiting", ["scorekeeper-1"], [])]
    assert "12.5" not in json.dumps(last_fact(hall).data)
    assert "12.5" not in json.dumps(hall.topic("scoresheets", "staff"))


def test_differences_are_shown_line_by_line_and_whoever_slipped_types_again(hall: Hall) -> None:
    typed(hall, SCOREKEEPER, OTHER)
    assert typed(hall, ORGANIZER) == "differs"
    told = waiting(hall)[0]
    assert [one["values"] for one in told["lines"] if one["values"][0] != one["values"][1]] == [["12.5", "12"]]
    assert cell(hall)["state"] == "blank"
    assert typed(hall, SCOREKEEPER) == "saved"


def test_a_third_look_needs_its_reason_and_settles_for_the_one_it_agrees_with(hall: Hall) -> None:
    typed(hall, SCOREKEEPER, OTHER)
    typed(hall, ORGANIZER)
    assert hall.refusal(paper.type_paper, THIRD, **WHERE, lines=lines()) == "reason_needed"
    assert typed(hall, THIRD, ("14", "20", "16", "12", "17"), reason="nhìn lại giấy") == "differs"
    assert typed(hall, THIRD, reason="số 12 viết đè") == "saved"
    assert (last_fact(hall).data["typists"], last_fact(hall).data["reason"]) == (["organizer", "scorekeeper-2"], "số 12 viết đè")


def test_what_the_judge_saved_is_shown_beside_and_not_overwritten_in_silence(hall: Hall) -> None:
    hall.enter(3, 2, 4, "12.5")
    typed(hall, SCOREKEEPER)
    assert typed(hall, ORGANIZER) == "tablet"
    assert [one["tablet"] for one in waiting(hall)[0]["lines"]] == [None, None, None, "12.5", None]
    assert hall.refusal(paper.take_paper, SCOREKEEPER, **WHERE, reason="theo giấy") == "not_allowed"
    assert hall.refusal(paper.take_paper, **WHERE, reason=" ") == "reason_needed"
    hall.act(paper.take_paper, **WHERE, reason="máy hỏng giữa chừng")
    assert (cell(hall)["state"], cell(hall)["total"]) == ("signed", "80")
    assert (last_fact(hall).data["old"], last_fact(hall).data["reason"]) == ([[4, "12.5"]], "máy hỏng giữa chừng")


def test_the_tablets_numbers_stand_when_the_paper_is_thrown_away(hall: Hall) -> None:
    hall.fill(3, 2, OTHER)
    typed(hall, SCOREKEEPER)
    assert typed(hall, ORGANIZER) == "tablet"
    hall.act(paper.drop_paper, SCOREKEEPER, **WHERE, reason="giấy nháp")
    assert (cell(hall)["total"], cell(hall)["paper"], waiting(hall)) == ("80.5", False, [])
    assert hall.refusal(paper.drop_paper, **WHERE, reason="giấy nháp") == "paper_not_waiting"
    assert hall.refusal(paper.take_paper, **WHERE, reason="theo giấy") == "paper_not_waiting"


def test_a_paper_that_says_what_was_signed_on_the_tablet_changes_nothing(hall: Hall) -> None:
    hall.fill(3, 2)
    before = cell(hall)
    typed(hall, SCOREKEEPER)
    assert typed(hall, ORGANIZER) == "agrees"
    assert (last_fact(hall).fact, cell(hall), waiting(hall)) == ("paper_agreed", before, [])


def test_a_begun_sheet_with_the_same_numbers_is_completed(hall: Hall) -> None:
    hall.enter(3, 2, 1, "15")
    typed(hall, SCOREKEEPER)
    assert typed(hall, ORGANIZER) == "saved"
    row = read.score_row(hall.row.id, 1, 2, 3, 1)
    assert row is not None
    assert row.revision == 1


def test_what_comes_from_the_tablet_after_the_paper_was_saved_is_late(hall: Hall) -> None:
    typed(hall, SCOREKEEPER)
    typed(hall, ORGANIZER)
    assert hall.enter(3, 2, 1, "9")["late"]["why"] == "scoresheet_signed"
    assert cell(hall)["total"] == "80"


def test_a_reopened_sheet_that_is_signed_on_the_tablet_is_no_longer_from_paper(hall: Hall) -> None:
    typed(hall, SCOREKEEPER)
    typed(hall, ORGANIZER)
    hall.act(scoring.reopen_scoresheet, **WHERE, reason="đọc lại")
    assert not cell(hall)["paper"]
    hall.act(scoring.submit_scoresheet, Actor("judge", 3), round=1, entry=2, base=cell(hall)["revision"])
    assert (cell(hall)["state"], cell(hall)["paper"]) == ("signed", False)


@pytest.mark.parametrize(("values", "code"), [
    (("15", "20", "16", "12"), "scoresheet_incomplete"),
    ((*SCORES, "1"), "unknown_criterion"),
    (("15", "20", "16", "12", "17.25"), "score_off_step"),
    (("15", "20", "16", "12", "99"), "score_out_of_range"),
    (("15", "20", "16", "12", "1o"), "bad_number"),
])
def test_a_line_that_cannot_be_is_refused_and_nothing_is_kept(hall: Hall, values: tuple[str, ...], code: str) -> None:
    assert hall.refusal(paper.type_paper, SCOREKEEPER, **WHERE, lines=lines(values)) == code
    twice = [*lines()[:4], lines()[0]]
    assert hall.refusal(paper.type_paper, SCOREKEEPER, **WHERE, lines=twice) == "bad_request"
    assert waiting(hall) == []


def test_only_staff_type_while_the_round_is_open(hall: Hall) -> None:
    asked = {**WHERE, "lines": lines()}
    assert hall.refusal(paper.type_paper, Actor("judge", 3), **asked) == "not_allowed"
    assert hall.refusal(paper.type_paper, SCOREKEEPER, **{**asked, "judge": 9}) == "not_found"
    assert hall.refusal(paper.type_paper, SCOREKEEPER, **{**asked, "entry": 9}) == "not_found"
    hall.act(judges.change_judge, judge=3, recused=[2])
    assert hall.refusal(paper.type_paper, SCOREKEEPER, **asked) == "judge_recused"
    hall.act(judges.change_judge, judge=3, recused=[])
    hall.act(running.close_round, round=1)
    assert hall.refusal(paper.type_paper, SCOREKEEPER, **asked) == "round_closed"


def test_paper_taken_over_the_tablet_waits_for_a_second_person_where_a_contest_asks_for_it(hall: Hall) -> None:
    hall.act(setup.change_rules, confirming="sheets")
    typed(hall, SCOREKEEPER)
    typed(hall, ORGANIZER)
    assert cell(hall)["unconfirmed"] is None
    hall.act(scoring.reopen_scoresheet, **WHERE, reason="đọc lại")
    typed(hall, SCOREKEEPER, OTHER)
    typed(hall, THIRD, OTHER)
    hall.act(paper.take_paper, **WHERE, reason="theo giấy")
    assert cell(hall)["unconfirmed"] == "organizer"
    asked = {**WHERE, "base": cell(hall)["revision"]}
    assert hall.refusal(signing.confirm_scoresheet, **asked) == "own_confirmation"
    hall.act(signing.confirm_scoresheet, SCOREKEEPER, **asked)
    assert (cell(hall)["unconfirmed"], cell(hall)["total"]) == (None, "80.5")


def test_a_team_or_a_judge_on_a_typed_sheet_stays(hall: Hall) -> None:
    typed(hall, SCOREKEEPER)
    assert hall.refusal(teams.remove_team, entry=2) == "team_has_scores"
    assert hall.refusal(judges.remove_judge, judge=3) == "judge_has_scores"


def test_paper_goes_through_the_archive_typed_once_and_saved(hall: Hall) -> None:
    typed(hall, SCOREKEEPER)
    typed(hall, ORGANIZER)
    hall.act(paper.type_paper, SCOREKEEPER, **{**WHERE, "entry": 1}, lines=lines(OTHER), comment="đẹp")
    text = export_contest(hall.row)
    fields = {"archive": read_archive(text), "sha256": "0" * 64, "as_slug": "ban-sao"}
    hall.parts.door.perform(import_contest, ORGANIZER, None, fields)
    copy = Hall(hall.app, hall.clock, "ban-sao")
    assert export_contest(copy.row).replace('"ban-sao"', f'"{hall.slug}"') == text
    assert copy.act(paper.type_paper, ORGANIZER, **{**WHERE, "entry": 1}, lines=lines(OTHER))["paper"] == "saved"
    assert checks.faults(copy.row) == []


def test_an_archive_with_a_typed_line_off_its_step_is_refused(hall: Hall) -> None:
    typed(hall, SCOREKEEPER)
    told = json.loads(export_contest(hall.row))
    told["papers"][0]["scores"]["1"] = "15.3"
    with pytest.raises(Refused) as no:
        read_archive(json.dumps(told))
    assert no.value.details["path"] == "$.papers[0].scores"


def test_the_arithmetic_says_which_sheets_came_from_paper(hall: Hall) -> None:
    hall.fill(1, 2)
    typed(hall, SCOREKEEPER)
    typed(hall, ORGANIZER)
    said = explain_entry(Board(hall.row), 2).sentences
    assert [one for one in said if one.startswith("Từ giấy")] == ["Từ giấy: Giám khảo 3."]
    assert not any(one.startswith("Từ giấy") for one in explain_entry(Board(hall.row), 1).sentences)


def test_starting_over_forgets_what_was_typed(hall: Hall) -> None:
    typed(hall, SCOREKEEPER)
    hall.act(setup.start_over, title=hall.row.title, backup="truoc.json")
    assert waiting(hall) == []
