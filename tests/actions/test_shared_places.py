"""One place for neighbours by the jury's word, though their points differ."""

from __future__ import annotations

import pytest

from contest.actions import ceremony
from contest.documents.arithmetic import explain_entry
from contest.snapshots.board import Board
from contest.store import audit
from tests.halls import Hall

WHY = "Ban giám khảo thống nhất"


@pytest.fixture(autouse=True)
def judged(hall: Hall) -> None:
    """80, 79 and 78 points."""
    for entry, last in ((1, "17"), (2, "16"), (3, "15")):
        for judge in (1, 2, 3):
            hall.fill(judge, entry, ("15", "20", "16", "12", last))


def places(hall: Hall) -> list[int | None]:
    return [row["place"] for row in hall.topic("standings", "staff")["rows"]]


def test_neighbours_share_a_place_and_the_record_says_why(hall: Hall) -> None:
    hall.act(ceremony.share_place, entries=[2, 3], joint=True, reason=WHY)
    assert places(hall) == [1, 2, 2]
    assert (audit.lines(hall.row.id)[-1].fact, audit.lines(hall.row.id)[-1].data["reason"]) == ("place_shared", WHY)
    assert any(WHY in sentence for sentence in explain_entry(Board(hall.row), 3).sentences)


def test_it_can_be_taken_back_and_pressing_twice_changes_nothing(hall: Hall) -> None:
    hall.act(ceremony.share_place, entries=[2, 3], joint=True, reason=WHY)
    before = hall.row.revision
    hall.act(ceremony.share_place, entries=[3, 2], joint=True, reason=WHY)
    assert hall.row.revision == before
    hall.act(ceremony.share_place, entries=[3, 2], joint=False, reason="Nhầm đội")
    assert places(hall) == [1, 2, 3]


@pytest.mark.parametrize("entries", [[1, 3], [2], [2, 2], [2, 9]])
def test_only_neighbours_can_share(hall: Hall, entries: list[int]) -> None:
    assert hall.refusal(ceremony.share_place, entries=entries, joint=True, reason=WHY) == "not_neighbours"


def test_it_needs_a_reason(hall: Hall) -> None:
    assert hall.refusal(ceremony.share_place, entries=[2, 3], joint=True, reason=" ") == "reason_needed"
