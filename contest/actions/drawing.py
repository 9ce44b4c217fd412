"""Lots for the order of presentation: drawn from a seed that is kept, opened on stage, in force once all of them are open."""

from __future__ import annotations

import secrets

from contest.actions.act import Do, Done, check_base, reason_given, set_up
from contest.actions.tie_rooms import SEED_BYTES, drawn
from contest.rules.facts import Fact, RunningOrderSet
from contest.rules.refusals import Refused
from contest.rules.show_facts import LotOpened, OrderDrawn
from contest.store import read, shows
from contest.store.database import db
from contest.store.show_tables import DrawRow

FEWEST = 2


def draw_order(do: Do, reason: str = "") -> Done:
    """Draw the order of all that have not withdrawn; nobody but the record knows it before its lots are opened. Anybody can draw
    it again: by the SHA-256 of "seed|entry number", least first. Drawing once more needs a reason.

    Raises Refused('draw_too_few', 'draw_too_late', 'reason_needed').
    """
    entries = [row.number for row in read.entry_rows(do.row.id) if row.status != "withdrawn"]
    if len(entries) < FEWEST:
        raise Refused("draw_too_few")
    if any(row.entry and row.marks for row in read.countdown_rows(do.row.id)):
        raise Refused("draw_too_late")
    before = shows.draw_rows(do.row.id)
    why = reason_given(reason) if before else reason.strip()
    seed, number = secrets.token_hex(SEED_BYTES), len(before) + 1
    order = drawn(seed, entries)
    db.session.add(DrawRow(contest_id=do.row.id, number=number, seed=seed, entries=order, opened=0, reason=why))
    return Done([OrderDrawn(number, order, seed, why)], {"draw": number})


def open_lot(do: Do, draw: int, base: int, all: bool = False) -> Done:
    """Show the hall who comes next, or everybody who is left. `base`: how many were open for whoever pressed. With the last
    one the drawn order becomes the running order. Raises Refused('stale')."""
    rows = shows.draw_rows(do.row.id)
    if not rows or rows[-1].number != draw:
        raise Refused("not_found", what=f"draw {draw}")
    row = rows[-1]
    if row.opened == len(row.entries):
        return Done()
    check_base(base, row.opened)
    upto = len(row.entries) if all else row.opened + 1
    facts: list[Fact] = [LotOpened(draw, turn + 1, row.entries[turn]) for turn in range(row.opened, upto)]
    row.opened = upto
    if upto < len(row.entries):
        return Done(facts)
    return set_up(do, [*facts, *_put_in_force(do, row.entries)])


def _put_in_force(do: Do, order: list[int]) -> list[Fact]:
    """Those drawn, in their order; who was not drawn comes behind, as before."""
    rows = {row.number: row for row in read.entry_rows(do.row.id)}
    turns = [entry for entry in order if entry in rows]
    turns += [entry for entry in rows if entry not in turns]
    if turns == list(rows):
        return []
    for turn, entry in enumerate(turns, start=1):
        rows[entry].order = turn
    return [RunningOrderSet(turns)]
