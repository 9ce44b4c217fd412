"""What must hold for every row of METHODS in every scope: order decides nothing, numbers decide nothing, a better mark does
no harm (and where it can, which methods those are), a dropped mark is not read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given

from contest.rules.contests import Combine, Method, Round, Scope
from contest.rules.given import Given
from contest.rules.methods import METHODS, low_wins
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standings, rank
from tests.rules.building import Rows, a_contest, a_round, marks, places, points
from tests.rules.chances import WAYS, Play, chances, play_by, renumbered, staged

NOT_MONOTONE = {("z_scores", "judge_total"), ("z_scores", "criterion"), ("skating", "criterion")}
every_way = pytest.mark.parametrize(("name", "scope"), WAYS, ids=str)


@every_way
@given(chance=chances)
def test_the_order_in_which_things_arrive_changes_nothing(name: str, scope: Scope, chance: Random) -> None:
    play = staged(chance, play_by(chance, name, scope))

    def mixed(many: Any) -> Any:
        turned = list(many)
        chance.shuffle(turned)
        return tuple(turned)

    contest = replace(play.contest, entries=mixed(play.contest.entries), judges=mixed(play.contest.judges))
    turned = Play(
        contest, mixed(play.sheets), mixed(play.penalties), dict(mixed((play.finishes or {}).items())),
        Given(mixed(play.given.factors), mixed(play.given.externals)),
    )
    here, there = play.ranked(), turned.ranked()
    assert there == here
    assert [_untold(row.arithmetic) for row in there.rows] == [_untold(row.arithmetic) for row in here.rows]


def _untold(arithmetic: Any) -> Any:
    """Without the points from elsewhere, which are told in the order in which they were recorded."""
    return arithmetic and replace(arithmetic, rounds=tuple(replace(one, outside=()) for one in arithmetic.rounds))


@every_way
@given(chance=chances)
def test_no_number_of_an_entry_or_a_judge_ever_decides(name: str, scope: Scope, chance: Random) -> None:
    """Whoever takes over the happenings of another takes over place, points, prize and open ties."""
    play = staged(chance, play_by(chance, name, scope))
    of_entries = _other_numbers(chance, [one.number for one in play.contest.entries])
    of_judges = _other_numbers(chance, [one.number for one in play.contest.judges])
    here, there = play.ranked(), renumbered(play, of_entries, of_judges).ranked()
    for row in here.rows:
        same = there.row(of_entries[row.entry])
        assert (same.place, same.points, same.tied, same.prize, same.reached, same.received, same.panel) == (
            row.place, row.points, row.tied, row.prize, row.reached, row.received, row.panel,
        )
    assert _ties(there) == {frozenset(of_entries[one] for one in tie) for tie in _ties(here)}
    assert {number: set(on) for number, on in there.goes_on.items()} == {
        number: {of_entries[one] for one in on} for number, on in here.goes_on.items()
    }
    assert [one.code for one in there.lacking] == [one.code for one in here.lacking]


def _other_numbers(chance: Random, numbers: Sequence[int]) -> dict[int, int]:
    return dict(zip(numbers, chance.sample(range(1, 50), len(numbers)), strict=True))


def _ties(standings: Standings) -> set[frozenset[int]]:
    return {frozenset(tie) for tie in standings.ties_left} | {frozenset(tie) for _, tie in standings.cuts_open}


@pytest.mark.parametrize(("name", "scope"), [way for way in WAYS if way not in NOT_MONOTONE], ids=str)
@given(chance=chances)
def test_a_better_mark_never_lowers_a_place_but_by_z_scores_and_by_skating_once_its_places_are_added(
    name: str, scope: Scope, chance: Random
) -> None:
    play = play_by(chance, name, scope, most_rounds=1 if name == "skating" else 2)
    rounds = tuple(
        replace(one, combine=Combine()) if one.combine.adds == "places" else one for one in play.contest.rounds
    )
    play = replace(play, contest=replace(play.contest, rounds=rounds, numbering="standard"))
    if name == "skating":  # whoever it passes may fall behind a third, whose place then outweighs points from elsewhere
        play = replace(play, given=Given(), penalties=())
    before, sheet = play.ranked(), chance.choice(play.sheets)
    after = replace(play, sheets=_bettered(play, chance, sheet)).ranked()
    if not after.lacking and before.row(sheet.entry).place is not None:
        assert (after.row(sheet.entry).place or 99) <= (before.row(sheet.entry).place or 0)


def _bettered(play: Play, chance: Random, sheet: Scoresheet) -> list[Scoresheet]:
    """One better mark on that sheet; where judges tell all entries apart, the two who stand next to each other change places."""
    round_ = play.contest.round(sheet.round)
    if round_.method.name == "skating":
        return _passed(round_, play.sheets, sheet)
    up = -1 if round_.method.marks == "places" else 1
    of = chance.choice(round_.criteria).number
    better = {**sheet.scores, of: sheet.scores[of] + up * Decimal(chance.randint(1, 8)) / 2}
    return [replace(one, scores=better) if one == sheet else one for one in play.sheets]


def _passed(round_: Round, sheets: Sequence[Scoresheet], sheet: Scoresheet) -> list[Scoresheet]:
    up = Decimal("-0.5") if round_.method.marks == "places" else Decimal("0.5")
    number = round_.criteria[0].number
    others = [one for one in sheets if (one.round, one.judge) == (sheet.round, sheet.judge)]
    passed = next((one for one in others if one.scores[number] == sheet.scores[number] + up), sheet)
    change = {id(sheet): passed.scores, id(passed): sheet.scores}
    return [replace(one, scores=change.get(id(one), one.scores)) for one in sheets]


def both(method: Method, *rounds: tuple[Rows, Rows], combine: Combine | None = None) -> list[dict[int, int | None]]:
    """Places before and after, of rounds given as (before, after)."""
    criteria = len(marks(rounds[0][0])[0].scores)
    made = [a_round(number, method, combine, ("1",) * criteria) for number in range(1, len(rounds) + 1)]
    contest = a_contest(*made, teams=len(rounds[0][0]), panel=2)
    return [
        places(rank(contest, [one for number, pair in enumerate(rounds, 1) for one in marks(pair[at], number)]))
        for at in (0, 1)
    ]


def test_by_z_scores_a_better_mark_can_cost_the_first_place() -> None:
    """Judge 1 lifts entry 3 from 8 to 10: the spread grows, so that its own lead counts for less against entry 4."""
    before: Rows = {1: [1, 2], 2: [2, 6], 3: [8, 0], 4: [0, 8]}
    assert both(Method("z_scores"), (before, {**before, 3: [10, 0]})) == [{1: 4, 2: 2, 3: 1, 4: 3}, {1: 4, 2: 3, 3: 2, 4: 1}]


def test_by_skating_over_several_criteria_a_better_mark_can_cost_the_first_place() -> None:
    """Judge 2 puts entry 3 before entry 1 in the first criterion: its own place there stays, entry 2's gets better."""
    before: Rows = {1: [[1, 2], [3, 3]], 2: [[3, 3], [1, 2]], 3: [[2, 1], [2, 1]]}
    after: Rows = {1: [[1, 2], [2, 3]], 2: [[3, 3], [1, 2]], 3: [[2, 1], [3, 1]]}
    assert both(Method("skating", "criterion"), (before, after)) == [{1: 2, 2: 2, 3: 1}, {1: 3, 2: 1, 3: 2}]


