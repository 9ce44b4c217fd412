"""Topic `sound`: which device sounds and how. Only for desks and the hall's screens; browsers find the words and the voice."""

from __future__ import annotations

from typing import Any

from contest.snapshots.board import Board
from contest.store import sounds


def sound(board: Board) -> dict[str, Any]:
    row = sounds.settings(board.id)
    return {
        "browser": row.browser,
        "screen": row.screen,
        "name": row.name,
        "language": row.language,
        "spoken": row.spoken,
        "ticks": row.ticks,
        "volume": row.volume,
        "muted": row.muted,
        "tried": None if row.tried_at is None else {"call": row.tried, "at": row.tried_at},
        "recordings": [{"call": one.call, "version": one.sha256[:12]} for one in sounds.recording_rows(board.id)],
    }
