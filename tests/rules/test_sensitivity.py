"""Would another method change the podium, and which single score decides it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

import pytest

from contest.rules import sensitivity as rules
from contest.rules.contests import Combine, Contest, Method
from contest.rules.scoresheets import Scoresheet
from contest.rules.sensitivity import Sensitivity, podium_of
from contest.rules.standings import rank
from tests.builders import penalty, plain_contest, sheets_of


def looked_at(contest: Contest, rows: dict[int, Sequence[str | int]]) -> Sensitivity:
    return rules.sensitivity(contest, sheets_of(contest, rows), partial(_ranked))


def _ranked(contest: Contest, sheets: Sequence[Scoresheet]) -> rules.Standings:
    return rank(contest, sheets)


FIVE = {1: [90, 90, 90, 90, 40], 2: [80, 81, 82, 83, 84], 3: [70, 71, 72, 73, 74], 4: [60, 61, 62, 63, 64]}


def test_one_low_total_costs_the_first_place_under_the_mean_and_under_no_other_rule() -> None:
    found = looked_at(plain_contest(teams=4, panel=5), FIVE)
    assert found.podium == ((2,), (1,), (3,))
    assert {one.method: (one.podium, one.changes) for one in found.others} == {
        "mean": (None, False),
        "trimmed_mean": (((1,), (2,), (3,)), True),
        "median": (((1,), (2,), (3,)), True),
        "rank_sum": (((1,), (2,), (3,)), True),
    }


def test_the_score_that_decides_is_named_with_what_the_panel_gave() -> None:
    (decisive,) = looked_at(plain_contest(teams=4, panel=5), FIVE).decisive or ()
    assert (decisive.entry, decisive.judge, decisive.criterion) == (1, 5, 1)
    assert (decisive.given, decisive.middle) == (40, 90)
    assert decisive.podium == ((1,), (2,), (3,))


def test_a_clear_result_hangs_on_nothing() -> None:
    found = looked_at(plain_contest(teams=4, panel=3), {1: [90, 91, 92], 2: [80, 81, 82], 3: [70, 71, 72], 4: [60, 61, 62]})
    assert found.decisive == ()
    assert not any(one.changes for one in found.others)


def test_scores_that_decide_stand_nearest_to_the_panels_middle_first() -> None:
    found = looked_at(plain_contest(teams=2, panel=3), {1: [80, 80, 83], 2: [79, 81, 82]})
    assert [(one.entry, one.judge, abs(one.given - one.middle)) for one in found.decisive or ()] == [
        (2, 1, Decimal(2)), (1, 3, Decimal(3)),
    ]


def test_a_panel_of_two_is_not_trimmed() -> None:
    found = looked_at(plain_contest(teams=2, panel=2), {1: [80, 81], 2: [70, 71]})
    assert next(one for one in found.others if one.method == "trimmed_mean").podium is None


def test_what_else_happened_takes_part() -> None:
    contest = plain_contest(teams=2, panel=3)
    sheets = sheets_of(contest, {1: [80, 80, 80], 2: [79, 79, 79]})
    found = rules.sensitivity(contest, sheets, lambda one, many: rank(one, many, [penalty(1, "5")]))
    assert found.podium == ((2,), (1,))


def test_shared_places_stand_together_on_the_podium() -> None:
    contest = plain_contest(teams=4, panel=1)
    assert podium_of(rank(contest, sheets_of(contest, {1: [9], 2: [8], 3: [8], 4: [7]}))) == ((1,), (2, 3))
    assert podium_of(rank(contest, sheets_of(contest, {1: [9], 2: [9], 3: [8], 4: [7]}))) == ((1, 2), (3,))


def test_too_many_scores_are_not_tried_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_SCORES", 3)
    assert looked_at(plain_contest(teams=2, panel=2), {1: [80, 81], 2: [70, 71]}).decisive is None
    monkeypatch.setattr(rules, "MOST_SCORES", 4)
    assert looked_at(plain_contest(teams=2, panel=2), {1: [80, 81], 2: [70, 71]}).decisive == ()


def test_a_method_that_compares_the_field_keeps_everybody_in_it() -> None:
    """Fifth of five, entry 5 still decides how many places judge 1 puts between entries 1 and 2."""
    contest = plain_contest(teams=5, panel=3, method=Method("rank_sum"))
    rows = {1: [90, 60, 90], 2: [85, 85, 80], 3: [70, 70, 70], 4: [65, 65, 65], 5: [50, 80, 50]}
    found = looked_at(contest, rows)
    assert found.podium == ((2,), (1,), (3,))
    assert found.decisive is not None
    assert {(one.entry, one.judge) for one in found.decisive} >= {(1, 2)}


def whom_it_ranks(contest: Contest, rows: dict[int, Sequence[str | int]]) -> list[int]:
    """How many entries were ranked when a single score was tried: the last ranking that was asked for."""
    asked: list[int] = []

    def counted(one: Contest, sheets: Sequence[Scoresheet]) -> rules.Standings:
        asked.append(len(one.entries))
        assert {sheet.entry for sheet in sheets} == {entry.number for entry in one.entries}
        return rank(one, sheets)

    rules.sensitivity(contest, sheets_of(contest, rows), counted)
    return asked


SIX = {1: [90, 90, 91], 2: [80, 80, 81], 3: [70, 70, 71], 4: [60, 60, 61], 5: [50, 50, 51], 6: [40, 40, 41]}


def test_single_scores_are_tried_among_those_near_the_podium_where_the_others_cannot_matter() -> None:
    assert whom_it_ranks(plain_contest(teams=6, panel=3), SIX)[-1] == 4


@pytest.mark.parametrize("combine", [Combine(adds="places"), Combine(go_on=4)])
def test_where_the_whole_field_matters_single_scores_are_tried_in_it(combine: Combine) -> None:
    contest = plain_contest(teams=6, panel=3)
    whole = replace(contest, rounds=(replace(contest.rounds[0], combine=combine),))
    assert whom_it_ranks(whole, SIX)[-1] == 6


def test_a_decisive_score_is_told_with_its_round() -> None:
    (decisive,) = looked_at(plain_contest(teams=4, panel=5), FIVE).decisive or ()
    assert decisive.round == 1


def test_a_method_that_lacks_something_gives_no_podium_and_changes_nothing() -> None:
    """Ranks are added up only where the same judges judged everybody."""
    contest = plain_contest(teams=2, panel=3)
    recused = replace(contest, judges=(*contest.judges[:2], replace(contest.judges[2], recused=(2,))))
    found = looked_at(recused, {1: [80, 81, 82], 2: [70, 71]})
    assert next(one for one in found.others if one.method == "rank_sum") == rules.Otherwise("rank_sum", None, False)


def test_a_panel_of_three_is_trimmed_and_a_shadow_judge_makes_no_third() -> None:
    contest = plain_contest(teams=2, panel=3)
    rows: dict[int, Sequence[str | int]] = {1: [80, 81, 82], 2: [70, 71, 72]}
    shadow = replace(contest, judges=(*contest.judges[:2], replace(contest.judges[2], counts=False)))

    def trimmed(one: Contest) -> rules.Podium | None:
        return next(other.podium for other in looked_at(one, rows).others if other.method == "trimmed_mean")

    assert (trimmed(contest), trimmed(shadow)) == (((1,), (2,)), None)


def test_another_method_keeps_the_rounds_own_last_rounding() -> None:
    """To whole points both have 80 and share the place; to two decimals they would not."""
    contest = plain_contest(teams=2, panel=3, method=Method("median", round_points=0))
    found = looked_at(contest, {1: [80, 80, "80.9"], 2: [80, 80, "80.3"]})
    assert next(one.podium for one in found.others if one.method == "mean") == ((1, 2),)
