"""What a tablet brings after the lock: a score or a comment that was made in time, or was not, we cannot know. It is kept and
told to the organizer, counts nothing and touches nothing that stands.
"""

from __future__ import annotations

from contest.actions.act import Do, Done
from contest.rules.facts import CommentReceivedLate, LateNoted, ScoreReceivedLate
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db
from contest.store.tables import ScoresheetRow
from contest.store.tablet_tables import LateRow

COMMENT = 0  # how the table writes that it is no criterion


def lock_on(do: Do, round: int, sheet: ScoresheetRow | None) -> str | None:
    """What keeps the acting judge's sheet from changing: result_official, round_closed, scoresheet_signed; None when nothing."""
    if do.row.phase == "official":
        return "result_official"
    if do.structure.round(round).phase == "closed":
        return "round_closed"
    return "scoresheet_signed" if sheet is not None and sheet.signed else None


def received_score(do: Do, why: str, round: int, entry: int, criterion: int, value: str | None) -> Done:
    row = _received(do, why, round, entry, criterion, value)
    fact = ScoreReceivedLate(row.number, round, entry, row.judge, criterion, value, why)
    return Done([fact], {"late": {"number": row.number, "why": why}})


def received_comment(do: Do, why: str, round: int, entry: int, comment: str) -> Done:
    row = _received(do, why, round, entry, COMMENT, comment)
    fact = CommentReceivedLate(row.number, round, entry, row.judge, comment, why)
    return Done([fact], {"late": {"number": row.number, "why": why}})


def note_late(do: Do, late: int) -> Done:
    """The organizer has read it; it stands in the log only from now on."""
    row = next((one for one in read.late_rows(do.row.id) if one.number == late), None)
    if row is None:
        raise Refused("not_found", what=f"late {late}")
    if row.noted:
        return Done()
    row.noted = True
    return Done([LateNoted(late, row.round, row.entry, row.judge)])


def _received(do: Do, why: str, round: int, entry: int, criterion: int, value: str | None) -> LateRow:
    judge = do.actor.number
    if judge is None:
        raise Refused("not_allowed", act="score")
    read.entry_row(do.row.id, entry)
    known = read.late_rows(do.row.id)
    row = LateRow(
        contest_id=do.row.id, number=len(known) + 1, round=round, entry=entry, judge=judge, criterion=criterion,
        value=value, why=why, at=do.now, noted=False,
    )
    db.session.add(row)
    return row
