"""Ties on the head judge's page: told once nobody scores any more, and of a tie room only who is still to mark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contest.access import Actor
from contest.actions import panel, running, tie_rooms
from contest.live import topics
from contest.store import read
from contest.store.database import writing
from tests.halls import Hall, open_hall
from tests.web.visitors import Visitor

HEAD = Actor("judge", 2, head=True)
ODD = "18.5"  # a number that nobody gave in the round


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """Three judges, of whom judge 2 leads; entries 1 and 2 level, all signed, the round open."""
    with open_hall(tmp_path) as opened:
        opened.act(panel.change_judge, judge=2, head=True)
        for entry, first in ((1, "15"), (2, "15"), (3, "10")):
            for judge in (1, 2, 3):
                opened.fill(judge, entry, (first, "20", "16", "12", "17"))
        yield opened


def told(hall: Hall) -> dict[str, Any]:
    return hall.topic("panel", "staff")


def open_room(hall: Hall) -> None:
    hall.act(running.close_round, round=1)
    hall.act(tie_rooms.open_tie_room, HEAD, entries=[1, 2], criteria=[[1, 1]])


def mark(hall: Hall, judge: int, entry: int, value: str) -> None:
    hall.act(tie_rooms.enter_tie_score, Actor("judge", judge), room=1, entry=entry, round=1, criterion=1, value=value, base=0)


def test_a_tie_is_told_once_the_round_is_closed(hall: Hall) -> None:
    assert told(hall)["ties"] == []
    hall.act(running.close_round, round=1)
    assert told(hall)["ties"] == [{"code": "tie_open", "details": {"entries": [1, 2], "place": 1}}]


def test_of_an_open_room_the_head_judge_sees_who_is_to_mark_and_no_number(hall: Hall) -> None:
    open_room(hall)
    mark(hall, 1, 1, ODD)
    room = told(hall)["tie_room"]
    assert (room["scores"], room["judges"][0]) == ([], {"judge": 1, "missing": 1})
    for body in (told(hall), hall.topic("tie_room", "judge-2"), hall.topic("tie_room", "staff")):
        assert f'"{ODD}"' not in json.dumps(body)
    mark(hall, 1, 2, "15")
    for judge in (2, 3):
        mark(hall, judge, 1, "15")
        mark(hall, judge, 2, "15")
    assert not told(hall)["tie_room"]["is_tied"]
    assert f'"{ODD}"' not in json.dumps(told(hall))
    hall.act(tie_rooms.close_tie_room, HEAD, room=1, reason="xong")
    assert f'"{ODD}"' in json.dumps(told(hall))
    assert told(hall)["ties"] == []


def test_in_a_blind_contest_the_head_judge_sees_numbers_in_the_room_too(hall: Hall) -> None:
    with writing():
        read.contest_row(hall.slug).blind = True
    open_room(hall)
    assert [one["name"] for one in told(hall)["tie_room"]["entries"]] == ["#1", "#2"]


def test_no_number_of_a_room_reaches_the_public_or_another_judge(hall: Hall) -> None:
    open_room(hall)
    mark(hall, 1, 1, ODD)
    for topic in topics.TOUCHED_BY.keys() - topics.STAFF_ONLY - topics.OWN:
        assert ODD not in json.dumps(hall.topic(topic)), topic
    for judge in ("judge-2", "judge-3"):
        assert ODD not in json.dumps(hall.topic("tie_room", judge))
        assert ODD not in json.dumps(hall.topic("scoresheets", judge))


def test_the_log_keeps_the_numbers_of_an_open_room_to_itself(hall: Hall) -> None:
    open_room(hall)
    mark(hall, 1, 1, ODD)
    staff = Visitor(hall)
    staff.sign_in()
    assert staff.get(f"/c/{hall.slug}/log").status_code == 200
    assert "18,5" not in staff.get(f"/c/{hall.slug}/log?lang=vi").text
    hall.act(tie_rooms.drop_tie_room, HEAD, room=1, reason="thôi")
    assert "18,5" in staff.get(f"/c/{hall.slug}/log?lang=vi").text
