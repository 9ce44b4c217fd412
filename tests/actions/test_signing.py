"""A round signed at once, and the second person without whom a sheet does not count."""

from __future__ import annotations

from typing import Any

import pytest

from contest import checks, seats
from contest.access import Actor
from contest.actions import panel, penalties, running, scoring, setup, signing
from contest.actions.archive import import_contest
from contest.documents.archive import export_contest, read_archive
from contest.rules.refusals import Refused
from contest.store import audit, read
from contest.store.database import writing
from tests.halls import ORGANIZER, SCOREKEEPER, Hall

ONE, TWO = Actor("judge", 1), Actor("judge", 2)
WHY = "đọc lại mục Bố cục"


def revision(hall: Hall, judge: int, entry: int) -> int:
    row = read.sheet_row(hall.row.id, 1, entry, judge)
    return row.revision if row else 0


def filled(hall: Hall, judge: int = 1) -> list[list[int]]:
    """Every sheet of the judge filled, as [entry, revision]."""
    for entry in (1, 2, 3):
        hall.fill(judge, entry, sign=False)
    return [[entry, revision(hall, judge, entry)] for entry in (1, 2, 3)]


def cell(hall: Hall, judge: int, entry: int) -> dict[str, Any]:
    row = next(row for row in hall.topic("scoresheets", "staff")["rows"] if row["entry"] == entry)
    found: dict[str, Any] = next(one for one in row["cells"] if one["judge"] == judge)
    return found


def asks_for(hall: Hall, confirming: str) -> None:
    hall.act(setup.change_rules, confirming=confirming)


def confirm(hall: Hall, who: Actor, judge: int, entry: int) -> dict[str, Any]:
    return hall.act(
        signing.confirm_scoresheet, who, round=1, entry=entry, judge=judge, base=revision(hall, judge, entry)
    )


# ---- a whole round


def test_one_signature_signs_every_sheet_of_the_round(hall: Hall) -> None:
    sheets = filled(hall)
    told = hall.act(signing.submit_round, ONE, round=1, sheets=sheets)["sheets"]
    assert [(one["entry"], one["state"], one["total"]) for one in told] == [(at, "signed", "80") for at in (1, 2, 3)]
    assert [line.fact for line in audit.lines(hall.row.id)][-3:] == ["scoresheet_submitted"] * 3


def test_a_round_with_a_blank_or_a_changed_sheet_is_not_signed_at_all(hall: Hall) -> None:
    sheets = filled(hall)
    ack = hall.enter(1, 3, 1, "16", base=1)
    stale = hall.refusal(signing.submit_round, ONE, round=1, sheets=sheets)
    hall.enter(1, 3, 1, None, base=2)
    fresh = [*sheets[:2], [3, ack["sheet"]["revision"] + 1]]
    assert (stale, hall.refusal(signing.submit_round, ONE, round=1, sheets=fresh)) == (
        "scoresheet_stale", "scoresheet_incomplete"
    )
    assert [cell(hall, 1, entry)["state"] for entry in (1, 2, 3)] == ["complete", "complete", "part"]


def test_no_sheet_is_left_out_of_a_round_signed_at_once(hall: Hall) -> None:
    sheets = filled(hall)
    with pytest.raises(Refused) as no:
        hall.act(signing.submit_round, ONE, round=1, sheets=sheets[:2])
    assert (no.value.code, no.value.details) == ("round_not_whole", {"entries": [3]})
    assert hall.refusal(signing.submit_round, ONE, round=1, sheets=[*sheets, sheets[0]]) == "bad_request"
    assert hall.refusal(signing.submit_round, ONE, round=1, sheets=[*sheets, [9, 0]]) == "not_found"


def test_after_a_round_was_signed_only_what_came_back_is_signed_again(hall: Hall) -> None:
    hall.act(signing.submit_round, ONE, round=1, sheets=filled(hall))
    hall.act(scoring.reopen_scoresheet, round=1, entry=2, judge=1, reason=WHY)
    assert hall.topic("scoresheets", "judge-1")["sheets"][1]["reopened"] == WHY
    before = revision(hall, 1, 1)
    hall.act(signing.submit_round, ONE, round=1, sheets=[[2, revision(hall, 1, 2)]])
    assert cell(hall, 1, 2)["state"] == "signed"
    assert revision(hall, 1, 1) == before


def test_the_same_signature_sent_twice_signs_once(hall: Hall) -> None:
    sheets = filled(hall)
    acks = [hall.act(signing.submit_round, ONE, "0" * 32, round=1, sheets=sheets) for _ in range(2)]
    assert acks[0] == acks[1]
    hall.act(signing.submit_round, ONE, round=1, sheets=sheets)  # another press, once everything is signed
    assert [line.fact for line in audit.lines(hall.row.id)].count("scoresheet_submitted") == 3


