"""Every preset loads in both languages, passes set-up's own checks, and says in figures what its comment claims."""

from __future__ import annotations

from decimal import Decimal
from importlib.resources import files

import pytest

from contest.rules import presets
from contest.rules.contests import Overtime
from contest.rules.methods import check_method
from contest.rules.penalties import check_overtime
from contest.rules.refusals import Refused
from contest.rules.scoresheets import check_criterion
from contest.rules.ties import check_tie_breaks


@pytest.mark.parametrize("lang", presets.LANGUAGES)
@pytest.mark.parametrize("name", presets.names())
def test_a_preset_is_a_sound_contest(name: str, lang: str) -> None:
    made = presets.load(name, lang)
    assert presets.title(name, lang)
    assert made.stated_total in (None, sum(round_.maximum for round_ in made.rounds))
    check_tie_breaks(made)
    for round_ in made.rounds:
        check_method(round_.method, 0)
        assert round_.name
        for criterion in round_.criteria:
            check_criterion(criterion)
            assert criterion.stage in (None, *(stage.number for stage in round_.stages))
        for stage in round_.stages:
            if stage.overtime:
                check_overtime(stage.overtime)


@pytest.mark.parametrize("name", presets.names())
def test_both_languages_name_the_same_contest(name: str) -> None:
    vi, en = (presets.load(name, lang) for lang in presets.LANGUAGES)
    assert presets.title(name, "vi") != presets.title(name, "en")
    for one, other in zip(vi.rounds, en.rounds, strict=True):
        assert [c.maximum for c in one.criteria] == [c.maximum for c in other.criteria]
        assert all(a.name != b.name for a, b in zip(one.criteria, other.criteria, strict=True))
    assert [tier.count for tier in vi.prizes] == [tier.count for tier in en.prizes]


def test_every_file_in_the_folder_is_offered() -> None:
    found = {file.name.removesuffix(".toml") for file in files(presets).iterdir() if file.name.endswith(".toml")}
    assert found == set(presets.names())


def test_the_seed_event() -> None:
    made = presets.load(presets.DEFAULT, "vi")
    (round_,) = made.rounds
    arranging, presenting = round_.stages
    assert [(c.name, c.maximum, c.step) for c in round_.criteria] == [
        ("Chủ đề", 20, Decimal("0.5")), ("Bố cục", 25, Decimal("0.5")), ("Màu sắc", 20, Decimal("0.5")),
        ("Kỹ thuật", 15, Decimal("0.5")), ("Thuyết trình", 20, Decimal("0.5")),
    ]
    assert round_.criteria[4].stage == presenting.number
    assert (arranging.kind, arranging.seconds, presenting.kind, presenting.seconds) == ("together", 2700, "each", 300)
    assert arranging.overtime == Overtime("per_started_unit", points=Decimal(2), cap=Decimal(10), cutoff=300)
    assert made.ties == ("criterion:1", "criterion:2", "criterion:5", "shorter_time")
    assert [(tier.name, tier.count) for tier in made.prizes] == [
        ("Giải Nhất", 1), ("Giải Nhì", 2), ("Giải Ba", 3), ("Giải Khuyến khích", None),
    ]
    assert (round_.method.name, round_.method.scope, round_.method.round_points) == ("mean", "judge_total", 2)


@pytest.mark.parametrize("name", ["", "nope", "../vn100", "vn100.toml"])
def test_an_unknown_preset_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="unknown_preset"):
        presets.load(name, "vi")
