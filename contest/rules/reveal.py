"""The reveal: from the official result to the steps on stage, each award first hushed, then opened.

What is seen before an award is opened comes from the set-up alone: a tier of prizes has its hush and its opening even where
nobody got it, and in the order of places a hush does not say which place comes next. So neither a tie nor a number of steps
tells of what is still closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Literal

from contest.rules.contests import Contest
from contest.rules.refusals import Refused

Order = Literal["places", "prizes"]
AwardKind = Literal["place", "prize", "special", "audience"]
SceneKind = Literal["hush", "open", "finale"]
Extra = tuple[str, str | None]  # an award beside the places, and after which one it comes; None: before all


@dataclass(frozen=True)
class Plan:
    """From last to first place, or by tiers of prizes, consolation first; `extras` in the order of their turn."""

    order: Order
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True)
class Award:
    """`rank` 1 is the first prize or place; None for a prize beside them, and for a place that nobody may know yet."""

    key: str
    kind: AwardKind
    name: str
    rank: int | None
    division: int | None = None


@dataclass(frozen=True)
class Ranked:
    """An entry with a place, as the reveal looks at it."""

    entry: int
    place: int
    points: Decimal
    tied: bool
    prize: str | None
    specials: tuple[str, ...] = ()
    division: int | None = None


@dataclass(frozen=True)
class Won:
    """An entry that gets an award. Beside the places neither place nor points are told: they may still be closed.

    `gap`: the lead over the next place below in the division, which `over` hold; None where there is none.
    """

    entry: int
    place: int | None
    points: Decimal | None
    tied: bool
    gap: Decimal | None = None
    over: tuple[int, ...] = ()


@dataclass(frozen=True)
class Step:
    """One press. `seen` is the award as the hall sees it at this step, `award` as those behind the desk know it."""

    index: int
    kind: SceneKind
    award: Award
    seen: Award
    entries: tuple[Won, ...]


@dataclass(frozen=True)
class _Block:
    """An award with its hush and its opening: as it is, and as the hall sees it at the one and the other."""

    award: Award
    hushed: Award
    shown: Award
    entries: tuple[Won, ...] = ()
    is_finale: bool = False


def usual_plan(contest: Contest) -> Plan:
    """What is done where nobody planned: prizes beside the places first, then the tiers, or the places where there are none."""
    return Plan("prizes" if contest.prizes else "places", tuple((one.key, None) for one in beside(contest)))


def beside(contest: Contest) -> tuple[Award, ...]:
    """The awards beside the places: special prizes and the audience's."""
    return tuple(
        Award(f"special-{one.number}", "audience" if one.kind == "vote" else "special", one.name, None)
        for one in contest.special_prizes
    )


def main_awards(contest: Contest, order: Order) -> tuple[Award, ...]:
    """What an extra may come after, in the order of opening: tiers of prizes, or places as far as there are entries."""
    return tuple(
        award for division in _divisions(contest) for award in
        (_tiers(contest, division) if order == "prizes" else _all_places(contest, division))
    )


def check_plan(contest: Contest, plan: Plan) -> None:
    """Raises Refused('unknown_award') for an extra that there is not or that stands there twice, or one after nothing known."""
    known: set[str | None] = {None, *(one.key for one in main_awards(contest, plan.order))}
    left = {one.key for one in beside(contest)}
    for key, after in plan.extras:
        if key not in left or after not in known:
            raise Refused("unknown_award", key=key if key not in left else str(after))
        left.remove(key)
        known.add(key)


def steps(plan: Plan, contest: Contest, ranked: Iterable[Ranked]) -> tuple[Step, ...]:
    """Every press from the first to the last. `ranked` best first within each division."""
    rows = tuple(ranked)
    made: list[Step] = []
    for block in _in_turn(plan, contest, rows):
        opening: SceneKind = "finale" if block.is_finale else "open"
        made.append(Step(len(made), "hush", block.award, block.hushed, ()))
        made.append(Step(len(made), opening, block.award, block.shown, block.entries))
    return tuple(made)


def opened(told: Sequence[Step], at: int) -> tuple[Step, ...]:
    """The awards opened by step `at`, in the order of opening; -1 is before the first press."""
    return tuple(one for one in told[: at + 1] if one.kind != "hush")


