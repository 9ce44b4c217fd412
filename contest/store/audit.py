"""Facts to the hash-chained log and back. Each row's hash covers the row before it: an edited row is found and named.

A row's body is canonical JSON: {actor, at, data, fact, number, op}. hash = SHA-256(previous hash + newline + body).
Cutting the tail off, or rewriting all of it, is found only by somebody who wrote the last hash down: the result sheet does.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select

from contest.rules.facts import Fact, kind_of
from contest.store.database import db
from contest.store.tables import FactRow

GENESIS = "0" * 64
_ADD = insert(FactRow.__table__)
_HEAD = (
    select(FactRow.number, FactRow.hash).where(FactRow.contest_id == bindparam("contest"))
    .order_by(FactRow.number.desc()).limit(1)
)


@dataclass(frozen=True)
class Line:
    """One line of the log as people and archives read it. `at` in milliseconds, `actor` a seat."""

    number: int
    at: int
    actor: str
    fact: str
    data: dict[str, Any]
    op: str | None
    hash: str


def canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def link(previous: str, body: str) -> str:
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


class Log:
    """The logs of contests inside one transaction, which knows where each ends once it has looked."""

    def __init__(self) -> None:
        self._heads: dict[int, tuple[int, str]] = {}

    def append(self, contest_id: int, facts: Iterable[Fact], actor: str, at: int, op_id: str | None) -> None:
        """Add facts to the log of a contest."""
        number, previous = self._heads.get(contest_id) or _head(contest_id)
        rows = []
        for fact in facts:
            number += 1
            body = canonical(
                {"number": number, "at": at, "actor": actor, "fact": kind_of(fact), "data": fact.data(), "op": op_id}
            )
            previous = link(previous, body)
            rows.append({"contest_id": contest_id, "number": number, "body": body, "hash": previous})
        db.session.connection().execute(_ADD, rows)
        self._heads[contest_id] = (number, previous)


def restore(contest_id: int, lines: Sequence[tuple[str, str]]) -> None:
    """Put the log of an archive back verbatim: (body, hash) in order."""
    for number, (body, digest) in enumerate(lines, start=1):
        db.session.add(FactRow(contest_id=contest_id, number=number, body=body, hash=digest))
    db.session.flush()


def rows(contest_id: int) -> list[FactRow]:
    return list(db.session.scalars(select(FactRow).where(FactRow.contest_id == contest_id).order_by(FactRow.number)))


def lines(contest_id: int) -> list[Line]:
    return [read_line(row.body, row.hash) for row in rows(contest_id)]


def lines_of(contest_id: int, kind: str) -> list[Line]:
    """The lines of one kind of fact, in order: found by their text, so that a long log is not read for a few of them."""
    query = select(FactRow).where(FactRow.contest_id == contest_id, FactRow.body.contains(f'"fact":"{kind}"', autoescape=True))
    found = [read_line(row.body, row.hash) for row in db.session.scalars(query.order_by(FactRow.number))]
    return [line for line in found if line.fact == kind]


def lines_about(contest_id: int, entry: int, judge: int) -> list[Line]:
    """The lines that tell of one judge and one entry, in order; found by their text as above: keys are sorted, so these two
    stand side by side."""
    told = f'"entry":{entry},"judge":{judge},'
    query = select(FactRow).where(FactRow.contest_id == contest_id, FactRow.body.contains(told, autoescape=True))
    found = [read_line(row.body, row.hash) for row in db.session.scalars(query.order_by(FactRow.number))]
    return [line for line in found if (line.data.get("entry"), line.data.get("judge")) == (entry, judge)]


def read_line(body: str, digest: str) -> Line:
    told = json.loads(body)
    return Line(told["number"], told["at"], told["actor"], told["fact"], told["data"], told["op"], digest)


def first_fault(log: Iterable[tuple[int, str, str]]) -> int | None:
    """The number of the first row of (number, body, hash) that does not follow from the one before it; None when all do."""
    previous = GENESIS
    for expected, (number, body, digest) in enumerate(log, start=1):
        if number != expected or digest != link(previous, body) or _told_number(body) != number:
            return expected
        previous = digest
    return None


def fingerprint(contest_id: int) -> str:
    """The last hash of the log: whoever notes it can later prove that nothing before it was changed."""
    return _head(contest_id)[1]


def _head(contest_id: int) -> tuple[int, str]:
    row = db.session.execute(_HEAD, {"contest": contest_id}).first()
    return (row.number, row.hash) if row else (0, GENESIS)


def _told_number(body: str) -> int | None:
    try:
        number = json.loads(body)["number"]
    except (ValueError, KeyError, TypeError):
        return None
    return number if isinstance(number, int) else None
