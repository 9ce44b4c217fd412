"""Small contests for the rules' tests: rounds of plain criteria, marks by round and entry, and standings read in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from contest.rules.contests import Combine, Contest, Criterion, Method, Round, RoundPhase
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standings
from tests.builders import entries, judges

Mark = str | int | None | Sequence[str | int]  # None: no scoresheet; several: one score for each criterion
Rows = Mapping[int, Sequence[Mark]]


def a_round(
    number: int = 1, method: Method | None = None, combine: Combine | None = None, weights: Sequence[str] = ("1",),
    phase: RoundPhase = "closed", criteria: Sequence[Criterion] = (),
) -> Round:
    """A round without stages, one criterion for each weight (or the `criteria` themselves)."""
    made = criteria or [
        Criterion(at, f"Tiêu chí {at}", Decimal(1000), Decimal("0.01"), Decimal(weight))
        for at, weight in enumerate(weights, 1)
    ]
    return Round(number, f"Vòng {number}", (), tuple(made), method or Method(), phase, combine=combine or Combine())


def a_contest(*rounds: Round, teams: int = 3, panel: int = 3, **settings: Any) -> Contest:
    """Named teams and judges in these rounds."""
    parts = {"entries": entries(teams), "judges": judges(panel), "phase": "running", **settings}
    return Contest("thu", "Thử", rounds or (a_round(),), **parts)


def marks(rows: Rows, round_: int = 1, signed: bool = True) -> list[Scoresheet]:
    """Scoresheets: entry -> what each judge gave, in the judges' order."""
    return [
        Scoresheet(round_, entry, judge, scores_of(mark), signed)
        for entry, row in rows.items() for judge, mark in enumerate(row, 1) if mark is not None
    ]


def scores_of(mark: Mark) -> dict[int, Decimal]:
    several = [mark] if isinstance(mark, (str, int)) else mark or []
    return {number: Decimal(one) for number, one in enumerate(several, 1)}


def places(standings: Standings) -> dict[int, int | None]:
    return {row.entry: row.place for row in sorted(standings.rows, key=lambda row: row.entry)}


def points(standings: Standings) -> dict[int, str | None]:
    """As they are written on the board."""
    rows = sorted(standings.rows, key=lambda row: row.entry)
    return {row.entry: None if row.points is None else format(row.points, "f") for row in rows}


def order(standings: Standings) -> list[int]:
    """The entries that have a place, as the board lists them."""
    return [row.entry for row in standings.rows if row.place is not None]


def prizes(standings: Standings) -> dict[int, str | None]:
    return {row.entry: row.prize for row in sorted(standings.rows, key=lambda row: row.entry)}