def test_where_one_signature_is_for_the_round_a_single_sheet_is_not_signed(hall: Hall) -> None:
    sheets = filled(hall)
    hall.act(setup.change_rules, signing="round")
    assert hall.refusal(scoring.submit_scoresheet, ONE, round=1, entry=1, base=sheets[0][1]) == "sign_the_round"
    hall.act(signing.submit_round, ONE, round=1, sheets=sheets)
    hall.act(scoring.reopen_scoresheet, round=1, entry=2, judge=1, reason=WHY)
    again = revision(hall, 1, 2)
    assert hall.refusal(scoring.submit_scoresheet, ONE, round=1, entry=2, base=again) == "sign_the_round"


@pytest.mark.parametrize("status", ["disqualified", "not_placed", "withdrawn"])
def test_who_is_out_of_the_ranking_holds_no_signature_up(hall: Hall, status: str) -> None:
    sheets = filled(hall, 1)
    hall.act(setup.change_rules, signing="round")
    hall.enter(1, 2, 1, None, base=1)
    hall.act(penalties.set_entry_status, entry=2, status=status, reason="dùng hoa giả")
    told = {one["entry"]: one["awaited"] for one in hall.topic("scoresheets", "judge-1")["sheets"]}
    assert told == ({1: True, 3: True} if status == "withdrawn" else {1: True, 2: False, 3: True})
    hall.act(signing.submit_round, ONE, round=1, sheets=[sheets[0], sheets[2]])
    assert [cell(hall, 1, entry)["state"] for entry in (1, 3)] == ["signed", "signed"]


# ---- a second person


def test_a_signed_sheet_counts_only_once_a_second_person_has_confirmed_it(hall: Hall) -> None:
    asks_for(hall, "sheets")
    hall.fill(1, 1)
    assert (cell(hall, 1, 1)["state"], cell(hall, 1, 1)["unconfirmed"]) == ("signed", "judge-1")
    assert hall.topic("progress")["received"] == 0
    assert hall.topic("scoresheets", "staff")["rows"][0]["received"] == 0
    waits = [one for one in hall.topic("standings", "staff")["undecided"] if one["code"] == "sheets_unconfirmed"]
    assert waits == [{"code": "sheets_unconfirmed", "details": {"round": 1, "judge": 1, "entries": [1]}}]
    assert {one["code"] for one in hall.topic("standings", "staff")["undecided"]} >= {"sheets_unsigned"}
    confirm(hall, SCOREKEEPER, 1, 1)
    assert cell(hall, 1, 1)["unconfirmed"] is None
    assert hall.topic("progress")["received"] == 1
    line = audit.lines(hall.row.id)[-1]
    assert (line.actor, line.fact, line.data["total"]) == ("scorekeeper-1", "scoresheet_confirmed", "80")


def test_the_result_waits_for_the_second_person(hall: Hall) -> None:
    asks_for(hall, "sheets")
    for judge in (1, 2, 3):
        hall.act(signing.submit_round, Actor("judge", judge), round=1, sheets=filled(hall, judge))
    hall.act(running.close_round, round=1)
    official = read.standings(hall.row, official=True)
    assert all(row.points is None for row in official.rows)
    for judge in (1, 2, 3):
        for entry in (1, 2, 3):
            confirm(hall, ORGANIZER, judge, entry)
    assert not [one for one in hall.topic("standings", "staff")["undecided"] if one["code"].startswith("sheets_")]
    assert all(row.points is not None for row in read.standings(hall.row, official=True).rows)


def test_nobody_confirms_their_own(hall: Hall) -> None:
    hall.act(panel.change_judge, judge=2, head=True)
    head = seats.actor_of(hall.parts.settings, hall.cookies("judge-2"), hall.slug, "judge-2")
    asks_for(hall, "sheets")
    hall.fill(2, 1)
    fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 2, "base": revision(hall, 2, 1)}
    assert hall.refusal(signing.confirm_scoresheet, head, **fields) == "own_confirmation"
    assert hall.refusal(signing.confirm_scoresheet, ONE, **fields) == "not_allowed"
    confirm(hall, SCOREKEEPER, 2, 1)
    assert hall.refusal(signing.confirm_scoresheet, SCOREKEEPER, **fields) == "not_waiting"


