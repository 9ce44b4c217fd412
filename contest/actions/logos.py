"""Logos added and taken away. The picture was drawn anew before (web/setup/logos.py)."""

from __future__ import annotations

import base64
import hashlib

from contest.actions.act import Do, Done
from contest.rules.fact import Fact
from contest.rules.logo_facts import LogoAdded, LogoRemoved
from contest.rules.logos import MOST_SPONSORS, WHOSE
from contest.rules.refusals import Refused
from contest.store import logos
from contest.store.database import db
from contest.store.logo_tables import LogoRow


def add_logo(do: Do, whose: str, content: str) -> Done:
    """A PNG in base64; the same one again is the same logo, and an own one takes the place of the one before.

    Raises Refused('too_many_logos').
    """
    if whose not in WHOSE:
        raise Refused("bad_request")
    picture = base64.b64decode(content)
    logo = hashlib.sha256(picture).hexdigest()[:32]
    there = [row for row in logos.rows(do.row.id) if row.whose == whose]
    if any(row.logo == logo for row in there):
        return Done()
    facts: list[Fact] = []
    if whose == "own":
        facts += [_gone(row) for row in there]
    elif len(there) >= MOST_SPONSORS:
        raise Refused("too_many_logos", most=MOST_SPONSORS)
    db.session.add(LogoRow(contest_id=do.row.id, whose=whose, logo=logo, content=picture))
    db.session.flush()
    return Done([*facts, LogoAdded(whose, logo)])


def remove_logo(do: Do, whose: str, logo: str) -> Done:
    """Raises Refused('not_found')."""
    return Done([_gone(logos.row(do.row.id, logo, whose))])


def carry_logos(source: int, target: int) -> None:
    """A contest made like another is held by the same people."""
    for one in logos.rows(source):
        db.session.add(LogoRow(contest_id=target, whose=one.whose, logo=one.logo, content=one.content))


def _gone(row: LogoRow) -> Fact:
    db.session.delete(row)
    return LogoRemoved(row.whose, row.logo)
