"""Prize tiers over places: joint prizes, every way of crossing a tier's end, floors and award bands; special prizes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.contests import Contest, Crossing, Division, Method, PrizeTier, SpecialPrize
from contest.rules.given import Award, Factor, Given, Votes
from contest.rules.prizes import Placed, Warned, award, award_specials
from contest.rules.standings import Standings, rank
from tests.builders import penalty
from tests.rules.building import a_contest, a_round, marks, prizes

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


CROSSINGS: tuple[Crossing, ...] = get_args(Crossing)


def bands(*rows: tuple[str, int | None, str | None]) -> tuple[PrizeTier, ...]:
    return tuple(PrizeTier(name, count, None if least is None else Decimal(least)) for name, count, least in rows)


NGC = bands(("1st", 1, "90"), ("2nd", 1, "85"), ("3rd", 1, "80"), ("HM", None, "75"))


def of_points(
    scores: Sequence[str | int], tiers: Sequence[PrizeTier], crossing: Crossing = "higher"
) -> tuple[list[str | None], list[Warned]]:
    """Prizes of entries 1, 2, ... that have these points; equal points share a place."""
    exact = [Decimal(one) for one in scores]
    placed = [Placed(at, 1 + sum(other > one for other in exact), one) for at, one in enumerate(exact, 1)]
    made = award(placed, tiers, crossing)
    return [made.prizes.get(at) for at in range(1, len(exact) + 1)], list(made.warnings)


@pytest.mark.parametrize(("crossing", "expected"), [
    ("higher", ["Nhất", "Nhì", "Nhì", "Nhì", "Ba", "Ba", "Khuyến khích"]),
    ("lower", ["Nhất", "Ba", "Ba", "Ba", "Khuyến khích", "Khuyến khích", "Khuyến khích"]),
    ("extra", ["Nhất", "Nhì", "Nhì", "Nhì", "Ba", "Ba", "Ba"]),
])
def test_three_tie_for_two_second_prizes(crossing: Crossing, expected: list[str]) -> None:
    won_, warnings = of_points([9, 8, 8, 8, 7, 6, 5], VIETNAM, crossing)
    assert won_ == expected
    assert warnings == [Warned("prize_crossed", {"prize": "Nhì", "entries": [2, 3, 4], "left": 2})]


@pytest.mark.parametrize(("crossing", "expected"), [
    ("higher", ["Nhất", "Nhất", "Nhì", "Ba"]), ("lower", ["Nhì", "Nhì", "Ba", "Ba"]), ("extra", ["Nhất", "Nhất", "Nhì", "Nhì"]),
])
def test_two_tie_for_the_first_prize(crossing: Crossing, expected: list[str]) -> None:
    assert of_points([9, 9, 8, 7], VIETNAM, crossing)[0] == expected


@pytest.mark.parametrize(("crossing", "expected"), [
    ("higher", ["Nhất"] * 5 + ["Ba", "Khuyến khích"]),  # five firsts use up both seconds and two thirds
    ("lower", ["Nhì"] * 5 + ["Khuyến khích"] * 2),  # five seconds use up the thirds
    ("extra", ["Nhất"] * 5 + ["Nhì", "Nhì"]),
])
def test_a_great_tie_runs_over_several_tiers(crossing: Crossing, expected: list[str]) -> None:
    won_, warnings = of_points([9, 9, 9, 9, 9, 7, 6], VIETNAM, crossing)
    assert won_ == expected
    assert warnings == [Warned("prize_crossed", {"prize": "Nhất", "entries": [1, 2, 3, 4, 5], "left": 1})]


@pytest.mark.parametrize("crossing", CROSSINGS)
def test_a_tie_across_the_last_tier_keeps_it_for_there_is_no_lower_one(crossing: Crossing) -> None:
    tiers = (PrizeTier("Nhất", 1), PrizeTier("Nhì", 1))
    won_, warnings = of_points([9, 8, 8, 7], tiers, crossing)
    assert won_ == ["Nhất", "Nhì", "Nhì", None]
    assert [one.code for one in warnings] == ["prize_crossed"]


@pytest.mark.parametrize("crossing", CROSSINGS)
def test_a_tie_that_fills_its_tier_exactly_crosses_nothing(crossing: Crossing) -> None:
    won_, warnings = of_points([9, 8, 8, 7, 7, 7, 6], VIETNAM, crossing)
    assert won_ == ["Nhất", "Nhì", "Nhì", "Ba", "Ba", "Ba", "Khuyến khích"]
    assert warnings == []


@pytest.mark.parametrize(("scores", "expected"), [
    ([95, 88, 82, 78, 76, 74], ["1st", "2nd", "3rd", "HM", "HM", None]),
    ([90, 85, 80, 75], ["1st", "2nd", "3rd", "HM"]),
    (["89.99", "84.99", "79.99", "74.99"], ["2nd", "3rd", "HM", None]),
    ([97, 96, 95, 94], ["1st", "2nd", "3rd", "HM"]),
    ([84, 83], ["3rd", "HM"]),
    ([79, 78], ["HM", "HM"]),
    ([60], [None]),
])
def test_ngc_award_bands_are_reached_or_skipped(scores: list[str | int], expected: list[str | None]) -> None:
    assert of_points(scores, NGC)[0] == expected


def test_ngc_a_tie_in_the_first_band() -> None:
    assert of_points([92, 92, 91, 81], NGC, "higher")[0] == ["1st", "1st", "3rd", "HM"]
    assert of_points([92, 92, 91, 81], NGC, "lower")[0] == ["2nd", "2nd", "HM", "HM"]
    assert of_points([92, 92, 91, 81], NGC, "extra")[0] == ["1st", "1st", "2nd", "3rd"]


def test_prizes_left_for_want_of_points_are_told_and_for_want_of_entries_are_not() -> None:
    assert of_points([88, 70], NGC)[1] == [
        Warned("prize_withheld", {"prize": "1st", "count": 1}), Warned("prize_withheld", {"prize": "3rd", "count": 1}),
    ]
    assert of_points([95, 88], NGC)[1] == []
    assert of_points([95], bands(("1st", 1, None), ("2nd", 2, None)))[1] == []
    assert of_points([], NGC) == ([], [])
    two = bands(("1st", 2, "90"), ("2nd", 1, None))
    assert of_points([88], two)[1] == [Warned("prize_withheld", {"prize": "1st", "count": 2})]


def test_a_tier_below_a_floor_without_one_takes_the_rest() -> None:
    tiers = bands(("Nhất", 1, "9"), ("Khuyến khích", None, None))
    assert of_points([8, 7], tiers)[0] == ["Khuyến khích", "Khuyến khích"]


def test_a_tie_for_a_prize_that_no_lower_tier_can_take_in() -> None:
    tiers = bands(("Nhất", 1, "5"), ("Nhì", 2, "9"), ("Ba", 0, None))
    assert of_points([8, 8, 3], tiers, "higher")[0] == ["Nhất", "Nhất", None]
    assert of_points([8, 8, 3], tiers, "extra")[0] == ["Nhất", "Nhất", None]


scores = st.lists(st.integers(70, 99), min_size=0, max_size=12)
tiers_of_any_kind = st.lists(st.tuples(st.integers(0, 4) | st.none(), st.none() | st.integers(70, 95)), max_size=5).map(
    lambda many: bands(*((f"Giải {at}", count, None if least is None else str(least)) for at, (count, least) in enumerate(many)))
)


@given(scores, tiers_of_any_kind, st.sampled_from(CROSSINGS))
def test_prizes_fit_their_tiers_unless_a_tie_crosses_and_that_is_told(
    many: list[int], tiers: tuple[PrizeTier, ...], crossing: Crossing
) -> None:
    won_, warnings = of_points(many, tiers, crossing)
    crossed = [one.details["prize"] for one in warnings if one.code == "prize_crossed"]
    for tier in tiers:
        holders = [Decimal(score) for score, prize in zip(many, won_, strict=True) if prize == tier.name]
        assert tier.least is None or all(score >= tier.least for score in holders)
        if tier.count is not None and not crossed:
            assert len(holders) <= tier.count
    for tier in tiers:
        assert tier.count != 0 or tier.name not in won_
    total = sum(tier.count for tier in tiers if tier.count is not None)
    if not crossed and None not in [tier.count for tier in tiers]:
        assert sum(prize is not None for prize in won_) <= total
    by_score = dict(zip(many, won_, strict=True))
    assert [by_score[score] for score in many] == won_, "equal points get the same prize"


@given(scores, tiers_of_any_kind, st.sampled_from(CROSSINGS))
def test_nobody_gets_a_lower_prize_than_somebody_behind(
    many: list[int], tiers: tuple[PrizeTier, ...], crossing: Crossing
) -> None:
    names = [tier.name for tier in tiers]
    won_, _ = of_points(many, tiers, crossing)
    given_ = [names.index(prize) for _, prize in sorted(zip(many, won_, strict=True), key=lambda one: -one[0]) if prize]
    assert given_ == sorted(given_)


@given(st.lists(st.integers(70, 99), min_size=1, max_size=12, unique=True), st.integers(1, 3), st.integers(0, 3))
def test_without_ties_and_floors_every_prize_is_given_in_order(many: list[int], first: int, second: int) -> None:
    tiers = bands(("A", first, None), ("B", second, None), ("C", None, None))
    expected = (["A"] * first + ["B"] * second + ["C"] * len(many))[: len(many)]
    for crossing in CROSSINGS:
        assert of_points(sorted(many, reverse=True), tiers, crossing) == (expected, [])


# --- through the standings ------------------------------------------------------------------------------------------


def awarded(*specials: SpecialPrize, teams: int = 3, **settings: object) -> Contest:
    return a_contest(
        a_round(weights=("1", "1")), teams=teams, panel=2, special_prizes=specials,
        **{"prizes": (PrizeTier("Nhất", 1),), **settings},
    )


COLOUR = SpecialPrize(1, "Phối màu đẹp nhất", "criterion", (1, 2))
PRESS = SpecialPrize(2, "Giải của báo chí", "jury")
CROWD = SpecialPrize(3, "Khán giả yêu thích", "vote")
ROWS = {1: [[9, 5], [9, 6]], 2: [[4, 8], [4, 8]], 3: [[2, 7], [2, 9]]}


def specials(standings: Standings) -> dict[int, tuple[str, ...]]:
    return {row.entry: row.specials for row in sorted(standings.rows, key=lambda row: row.entry) if row.specials}


def test_the_points_that_decide_a_floor_are_those_after_the_penalty() -> None:
    contest = a_contest(teams=1, panel=1, prizes=bands(("Nhất", 1, "80")))
    assert prizes(rank(contest, marks({1: [81]}))) == {1: "Nhất"}
    late = rank(contest, marks({1: [81]}), [penalty(1, "2")])
    assert prizes(late) == {1: None}
    assert late.warnings == (Warned("prize_withheld", {"prize": "Nhất", "count": 1}),)


def test_a_special_prize_goes_to_the_most_points_in_its_criterion() -> None:
    assert specials(rank(awarded(COLOUR), marks({**ROWS, 3: [[2, 7], [2, "8.5"]]}))) == {2: (COLOUR.name,)}


def test_a_special_prize_by_criterion_may_be_shared_and_people_are_told() -> None:
    standings = rank(awarded(COLOUR), marks(ROWS))
    assert specials(standings) == {2: (COLOUR.name,), 3: (COLOUR.name,)}
    assert standings.warnings == (Warned("special_tied", {"prize": COLOUR.name, "entries": [2, 3]}),)


def test_a_special_prize_alone_passes_over_who_has_a_main_prize() -> None:
    rows = {1: [[9, 9], [9, 9]], 2: [[4, 8], [4, 8]], 3: [[2, 7], [2, 7]]}
    assert specials(rank(awarded(COLOUR), marks(rows))) == {1: (COLOUR.name,)}
    assert specials(rank(awarded(replace(COLOUR, alone=True)), marks(rows))) == {2: (COLOUR.name,)}
    everybody = awarded(replace(COLOUR, alone=True), prizes=(PrizeTier("Nhất", None),))
    nobody = rank(everybody, marks(rows))
    assert specials(nobody) == {}
    assert nobody.warnings == (Warned("special_open", {"prize": COLOUR.name}),)


def test_a_special_prize_by_vote_goes_to_the_most_votes_unless_somebody_says_otherwise() -> None:
    def after(votes: dict[int, int], *awards: Award) -> Standings:
        counted = tuple(Votes(CROWD.number, entry, count) for entry, count in votes.items())
        return rank(awarded(CROWD), marks(ROWS), given=Given(votes=(*counted, Votes(99, 1, 500)), awards=awards))

    assert specials(after({1: 10, 2: 12, 3: 0})) == {2: (CROWD.name,)}
    level = after({1: 12, 2: 12})
    assert specials(level) == {1: (CROWD.name,), 2: (CROWD.name,)}
    assert level.warnings == (Warned("special_tied", {"prize": CROWD.name, "entries": [1, 2]}),)
    assert after({1: 0, 2: 0}).warnings == (Warned("special_open", {"prize": CROWD.name}),)
    assert specials(after({1: 10, 2: 12}, Award(CROWD.number, 3, "phiếu đếm lại"))) == {3: (CROWD.name,)}


def test_a_special_prize_by_word_is_open_until_it_is_given_and_the_last_word_holds() -> None:
    contest = awarded(PRESS, CROWD)
    assert rank(contest, marks(ROWS)).warnings == (
        Warned("special_open", {"prize": PRESS.name}), Warned("special_open", {"prize": CROWD.name}),
    )
    words = Given(awards=(Award(2, 1, "hợp ý"), Award(3, 2, "1.204 phiếu"), Award(2, 3, "bàn lại")))
    standings = rank(contest, marks(ROWS), given=words)
    assert specials(standings) == {2: (CROWD.name,), 3: (PRESS.name,)}
    assert standings.warnings == ()


def test_the_jurys_word_goes_before_the_figures_of_a_criterion() -> None:
    standings = rank(awarded(COLOUR), marks(ROWS), given=Given(awards=(Award(1, 1, "hội đồng quyết định"),)))
    assert specials(standings) == {1: (COLOUR.name,)}


def test_two_special_prizes_for_one_entry_are_told() -> None:
    words = Given(awards=(Award(2, 3, ""), Award(3, 3, ""), Award(1, 2, "")))
    standings = rank(awarded(PRESS, CROWD, COLOUR), marks(ROWS), given=words)
    assert specials(standings) == {2: (COLOUR.name,), 3: (PRESS.name, CROWD.name)}
    assert standings.warnings == (Warned("special_twice", {"entry": 3, "prizes": [PRESS.name, CROWD.name]}),)


def test_special_prizes_count_the_entrys_factor_and_only_entries_with_a_place() -> None:
    contest = awarded(COLOUR)
    factor = Given(factors=(Factor(1, 1, 2, Decimal(2)),))
    assert specials(rank(contest, marks(ROWS), given=factor)) == {1: (COLOUR.name,)}
    out = tuple(replace(one, status="not_placed") if one.number == 2 else one for one in contest.entries)
    assert specials(rank(replace(contest, entries=out), marks(ROWS))) == {3: (COLOUR.name,)}


def test_a_special_prize_where_judges_write_places_goes_to_the_lowest() -> None:
    contest = awarded(COLOUR)
    by_place = replace(contest, rounds=(a_round(method=Method(marks="places"), weights=("1", "1")),))
    assert specials(rank(by_place, marks(ROWS))) == {1: (COLOUR.name,)}


def test_a_special_prize_of_a_round_that_an_entry_is_not_judged_in() -> None:
    contest = a_contest(a_round(1), a_round(2), teams=2, panel=1, special_prizes=(replace(COLOUR, criterion=(2, 1)),))
    standings = rank(contest, [*marks({1: [9], 2: [8]}), *marks({2: [1]}, 2)])
    assert specials(standings) == {2: (COLOUR.name,)}
    assert rank(contest, marks({1: [9], 2: [8]})).warnings == (Warned("special_open", {"prize": COLOUR.name}),)


def test_main_prizes_are_per_division_and_special_ones_for_all() -> None:
    contest = awarded(COLOUR, divisions=(Division(1, "A"), Division(2, "B")))
    homes = tuple(replace(one, division=1 if one.number == 1 else 2) for one in contest.entries)
    standings = rank(replace(contest, entries=homes), marks(ROWS))
    assert prizes(standings) == {1: "Nhất", 2: "Nhất", 3: None}
    assert specials(standings) == {2: (COLOUR.name,), 3: (COLOUR.name,)}


def test_a_special_prize_without_a_criterion_waits_for_a_word() -> None:
    assert specials(rank(awarded(replace(COLOUR, criterion=None)), marks(ROWS))) == {}
    won_, warned = award_specials([COLOUR], {}, [], {})
    assert (won_, [one.code for one in warned]) == ({}, ["special_open"])
    won_, _ = award_specials([COLOUR], {1: {4: Fraction(-3), 5: Fraction(-2)}}, [], {5: "Nhất"})
    assert won_ == {5: (COLOUR.name,)}


@pytest.mark.parametrize(("crossing", "second"), [("higher", "Nhất"), ("lower", "Nhì"), ("extra", "Nhất")])
def test_a_contest_says_what_a_tie_across_a_tier_gets(crossing: Crossing, second: str) -> None:
    tiers = (PrizeTier("Nhất", 1), PrizeTier("Nhì", 2))
    contest = a_contest(teams=3, panel=1, prizes=tiers, crossing=crossing)
    standings = rank(contest, marks({1: [9], 2: [9], 3: [8]}))
    third = {"higher": "Nhì", "lower": None, "extra": "Nhì"}[crossing]
    assert prizes(standings) == {1: second, 2: second, 3: third}
