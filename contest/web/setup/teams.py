"""Teams: one by one, as a pasted or uploaded list that is read and shown before anything is saved, their order, and the
divisions they are ranked in."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from contest import intake, words
from contest.actions import setup
from contest.intake import Fault, TeamList
from contest.rules.refusals import Refused
from contest.store import read
from contest.web import forms
from contest.web.setup.frame import act, bp, show_step, step_url
from contest.words import N_, _

FIELDS = ("name", "short_name", "concept")
SORTED = ("unit", "division", "heat")  # posted only where the page asks for them
LIST_FAULTS = {
    "too_many_columns": N_("“%(text)s” stands in a column too many."),
    "name_too_long": N_("The name has %(count)s letters; %(most)s is the most."),
    "short_name_too_long": N_("The short name has %(count)s letters; %(most)s is the most."),
    "concept_too_long": N_("The concept has %(count)s letters; %(most)s is the most."),
    "unit_too_long": N_("The unit has %(count)s letters; %(most)s is the most."),
    "unknown_division": N_("There is no division called “%(text)s”."),
    "number_twice": N_("Row %(line)s already has number %(number)s."),
    "name_twice": N_("Row %(line)s already has this name."),
    "twin": N_("Looks like “%(name)s”. The same team?"),
}
NOT_TEXT = N_("This file is not a list we can read. Save it from the spreadsheet as CSV (UTF-8), or paste the rows.")
TOO_MANY = N_("This list is too long: %(most)s teams at a time.")
NOTHING_READ = N_("There is no team in this list yet.")


@bp.get("/c/<slug>/setup/teams")
def teams(slug: str) -> Response:
    chosen = request.args.get("edit", "")
    return _page(slug, editing=int(chosen) if chosen.isdecimal() and len(chosen) < 6 else None)


@bp.post("/c/<slug>/setup/teams/add")
def team_add(slug: str) -> Response:
    typed = _team_typed()

    def fields() -> dict[str, Any]:
        told = _team_told(typed)
        return {**told, "division": told.get("division") or None, "heat": told.get("heat") or None}

    def there(ack: dict[str, Any]) -> str:
        return step_url(slug, "teams") + (f"?twin={ack['entry']}" if ack.get("twins") else "") + "#add"

    return act(setup.add_team, slug, fields, there, lambda fault: _page(slug, fault, new=typed))


@bp.post("/c/<slug>/setup/teams/<int:entry>/change")
def team_change(slug: str, entry: int) -> Response:
    typed = _team_typed()
    return act(
        setup.change_team, slug, lambda: {"entry": entry, **_team_told(typed)},
        then=lambda ack: f"{step_url(slug, 'teams')}#team-{entry}",
        again=lambda fault: _page(slug, fault, editing=entry, changed=typed),
    )


@bp.post("/c/<slug>/setup/teams/<int:entry>/remove")
def team_remove(slug: str, entry: int) -> Response:
    return act(
        setup.remove_team, slug, lambda: {"entry": entry},
        then=lambda ack: step_url(slug, "teams"), again=lambda fault: _page(slug, fault),
    )


@bp.post("/c/<slug>/setup/teams/divisions")
def divisions_post(slug: str) -> Response:
    """Divisions added, renamed, removed; those that stay keep their numbers."""
    typed = forms.rows(request.form, {"number": "division_number", "name": "division_name"})
    verb, at = forms.pressed(request.form)
    if verb in ("add", "remove"):
        forms.edited(typed, verb, at[0] if at else 0, {"number": "", "name": ""})
        return _page(slug, divisions=typed)

    def fields() -> dict[str, Any]:
        told = [{"number": forms.whole_or_none(one["number"]), "name": one["name"]} for one in typed if one["name"].strip()]
        return {"divisions": told}

    return act(
        setup.change_rules, slug, fields,
        then=lambda ack: f"{step_url(slug, 'teams')}#divisions", again=lambda fault: _page(slug, fault, divisions=typed),
    )


@bp.post("/c/<slug>/setup/teams/order")
def teams_order(slug: str) -> Response:
    """The order as the rows stand, after the press of a row's own button if that is what sent the form."""

    def fields() -> dict[str, Any]:
        entries = [forms.whole(entry) for entry in request.form.getlist("entry")]
        verb, at = forms.pressed(request.form)
        if verb in ("up", "down") and at:
            forms.edited(entries, verb, at[0], None)
        return {"entries": entries}

    return act(
        setup.set_running_order, slug, fields,
        then=lambda ack: f"{step_url(slug, 'teams')}#order", again=lambda fault: _page(slug, fault),
    )


