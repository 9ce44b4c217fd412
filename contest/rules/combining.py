"""The rounds of one division brought together: each round's points, what they add up to after every round, who goes on
past a cut, and the places. Prizes and the order of rows are for contest/rules/standings.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from contest.rules.arithmetic import Added, Arithmetic, Deduction, Rounded, RoundStanding, TieStep
from contest.rules.contests import Combine, Contest, Entry, Round
from contest.rules.counting import Happened
from contest.rules.methods import METHODS, low_wins
from contest.rules.penalties import Penalty
from contest.rules.reckoning import Panel, Reckoned
from contest.rules.refusals import Refused
from contest.rules.rounding import half_up
from contest.rules.ties import JURY, Broken, Settlement, Tally, break_ties

SHOWS_POINTS = ("competing", "not_placed")


@dataclass(frozen=True)
class Placing:
    """Where an entry stands in its division, and the tie-breaks that led there."""

    place: int
    tied: bool
    steps: tuple[TieStep, ...]


@dataclass(frozen=True)
class Total:
    """What the rounds add up to for one entry, less its deductions: declared, exact, and how."""

    points: Decimal
    exact: Fraction
    order: Fraction | None
    added: tuple[Added, ...]
    sum: Rounded
    deductions: tuple[Penalty, ...]
    floored: bool


def combine(contest: Contest, division: int | None, entries: Sequence[Entry], happened: Happened) -> Combined:
    """A division's rounds, reckoned and brought together."""
    return Combined(contest, division, entries, happened)


