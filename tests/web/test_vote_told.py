"""What the audience's vote came to, as the record tells it: the arithmetic, the result sheet, and `contest verify`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from contest import checks, words
from contest.access import Actor
from contest.actions import ballots, ceremony, given, running
from contest.documents.arithmetic import explain_entry
from contest.documents.result import result_sheet
from contest.snapshots.board import Board
from contest.store import ballots as box
from contest.store.database import db, writing
from tests.halls import Hall, open_hall
from tests.web.visitors import Visitor

PUBLIC = Actor("public")
TITLE = "Bông hoa bạn yêu nhất"
SCORES = {1: ("15", "20", "16", "12", "17"), 2: ("14", "20", "16", "12", "17"), 3: ("13", "20", "16", "12", "17")}


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Everything is signed; six voted, for points: 1 has four votes, 2 has two."""
    with open_hall(tmp_path) as opened:
        for entry, scores in SCORES.items():
            for judge in (1, 2, 3):
                opened.fill(judge, entry, scores)
        asked: dict[str, Any] = {"round": 1, "by_ticket": False, "by_device": True, "prize": None, "share": "3"}
        opened.act(ballots.change_ballot, title=TITLE, **asked)
        opened.act(ballots.open_ballot, base=1)
        for voter, entry in zip("abcdef", (1, 1, 1, 1, 2, 2), strict=True):
            opened.act(ballots.cast_vote, PUBLIC, voter=voter, entry=entry)
        opened.act(ballots.close_ballot, base=2)
        yield opened


def _note(hall: Hall, entry: int) -> tuple[str, str]:
    db.session.expire_all()
    with words.use("en"):
        blocks = explain_entry(Board(hall.row), entry).blocks
    return next((line.value, line.note) for block in blocks for line in block.lines if line.label == TITLE)


def _official(hall: Hall) -> None:
    hall.act(running.close_round, round=1)
    hall.act(ceremony.confirm_result)


def test_the_arithmetic_says_how_votes_became_points(hall: Hall) -> None:
    assert _note(hall, 1) == ("3.00", "Audience's vote: 4 votes, the most are 4: 4/4 of 3")
    assert _note(hall, 2) == ("1.50", "Audience's vote: 2 votes, the most are 4: 2/4 of 3")
    hall.act(given.set_externals, round=1, externals=[{"entry": 2, "label": TITLE, "points": "2"}])
    assert _note(hall, 2) == ("2", "Points that no judge gave")


def test_the_result_sheet_records_the_vote_once_it_is_official(hall: Hall) -> None:
    with words.use("en"):
        assert result_sheet(Board(hall.row), ()).vote is None
        _official(hall)
        said = result_sheet(Board(hall.row), ()).vote
    assert said == f"{TITLE}: 6 votes, the most, 4, for {Board(hall.row).entries[1].name}."


def test_the_hall_reads_of_the_vote_with_the_published_result_and_not_before(hall: Hall) -> None:
    def seen() -> str:
        visitor = Visitor(hall)
        return "".join(visitor.get(f"/c/{hall.slug}{path}").text for path in ("", "/vote", "/entries/1", "/result"))

    _official(hall)
    assert "4/4" not in seen()
    hall.act(ceremony.set_curtain, curtain="published", base=hall.row.curtain_revision)
    assert "4/4" in seen()
    assert "6 phiếu" in seen()


def _faults(hall: Hall) -> list[str]:
    db.session.expire_all()
    return [fault.text for fault in checks.faults(hall.row)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ballot SET counts = '[[1, 4], [2, 3], [3, 0]]'", "UPDATE ballot_vote SET entry = 3 WHERE voter = 'a'",
        "DELETE FROM ballot_vote WHERE voter = 'a'", "UPDATE ballot SET state = 'open', counts = NULL",
    ],
)
def test_verify_finds_votes_that_were_changed_after_the_close(hall: Hall, statement: str) -> None:
    assert _faults(hall) == []
    with writing():
        db.session.execute(text(statement))
    assert _faults(hall) == [checks.VOTES_EDITED]


def test_verify_finds_nothing_wrong_with_a_vote_that_goes_on(hall: Hall) -> None:
    hall.act(ballots.open_ballot, base=3, reason="Đóng nhầm")
    hall.act(ballots.cast_vote, PUBLIC, voter="g", entry=3)
    assert _faults(hall) == []
    hall.act(ballots.close_ballot, base=4)
    assert _faults(hall) == []
    assert box.counts_of(box.the_ballot(hall.row.id)) == {1: 4, 2: 2, 3: 1}
