"""The mirror's pictures as plain values: where a dot stands, in percent of the picture's width, and what it says aloud."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from contest.documents.grids import judge_said
from contest.rules.agreement import JudgeFigures, Unusual
from contest.rules.contests import Round
from contest.rules.rounding import decimal_places, half_up
from contest.rules.severity import Marks
from contest.snapshots.board import Board
from contest.words import _, figures

MARGIN = 3  # percent kept free at both ends, so that no dot is cut
STEP = 8  # pixels between the middles of equal dots


@dataclass(frozen=True)
class Look:
    """Whose names may be told: a judge sees numbers only while a blind contest hides who is who."""

    board: Board
    for_judge: bool

    def team(self, entry: int) -> str:
        return self.board.name(entry, hidden=self.for_judge)[0]

    def short(self, entry: int) -> str:
        """For lists and lines, where many names stand together."""
        return self.board.name(entry, hidden=self.for_judge)[1]

    def judge(self, number: int) -> str:
        return judge_said(self.board.contest, number)


@dataclass(frozen=True)
class Gauge:
    """A figure from 0 to 1 with its question, its answer in words and what it means. `chance`: where lots would land."""

    question: str
    answer: str
    meaning: str
    value: str
    at: str | None
    chance: str | None = None


@dataclass(frozen=True)
class JudgeLine:
    """`severity_at` and `correlation_at` are None where the figure is not defined; zero stands at 50 %."""

    judge: int
    name: str
    severity: str
    severity_at: str | None
    severity_said: str
    correlation: str
    correlation_from: str
    correlation_width: str | None
    correlation_said: str
    against: bool


@dataclass(frozen=True)
class Dot:
    at: str
    up: int
    unusual: bool


@dataclass(frozen=True)
class Strip:
    """A team's totals; `height` in pixels. `unusual`: (judge's name, what they gave and what the middle is)."""

    entry: int
    name: str
    dots: tuple[Dot, ...]
    height: int
    low: str
    high: str
    aloud: str
    unusual: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Notes:
    """Things of one kind: (whose or what, the sentence about it)."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Podium:
    """`others`: (method, what becomes of the podium, whether it changes). `decisive`: (another podium, the scores that
    would lead to it); `more`: how many are not told."""

    division: str
    stands: str
    others: tuple[tuple[str, str, bool], ...]
    verdict: str
    decisive: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    more: int


def place_of(value: Fraction, low: Fraction, high: Fraction) -> str:
    """Where a value stands on a scale, in percent of the width; in the middle of a scale without length."""
    share = (value - low) / (high - low) if high > low else Fraction(1, 2)
    return f"{half_up(MARGIN + share * (100 - 2 * MARGIN), 2)}%"


def number(value: Fraction, places: int | None = None) -> str:
    """With so many decimals, or as many as it has, at most two."""
    exact = decimal_places(value)
    return figures(half_up(value, min(2, 2 if exact is None else exact) if places is None else places))


def signed(value: Fraction) -> str:
    """With two decimals and a plus where it is above zero."""
    rounded = half_up(value, 2)
    return f"+{figures(rounded)}" if rounded > 0 else figures(abs(rounded) if rounded == 0 else rounded)


def judge_lines(look: Look, round_: Round, found: Mapping[int, JudgeFigures]) -> tuple[JudgeLine, ...]:
    """Every judge against the others. Where judges write places, nobody can be severe."""
    scores = round_.method.marks == "scores"
    effects = [abs(one.effect) for one in found.values() if one.effect is not None]
    reach = max([*effects, Fraction(1)])
    return tuple(_judge_line(look, judge, one, one.effect if scores else None, reach) for judge, one in found.items())


def _judge_line(look: Look, judge: int, found: JudgeFigures, effect: Fraction | None, reach: Fraction) -> JudgeLine:
    name, together = look.judge(judge), found.correlation
    return JudgeLine(
        judge=judge,
        name=name,
        severity="–" if effect is None else signed(effect),
        severity_at=None if effect is None else place_of(effect, -reach, reach),
        severity_said=_severity_said(name, effect),
        correlation="–" if together is None else number(together, 2),
        correlation_from=place_of(min(together or Fraction(0), Fraction(0)), Fraction(-1), Fraction(1)),
        correlation_width=None if together is None else f"{half_up(abs(together) * (50 - MARGIN), 2)}%",
        correlation_said=_("%(judge)s: agreement with the others %(value)s, between −1 and 1",
                           judge=name, value="–" if together is None else number(together, 2)),
        against=together is not None and together < 0,
    )


def _severity_said(name: str, effect: Fraction | None) -> str:
    if effect is None:
        return _("%(judge)s: cannot be told", judge=name)
    points = number(abs(effect), 2)
    if effect < 0:
        return _("%(judge)s: on average %(points)s points below the panel", judge=name, points=points)
    return _("%(judge)s: on average %(points)s points above the panel", judge=name, points=points)


def strips(
    look: Look, totals: Marks, unusual: Iterable[Unusual], low: Fraction, high: Fraction
) -> tuple[Strip, ...]:
    """A strip for each team, all on one scale."""
    odd = {(one.entry, one.judge): one for one in unusual}
    return tuple(_strip(look, entry, row, odd, low, high) for entry, row in totals.items())


def _strip(
    look: Look, entry: int, row: Mapping[int, Fraction], odd: Mapping[tuple[int, int], Unusual],
    low: Fraction, high: Fraction,
) -> Strip:
    alike, seen, dots = Counter(row.values()), Counter[Fraction](), []
    for judge, mark in sorted(row.items(), key=lambda one: (one[1], one[0])):
        up = (2 * seen[mark] - alike[mark] + 1) * STEP // 2
        seen[mark] += 1
        dots.append(Dot(place_of(mark, low, high), up, (entry, judge) in odd))
    first, last, name = number(min(row.values())), number(max(row.values())), look.team(entry)
    return Strip(
        entry, name, tuple(dots), max(32, STEP * max(alike.values()) + 14), first, last,
        _("%(team)s: totals from %(low)s to %(high)s", team=name, low=first, high=last),
        tuple(
            (look.judge(judge), _("%(mark)s, where the middle is %(median)s",
                                  mark=number(one.mark), median=number(one.median)))
            for (of, judge), one in odd.items() if of == entry
        ),
    )