def test_by_added_places_of_rank_sums_a_better_mark_can_cost_a_place() -> None:
    """Entry 1 passes entry 3 by judge 1 in the first round; entry 2 profits more than entry 1."""
    before: Rows = {1: [4, 4], 2: [1, 3], 3: [4, 2]}
    second: Rows = {1: [2, 2], 2: [3, 3], 3: [3, 2]}
    added = both(Method("borda"), (before, {**before, 1: [7, 4]}), (second, second), combine=Combine(adds="places"))
    assert [one[1] for one in added] == [1, 2]


@pytest.mark.parametrize("name", [name for name in METHODS if name not in ("z_scores", "additive", "skating")])
@given(chance=chances)
def test_a_better_mark_never_lowers_the_points(name: str, chance: Random) -> None:
    play = play_by(chance, name, METHODS[name].scopes[-1], most_rounds=1)
    sheet = chance.choice(play.sheets)
    before, after = (one.row(sheet.entry).points for one in (
        play.ranked(), replace(play, sheets=_bettered(play, chance, sheet)).ranked(),
    ))
    if before is None or after is None:
        return
    assert after <= before if low_wins(play.contest.rounds[0].method) else after >= before


@pytest.mark.parametrize("name", ["trimmed_mean", "trimmed_sum"])
@pytest.mark.parametrize("scope", ["judge_total", "criterion"])
@given(chance=chances)
def test_a_dropped_mark_is_never_read_however_far_out_it_lies(name: str, scope: Scope, chance: Random) -> None:
    play = play_by(chance, name, scope, most_rounds=1, full=True)
    before = play.ranked()
    moved = list(play.sheets)
    for row in before.rows:
        assert row.arithmetic is not None
        for step in row.arithmetic.rounds[0].steps:
            for term in (one for one in step.terms if one.use.startswith("dropped")):
                far = Decimal(chance.randint(1, 900)) * (1 if term.use == "dropped_high" else -1)
                at = next(at for at, one in enumerate(moved) if (one.entry, one.judge) == (row.entry, term.judge))
                of = step.criterion or 1
                moved[at] = replace(moved[at], scores={**moved[at].scores, of: moved[at].scores[of] + far})
    after = replace(play, sheets=moved).ranked()
    assert points(after) == points(before)
    assert places(after) == places(before)


@every_way
@given(chance=chances)
def test_a_score_that_is_not_there_is_not_a_zero(name: str, scope: Scope, chance: Random) -> None:
    """An entry without any sheet and without points from elsewhere has no points and no place, and harms nobody."""
    play = play_by(chance, name, scope, most_rounds=1, full=True)
    out = chance.choice(play.contest.entries)
    gone = replace(
        play, sheets=[one for one in play.sheets if one.entry != out.number],
        given=replace(play.given, externals=tuple(one for one in play.given.externals if one.entry != out.number)),
    )
    alone = replace(gone, contest=replace(
        play.contest, entries=tuple(one for one in play.contest.entries if one.number != out.number),
    ))
    here, there = gone.ranked(), alone.ranked()
    assert (here.row(out.number).points, here.row(out.number).place) == (None, None)
    assert {row.entry: (row.place, row.points) for row in here.rows if row.entry != out.number} == {
        row.entry: (row.place, row.points) for row in there.rows
    }


@every_way
@given(chance=chances)
def test_official_standings_of_signed_sheets_are_the_provisional_ones(name: str, scope: Scope, chance: Random) -> None:
    play = staged(chance, play_by(chance, name, scope))
    official = rank(play.contest, play.sheets, play.penalties, play.finishes, official=True, given=play.given)
    assert replace(official, official=False) == play.ranked()
