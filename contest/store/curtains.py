"""The curtains of a contest and its rounds, joined: of contest and round the stricter holds."""

from __future__ import annotations

from functools import reduce
from typing import Any, cast

from sqlalchemy import select

from contest.rules.curtain import Curtain, stricter
from contest.store.curtain_tables import RoundCurtainRow
from contest.store.database import db
from contest.store.tables import ContestRow


def rows(contest_id: int) -> list[RoundCurtainRow]:
    """Of the rounds that have a curtain of their own."""
    query = select(RoundCurtainRow).where(RoundCurtainRow.contest_id == contest_id).order_by(RoundCurtainRow.round)
    return list(db.session.scalars(query))


def joined(row: ContestRow, own: list[RoundCurtainRow]) -> Curtain:
    """What the public may see of the result, to which every round adds."""
    return reduce(stricter, (cast(Curtain, one.curtain) for one in own), cast(Curtain, row.curtain))


def kept(row: ContestRow, own: list[RoundCurtainRow]) -> dict[str, Any]:
    """What a frozen curtain goes on showing, {at, rows}: of several freezes the first; rows None: nothing was seen then."""
    drawn: list[tuple[str, dict[str, Any] | None]] = [(row.curtain, row.frozen), *((one.curtain, one.frozen) for one in own)]
    frozen = [frozen for curtain, frozen in drawn if curtain == "frozen"]
    if not all(frozen):
        return {}
    return min((one for one in frozen if one), key=lambda one: one["at"], default={})