def closed(plan: Plan, contest: Contest, told: Sequence[Step], at: int) -> tuple[Award, ...]:
    """The awards still closed, by the set-up alone: in the order of places one stands for all that are left of a division."""
    open_now = opened(told, at)
    keys = {one.award.key for one in open_now}
    extras = [award for key, _ in plan.extras for award in beside(contest) if award.key == key]
    if plan.order == "prizes":
        main = [award for award in main_awards(contest, "prizes") if award.key not in keys]
    else:
        over = {one.award.division for one in open_now if one.kind == "finale"}
        turns = [one.award for one in open_now if one.award.kind == "place"]
        main = [
            _some_place(division, sum(one.division == division for one in turns))
            for division in _divisions(contest) if division not in over
        ]
    return (*(one for one in extras if one.key not in keys), *main)


def public_won(won: Won, known: Iterable[int]) -> Won:
    """What the hall is told of it: the lead only over those whose points it has seen."""
    return won if set(won.over) <= set(known) else replace(won, gap=None, over=())


def _in_turn(plan: Plan, contest: Contest, rows: Sequence[Ranked]) -> list[_Block]:
    extras = [(_extra(contest, key, rows), after) for key, after in plan.extras]
    waiting = [(block, after) for block, after in extras if block is not None]
    made: list[_Block] = _following(waiting, None)
    for division in _divisions(contest):
        mine = [one for one in rows if one.division == division]
        for block in _prize_blocks(contest, division, mine) if plan.order == "prizes" else _place_blocks(division, mine):
            made.append(block)
            for key in _reached(contest, plan.order, block, division):
                made += _following(waiting, key)
    return made + [block for block, _ in waiting]


def _following(waiting: list[tuple[_Block, str | None]], key: str | None) -> list[_Block]:
    """Take those that come after this award, and after those again what comes after them."""
    found = [one for one in waiting if one[1] == key]
    made = []
    for one in found:
        waiting.remove(one)
        made += [one[0], *_following(waiting, one[0].award.key)]
    return made


def _reached(contest: Contest, order: Order, block: _Block, division: int | None) -> list[str]:
    """The names by which a plan may call what has just been opened: joint places stand for those that they take up."""
    if order == "prizes":
        return [block.award.key]
    return [one.key for one in _all_places(contest, division) if one.rank is not None and one.rank >= (block.award.rank or 0)]


def _prize_blocks(contest: Contest, division: int | None, rows: Sequence[Ranked]) -> list[_Block]:
    made = []
    for award in _tiers(contest, division):
        entries = tuple(_won(one, rows) for one in rows if one.prize == award.name)
        made.append(_Block(award, award, award, entries, is_finale=award.rank == 1 and bool(entries)))
    return made


def _place_blocks(division: int | None, rows: Sequence[Ranked]) -> list[_Block]:
    made: list[_Block] = []
    for place, group in groupby(sorted(rows, key=lambda one: -one.place), key=lambda one: one.place):
        together = list(group)
        hushed = _some_place(division, len(made))
        shown = replace(hushed, name=together[0].prize or "", rank=place)
        award = replace(shown, key=_key(f"place-{place}", division))
        made.append(_Block(award, hushed, shown, tuple(_won(one, rows) for one in together), is_finale=place == 1))
    return made


def _extra(contest: Contest, key: str, rows: Sequence[Ranked]) -> _Block | None:
    """None for a prize that there is no longer."""
    award = next((one for one in beside(contest) if one.key == key), None)
    if award is None:
        return None
    winners = [one.entry for one in rows if award.name in one.specials]
    return _Block(award, award, award, tuple(Won(one, None, None, len(winners) > 1) for one in winners))


def _won(one: Ranked, rows: Sequence[Ranked]) -> Won:
    below = [other for other in rows if other.place > one.place]
    nearest = min((other.place for other in below), default=None)
    over = [other for other in below if other.place == nearest]
    gap = abs(one.points - over[0].points) if over else None
    return Won(one.entry, one.place, one.points, one.tied, gap, tuple(other.entry for other in over))


def _tiers(contest: Contest, division: int | None) -> list[Award]:
    """Tiers of prizes, the last first; those of one name are one."""
    names = list(dict.fromkeys(one.name for one in contest.prizes))
    return [
        Award(_key(f"prize-{rank}", division), "prize", name, rank, division) for rank, name in enumerate(names, 1)
    ][::-1]


def _all_places(contest: Contest, division: int | None) -> list[Award]:
    return [
        Award(_key(f"place-{rank}", division), "place", "", rank, division) for rank in range(len(contest.entries), 0, -1)
    ]


def _some_place(division: int | None, turn: int) -> Award:
    """The place whose turn it is: which one, only its opening says."""
    return Award(_key(f"turn-{turn + 1}", division), "place", "", None, division)


def _key(name: str, division: int | None) -> str:
    return name if division is None else f"{name}.{division}"


def _divisions(contest: Contest) -> list[int | None]:
    return [one.number for one in contest.divisions] or [None]
