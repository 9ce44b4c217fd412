"""Penalties and statuses: proposed by a stamp, counted once a person confirmed; given by hand with a reason."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import func, select

from contest.actions.act import Do, Done, reason_given
from contest.rules import penalties as rules
from contest.rules import shapes
from contest.rules.contests import Bites
from contest.rules.facts import (
    EntryStatusSet,
    Fact,
    PenaltyConfirmed,
    PenaltyDismissed,
    PenaltyGiven,
    PenaltyProposed,
    PenaltyWithdrawn,
)
from contest.rules.refusals import Refused
from contest.rules.scoresheets import read_score
from contest.store import read
from contest.store.database import db
from contest.store.tables import PenaltyRow, StageRow

MOST_POINTS = Decimal(10_000)


def give_penalty(do: Do, round: int, entry: int, points: str, reason: str, on: Bites = "total") -> Done:
    """A penalty by hand counts at once: a person gave it. `points` are taken off, so they are above zero.

    Raises Refused('sheet_penalty_needs_totals') for one on every judge's sheet where judges have no totals.
    """
    why = reason_given(reason)
    read.round_row(do.row.id, round)
    if on == "sheet" and any(one.number == round and one.method.scope == "criterion" for one in read.rounds(do.row.id)):
        raise Refused("sheet_penalty_needs_totals")
    read.entry_row(do.row.id, entry)
    off = read_score(points)
    if off <= 0:
        raise Refused("bad_number", text=points)
    if off > MOST_POINTS:
        raise Refused("penalty_too_large")
    row = _add(do, round=round, entry=entry, kind="other", state="confirmed", points=off, reason=why, on=on)
    fact = PenaltyGiven(row.number, round, entry, format(off, "f"), why, on)
    return Done([fact], {"penalty": row.number})


def confirm_penalty(do: Do, penalty: int) -> Done:
    """Let a proposed penalty count; one that says so also takes the entry out of the placing."""
    row = read.penalty_row(do.row.id, penalty)
    if row.state == "confirmed":
        return Done()
    if row.state != "proposed":
        raise Refused("penalty_settled")
    row.state = "confirmed"
    facts: list[Fact] = [PenaltyConfirmed(penalty, row.entry, format(row.points, "f"))]
    if row.effect != "points":
        facts.append(_set_status(do, row.entry, row.effect, f"overtime {row.late_seconds}"))
    return Done(facts)


def dismiss_penalty(do: Do, penalty: int, reason: str) -> Done:
    row = read.penalty_row(do.row.id, penalty)
    if row.state == "dismissed":
        return Done()
    if row.state != "proposed":
        raise Refused("penalty_settled")
    row.state = "dismissed"
    return Done([PenaltyDismissed(penalty, row.entry, reason.strip())])


def withdraw_penalty(do: Do, penalty: int, reason: str) -> Done:
    """Take a counted penalty back; the record keeps it with the reason."""
    why = reason_given(reason)
    row = read.penalty_row(do.row.id, penalty)
    if row.state == "withdrawn":
        return Done()
    if row.state != "confirmed":
        raise Refused("penalty_not_confirmed")
    return Done(_withdraw(do, row, why))


def set_entry_status(do: Do, entry: int, status: str, reason: str) -> Done:
    """Competing, not placed, disqualified or withdrawn; anything but competing needs its reason."""
    why = reason_given(reason)
    if read.entry_row(do.row.id, entry).status == status:
        return Done()
    return Done([_set_status(do, entry, status, why)])


def propose_for_finish(do: Do, stage: StageRow, entry: int, seconds: int | None, limit: int) -> list[Fact]:
    """What a new or corrected finish means: older proposals on it fall, a new one is made when it is late."""
    facts = _void(do, stage, entry)
    overtime = shapes.overtime_from(stage.overtime)
    if overtime is None or seconds is None:
        return facts
    late = rules.late_seconds(limit, seconds, overtime)
    proposed = rules.overtime_penalty(overtime, late)
    if proposed is None:
        return facts
    row = _add(
        do, round=stage.round, stage=stage.number, entry=entry, kind="time", state="proposed",
        points=proposed.points, effect=proposed.effect, late_seconds=late, on=overtime.on,
    )
    told = PenaltyProposed(
        row.number, stage.round, stage.number, entry, late, format(proposed.points, "f"), proposed.effect
    )
    return [*facts, told]


def _void(do: Do, stage: StageRow, entry: int) -> list[Fact]:
    """Drop what rested on an older stamp of this entry in this stage."""
    facts: list[Fact] = []
    for row in read.penalty_rows(do.row.id):
        if (row.round, row.stage, row.entry, row.kind) != (stage.round, stage.number, entry, "time"):
            continue
        if row.state == "proposed":
            row.state = "dismissed"
            facts.append(PenaltyDismissed(row.number, entry, "finish corrected"))
        elif row.state == "confirmed":
            facts += _withdraw(do, row, "finish corrected")
    return facts


def _withdraw(do: Do, row: PenaltyRow, why: str) -> list[Fact]:
    row.state = "withdrawn"
    facts: list[Fact] = [PenaltyWithdrawn(row.number, row.entry, why)]
    if row.effect != "points" and read.entry_row(do.row.id, row.entry).status == row.effect:
        facts.append(_set_status(do, row.entry, "competing", why))
    return facts


def _set_status(do: Do, entry: int, status: str, why: str) -> Fact:
    row = read.entry_row(do.row.id, entry)
    row.status = status
    row.status_reason = "" if status == "competing" else why
    if status == "withdrawn" and do.row.on_stage == entry:
        do.row.on_stage = None
    return EntryStatusSet(entry, status, why)


def _add(do: Do, **fields: object) -> PenaltyRow:
    highest = db.session.scalar(select(func.max(PenaltyRow.number)).where(PenaltyRow.contest_id == do.row.id))
    row = PenaltyRow(contest_id=do.row.id, number=(highest or 0) + 1, **fields)
    db.session.add(row)
    db.session.flush()
    return row