class Combined:
    """One division: `inside` says who is in each round, `totals` and `placed` where the entries stand now."""

    def __init__(self, contest: Contest, division: int | None, entries: Sequence[Entry], happened: Happened) -> None:
        self.contest, self.division, self.happened = contest, division, happened
        self.entries = {entry.number: entry for entry in entries}
        self.inside: dict[int, frozenset[int]] = {}
        self.lacking: list[tuple[int, Refused]] = []
        self.ties_left: list[tuple[int, ...]] = []
        self.cuts_open: list[tuple[int, tuple[int, ...]]] = []
        self.goes_on: dict[int, tuple[int, ...]] = {}
        self.totals: dict[int, Total] = {}
        self.placed: dict[int, Placing] = {}
        self._reckoned: dict[int, Reckoned] = {}
        self._totals: dict[int, dict[int, Total]] = {}
        self._shown_after: dict[int, int] = {}
        self._round_places: dict[int, Mapping[int, Fraction]] = {}
        self._run()

    def round_points(self, number: int, entry: int) -> Decimal | None:
        found = self._reckoned[number].points.get(entry) if number in self._reckoned else None
        return found.points if found else None

    def after(self, number: int, entry: int) -> Decimal | None:
        found = self._totals.get(number, {}).get(entry)
        return found.points if found else None

    def reached(self, entry: int) -> int | None:
        """The last round that the entry is in."""
        return max((number for number, inside in self.inside.items() if entry in inside), default=None)

    def penalties(self, entry: int) -> tuple[Penalty, ...]:
        """The confirmed penalties of an entry that shows points."""
        shows = self.entries[entry].status in SHOWS_POINTS
        return tuple(self.happened.penalties.get(entry, ())) if shows else ()

    def explain(self, entry: int) -> Arithmetic:
        """How an entry came to its points."""
        total, placing = self.totals[entry], self.placed.get(entry)
        after = self._shown_after[entry]
        return Arithmetic(
            rounds=tuple(
                self._explained(round_, entry) for round_ in self.contest.rounds if entry in self.inside[round_.number]
            ),
            adds=self.contest.round(after).combine.adds,
            added=total.added,
            sum=total.sum,
            deductions=tuple(Deduction(p.penalty, p.kind, p.points, p.late_seconds, p.reason) for p in total.deductions),
            floored=total.floored,
            low_wins=self._low_wins(self.contest.round(after)),
            points=total.points,
            ties=placing.steps if placing else (),
        )

    def _explained(self, round_: Round, entry: int) -> RoundStanding:
        panel = len(self.happened.panel(self.contest, round_, self.entries[entry]))
        reckoned = self._reckoned[round_.number]
        if entry not in reckoned.points:
            return RoundStanding(round_.number, None, 0, panel)
        return replace(reckoned.explain(entry), panel=panel, after=self.after(round_.number, entry))

    def _run(self) -> None:
        """Round by round; each cut that is in effect ends a stretch, whose entries stand behind those who went on."""
        inside = frozenset(self.entries)
        stretches: list[tuple[list[Round], frozenset[int]]] = []
        stretch: list[Round] = []
        for at, round_ in enumerate(self.contest.rounds):
            stretch.append(round_)
            self.inside[round_.number] = inside
            self._reckoned[round_.number] = self._reckon(round_, inside)
            self._totals[round_.number] = self._add_up(round_, inside)
            following = self.contest.rounds[at + 1 : at + 2]
            if round_.combine.go_on is None or not following:
                continue
            recorded = self._recorded_cut(round_)
            self.goes_on[round_.number] = self.proposed_cut(round_) if recorded is None else recorded
            if self._is_cut(round_, following[0]):
                on = frozenset(self.goes_on[round_.number])
                stretches.append((stretch, inside - on))
                inside, stretch = on, []
        stretches.append((stretch, inside))
        self._place_all(stretches)

    def _place_all(self, stretches: Sequence[tuple[list[Round], frozenset[int]]]) -> None:
        done: list[Round] = []
        shown: list[tuple[Round, frozenset[int]]] = []
        for stretch, members in stretches:
            everybody = self.inside[stretch[0].number] if stretch else members
            judged = [round_ for round_ in stretch if everybody & self._reckoned[round_.number].points.keys()]
            done += stretch
            latest = judged[-1:] or ([shown[-1][0]] if shown else done[:1])
            if latest:
                shown.append((latest[0], members))
        taken = 0
        for round_, members in reversed(shown):
            totals = {entry: one for entry, one in self._totals[round_.number].items() if entry in members}
            self.totals |= totals
            self._shown_after |= dict.fromkeys(totals, round_.number)
            taken = self._place(round_, totals, taken)
            taken += sum(self.entries[one].status == "competing" and one not in self.placed for one in members)

    def _place(self, round_: Round, totals: Mapping[int, Total], taken: int) -> int:
        """Places after those already taken (or kept free for who went past a cut and is still to be judged); how many are
        taken then."""
        ordered = self._ordered(round_, totals)
        steps = {entry: found for broken in ordered for entry, found in broken.steps.items()}
        shared = self._shared(round_, [group for broken in ordered for group in broken.groups])
        for entries, word in shared:
            said = () if word is None else (TieStep(JURY, len(self.contest.ties) + 1, entries, reason=word.reason),)
            for one in entries:
                self.placed[one] = Placing(taken + 1, len(entries) > 1, (*steps.get(one, ()), *said))
            taken += 1 if self.contest.numbering == "dense" else len(entries)
        decided = [set(entries) for entries, word in shared if word is not None]
        left = (tie for broken in ordered for tie in broken.left)
        self.ties_left += [tie for tie in left if not any(set(tie) <= entries for entries in decided)]
        return taken

    def _shared(
        self, round_: Round, groups: Sequence[tuple[int, ...]]
    ) -> list[tuple[tuple[int, ...], Settlement | None]]:
        """The groups, best first, neighbours made one where the jury said so; its word about others says nothing."""
        made: list[tuple[tuple[int, ...], Settlement | None]] = [(group, None) for group in groups]
        words = {frozenset(one.entries): one for one in self.happened.settlements if one.how == JURY}
        for entries, word in words.items():
            at = [place for place, (group, _) in enumerate(made) if entries.issuperset(group)]
            together = {entry for place in at for entry in made[place][0]}
            if not word.joint or word.after not in (None, round_.number) or len(at) < 2 or together != entries:
                continue
            if at == list(range(at[0], at[-1] + 1)):
                made[at[0] : at[-1] + 1] = [(tuple(sorted(entries)), word)]
        return made

    def _ordered(self, round_: Round, totals: Mapping[int, Total]) -> list[Broken]:
        """The competing entries, best first: what the tie-breaks made of each group of equal points."""
        best = 1 if self._low_wins(round_) else -1

        def key(entry: int) -> tuple[Fraction, Fraction]:
            one = totals[entry]
            return best * (one.exact if self.contest.rank_exact else Fraction(one.points)), one.order or Fraction(0)

        competing = [entry for entry in totals if self.entries[entry].status == "competing"]
        competing.sort(key=lambda one: (key(one), one))
        levels = [list(level) for _, level in groupby(competing, key=key)]
        return [self._broken(round_, level) for level in levels]

    def _broken(self, round_: Round, level: Sequence[int]) -> Broken:
        if len(level) == 1:
            return Broken((tuple(level),), {}, ())
        tallies = [self._tally(round_, entry) for entry in level]
        return break_ties(self.contest, tallies, self.happened.settlements, round_.number)

    def _tally(self, after: Round, entry: int) -> Tally:
        rounds = [one for one in self._until(after) if entry in self._reckoned[one.number].points]
        points = {
            one.number: Fraction(self._reckoned[one.number].points[entry].points) * (-1 if low_wins(one.method) else 1)
            for one in rounds
        }
        shares = {number for number, _ in self._shares(after)}
        return Tally(
            entry=entry,
            sheets={one.number: self.happened.sheets(one.number, entry) for one in rounds},
            penalty=sum((one.points for one in self.penalties(entry)), Decimal(0)),
            seconds=self.happened.seconds.get(entry),
            rounds=points,
            dropped=tuple(
                value for one in rounds if one.number in shares for value in self._reckoned[one.number].dropped(entry)
            ),
            kept={one.number: self._reckoned[one.number].kept_judges(entry) for one in rounds},
            factors={one.number: self.happened.bare_panel(one.number, entry).factors for one in rounds},
            counting=frozenset(shares),
        )

    def _is_cut(self, round_: Round, following: Round) -> bool:
        """A cut is in effect once it was recorded, or the next round has begun."""
        return following.phase != "planned" or any(one.round == round_.number for one in self.happened.given.cuts)

    def _recorded_cut(self, round_: Round) -> tuple[int, ...] | None:
        """Who of this division goes on as recorded, maybe nobody; None where nothing is recorded."""
        recorded = [one for one in self.happened.given.cuts if one.round == round_.number]
        return tuple(entry for entry in recorded[-1].entries if entry in self.entries) if recorded else None

    def proposed_cut(self, round_: Round) -> tuple[int, ...]:
        """Who goes on by the rule, best first; notes a tie across the line that the rule leaves open."""
        wanted, at_cut = round_.combine.go_on or 0, round_.combine.at_cut
        on: list[int] = []
        for broken in self._ordered(round_, self._totals[round_.number]):
            level = tuple(entry for group in broken.groups for entry in group)
            groups = broken.groups if at_cut == "tie_breaks" else (level,)
            for group in groups:
                if len(on) >= wanted:
                    return tuple(on)
                if len(on) + len(group) > wanted:
                    if at_cut == "none":
                        return tuple(on)
                    if at_cut == "tie_breaks" and group in broken.left:
                        self.cuts_open.append((round_.number, group))
                on += group
        return tuple(on)

    def _reckon(self, round_: Round, inside: frozenset[int]) -> Reckoned:
        floor = self.contest.floor_at_zero
        try:
            self._check_panels(round_, inside)
            return Reckoned(round_, self._panels(round_, inside), floor)
        except Refused as no:
            self.lacking.append((round_.number, no))
            return Reckoned(round_, (), floor)

    def _panels(self, round_: Round, inside: frozenset[int]) -> list[Panel]:
        """What counts in a round. Where numbers are compared beside each other, only those who compete take part, and
        where whole orders are, only those whom their whole panel has judged."""
        rule = METHODS[round_.method.name]
        panels = []
        for entry in self.entries.values():
            if entry.number not in inside or entry.status not in SHOWS_POINTS:
                continue
            panel = self.happened.whole_panel(round_.number, entry.number)
            beside = rule.ranks or round_.method.name in ("z_scores", "additive")
            if not (panel.sheets or panel.outside) or (beside and entry.status != "competing"):
                continue
            if rule.ranks and len(panel.sheets) < len(self.happened.panel(self.contest, round_, entry)):
                continue
            panels.append(panel)
        return panels

    def _check_panels(self, round_: Round, inside: frozenset[int]) -> None:
        """Raises Refused('panels_differ' or 'panels_unequal') where a method needs what recusals have taken away."""
        rule = METHODS[round_.method.name]
        if not (rule.same_judges or rule.same_size):
            return
        competing = [one for one in self.entries.values() if one.number in inside and one.status == "competing"]
        panels = {tuple(judge.number for judge in self.happened.panel(self.contest, round_, one)) for one in competing}
        if rule.same_judges and len(panels) > 1:
            raise Refused("panels_differ", round=round_.name)
        if rule.same_size and len({len(panel) for panel in panels}) > 1:
            raise Refused("panels_unequal", round=round_.name)

    def _until(self, round_: Round) -> list[Round]:
        numbers = [one.number for one in self.contest.rounds]
        return list(self.contest.rounds[: numbers.index(round_.number) + 1])

    def _shares(self, round_: Round) -> tuple[tuple[int, Decimal], ...]:
        return round_.combine.shares or tuple((one.number, Decimal(1)) for one in self._until(round_))

    def _low_wins(self, round_: Round) -> bool:
        if round_.combine.adds == "places":
            return True
        return any(low_wins(self.contest.round(number).method) for number, _ in self._shares(round_))

    def _add_up(self, round_: Round, inside: frozenset[int]) -> dict[int, Total]:
        """What the standing after a round adds up to, for everybody in it who has anything."""
        shares = [(number, weight) for number, weight in self._shares(round_) if number in self._reckoned]
        whole = round_.combine.round_total
        given = [self.contest.round(number).method.round_points for number, _ in shares]
        places = max(given, default=2) if whole is None else whole
        totals = {}
        for entry in sorted(inside):
            total = self._total(round_, entry, shares, places)
            if total is not None:
                totals[entry] = total
        return totals

    def _total(
        self, round_: Round, entry: int, shares: Sequence[tuple[int, Decimal]], places: int
    ) -> Total | None:
        found = [(number, weight, self._value(round_, number, entry)) for number, weight in shares]
        values = [(number, weight, value) for number, weight, value in found if value is not None]
        if not values:
            return None
        used = self._best(round_, [(number, value[0] * Fraction(weight)) for number, weight, value in values])
        added = tuple(Added(number, value[0], weight, number in used) for number, weight, value in values)
        summed = sum((one.value * Fraction(one.weight) for one in added if one.used), Fraction(0))
        exact = sum((value[1] * Fraction(weight) for number, weight, value in values if number in used), Fraction(0))
        rounded_sum = half_up(summed, places)
        deductions = () if round_.combine.adds == "places" else self._deductions(entry, dict(shares))
        off = sum((Fraction(one.points) for one in deductions), Fraction(0))
        low = self._low_wins(round_)
        floored = self.contest.floor_at_zero and not low and Fraction(rounded_sum) < off
        left = Fraction(0) if floored else Fraction(rounded_sum) + (off if low else -off)
        order = self._reckoned[values[0][0]].points[entry].order if len(shares) == 1 else None
        return Total(
            points=half_up(left, places),
            exact=Fraction(0) if floored else exact + (off if low else -off),
            order=order,
            added=added,
            sum=Rounded(summed, places, Fraction(rounded_sum)),
            deductions=deductions,
            floored=floored,
        )

    def _deductions(self, entry: int, rounds: Collection[int]) -> tuple[Penalty, ...]:
        """What is taken off the total. Where places are added, it has cost its round's place already."""
        return tuple(one for one in self.penalties(entry) if one.on == "total" and one.round in rounds)

    def _value(self, after: Round, number: int, entry: int) -> tuple[Fraction, Fraction] | None:
        """A round's points (or place) of an entry, as declared and exact."""
        found = self._reckoned[number].points.get(entry)
        if found is None:
            return None
        if after.combine.adds == "places":
            place = self._places_in(number).get(entry)
            return None if place is None else (place, place)
        return Fraction(found.points), found.exact

    def _best(self, round_: Round, values: Sequence[tuple[int, Fraction]]) -> set[int]:
        """The rounds that count for an entry: its best ones where only so many do, the earlier of equal ones."""
        if round_.combine.best is None:
            return {number for number, _ in values}
        ordered = sorted(values, key=lambda pair: pair[1], reverse=not self._low_wins(round_))
        return {number for number, _ in ordered[: round_.combine.best]}

    def _places_in(self, number: int) -> Mapping[int, Fraction]:
        """The places in one round by itself; those who share one take the mean of the places they cover."""
        if number not in self._round_places:
            alone = replace(self.contest.round(number), combine=Combine(shares=((number, Decimal(1)),)))
            places: dict[int, Fraction] = {}
            for broken in self._ordered(alone, self._add_up(alone, self.inside[number])):
                for group in broken.groups:
                    mean = Fraction(2 * len(places) + len(group) + 1, 2)
                    places |= dict.fromkeys(group, mean)
            self._round_places[number] = places
        return self._round_places[number]