@bp.post("/c/<slug>/setup/teams/list")
def teams_list(slug: str) -> Response:
    """Read a list and show it row by row; saved only when asked to and nothing is wrong with it."""
    text = _text()
    if text is None:
        return _page(slug, _(NOT_TEXT), text="")
    row = read.contest_row(slug)
    found = intake.read_teams(
        text, [(entry.number, entry.name) for entry in read.entry_rows(row.id)],
        [(one["number"], one["name"]) for one in row.divisions],
    )
    if request.form.get("do") != "save":
        return _list_page(slug, text, found)

    def fields() -> dict[str, Any]:
        if not found.is_right:
            raise Refused("teams_have_faults")
        columns = ("number", *FIELDS, *SORTED)
        return {"teams": [{field: getattr(row, field) for field in columns} for row in found.rows]}

    return act(
        setup.add_teams, slug, fields,
        then=lambda ack: step_url(slug, "teams"), again=lambda fault: _list_page(slug, text, found, fault),
    )


def fault_words(fault: Fault) -> str:
    """What is wrong with a row, in the asker's language."""
    return _(LIST_FAULTS[fault.code], **fault.details) if fault.code in LIST_FAULTS else words.refusal(fault.code, fault.details)


def _team_typed() -> dict[str, str]:
    told = {field: request.form.get(field, "") for field in FIELDS}
    return told | {field: request.form[field] for field in (*SORTED, "say") if field in request.form}


def _team_told(typed: dict[str, str]) -> dict[str, Any]:
    """As the acts want it: a division or heat left blank is 0."""
    told: dict[str, Any] = dict(typed)
    return told | {field: forms.whole_or_none(typed[field]) or 0 for field in ("division", "heat") if field in typed}


def _page(
    slug: str, fault: str | None = None, editing: int | None = None, divisions: list[dict[str, str]] | None = None,
    **context: Any,
) -> Response:
    row = read.contest_row(slug)
    entries = read.entry_rows(row.id)
    twin = next((entry for entry in entries if str(entry.number) == request.args.get("twin")), None)
    heats = any(stage.heats for one in read.rounds(row.id) for stage in one.stages) or any(entry.heat for entry in entries)
    stored = [{"number": str(one["number"]), "name": one["name"]} for one in row.divisions]
    return show_step(
        slug, "teams", fault, entries=entries, editing=editing, twin=twin, heats=heats,
        units=sorted({entry.unit for entry in entries if entry.unit}),
        division_names={one["number"]: one["name"] for one in row.divisions},
        divisions=stored if divisions is None else divisions, divisions_open=divisions is not None, **context,
    )


def _list_page(slug: str, text: str, found: TeamList, fault: str | None = None) -> Response:
    if found.too_many:
        fault = _(TOO_MANY, most=intake.MOST_TEAMS)
    elif not found.rows:
        fault = _(NOTHING_READ)
    wrong = sum(bool(row.faults) for row in found.rows)
    return _page(slug, fault, text=text, found=found, wrong=wrong, fault_words=fault_words)


def _text() -> str | None:
    """The uploaded file, else the pasted text; None for a file that is not text."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return intake.decode(file.stream.read(intake.MOST_TEXT * 4))
    return request.form.get("text", "")
