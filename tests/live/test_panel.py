"""What the head judge sees of the panel: nothing of an entry before all of its scoresheets are signed, and nobody else ever."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from contest.access import Actor
from contest.actions import panel, scoring, setup, signing
from contest.store import read
from contest.store.database import db, writing
from contest.store.tables import CriterionRow
from tests.halls import SCOREKEEPER, Hall, open_hall
from tests.live.asking import Connect, ask
from tests.web.visitors import Visitor

HEAD = Actor("judge", 2, head=True)
LOW = ("8", "20", "16", "12", "17")


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Five judges, judge 2 leads and scores too; four teams."""
    with open_hall(tmp_path, entries=4, judges=5) as opened:
        opened.act(panel.change_judge, judge=2, head=True)
        yield opened


def of_entry(hall: Hall, entry: int) -> dict[str, Any]:
    return next(one for one in hall.topic("panel", "staff")["entries"] if one["entry"] == entry)


def sign_all(hall: Hall, entry: int, odd: dict[int, tuple[str, ...]] | None = None) -> None:
    for judge in (1, 2, 3, 4, 5):
        hall.fill(judge, entry, (odd or {}).get(judge, ("15", "20", "16", "12", "17")))


@pytest.mark.parametrize("seat", ["public", "screen", "judge-1", "scorekeeper-1"])
def test_only_the_head_judge_watches_the_panel(connect: Connect, seat: str) -> None:
    assert ask(connect(seat), "watch", topics=["panel"])["refused"]["code"] == "not_allowed"
    assert ask(connect("judge-2"), "watch", topics=["panel"])["ok"]


def test_nothing_is_told_of_an_entry_before_its_last_sheet_is_signed(hall: Hall) -> None:
    for judge in (1, 3, 4, 5):
        hall.fill(judge, 1, LOW)
    hall.fill(2, 1, sign=False)
    told = of_entry(hall, 1)
    assert (told["received"], told["panel"], told["rows"]) == (4, 5, [])
    assert '"8"' not in json.dumps(hall.topic("panel", "staff"))
    hall.act(scoring.submit_scoresheet, HEAD, round=1, entry=1, base=5)
    row = of_entry(hall, 1)["rows"][0]
    assert (row["low"], row["high"]) == ("8", "15")
    assert [one["judge"] for one in row["scores"]] == [1, 2, 3, 4, 5]


def test_a_second_look_hides_the_scores_again_and_its_reason_stands_there(hall: Hall) -> None:
    sign_all(hall, 1)
    hall.act(scoring.reopen_scoresheet, HEAD, round=1, entry=1, judge=4, reason="xem lại bố cục")
    told = of_entry(hall, 1)
    assert told["rows"] == []
    assert told["reopened"] == [{"judge": 4, "reason": "xem lại bố cục"}]


def test_another_judges_sheet_is_read_once_all_are_signed(connect: Connect, hall: Hall) -> None:
    head = connect("judge-2")
    hall.fill(1, 1)
    assert ask(head, "read_scoresheet", round=1, entry=1, judge=1)["refused"]["code"] == "sheets_not_in"
    for judge in (2, 3, 4, 5):
        hall.fill(judge, 1)
    assert ask(head, "read_scoresheet", round=1, entry=1, judge=1)["sheet"]["scores"]["1"]["value"] == "15"
    assert ask(connect("judge-3"), "read_scoresheet", round=1, entry=1, judge=1)["refused"]["code"] == "not_allowed"


def test_what_was_put_right_stands_beside_the_score_with_who_and_why(hall: Hall) -> None:
    sign_all(hall, 1)
    fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 3, "criterion": 2}
    hall.act(scoring.correct_score, HEAD, value="21", reason="ghi nhầm", base=1, **fields)
    score = next(one for one in of_entry(hall, 1)["rows"][1]["scores"] if one["judge"] == 3)
    assert (score["value"], score["revision"]) == ("21", 2)
    assert score["corrections"] == [
        {"old": "20", "value": "21", "by": "judge-2", "reason": "ghi nhầm", "at": hall.clock.now()}
    ]


def test_a_mark_far_from_the_others_is_unusual_once_the_numbers_can_tell(hall: Hall) -> None:
    sign_all(hall, 1, {4: LOW})
    sign_all(hall, 2)
    assert hall.topic("panel", "staff")["cannot_tell"] == "few_entries"
    assert not any(one["unusual"] for one in of_entry(hall, 1)["rows"][0]["scores"])
    sign_all(hall, 3)
    assert hall.topic("panel", "staff")["cannot_tell"] is None
    assert [one["judge"] for one in of_entry(hall, 1)["rows"][0]["scores"] if one["unusual"]] == [4]


