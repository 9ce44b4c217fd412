"""How a contest sounds, as it lies in the tables: like read.py."""

from __future__ import annotations

from sqlalchemy import select

from contest.store.database import db
from contest.store.sound_tables import RecordingRow, SoundRow


def row(contest_id: int) -> SoundRow | None:
    """None until somebody has set anything."""
    found: SoundRow | None = db.session.scalar(select(SoundRow).where(SoundRow.contest_id == contest_id))
    return found


def settings(contest_id: int) -> SoundRow:
    """The row, or one that is not kept and says what holds without any."""
    return row(contest_id) or SoundRow(
        contest_id=contest_id, browser=None, screen=None, name="", language="vi", spoken=True, ticks=True, volume=80,
        muted=False, tried=None, tried_at=None,
    )


def recording_rows(contest_id: int) -> list[RecordingRow]:
    """Without their bytes, which are read when asked for; the earliest call first."""
    query = select(RecordingRow).where(RecordingRow.contest_id == contest_id).order_by(RecordingRow.call.desc())
    return list(db.session.scalars(query))


def recording_row(contest_id: int, call: int) -> RecordingRow | None:
    return next((one for one in recording_rows(contest_id) if one.call == call), None)
