"""Prize tiers over places, with joint prizes."""

from __future__ import annotations

from decimal import Decimal

from contest.rules.contests import PrizeTier
from contest.rules.prizes import Placed, award

VIETNAM = (PrizeTier("Nhất", 1), PrizeTier("Nhì", 2), PrizeTier("Ba", 3), PrizeTier("Khuyến khích", None))


def won(places: list[int], tiers: tuple[PrizeTier, ...] = VIETNAM) -> list[str | None]:
    prizes = award([Placed(at, place, Decimal(100 - place)) for at, place in enumerate(places)], tiers).prizes
    return [prizes.get(at) for at in range(len(places))]


def test_one_first_two_seconds_three_thirds_and_the_rest() -> None:
    assert won([1, 2, 3, 4, 5, 6, 7, 8]) == ["Nhất", "Nhì", "Nhì", "Ba", "Ba", "Ba", "Khuyến khích", "Khuyến khích"]


def test_a_tie_across_a_tiers_end_is_a_joint_prize_of_the_higher_tier() -> None:
    assert won([1, 2, 3, 3, 5, 6, 7]) == ["Nhất", "Nhì", "Nhì", "Nhì", "Ba", "Ba", "Khuyến khích"]


def test_two_joint_firsts_use_up_a_second_prize() -> None:
    assert won([1, 1, 3, 4]) == ["Nhất", "Nhất", "Nhì", "Ba"]


def test_without_a_rest_tier_the_others_get_nothing() -> None:
    assert won([1, 2, 3], (PrizeTier("Nhất", 1), PrizeTier("Nhì", 1))) == ["Nhất", "Nhì", None]
    assert won([1], ()) == [None]


def test_a_tier_of_none_is_skipped() -> None:
    assert won([1, 2], (PrizeTier("Đặc biệt", 0), PrizeTier("Nhất", 1))) == ["Nhất", None]
