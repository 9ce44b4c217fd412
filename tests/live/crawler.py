"""All that the public can fetch or watch at a hall, as bytes: every GET route and every topic there is, found by enumeration."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from contest import access
from tests.halls import Hall, open_hall
from tests.web.visitors import Visitor

SECRET = "5e" * 32
TOKEN = re.compile(r'(name="(?:csrf(?:-|_)token|op_id)" (?:content|value)=")[^"]+')
PHOTO = "0" * 32
LOGO_PICTURE = b"a logo"
LOGO = hashlib.sha256(LOGO_PICTURE).hexdigest()[:32]
Bytes = dict[str, bytes]


@contextmanager
def house(folder: Path, entries: int = 3, judges: int = 3) -> Iterator[Hall]:
    """A hall with the same installation secret as any other here."""
    folder.mkdir()
    (folder / "secret").write_text(SECRET)
    with open_hall(folder, entries, judges) as hall:
        yield hall


def seen(hall: Hall, app: Any = None) -> Bytes:
    """Each answer with its status, tags and length; what forms draw by chance left out. `app`: another one on its data."""
    told: Bytes = {}
    visitor = Visitor(hall)
    if app is not None:
        visitor.client = app.test_client()
    for path in paths(hall):
        answer = visitor.get(path)
        body = TOKEN.sub(r"\1", answer.get_data(as_text=True))
        headers = sorted((name, value) for name, value in answer.headers if name not in ("Set-Cookie", "Date", "Expires"))
        told[path] = f"{answer.status}\n{headers}\n{body}".encode()
    for seat in ("public", "screen"):
        told |= _watched(hall, app or hall.app, seat)
    return told


def differing(one: Bytes, other: Bytes) -> list[str]:
    assert one.keys() == other.keys()
    return [name for name in one if one[name] != other[name]]


def refused(told: Bytes) -> set[str]:
    """The endpoints' addresses that did not answer with a success and a body."""
    return {
        name for name, answer in told.items()
        if name.startswith("/") and not (answer.startswith(b"200") and answer.split(b"\n", 2)[2].strip())
    }


def paths(hall: Hall, opened: str | None = None) -> list[str]:
    """Every address of every page and route that takes a GET, for every entry there is and one that is not. `opened`: of
    those pages only that may be opened by whom the table says so."""
    values = {
        "slug": [hall.slug], "seat": ["judge-1", "scorekeeper-1", "judge-9"], "screen": ["hall"], "language": ["vi"],
        "number": [*range(1, len(hall.topic("contest")["entries"]) + 2)], "filename": ["icon.svg"], "photo": [PHOTO],
        "size": [480], "call": ["300"], "logo": [LOGO],
    }
    found = []
    with hall.app.test_request_context():
        urls = hall.app.url_map.bind("localhost")
        for rule in hall.app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and opened in (None, access.PAGES.get(rule.endpoint)):
                varied = next((name for name in ("number", "seat") if name in rule.arguments), None)
                for value in values[varied] if varied else [None]:
                    told = {name: values[name][0] for name in rule.arguments} | ({varied: value} if varied else {})
                    found.append(urls.build(rule.endpoint, told))
    return sorted(set(found))


def _watched(hall: Hall, app: Any, seat: str) -> Bytes:
    socketio = app.extensions["contest"].socketio
    client = socketio.test_client(app, auth={"contest": hall.slug, "seat": seat, "lang": "vi"})
    told: Bytes = {}
    for topic, roles in access.TOPICS.items():
        answer = client.emit("watch", {"topics": [topic]}, callback=True)
        assert answer["ok"] == (seat in roles)
        told[f"{seat} {topic}"] = str(answer).encode()
    client.disconnect()  # nobody watches between two looks: when a change is told is chance
    return told
