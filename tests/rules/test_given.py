"""What counts beside the judges' scores is looked up by round and entry."""

from __future__ import annotations

from decimal import Decimal

from contest.rules.given import NOTHING, External, Factor, Given

SPIN, SONG = External(1, 1, Decimal("4.5"), "kỹ thuật"), External(1, 1, Decimal(-1), "lỗi nhạc")


def test_an_entrys_factors_are_found_by_criterion_and_for_the_whole_round() -> None:
    both = (Factor(1, 1, 2, Decimal("1.5")), Factor(1, 1, None, Decimal("0.9")))
    held = Given(factors=(*both, Factor(1, 2, 2, Decimal(3)), Factor(2, 1, 2, Decimal(4))))
    assert held.factors_of(1, 1) == {2: Decimal("1.5"), None: Decimal("0.9")}
    assert (held.factors_of(2, 1), held.factors_of(3, 1)) == ({2: Decimal(4)}, {})


def test_points_from_elsewhere_stay_in_the_order_they_were_given() -> None:
    held = Given(externals=(SPIN, External(1, 2, Decimal(7), "kỹ thuật"), External(2, 1, Decimal(8), "kỹ thuật"), SONG))
    assert held.externals_of(1, 1) == (SPIN, SONG)
    assert NOTHING.externals_of(1, 1) == ()
