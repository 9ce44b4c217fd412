"""TIE_BREAKS: ordered keys that separate entries with equal points, then settlements: a tie room, a draw of lots, people.

Each key looks at the tied entries only; what it separates is looked at further by the next key, part by part. A key
that lacks a value for any of them (a team without a stamp, unequal panels) decides nothing: a blank is not a zero.
Entry numbers and the order of rows never decide.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import Literal

from contest.rules.arithmetic import TieStep, TieValue
from contest.rules.contests import Contest, Round
from contest.rules.reckoning import Panel, criterion_points, judge_total
from contest.rules.refusals import Refused
from contest.rules.scoresheets import Scoresheet

How = Literal["settled", "tie_room", "lots", "jury"]
SETTLED: How = "settled"
JURY: How = "jury"

Figures = tuple[Fraction, ...]
Named = tuple[int, int] | None  # what a key names: (round, criterion), or (round, 0)


@dataclass(frozen=True)
class Settlement:
    """A decision on a tie that the rules left open: `entries` best first, or a `joint` place.

    It holds for exactly these entries: when another one joins or leaves the tie, the decision has to be made again.
    `how`: people's word, a tie room, or lots drawn; `jury`: the jury's word that neighbouring places are one, though the
    points differ (`joint` False takes it back). `after`: the round whose standing it was made for; None: the last.
    """

    entries: tuple[int, ...]
    joint: bool
    reason: str
    how: How = SETTLED
    after: int | None = None


@dataclass(frozen=True)
class Tally:
    """What tie-breaks may look at: an entry's counted sheets by round, penalty points, seconds to its finish, its points
    in each round (negative where the fewest win), and what a trim left out of them, best first."""

    entry: int
    sheets: Mapping[int, Sequence[Scoresheet]]
    penalty: Decimal
    seconds: int | None
    rounds: Mapping[int, Fraction] = field(default_factory=dict)
    dropped: Figures = ()
    kept: Mapping[int, Sequence[frozenset[int]]] = field(default_factory=dict)  # every way of keeping judges in a trim
    factors: Mapping[int, Mapping[int | None, Decimal]] = field(default_factory=dict)
    counting: frozenset[int] | None = None  # the rounds that count in this standing; None: all

    def panel(self, round_: int) -> Panel:
        return Panel(self.entry, tuple(sorted(self.sheets[round_], key=_judge)), factors=self.factors.get(round_, {}))


@dataclass(frozen=True)
class TieBreak:
    """`figures` answers each tied entry's value, or None when the key can't decide here; its last argument is what the
    key `names`: a criterion of a round, a round, or nothing."""

    figures: Callable[[Contest, Sequence[Tally], Named], list[Figures] | None]
    smaller_first: bool = False
    names: Literal["criterion", "round"] | None = None


@dataclass(frozen=True)
class Broken:
    """A tie after all keys: `groups` best first (more than one entry: a shared place), the steps that led each entry
    there, and the groups that nobody has decided yet (`left`)."""

    groups: tuple[tuple[int, ...], ...]
    steps: Mapping[int, tuple[TieStep, ...]]
    left: tuple[tuple[int, ...], ...]


def break_ties(
    contest: Contest, tied: Sequence[Tally], settlements: Sequence[Settlement] = (), after: int | None = None
) -> Broken:
    """Separate entries that have equal points, by the contest's keys in order and then by settlements.

    `after`: the standing after that round is made, so keys of later rounds and settlements of others are left aside.
    """
    keys = [key for key in contest.ties if after is None or (read_key(key)[1] or (0, 0))[0] <= after]
    held = [one for one in settlements if after is None or one.after in (None, after)]
    steps: dict[int, tuple[TieStep, ...]] = {}
    left: list[tuple[int, ...]] = []

    def note(step: TieStep) -> None:
        for entry in step.entries:
            steps[entry] = (*steps.get(entry, ()), step)

    def settle(group: Sequence[Tally]) -> list[tuple[int, ...]]:
        entries = tuple(sorted(tally.entry for tally in group))
        settlement = _settlement(entries, held)
        if settlement is None:
            left.append(entries)
            return [entries]
        order = entries if settlement.joint else settlement.entries
        note(TieStep(settlement.how, len(contest.ties) + 1, order, reason=settlement.reason))
        return [entries] if settlement.joint else [(entry,) for entry in order]

    def split(group: Sequence[Tally], position: int) -> list[tuple[int, ...]]:
        if len(group) == 1:
            return [(group[0].entry,)]
        if position == len(keys):
            return settle(group)
        parts = _apply(contest, keys[position], group)
        if len(parts) > 1:
            note(_step(keys[position], contest.ties.index(keys[position]) + 1, parts))
        return [entries for part in parts for entries in split([tally for tally, _ in part], position + 1)]

    return Broken(tuple(split(tied, 0)), steps, tuple(left))


def check_tie_breaks(contest: Contest) -> None:
    """Raises Refused('unknown_tie_break') for a key not in the table or naming a criterion or a round that is not there."""
    named = {(round_.number, criterion.number) for round_ in contest.rounds for criterion in round_.criteria}
    named |= {(round_.number, 0) for round_ in contest.rounds}
    for key in contest.ties:
        _, of = read_key(key)
        if of is not None and of not in named:
            raise Refused("unknown_tie_break", key=key)


def read_key(key: str) -> tuple[TieBreak, Named]:
    """`criterion:2` -> criterion 2 of round 1; `criterion:3.2` -> of round 3; `round:2` -> (2, 0).

    Raises Refused('unknown_tie_break').
    """
    name, colon, told = key.partition(":")
    tie_break = TIE_BREAKS.get(name)
    if tie_break is None or (tie_break.names is not None) != bool(colon):
        raise Refused("unknown_tie_break", key=key)
    if not colon:
        return tie_break, None
    numbers = told.split(".")
    most = 2 if tie_break.names == "criterion" else 1
    if len(numbers) > most or not all(one.isascii() and one.isdigit() and int(one) for one in numbers):
        raise Refused("unknown_tie_break", key=key)
    if tie_break.names == "round":
        return tie_break, (int(numbers[0]), 0)
    return tie_break, (int(numbers[0]) if len(numbers) == 2 else 1, int(numbers[-1]))


def _apply(contest: Contest, key: str, group: Sequence[Tally]) -> list[list[tuple[Tally, Figures]]]:
    """The group in parts, best first, each entry with its value; one part when the key decides nothing."""
    tie_break, of = read_key(key)
    figures = tie_break.figures(contest, group, of)
    if figures is None:
        return [[(tally, ()) for tally in group]]
    ranked = sorted(
        zip(group, figures, strict=True), key=lambda pair: pair[1], reverse=not tie_break.smaller_first
    )
    return [list(part) for _, part in groupby(ranked, key=lambda pair: pair[1])]


def _step(key: str, position: int, parts: list[list[tuple[Tally, Figures]]]) -> TieStep:
    by_entry = [sorted(part, key=lambda one: one[0].entry) for part in parts]
    values = tuple(TieValue(tally.entry, figures) for part in by_entry for tally, figures in part)
    return TieStep(key, position, tuple(value.entry for value in values), values)


def _settlement(entries: tuple[int, ...], settlements: Sequence[Settlement]) -> Settlement | None:
    """The last decision made for exactly these entries."""
    return next((one for one in reversed(settlements) if tuple(sorted(one.entries)) == entries), None)


def _round(contest: Contest, number: int) -> Round | None:
    return next((one for one in contest.rounds if one.number == number), None)


def _criterion(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """The panel's points in the named criterion; more is better (less where judges write places)."""
    return _in_criterion(contest, group, of, lambda tally, round_: [tally.panel(round_.number)])


