"""Those who hold a seat: judges and scorekeepers, their links, and the address that was printed for them."""

from __future__ import annotations

from contest import texts
from contest.actions.act import Do, Done, check_base, set_up
from contest.rules.facts import (
    JudgeAdded,
    JudgeChanged,
    JudgeRemoved,
    LinkRenewed,
    PrintedAddressNoted,
    ScorekeeperAdded,
)
from contest.rules.methods import check_panel
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db
from contest.store.tables import SeatRow

NAME_LETTERS = 120
ADDRESS_LETTERS = 200


def add_judge(do: Do, name: str, base: int | None = None) -> Done:
    check_base(base, do.row.setup_revision)
    row = _add(do, "judge", name)
    return set_up(do, [JudgeAdded(row.number, row.name)], judge=row.number)


def change_judge(do: Do, judge: int, name: str, base: int | None = None) -> Done:
    check_base(base, do.row.setup_revision)
    row = read.seat_row(do.row.id, "judge", judge)
    told = _checked(do, "judge", name, besides=judge)
    if told == row.name:
        return Done()
    row.name = told
    return set_up(do, [JudgeChanged(judge, told)])


def remove_judge(do: Do, judge: int, base: int | None = None) -> Done:
    """Take a judge off the panel, unless they have begun a scoresheet or the method needs so many."""
    check_base(base, do.row.setup_revision)
    row = read.seat_row(do.row.id, "judge", judge)
    if read.sheet_rows(do.row.id, judge=judge):
        raise Refused("judge_has_scores", name=row.name)
    left = [one for one in map(read.judge, read.seat_rows(do.row.id, "judge")) if one.number != judge]
    for one in read.rounds(do.row.id):
        check_panel(one, any(other.head for other in left), sum(other.counts and other.marks for other in left))
    db.session.delete(row)
    return set_up(do, [JudgeRemoved(judge, row.name)])


def add_scorekeeper(do: Do, name: str, base: int | None = None) -> Done:
    check_base(base, do.row.setup_revision)
    row = _add(do, "scorekeeper", name)
    return set_up(do, [ScorekeeperAdded(row.number, row.name)], scorekeeper=row.number)


def renew_link(do: Do, seat: str, base: int | None = None) -> Done:
    """Void a seat's link, cookies and sockets; the next link printed is another one."""
    check_base(base, do.row.setup_revision)
    role, _, number = seat.rpartition("-")
    row = read.seat_row(do.row.id, role, int(number) if number.isdecimal() else 0)
    row.version += 1
    return set_up(do, [LinkRenewed(seat)], seat=seat)


def note_printed_address(do: Do, address: str) -> Done:
    """Remember which address the printed sheets carry, so that the desk can tell when it is no longer ours."""
    told = texts.clean(address)[:ADDRESS_LETTERS]
    if told == do.row.printed_address:
        return Done()
    do.row.printed_address = told
    return Done([PrintedAddressNoted(told)])


def _add(do: Do, role: str, name: str) -> SeatRow:
    """A new seat. Its version lies above any that this number ever had, so that a removed judge's link stays void."""
    number = max((row.number for row in read.seat_rows(do.row.id, role)), default=0) + 1
    row = SeatRow(
        contest_id=do.row.id, role=role, number=number, name=_checked(do, role, name), version=do.row.setup_revision + 1
    )
    db.session.add(row)
    db.session.flush()
    return row


def _checked(do: Do, role: str, name: str, besides: int | None = None) -> str:
    told = texts.clean(name)
    if not told:
        raise Refused("name_needed")
    if len(told) > NAME_LETTERS:
        raise Refused("name_too_long", most=NAME_LETTERS)
    for row in read.seat_rows(do.row.id, role):
        if row.number != besides and row.name.casefold() == told.casefold():
            raise Refused("name_taken", name=row.name)
    return told
