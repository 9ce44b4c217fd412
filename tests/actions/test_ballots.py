"""The audience's vote: who may vote on what and when, what counts, what the counts are worth, and what nobody is told."""

from __future__ import annotations

from typing import Any

import pytest

from contest.access import Actor
from contest.actions import ballots, ceremony, penalties, setup, teams
from contest.actions.carrying import Numbers, carry
from contest.rules.shapes import text
from contest.store import audit
from contest.store import ballots as box
from contest.store.database import db, writing
from tests.halls import ORGANIZER, Hall

PUBLIC = Actor("public")
ASKED: dict[str, Any] = {
    "title": "Bông hoa bạn yêu nhất", "round": None, "by_ticket": True, "by_device": False, "prize": None, "share": None,
}
SPECIAL = {"number": 1, "name": "Giải khán giả bình chọn", "kind": "vote", "criterion": None, "alone": False}


def set_up(hall: Hall, cards: int = 10, opened: bool = True, **asked: Any) -> None:
    hall.act(ballots.change_ballot, **{**ASKED, **asked})
    if cards:
        hall.act(ballots.make_tickets, count=cards)
    if opened:
        hall.act(ballots.open_ballot, base=revision(hall))


def revision(hall: Hall) -> int:
    db.session.expire_all()
    return box.the_ballot(hall.row.id).revision


def vote(hall: Hall, voter: str, entry: int, op_id: str | None = None) -> None:
    hall.act(ballots.cast_vote, PUBLIC, op_id, voter=voter, entry=entry)


def close(hall: Hall) -> dict[str, Any]:
    hall.act(ballots.close_ballot, base=revision(hall))
    return hall.topic("ballot_box", "staff")


def _with_prize(hall: Hall) -> None:
    hall.row.special_prizes = [SPECIAL]
    db.session.commit()


def test_the_last_vote_of_each_voter_counts_once(hall: Hall) -> None:
    set_up(hall)
    for voter, entry in (("a", 1), ("b", 2), ("c", 2), ("a", 2), ("b", 2)):
        vote(hall, voter, entry)
    told = close(hall)
    assert told["counts"] == [[2, 3], [1, 0], [3, 0]]
    assert (told["votes"], told["ahead"]) == (3, [2])


def test_an_older_vote_that_comes_again_does_not_take_the_newer_ones_place(hall: Hall) -> None:
    set_up(hall)
    vote(hall, "a", 1, op_id="1" * 32)
    vote(hall, "a", 2, op_id="2" * 32)
    vote(hall, "a", 1, op_id="1" * 32)
    assert close(hall)["counts"][0] == [2, 1]


def test_a_vote_is_no_fact_and_moves_no_revision(hall: Hall) -> None:
    set_up(hall)
    before, lines = hall.row.revision, len(audit.rows(hall.row.id))
    vote(hall, "a", 1)
    assert (hall.row.revision, len(audit.rows(hall.row.id))) == (before, lines)


def test_no_count_is_told_before_the_close_and_never_to_the_hall(hall: Hall) -> None:
    set_up(hall)
    told, boxed = hall.topic("ballot"), hall.topic("ballot_box", "staff")
    for voter in "abc":
        vote(hall, voter, 3)
    assert hall.topic("ballot") == told == {
        "state": "open", "title": ASKED["title"], "entries": [1, 2, 3], "by_ticket": True, "by_device": False,
    }
    assert hall.topic("ballot_box", "staff") == boxed
    assert (boxed["votes"], boxed["counts"], boxed["ahead"]) == (None, [], [])
    close(hall)
    assert hall.topic("ballot") == {**told, "state": "closed"}


def test_a_ballot_that_was_not_opened_is_not_spoken_of(hall: Hall) -> None:
    assert hall.topic("ballot")["state"] == "none"
    set_up(hall, opened=False)
    assert hall.topic("ballot") == {"state": "none", "title": "", "entries": [], "by_ticket": False, "by_device": False}


def test_before_and_after_no_vote_is_taken(hall: Hall) -> None:
    assert hall.refusal(ballots.cast_vote, PUBLIC, voter="a", entry=1) == "ballot_not_open"
    set_up(hall, opened=False)
    assert hall.refusal(ballots.cast_vote, PUBLIC, voter="a", entry=1) == "ballot_not_open"
    hall.act(ballots.open_ballot, base=revision(hall))
    assert hall.refusal(ballots.cast_vote, PUBLIC, voter="a", entry=9) == "not_on_ballot"
    close(hall)
    assert hall.refusal(ballots.cast_vote, PUBLIC, voter="a", entry=1) == "ballot_closed"
    assert box.cast(hall.row.id) == {}


