"""What counts: the scoresheets that do, with the jury's common marks filled in, and everything else that happened, looked up
by entry and round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from contest.rules.contests import Contest, Entry, Judge, Round
from contest.rules.given import External, Given
from contest.rules.penalties import Penalty
from contest.rules.reckoning import Panel
from contest.rules.scoresheets import Scoresheet, is_in
from contest.rules.ties import Settlement

NO_FACTORS: Mapping[int | None, Decimal] = {}


@dataclass(frozen=True)
class Counted:
    """The sheets that count: by entry and round, those of the panel, each whole; and by (round, entry), the judges whose
    own sheet is done."""

    sheets: Mapping[int, Mapping[int, tuple[Scoresheet, ...]]]
    done: Mapping[tuple[int, int], frozenset[int]]


class Happened:
    """Everything that counts, looked up by entry and round."""

    def __init__(
        self, counted: Counted, penalties: Iterable[Penalty], seconds: Mapping[int, int],
        settlements: Sequence[Settlement], given: Given,
    ) -> None:
        self.counted, self.seconds, self.settlements, self.given = counted, seconds, settlements, given
        self.penalties: dict[int, list[Penalty]] = {}
        for one in sorted(penalties, key=lambda one: one.penalty):
            if one.state == "confirmed":
                self.penalties.setdefault(one.entry, []).append(one)
        self._factors: dict[tuple[int, int], dict[int | None, Decimal]] = {}
        for factor in given.factors:
            self._factors.setdefault((factor.round, factor.entry), {})[factor.criterion] = factor.factor
        self._outside: dict[tuple[int, int], list[External]] = {}
        for external in given.externals:
            self._outside.setdefault((external.round, external.entry), []).append(external)

    def panel(self, contest: Contest, round_: Round, entry: Entry) -> tuple[Judge, ...]:
        """The judges who count for an entry; one who left in this round only by what they signed."""
        stays = contest.panel(round_.number, entry)
        done = self.counted.done.get((round_.number, entry.number), frozenset())
        left = (one for one in contest.judges if one.left == round_.number and one.number in done)
        return (*stays, *(one for one in left if one.counts and one.marks))

    def sheets(self, round_: int, entry: int) -> tuple[Scoresheet, ...]:
        return self.counted.sheets.get(entry, {}).get(round_, ())

    def bare_panel(self, round_: int, entry: int) -> Panel:
        """Sheets and factors only: for a look at single criteria."""
        return Panel(entry, self.sheets(round_, entry), factors=self._factors.get((round_, entry), NO_FACTORS))

    def whole_panel(self, round_: int, entry: int) -> Panel:
        bites = [one.points for one in self.penalties.get(entry, ()) if (one.round, one.on) == (round_, "sheet")]
        off = sum(bites, Decimal(0))
        return replace(self.bare_panel(round_, entry), off=off, outside=tuple(self._outside.get((round_, entry), ())))


def signed_of(
    contest: Contest, round_: Round, entry: Entry, by_judge: Mapping[int, Scoresheet]
) -> tuple[int, int]:
    """How many of the scoresheets that the result waits for are in (signed, and confirmed where that is asked for), and how
    many there are. `by_judge`: that entry's sheets of the round."""
    wanted = contest.wanted(round_, entry)
    signed = sum(is_in(round_.sheet_for(judge), by_judge.get(judge.number)) for judge in wanted)
    return signed, len(wanted)


def counted_sheets(contest: Contest, sheets: Iterable[Scoresheet], official: bool) -> Counted:
    """The sheets that count. Those of judges or entries that are not in the contest, or recused, don't.

    Raises ValueError when a judge has two scoresheets for one entry in one round.
    """
    own = _own_sheets(contest, sheets, official)
    rounds = {round_.number: round_ for round_ in contest.rounds}
    judges = {judge.number: judge for judge in contest.judges}
    counted: dict[int, dict[int, tuple[Scoresheet, ...]]] = {entry.number: {} for entry in contest.entries}
    for (number, entry), by_judge in own.items():
        shared = _consensus(contest, rounds[number], by_judge)
        as_one = rounds[number].is_consensus
        panel = [
            one for judge, one in sorted(by_judge.items())
            if (judges[judge].head if as_one else judges[judge].counts and judges[judge].marks)
        ]
        if shared is not None and panel:
            whole = panel if not shared else [replace(one, scores={**one.scores, **shared}) for one in panel]
            counted[entry][number] = tuple(whole)
    return Counted(counted, {key: frozenset(by_judge) for key, by_judge in own.items()})


def _own_sheets(
    contest: Contest, sheets: Iterable[Scoresheet], official: bool
) -> dict[tuple[int, int], dict[int, Scoresheet]]:
    """Done sheets by (round, entry) and judge."""
    entries = {entry.number: entry for entry in contest.entries}
    judges = {judge.number: judge for judge in contest.judges}
    rounds = {round_.number: round_ for round_ in contest.rounds}
    needed = {
        (number, judge.number): {one.number for one in round_.sheet_for(judge).criteria}
        for number, round_ in rounds.items() for judge in contest.judges
    }
    own: dict[tuple[int, int], dict[int, Scoresheet]] = {}
    seen = set()
    for sheet in sheets:
        key = (sheet.round, sheet.entry, sheet.judge)
        if key in seen:
            raise ValueError(f"two scoresheets for round, entry, judge {key}")
        seen.add(key)
        if sheet.entry not in entries or sheet.judge not in judges or sheet.round not in rounds:
            continue
        wanted = needed[sheet.round, sheet.judge]
        if not wanted or not wanted.issubset(sheet.scores) or (official and not (sheet.signed and sheet.confirmed)):
            continue
        if _is_taken(judges[sheet.judge], rounds[sheet.round], entries[sheet.entry], sheet):
            own.setdefault((sheet.round, sheet.entry), {})[sheet.judge] = sheet
    return own


def _is_taken(judge: Judge, round_: Round, entry: Entry, sheet: Scoresheet) -> bool:
    if judge.left == round_.number:
        kept = replace(judge, left=None).judges(round_.number, entry)
        return kept and sheet.signed and round_.method.leaver == "keep"
    return judge.judges(round_.number, entry)


def _consensus(contest: Contest, round_: Round, by_judge: Mapping[int, Scoresheet]) -> Mapping[int, Decimal] | None:
    """The jury's common marks, as every judge's own; None while they are wanted and not there."""
    wanted = [one.number for one in round_.criteria if one.consensus]
    if not wanted:
        return {}
    head = contest.head
    sheet = by_judge.get(head.number) if head else None
    return None if sheet is None else {number: sheet.scores[number] for number in wanted}