def _criterion_kept(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """As `criterion`, but only of the judges whose totals the trim kept (KCBS): nothing is dropped a second time.

    It decides nothing where it hangs on which of two equal totals was the one dropped.
    """

    def kept(tally: Tally, round_: Round) -> list[Panel]:
        panel = tally.panel(round_.number)
        ways = tally.kept.get(round_.number) or [frozenset(sheet.judge for sheet in panel.sheets)]
        return [replace(panel, sheets=tuple(one for one in panel.sheets if one.judge in judges)) for judges in ways]

    return _in_criterion(contest, group, of, kept, is_trimmed=True)


def _in_criterion(
    contest: Contest, group: Sequence[Tally], of: Named, panels: Callable[[Tally, Round], list[Panel]],
    is_trimmed: bool = False,
) -> list[Figures] | None:
    assert of is not None
    round_ = _round(contest, of[0])
    criterion = next((one for one in round_.criteria if one.number == of[1]), None) if round_ else None
    if round_ is None or criterion is None or not all(tally.sheets.get(round_.number) for tally in group):
        return None
    if is_trimmed and round_.method.scope == "judge_total":
        round_ = replace(round_, method=replace(round_.method, drop_high=0, drop_low=0))
    sign = -1 if round_.method.marks == "places" else 1
    figures = [{sign * criterion_points(round_, criterion, one) for one in panels(tally, round_)} for tally in group]
    return [tuple(one) for one in figures] if all(len(one) == 1 for one in figures) else None


def _totals(contest: Contest, tally: Tally) -> dict[tuple[int, int], Fraction]:
    """Judges' totals by round and judge; negative where judges write places, so that more is better."""
    return {
        (round_.number, sheet.judge): judge_total(round_, sheet) * (-1 if round_.method.marks == "places" else 1)
        for round_ in contest.rounds
        if tally.counting is None or round_.number in tally.counting
        for sheet in tally.sheets.get(round_.number, ())
    }


def _highest_judge_totals(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """Countback: the highest judge's total against the highest, then the second highest, and so on."""
    return _countback([_totals(contest, tally).values() for tally in group])


def _best_rounds(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """Countback over rounds: the best round's points, then the second best (halfpipe runs)."""
    return _countback([tally.rounds.values() for tally in group])


def _countback(many: Sequence[Collection[Fraction]]) -> list[Figures] | None:
    """Best first; nothing where one has more figures than another: they can't be compared."""
    figures = [tuple(sorted(one, reverse=True)) for one in many]
    return figures if len({len(one) for one in figures}) == 1 and figures[0] else None


def _in_round(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """The points in the named round."""
    assert of is not None
    if not all(of[0] in tally.rounds for tally in group):
        return None
    return [(tally.rounds[of[0]],) for tally in group]


def _firsts(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """How many judges have it first of the tied, then second, and so on: countback of places among the tied."""
    totals = [_totals(contest, tally) for tally in group]
    if len({frozenset(one) for one in totals}) != 1 or not totals[0]:
        return None
    ranks = [[sum(other[judge] > one[judge] for other in totals) for judge in one] for one in totals]
    return [tuple(Fraction(mine.count(place)) for place in range(len(group))) for mine in ranks]


def _dropped(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """What the trim left out, the higher the better (KCBS)."""
    return _countback([tally.dropped for tally in group])


def _head_judge(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """The head judge's own totals, added over the rounds they judged."""
    head = contest.head
    if head is None:
        return None
    mine = [[total for (_, judge), total in _totals(contest, tally).items() if judge == head.number] for tally in group]
    if not mine[0] or len({len(one) for one in mine}) != 1:
        return None
    return [(sum(one, Fraction(0)),) for one in mine]


def _voters(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """How many judges gave it any points at all, where places earn points (Eurovision)."""
    tables = {round_.number: len(round_.method.table) for round_ in contest.rounds if _table_of_places(round_)}
    if not tables:
        return None
    return [
        (Fraction(sum(_place(sheet) <= tables[number] for number in tables for sheet in tally.sheets.get(number, ()))),)
        for tally in group
    ]


def _table_of_places(round_: Round) -> bool:
    return round_.method.name == "place_points" and round_.method.marks == "places"


def _place(sheet: Scoresheet) -> Decimal:
    return sum(sheet.scores.values(), Decimal(0))


def _smaller_penalty(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    return [(Fraction(tally.penalty),) for tally in group]


def _shorter_time(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """Seconds to the finish; an entry without a stamp can't be compared and is not favoured."""
    seconds = [tally.seconds for tally in group]
    return None if None in seconds else [(Fraction(one or 0),) for one in seconds]


def _prefer(contest: Contest, group: Sequence[Tally], of: Named) -> list[Figures] | None:
    """How many judges gave this one more than the other; only for exactly two: three can beat each other in a ring."""
    if len(group) != 2:
        return None
    one, other = (_totals(contest, tally) for tally in group)
    both = one.keys() & other.keys()
    return [
        (Fraction(sum(one[judge] > other[judge] for judge in both)),),
        (Fraction(sum(other[judge] > one[judge] for judge in both)),),
    ]


def _judge(sheet: Scoresheet) -> int:
    return sheet.judge


TIE_BREAKS: dict[str, TieBreak] = {
    "criterion": TieBreak(_criterion, names="criterion"),
    "criterion_kept": TieBreak(_criterion_kept, names="criterion"),
    "highest_judge_totals": TieBreak(_highest_judge_totals),
    "round": TieBreak(_in_round, names="round"),
    "best_rounds": TieBreak(_best_rounds),
    "firsts": TieBreak(_firsts),
    "dropped": TieBreak(_dropped),
    "smaller_penalty": TieBreak(_smaller_penalty, smaller_first=True),
    "shorter_time": TieBreak(_shorter_time, smaller_first=True),
    "prefer": TieBreak(_prefer),
    "voters": TieBreak(_voters),
    "head_judge": TieBreak(_head_judge),
}
