"""What a method makes of a judge's number: whole numbers in a told unit, the same to the last digit as the rule in fractions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contest.rules import marks
from contest.rules.contests import Method
from contest.rules.marks import Field, Turned
from contest.rules.rounding import rounded
from contest.rules.severity import additive, z_scores

Exact = dict[int, dict[int, Fraction]]
UNIT = 2  # halves of a point
TABLE = tuple(Decimal(points) for points in ("12", "10", "7.5", "1"))
METHODS = [Method("any", clamp=Decimal("1.25"), round_mark=places, table=TABLE, marks=written)
           for places in (None, 0, 2) for written in ("scores", "places")]  # fmt: skip

rows = st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=3, max_size=8)
whole_panels = rows.map(lambda table: {entry: dict(enumerate(row, 1)) for entry, row in enumerate(table, 1)})


def exact(turned: Turned) -> Exact:
    field, unit = turned
    return {entry: {judge: Fraction(one, unit) for judge, one in panel.items()} for entry, panel in field.items()}


def points(field: Field) -> Exact:
    return exact((field, UNIT))


def by_rank(field: Field, method: Method, worth: Callable[[int, int], Fraction]) -> Exact:
    """`worth(before, level)`: of how many are ahead, and how many have the same."""
    sign = 1 if method.marks == "scores" else -1
    return {
        entry: {
            judge: worth(
                sum(sign * other[judge] > sign * one for other in field.values()),
                sum(other[judge] == one for other in field.values()),
            )
            for judge, one in panel.items()
        }
        for entry, panel in field.items()
    }


@pytest.mark.parametrize("method", METHODS, ids=lambda one: f"{one.marks}-{one.round_mark}")
@given(field=whole_panels)
def test_every_turn_is_exact(method: Method, field: Field) -> None:
    table = [Fraction(one) for one in method.table] + [Fraction(0)] * len(field)
    plain = points(field)
    z, effects = z_scores(plain), additive(plain).judges
    assert exact(marks.ranks(field, method, UNIT)) == by_rank(field, method, lambda ahead, level: ahead + Fraction(level + 1, 2))
    assert exact(marks.borda(field, method, UNIT)) == by_rank(
        field, method, lambda ahead, level: len(field) - ahead - Fraction(level + 1, 2)
    )
    assert exact(marks.place_points(field, method, UNIT)) == by_rank(
        field, method, lambda ahead, level: sum(table[ahead : ahead + level], Fraction(0)) / level
    )
    assert exact(marks.clamped(field, method, UNIT)) == {entry: clamped(panel, method) for entry, panel in plain.items()}
    assert exact(marks.fair(field, method, UNIT)) == {
        entry: {judge: one - effects[judge] for judge, one in panel.items()} for entry, panel in plain.items()
    }
    freed = exact(marks.standardised(field, method, UNIT))
    for entry, panel in z.z.items():
        for judge, one in panel.items():
            assert abs(freed[entry][judge] - (z.mean + z.deviation * one)) < Fraction(1, 10**15)


def clamped(panel: Mapping[int, Fraction], method: Method) -> dict[int, Fraction]:
    mean, distance = sum(panel.values(), Fraction(0)) / len(panel), Fraction(method.clamp or 0)
    return {
        judge: rounded(min(max(one, mean - distance), mean + distance), method.round_mark) for judge, one in panel.items()
    }


def test_judges_who_reach_equally_far_are_standardised_without_any_cut() -> None:
    """Deviations are endless roots, but the same ones: what is equal in truth is equal here."""
    field = {1: {1: 2, 2: 6}, 2: {1: 4, 2: 4}, 3: {1: 6, 2: 2}, 4: {1: 0, 2: 8}}
    freed, _unit = marks.standardised(field, Method("z_scores"), UNIT)
    assert len({sum(panel.values()) for panel in freed.values()}) == 1


def test_the_order_of_judges_on_a_panel_stays_as_it_was_given() -> None:
    field = {1: {3: 1, 1: 5}, 2: {3: 4, 1: 2}, 3: {3: 0, 1: 0}}
    for turn in (marks.ranks, marks.clamped, marks.standardised, marks.fair):
        assert [list(panel) for panel in turn(field, METHODS[0], UNIT)[0].values()] == [[3, 1]] * 3
