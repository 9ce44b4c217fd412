"""The structure of a contest as plain data and back: nothing is lost, defaults may be left out, decimals stay exact."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contest.rules import contests, shapes
from contest.rules.contests import (
    Combine,
    Criterion,
    Division,
    Judge,
    Method,
    Overtime,
    PrizeTier,
    Round,
    SpecialPrize,
    Stage,
)
from contest.rules.methods import METHODS

exact = st.decimals(0, 1000, places=4) | st.sampled_from(("0", "0.5", "1E+2", "0.3300", "100")).map(Decimal)
numbers = st.integers(1, 40)
names = st.text(min_size=1, max_size=8)
maybe = st.none()

methods = st.builds(
    Method, name=st.sampled_from(list(METHODS)), scope=st.sampled_from(get_args(contests.Scope)), drop_high=st.integers(0, 3),
    drop_low=st.integers(0, 3), round_score=maybe | st.integers(0, 6), round_criterion=maybe | st.integers(0, 6),
    round_points=st.integers(0, 6), marks=st.sampled_from(get_args(contests.Marks)), clamp=maybe | exact,
    round_mark=maybe | st.integers(0, 6), table=st.lists(exact, max_size=4).map(tuple),
    leaver=st.sampled_from(get_args(contests.Leaver)),
)
combines = st.builds(
    Combine, shares=st.lists(st.tuples(numbers, exact), max_size=3).map(tuple), adds=st.sampled_from(get_args(contests.Adds)),
    best=maybe | numbers, round_total=maybe | st.integers(0, 6), go_on=maybe | numbers,
    at_cut=st.sampled_from(get_args(contests.AtCut)),
)
overtimes = st.builds(
    Overtime, formula=st.sampled_from(get_args(contests.OvertimeFormula)), grace=st.integers(0, 90), unit=numbers, points=exact,
    table=st.lists(st.tuples(numbers, exact), max_size=3).map(tuple), cap=maybe | exact, cutoff=maybe | numbers,
    cutoff_status=st.sampled_from(get_args(contests.CutoffStatus)), places=st.integers(0, 6),
    on=st.sampled_from(get_args(contests.Bites)),
)
stages = st.builds(
    Stage, number=numbers, name=names, kind=st.sampled_from(get_args(contests.StageKind)), seconds=numbers,
    overtime=maybe | overtimes, heats=st.booleans(),
)
criteria = st.builds(
    Criterion, number=numbers, name=names, maximum=exact, step=exact, weight=exact, stage=maybe | numbers, minimum=exact,
    consensus=st.booleans(), apart=maybe | exact,
)
rounds = st.builds(
    Round, number=numbers, name=names, stages=st.lists(stages, max_size=2).map(tuple),
    criteria=st.lists(criteria, max_size=3).map(tuple), method=methods, judging_from=st.sampled_from(("start", "time_up")),
    combine=combines,
)
prizes = st.builds(PrizeTier, name=names, count=maybe | st.integers(0, 9), least=maybe | exact)
specials = st.builds(
    SpecialPrize, number=numbers, name=names, kind=st.sampled_from(get_args(contests.SpecialKind)),
    criterion=maybe | st.tuples(numbers, numbers), alone=st.booleans(),
)
people = st.builds(
    Judge, number=numbers, name=names, head=st.booleans(), marks=st.booleans(), counts=st.booleans(),
    rounds=st.lists(numbers, max_size=2).map(tuple), units=st.lists(names, max_size=2).map(tuple),
    recused=st.lists(numbers, max_size=2).map(tuple), left=maybe | numbers,
)
divisions = st.builds(Division, number=numbers, name=names)

SHAPES: dict[str, tuple[st.SearchStrategy[Any], Callable[[Any], Any], Callable[[Any], Any]]] = {
    "method": (methods, shapes.method_told, shapes.method_from),
    "combine": (combines, shapes.combine_told, shapes.combine_from),
    "overtime": (maybe | overtimes, shapes.overtime_told, shapes.overtime_from),
    "stage": (stages, shapes.stage_told, shapes.stage_from),
    "criterion": (criteria, shapes.criterion_told, shapes.criterion_from),
    "round": (rounds, shapes.round_told, shapes.round_from),
    "prize": (prizes, shapes.prize_told, shapes.prize_from),
    "special": (specials, shapes.special_told, shapes.special_from),
    "division": (divisions, shapes.division_told, shapes.division_from),
    "judge": (people, shapes.judge_told, shapes.judge_from),
}


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=40)
@given(data=st.data())
def test_a_structure_comes_back_the_same_over_json(shape: str, data: st.DataObject) -> None:
    many, told, back = SHAPES[shape]
    one = data.draw(many)
    assert back(told(one)) == one
    assert back(json.loads(json.dumps(told(one)))) == one


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=40)
@given(data=st.data())
def test_no_field_of_a_structure_is_forgotten_and_no_number_is_a_float(shape: str, data: st.DataObject) -> None:
    """But a round's phase, which is of the day."""
    many, told, _ = SHAPES[shape]
    one = data.draw(many.filter(lambda found: found is not None))
    assert set(told(one)) == set(vars(one)) - {"phase"}
    json.loads(json.dumps(told(one)), parse_float=_no_float)


def _no_float(digits: str) -> None:
    raise AssertionError(f"{digits} would be read as a float")


def test_what_is_left_out_has_its_default() -> None:
    bare = {"number": 1, "name": "Vòng 1", "stages": [], "criteria": [{"number": 1, "name": "Chủ đề", "maximum": "20"}]}
    assert shapes.round_from(bare) == Round(1, "Vòng 1", (), (Criterion(1, "Chủ đề", Decimal(20)),))
    assert shapes.method_from({}) == Method()
    assert shapes.combine_from({}) == Combine()
    assert shapes.overtime_from(None) is None
    assert shapes.overtime_told(None) is None
    assert shapes.overtime_from({"formula": "table"}) == Overtime("table")
    assert shapes.stage_from({"number": 1, "name": "Cắm hoa", "kind": "together", "seconds": 60}) == Stage(
        1, "Cắm hoa", "together", 60
    )
    assert shapes.prize_from({"name": "Nhất"}) == PrizeTier("Nhất", None)
    assert shapes.special_from({"number": 1, "name": "Màu", "kind": "vote"}) == SpecialPrize(1, "Màu", "vote")
    assert shapes.judge_from({"number": 1, "name": "Tuyết"}) == Judge(1, "Tuyết")


def test_a_round_comes_back_in_the_phase_it_is_told_with() -> None:
    round_ = Round(1, "Vòng 1", (), (), phase="open", judging_from="time_up")
    told = shapes.round_told(round_)
    assert "phase" not in told
    assert shapes.round_from(told) == replace(round_, phase="planned")
    assert shapes.round_from({**told, "phase": "open"}) == round_


def test_decimals_are_digits_without_an_exponent() -> None:
    assert shapes.text(Decimal("1E+2")) == "100"
    assert shapes.text(None) is None
    assert shapes.decimal("0.10") == Decimal("0.1")
    assert shapes.decimal(None) is None
    assert shapes.method_told(Method(table=(Decimal("1E+1"),), clamp=Decimal("1E-1")))["table"] == ["10"]
    assert shapes.combine_told(Combine(((1, Decimal("1E-1")),)))["shares"] == [[1, "0.1"]]
