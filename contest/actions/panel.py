"""Those who hold a seat: judges and helpers (scorekeeper, steward, presenter), their links, the address printed for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contest import texts
from contest.access import HELPERS
from contest.actions.act import Do, Done, check_base, set_up
from contest.actions.calibration import forget_samples
from contest.actions.pairing import forget_devices
from contest.rules.contests import Judge, Round
from contest.rules.facts import (
    Fact,
    HelperAdded,
    JudgeAdded,
    JudgeChanged,
    JudgeRemoved,
    LinkRenewed,
    PrintedAddressNoted,
)
from contest.rules.methods import check_panel
from contest.rules.refusals import Refused
from contest.store import papers, read
from contest.store.database import db
from contest.store.tables import SeatRow

NAME_LETTERS = 120
UNIT_LETTERS = 120
ADDRESS_LETTERS = 200


def add_judge(do: Do, name: str, base: int | None = None) -> Done:
    check_base(base, do.row.setup_revision)
    row = _add(do, "judge", name)
    return set_up(do, [JudgeAdded(row.number, row.name)], judge=row.number)


def change_judge(
    do: Do, judge: int, name: str | None = None, head: bool | None = None, marks: bool | None = None,
    counts: bool | None = None, rounds: list[int] | None = None, units: list[str] | None = None,
    recused: list[int] | None = None, base: int | None = None,
) -> Done:
    """Name and part of a judge, as rules/contests.py says them; what is None stays. A new head takes the part over from
    the old one. Raises Refused('judge_has_scores') where scores would be left without the sheet they stand on."""
    check_base(base, do.row.setup_revision)
    row = read.seat_row(do.row.id, "judge", judge)
    wanted = {
        "name": None if name is None else _checked(do, "judge", name, besides=judge),
        "head": head, "marks": marks, "counts": counts,
        "rounds": None if rounds is None else _known(rounds, (one.number for one in read.rounds(do.row.id))),
        "units": None if units is None else _units(units),
        "recused": None if recused is None else _known(recused, (one.number for one in read.entry_rows(do.row.id))),
    }
    before = {seat.number: read.judge(seat) for seat in read.seat_rows(do.row.id, "judge")}
    facts = _resigned(do, judge) if head else []
    changes = {field: value for field, value in wanted.items() if value is not None and getattr(row, field) != value}
    for field, value in changes.items():
        setattr(row, field, value)
    db.session.flush()
    after = [read.judge(seat) for seat in read.seat_rows(do.row.id, "judge")]
    if after == list(before.values()):
        return Done()
    _check_sheets(do.row.id, before, after)
    check_panels(read.rounds(do.row.id), after)
    told = {field: value for field, value in changes.items() if field != "name"}
    return set_up(do, [*facts, *([JudgeChanged(judge, row.name, told)] if changes else [])])


def remove_judge(do: Do, judge: int, base: int | None = None) -> Done:
    """Take a judge off the panel, unless they have begun a scoresheet or the method needs so many."""
    check_base(base, do.row.setup_revision)
    row = read.seat_row(do.row.id, "judge", judge)
    if read.sheet_rows(do.row.id, judge=judge) or any(row.judge == judge for row in papers.all_rows(do.row.id)):
        raise Refused("judge_has_scores", name=row.name)
    left = [one for one in map(read.judge, read.seat_rows(do.row.id, "judge")) if one.number != judge]
    check_panels(read.rounds(do.row.id), left)
    forget_devices(do.row.id, judge)
    forget_samples(do.row.id, judge)
    db.session.delete(row)
    return set_up(do, [JudgeRemoved(judge, row.name)])


def check_panels(rounds: Iterable[Round], judges: Sequence[Judge]) -> None:
    """Every round's method for those who judge in it. Raises Refused('head_needed'), ('trim_too_large') and the like."""
    for one in rounds:
        here = [judge for judge in judges if not judge.rounds or one.number in judge.rounds]
        check_panel(one, any(judge.head for judge in here), sum(judge.counts and judge.marks for judge in here))


def add_helper(do: Do, role: str, name: str, base: int | None = None) -> Done:
    """One more scorekeeper, steward or presenter, as many of each as there are hands."""
    check_base(base, do.row.setup_revision)
    if role not in HELPERS:
        raise Refused("bad_request")
    row = _add(do, role, name)
    return set_up(do, [HelperAdded(row.number, row.name, role)], helper=f"{role}-{row.number}")


def renew_link(do: Do, seat: str, base: int | None = None) -> Done:
    """Void a seat's link, cookies and sockets; the next link printed is another one."""
    check_base(base, do.row.setup_revision)
    role, _, number = seat.rpartition("-")
    row = read.seat_row(do.row.id, role, int(number) if number.isdecimal() else 0)
    row.version += 1
    row.pin_misses = 0
    if role == "judge":
        forget_devices(do.row.id, row.number)
    return set_up(do, [LinkRenewed(seat)], seat=seat)


def note_printed_address(do: Do, address: str) -> Done:
    """Remember which address the printed sheets carry, so that the desk can tell when it is no longer ours."""
    told = texts.clean(address)[:ADDRESS_LETTERS]
    if told == do.row.printed_address:
        return Done()
    do.row.printed_address = told
    return Done([PrintedAddressNoted(told)])


def _resigned(do: Do, judge: int) -> list[Fact]:
    """There is one head judge: whoever was it before gives the part up."""
    facts: list[Fact] = []
    for other in read.seat_rows(do.row.id, "judge"):
        if other.head and other.number != judge:
            other.head = False
            facts.append(JudgeChanged(other.number, other.name, {"head": False}))
    return facts


def _check_sheets(contest_id: int, before: dict[int, Judge], after: Sequence[Judge]) -> None:
    """A sheet that was begun stays one of that judge's: who stops marking, or judging there, has none. Whether it counts
    (a shadow judge, a recusal) may change: the record says so."""
    rounds = {one.number: one for one in read.rounds(contest_id)}
    begun = {(row.judge, row.round) for row in read.sheet_rows(contest_id)}
    for one in after:
        was = before[one.number]
        for number in (number for judge, number in begun if judge == one.number):
            left_out = one.rounds and number not in one.rounds
            if left_out or rounds[number].sheet_for(was).criteria != rounds[number].sheet_for(one).criteria:
                raise Refused("judge_has_scores", name=one.name)


def _known(numbers: Iterable[int], known: Iterable[int]) -> list[int]:
    """Each once, in order. Raises Refused('bad_request') for one that is not there."""
    told = sorted(set(numbers))
    if not set(told) <= set(known):
        raise Refused("bad_request")
    return told


def _units(told: Iterable[str]) -> list[str]:
    """Units cleaned, each once whatever its case, in the order told."""
    units: dict[str, str] = {}
    for text in map(texts.clean, told):
        if len(text) > UNIT_LETTERS:
            raise Refused("name_too_long", most=UNIT_LETTERS)
        if text:
            units.setdefault(text.casefold(), text)
    return list(units.values())


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
