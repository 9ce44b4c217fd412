"""TIE_BREAKS: ordered keys that separate entries with equal points, then a person's settlements.

Each key looks at the tied entries only; what it separates is looked at further by the next key, part by part. A key
that lacks a value for any of them (a team without a stamp, unequal panels) decides nothing: a blank is not a zero.
Entry numbers and the order of rows never decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from contest.rules.arithmetic import TieStep, TieValue
from contest.rules.contests import Contest, Round
from contest.rules.methods import criterion_points, judge_total
from contest.rules.refusals import Refused
from contest.rules.scoresheets import Scoresheet

SETTLED = "settled"

Figures = tuple[Fraction, ...]


@dataclass(frozen=True)
class Settlement:
    """A person's decision on a tie that the rules left open: `entries` best first, or a `joint` place.

    It holds for exactly these entries: when another one joins or leaves the tie, the decision has to be made again.
    """

    entries: tuple[int, ...]
    joint: bool
    reason: str


@dataclass(frozen=True)
class Tally:
    """What tie-breaks may look at: an entry's counted sheets by round, penalty points, seconds to its finish."""

    entry: int
    sheets: Mapping[int, Sequence[Scoresheet]]
    penalty: Decimal
    seconds: int | None


@dataclass(frozen=True)
class TieBreak:
    """`figures` answers each tied entry's value, or None when the key can't decide here; its last argument is the
    (round, criterion) that the key names."""

    figures: Callable[[Contest, Sequence[Tally], tuple[int, int] | None], list[Figures] | None]
    smaller_first: bool = False
    names_criterion: bool = False


@dataclass(frozen=True)
class Broken:
    """A tie after all keys: `groups` best first (more than one entry: a shared place), the steps that led each entry
    there, and the groups that nobody has decided yet (`left`)."""

    groups: tuple[tuple[int, ...], ...]
    steps: Mapping[int, tuple[TieStep, ...]]
    left: tuple[tuple[int, ...], ...]


def break_ties(contest: Contest, tied: Sequence[Tally], settlements: Sequence[Settlement] = ()) -> Broken:
    """Separate entries that have equal points, by the contest's keys in order and then by settlements."""
    steps: dict[int, tuple[TieStep, ...]] = {}
    left: list[tuple[int, ...]] = []

    def note(step: TieStep) -> None:
        for entry in step.entries:
            steps[entry] = (*steps.get(entry, ()), step)

    def settle(group: Sequence[Tally]) -> list[tuple[int, ...]]:
        entries = tuple(sorted(tally.entry for tally in group))
        settlement = _settlement(entries, settlements)
        if settlement is None:
            left.append(entries)
            return [entries]
        order = entries if settlement.joint else settlement.entries
        note(TieStep(SETTLED, len(contest.ties) + 1, order, reason=settlement.reason))
        return [entries] if settlement.joint else [(entry,) for entry in order]

    def split(group: Sequence[Tally], position: int) -> list[tuple[int, ...]]:
        if len(group) == 1:
            return [(group[0].entry,)]
        if position == len(contest.ties):
            return settle(group)
        parts = _apply(contest, contest.ties[position], group)
        if len(parts) > 1:
            note(_step(contest.ties[position], position + 1, parts))
        return [entries for part in parts for entries in split([tally for tally, _ in part], position + 1)]

    return Broken(tuple(split(tied, 0)), steps, tuple(left))


def check_tie_breaks(contest: Contest) -> None:
    """Raises Refused('unknown_tie_break') for a key not in the table or naming a criterion that does not exist."""
    criteria = {(round_.number, criterion.number) for round_ in contest.rounds for criterion in round_.criteria}
    for key in contest.ties:
        tie_break, of = read_key(key)
        if tie_break.names_criterion and of not in criteria:
            raise Refused("unknown_tie_break", key=key)


def read_key(key: str) -> tuple[TieBreak, tuple[int, int] | None]:
    """`criterion:2` -> criterion 2 of round 1; `criterion:3.2` -> of round 3. Raises Refused('unknown_tie_break')."""
    name, _, told = key.partition(":")
    tie_break = TIE_BREAKS.get(name)
    if tie_break is None or tie_break.names_criterion != bool(told):
        raise Refused("unknown_tie_break", key=key)
    if not told:
        return tie_break, None
    numbers = told.split(".")
    if len(numbers) > 2 or not all(number.isascii() and number.isdigit() for number in numbers):
        raise Refused("unknown_tie_break", key=key)
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


def _criterion(contest: Contest, group: Sequence[Tally], of: tuple[int, int] | None) -> list[Figures] | None:
    """The panel's points in the named criterion; more is better."""
    assert of is not None
    round_ = _round(contest, of[0])
    criterion = next((one for one in round_.criteria if one.number == of[1]), None) if round_ else None
    if round_ is None or criterion is None or not all(tally.sheets.get(round_.number) for tally in group):
        return None
    return [(criterion_points(round_, criterion, tally.sheets[round_.number]),) for tally in group]


def _totals(contest: Contest, tally: Tally) -> dict[tuple[int, int], Fraction]:
    """Judges' totals by round and judge."""
    return {
        (round_.number, sheet.judge): judge_total(round_, sheet)
        for round_ in contest.rounds
        for sheet in tally.sheets.get(round_.number, ())
    }


def _highest_judge_totals(
    contest: Contest, group: Sequence[Tally], of: tuple[int, int] | None
) -> list[Figures] | None:
    """Countback: the highest judge's total against the highest, then the second highest, and so on."""
    figures = [tuple(sorted(_totals(contest, tally).values(), reverse=True)) for tally in group]
    return figures if len({len(one) for one in figures}) == 1 else None


def _smaller_penalty(contest: Contest, group: Sequence[Tally], of: tuple[int, int] | None) -> list[Figures] | None:
    return [(Fraction(tally.penalty),) for tally in group]


def _shorter_time(contest: Contest, group: Sequence[Tally], of: tuple[int, int] | None) -> list[Figures] | None:
    """Seconds to the finish; an entry without a stamp can't be compared and is not favoured."""
    seconds = [tally.seconds for tally in group]
    return None if None in seconds else [(Fraction(one or 0),) for one in seconds]


def _prefer(contest: Contest, group: Sequence[Tally], of: tuple[int, int] | None) -> list[Figures] | None:
    """How many judges gave this one more than the other; only for exactly two: three can beat each other in a ring."""
    if len(group) != 2:
        return None
    one, other = (_totals(contest, tally) for tally in group)
    both = one.keys() & other.keys()
    return [
        (Fraction(sum(one[judge] > other[judge] for judge in both)),),
        (Fraction(sum(other[judge] > one[judge] for judge in both)),),
    ]


TIE_BREAKS: dict[str, TieBreak] = {
    "criterion": TieBreak(_criterion, names_criterion=True),
    "highest_judge_totals": TieBreak(_highest_judge_totals),
    "smaller_penalty": TieBreak(_smaller_penalty, smaller_first=True),
    "shorter_time": TieBreak(_shorter_time, smaller_first=True),
    "prefer": TieBreak(_prefer),
}
