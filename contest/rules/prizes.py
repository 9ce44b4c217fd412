"""Prize tiers over places. Joint prizes follow from shared places.

A tier covers as many places as it has prizes: with 1 first, 2 second, 3 third, the second prize covers places 2 and 3.
Entries that share a place all get the prize of that place, so a tie across a tier's end is a joint prize of the higher
tier, and it uses up the prizes of the tier below (after two joint firsts, place 3 is next).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contest.rules.contests import PrizeTier


def award(places: Mapping[int, int], tiers: Sequence[PrizeTier]) -> dict[int, str]:
    """The prize of each entry that gets one. `places` maps an entry to its place (1224)."""
    won = ((entry, prize_of(place, tiers)) for entry, place in places.items())
    return {entry: prize for entry, prize in won if prize is not None}


def prize_of(place: int, tiers: Sequence[PrizeTier]) -> str | None:
    """The tier that covers a place; a tier without a count covers all that are left."""
    covered = 0
    for tier in tiers:
        if tier.count is None:
            return tier.name
        covered += tier.count
        if place <= covered:
            return tier.name
    return None
