"""Heats: entries that run together have one countdown, which goes by the heat's first entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contest.actions import running
from contest.actions.rounds import save_rounds
from contest.rules import shapes
from contest.store import read
from contest.store.database import writing
from tests.halls import Hall

HEATS = {1: 1, 3: 1, 2: 2}


@pytest.fixture(autouse=True)
def heats(hall: Hall) -> None:
    """Entries 1 and 3 run first, 2 by itself; the arranging is a matter of heats."""
    contest = hall.row
    (round_,) = read.rounds(contest.id)
    stage = replace(round_.stages[0], kind="each", heats=True)
    with writing():
        for entry, heat in HEATS.items():
            read.entry_row(contest.id, entry).heat = heat
        save_rounds(contest, [shapes.round_told(replace(round_, stages=(stage, round_.stages[1])))])


def start(hall: Hall, entry: int) -> None:
    hall.act(running.call_entry, round=1, stage=1, entry=entry)
    hall.act(running.start_countdown, round=1, stage=1, entry=entry, base=0)


def test_a_heat_comes_on_stage_by_any_of_its_teams_and_goes_by_its_first(hall: Hall) -> None:
    hall.act(running.call_entry, round=1, stage=1, entry=3)
    told = hall.topic("countdown")
    assert (told["entry"], told["heat"], told["turns"]) == (1, {"number": 1, "entries": [1, 3]}, [1, 2])


def test_every_team_of_a_heat_is_stamped_under_its_countdown(hall: Hall) -> None:
    start(hall, 3)
    hall.clock.pass_seconds(2700 + 30)
    for entry in (1, 3):
        assert hall.act(running.stamp_finish, round=1, stage=1, entry=entry, tapped_at=hall.clock.now())["seconds"] == 2730
    fields = {"round": 1, "stage": 1, "entry": 2, "tapped_at": hall.clock.now()}
    assert hall.refusal(running.stamp_finish, **fields) == "countdown_not_started"
    assert [(one["entry"], one["late"]) for one in hall.topic("finishes", "staff")["entries"]] == [(1, 30), (2, 0), (3, 30)]


def test_time_added_to_a_heat_is_added_for_all_of_it_and_for_nobody_else(hall: Hall) -> None:
    start(hall, 1)
    hall.act(running.add_time, round=1, stage=1, entry=3, seconds=60, base=1)
    hall.clock.pass_seconds(2700 + 90)
    for entry in (1, 3):
        hall.act(running.stamp_finish, round=1, stage=1, entry=entry, tapped_at=hall.clock.now())
    start(hall, 2)
    hall.clock.pass_seconds(2700 + 90)
    hall.act(running.stamp_finish, round=1, stage=1, entry=2, tapped_at=hall.clock.now())
    assert [(one["entry"], one["late"]) for one in hall.topic("finishes", "staff")["entries"]] == [(1, 30), (2, 90), (3, 30)]


def test_hands_off_is_for_the_heat_on_stage(hall: Hall) -> None:
    assert hall.refusal(running.call_hands_off, round=1, stage=1) == "no_entry_on_stage"
    start(hall, 1)
    hall.clock.pass_seconds(600)
    hall.act(running.call_hands_off, round=1, stage=1)
    assert {row.entry: row.seconds for row in read.finish_rows(hall.row.id)} == {1: 600, 3: 600}


def test_an_ended_heat_is_done(hall: Hall) -> None:
    start(hall, 1)
    hall.act(running.end_countdown, round=1, stage=1, entry=1, base=1)
    assert hall.topic("countdown")["done"] == [1]
