"""Every version of a scoresheet is kept and told: to its judge, to the desk, to no other judge."""

from __future__ import annotations

from typing import Any

import pytest

from contest.actions import panel, scoring
from tests.halls import Hall
from tests.live.asking import Connect, ask


def versions(client: Any, judge: int = 1, entry: int = 1) -> list[dict[str, Any]]:
    answer = ask(client, "read_history", round=1, entry=entry, judge=judge)
    told: list[dict[str, Any]] = answer["history"]
    return told


@pytest.mark.parametrize("seat", ["judge-1", "scorekeeper-1"])
def test_every_version_of_a_sheet_is_told_to_its_judge_and_to_the_desk(hall: Hall, connect: Connect, seat: str) -> None:
    start = hall.clock.now()
    hall.enter(1, 1, 1, "14")
    hall.clock.pass_seconds(40)
    hall.fill(1, 2)
    hall.enter(1, 1, 1, "15.5", base=1)
    hall.act(scoring.correct_score, round=1, entry=1, judge=1, criterion=1, value="15", reason="viết nhầm", base=2)
    told = [(one["at"] - start, one["by"], one["fact"], one["old"], one["value"]) for one in versions(connect(seat))]
    assert told == [
        (0, "judge-1", "score_entered", None, "14"),
        (40_000, "judge-1", "score_entered", "14", "15.5"),
        (40_000, "organizer", "score_corrected", "15.5", "15"),
    ]
    assert versions(connect(seat))[-1]["reason"] == "viết nhầm"


def test_a_signature_and_a_second_look_are_versions_too(hall: Hall, connect: Connect) -> None:
    hall.fill(1, 1)
    hall.act(scoring.reopen_scoresheet, round=1, entry=1, judge=1, reason="xem lại màu sắc")
    signed, reopened = versions(connect("judge-1"))[-2:]
    assert (signed["fact"], signed["total"]) == ("scoresheet_submitted", "80")
    assert (reopened["fact"], reopened["reason"], reopened["by"]) == ("scoresheet_reopened", "xem lại màu sắc", "organizer")


def test_no_judge_reads_another_judges_versions(hall: Hall, connect: Connect) -> None:
    hall.fill(2, 1)
    assert ask(connect("judge-1"), "read_history", round=1, entry=1, judge=2)["refused"]["code"] == "not_allowed"
    assert ask(connect("public"), "read_history", round=1, entry=1, judge=2)["refused"]["code"] == "not_allowed"


def test_the_head_judge_reads_others_versions_once_all_sheets_are_in(hall: Hall, connect: Connect) -> None:
    hall.act(panel.change_judge, judge=1, head=True)
    head = connect("judge-1")
    hall.fill(2, 1)
    assert ask(head, "read_history", round=1, entry=1, judge=2)["refused"]["code"] == "sheets_not_in"
    assert versions(head, judge=1) == []
    for judge in (1, 3):
        hall.fill(judge, 1)
    assert versions(head, judge=2)[-1]["fact"] == "scoresheet_submitted"


def test_an_entry_that_is_not_there_has_no_versions(connect: Connect) -> None:
    client = connect("judge-1")
    assert ask(client, "read_history", round=1, entry=99, judge=1)["refused"]["code"] == "not_found"
    assert ask(client, "read_history", round=1, entry="1", judge=1)["refused"]["code"] == "bad_request"
