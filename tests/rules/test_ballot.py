"""What votes are worth: points in proportion to the most, never above the share, and who is level on the most."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from contest.rules.ballot import ahead, shares

COUNTS = st.dictionaries(st.integers(1, 40), st.integers(0, 10_000), max_size=40)
SHARE = st.decimals("0.01", "100", places=2)


def test_the_most_votes_get_the_whole_share_and_others_in_proportion() -> None:
    assert shares({1: 12, 2: 40, 3: 0}, Decimal("10")) == {1: Decimal("3.00"), 2: Decimal("10.00"), 3: Decimal("0.00")}


def test_half_a_hundredth_goes_up() -> None:
    assert shares({1: 1, 2: 8}, Decimal("0.5"))[1] == Decimal("0.06")  # 0.0625
    assert shares({1: 1, 2: 8}, Decimal("1"))[1] == Decimal("0.13")  # 0.125


def test_an_empty_box_gives_nobody_points() -> None:
    assert shares({1: 0, 2: 0}, Decimal("10")) == {}
    assert ahead({1: 0, 2: 0}) == ()


def test_who_is_level_on_the_most_is_named() -> None:
    assert ahead({3: 7, 1: 7, 2: 6}) == (1, 3)


@given(COUNTS, SHARE)
def test_no_vote_gives_more_than_the_share_and_more_votes_never_give_less(counts: dict[int, int], share: Decimal) -> None:
    points = shares(counts, share)
    for entry, value in points.items():
        assert 0 <= value <= share
        assert all(value >= points[other] for other, votes in counts.items() if votes <= counts[entry])
    assert all(points[entry] == share for entry in ahead(counts))
