"""Ready-made contests, one TOML file each, with their names in both languages. A new file here is a new preset."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from contest.rules.contests import Contest, Criterion, Method, Overtime, PrizeTier, Round, Stage
from contest.rules.refusals import Refused

DEFAULT = "vn100"
PRESETS = (DEFAULT, "vn10", "floral100", "blank")
LANGUAGES = ("vi", "en")


def load(name: str, lang: str) -> Contest:
    """A contest without entries and judges, its parts named in that language. Raises Refused('unknown_preset')."""
    told = _read(name)
    return Contest(
        slug="",
        title="",
        rounds=tuple(_round(number, one, lang) for number, one in enumerate(told["rounds"], 1)),
        ties=tuple(told["ties"]),
        prizes=tuple(PrizeTier(tier["name"][lang], tier.get("count")) for tier in told.get("prizes", ())),
        stated_total=_decimal(told.get("stated_total")),
    )


def title(name: str, lang: str) -> str:
    """What the preset is called. Raises Refused('unknown_preset')."""
    return str(_read(name)["title"][lang])


@cache
def _read(name: str) -> dict[str, Any]:
    if name not in PRESETS:
        raise Refused("unknown_preset", name=name)
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _round(number: int, told: dict[str, Any], lang: str) -> Round:
    return Round(
        number=number,
        name=told["name"][lang],
        stages=tuple(_stage(number, one, lang) for number, one in enumerate(told["stages"], 1)),
        criteria=tuple(_criterion(number, one, lang) for number, one in enumerate(told["criteria"], 1)),
        method=Method(**told["method"]),
    )


def _stage(number: int, told: dict[str, Any], lang: str) -> Stage:
    return Stage(number, told["name"][lang], told["kind"], told["seconds"], _overtime(told.get("overtime")))


def _overtime(told: dict[str, Any] | None) -> Overtime | None:
    if told is None:
        return None
    exact = {"points": Decimal(told["points"]), "cap": _decimal(told.get("cap"))}
    return Overtime(**{**told, **exact})


def _criterion(number: int, told: dict[str, Any], lang: str) -> Criterion:
    return Criterion(
        number=number,
        name=told["name"][lang],
        maximum=Decimal(told["maximum"]),
        step=Decimal(told["step"]),
        weight=Decimal(told.get("weight", "1")),
        stage=told.get("stage"),
    )


def _decimal(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)
