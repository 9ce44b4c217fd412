"""A tie decided by the panel once more, or by lots: who may mark, what it comes to, and that no old score is touched."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from contest.access import Actor
from contest.actions import ceremony, cuts, running, scoring, tie_rooms
from contest.actions.rounds import save_rounds
from contest.rules import shapes
from contest.rules.contests import Combine
from contest.store import audit, read
from contest.store.database import writing
from tests.halls import SCORES, Hall

WHY = "Trưởng ban kết luận"
THEME, LAYOUT = [1, 1], [1, 2]


@pytest.fixture(autouse=True)
def tied(hall: Hall) -> None:
    """Entries 1 and 2 level to the last criterion, 3 behind."""
    for entry, values in ((1, SCORES), (2, SCORES), (3, ("10", *SCORES[1:]))):
        for judge in (1, 2, 3):
            hall.fill(judge, entry, values)


def mark(hall: Hall, judge: int, entry: int, value: str | None, criterion: int = 1, base: int = 0) -> dict[str, object]:
    fields: dict[str, Any] = {"room": 1, "entry": entry, "round": 1, "criterion": criterion, "value": value, "base": base}
    return hall.act(tie_rooms.enter_tie_score, Actor("judge", judge), **fields)


def mark_all(hall: Hall, first: tuple[str, str, str], second: tuple[str, str, str]) -> None:
    for entry, values in ((1, first), (2, second)):
        for judge, value in enumerate(values, 1):
            mark(hall, judge, entry, value)


def test_the_outcome_of_the_room_settles_the_tie_and_touches_no_score(hall: Hall) -> None:
    before = [(one.entry, one.judge, one.criterion, one.value, one.revision) for one in read.score_rows(hall.row.id)]
    hall.act(tie_rooms.open_tie_room, entries=[2, 1], criteria=[THEME])
    mark_all(hall, ("15", "15", "15"), ("15", "15", "15.5"))
    assert hall.act(tie_rooms.close_tie_room, room=1, reason=WHY)["entries"] == [2, 1]
    rows = hall.topic("standings", "staff")["rows"]
    assert [(row["entry"], row["place"]) for row in rows] == [(2, 1), (1, 2), (3, 3)]
    decided = read.standings(hall.row).row(2).decided
    assert decided is not None
    assert (decided.key, decided.reason) == ("tie_room", WHY)
    assert [(one.entry, one.judge, one.criterion, one.value, one.revision) for one in read.score_rows(hall.row.id)] == before
    assert hall.topic("standings", "staff")["ties"] == []


def test_a_room_is_for_an_open_tie_and_one_at_a_time(hall: Hall) -> None:
    for entries in ([1, 3], [1, 2, 3], [1, 1]):
        assert hall.refusal(tie_rooms.open_tie_room, entries=entries, criteria=[THEME]) == "not_tied"
    assert hall.refusal(tie_rooms.open_tie_room, entries=[1, 2], criteria=[[1, 9]]) == "unknown_criterion"
    assert hall.refusal(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME, THEME]) == "bad_request"
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME])
    assert hall.refusal(tie_rooms.open_tie_room, entries=[1, 2], criteria=[LAYOUT]) == "tie_room_open"


def test_range_step_revision_and_place_are_checked(hall: Hall) -> None:
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME])
    fields = {"room": 1, "entry": 1, "round": 1, "criterion": 1, "value": "15", "base": 0}
    judge = Actor("judge", 1)
    for change, code in (
        ({"value": "20.5"}, "score_out_of_range"), ({"value": "15.3"}, "score_off_step"), ({"criterion": 2}, "unknown_criterion"),
        ({"entry": 3}, "not_found"), ({"room": 2}, "not_found"), ({"base": 1}, "score_stale"),
    ):
        assert hall.refusal(tie_rooms.enter_tie_score, judge, **{**fields, **change}) == code
    assert mark(hall, 1, 1, "15,5")["score"] == {"value": "15.5", "revision": 1}
    assert hall.refusal(tie_rooms.enter_tie_score, judge, **fields) == "score_stale"
    assert mark(hall, 1, 1, None, base=1)["score"] == {"value": None, "revision": 2}


def test_a_recused_or_shadow_judge_does_not_mark_and_is_not_waited_for(hall: Hall) -> None:
    contest = hall.row
    with writing():
        read.seat_row(contest.id, "judge", 1).recused = [3]
        read.seat_row(contest.id, "judge", 3).counts = False
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME])
    fields = {"room": 1, "entry": 1, "round": 1, "criterion": 1, "value": "15", "base": 0}
    assert hall.refusal(tie_rooms.enter_tie_score, Actor("judge", 3), **fields) == "not_allowed"
    for judge in (1, 2):
        mark(hall, judge, 1, "15")
        mark(hall, judge, 2, "14")
    assert hall.act(tie_rooms.close_tie_room, room=1, reason=WHY)["entries"] == [1, 2]


def test_a_room_closes_when_every_number_is_in_and_parts_them(hall: Hall) -> None:
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME])
    assert hall.refusal(tie_rooms.close_tie_room, room=1, reason=WHY) == "tie_room_incomplete"
    mark_all(hall, ("15", "15", "15"), ("15", "15", "15"))
    assert hall.refusal(tie_rooms.close_tie_room, room=1, reason="") == "reason_needed"
    assert hall.refusal(tie_rooms.close_tie_room, room=1, reason=WHY) == "still_tied"
    hall.act(tie_rooms.drop_tie_room, room=1, reason="Vẫn bằng nhau")
    assert hall.refusal(tie_rooms.close_tie_room, room=1, reason=WHY) == "tie_room_closed"
    assert hall.topic("standings", "staff")["ties"] == [{"entries": [1, 2], "place": 1}]


def test_judges_see_their_own_numbers_and_staff_none_until_it_is_closed(hall: Hall) -> None:
    assert hall.topic("tie_room", "judge-1") == {"room": None}
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME])
    mark(hall, 1, 1, "18.5")
    mine, other = hall.topic("tie_room", "judge-1"), hall.topic("tie_room", "judge-2")
    assert [one["value"] for one in mine["scores"]] == ["18.5"]
    assert other["scores"] == []
    staff = hall.topic("tie_room", "staff")
    assert (staff["scores"], staff["judges"][0], staff["is_complete"]) == ([], {"judge": 1, "missing": 1}, False)
    assert "18.5" not in str({name: hall.topic(name) for name in ("contest", "standings", "progress", "screens")})
    mark(hall, 1, 2, "15")
    for judge in (2, 3):
        mark(hall, judge, 1, "15")
        mark(hall, judge, 2, "15")
    hall.act(tie_rooms.close_tie_room, room=1, reason=WHY)
    assert hall.topic("tie_room", "judge-1") == {"room": None}
    assert len(hall.topic("tie_room", "staff")["scores"]) == 6


def test_lots_are_drawn_by_a_seed_that_anybody_can_use_again(hall: Hall) -> None:
    ack = hall.act(tie_rooms.draw_lots, entries=[1, 2], reason="Trước hội trường")
    by_hand = sorted([1, 2], key=lambda entry: hashlib.sha256(f"{ack['seed']}|{entry}".encode()).hexdigest())
    assert ack["entries"] == by_hand
    assert [row["entry"] for row in hall.topic("standings", "staff")["rows"]] == [*by_hand, 3]
    line = audit.lines(hall.row.id)[-1]
    assert (line.fact, line.data["seed"]) == ("lots_drawn", ack["seed"])
    assert hall.refusal(tie_rooms.draw_lots, entries=[1, 2], reason="lần nữa") == "not_tied"


def test_two_draws_have_two_seeds() -> None:
    orders = {tuple(tie_rooms.drawn(f"{seed:032x}", [1, 2, 3])) for seed in range(60)}
    assert len(orders) == 6


@pytest.fixture
def cut(hall: Hall) -> None:
    """A second round that only one entry reaches; the first round is closed."""
    contest = hall.row
    (round_,) = read.rounds(contest.id)
    with writing():
        save_rounds(contest, [
            shapes.round_told(round_), {**shapes.round_told(replace(round_, name="Chung kết")), "number": None},
        ])
        read.round_row(contest.id, 1).combine = shapes.combine_told(Combine(go_on=1))
    hall.act(running.close_round, round=1)


def test_a_tie_across_a_cut_is_settled_for_that_standing(hall: Hall, cut: None) -> None:
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[LAYOUT])
    for judge in (1, 2, 3):
        mark(hall, judge, 1, "20", criterion=2)
        mark(hall, judge, 2, "21", criterion=2)
    hall.act(tie_rooms.close_tie_room, room=1, reason=WHY)
    assert [(one.how, one.after) for one in read.settlements(hall.row.id)] == [("tie_room", 1)]
    hall.act(running.open_round, round=2)
    assert [row.entries for row in read.cut_rows(hall.row.id)] == [[2]]


def test_people_put_a_tie_across_a_cut_in_order_and_never_share_its_line(hall: Hall, cut: None) -> None:
    assert hall.refusal(ceremony.settle_tie, entries=[2, 1], joint=True, reason=WHY) == "tie_needs_order"
    hall.act(ceremony.settle_tie, entries=[2, 1], joint=False, reason=WHY)
    assert [(one.how, one.after) for one in read.settlements(hall.row.id)] == [("settled", 1)]
    hall.act(running.open_round, round=2)
    assert [row.entries for row in read.cut_rows(hall.row.id)] == [[2]]


@pytest.mark.parametrize("by", ["people", "lots"])
def test_a_room_is_given_up_when_its_tie_is_decided_otherwise(hall: Hall, by: str) -> None:
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME])
    if by == "people":
        hall.act(ceremony.settle_tie, entries=[1, 2], joint=True, reason="Đồng giải")
        assert [row["place"] for row in hall.topic("standings", "staff")["rows"]] == [1, 1, 3]
    else:
        hall.act(tie_rooms.draw_lots, entries=[1, 2], reason="Bốc thăm")
    assert hall.topic("tie_room", "judge-1") == {"room": None}
    assert hall.topic("tie_room", "staff")["state"] == "dropped"
    assert "tie_room_dropped" in [line.fact for line in audit.lines(hall.row.id)][-2:]
    assert hall.refusal(cuts.make_cut, round=1, entries=[1], reason=WHY) == "no_cut"


def test_in_a_blind_contest_the_judges_of_a_room_see_numbers(hall: Hall) -> None:
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME])
    with writing():
        read.contest_row(hall.slug).blind = True
    assert [one["name"] for one in hall.topic("tie_room", "judge-1")["entries"]] == ["#1", "#2"]
    assert "#1" not in str(hall.topic("tie_room", "staff"))


def test_no_judge_is_asked_to_mark_when_marking_is_over(hall: Hall) -> None:
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME])
    with writing():
        read.contest_row(hall.slug).phase = "official"
    assert hall.topic("tie_room", "judge-1") == {"room": None}


@pytest.mark.parametrize("entry", [2, 3])
def test_a_room_decides_nothing_when_its_tie_is_gone_or_another_joined_it(hall: Hall, entry: int) -> None:
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[THEME])
    mark_all(hall, ("15", "15", "15"), ("16", "16", "16"))
    for judge in (1, 2, 3):
        value = "14" if entry == 2 else "15"
        fields: dict[str, Any] = {"round": 1, "entry": entry, "judge": judge, "criterion": 1, "value": value, "base": 1}
        hall.act(scoring.correct_score, reason="ghi nhầm", **fields)
    assert hall.refusal(tie_rooms.close_tie_room, room=1, reason=WHY) == "not_tied"
    assert read.settlements(hall.row.id) == []
    hall.act(tie_rooms.drop_tie_room, room=1, reason="Không còn bằng nhau")


def test_a_room_is_given_up_when_people_say_who_goes_on(hall: Hall, cut: None) -> None:
    hall.act(tie_rooms.open_tie_room, entries=[1, 2], criteria=[LAYOUT])
    hall.act(cuts.make_cut, round=1, entries=[2], reason=WHY)
    assert hall.topic("tie_room", "judge-1") == {"room": None}
    assert hall.topic("tie_room", "staff")["state"] == "dropped"
