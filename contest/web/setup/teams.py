"""Teams: one by one, as a pasted or uploaded list that is read and shown before anything is saved, and their order."""

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
LIST_FAULTS = {
    "too_many_columns": N_("“%(text)s” stands in a column too many."),
    "name_too_long": N_("The name has %(count)s letters; %(most)s is the most."),
    "short_name_too_long": N_("The short name has %(count)s letters; %(most)s is the most."),
    "concept_too_long": N_("The concept has %(count)s letters; %(most)s is the most."),
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
    typed = {field: request.form.get(field, "") for field in FIELDS}

    def there(ack: dict[str, Any]) -> str:
        return step_url(slug, "teams") + (f"?twin={ack['entry']}" if ack.get("twins") else "") + "#add"

    return act(setup.add_team, slug, lambda: typed, there, lambda fault: _page(slug, fault, new=typed))


@bp.post("/c/<slug>/setup/teams/<int:entry>/change")
def team_change(slug: str, entry: int) -> Response:
    typed = {field: request.form.get(field, "") for field in FIELDS}
    return act(
        setup.change_team, slug, lambda: {"entry": entry, **typed},
        then=lambda ack: f"{step_url(slug, 'teams')}#team-{entry}",
        again=lambda fault: _page(slug, fault, editing=entry, changed=typed),
    )


@bp.post("/c/<slug>/setup/teams/<int:entry>/remove")
def team_remove(slug: str, entry: int) -> Response:
    return act(
        setup.remove_team, slug, lambda: {"entry": entry},
        then=lambda ack: step_url(slug, "teams"), again=lambda fault: _page(slug, fault),
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
    found = intake.read_teams(text, [(row.number, row.name) for row in read.entry_rows(read.contest_row(slug).id)])
    if request.form.get("do") != "save":
        return _list_page(slug, text, found)

    def fields() -> dict[str, Any]:
        if not found.is_right:
            raise Refused("teams_have_faults")
        return {"teams": [{"number": row.number, **{field: getattr(row, field) for field in FIELDS}} for row in found.rows]}

    return act(
        setup.add_teams, slug, fields,
        then=lambda ack: step_url(slug, "teams"), again=lambda fault: _list_page(slug, text, found, fault),
    )


def fault_words(fault: Fault) -> str:
    """What is wrong with a row, in the asker's language."""
    return _(LIST_FAULTS[fault.code], **fault.details) if fault.code in LIST_FAULTS else words.refusal(fault.code, fault.details)


def _page(slug: str, fault: str | None = None, editing: int | None = None, **context: Any) -> Response:
    entries = read.entry_rows(read.contest_row(slug).id)
    twin = next((row for row in entries if str(row.number) == request.args.get("twin")), None)
    return show_step(slug, "teams", fault, entries=entries, editing=editing, twin=twin, **context)


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
