"""The hall's screens beside their scenes: named, asked which they are, and all changed at once by a set kept before."""

from __future__ import annotations

from typing import Any

from contest import texts
from contest.actions.act import Do, Done
from contest.rules.facts import Fact, SceneShown
from contest.rules.refusals import Refused
from contest.rules.show_facts import SceneSetRemoved, SceneSetSaved, ScreenRenamed, ScreensIdentified
from contest.store import read, shows
from contest.store.database import db
from contest.store.show_tables import SceneSetRow, ScreenRow

TITLE_LETTERS = 60
IDENTIFY_MS = 10_000
SHOWN = ("scene", "message", "theme", "entry")


def rename_screen(do: Do, screen: str, title: str) -> Done:
    """Call a screen otherwise; its address stays. Raises Refused('name_needed', 'name_too_long', 'screen_exists')."""
    row = read.screen_row(do.row.id, screen)
    name = title_given(title)
    if any(one.title.casefold() == name.casefold() for one in read.screen_rows(do.row.id) if one.screen != screen):
        raise Refused("screen_exists", name=name)
    if name == row.title:
        return Done()
    row.title = name
    return Done([ScreenRenamed(screen, name)])


def identify_screens(do: Do, screen: str | None) -> Done:
    """Let one screen, or all with `screen` None, say its number, name and address for ten seconds."""
    rows = read.screen_rows(do.row.id) if screen is None else [read.screen_row(do.row.id, screen)]
    for row in rows:
        row.identified_until = do.now + IDENTIFY_MS
    return Done([ScreensIdentified([row.screen for row in rows])])


def save_scene_set(do: Do, title: str) -> Done:
    """Keep what every screen shows now under a name; a set of that name is replaced."""
    name = title_given(title)
    rows = shows.scene_set_rows(do.row.id)
    row = next((one for one in rows if one.title.casefold() == name.casefold()), None)
    screens = [{"screen": one.screen, **shown(one)} for one in read.screen_rows(do.row.id)]
    if row is None:
        number = max((one.number for one in rows), default=0) + 1
        row = SceneSetRow(contest_id=do.row.id, number=number, title=name, screens=screens)
        db.session.add(row)
    row.screens = screens
    return Done([SceneSetSaved(row.number, row.title, row.screens)], {"set": row.number})


def show_scene_set(do: Do, set: int) -> Done:
    """Switch every screen that the set knows; one that came later keeps its scene."""
    wanted = {told["screen"]: told for told in shows.scene_set_row(do.row.id, set).screens}
    rows = [row for row in read.screen_rows(do.row.id) if row.screen in wanted]
    return Done([fact for row in rows for fact in switched(row, wanted[row.screen])])


def remove_scene_set(do: Do, set: int) -> Done:
    row = shows.scene_set_row(do.row.id, set)
    db.session.delete(row)
    return Done([SceneSetRemoved(row.number, row.title)])


def shown(row: ScreenRow) -> dict[str, Any]:
    return {field: getattr(row, field) for field in SHOWN}


def switched(row: ScreenRow, wanted: dict[str, Any]) -> list[Fact]:
    """Let a screen show this; no fact where it does already."""
    if shown(row) == {field: wanted[field] for field in SHOWN}:
        return []
    for field in SHOWN:
        setattr(row, field, wanted[field])
    row.revision += 1
    return [SceneShown(row.screen, row.scene, row.message, row.entry)]


def title_given(title: str) -> str:
    """A screen's or a set's name. Raises Refused('name_needed', 'name_too_long')."""
    name = texts.clean(title)
    if not name:
        raise Refused("name_needed")
    if len(name) > TITLE_LETTERS:
        raise Refused("name_too_long", most=TITLE_LETTERS)
    return name