@pytest.mark.parametrize("actor", [ORGANIZER, Actor("judge", 1), Actor("scorekeeper", 1), Actor("screen")])
def test_nobody_votes_from_a_seat(hall: Hall, actor: Actor) -> None:
    set_up(hall)
    assert hall.refusal(ballots.cast_vote, actor, voter="a", entry=1) == "not_allowed"


def test_a_team_that_withdrew_is_off_the_ballot_and_its_votes_win_nothing(hall: Hall) -> None:
    _with_prize(hall)
    set_up(hall, prize=1)
    for voter in "ab":
        vote(hall, voter, 2)
    vote(hall, "c", 1)
    hall.act(penalties.set_entry_status, entry=2, status="withdrawn", reason="Về sớm")
    assert hall.topic("ballot")["entries"] == [1, 3]
    assert hall.refusal(ballots.cast_vote, PUBLIC, voter="d", entry=2) == "entry_not_competing"
    for entry in (1, 3):
        for judge in (1, 2, 3):
            hall.fill(judge, entry)
    assert close(hall)["counts"][0] == [2, 2]
    assert hall.topic("standings", "staff")["special_prizes"][0]["entries"] == [1]


def test_the_most_votes_decide_the_prize_and_a_tie_is_told(hall: Hall) -> None:
    _with_prize(hall)
    set_up(hall, prize=1)
    for judge in (1, 2, 3):
        for entry in (1, 2, 3):
            hall.fill(judge, entry)
    for voter, entry in (("a", 1), ("b", 3), ("c", 3)):
        vote(hall, voter, entry)
    assert close(hall)["prize"] == SPECIAL["name"]
    assert hall.topic("standings", "staff")["special_prizes"][0]["entries"] == [3]
    hall.act(ballots.open_ballot, base=revision(hall), reason="Loa hỏng, nhiều người chưa kịp bầu")
    assert hall.topic("standings", "staff")["special_prizes"][0]["entries"] == []
    vote(hall, "d", 1)
    assert close(hall)["ahead"] == [1, 3]
    standings = hall.topic("standings", "staff")
    assert standings["special_prizes"][0]["entries"] == [1, 3]
    assert "special_tied" in {one["code"] for one in standings["warnings"]}


def test_votes_give_points_up_to_their_share(hall: Hall) -> None:
    for judge in (1, 2, 3):
        for entry in (1, 2, 3):
            hall.fill(judge, entry)
    before = {entry: hall.row_of(entry)["points"] for entry in (1, 2, 3)}
    assert set(before.values()) == {"80.00"}
    set_up(hall, round=1, share="10")
    for voter, entry in zip("abcdef", (1, 1, 1, 1, 2, 2), strict=True):
        vote(hall, voter, entry)
    close(hall)
    assert [hall.row_of(entry)["points"] for entry in (1, 2, 3)] == ["90.00", "85.00", "80.00"]
    hall.act(ballots.open_ballot, base=revision(hall), reason="Đóng nhầm")
    assert {entry: hall.row_of(entry)["points"] for entry in (1, 2, 3)} == before


def test_points_from_votes_are_not_shown_to_the_hall_by_closing(hall: Hall) -> None:
    hall.act(ceremony.set_curtain, curtain="live", base=0)
    set_up(hall, round=1, share="10")
    assert hall.refusal(ballots.close_ballot, base=revision(hall)) == "share_seen"
    hall.act(ceremony.set_curtain, curtain="frozen", base=1)
    assert close(hall)["state"] == "closed"


def test_the_result_waits_for_the_vote_to_close(hall: Hall) -> None:
    for judge in (1, 2, 3):
        for entry, marks in ((1, "15"), (2, "16"), (3, "17")):
            hall.fill(judge, entry, (marks, "20", "16", "12", "17"))
    set_up(hall)
    assert hall.refusal(ceremony.confirm_result) == "ballot_open"
    close(hall)
    hall.act(ceremony.confirm_result)
    assert hall.refusal(ballots.open_ballot, base=revision(hall), reason="x") == "result_official"


def test_opening_again_needs_a_reason_and_keeps_the_votes(hall: Hall) -> None:
    set_up(hall)
    vote(hall, "a", 1)
    close(hall)
    assert hall.refusal(ballots.open_ballot, base=revision(hall)) == "reason_needed"
    hall.act(ballots.open_ballot, base=revision(hall), reason="Đóng nhầm")
    vote(hall, "b", 1)
    assert close(hall)["counts"][0] == [1, 2]


