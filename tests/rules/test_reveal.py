"""The steps of the reveal: what each press opens, and that nothing seen before it depends on what it opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from contest.rules.contests import Contest, Division, PrizeTier, SpecialPrize
from contest.rules.prizes import Placed, award
from contest.rules.refusals import Refused
from contest.rules.rehearsal import NAMES, invented
from contest.rules.reveal import Award, Plan, Ranked, check_plan, closed, opened, public_won, steps, usual_plan
from tests.builders import flower_contest

TIERS = (PrizeTier("Giải Nhất", 1), PrizeTier("Giải Nhì", 1), PrizeTier("Giải Ba", 1), PrizeTier("Giải Khuyến khích", None))
IDEA, CROWD = SpecialPrize(1, "Giải Ý tưởng", "jury"), SpecialPrize(2, "Giải Khán giả", "vote")


def _contest(teams: int = 6) -> Contest:
    return replace(flower_contest(teams), prizes=TIERS, special_prizes=(IDEA, CROWD))


def _ranked(contest: Contest, places: Sequence[int], idea: int = 1) -> tuple[Ranked, ...]:
    """Entries 1, 2, ... at these places; a point less for each place."""
    placed = [Placed(entry, place, Decimal(100 - place)) for entry, place in enumerate(places, 1)]
    prizes = award(placed, contest.prizes).prizes
    return tuple(
        Ranked(one.entry, one.place, one.points, places.count(one.place) > 1, prizes.get(one.entry),
               (IDEA.name,) if one.entry == idea else ())
        for one in sorted(placed, key=lambda one: one.place)
    )


def _told(contest: Contest, plan: Plan, places: Sequence[int]) -> list[tuple[str, str, list[int]]]:
    made = steps(plan, contest, _ranked(contest, places))
    return [(one.kind, one.seen.name, [won.entry for won in one.entries]) for one in made]


def test_prizes_open_from_the_consolation_to_the_winner_each_after_its_hush() -> None:
    told = _told(_contest(), Plan("prizes"), (1, 2, 3, 4, 5, 6))
    assert told == [
        ("hush", "Giải Khuyến khích", []), ("open", "Giải Khuyến khích", [4, 5, 6]),
        ("hush", "Giải Ba", []), ("open", "Giải Ba", [3]),
        ("hush", "Giải Nhì", []), ("open", "Giải Nhì", [2]),
        ("hush", "Giải Nhất", []), ("finale", "Giải Nhất", [1]),
    ]


def test_a_prize_that_a_tie_used_up_is_opened_for_nobody() -> None:
    told = _told(_contest(), Plan("prizes"), (1, 1, 3, 4, 5, 6))
    assert told[4:6] == [("hush", "Giải Nhì", []), ("open", "Giải Nhì", [])]
    assert told[6:] == [("hush", "Giải Nhất", []), ("finale", "Giải Nhất", [1, 2])]


def test_places_open_from_the_last_to_the_first_ties_together_and_a_hush_names_none() -> None:
    made = steps(Plan("places"), _contest(4), _ranked(_contest(4), (1, 2, 2, 4)))
    assert [(one.kind, one.seen.name, one.seen.rank, [won.entry for won in one.entries]) for one in made] == [
        ("hush", "", None, []), ("open", "Giải Khuyến khích", 4, [4]),
        ("hush", "", None, []), ("open", "Giải Nhì", 2, [2, 3]),
        ("hush", "", None, []), ("finale", "Giải Nhất", 1, [1]),
    ]
    assert [one.award.rank for one in made] == [4, 4, 2, 2, 1, 1]
    assert [one.seen.key for one in made] == ["turn-1", "turn-1", "turn-2", "turn-2", "turn-3", "turn-3"]


def test_extras_come_where_they_are_planned_even_after_a_place_that_a_tie_took_up() -> None:
    contest = _contest(4)
    plan = Plan("places", (("special-1", "place-3"), ("special-2", "special-1")))
    for places, before in (((1, 2, 3, 4), [4, 3]), ((1, 2, 2, 4), [4, 2, 3]), ((1, 1, 1, 4), [4, 1, 2, 3])):
        made = [one for one in steps(plan, contest, _ranked(contest, places)) if one.kind != "hush"]
        first = [one.award.key for one in made].index("special-1")
        assert [won.entry for one in made[:first] for won in one.entries] == before
        assert made[first + 1].award.kind == "audience"


def test_an_award_beside_the_places_tells_neither_place_nor_points() -> None:
    made = steps(Plan("prizes", (("special-1", None),)), _contest(), _ranked(_contest(), (1, 2, 3, 4, 5, 6)))
    won = made[1].entries[0]
    assert (won.entry, won.place, won.points, won.gap) == (1, None, None, None)


def test_the_lead_is_told_once_those_below_were_opened() -> None:
    made = steps(Plan("places"), _contest(3), _ranked(_contest(3), (1, 2, 3)))
    second = made[3].entries[0]
    assert (second.gap, second.over) == (Decimal(1), (3,))
    assert public_won(second, {3}).gap == Decimal(1)
    assert public_won(second, {1}).gap is None


RESULTS = [(1, 2, 3, 4), (1, 1, 3, 4), (1, 2, 2, 4), (1, 2, 3, 3), (1, 1, 1, 1), (2, 1, 4, 3), (1, 1, 3, 3)]
PLANS = [
    Plan("prizes", (("special-1", None), ("special-2", "prize-2"))),
    Plan("places", (("special-1", "place-3"), ("special-2", "place-1"))),
]


@pytest.mark.parametrize("plan", PLANS, ids=["prizes", "places"])
def test_results_that_opened_the_same_so_far_look_the_same_at_every_step(plan: Plan) -> None:
    """Whatever is still closed: places, ties, who gets an extra. Every pair of results, every pair of steps."""
    contest = _contest(4)

    def seen(places: Sequence[int], idea: int) -> dict[str, tuple[object, ...]]:
        made = steps(plan, contest, _ranked(contest, places, idea))
        return {
            str([[(won.entry, won.place, won.points) for won in one.entries] for one in opened(made, at)] + [made[at].kind]):
            (made[at].seen, closed(plan, contest, made, at))
            for at in range(len(made))
        }

    looks = [seen(places, idea) for places, idea in product(RESULTS, (1, 3))]
    compared = 0
    for one, other in product(looks, looks):
        for key in one.keys() & other.keys():
            assert one[key] == other[key]
            compared += one is not other
    assert compared > 100


def test_closed_are_the_awards_of_the_set_up_not_of_the_result() -> None:
    contest = _contest(4)
    made = steps(PLANS[1], contest, _ranked(contest, (1, 2, 3, 4)))
    assert closed(PLANS[1], contest, made, -1) == (
        Award("special-1", "special", "Giải Ý tưởng", None), Award("special-2", "audience", "Giải Khán giả", None),
        Award("turn-1", "place", "", None),
    )
    assert closed(PLANS[1], contest, made, len(made) - 1) == ()


def test_each_division_has_its_finale() -> None:
    contest = replace(_contest(4), divisions=(Division(1, "Nghiệp dư"), Division(2, "Chuyên nghiệp")))
    rows = [replace(one, place=place, division=division) for one, place, division in zip(
        _ranked(contest, (1, 2, 3, 4)), (1, 2, 1, 2), (1, 1, 2, 2), strict=True)]
    finales = [one for one in steps(Plan("places"), contest, rows) if one.kind == "finale"]
    assert [(one.award.division, one.award.key) for one in finales] == [(1, "place-1.1"), (2, "place-1.2")]


@pytest.mark.parametrize("extras", [
    [("special-9", None)], [("special-1", "prize-9")], [("special-1", None), ("special-1", None)], [("special-1", "place-1")],
    [("special-1", "special-2"), ("special-2", None)],
])
def test_a_plan_names_what_there_is_once_and_in_turn(extras: list[tuple[str, str | None]]) -> None:
    with pytest.raises(Refused) as no:
        check_plan(_contest(), Plan("prizes", tuple(extras)))
    assert no.value.code == "unknown_award"


def test_the_usual_plan_fits_its_contest() -> None:
    assert usual_plan(_contest()) == Plan("prizes", (("special-1", None), ("special-2", None)))
    assert usual_plan(replace(_contest(), prizes=())).order == "places"
    check_plan(_contest(), usual_plan(_contest()))


def test_a_rehearsal_is_invented_from_the_set_up_alone_with_a_tie_and_every_prize() -> None:
    contest = _contest()
    rows, names = invented(contest)
    assert [one.place for one in rows] == [1, 2, 3, 3, 5, 6]
    assert {one.prize for one in rows} == {"Giải Nhất", "Giải Nhì", "Giải Ba", "Giải Khuyến khích"}
    assert {name for one in rows for name in one.specials} == {IDEA.name, CROWD.name}
    assert not {one.entry for one in rows} & {one.number for one in contest.entries}
    assert set(names.values()) <= set(NAMES)


def test_an_invented_name_that_is_like_a_real_one_is_left_out() -> None:
    contest = _contest()
    named = replace(contest, entries=(replace(contest.entries[0], short_name="Suối Reo"), *contest.entries[1:]))
    assert "Nhóm Suối Reo" not in invented(named)[1].values()