def test_the_head_judge_signs_their_own_sheet_before_reading_anothers(hall: Hall) -> None:
    hall.act(panel.change_judge, judge=2, head=True)
    head = seats.actor_of(hall.parts.settings, hall.cookies("judge-2"), hall.slug, "judge-2")
    asks_for(hall, "sheets")
    hall.fill(1, 1)
    fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 1, "base": revision(hall, 1, 1)}
    assert hall.refusal(signing.confirm_scoresheet, head, **fields) == "own_sheet_first"
    with pytest.raises(Refused, match="sheets_not_in"):
        signing.check_second_look(hall.row, head, 1, 2, 1)  # nothing of it waits: as ever, once all are in
    hall.fill(2, 1)
    confirm(hall, head, 1, 1)
    assert cell(hall, 1, 1)["unconfirmed"] is None


def test_what_changed_after_it_was_read_back_is_not_confirmed(hall: Hall) -> None:
    asks_for(hall, "sheets")
    hall.fill(1, 1)
    base = revision(hall, 1, 1)
    hall.act(scoring.correct_score, round=1, entry=1, judge=1, criterion=1, value="14", reason=WHY, base=1)
    fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 1}
    assert hall.refusal(signing.confirm_scoresheet, SCOREKEEPER, **fields, base=base) == "scoresheet_stale"


def test_sent_back_with_a_reason_it_is_the_judges_again(hall: Hall) -> None:
    asks_for(hall, "sheets")
    hall.fill(1, 1)
    fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 1}
    assert hall.refusal(signing.send_back_scoresheet, SCOREKEEPER, **fields, reason=" ") == "reason_needed"
    hall.act(signing.send_back_scoresheet, SCOREKEEPER, **fields, reason=WHY)
    mine = hall.topic("scoresheets", "judge-1")["sheets"][0]
    assert (mine["state"], mine["reopened"], mine["unconfirmed"]) == ("complete", WHY, None)
    assert hall.refusal(signing.send_back_scoresheet, SCOREKEEPER, **fields, reason=WHY) == "not_waiting"


def test_a_scorekeeper_reopens_nothing_that_does_not_wait(hall: Hall) -> None:
    hall.fill(1, 1)
    fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 1, "reason": WHY}
    assert hall.refusal(scoring.reopen_scoresheet, SCOREKEEPER, **fields) == "not_allowed"
    assert hall.refusal(signing.send_back_scoresheet, SCOREKEEPER, **fields) == "not_waiting"


@pytest.mark.parametrize(("confirming", "waits"), [("none", None), ("corrections", "organizer"), ("sheets", "organizer")])
def test_a_correction_waits_for_somebody_else_where_a_contest_asks_for_it(
    hall: Hall, confirming: str, waits: str | None
) -> None:
    asks_for(hall, confirming)
    hall.fill(1, 1)
    if confirming == "sheets":
        confirm(hall, SCOREKEEPER, 1, 1)
    assert cell(hall, 1, 1)["unconfirmed"] is None
    hall.act(scoring.correct_score, round=1, entry=1, judge=1, criterion=1, value="14", reason=WHY, base=1)
    assert cell(hall, 1, 1)["unconfirmed"] == waits
    if waits:
        fields: dict[str, Any] = {"round": 1, "entry": 1, "judge": 1, "base": revision(hall, 1, 1)}
        assert hall.refusal(signing.confirm_scoresheet, **fields) == "own_confirmation"
        confirm(hall, SCOREKEEPER, 1, 1)
    assert hall.topic("progress")["received"] == 1


def test_what_waits_goes_through_the_archive_and_the_check_of_the_log(hall: Hall) -> None:
    asks_for(hall, "sheets")
    hall.fill(1, 1)
    hall.fill(2, 1)
    confirm(hall, SCOREKEEPER, 2, 1)
    text = export_contest(hall.row)
    hall.parts.door.perform(
        import_contest, ORGANIZER, None, {"archive": read_archive(text), "sha256": "0" * 64, "as_slug": "ban-sao"}
    )
    copy = read.contest_row("ban-sao")
    assert export_contest(copy).replace("ban-sao", hall.slug) == text
    assert (copy.confirming, checks.faults(copy)) == ("sheets", [])


def test_a_confirmation_made_past_the_log_is_found(hall: Hall) -> None:
    asks_for(hall, "sheets")
    hall.fill(1, 1)
    assert checks.faults(hall.row) == []
    with writing():
        row = read.sheet_row(hall.row.id, 1, 1, 1)
        assert row is not None
        row.unconfirmed = None
    assert [one.text for one in checks.faults(hall.row)] == [checks.SIGNATURE_EDITED]
