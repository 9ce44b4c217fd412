"""Every version of one scoresheet, from the log: what was entered, corrected, said, signed and given back, when and by whom."""

from __future__ import annotations

from typing import Any

from contest.rules.facts import (
    CommentWritten,
    ScoreCorrected,
    ScoreEntered,
    ScoresheetConfirmed,
    ScoresheetReopened,
    ScoresheetSubmitted,
    kind_of,
)
from contest.rules.paper_facts import PaperMerged
from contest.store import audit
from contest.store.audit import Line

KINDS = frozenset(
    kind_of(fact)
    for fact in (
        ScoreEntered, ScoreCorrected, CommentWritten, ScoresheetSubmitted, ScoresheetConfirmed, ScoresheetReopened,
        PaperMerged,
    )
)
TOLD = ("criterion", "value", "old", "reason", "comment", "total")


def history(contest_id: int, round: int, entry: int, judge: int) -> list[dict[str, Any]]:
    """Oldest first: {at, by: seat, fact, and of TOLD what that fact carries}. What a contest that started over left behind is
    not part of it."""
    lines = audit.lines_about(contest_id, entry, judge)
    begun = max((line.number for line in audit.lines_of(contest_id, "contest_started_over")), default=0)
    return [_told(line) for line in lines if line.fact in KINDS and line.data["round"] == round and line.number > begun]


def _told(line: Line) -> dict[str, Any]:
    return {"at": line.at, "by": line.actor, "fact": line.fact, **{key: line.data[key] for key in TOLD if key in line.data}}
