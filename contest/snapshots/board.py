"""A contest as it stands at one revision, read once for all the topics that are told of it in one go."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from contest.rules import reveal
from contest.rules.contests import Contest, Entry, Round
from contest.rules.curtain import Curtain
from contest.rules.penalties import Penalty
from contest.rules.reveal import Plan, Step
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standings, rank
from contest.store import curtains, read, reveals, sheets, structures
from contest.store.curtain_tables import RoundCurtainRow
from contest.store.reveal_tables import RevealRow
from contest.store.sheets import Key, Sheet
from contest.store.show_tables import ScreenRow
from contest.store.tables import ContestRow, CountdownRow, FinishRow


class Board:
    """Everything here belongs to the revision of `row`; each part is read when first asked for."""

    def __init__(self, row: ContestRow) -> None:
        self.row = row
        self.id = row.id
        self.revision = row.revision

    @cached_property
    def contest(self) -> Contest:
        return structures.of(self.row).contest

    @cached_property
    def standings(self) -> Standings:
        """As they are behind the curtain: signed sheets only once the result is official."""
        return self.official if self.row.phase in ("official", "archived") else self._ranked(official=False)

    @cached_property
    def official(self) -> Standings:
        """As an official result would count it: signed sheets only."""
        return self._ranked(official=True)

    def _ranked(self, official: bool) -> Standings:
        return rank(
            self.contest, list(self.sheets.values()), penalties=self.penalties,
            finishes={(one.round, one.stage, one.entry): one.seconds for one in self.finishes},
            settlements=read.settlements(self.id), official=official, given=read.given(self.id),
        )

    @cached_property
    def sheet_rows(self) -> Mapping[Key, Sheet]:
        """The scoresheets that were begun, with what is on them."""
        return sheets.of(self.row)

    @cached_property
    def sheets(self) -> dict[Key, Scoresheet]:
        return {key: one.scores for key, one in self.sheet_rows.items()}

    @cached_property
    def penalties(self) -> list[Penalty]:
        return read.penalties(self.id)

    @cached_property
    def finishes(self) -> list[FinishRow]:
        return read.finish_rows(self.id)

    @cached_property
    def countdowns(self) -> dict[tuple[int, int, int], CountdownRow]:
        return {(one.round, one.stage, one.entry): one for one in read.countdown_rows(self.id)}

    @cached_property
    def screens(self) -> list[ScreenRow]:
        return read.screen_rows(self.id)

    @cached_property
    def entries(self) -> dict[int, Entry]:
        return {entry.number: entry for entry in self.contest.entries}

    @cached_property
    def round_curtains(self) -> list[RoundCurtainRow]:
        return curtains.rows(self.id)

    @property
    def curtain(self) -> Curtain:
        """What the public may see of the result as a whole: of the contest's curtain and the rounds' the strictest."""
        return curtains.joined(self.row, self.round_curtains)

    @cached_property
    def reveal(self) -> RevealRow | None:
        return reveals.reveal_row(self.id)

    @cached_property
    def reveal_plan(self) -> Plan:
        return reveals.plan(self.reveal, self.contest)

    @cached_property
    def reveal_steps(self) -> tuple[Step, ...]:
        """Every step of the reveal, whatever the hall has seen; none before there is something to open."""
        is_rehearsal = self.reveal is not None and self.reveal.rehearsal
        if not is_rehearsal and self.row.phase not in ("official", "archived"):
            return ()
        return reveals.steps(self.reveal, self.contest, self.standings)

    @property
    def opened_steps(self) -> tuple[Step, ...]:
        return reveal.opened(self.reveal_steps, self.reveal.at) if self.reveal else ()

    @property
    def is_published(self) -> bool:
        return self.curtain == "published"

    @property
    def round(self) -> Round | None:
        """The round people look at: the one the desk chose, else the open one, else the last closed, else the first."""
        rounds = self.contest.rounds
        chosen = [one for one in rounds if one.number == self.row.round]
        opened = [one for one in rounds if one.phase == "open"]
        closed = [one for one in rounds if one.phase == "closed"][-1:]
        return next(iter([*opened, *chosen, *closed, *rounds]), None)

    def inside(self, round_: Round | None) -> tuple[Entry, ...]:
        """The entries that are in a round, in running order: those cut before it are not."""
        if round_ is None:
            return ()
        numbers = self.standings.inside.get(round_.number, frozenset())
        return tuple(entry for entry in self.contest.entries if entry.number in numbers)

    @property
    def panel(self) -> int:
        """How many judges count where nobody is recused, in the round people look at."""
        round_ = self.round
        return sum(
            judge.counts and judge.marks and (not judge.rounds or (round_ is not None and round_.number in judge.rounds))
            and judge.left is None
            for judge in self.contest.judges
        )

    @property
    def hides_names(self) -> bool:
        """A blind contest, not published yet: nobody but the staff learns who is who."""
        return self.row.blind and not self.is_published

    def name(self, number: int, hidden: bool) -> tuple[str, str]:
        """An entry's name and short name; its number only while a blind contest hides who is who."""
        entry = self.entries[number]
        if hidden and self.hides_names:
            return f"#{number}", f"#{number}"
        return entry.name, entry.short_name or entry.name
