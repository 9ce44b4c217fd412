"""What counted votes of the audience are worth: points that a share caps, and who is level on the most."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from contest.rules.rounding import half_up

PLACES = 2


def shares(counts: Mapping[int, int], share: Decimal) -> dict[int, Decimal]:
    """Points of each entry: whoever has the most votes gets the whole share, the others in proportion to that, half-up to two
    decimals. Nobody gets any where no vote came: an empty box decides nothing."""
    most = max(counts.values(), default=0)
    if most == 0:
        return {}
    return {entry: half_up(Fraction(share) * votes / most, PLACES) for entry, votes in counts.items()}


def ahead(counts: Mapping[int, int]) -> tuple[int, ...]:
    """The entries with the most votes, by number: more than one when they are level, none when no vote came."""
    most = max(counts.values(), default=0)
    return tuple(sorted(entry for entry, votes in counts.items() if votes == most > 0))
