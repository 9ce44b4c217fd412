"""Acts that arrive together: one commit for all, and each answered as if it had come alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from contest import words
from contest.access import Actor
from contest.actions import scoring
from contest.actions.act import Action, Do, Done
from contest.rules.refusals import Refused
from contest.store import audit, database, read
from contest.store.database import db
from tests.halls import Hall

Answers = list[dict[str, Any] | str]


@contextmanager
def commits_counted() -> Iterator[list[object]]:
    seen: list[object] = []
    engine = db.engine

    def note(connection: Any) -> None:
        if connection.get_execution_options().get("writes"):
            seen.append(connection)

    event.listen(engine, "commit", note)
    try:
        yield seen
    finally:
        event.remove(engine, "commit", note)


def all_at_once(
    hall: Hall, acts: list[dict[str, Any]], action: Action = scoring.enter_score, languages: tuple[str, ...] = ("vi",)
) -> Answers:
    """Do these acts, none before all of them wait for their turn; those who act speak the languages by turns."""
    answers: Answers = [""] * len(acts)

    def one(place: int, act: dict[str, Any]) -> None:
        with hall.app.app_context(), words.use(languages[place % len(languages)]):
            try:
                answers[place] = hall.parts.door.perform(action, slug=hall.slug, **act)
            except Refused as no:
                answers[place] = no.code

    with database.turn():
        threads = [threading.Thread(target=one, args=told) for told in enumerate(acts)]
        for place, thread in enumerate(threads, 1):
            thread.start()
            until(lambda place=place: len(hall.parts.door._turns._waiting) == place)  # type: ignore[misc]
    for thread in threads:
        thread.join(20)
    db.session.rollback()
    return answers


def until(holds: Callable[[], bool]) -> None:
    last = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < last
        time.sleep(0.002)


def entered(judge: int, criterion: int = 1, value: str = "15", base: int = 0, op: str | None = None) -> dict[str, Any]:
    fields = {"round": 1, "entry": 1, "criterion": criterion, "value": value, "base": base}
    return {"action_of": judge, "fields": fields, "op": op}


def acts(*told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"actor": Actor("judge", one["action_of"]), "fields": one["fields"], "op_id": one["op"] or f"{place:032x}"}
        for place, one in enumerate(told)
    ]


def test_who_arrives_together_shares_a_commit_and_the_log_holds(hall: Hall) -> None:
    before = hall.row.revision
    with commits_counted() as commits:
        answers = all_at_once(hall, acts(entered(1), entered(2), entered(3), entered(1, criterion=2)))
    assert [one["revision"] for one in answers if isinstance(one, dict)] == [before + 1, before + 2, before + 3, before + 4]
    assert len(commits) == 1
    assert len(read.score_rows(hall.row.id)) == 4
    assert audit.first_fault((row.number, row.body, row.hash) for row in audit.rows(hall.row.id)) is None


def test_a_no_to_one_changes_nothing_for_the_others(hall: Hall) -> None:
    before = hall.row.revision
    answers = all_at_once(hall, acts(entered(1), entered(2, base=7), entered(3, value="99"), entered(3)))
    assert [one if isinstance(one, str) else "ok" for one in answers] == ["ok", "score_stale", "score_out_of_range", "ok"]
    assert hall.row.revision == before + 2
    assert {row.judge for row in read.score_rows(hall.row.id)} == {1, 3}
    assert audit.first_fault((row.number, row.body, row.hash) for row in audit.rows(hall.row.id)) is None


def test_the_same_operation_twice_in_one_commit_is_done_once(hall: Hall) -> None:
    before = hall.row.revision
    first, again = all_at_once(hall, acts(entered(1, op="a" * 32), entered(1, op="a" * 32)))
    assert first == again
    assert hall.row.revision == before + 1


def test_two_that_want_the_same_cell_are_done_one_after_the_other(hall: Hall) -> None:
    first, second = all_at_once(hall, acts(entered(1, value="15"), entered(1, value="16")))
    assert isinstance(first, dict)
    assert second == "score_stale"
    assert hall.row.revision == first["revision"]


def test_each_act_speaks_its_own_actors_language(hall: Hall) -> None:
    def enter_score(do: Do, **fields: Any) -> Done:
        return Done((), {"language": words.language()})

    answers = all_at_once(hall, acts(entered(1), entered(2)), enter_score, ("en", "vi"))
    assert [one["language"] for one in answers if isinstance(one, dict)] == ["en", "vi"]


def test_who_is_told_to_try_again_was_not_done_and_is_not_done_later(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "WRITER_SECONDS", 0.05)
    before = hall.row.revision
    db.session.rollback()
    taken, over = threading.Event(), threading.Event()

    def hold() -> None:
        with hall.app.app_context(), database.turn():
            taken.set()
            over.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    taken.wait(10)
    assert hall.refusal(scoring.enter_score, Actor("judge", 1), round=1, entry=1, criterion=1, value="15", base=0) == "try_again"
    over.set()
    holder.join(10)
    hall.enter(2, 1, 1, "15")
    assert hall.row.revision == before + 1
    assert [row.judge for row in read.score_rows(hall.row.id)] == [2]
