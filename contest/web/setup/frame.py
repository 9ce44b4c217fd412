"""The frame of every set-up step: the list of steps with their marks, and how a form's act is done or shown again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, redirect, request

from contest import words
from contest.access import Actor
from contest.actions.act import Action
from contest.rules import presets
from contest.rules.contests import Contest, Judge
from contest.rules.refusals import Refused
from contest.store import ballots, own_presets, read
from contest.store.database import db
from contest.store.tables import ContestRow
from contest.web import forms
from contest.web.base import current_actor, door, show
from contest.words import N_

bp = Blueprint("setup", __name__)

NAMELESS = "Judge %(number)s"
STEPS = (
    ("basics", N_("Name and date")),
    ("rounds", N_("Rounds and times")),
    ("criteria", N_("Criteria")),
    ("teams", N_("Teams")),
    ("judges", N_("Judges and helpers")),
    ("rules", N_("Method and prizes")),
    ("ballot", N_("Audience's vote")),
    ("review", N_("Look over")),
)
EXTRAS = ("extras", N_("Factors and other points"))  # after the rules, in a contest that has any, or while one looks at it


@dataclass(frozen=True)
class Step:
    """One step as the list shows it: `state` is done, now or to."""

    name: str
    title: str
    url: str
    state: str


def organizer() -> Actor:
    return current_actor(None, "organizer")


def step_url(slug: str, step: str) -> str:
    return f"/c/{slug}/setup/{step}"


def show_step(slug: str, step: str, fault: str | None = None, status: int | None = None, **context: Any) -> Response:
    """A step's page. After a refusal it says why, with status 400, and holds what was typed."""
    row = read.contest_row(slug)
    contest = read.contest(row)
    steps = _steps(row, contest, step)
    at = next(at for at, one in enumerate(steps) if one.name == step)
    return show(
        f"setup_{step}.html",
        page={"contest": slug, "seat": "organizer", "step": step},
        status=status or (400 if fault else 200),
        row=row, contest=contest, steps=steps, fault=fault,
        before=steps[at - 1] if at else None,
        after=steps[at + 1] if at + 1 < len(steps) else None,
        closed=_closed_because(row.phase, step), preset=_preset_title(row.preset),
        is_scored=bool(read.sheet_rows(row.id)),
        op_id=forms.new_op_id, base=row.setup_revision,
        **context,
    )


def act(
    action: Action, slug: str | None, fields: Callable[[], dict[str, Any]],
    then: Callable[[dict[str, Any]], str], again: Callable[[str], Response], based: bool = True,
) -> Response:
    """Do what a form asks and go on to `then`; a refusal shows the form `again` with its sentence. `based`: the act is
    refused when set-up changed after the form was opened."""
    try:
        told = fields()
        if based:
            told["base"] = forms.whole(request.form.get("base", ""))
        ack = door().perform(action, organizer(), slug, told, forms.op_id(request.form))
    except Refused as no:
        if no.code == "sign_in_first":
            raise
        db.session.rollback()
        return again(words.refusal(no.code, no.details))
    return redirect(then(ack), 303)  # type: ignore[return-value]


def _closed_because(phase: str, step: str) -> str | None:
    """Why a step can only be read now; name and date may still be put right under an official result."""
    if phase == "archived":
        return words.refusal("contest_archived", {})
    if phase == "official" and step not in ("basics", "review"):
        return words.refusal("result_official", {})
    return None


def _preset_title(name: str) -> str:
    """A preset that this version or this house no longer has (an old archive, one thrown away) goes by no name."""
    if name.startswith(presets.OWN):
        own = own_presets.named(name.removeprefix(presets.OWN))
        return own.title if own else ""
    return presets.title(name, words.language()) if name in presets.names() else ""


def _steps(row: ContestRow, contest: Contest, now: str) -> list[Step]:
    done = {
        "basics": bool(row.date),
        "rounds": all(one.stages for one in contest.rounds),
        "criteria": missing_points(contest) in (None, 0),
        "teams": bool(contest.entries),
        "judges": bool(contest.judges) and not any(is_unnamed(judge) for judge in contest.judges),
        "rules": bool(contest.prizes),
        "review": contest.phase != "setup",
        "extras": True,
        "ballot": ballots.ballot_row(row.id) is not None,
    }
    has_extras = now == "extras" or bool(read.factor_rows(row.id) or read.external_rows(row.id))
    listed = (*STEPS[:-1], *([EXTRAS] if has_extras else []), STEPS[-1])
    return [
        Step(name, words._(title), step_url(row.slug, name), "now" if name == now else "done" if done[name] else "to")
        for name, title in listed
    ]


def missing_points(contest: Contest) -> Any:
    """How many points the maxima are short of the stated total (negative: over it); None when none is stated."""
    if contest.stated_total is None:
        return None
    return contest.stated_total - sum(one.maximum for one in contest.rounds)


def is_unnamed(judge: Judge) -> bool:
    """Whether a seat still has the name that a new contest gave it, in whichever language."""
    return any(
        words.catalog(code).get(NAMELESS, NAMELESS) % {"number": judge.number} == judge.name for code in words.LANGUAGES
    )
