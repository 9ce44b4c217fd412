"""Two houses that differ only in what the curtain hides tell the public the same bytes: pages, API, tags, topics, lengths.

Numbers and words that must never be seen are looked for besides.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from contest import access
from contest.actions import ceremony, penalties, photos, running, scoring
from contest.app import create_app
from contest.pictures import Picture
from contest.store.database import db
from tests.halls import SCOREKEEPER, Hall, open_hall
from tests.web.visitors import Visitor

SECRET = "5e" * 32
TOKEN = re.compile(r'(name="csrf(?:-|_)token" (?:content|value)=")[^"]+')
ONE = (("15", "20", "16", "12", "17"), ("11", "12", "13", "14", "15"), ("9", "9", "9", "9", "9"))
OTHER = (("8", "7", "6", "5", "4"), ("20", "19", "15", "15", "19"), ("17", "18", "16", "13", "14"))
CANARY = "7.7731"
CANARY_WORD = "chim-hoàng-yến"
PHOTO = "0" * 32
Bytes = dict[str, bytes]
Quiet = Callable[[Hall], None]


@contextmanager
def house(folder: Path) -> Iterator[Hall]:
    """A hall with the same installation secret as any other here."""
    folder.mkdir()
    (folder / "secret").write_text(SECRET)
    with open_hall(folder) as hall:
        yield hall


def _signed(hall: Hall, scores: tuple[tuple[str, ...], ...]) -> None:
    for entry, values in enumerate(scores, 1):
        for judge in (1, 2):
            hall.fill(judge, entry, values)


def _seen(hall: Hall, app: Any = None) -> Bytes:
    """All that the public can fetch or watch, with tags and lengths; form tokens, which are random, left out."""
    told: Bytes = {}
    visitor = Visitor(hall)
    if app is not None:
        visitor.client = app.test_client()
    for path in _paths(hall):
        answer = visitor.get(path)
        body = TOKEN.sub(r"\1", answer.get_data(as_text=True))
        headers = sorted((name, value) for name, value in answer.headers if name not in ("Set-Cookie", "Date", "Expires"))
        told[path] = f"{answer.status}\n{headers}\n{body}".encode()
    for seat in ("public", "screen"):
        for topic, roles in access.TOPICS.items():
            told[f"{seat} {topic}"] = str(_watched(hall, app or hall.app, seat, topic)).encode()
            assert (b"'ok': True" in told[f"{seat} {topic}"]) == (seat in roles)
    return told


def _paths(hall: Hall) -> list[str]:
    """Every address of every page and route that takes a GET, for every entry there is and one that is not."""
    values = {
        "slug": [hall.slug], "seat": ["judge-1", "scorekeeper-1", "judge-9"], "screen": ["hall"], "language": ["vi"],
        "number": [1, 2, 3, 4], "filename": ["icon.svg"], "photo": [PHOTO], "size": [480],
    }
    found = []
    with hall.app.test_request_context():
        urls = hall.app.url_map.bind("localhost")
        for rule in hall.app.url_map.iter_rules():
            if "GET" in (rule.methods or ()):
                varied = next((name for name in ("number", "seat") if name in rule.arguments), None)
                for value in values[varied] if varied else [None]:
                    told = {name: values[name][0] for name in rule.arguments} | ({varied: value} if varied else {})
                    found.append(urls.build(rule.endpoint, told))
    return sorted(set(found))


def _watched(hall: Hall, app: Any, seat: str, topic: str) -> Any:
    socketio = app.extensions["contest"].socketio
    client = socketio.test_client(app, auth={"contest": hall.slug, "seat": seat, "lang": "vi"})
    answer = client.emit("watch", {"topics": [topic]}, callback=True)
    client.disconnect()  # nobody watches between two looks: when a change is told is chance
    return answer


def _differing(one: Bytes, other: Bytes) -> list[str]:
    assert one.keys() == other.keys()
    return [name for name in one if one[name] != other[name]]


def _hidden_acts(hall: Hall) -> None:
    """What the desk and the jury do behind a curtain; only one of the two houses does it."""
    hall.act(penalties.give_penalty, round=1, entry=1, points=CANARY, reason=CANARY_WORD)
    hall.act(penalties.set_entry_status, entry=2, status="not_placed", reason=CANARY_WORD)
    hall.act(penalties.set_entry_status, entry=3, status="disqualified", reason=CANARY_WORD)
    revision = hall.topic("scoresheets", "judge-3")["sheets"][0]["revision"]
    hall.act(scoring.write_comment, _judge(3), round=1, entry=1, comment=CANARY_WORD, base=revision)
    hall.enter(3, 1, 1, "19")
    hall.act(running.correct_finish, SCOREKEEPER, round=1, stage=1, entry=1, seconds=5000, reason=CANARY_WORD)
    hall.parts.photos.keep(PHOTO, [Picture(4, 3, CANARY_WORD.encode())] * 3)
    hall.act(photos.take_photo, photo=PHOTO, entry=1, width=4, height=3, round=1, stage=1)


def _judge(number: int) -> Any:
    return access.Actor("judge", number)


def _behind_frozen(hall: Hall) -> None:
    hall.act(ceremony.set_curtain, curtain="live", base=0)
    hall.fill(3, 2, ONE[2])
    hall.act(ceremony.set_curtain, curtain="frozen", base=1)


def _from_the_start(hall: Hall) -> None:
    """The curtain as a new contest has it: nothing was ever shown."""


@pytest.mark.parametrize("before", [_from_the_start, _behind_frozen], ids=["hidden", "frozen"])
@pytest.mark.parametrize("looked", [True, False], ids=["watched all along", "first look after"])
def test_houses_that_differ_only_behind_the_curtain_look_the_same(tmp_path: Path, before: Quiet, looked: bool) -> None:
    with house(tmp_path / "a") as one, house(tmp_path / "b") as other:
        for hall in (one, other):
            with hall.app.app_context():
                before(hall)
                if looked:
                    _seen(hall)
        with one.app.app_context():
            _signed(one, ONE)
            told = _seen(one)
        with other.app.app_context():
            _signed(other, OTHER)
            _hidden_acts(other)
            told_other = _seen(other)
        assert _differing(told, told_other) == []
        for body in told_other.values():
            assert CANARY.encode() not in body
            assert CANARY_WORD.encode() not in body


def test_a_restart_does_not_show_how_much_was_done_in_secret(tmp_path: Path) -> None:
    with house(tmp_path / "a") as one, house(tmp_path / "b") as other:
        seen = []
        for hall, secretly in ((one, False), (other, True)):
            with hall.app.app_context():
                _signed(hall, ONE)
                if secretly:
                    _hidden_acts(hall)
                db.session.remove()
            again = create_app(hall.parts.settings, hall.clock)
            with again.app_context():
                seen.append(_seen(hall, again))
        assert _differing(*seen) == []


def test_the_look_finds_a_leak(tmp_path: Path) -> None:
    """The same two houses with the curtain open do differ: the comparison above can fail."""
    with house(tmp_path / "a") as one, house(tmp_path / "b") as other:
        told = []
        for hall, scores in ((one, ONE), (other, OTHER)):
            with hall.app.app_context():
                _signed(hall, scores)
                hall.act(ceremony.set_curtain, curtain="live", base=0)
                told.append(_seen(hall))
        differing = _differing(*told)
        for name in ("public standings", "screen standings", f"/api/v1/contests/{one.slug}/standings"):
            assert name in differing


def test_a_watcher_is_sent_nothing_while_the_curtain_is_closed(tmp_path: Path) -> None:
    with house(tmp_path / "a") as hall:
        _signed(hall, ONE)
        watching = [
            hall.parts.socketio.test_client(hall.app, auth={"contest": hall.slug, "seat": seat}) for seat in ("public", "screen")
        ]
        topics = [topic for topic, roles in access.TOPICS.items() if "public" in roles]
        for client in watching:
            assert client.emit("watch", {"topics": topics}, callback=True)["ok"]
        time.sleep(0.4)
        for client in watching:
            client.get_received()
        _hidden_acts(hall)
        time.sleep(0.5)
        assert [client.get_received() for client in watching] == [[], []]
