"""What waited on a tablet comes in batches: in order, each answered as if it had come alone, nothing overtaking."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest

from contest.actions import running, setup
from contest.rules.refusals import Refused
from contest.store import audit
from tests.halls import Hall
from tests.live.asking import Connect, ask


def score(entry: int, criterion: int, value: str | None, base: int = 0, op_id: str | None = None) -> dict[str, Any]:
    payload = {"op_id": op_id or secrets.token_hex(16), "round": 1, "entry": entry, "criterion": criterion}
    return {"command": "enter_score", "payload": {**payload, "value": value, "base": base}}


def scored(hall: Hall) -> list[str]:
    """The operations that entered a score, in the order of the log."""
    told = [json.loads(row.body) for row in audit.rows(hall.row.id)]
    return [one["op"] for one in told if one["fact"] == "score_entered"]


def test_a_batch_is_done_in_order_and_each_is_answered_as_if_alone(connect: Connect, hall: Hall) -> None:
    judge = connect("judge-1")
    sent = [score(1, 1, "18"), score(1, 2, "200"), score(1, 1, "17", base=1), score(2, 1, "16"), score(2, 1, "15")]
    answer = ask(judge, "deliver", operations=sent)
    codes = [one["refused"]["code"] if not one["ok"] else "" for one in answer["acks"]]
    assert (answer["ok"], codes) == (True, ["", "score_out_of_range", "", "", "score_stale"])
    assert [one["op_id"] for one in answer["acks"]] == [one["payload"]["op_id"] for one in sent]
    assert scored(hall) == [sent[at]["payload"]["op_id"] for at in (0, 2, 3)]


def test_what_was_seen_before_the_contest_started_over_is_refused_whatever_it_is(connect: Connect, hall: Hall) -> None:
    judge = connect("judge-1")
    practice, fresh = score(1, 1, "18"), score(1, 1, "12")
    practice["payload"]["seen"] = hall.clock.now()
    hall.clock.pass_seconds(60)
    hall.act(setup.start_over, title=hall.row.title, backup="x")
    hall.act(running.open_round, round=1)
    fresh["payload"]["seen"] = hall.clock.now()
    answer = ask(judge, "deliver", operations=[practice, fresh])
    assert [one["ok"] or one["refused"]["code"] for one in answer["acks"]] == ["from_before", True]
    assert scored(hall)[-1:] == [fresh["payload"]["op_id"]]


def test_the_same_batch_again_is_answered_the_same_and_does_nothing(connect: Connect, hall: Hall) -> None:
    judge, sent = connect("judge-1"), [score(1, 1, "18"), score(1, 2, "17")]
    first = ask(judge, "deliver", operations=sent)
    assert ask(judge, "deliver", operations=sent) == first
    assert len(scored(hall)) == 2


def test_behind_one_that_must_come_again_none_is_done(
    connect: Connect, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge, whole = connect("judge-1"), hall.parts.door.perform

    def full(action: Any, actor: Any, slug: Any, fields: dict[str, Any], op_id: str, seen: int | None) -> dict[str, Any]:
        if fields["criterion"] == 2:
            raise Refused("storage_full")
        return whole(action, actor, slug, fields, op_id, seen)

    monkeypatch.setattr(hall.parts.door, "perform", full)
    answer = ask(judge, "deliver", operations=[score(1, 1, "18"), score(1, 2, "17"), score(1, 3, "10")])
    assert [one["ok"] or one["refused"]["code"] for one in answer["acks"]] == [True, "storage_full", "try_again"]
    assert scored(hall) == [answer["acks"][0]["op_id"]]


def test_a_batch_opens_no_door_that_is_closed_to_its_sender(connect: Connect, hall: Hall) -> None:
    before = len(audit.rows(hall.row.id))
    judge = connect("judge-1")
    close = {"command": "close_round", "payload": {"op_id": secrets.token_hex(16), "round": 1}}
    unknown = {"command": "deliver", "payload": {"operations": []}}
    answer = ask(judge, "deliver", operations=[close, unknown])
    assert [one["refused"]["code"] for one in answer["acks"]] == ["not_allowed", "bad_request"]
    assert ask(connect("public"), "deliver", operations=[score(1, 1, "18")])["refused"]["code"] == "not_allowed"
    assert len(audit.rows(hall.row.id)) == before


@pytest.mark.parametrize("operations", [None, [], "enter_score", [score(1, 1, "18")] * 11, [{"command": "enter_score"}], [{}]])
def test_what_is_no_batch_is_refused_whole(connect: Connect, hall: Hall, operations: Any) -> None:
    answer = ask(connect("judge-1"), "deliver", operations=operations)
    assert answer["refused"]["code"] == "bad_request"
    assert scored(hall) == []
