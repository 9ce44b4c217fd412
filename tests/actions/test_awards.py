"""Special prizes by somebody's word: the jury's and the vote's, and one that goes by a criterion all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contest.access import Actor
from contest.actions import awards, penalties, running
from contest.store import audit, read
from contest.store.database import writing
from tests.halls import Hall, open_hall

WHY = "ban giám khảo họp riêng"
JURY: dict[str, Any] = {"number": 1, "name": "Giải Phong cách", "kind": "jury", "criterion": None, "alone": False}
COLOUR: dict[str, Any] = {"number": 2, "name": "Giải Sắc màu", "kind": "criterion", "criterion": [1, 1], "alone": False}
FOR_OTHERS: dict[str, Any] = {"number": 3, "name": "Giải Khích lệ", "kind": "vote", "criterion": None, "alone": True}
SCORES = {1: ("15", "20", "16", "12", "17"), 2: ("16", "20", "16", "12", "17"), 3: ("14", "20", "16", "12", "17")}


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Three teams, all signed: 2 before 1 before 3, also in the first criterion. One main prize, three special ones."""
    with open_hall(tmp_path) as opened:
        with writing():
            row = read.contest_row(opened.slug)
            row.special_prizes = [JURY, COLOUR, FOR_OTHERS]
            row.prizes = [{"name": "Giải Nhất", "count": 1, "least": None}]
        for entry, values in SCORES.items():
            for judge in (1, 2, 3):
                opened.fill(judge, entry, values)
        opened.act(running.close_round, round=1)
        yield opened


def holders(hall: Hall) -> dict[str, Any]:
    return {one["name"]: one["entries"] for one in hall.topic("standings", "staff")["special_prizes"]}


def warned(hall: Hall) -> list[dict[str, Any]]:
    warnings: list[dict[str, Any]] = hall.topic("standings", "staff")["warnings"]
    return warnings


def test_until_somebody_says_it_a_prize_by_word_is_open(hall: Hall) -> None:
    assert holders(hall) == {JURY["name"]: [], COLOUR["name"]: [2], FOR_OTHERS["name"]: []}
    assert warned(hall) == [
        {"code": "special_open", "details": {"prize": JURY["name"]}},
        {"code": "special_open", "details": {"prize": FOR_OTHERS["name"]}},
    ]


def test_a_given_prize_is_held_recorded_and_no_longer_warned_of(hall: Hall) -> None:
    hall.act(awards.award_special, prize=1, entry=3, reason=WHY)
    assert holders(hall)[JURY["name"]] == [3]
    assert [one["details"]["prize"] for one in warned(hall)] == [FOR_OTHERS["name"]]
    line = audit.lines(hall.row.id)[-1]
    assert (line.fact, line.data) == (
        "special_awarded", {"prize": 1, "name": JURY["name"], "entry": 3, "reason": WHY}
    )


def test_the_last_word_holds_and_the_same_word_twice_is_one(hall: Hall) -> None:
    for entry in (3, 1, 1):
        hall.act(awards.award_special, prize=1, entry=entry, reason=WHY)
    assert holders(hall)[JURY["name"]] == [1]
    assert [line.data["entry"] for line in audit.lines_of(hall.row.id, "special_awarded")] == [3, 1]


def test_a_word_stands_above_the_criterion(hall: Hall) -> None:
    hall.act(awards.award_special, prize=2, entry=3, reason=WHY)
    assert holders(hall)[COLOUR["name"]] == [3]


def test_a_word_taken_back_lets_the_criterion_speak_again(hall: Hall) -> None:
    for prize in (1, 2):
        hall.act(awards.award_special, prize=prize, entry=3, reason=WHY)
        hall.act(awards.award_special, prize=prize, entry=1, reason=WHY)
        hall.act(awards.withdraw_award, prize=prize, reason="đọc nhầm")
    assert holders(hall) == {JURY["name"]: [], COLOUR["name"]: [2], FOR_OTHERS["name"]: []}
    line = audit.lines(hall.row.id)[-1]
    assert (line.fact, line.data) == ("award_withdrawn", {"prize": 2, "name": COLOUR["name"], "reason": "đọc nhầm"})
    assert hall.act(awards.withdraw_award, prize=2, reason="lần nữa") is not None
    assert len(audit.lines_of(hall.row.id, "award_withdrawn")) == 2


def test_a_team_without_a_place_gets_no_special_prize(hall: Hall) -> None:
    hall.act(penalties.set_entry_status, entry=3, status="disqualified", reason="hoa giả")
    assert hall.refusal(awards.award_special, prize=1, entry=3, reason=WHY) == "entry_without_place"


def test_who_falls_out_afterwards_keeps_no_special_prize(hall: Hall) -> None:
    hall.act(awards.award_special, prize=1, entry=3, reason=WHY)
    hall.act(awards.award_special, prize=2, entry=3, reason=WHY)
    hall.act(penalties.set_entry_status, entry=3, status="disqualified", reason="hoa giả")
    assert holders(hall) == {JURY["name"]: [], COLOUR["name"]: [2], FOR_OTHERS["name"]: []}


def test_a_prize_for_those_without_one_is_not_for_the_winner(hall: Hall) -> None:
    assert hall.refusal(awards.award_special, prize=3, entry=2, reason=WHY) == "special_alone"
    hall.act(awards.award_special, prize=3, entry=1, reason=WHY)
    assert holders(hall)[FOR_OTHERS["name"]] == [1]


def test_a_prize_needs_a_reason_and_to_be_there(hall: Hall) -> None:
    assert hall.refusal(awards.award_special, prize=1, entry=1, reason=" ") == "reason_needed"
    assert hall.refusal(awards.award_special, prize=9, entry=1, reason=WHY) == "not_found"
    assert hall.refusal(awards.award_special, prize=1, entry=9, reason=WHY) == "not_found"


def test_only_the_organizer_gives_prizes(hall: Hall) -> None:
    for who in (Actor("scorekeeper", 1), Actor("judge", 1), Actor("judge", 1, head=True)):
        assert hall.refusal(awards.award_special, who, prize=1, entry=1, reason=WHY) == "not_allowed"
        assert hall.refusal(awards.withdraw_award, who, prize=1, reason=WHY) == "not_allowed"


def test_the_public_is_told_of_no_special_prize_before_the_result(hall: Hall) -> None:
    hall.act(awards.award_special, prize=1, entry=3, reason=WHY)
    told = str(hall.topic("standings", "public"))
    assert JURY["name"] not in told
    assert "special_prizes" not in told