def test_with_three_judges_nobody_is_named(tmp_path: Path) -> None:
    with open_hall(tmp_path / "small", entries=3) as hall:
        for entry in (1, 2, 3):
            for judge in (1, 2, 3):
                hall.fill(judge, entry, LOW if judge == entry == 1 else ("15", "20", "16", "12", "17"))
        told = hall.topic("panel", "staff")
        assert told["cannot_tell"] == "few_judges"
        assert (told["entries"][0]["rows"][0]["low"], told["entries"][0]["rows"][0]["high"]) == ("8", "15")
        assert '"unusual": true' not in json.dumps(told)


def test_scores_further_apart_than_the_criterion_allows_are_flagged(hall: Hall) -> None:
    with writing():
        strict = select(CriterionRow).filter_by(contest_id=hall.row.id, number=1)
        db.session.scalars(strict).one().apart = Decimal(5)
    sign_all(hall, 1, {4: LOW})
    sign_all(hall, 2)
    assert [of_entry(hall, entry)["rows"][0]["wide"] for entry in (1, 2)] == [True, False]
    assert not of_entry(hall, 1)["rows"][1]["wide"]


def test_in_a_blind_contest_the_head_judge_sees_numbers(hall: Hall) -> None:
    with writing():
        read.contest_row(hall.slug).blind = True
        read.contest_row(hall.slug).revision += 1
    assert of_entry(hall, 1)["name"] == "#1"


def test_who_gives_the_lead_up_is_told_nothing_more(connect: Connect, hall: Hall) -> None:
    former, now = connect("judge-2"), connect("judge-3")
    assert ask(former, "watch", topics=["panel"])["ok"]
    hall.act(panel.change_judge, judge=3, head=True)
    assert ask(former, "watch", topics=["panel"])["refused"]["code"] == "not_allowed"
    assert ask(now, "watch", topics=["panel"])["ok"]
    former.get_received()
    hall.fill(1, 1)
    until = time.monotonic() + 5
    while not (told := [one for one in now.get_received() if one["name"] == "panel"]) and time.monotonic() < until:
        time.sleep(0.02)
    assert told
    assert not [one for one in former.get_received() if one["name"] == "panel"]


def test_the_page_opens_for_the_head_judge_and_the_organizer_only(hall: Hall) -> None:
    path = f"/c/{hall.slug}/judge-2/panel"
    for seat, opens in (("judge-2", True), ("judge-1", False), ("scorekeeper-1", False)):
        visitor = Visitor(hall)
        visitor.pair(seat)
        assert (visitor.get(path).status_code == 200) == opens, seat
    assert Visitor(hall).get(path).status_code == 302
    organizer = Visitor(hall)
    organizer.sign_in()
    assert organizer.get(path).status_code == 200


def test_who_has_signed_what_is_told_without_a_number(hall: Hall) -> None:
    hall.act(setup.change_rules, confirming="sheets")
    hall.fill(1, 1, LOW)
    hall.fill(2, 1, LOW)
    hall.fill(3, 1, LOW, sign=False)
    hall.act(signing.confirm_scoresheet, SCOREKEEPER, round=1, entry=1, judge=2, base=6)
    hall.act(signing.send_back_scoresheet, SCOREKEEPER, round=1, entry=1, judge=1, reason="đọc lại")
    hall.fill(4, 1, LOW)
    told = of_entry(hall, 1)
    assert [(one["judge"], one["state"], one["by"]) for one in told["signing"]] == [
        (1, "reopened", None), (2, "signed", None), (3, "open", None), (4, "waiting", "judge-4"), (5, "open", None),
    ]
    assert (told["received"], told["rows"]) == (1, [])
    assert '"8"' not in json.dumps(hall.topic("panel", "staff"))


def test_a_sheet_that_waits_is_read_by_the_head_judge_after_their_own(connect: Connect, hall: Hall) -> None:
    hall.act(setup.change_rules, confirming="sheets")
    hall.fill(1, 1)
    head = connect("judge-2")
    assert ask(head, "read_scoresheet", round=1, entry=1, judge=1)["refused"]["code"] == "own_sheet_first"
    hall.fill(2, 1)
    sheet = ask(head, "read_scoresheet", round=1, entry=1, judge=1)["sheet"]
    assert (sheet["unconfirmed"], sheet["scores"]["1"]["value"]) == ("judge-1", "15")
    told = ask(head, "confirm_scoresheet", op_id="a" * 32, round=1, entry=1, judge=1, base=sheet["revision"])
    assert told["ok"]
    assert ask(head, "read_scoresheet", round=1, entry=1, judge=1)["refused"]["code"] == "sheets_not_in"
