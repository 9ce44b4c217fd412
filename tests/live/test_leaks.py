"""Houses that differ only in what the curtain hides tell the public the same bytes, in every hiding position of the curtain and
at every step of a reveal: pages, API, tags, topics, lengths, order, revisions. And the comparison can fail.

A, B and C play the same contest. The places below the second are the same in all three; B has another winner, C a tie for the
first place and a much longer record: corrections, penalties, scoresheets reopened, other finish times.
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from contest import access
from contest.actions import awards, ballots, ceremony, logos, penalties, photos, reveal, running, scoring, setup
from contest.app import create_app
from contest.pictures import Picture
from contest.snapshots import standings as standing
from contest.store import audit, read
from contest.store.database import db
from contest.web import api
from tests.halls import SCOREKEEPER, Hall
from tests.live.crawler import LOGO_PICTURE, PHOTO, Bytes, differing, house, paths, refused, seen

pytestmark = pytest.mark.timeout(300)  # on a busy machine; about 20 s on an idle one
CANARY = "7.7731"
CANARY_WORD = "chim-hoàng-yến"
JUDGES = (1, 2)
THIRD, LAST = ("12", "18", "14", "10", "12"), ("10", "15", "12", "9", "10")
FIRST = {"a": ("18", "22", "18", "13", "18"), "b": ("16", "20", "15", "12", "16"), "c": ("18", "22", "18", "13", "18")}
SECOND = {"a": ("16", "21", "17", "12", "16"), "b": ("20", "24", "19", "14", "18"), "c": ("20", "23", "19", "14", "15")}
FINISH = {"a": 1000, "b": 1200, "c": 1301}
HIDING = ("new", "frozen", "suspense", "round in suspense", "suspense after a reveal")
NO_SUCCESS = (
    "/entries/5", "/judge-9", "/judge-9/move", "/480", "/sound/300", "/result", "/result.csv", "/contest-authority.crt", "/",
)
Looks = dict[str, dict[str, Bytes]]  # position -> house -> what it tells


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Looks:
    """The whole day in three houses, looked at in every position."""
    found: Looks = {}
    for name in "abc":
        with house(tmp_path_factory.mktemp("houses") / name, 4, len(JUDGES)) as hall:
            for position, told in _day(hall, name):
                found.setdefault(position, {})[name] = told
    return found


@pytest.fixture(scope="module")
def public_paths(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with house(tmp_path_factory.mktemp("paths") / "a", 4, 1) as hall:
        return paths(hall, "public")


def _day(hall: Hall, name: str) -> Iterator[tuple[str, Bytes]]:
    _set_up(hall)
    yield "new", seen(hall)
    hall.act(ceremony.set_curtain, curtain="live", base=0)
    for judge in JUDGES:
        hall.fill(judge, 4, LAST)
    hall.act(ceremony.set_curtain, curtain="frozen", base=1)
    _judge(hall, name)
    yield "frozen", seen(hall)
    hall.act(ceremony.set_curtain, curtain="suspense", base=2)
    yield "suspense", seen(hall)
    hall.act(ceremony.set_curtain, curtain="suspense", base=0, round=1)
    hall.act(ceremony.set_curtain, curtain="live", base=3)
    yield "round in suspense", seen(hall)
    hall.act(ceremony.confirm_result)
    yield from _reveal(hall, "prizes", [("special-1", None), ("special-2", "prize-1")])
    hall.act(ceremony.set_curtain, curtain="suspense", base=hall.row.curtain_revision)
    yield "suspense after a reveal", seen(hall)
    yield from _reveal(hall, "places", [("special-1", "place-4"), ("special-2", "place-1")])
    for curtain in ("published", "live"):
        hall.act(ceremony.set_curtain, curtain=curtain, base=hall.row.curtain_revision)
        yield curtain, seen(hall)


def _set_up(hall: Hall) -> None:
    prizes = [{"number": None, "name": told, "kind": kind, "criterion": None, "alone": False}
              for told, kind in (("Giải Ý tưởng", "jury"), ("Giải Khán giả", "vote"))]
    hall.act(setup.change_rules, special_prizes=prizes)
    hall.act(setup.change_contest, accent="#A01F4B")
    hall.act(logos.add_logo, whose="own", content=base64.b64encode(LOGO_PICTURE).decode())
    by = {"by_ticket": False, "by_device": True}
    hall.act(ballots.change_ballot, title="Hoa bạn yêu nhất", round=None, prize=2, share=None, **by)
    hall.act(ballots.open_ballot, base=1)


def _reveal(hall: Hall, order: str, extras: list[tuple[str, str | None]]) -> Iterator[tuple[str, Bytes]]:
    """Up to and with the step that opens the second place, which differs; then on to the end without a look."""
    _press(hall, reveal.plan_reveal, order=order, extras=extras)
    _press(hall, reveal.begin_reveal, rehearsal=False)
    while True:
        now = hall.topic("reveal", "staff")
        at = now["at"]
        yield f"{order} {at}", seen(hall)
        if at >= 0 and now["steps"][at]["kind"] != "hush" and now["steps"][at]["award"]["rank"] in (1, 2):
            break
        _press(hall, reveal.reveal_next)
    _press(hall, reveal.reveal_to, step=len(now["steps"]) - 1)
    yield f"{order} end", seen(hall)


def _press(hall: Hall, action: Any, **fields: Any) -> None:
    hall.act(action, base=hall.topic("reveal", "staff")["revision"], **fields)


def _judge(hall: Hall, name: str) -> None:
    """What the curtain hides. The same scoresheets are signed in the end, and the same two places stand below."""
    for judge in JUDGES:
        hall.fill(judge, 1, FIRST[name])
        hall.fill(judge, 2, SECOND[name])
        hall.fill(judge, 3, THIRD)
    for entry in (1, 2):
        stamped = {"round": 1, "stage": 1, "entry": entry, "seconds": FINISH[name] + entry, "reason": CANARY_WORD}
        hall.act(running.correct_finish, SCOREKEEPER, **stamped)
    hall.act(awards.award_special, prize=1, entry=4, reason=CANARY_WORD)
    votes = (30, 12) if name == "a" else (12, 40)
    for entry, count in enumerate(votes, 1):
        for voter in range(count):
            hall.act(ballots.cast_vote, access.PUBLIC_SEAT, voter=f"{entry}-{voter}", entry=entry)
    hall.act(ballots.close_ballot, base=2)
    if name == "c":
        _much_more(hall)


def _judged(hall: Hall, name: str) -> None:
    """The same, behind the curtain from the start."""
    _set_up(hall)
    for judge in JUDGES:
        hall.fill(judge, 4, LAST)
    _judge(hall, name)


def _much_more(hall: Hall) -> None:
    hall.act(penalties.give_penalty, round=1, entry=1, points=CANARY, reason=CANARY_WORD)
    hall.act(penalties.set_entry_status, entry=2, status="disqualified", reason=CANARY_WORD)
    hall.act(penalties.set_entry_status, entry=2, status="competing", reason=CANARY_WORD)
    hall.act(scoring.reopen_scoresheet, round=1, entry=1, judge=1, reason=CANARY_WORD)
    sheet = next(one for one in hall.topic("scoresheets", "judge-1")["sheets"] if one["entry"] == 1)
    who = access.Actor("judge", 1)
    hall.act(scoring.write_comment, who, round=1, entry=1, comment=CANARY_WORD, base=sheet["revision"])
    hall.enter(1, 1, 1, "17", base=sheet["scores"]["1"]["revision"])
    sheet = next(one for one in hall.topic("scoresheets", "judge-1")["sheets"] if one["entry"] == 1)
    hall.act(scoring.submit_scoresheet, who, round=1, entry=1, base=sheet["revision"])
    hall.act(scoring.correct_score, round=1, entry=2, judge=2, criterion=1, value="19", reason=CANARY_WORD, base=1)
    hall.act(ceremony.share_place, entries=[1, 2], joint=True, reason=CANARY_WORD)
    hall.parts.photos.keep(PHOTO, [Picture(4, 3, CANARY_WORD.encode())] * 3)
    hall.act(photos.take_photo, photo=PHOTO, entry=1, width=4, height=3, round=1, stage=1)


def _positions(looks: Looks) -> list[str]:
    """The hiding ones: every curtain that hides, and every step before the second place is opened."""
    steps = [one for one in looks if one.startswith(("prizes", "places")) and one not in _opening(looks)]
    return [*HIDING, *(one for one in steps if not one.endswith("end"))]


def _opening(looks: Looks) -> list[str]:
    """The last step looked at in each order, where what was opened differs."""
    return [
        [one for one in looks if one.startswith(order) and not one.endswith("end")][-1] for order in ("prizes", "places")
    ]


def test_no_hiding_position_and_no_step_of_a_reveal_tells_the_houses_apart(looks: Looks) -> None:
    assert len(_positions(looks)) >= len(HIDING) + 12
    for position in _positions(looks):
        told = looks[position]
        for other in "bc":
            assert differing(told["a"], told[other]) == [], (position, other)


def test_every_public_address_that_was_compared_answers_with_a_body(looks: Looks, public_paths: list[str]) -> None:
    for position, told in looks.items():
        failed = refused(told["a"]) & set(public_paths)
        left_out = NO_SUCCESS if position != "published" else [one for one in NO_SUCCESS if not one.startswith("/result")]
        assert all(one.endswith(tuple(left_out)) for one in failed), (position, failed)
        assert len(public_paths) - len(failed) >= 25


def test_nothing_hidden_stands_in_any_answer(looks: Looks) -> None:
    for position in _positions(looks):
        for body in looks[position]["c"].values():
            assert CANARY.encode() not in body
            assert CANARY_WORD.encode() not in body


@pytest.mark.parametrize("position", ["published", "live", "prizes end", "places end"])
def test_the_look_finds_what_was_opened(looks: Looks, position: str) -> None:
    slug = next(name for name in looks["new"]["a"] if name.startswith("/api/v1/contests/")).split("/")[4]
    for other in "bc":
        found = differing(looks[position]["a"], looks[position][other])
        assert {"public standings", "screen standings", f"/api/v1/contests/{slug}/standings"} <= set(found)


def test_the_look_finds_the_second_place_as_soon_as_it_is_opened_and_not_before(looks: Looks) -> None:
    for position in _opening(looks):
        for other in "bc":
            assert "public reveal" in differing(looks[position]["a"], looks[position][other])


def _by_hidden_points(board: Any, without: Callable[[Any], Any] = standing._without_places) -> list[dict[str, Any]]:
    return sorted(without(board), key=lambda row: -(board.standings.row(row["entry"]).points or 0))


def _tagged_by_the_record(body: dict[str, Any], answer: Callable[[dict[str, Any]], Any] = api._answer) -> Any:
    told = answer(body)
    told.set_etag(f"{told.get_etag()[0]}-{len(audit.rows(read.contest_rows()[0].id))}")
    return told


@pytest.mark.parametrize(("room", "part", "sabotage", "houses", "leaks"), [
    (standing, "_without_places", _by_hidden_points, "ab", "public standings"),
    (api, "_answer", _tagged_by_the_record, "ac", "/standings"),
], ids=["rows in the order of hidden points", "a hidden count in a tag"])
def test_the_look_finds_a_sabotaged_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Any, part: str, sabotage: Any, houses: str, leaks: str
) -> None:
    monkeypatch.setattr(room, part, sabotage)
    told = []
    for name in houses:
        with house(tmp_path / name, 4, len(JUDGES)) as hall:
            _judged(hall, name)
            told.append(seen(hall))
    assert any(one.endswith(leaks) for one in differing(*told))


def test_a_restart_does_not_show_how_much_was_done_in_secret(tmp_path: Path) -> None:
    told = []
    for name in "ac":
        with house(tmp_path / name, 4, len(JUDGES)) as hall:
            _judged(hall, name)
            db.session.remove()
            again = create_app(hall.parts.settings, hall.clock)
            with again.app_context():
                told.append(seen(hall, again))
    assert differing(*told) == []


def test_a_watcher_is_sent_nothing_while_the_curtain_is_closed(tmp_path: Path) -> None:
    with house(tmp_path / "a", 4, len(JUDGES)) as hall:
        for judge in JUDGES:
            for entry in (1, 2):
                hall.fill(judge, entry, LAST)
        watching = [
            hall.parts.socketio.test_client(hall.app, auth={"contest": hall.slug, "seat": seat}) for seat in ("public", "screen")
        ]
        topics = [topic for topic, roles in access.TOPICS.items() if "public" in roles]
        for client in watching:
            assert client.emit("watch", {"topics": topics}, callback=True)["ok"]
        time.sleep(0.4)
        for client in watching:
            client.get_received()
        hall.act(penalties.give_penalty, round=1, entry=1, points=CANARY, reason=CANARY_WORD)
        hall.act(penalties.set_entry_status, entry=2, status="not_placed", reason=CANARY_WORD)
        time.sleep(0.5)
        assert [client.get_received() for client in watching] == [[], []]
