"""The presenter's page, on a phone of their own or read by the organizer, and the proposals for what there is to say."""

from __future__ import annotations

from flask import Blueprint, Response

from contest import words
from contest.access import Actor
from contest.store import read
from contest.store.tables import ContestRow
from contest.web.base import current_actor, show
from contest.words import _

bp = Blueprint("presenter", __name__)


@bp.get("/c/<slug>/presenter")
def presenter(slug: str) -> Response:
    """For an organizer who leads through the ceremony alone; presenters have seats of their own."""
    return presenter_page(slug, current_actor(slug, "organizer"))


def presenter_page(slug: str, actor: Actor) -> Response:
    row = read.contest_row(slug)
    page = {"contest": slug, "seat": actor.seat, "urls": {}, "proposals": _proposals(row)}
    return show("presenter.html", contest=row, actor=actor, theme="lacquer", page=page)


def _proposals(row: ContestRow) -> dict[str, dict[str, str]]:
    """What may be said where nobody has written a line: by moment and language, with places for what is filled in."""
    said: dict[str, dict[str, str]] = {}
    for code in words.LANGUAGES:
        with words.use(code):
            for moment, text in _said(row.title).items():
                said.setdefault(moment, {})[code] = text
    return said


def _said(title: str) -> dict[str, str]:
    return {
        "welcome": _("Ladies and gentlemen, the moment has come: here are the prizes of %(title)s.", title=title),
        "thanks": _("Congratulations once more to the winners, and thank you to every team, the judges and all who helped."),
        "call": _("Please welcome number {number}: {team}."),
        "call_concept": _("Please welcome number {number}: {team}, with “{concept}”."),
        "hush": _("And now: {award} goes to…"),
        "open": _("{team}, with {points} points. Congratulations!"),
        "open_plain": _("{team}. Congratulations!"),
        "finale": _("{award} goes to {team}, with {points} points. A great round of applause!"),
        "finale_plain": _("{award} goes to {team}. A great round of applause!"),
    }
