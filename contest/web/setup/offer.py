"""What a new contest can begin from: the shipped presets by kind and the house's own, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contest import words
from contest.documents.times import ZONE, date_said
from contest.rules import presets
from contest.rules.presets import OWN
from contest.store import own_presets
from contest.store.tables import PresetRow
from contest.words import N_, _

KINDS = {
    "flowers": N_("Flowers"), "food": N_("Food and drink"), "stage": N_("Stage and art"), "sport": N_("Sport"),
    "other": N_("Other"),
}
LABELS = {
    "official": N_("the source's own rule"), "style": N_("in its style, not seen whole"), "ours": N_("put together by us"),
}
SEATED = N_("Judges: %(judges)s")
KEPT = N_("kept on %(day)s")


@dataclass(frozen=True)
class Offered:
    """A preset to choose: `told` says in one line how many judges it usually has, what it is worth and where from."""

    value: str
    title: str
    told: str


@dataclass(frozen=True)
class Group:
    """Presets that belong together; the usual one stands alone before them, without a title."""

    title: str
    presets: tuple[Offered, ...]


def offered() -> list[Group]:
    """The usual one first, then our own, then the others by kind; the blank one last."""
    own = tuple(_own(row) for row in own_presets.rows())
    others = [name for name in presets.names() if name not in (presets.DEFAULT, presets.LAST)]
    by_kind = (
        (_(said), tuple(one for one, its in map(_shipped, others) if its == kind)) for kind, said in KINDS.items()
    )
    groups = [
        ("", (_shipped(presets.DEFAULT)[0],)), (_("Our own presets"), own), *by_kind, ("", (_shipped(presets.LAST)[0],)),
    ]
    return [Group(title, found) for title, found in groups if found]


def _shipped(name: str) -> tuple[Offered, str]:
    about = presets.about(name, words.language())
    told = (_(SEATED, judges=about.seats.judges), _(LABELS[about.label]), about.source)
    return Offered(name, about.title, " · ".join(told)), about.kind


def _own(row: PresetRow) -> Offered:
    day = datetime.fromtimestamp(row.made_at / 1000, ZONE).date().isoformat()
    told = (_(SEATED, judges=presets.seats_of(row.body).judges), _(KEPT, day=date_said(day)))
    return Offered(OWN + row.name, row.title, " · ".join(told))