def test_what_the_desk_saw_too_long_ago_opens_and_closes_nothing(hall: Hall) -> None:
    set_up(hall, opened=False)
    assert hall.refusal(ballots.open_ballot, base=revision(hall) - 1) == "stale"
    hall.act(ballots.open_ballot, base=revision(hall))
    before = hall.row.revision
    hall.act(ballots.open_ballot, base=revision(hall))
    assert hall.row.revision == before  # a second press
    assert hall.refusal(ballots.close_ballot, base=revision(hall) - 1) == "stale"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"title": " "}, "name_needed"), ({"title": "x" * 121}, "name_too_long"), ({"by_ticket": False}, "ballot_for_nobody"),
        ({"round": 7}, "not_found"), ({"prize": 7}, "not_found"), ({"share": "10"}, "bad_request"),
        ({"round": 1, "share": "0"}, "share_too_large"), ({"round": 1, "share": "100.5"}, "share_too_large"),
        ({"round": 1, "share": "nhiều"}, "bad_number"),
    ],
)
def test_a_ballot_that_cannot_be_is_refused(hall: Hall, asked: dict[str, Any], code: str) -> None:
    assert hall.refusal(ballots.change_ballot, **{**ASKED, **asked}) == code


def test_a_ballot_that_has_begun_stays_as_it_is(hall: Hall) -> None:
    set_up(hall)
    assert hall.refusal(ballots.change_ballot, **{**ASKED, "title": "Khác"}) == "ballot_begun"
    assert hall.refusal(ballots.remove_ballot) == "ballot_begun"
    assert hall.refusal(teams.remove_team, entry=1) == "team_has_scores"
    hall.act(ballots.make_tickets, count=5)
    close(hall)
    assert hall.refusal(ballots.make_tickets, count=5) == "ballot_closed"


def test_cards_are_needed_where_only_cards_vote(hall: Hall) -> None:
    set_up(hall, cards=0, opened=False)
    assert hall.refusal(ballots.open_ballot, base=revision(hall)) == "tickets_needed"
    for count in (0, 20_001):
        assert hall.refusal(ballots.make_tickets, count=count) == "too_many_tickets"
    assert hall.act(ballots.make_tickets, count=24)["first"] == 1
    assert hall.act(ballots.make_tickets, count=24)["first"] == 25
    hall.act(ballots.change_ballot, **{**ASKED, "by_ticket": False, "by_device": True})
    assert hall.refusal(ballots.make_tickets, count=1) == "ballot_without_tickets"


def test_starting_over_empties_the_box_and_keeps_the_question_and_the_cards(hall: Hall) -> None:
    _with_prize(hall)
    set_up(hall, prize=1)
    vote(hall, "a", 1)
    close(hall)
    hall.act(setup.start_over, title=hall.row.title, backup="x")
    told = hall.topic("ballot_box", "staff")
    assert (told["state"], told["tickets"], told["counts"]) == ("planned", 10, [])
    assert box.cast(hall.row.id) == {}
    hall.act(ballots.open_ballot, base=revision(hall))


def test_a_copy_asks_the_same_and_has_no_cards_yet(hall: Hall) -> None:
    set_up(hall)
    vote(hall, "a", 1)
    made = hall.parts.door.perform(setup.copy_contest, ORGANIZER, None, {"source": hall.slug, "title": "Năm sau"})
    told = hall.parts.latest.message(made["slug"], "ballot_box", "staff")["body"]
    assert (told["state"], told["title"], told["tickets"]) == ("planned", ASKED["title"], 0)


def test_a_ballot_follows_its_round_and_gives_no_points_where_that_is_gone(hall: Hall) -> None:
    set_up(hall, opened=False, round=1, share="10")
    for rounds, told in (({1: 2}, (2, "10")), ({}, (None, None))):
        with writing():
            carry(hall.row, Numbers(rounds, {(1, number): (2, number) for number in range(1, 6)}))
        row = box.the_ballot(hall.row.id)
        assert (row.round, text(row.share)) == told


def test_a_ballot_that_was_never_opened_can_be_taken_away(hall: Hall) -> None:
    set_up(hall, opened=False)
    hall.act(ballots.remove_ballot)
    assert hall.topic("ballot_box", "staff") == {"state": "none"}
    assert hall.refusal(ballots.open_ballot, base=0) == "ballot_not_open"
