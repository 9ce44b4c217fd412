"""Own presets: a contest's structure and rules kept, to begin others from. They belong to the house, not to a contest; who kept
or threw one away, and when, stands in the log of the contest on whose page it was done.
"""

from __future__ import annotations

from contest import texts
from contest.actions.act import Do, Done, check_base
from contest.rules import presets
from contest.rules.contests import Contest
from contest.rules.facts import PresetRemoved, PresetSaved
from contest.rules.presets import OWN, Seats
from contest.rules.refusals import Refused
from contest.store import own_presets, read
from contest.store.database import db
from contest.store.tables import PresetRow
from contest.texts import slug_of

PRESET_LETTERS = 120
NAME_LETTERS = 36  # with "own:" before it, a contest's `preset`


def save_preset(do: Do, title: str, base: int | None = None) -> Done:
    """Keep this contest's rounds, rules, prizes and the size of its panel under a title of their own."""
    check_base(base, do.row.setup_revision)
    told = texts.clean(title)
    if not told:
        raise Refused("name_needed")
    if len(told) > PRESET_LETTERS:
        raise Refused("name_too_long", most=PRESET_LETTERS)
    for row in own_presets.rows():
        if row.title.casefold() == told.casefold():
            raise Refused("name_taken", name=row.title)
    name = _free_name(told)
    body = presets.body_of(read.contest(do.row))
    db.session.add(PresetRow(name=name, title=told, body=body, made_at=do.now))
    return Done([PresetSaved(name, told)], {"preset": OWN + name})


def remove_preset(do: Do, name: str) -> Done:
    """Throw an own preset away. Contests that were made from it have copies of everything and stay as they are."""
    row = own_presets.named(name)
    if row is None:
        raise Refused("unknown_preset", name=name)
    db.session.delete(row)
    return Done([PresetRemoved(name, row.title)])


def chosen(preset: str, language: str) -> tuple[Contest, Seats]:
    """What a new contest begins with: a shipped preset in that language, or `own:<name>` in the words it was kept in.

    Raises Refused('unknown_preset').
    """
    if not preset.startswith(OWN):
        return presets.load(preset, language), presets.about(preset, language).seats
    row = own_presets.named(preset.removeprefix(OWN))
    if row is None:
        raise Refused("unknown_preset", name=preset)
    return presets.from_body(row.body), presets.seats_of(row.body)


def _free_name(title: str) -> str:
    """A name made from the title that no other own preset has."""
    taken = {row.name for row in own_presets.rows()}
    first = slug_of(title)[: NAME_LETTERS - 4].strip("-")
    return next(name for name in (first, *(f"{first}-{count}" for count in range(2, 999))) if name not in taken)
