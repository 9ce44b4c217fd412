"""The curtain drawn and lifted: of the contest as a whole and of single rounds."""

from __future__ import annotations

from typing import Any

from contest.actions.act import Do, Done, check_base
from contest.actions.reveal import reveal_given_up, reveal_published
from contest.rules.facts import CurtainSet
from contest.rules.refusals import Refused
from contest.rules.told import rows_told
from contest.store import curtains, read
from contest.store.curtain_tables import RoundCurtainRow
from contest.store.database import db

CHOSEN = ("live", "suspense", "frozen", "published")  # revealing comes with the reveal


def set_curtain(do: Do, curtain: str, base: int, round: int | None = None) -> Done:
    """Say what the public may see. Published needs an official result; freezing keeps the places of this moment. A curtain
    other than published takes a reveal under way off the stage. With `round` that round's own: published then means that
    the contest's alone holds."""
    if curtain not in CHOSEN and curtain != do.row.curtain:
        raise Refused("curtain_not_allowed")
    return _of_contest(do, curtain, base) if round is None else _of_round(do, curtain, base, round)


def _of_contest(do: Do, curtain: str, base: int) -> Done:
    if curtain == do.row.curtain:
        return Done()
    check_base(base, do.row.curtain_revision)
    if curtain == "published" and do.row.phase != "official":
        raise Refused("result_not_official")
    do.row.frozen = _as_of_now(do) if curtain == "frozen" else None
    do.row.curtain = curtain
    do.row.curtain_revision += 1
    reveal = reveal_published(do) if curtain == "published" else reveal_given_up(do, "curtain")
    return Done([CurtainSet(curtain), *reveal])


def _of_round(do: Do, curtain: str, base: int, round: int) -> Done:
    if curtain == "revealing":
        raise Refused("curtain_not_allowed")
    read.round_row(do.row.id, round)
    row = next((one for one in curtains.rows(do.row.id) if one.round == round), None)
    if curtain == (row.curtain if row else "published"):
        return Done()
    check_base(base, row.revision if row else 0)
    frozen = _as_of_now(do) if curtain == "frozen" else None
    if row is None:
        row = RoundCurtainRow(contest_id=do.row.id, round=round, revision=0)
        db.session.add(row)
    row.curtain, row.frozen = curtain, frozen
    row.revision += 1
    return Done([CurtainSet(curtain, round)])


def _as_of_now(do: Do) -> dict[str, Any]:
    """What a frozen curtain goes on showing. Only what the public saw may be kept on show."""
    own = curtains.rows(do.row.id)
    now = curtains.joined(do.row, own)
    if now == "live":
        return {"at": do.now, "rows": rows_told(read.standings(do.row))}
    kept = curtains.kept(do.row, own) if now == "frozen" else {}
    return kept or {"at": do.now, "rows": None}
