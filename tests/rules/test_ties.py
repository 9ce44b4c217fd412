"""Tie-breaks: each key by hand, recursion inside the parts, settlements, and what must hold for all of TIE_BREAKS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules.arithmetic import told
from contest.rules.contests import Contest
from contest.rules.refusals import Refused
from contest.rules.ties import SETTLED, TIE_BREAKS, Settlement, Tally, break_ties, check_tie_breaks, read_key
from tests.builders import plain_contest, sheet

Rows = Sequence[Sequence[str | int]]
KEYS = tuple(f"{key}:1" if one.names else key for key, one in TIE_BREAKS.items())


def tied_contest(*ties: str, criteria: int = 2) -> Contest:
    return plain_contest(teams=4, panel=3, weights=["1"] * criteria, ties=ties)


def tally(entry: int, rows: Rows, penalty: str = "0", seconds: int | None = None) -> Tally:
    """An entry with one row of scores per judge."""
    sheets = [sheet(entry, judge, *row) for judge, row in enumerate(rows, 1)]
    return Tally(entry, {1: sheets}, Decimal(penalty), seconds)


def groups(contest: Contest, *tied: Tally, settlements: Sequence[Settlement] = ()) -> tuple[tuple[int, ...], ...]:
    return break_ties(contest, tied, settlements).groups


def test_more_points_in_the_named_criterion_is_ahead() -> None:
    contest = tied_contest("criterion:2")
    assert groups(contest, tally(1, [[10, 8]]), tally(2, [[8, 10]])) == ((2,), (1,))


def test_a_criterion_may_be_named_with_its_round() -> None:
    second = replace(plain_contest().rounds[0], number=2)
    contest = replace(plain_contest(ties=["criterion:2.1"]), rounds=(*plain_contest().rounds, second))
    check_tie_breaks(contest)
    both = [
        Tally(entry, {1: [sheet(entry, 1, first)], 2: [sheet(entry, 1, later, round=2)]}, Decimal(0), None)
        for entry, first, later in ((1, 9, 5), (2, 5, 9))
    ]
    assert groups(contest, *both) == ((2,), (1,))


def test_countback_compares_the_highest_judge_totals_first() -> None:
    contest = tied_contest("highest_judge_totals", criteria=1)
    one, other = tally(1, [[8], [8], [8]]), tally(2, [[7], [9], [8]])
    assert groups(contest, one, other) == ((2,), (1,))


def test_countback_needs_equal_panels() -> None:
    contest = tied_contest("highest_judge_totals", criteria=1)
    assert groups(contest, tally(1, [[8], [8]]), tally(2, [[9], [8], [7]])) == ((1, 2),)


def test_the_smaller_penalty_is_ahead() -> None:
    contest = tied_contest("smaller_penalty")
    assert groups(contest, tally(1, [[9, 9]], penalty="2"), tally(2, [[8, 8]])) == ((2,), (1,))


def test_the_shorter_time_is_ahead() -> None:
    contest = tied_contest("shorter_time")
    assert groups(contest, tally(1, [[9, 9]], seconds=2600), tally(2, [[9, 9]], seconds=2599)) == ((2,), (1,))


def test_a_team_without_a_stamp_is_not_favoured_and_not_punished() -> None:
    contest = tied_contest("shorter_time")
    three = [tally(1, [[9, 9]], seconds=2600), tally(2, [[9, 9]], seconds=2500), tally(3, [[9, 9]])]
    assert groups(contest, *three) == ((1, 2, 3),)


def test_of_two_the_one_that_more_judges_prefer_is_ahead() -> None:
    contest = tied_contest("prefer", criteria=1)
    one, other = tally(1, [[8], [8], [5]]), tally(2, [[7], [7], [7]])
    broken = break_ties(contest, [one, other])
    assert broken.groups == ((1,), (2,))
    assert told(broken.steps[1][0].values) == [{"entry": 1, "figures": ["2"]}, {"entry": 2, "figures": ["1"]}]


def test_preference_among_three_could_run_in_a_ring_and_decides_nothing() -> None:
    contest = tied_contest("prefer", criteria=1)
    ring = [tally(1, [[9], [7], [8]]), tally(2, [[8], [9], [7]]), tally(3, [[7], [8], [9]])]
    assert groups(contest, *ring) == ((1, 2, 3),)


def test_the_next_key_looks_inside_each_part_only() -> None:
    """Theme parts 1 and 2 from 3 and 4; layout then decides within each pair, though 3 has the best layout of all."""
    contest = tied_contest("criterion:1", "criterion:2")
    four = [tally(1, [[9, 1]]), tally(2, [[9, 2]]), tally(3, [[5, 20]]), tally(4, [[5, 10]])]
    broken = break_ties(contest, four)
    assert broken.groups == ((2,), (1,), (3,), (4,))
    assert [step.key for step in broken.steps[1]] == ["criterion:1", "criterion:2"]
    assert broken.steps[1][1].entries == (2, 1)
    assert broken.steps[3][0].entries == (1, 2, 3, 4)


def test_the_step_says_which_key_decided_and_by_which_numbers() -> None:
    contest = tied_contest("criterion:1", "criterion:2")
    step = break_ties(contest, [tally(1, [[9, 7]]), tally(2, [[9, "7.5"]])]).steps[1][0]
    assert told(step) == {
        "key": "criterion:2", "position": 2, "entries": [2, 1], "reason": "",
        "values": [{"entry": 2, "figures": ["7.5"]}, {"entry": 1, "figures": ["7"]}],
    }


def test_an_entry_set_apart_early_is_not_told_of_later_keys() -> None:
    contest = tied_contest("criterion:1", "criterion:2")
    broken = break_ties(contest, [tally(1, [[9, 1]]), tally(2, [[5, 3]]), tally(3, [[5, 2]])])
    assert [step.key for step in broken.steps[1]] == ["criterion:1"]
    assert [step.key for step in broken.steps[2]] == ["criterion:1", "criterion:2"]


def test_what_no_key_separates_shares_the_place_and_waits_for_a_person() -> None:
    contest = tied_contest("criterion:1", "shorter_time")
    broken = break_ties(contest, [tally(3, [[9, 9]]), tally(1, [[9, 9]])])
    assert broken.groups == ((1, 3),)
    assert broken.left == ((1, 3),)
    assert broken.steps == {}


@pytest.mark.parametrize(("settlement", "expected"), [
    (Settlement((3, 1), joint=False, reason="bốc thăm"), ((3,), (1,))),
    (Settlement((3, 1), joint=True, reason="đồng giải"), ((1, 3),)),
])
def test_a_person_settles_what_the_rules_left_open(
    settlement: Settlement, expected: tuple[tuple[int, ...], ...]
) -> None:
    broken = break_ties(tied_contest("criterion:1"), [tally(1, [[9, 9]]), tally(3, [[9, 9]])], [settlement])
    assert broken.groups == expected
    assert broken.left == ()
    assert (broken.steps[3][-1].key, broken.steps[3][-1].reason) == (SETTLED, settlement.reason)


def test_the_last_settlement_holds() -> None:
    settlements = [Settlement((1, 3), False, "nhầm"), Settlement((3, 1), False, "bốc thăm lại")]
    both = tally(1, [[9, 9]]), tally(3, [[9, 9]])
    assert groups(tied_contest(), *both, settlements=settlements) == ((3,), (1,))


def test_a_settlement_falls_when_another_entry_joins_the_tie() -> None:
    three = [tally(entry, [[9, 9]]) for entry in (1, 2, 3)]
    broken = break_ties(tied_contest(), three, [Settlement((3, 1), False, "bốc thăm")])
    assert broken.left == ((1, 2, 3),)


def test_a_settlement_never_goes_against_a_rule() -> None:
    contest = tied_contest("criterion:1")
    settlement = Settlement((2, 1), False, "bốc thăm")
    assert groups(contest, tally(1, [[9, 1]]), tally(2, [[8, 2]]), settlements=[settlement]) == ((1,), (2,))


@pytest.mark.parametrize("key", [
    "", "nope", "criterion", "criterion:", "criterion:x", "criterion:9", "criterion:9.1", "criterion:1.2.3",
    "criterion:-1", "prefer:1", "shorter_time:1", "criterion:１", SETTLED,
])
def test_an_unknown_key_is_refused_at_set_up(key: str) -> None:
    with pytest.raises(Refused, match="unknown_tie_break"):
        check_tie_breaks(tied_contest(key))


def test_a_key_whose_criterion_is_gone_decides_nothing() -> None:
    assert groups(tied_contest("criterion:9"), tally(1, [[9, 1]]), tally(2, [[8, 2]])) == ((1, 2),)


scores = st.integers(0, 3)
tallies = st.lists(
    st.builds(
        lambda rows, penalty, seconds: (rows, penalty, seconds),
        st.lists(st.tuples(scores, scores), min_size=3, max_size=3),
        st.sampled_from(("0", "2")),
        st.sampled_from((2400, 2500, None)),
    ),
    min_size=2, max_size=6,
).map(lambda many: [tally(entry, *one) for entry, one in enumerate(many, 1)])


@pytest.mark.parametrize("key", KEYS)
@given(tied=tallies, chance=st.randoms(use_true_random=False))
def test_every_key_splits_without_losing_anybody_whatever_the_order(key: str, tied: list[Tally], chance: Any) -> None:
    broken = break_ties(tied_contest(key), tied)
    assert sorted(entry for group in broken.groups for entry in group) == [one.entry for one in tied]
    assert set(broken.left) == {group for group in broken.groups if len(group) > 1}
    mixed = [replace(one, sheets={1: _mixed(one.sheets[1], chance)}) for one in _mixed(tied, chance)]
    assert break_ties(tied_contest(key), mixed) == broken


@pytest.mark.parametrize("key", KEYS)
@given(tied=tallies)
def test_no_key_favours_an_entry_for_its_number(key: str, tied: list[Tally]) -> None:
    turned = [replace(one, entry=100 - one.entry) for one in tied]
    expected = [sorted(100 - entry for entry in group) for group in break_ties(tied_contest(key), tied).groups]
    assert [list(group) for group in break_ties(tied_contest(key), turned).groups] == expected


@pytest.mark.parametrize("key", KEYS)
@given(tied=tallies)
def test_every_step_shows_values_that_explain_its_order(key: str, tied: list[Tally]) -> None:
    tie_break, _ = read_key(key)
    for steps in break_ties(tied_contest(key), tied).steps.values():
        for step in steps:
            shown: list[tuple[Fraction, ...]] = [value.figures for value in step.values]
            assert shown == sorted(shown, reverse=not tie_break.smaller_first)
            assert len(set(shown)) > 1
            assert tuple(value.entry for value in step.values) == step.entries


def _mixed(many: Sequence[Any], chance: Any) -> list[Any]:
    mixed = list(many)
    chance.shuffle(mixed)
    return mixed
