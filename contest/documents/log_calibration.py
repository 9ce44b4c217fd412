"""The words of the audit log for calibrations. log_words.py knows how they are filled."""

from __future__ import annotations

from typing import Any

from contest.snapshots.board import Board
from contest.store import calibrations
from contest.words import N_

CALIBRATION_WORDS = {
    "calibration_opened": N_("Practice sample %(calibration)s opened with the criteria of %(round)s. %(title)s"),
    "calibration_score_entered": N_("Practice sample %(calibration)s, %(judge)s, %(criterion)s: %(old)s → %(value)s"),
    "calibration_finished": N_("Practice sample %(calibration)s: %(judge)s is done"),
    "calibration_closed": N_("Practice sample %(calibration)s closed; judges who were done: %(finished)s"),
}


def sample_values(board: Board, kind: str, data: dict[str, Any]) -> dict[str, str]:
    """What a number of a sample is filled in with: the criterion by the name it had then; no number while it is open, for
    nobody reads another's before."""
    if kind != "calibration_score_entered":
        return {}
    row = next((one for one in calibrations.rows(board.id) if one.number == data.get("calibration")), None)
    if row is None:
        return {}
    name = next((one.name for one in calibrations.criteria(row) if one.number == data.get("criterion")), "–")
    return {"criterion": name, **({"old": "•", "value": "•"} if row.state == "open" else {})}
