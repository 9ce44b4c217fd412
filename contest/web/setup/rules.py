"""The step that says how scores become a result: three plain choices, the exact rules, and a live example of both.

What belongs to each round is read by methods_form.py, what belongs to the whole contest by prizes_form.py.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Response, jsonify, request

from contest import words
from contest.actions import setup
from contest.actions.rounds import timed_stages
from contest.actions.rules import tried
from contest.rules import presets
from contest.rules.contests import Contest
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.tables import ContestRow
from contest.web import forms
from contest.web.setup import methods_form, prizes_form
from contest.web.setup.example import Example, worked_example
from contest.web.setup.frame import act, bp, show_step, step_url
from contest.web.setup.offer import LABELS
from contest.web.setup.rules_words import (
    LATE_WORDS,
    PLAIN_WORDS,
    method_sentences,
    options,
    special_options,
    tie_options,
    told,
)
from contest.words import _

Typed = dict[str, Any]


@bp.get("/c/<slug>/setup/rules")
def rules(slug: str) -> Response:
    return _page(slug, _stored(read.contest_row(slug)))


@bp.post("/c/<slug>/setup/rules")
def rules_post(slug: str) -> Response:
    row = read.contest_row(slug)
    typed = _typed(row)
    if prizes_form.edit_prizes(typed, request.form):
        return _page(slug, typed)
    return act(
        setup.change_rules, slug, lambda: _told(row, typed),
        then=lambda ack: step_url(slug, "review"), again=lambda fault: _page(slug, typed, fault),
    )


@bp.post("/c/<slug>/setup/rules/example")
def rules_example(slug: str) -> Response:
    """What the rules as they are typed make of invented marks, or why they cannot be reckoned with. Nothing is saved."""
    row = read.contest_row(slug)
    try:
        made = worked_example(tried(read.contest(row), _told(row, _typed(row))))
    except Refused as no:
        return jsonify(ok=False, message=words.refusal(no.code, no.details))
    return jsonify(ok=True, example=asdict(made))


def _page(slug: str, typed: Typed, fault: str | None = None) -> Response:
    row = read.contest_row(slug)
    contest = read.contest(row)
    return show_step(
        slug, "rules", fault,
        typed=typed, options=options(), plain_options=told(PLAIN_WORDS), late_options=told(LATE_WORDS),
        method_sentences=method_sentences(), tie_options=tie_options(contest.rounds),
        special_options=special_options(contest.rounds), example=_example(row, contest, typed), origin=_origin(row),
        scored=_scored(row), timed=timed_stages(row.id), opened=_opened(typed),
    )


def _opened(typed: Typed) -> set[str]:
    """The blocks of exact rules that are worked on: of a list whose button was pressed, of a round with a rule of its own."""
    pressed = {forms.pressed(request.form)[0].partition("-")[0]}
    return pressed | ({"rounds"} if "exact" in (typed["plain"], typed["late"]) else set())


def _example(row: ContestRow, contest: Contest, typed: Typed) -> Example:
    """Of the rules as typed; as stored while those cannot be reckoned with."""
    try:
        return worked_example(tried(contest, _told(row, typed)))
    except Refused:
        return worked_example(contest)


def _origin(row: ContestRow) -> str:
    """What the preset is worth and where its rule comes from; nothing for one of our own, or one that is gone."""
    if row.preset not in presets.names():
        return ""
    about = presets.about(row.preset, words.language())
    return f"{_(LABELS[about.label])} · {about.source}"


def _stored(row: ContestRow) -> Typed:
    """The rules as their form holds them."""
    rounds = read.rounds(row.id)
    return {
        "plain": methods_form.plain_method(rounds), **methods_form.plain_late(rounds),
        "rounds": [methods_form.round_shown(one) for one in rounds], **prizes_form.prizes_shown(row),
    }


def _typed(row: ContestRow) -> Typed:
    """The form over the stored rules: a field that is locked was not sent and stays."""
    typed = _stored(row)
    methods_form.type_rounds(typed, request.form)
    prizes_form.type_prizes(typed, request.form)
    return typed


def _told(row: ContestRow, typed: Typed) -> dict[str, Any]:
    """Raises Refused for what is not a number, a time or a method."""
    return {
        "rounds": methods_form.rounds_told(typed, _scored(row), timed_stages(row.id)), **prizes_form.prizes_told(typed),
    }


def _scored(row: ContestRow) -> set[int]:
    return {sheet.round for sheet in read.sheet_rows(row.id)}
