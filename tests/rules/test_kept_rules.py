"""The rules of a contest kept as one's own preset: everything comes back but people and what happened."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from contest.rules.contests import Combine, Contest, Division, Method, PrizeTier, SpecialPrize
from contest.rules.presets import body_of, from_body, seats_of
from tests.builders import judges
from tests.rules.building import a_contest, a_round


def test_every_rule_of_a_contest_comes_back_from_what_was_kept() -> None:
    rounds = (
        a_round(1, Method("trimmed_mean", drop_low=1), Combine(go_on=2, at_cut="all"), phase="planned"),
        a_round(2, phase="planned"),
    )
    rules = Contest(
        "", "", rounds, ties=("criterion:1", "head_judge"), prizes=(PrizeTier("Nhất", 1, Decimal("7.5")),),
        stated_total=Decimal(100), floor_at_zero=False, divisions=(Division(1, "A"),), numbering="dense", rank_exact=True,
        crossing="lower", special_prizes=(SpecialPrize(1, "Màu", "criterion", (2, 1), True),),
    )
    played = replace(a_contest(*rounds), **{
        name: getattr(rules, name)
        for name in ("ties", "prizes", "stated_total", "floor_at_zero", "divisions", "numbering", "rank_exact", "crossing",
                     "special_prizes")
    })
    assert from_body(json.loads(json.dumps(body_of(played)))) == rules


def test_what_was_not_kept_has_its_default() -> None:
    assert from_body({"rounds": []}) == Contest("", "", ())


@pytest.mark.parametrize(("people", "kept"), [
    (judges(3), (3, None)), ((replace(judges(3)[0], head=True), *judges(3)[1:]), (3, "marks")),
    ((replace(judges(3)[0], head=True, marks=False), *judges(3)[1:]), (2, "apart")),
    ((replace(judges(3)[0], counts=False), *judges(3)[1:]), (2, None)),
])
def test_of_the_panel_its_size_and_its_heads_seat_are_kept(people: tuple[object, ...], kept: tuple[int, str | None]) -> None:
    body = body_of(a_contest(judges=people))
    assert (body["judges"], body["head"]) == kept
    seats = seats_of(body)
    assert (seats.judges, seats.head) == kept
