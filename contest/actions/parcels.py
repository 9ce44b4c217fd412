"""What belongs to a parcel that was brought to the desk: the line that tells of it, and what could not be put down because
another value stands; and the organizer's word that something late counts after all."""

from __future__ import annotations

from contest.actions import late
from contest.actions.act import Do, Done, reason_given
from contest.actions.scoring import begun_sheet, correct_score
from contest.rules import scoresheets
from contest.rules.facts import CommentWritten
from contest.rules.parcel_facts import LateTakenOver, ParcelBrought
from contest.rules.refusals import Refused
from contest.store import read

STALE = "score_stale"


def bring_parcel(do: Do, judge: int, way: str, device: str, operations: list[str]) -> Done:
    """Note who brought what, before any of it is done."""
    read.seat_row(do.row.id, "judge", judge)
    return Done([ParcelBrought(judge, way, device, operations)])


def keep_stale(do: Do, round: int, entry: int, criterion: int, value: str | None) -> Done:
    """A judge's score from a parcel beside which another value stands: kept for the desk, not counted."""
    exact = None if value is None else format(scoresheets.read_score(value), "f")
    return late.received_score(do, STALE, round, entry, criterion, exact)


def take_late(do: Do, late: int, reason: str, base: int) -> Done:
    """Let what came late count, as a correction with its reason; `base` is the revision of the score that the organizer saw."""
    why = reason_given(reason)
    row = next((one for one in read.late_rows(do.row.id) if one.number == late), None)
    if row is None:
        raise Refused("not_found", what=f"late {late}")
    if row.noted:
        raise Refused("late_settled")
    row.noted = True
    taken = LateTakenOver(late, row.round, row.entry, row.judge, why)
    if row.criterion:
        done = correct_score(do, row.round, row.entry, row.judge, row.criterion, row.value, why, base)
        return Done([*done.facts, taken], done.answer)
    sheet = begun_sheet(do.row.id, row.round, row.entry, row.judge)
    sheet.comment = row.value or ""
    sheet.revision += 1
    return Done([CommentWritten(row.round, row.entry, row.judge, sheet.comment, sheet.revision), taken])
