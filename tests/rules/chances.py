"""Contests by chance, for properties: any method, scope, rounding, factor, points from elsewhere and penalty, over one or two
rounds. `Play` is a contest with all that happened in it, and `ranked()` its standings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from hypothesis import strategies as st

from contest.rules.contests import Combine, Contest, Criterion, Division, Marks, Method, Overtime, PrizeTier, Round, Scope, Stage
from contest.rules.given import External, Factor, Given
from contest.rules.methods import METHODS
from contest.rules.penalties import Penalty
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standings, rank
from contest.rules.ties import TIE_BREAKS, Settlement
from tests.builders import entries, judges

WAYS: tuple[tuple[str, Scope], ...] = tuple((name, scope) for name, rule in METHODS.items() for scope in rule.scopes)
TABLE = tuple(map(Decimal, ("12", "10", "7.5", "3")))
KEYS = [f"{key}:1" if one.names else key for key, one in TIE_BREAKS.items()]
PLACES = (None, 0, 1, 2)
COMBINES = (
    Combine(), Combine(((1, Decimal("0.3")), (2, Decimal("0.7"))), round_total=1), Combine(((2, Decimal(1)),)),
    Combine(best=1), Combine(adds="places", round_total=1),
)
chances = st.integers(0, 10**9).map(Random)  # every test draws its contests from such a chance


@dataclass(frozen=True)
class Play:
    """A contest and everything that happened in it."""

    contest: Contest
    sheets: Sequence[Scoresheet]
    penalties: Sequence[Penalty] = ()
    finishes: Mapping[tuple[int, int, int], int] | None = None
    given: Given = Given()
    settlements: Sequence[Settlement] = ()

    def ranked(self) -> Standings:
        return rank(self.contest, self.sheets, self.penalties, self.finishes, self.settlements, given=self.given)


def play_by(chance: Random, name: str, scope: Scope, most_rounds: int = 2, full: bool = False) -> Play:
    """`full`: every judge has judged every entry."""
    teams, panel = chance.randint(3, 5), chance.randint(2, 5)
    writes: Marks = "scores" if name == "judgement" else chance.choice(("scores", "scores", "places"))
    made = tuple(_round(chance, number, name, scope, writes) for number in range(1, 1 + chance.randint(1, most_rounds)))
    contest = Contest(
        "thu", "Thử", made, entries(teams), judges(panel), phase="running", floor_at_zero=chance.random() < 0.7,
        rank_exact=chance.random() < 0.3, numbering=chance.choice(("standard", "dense")),
    )
    sheets = [one for round_ in made for one in _sheets(chance, round_, teams, panel, full)]
    return Play(contest, sheets, _penalties(chance, contest), _finishes(chance, contest), _given(chance, contest))


def staged(chance: Random, play: Play) -> Play:
    """The same with all that orders and parts entries: tie-breaks, who leads, a cut, divisions, prizes."""
    contest = play.contest
    first = replace(contest.rounds[0].combine, go_on=chance.randint(1, 3), at_cut=chance.choice(("all", "none", "tie_breaks")))
    rounds = (replace(contest.rounds[0], combine=first), *contest.rounds[1:]) if chance.random() < 0.5 else contest.rounds
    head = chance.choice(contest.judges).number
    homes = chance.choice((1, 2))
    return replace(play, contest=replace(
        contest, rounds=rounds, ties=tuple(chance.sample(KEYS, chance.randint(0, 4))),
        judges=tuple(replace(one, head=one.number == head) for one in contest.judges),
        entries=tuple(replace(one, division=1 + one.number % homes) for one in contest.entries),
        divisions=(Division(1, "A"), Division(2, "B"))[: chance.choice((0, homes))],
        prizes=(PrizeTier("Nhất", 1), PrizeTier("Nhì", 1), PrizeTier("Ba", None, Decimal(10))),
        crossing=chance.choice(("higher", "lower", "extra")),
    ))


def renumbered(play: Play, of_entries: Mapping[int, int], of_judges: Mapping[int, int]) -> Play:
    """The same happenings under other numbers (and other turns on stage)."""
    e, j = of_entries, of_judges
    return Play(
        replace(
            play.contest,
            entries=tuple(replace(one, number=e[one.number], order=e[one.number]) for one in play.contest.entries),
            judges=tuple(replace(one, number=j[one.number]) for one in play.contest.judges),
        ),
        [replace(one, entry=e[one.entry], judge=j[one.judge]) for one in play.sheets],
        [replace(one, entry=e[one.entry]) for one in play.penalties],
        {(round_, stage, e[entry]): seconds for (round_, stage, entry), seconds in (play.finishes or {}).items()},
        replace(
            play.given, factors=tuple(replace(one, entry=e[one.entry]) for one in play.given.factors),
            externals=tuple(replace(one, entry=e[one.entry]) for one in play.given.externals),
        ),
    )


def _round(chance: Random, number: int, name: str, scope: Scope, writes: Marks) -> Round:
    weights = [chance.choice(("1", "2", "0.5", "0.33")) for _ in range(chance.randint(1, 3))]
    criteria = tuple(
        Criterion(at, f"Tiêu chí {at}", Decimal(10), Decimal("0.5"), Decimal(weight)) for at, weight in enumerate(weights, 1)
    )
    arranging = Stage(1, "Cắm hoa", "together", 2700, Overtime("per_started_unit", points=Decimal(2)))
    method = Method(
        name, scope, chance.randint(0, 2), chance.randint(0, 2), chance.choice(PLACES), chance.choice(PLACES),
        chance.choice((0, 1, 2, 4)), writes, chance.choice((Decimal("0.5"), Decimal(2))), chance.choice(PLACES), TABLE,
    )
    combine = chance.choice(COMBINES) if number > 1 else Combine()
    return Round(number, f"Vòng {number}", (arranging,), criteria, method, "closed", combine=combine)


def _sheets(chance: Random, round_: Round, teams: int, panel: int, full: bool) -> list[Scoresheet]:
    """Marks from few values, so that ties are common; in skating each judge tells all entries apart."""
    made = []
    skates = round_.method.name == "skating"
    most = chance.choice((4, 20))
    for judge in range(1, panel + 1):
        order = [Decimal(at) / 2 + 1 for at in range(teams)]
        chance.shuffle(order)
        for entry in range(1, teams + 1):
            scores = {}
            for criterion in round_.criteria:
                scores[criterion.number] = order[entry - 1] if skates else Decimal(chance.randint(0, most)) / 2
            if full or skates or chance.random() < 0.93:
                made.append(Scoresheet(round_.number, entry, judge, scores, True))
        if skates and round_.method.scope == "criterion":
            made = _danced_apart(chance, made, judge, teams)
    return made


def _danced_apart(chance: Random, made: list[Scoresheet], judge: int, teams: int) -> list[Scoresheet]:
    """The same places in the first criterion, others in the rest."""
    other = [Decimal(at) / 2 + 1 for at in range(teams)]
    chance.shuffle(other)
    return [
        one if one.judge != judge else
        replace(one, scores={number: score if number == 1 else other[one.entry - 1] for number, score in one.scores.items()})
        for one in made
    ]


def _penalties(chance: Random, contest: Contest) -> list[Penalty]:
    made = []
    for number in range(1, 1 + chance.randint(0, 3)):
        round_, entry = chance.choice(contest.rounds), chance.choice(contest.entries)
        on = "total" if round_.method.scope == "criterion" else chance.choice(("total", "sheet"))
        made.append(Penalty(
            number, round_.number, None, entry.number, chance.choice(("time", "other")),
            chance.choice(("confirmed", "confirmed", "proposed")), Decimal(chance.choice(("0.5", "2", "30"))), on=on,
        ))
    return made


def _finishes(chance: Random, contest: Contest) -> dict[tuple[int, int, int], int]:
    return {(1, 1, one.number): chance.randint(2600, 2602) for one in contest.entries if chance.random() < 0.9}


def _given(chance: Random, contest: Contest) -> Given:
    factors, outside = {}, []
    for _ in range(chance.randint(0, 2)):
        round_, entry, of = chance.choice(contest.rounds).number, chance.choice(contest.entries).number, chance.choice((None, 1))
        factors[round_, entry, of] = Factor(round_, entry, of, Decimal(chance.choice(("1.5", "2.9"))))
    for _ in range(chance.randint(0, 2)):
        round_, entry = chance.choice(contest.rounds).number, chance.choice(contest.entries).number
        outside.append(External(round_, entry, Decimal(chance.choice(("3", "1.25", "-0.5"))), "Đố vui"))
    return Given(tuple(factors.values()), tuple(outside))
