"""Scoresheets with what is on them, kept in memory and brought up to the newest by the log.

As long as nothing but scoring happened, only the sheets that the new facts name are read again: what a publish reads does not
grow with the scores given so far. Anything else, or any doubt, and all of them are read anew.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, bindparam, select, tuple_

from contest.rules.scoresheets import Scoresheet
from contest.store.database import db, is_writing
from contest.store.tables import ContestRow, FactRow, ScoreRow, ScoresheetRow

Key = tuple[int, int, int]  # round, entry, judge
MOST_NAMED = 200  # sheets asked for by name; more and all are read

_SHEETS = select(
    ScoresheetRow.round, ScoresheetRow.entry, ScoresheetRow.judge, ScoresheetRow.signed, ScoresheetRow.revision,
    ScoresheetRow.comment, ScoresheetRow.reopened, ScoresheetRow.unconfirmed, ScoresheetRow.paper,
).where(ScoresheetRow.contest_id == bindparam("contest"))
_CELLS = select(
    ScoreRow.round, ScoreRow.entry, ScoreRow.judge, ScoreRow.criterion, ScoreRow.value, ScoreRow.revision
).where(ScoreRow.contest_id == bindparam("contest")).order_by(ScoreRow.criterion)
_NEWS = (
    select(FactRow.number, FactRow.body).where(FactRow.contest_id == bindparam("contest"), FactRow.number > bindparam("known"))
    .order_by(FactRow.number)
)


@dataclass(frozen=True)
class Cell:
    """One judge's score in one criterion; `value` None after it was wiped."""

    judge: int
    criterion: int
    value: Decimal | None
    revision: int


@dataclass(frozen=True)
class Sheet:
    """A scoresheet that was begun; the columns as store/tables.py says them. `scores`: as the rules read it."""

    scores: Scoresheet
    cells: tuple[Cell, ...]
    signed: bool
    revision: int
    comment: str
    reopened: str | None
    unconfirmed: str | None
    paper: list[str] | None


@dataclass(frozen=True)
class _Kept:
    revision: int
    structure: int
    log: int  # the number of the last fact that is in here
    sheets: Mapping[Key, Sheet]


_kept: WeakKeyDictionary[Engine, dict[int, _Kept]] = WeakKeyDictionary()
_lock = threading.Lock()


def of(row: ContestRow) -> Mapping[Key, Sheet]:
    """Every scoresheet that was begun, as it stands where `row` was read."""
    if is_writing():  # what an act under way has changed may yet be taken back
        return _read(row.id)
    known = _kept.get(db.engine, {}).get(row.id)
    if known is not None and known.revision == row.revision:
        return known.sheets
    if known is not None and known.revision < row.revision and known.structure == row.structure_revision:
        made = _brought_up(row, known)
    else:
        made = _Kept(row.revision, row.structure_revision, _end_of_log(row.id), _read(row.id))
    with _lock:
        kept = _kept.setdefault(db.engine, {})
        if row.id not in kept or kept[row.id].revision < made.revision:
            kept[row.id] = made
    return made.sheets


def _brought_up(row: ContestRow, known: _Kept) -> _Kept:
    news = db.session.execute(_NEWS, {"contest": row.id, "known": known.log}).all()
    named = {key for _number, body in news if (key := _named(json.loads(body)["data"])) is not None}
    if not named:
        changed: Mapping[Key, Sheet] = {}
    elif len(named) > MOST_NAMED:
        changed = _read(row.id)
    else:
        changed = _read(row.id, sorted(named))
    log = news[-1].number if news else known.log
    return _Kept(row.revision, row.structure_revision, log, {**known.sheets, **changed})


def _named(data: dict[str, Any]) -> Key | None:
    """The sheet that a fact tells of."""
    key = data.get("round"), data.get("entry"), data.get("judge")
    return key if all(isinstance(part, int) for part in key) else None  # type: ignore[return-value]


def _end_of_log(contest_id: int) -> int:
    newest = select(FactRow.number).where(FactRow.contest_id == contest_id).order_by(FactRow.number.desc()).limit(1)
    return db.session.scalar(newest) or 0


def _read(contest_id: int, named: Iterable[Key] | None = None) -> dict[Key, Sheet]:
    sheets, cells = _SHEETS, _CELLS
    if named is not None:
        keys = list(named)
        sheets = sheets.where(tuple_(ScoresheetRow.round, ScoresheetRow.entry, ScoresheetRow.judge).in_(keys))
        cells = cells.where(tuple_(ScoreRow.round, ScoreRow.entry, ScoreRow.judge).in_(keys))
    on: dict[Key, list[Cell]] = {}
    for round_, entry, judge, criterion, value, revision in db.session.execute(cells, {"contest": contest_id}):
        on.setdefault((round_, entry, judge), []).append(Cell(judge, criterion, value, revision))
    made = {}
    for row in db.session.execute(sheets, {"contest": contest_id}):
        key = (row.round, row.entry, row.judge)
        mine = tuple(on.get(key, ()))
        values = {cell.criterion: cell.value for cell in mine if cell.value is not None}
        made[key] = Sheet(
            Scoresheet(*key, values, row.signed, row.unconfirmed is None), mine,
            row.signed, row.revision, row.comment, row.reopened, row.unconfirmed, row.paper,
        )
    return made
