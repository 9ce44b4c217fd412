"""Prizes: tiers over places, with joint prizes and floors, and special prizes beside them.

Entries that share a place get the same prize. A tie across a tier's end is the contest's `crossing`: `higher`, all get
the higher tier and use up the prizes below (after two joint firsts, place 3 is next); `lower`, all get the next tier and
what was left of the higher one is withheld; `extra`, all get the higher tier and the tiers below stay whole. A tier with
a floor is withheld from entries below it; they are looked at by the next tier (award bands, NGC).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from contest.rules.contests import Crossing, PrizeTier, SpecialPrize
from contest.rules.given import Award


@dataclass(frozen=True)
class Placed:
    """An entry with a place, as prizes look at it."""

    entry: int
    place: int
    points: Decimal


@dataclass(frozen=True)
class Warned:
    """Something about the prizes that people should know before the ceremony.

    Codes: prize_crossed {prize, entries, left}, prize_withheld {prize, count}, special_tied {prize, entries},
    special_open {prize}, special_twice {entry, prizes}.
    """

    code: str
    details: Mapping[str, object]


@dataclass(frozen=True)
class Awarded:
    """The main prize of each entry that gets one, and what to warn of."""

    prizes: Mapping[int, str]
    warnings: tuple[Warned, ...] = ()


def award(placed: Sequence[Placed], tiers: Sequence[PrizeTier], crossing: Crossing = "higher") -> Awarded:
    """The main prizes of one division. `placed` in any order; places 1, 2, ... or shared."""
    prizes: dict[int, str] = {}
    warnings: list[Warned] = []
    left = [_Left(tier) for tier in tiers]
    at = 0
    for _, level in groupby(sorted(placed, key=lambda one: (one.place, one.entry)), key=lambda one: one.place):
        group = list(level)
        at = _reached(left, at, group)
        if at == len(left):
            break
        tier = left[at]
        if tier.is_crossed_by(group):
            entries = [one.entry for one in group]
            warnings.append(Warned("prize_crossed", {"prize": tier.name, "entries": entries, "left": tier.count}))
            if crossing == "lower" and at + 1 < len(left):
                tier.count = 0
                at = _reached(left, at, group)
                if at == len(left):
                    break
                tier = left[at]
        prizes.update({one.entry: tier.name for one in group})
        _take(left, at, len(group), crossing)
    withheld = [Warned("prize_withheld", {"prize": one.name, "count": one.count}) for one in left if one.is_withheld(placed)]
    return Awarded(prizes, (*warnings, *withheld))


@dataclass
class _Left:
    """A tier and how many of its prizes are still there; None: as many as are wanted."""

    tier: PrizeTier
    count: int | None = 0

    def __post_init__(self) -> None:
        self.count = self.tier.count

    @property
    def name(self) -> str:
        return self.tier.name

    def is_for(self, group: Sequence[Placed]) -> bool:
        return self.count != 0 and (self.tier.least is None or group[0].points >= self.tier.least)

    def is_crossed_by(self, group: Sequence[Placed]) -> bool:
        return self.count is not None and len(group) > self.count

    def is_withheld(self, placed: Sequence[Placed]) -> bool:
        """Whether prizes are left for want of points, not for want of entries."""
        return bool(placed and self.count) and self.tier.least is not None and min(one.points for one in placed) < self.tier.least


def _reached(left: Sequence[_Left], at: int, group: Sequence[Placed]) -> int:
    """The tier that a group gets: the first from here with prizes left and a floor that the group reaches."""
    while at < len(left) and not left[at].is_for(group):
        at += 1
    return at


def _take(left: Sequence[_Left], at: int, size: int, crossing: Crossing) -> None:
    """Use up as many prizes as the group takes; what a tie takes beyond its tier comes out of the tiers below."""
    for tier in left[at:]:
        if tier.count is None:
            return
        taken = min(size, tier.count)
        tier.count -= taken
        size -= taken
        if size == 0 or crossing == "extra":
            return


def award_specials(
    specials: Sequence[SpecialPrize], values: Mapping[int, Mapping[int, Fraction]], awards: Sequence[Award],
    main: Mapping[int, str],
) -> tuple[dict[int, tuple[str, ...]], tuple[Warned, ...]]:
    """Each entry's special prizes. `values`: special prize -> entry -> the figure that it goes by; `main`: main prizes.

    The last word given holds. A tie is a joint prize, and people are warned of it.
    """
    won: dict[int, tuple[str, ...]] = {}
    warnings: list[Warned] = []
    for prize in specials:
        winners = _winners(prize, values.get(prize.number, {}), awards, main)
        if not winners:
            warnings.append(Warned("special_open", {"prize": prize.name}))
        if len(winners) > 1:
            warnings.append(Warned("special_tied", {"prize": prize.name, "entries": winners}))
        for entry in winners:
            won[entry] = (*won.get(entry, ()), prize.name)
    several = [(entry, list(names)) for entry, names in sorted(won.items()) if len(names) > 1]
    return won, (*warnings, *(Warned("special_twice", {"entry": entry, "prizes": names}) for entry, names in several))


def _winners(
    prize: SpecialPrize, values: Mapping[int, Fraction], awards: Sequence[Award], main: Mapping[int, str]
) -> list[int]:
    told = [one.entry for one in awards if one.prize == prize.number]
    if told or prize.kind == "jury":
        return told[-1:]
    free = {entry: value for entry, value in values.items() if not (prize.alone and entry in main)}
    best = max(free.values(), default=None)
    return sorted(entry for entry, value in free.items() if value == best)
