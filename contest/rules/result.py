"""What stands between the contest and an official result: unsigned sheets, scores too far apart, undecided penalties, open
ties.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from contest.rules.apart import apart
from contest.rules.contests import Contest
from contest.rules.penalties import Penalty
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standings
from contest.rules.told import plain_details

UndecidedCode = Literal[
    "nothing_scored", "round_lacking", "sheets_unsigned", "sheets_unconfirmed", "marks_apart", "penalty_proposed", "cut_open",
    "tie_open",
]
UNDECIDED: tuple[UndecidedCode, ...] = (
    "nothing_scored", "round_lacking", "sheets_unsigned", "sheets_unconfirmed", "marks_apart", "penalty_proposed", "cut_open",
    "tie_open",
)
Place = tuple[int, int, int]  # round, entry, judge


@dataclass(frozen=True)
class Undecided:
    """One thing still open.

    Details, in numbers: sheets_unsigned and sheets_unconfirmed {round, judge, entries}, marks_apart {round, entry, criterion},
    penalty_proposed {penalty, entry}, tie_open {entries, place}, cut_open {round, entries}, nothing_scored {},
    round_lacking {round, code, details: what the method needs and does not have}.
    """

    code: UndecidedCode
    details: dict[str, Any]

    def told(self) -> dict[str, Any]:
        return {"code": self.code, "details": self.details}


def undecided(
    contest: Contest, official: Standings, penalties: Iterable[Penalty], sheets: Iterable[Scoresheet]
) -> tuple[Undecided, ...]:
    """Everything that must be decided first; empty when the result can be confirmed. `official`: signed sheets only."""
    sheets = tuple(sheets)
    waiting = _waiting(contest, sheets)
    nothing = () if any(row.points is not None for row in official.rows) else (Undecided("nothing_scored", {}),)
    return (
        *nothing, *_lacking(official), *_sheets(official, waiting), *_apart(contest, sheets), *_penalties(penalties),
        *_cuts(contest, official), *_ties(official),
    )


def _waiting(contest: Contest, sheets: Iterable[Scoresheet]) -> list[Place]:
    """Signed scoresheets that a second person has yet to confirm, entries in running order; where nobody waits for the
    judge or the entry, nor for these."""
    judges = {one.number for one in contest.judges if one.counts or one.head}
    order = {one.number: (one.order, one.number) for one in contest.entries if one.status == "competing"}
    found = [
        (one.round, one.entry, one.judge) for one in sheets
        if one.signed and not one.confirmed and one.judge in judges and one.entry in order
    ]
    return sorted(found, key=lambda one: order[one[1]])


def _sheets(official: Standings, waiting: list[Place]) -> list[Undecided]:
    unsigned = [one for one in official.missing if one not in waiting]
    return [*_by_judge("sheets_unsigned", unsigned), *_by_judge("sheets_unconfirmed", waiting)]


def _by_judge(code: UndecidedCode, places: list[Place]) -> list[Undecided]:
    """One item per judge and round, with the entries in running order."""
    by_judge = sorted(places, key=lambda one: (one[0], one[2]))
    return [
        Undecided(code, {"round": round_, "judge": judge, "entries": [entry for _, entry, _ in lacking]})
        for (round_, judge), lacking in groupby(by_judge, key=lambda one: (one[0], one[2]))
    ]


def _apart(contest: Contest, sheets: Iterable[Scoresheet]) -> list[Undecided]:
    return [
        Undecided("marks_apart", {"round": one.round, "entry": one.entry, "criterion": one.criterion})
        for one in apart(contest, sheets)
    ]


def _penalties(penalties: Iterable[Penalty]) -> list[Undecided]:
    proposed = sorted((one for one in penalties if one.state == "proposed"), key=lambda one: one.penalty)
    return [Undecided("penalty_proposed", {"penalty": one.penalty, "entry": one.entry}) for one in proposed]


def _lacking(official: Standings) -> list[Undecided]:
    return [
        Undecided("round_lacking", {"round": one.round, "code": one.code, "details": plain_details(one.details)})
        for one in official.lacking
    ]


def _cuts(contest: Contest, official: Standings) -> list[Undecided]:
    """Ties across a cut that is made, or can be made: its round is closed."""
    return [
        Undecided("cut_open", {"round": number, "entries": list(entries)})
        for number, entries in official.cuts_open if contest.round(number).phase == "closed"
    ]


def _ties(official: Standings) -> list[Undecided]:
    return [
        Undecided("tie_open", {"entries": list(group), "place": official.row(group[0]).place})
        for group in official.ties_left
    ]
