"""Ready-made contests, one TOML file each, with their names in both languages. A new file here is a new preset.

A file says where its rule comes from (`source`) and what that is worth (`label`): `official`, the source's own rule, read
there; `style`, in the manner of a source that was not seen whole; `ours`, put together here. `judges` is the usual panel,
`head` how its head judge sits, who keeps the jury's common marks. A contest kept as somebody's own preset (`own:<name>`)
has the same parts with plain names (`body_of`, `from_body`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from contest.rules import shapes
from contest.rules.contests import Contest
from contest.rules.refusals import Refused

Label = Literal["official", "style", "ours"]
Kind = Literal["flowers", "food", "stage", "sport", "other"]
HeadSeat = Literal["marks", "apart"]

DEFAULT = "vn100"
LAST = "blank"
OWN = "own:"
LANGUAGES = ("vi", "en")
KINDS: tuple[Kind, ...] = ("flowers", "food", "stage", "sport", "other")
NUMBERED = ("rounds", "stages", "criteria", "divisions", "special_prizes")
USUAL_PANEL = 3


@dataclass(frozen=True)
class Seats:
    """The seats that a contest begins with: `judges` who mark, and how the head judge sits: one of them who `marks`
    too, one more who keeps the common marks `apart`, or nobody."""

    judges: int = USUAL_PANEL
    head: HeadSeat | None = None


@dataclass(frozen=True)
class About:
    """What a preset is called, what it is for, where its rule comes from, what that is worth, and its usual seats."""

    name: str
    title: str
    kind: Kind
    label: Label
    source: str
    seats: Seats


def names() -> tuple[str, ...]:
    """Every file of this folder: the usual one first, the others by kind and the country's own before others, blank last."""
    others = sorted(_files() - {DEFAULT, LAST}, key=lambda one: (KINDS.index(_read(one)["kind"]), one[:2] != "vn", one))
    return (DEFAULT, *others, LAST)


def load(name: str, lang: str) -> Contest:
    """A contest without entries and judges, its parts named in that language. Raises Refused('unknown_preset')."""
    return from_body(_numbered(_in_language(_read(name), lang)))


def about(name: str, lang: str) -> About:
    """Raises Refused('unknown_preset')."""
    told = _in_language(_read(name), lang)
    return About(name, told["title"], told["kind"], told["label"], told["source"], seats_of(told))


def title(name: str, lang: str) -> str:
    """What the preset is called. Raises Refused('unknown_preset')."""
    return about(name, lang).title


def from_body(told: Mapping[str, Any]) -> Contest:
    """The structure and the rules that were kept."""
    return Contest(
        slug="",
        title="",
        rounds=tuple(shapes.round_from(one) for one in told["rounds"]),
        ties=tuple(told.get("ties", ())),
        prizes=tuple(shapes.prize_from(one) for one in told.get("prizes", ())),
        stated_total=shapes.decimal(told.get("stated_total")),
        floor_at_zero=told.get("floor_at_zero", True),
        divisions=tuple(shapes.division_from(one) for one in told.get("divisions", ())),
        numbering=told.get("numbering", "standard"),
        rank_exact=told.get("rank_exact", False),
        crossing=told.get("crossing", "higher"),
        special_prizes=tuple(shapes.special_from(one) for one in told.get("special_prizes", ())),
    )


def seats_of(told: Mapping[str, Any]) -> Seats:
    """The seats that were told; whoever said nothing gets the usual panel."""
    return Seats(told.get("judges") or USUAL_PANEL, told.get("head"))


def body_of(contest: Contest) -> dict[str, Any]:
    """What is kept of a contest: everything but its people and what happened. Of the panel its size and its head's seat."""
    head = contest.head
    return {
        "judges": sum(judge.marks and judge.counts for judge in contest.judges),
        "head": None if head is None else "marks" if head.marks else "apart",
        "rounds": [shapes.round_told(one) for one in contest.rounds],
        "ties": list(contest.ties),
        "prizes": [shapes.prize_told(one) for one in contest.prizes],
        "stated_total": shapes.text(contest.stated_total),
        "floor_at_zero": contest.floor_at_zero,
        "divisions": [shapes.division_told(one) for one in contest.divisions],
        "numbering": contest.numbering,
        "rank_exact": contest.rank_exact,
        "crossing": contest.crossing,
        "special_prizes": [shapes.special_told(one) for one in contest.special_prizes],
    }


@cache
def _files() -> frozenset[str]:
    found = (file.name for file in files(__package__).iterdir())
    return frozenset(name.removesuffix(".toml") for name in found if name.endswith(".toml"))


@cache
def _read(name: str) -> dict[str, Any]:
    if name not in _files():
        raise Refused("unknown_preset", name=name)
    return tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def _in_language(told: Any, lang: str) -> Any:
    """Every {vi, en} made the one text."""
    if isinstance(told, dict):
        if set(told) == set(LANGUAGES):
            return told[lang]
        return {name: _in_language(one, lang) for name, one in told.items()}
    return [_in_language(one, lang) for one in told] if isinstance(told, list) else told


def _numbered(told: Any) -> Any:
    """Things without a number take their position in the list."""
    if isinstance(told, list):
        return [_numbered(one) for one in told]
    if not isinstance(told, dict):
        return told
    made = {name: _numbered(one) for name, one in told.items()}
    for name in NUMBERED:
        for position, one in enumerate(made.get(name, ()), start=1):
            one.setdefault("number", position)
    return made
