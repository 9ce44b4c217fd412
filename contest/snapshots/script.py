"""Topic `script`: what the presenter will say, as far as somebody has written it; for the rest there are proposals."""

from __future__ import annotations

from typing import Any

from contest.snapshots.board import Board
from contest.store import scripts


def script(board: Board) -> dict[str, Any]:
    return {
        "lines": [
            {"line": one.line, "vi": one.vi, "en": one.en, "revision": one.revision} for one in scripts.script_rows(board.id)
        ]
    }
