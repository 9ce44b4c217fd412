"""The result and the show: ties settled, the result confirmed or withdrawn, the curtain, the screens and their scenes."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from contest.actions.act import Do, Done, reason_given
from contest.actions.ballots import check_none_open
from contest.actions.curtain import set_curtain
from contest.actions.reveal import reveal_given_up
from contest.actions.screens import switched, title_given
from contest.actions.tie_rooms import rooms_given_up, tie_after
from contest.rules.facts import (
    CurtainSet,
    Fact,
    PlaceShared,
    ResultConfirmed,
    ResultWithdrawn,
    ScreenAdded,
    ScreenRemoved,
    TieSettled,
)
from contest.rules.refusals import Refused
from contest.rules.result import undecided
from contest.rules.standings import Standings
from contest.rules.ties import JURY
from contest.store import audit, read
from contest.store.database import db
from contest.store.show_tables import ScreenRow
from contest.store.tables import SettlementRow

__all__ = [
    "add_screen", "confirm_result", "remove_screen", "set_curtain", "settle_tie", "share_place", "show_scene", "withdraw_result",
]
SCENES = (
    "title", "countdown", "leaderboard", "progress", "presenting", "message", "black",
    "gallery", "entry", "lots", "vote", "ticker", "reveal", "podium",
)
THEMES = ("lacquer", "paper", "contrast")


def settle_tie(do: Do, entries: list[int], joint: bool, reason: str) -> Done:
    """Decide a tie that the rules left open: an order, best first, or a joint place; the reason enters the record.

    Raises Refused('not_tied'), and 'tie_needs_order' for a joint place across a cut.
    """
    why = reason_given(reason)
    after = tie_after(do, entries)
    if joint and after is not None:
        raise Refused("tie_needs_order")
    db.session.add(SettlementRow(contest_id=do.row.id, entries=entries, joint=joint, reason=why, after=after))
    return Done([TieSettled(entries, joint, why), *rooms_given_up(do, why)])


def share_place(do: Do, entries: list[int], joint: bool, reason: str) -> Done:
    """Let neighbouring places be one by the jury's word, though the points differ; `joint` False takes that back.

    Raises Refused('not_neighbours') unless the entries' places follow each other in one division.
    """
    why = reason_given(reason)
    words = [one for one in read.settlements(do.row.id) if one.how == JURY and sorted(one.entries) == sorted(entries)]
    if joint == bool(words and words[-1].joint):
        return Done()
    if joint and not _neighbours(read.standings(do.row, official=True), entries):
        raise Refused("not_neighbours")
    db.session.add(SettlementRow(contest_id=do.row.id, entries=entries, joint=joint, reason=why, how=JURY))
    return Done([PlaceShared(entries, joint, why)])


def confirm_result(do: Do) -> Done:
    """Make the result official. Raises Refused('result_undecided') with the list of what is still open, ('ballot_open') while
    the audience still votes."""
    official = read.standings(do.row, official=True)
    check_none_open(do)
    still_open = undecided(read.contest(do.row), official, read.penalties(do.row.id), read.sheets(do.row.id))
    if still_open:
        raise Refused("result_undecided", undecided=[one.told() for one in still_open])
    do.row.phase = "official"
    fingerprint = audit.fingerprint(do.row.id)
    return Done([ResultConfirmed(fingerprint)], {"fingerprint": fingerprint})


def withdraw_result(do: Do, reason: str) -> Done:
    """Take the official word back; a curtain that showed any of it falls to suspense."""
    why = reason_given(reason)
    do.row.phase = "running"
    facts: list[Fact] = [ResultWithdrawn(why), *reveal_given_up(do, "withdrawn")]
    if do.row.curtain in ("revealing", "published"):
        do.row.curtain, do.row.frozen = "suspense", None
        do.row.curtain_revision += 1
        facts.append(CurtainSet("suspense"))
    return Done(facts)


def show_scene(
    do: Do, screen: str | None, scene: str, message: str = "", theme: str | None = None, entry: int | None = None
) -> Done:
    """Switch one screen, or all with `screen` None. `entry`: whom the scene entry shows; None follows the stage."""
    if scene not in SCENES or (theme is not None and theme not in THEMES):
        raise Refused("unknown_scene", scene=scene)
    screens = read.screen_rows(do.row.id) if screen is None else [read.screen_row(do.row.id, screen)]
    if entry is not None:
        read.entry_row(do.row.id, entry)
    wanted = {"scene": scene, "message": message, "entry": entry}
    return Done([fact for row in screens for fact in switched(row, {**wanted, "theme": theme or row.theme})])


def add_screen(do: Do, title: str) -> Done:
    name = title_given(title)
    screen = _screen_id(name)
    if any(row.screen == screen for row in read.screen_rows(do.row.id)):
        raise Refused("screen_exists", name=name)
    db.session.add(ScreenRow(contest_id=do.row.id, screen=screen, title=name))
    return Done([ScreenAdded(screen, name)], {"screen": screen})


def remove_screen(do: Do, screen: str) -> Done:
    row: Any = read.screen_row(do.row.id, screen)
    if len(read.screen_rows(do.row.id)) == 1:
        raise Refused("last_screen")
    db.session.delete(row)
    return Done([ScreenRemoved(screen)])


def _neighbours(standings: Standings, entries: list[int]) -> bool:
    """Whether these entries, at least two, take up places that follow each other, and nobody else does."""
    placed = [row for row in standings.rows if row.place is not None]
    at = [place for place, row in enumerate(placed) if row.entry in entries]
    together = at == list(range(at[0], at[0] + len(at))) if at else False
    return together and len(at) == len(set(entries)) >= 2 and len({placed[place].division for place in at}) == 1


def _screen_id(name: str) -> str:
    """A screen's short name in its address: letters without marks, digits, dashes."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:40] or "screen"
