"""Two steps over the same rounds: their stages with times, and their criteria with the sum of the maxima."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from flask import Response, request

from contest.actions import setup
from contest.actions.rounds import timed_stages
from contest.rules import shapes
from contest.rules.contests import CALLS, Method, Round
from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.store import read
from contest.web import forms
from contest.web.forms import Form
from contest.web.setup.frame import act, bp, show_step, step_url
from contest.words import N_, _, figures, minutes

Typed = list[dict[str, Any]]

STAGE_COLUMNS = ("number", "name", "kind", "time", "calls")
CRITERION_COLUMNS = ("number", "name", "maximum", "step", "weight", "stage", "minimum", "consensus", "apart")
KIND_WORDS = {
    "together": N_("One clock for all"), "each": N_("A clock for each team"), "heats": N_("A clock for each heat"),
}
CONSENSUS_WORDS = {"": N_("Every judge marks"), "1": N_("One mark for the whole jury")}


@bp.get("/c/<slug>/setup/rounds")
def rounds(slug: str) -> Response:
    return _rounds_page(slug, _rounds_shown(slug))


@bp.post("/c/<slug>/setup/rounds")
def rounds_post(slug: str) -> Response:
    typed = _typed(request.form, STAGE_COLUMNS)
    for at, one in enumerate(typed):
        one |= {"go_on": request.form.get(f"go_on-{at}", ""), "fresh": f"fresh-{at}" in request.form}
    if _edit(typed, blank_stage()):
        return _rounds_page(slug, typed)
    return act(
        setup.change_rounds, slug, lambda: {"rounds": _with_stages(slug, typed)},
        then=lambda ack: step_url(slug, "criteria"), again=lambda fault: _rounds_page(slug, typed, fault),
    )


@bp.get("/c/<slug>/setup/criteria")
def criteria(slug: str) -> Response:
    return _criteria_page(slug, _shown(slug, _criterion_shown, "criteria"), _stated_total(slug))


@bp.post("/c/<slug>/setup/criteria")
def criteria_post(slug: str) -> Response:
    typed, total = _typed(request.form, CRITERION_COLUMNS), request.form.get("stated_total", "")
    if _edit(typed, blank_criterion()):
        return _criteria_page(slug, typed, total)

    def fields() -> dict[str, Any]:
        told = _with_criteria(slug, typed)
        if request.form.get("do") == "total":
            return {"rounds": told, "stated_total": plain(_sum(told))}
        return {"rounds": told, "stated_total": forms.points(total) if total.strip() else ""}

    there = "criteria" if request.form.get("do") == "total" else "teams"
    return act(
        setup.change_rounds, slug, fields,
        then=lambda ack: step_url(slug, there), again=lambda fault: _criteria_page(slug, typed, total, fault),
    )


def _rounds_page(slug: str, typed: Typed, fault: str | None = None) -> Response:
    kinds = {kind: _(title) for kind, title in KIND_WORDS.items()}
    row = read.contest_row(slug)
    timed = {(str(round), str(stage)) for round, stage in timed_stages(row.id)}
    scored = _scored(row.id)
    locked = {number for number, _stage in timed} | scored
    own = {str(one.number) for at, one in enumerate(read.rounds(row.id)) if not _is_plain(read.rounds(row.id), at)}
    return show_step(
        slug, "rounds", fault, typed=typed, blank=blank_stage(), kinds=kinds, timed=timed, locked=locked, scored=scored,
        own_shares=own,
    )


def _criteria_page(slug: str, typed: Typed, total: str, fault: str | None = None) -> Response:
    row = read.contest_row(slug)
    stages = {str(one.number): [(str(stage.number), stage.name) for stage in one.stages] for one in read.rounds(row.id)}
    return show_step(
        slug, "criteria", fault,
        typed=typed, stages=stages, scored=_scored(row.id), stated_total=total, blank=blank_criterion(),
        consensus={key: _(said) for key, said in CONSENSUS_WORDS.items()}, **_added(typed, total),
    )


def blank_stage() -> dict[str, str]:
    return {"number": "", "name": "", "kind": "together", "time": "10:00", "calls": _calls_shown(CALLS)}


def blank_criterion() -> dict[str, str]:
    return {
        "number": "", "name": "", "maximum": "", "step": figures("0.5"), "weight": "1", "stage": "", "minimum": "0",
        "consensus": "", "apart": "",
    }


def _scored(contest_id: int) -> set[str]:
    return {str(sheet.round) for sheet in read.sheet_rows(contest_id)}


def _shown(slug: str, shown: Any, parts: str) -> Typed:
    """The stored rounds as their form holds them."""
    return [
        {"number": str(one.number), "name": one.name, "rows": [shown(part) for part in getattr(one, parts)]}
        for one in read.rounds(read.contest_row(slug).id)
    ]


def _rounds_shown(slug: str) -> Typed:
    shown = _shown(slug, _stage_shown, "stages")
    stored = read.rounds(read.contest_row(slug).id)
    for at, (one, round_) in enumerate(zip(shown, stored, strict=True)):
        go_on = round_.combine.go_on
        one |= {"go_on": "" if go_on is None else str(go_on), "fresh": bool(at) and _is_fresh(round_)}
    return shown


def _stage_shown(stage: Any) -> dict[str, str]:
    kind = "heats" if stage.heats else stage.kind
    return {
        "number": str(stage.number), "name": stage.name, "kind": kind, "time": minutes(stage.seconds),
        "calls": _calls_shown(stage.calls),
    }


def _calls_shown(calls: Sequence[int]) -> str:
    """As they are typed: whole minutes alone, others as 1:30."""
    return ", ".join(minutes(call) if call % 60 else str(call // 60) for call in calls)


def _criterion_shown(one: Any) -> dict[str, str]:
    return {
        "number": str(one.number), "name": one.name, "maximum": figures(plain(one.maximum)),
        "step": figures(plain(one.step)), "weight": figures(plain(one.weight)),
        "stage": "" if one.stage is None else str(one.stage), "minimum": figures(plain(one.minimum)),
        "consensus": "1" if one.consensus else "", "apart": "" if one.apart is None else figures(plain(one.apart)),
    }


def _stated_total(slug: str) -> str:
    total = read.contest_row(slug).stated_total
    return "" if total is None else figures(plain(total))


def _typed(form: Form, columns: tuple[str, ...]) -> Typed:
    """Rounds with their rows as posted; the rows of round i carry i in their fields' names."""
    rounds = forms.rows(form, {"number": "round_number", "name": "round_name"})
    return [
        {**one, "rows": forms.rows(form, {column: f"{column}-{at}" for column in columns})}
        for at, one in enumerate(rounds)
    ]


def _edit(typed: Typed, blank: dict[str, str]) -> bool:
    """Whether a row's own button was pressed; then its change is made on what was typed, and nothing is saved."""
    verb, at = forms.pressed(request.form)
    if verb in ("add", "remove", "up", "down") and at and at[0] < len(typed):
        forms.edited(typed[at[0]]["rows"], verb, at[1] if len(at) > 1 else 0, blank)
    elif verb == "add_round":
        name = _("Round %(number)s", number=len(typed) + 1)
        typed.append({"number": "", "name": name, "rows": [dict(blank)], "go_on": "", "fresh": False})
    elif verb == "remove_round" and at:
        forms.edited(typed, "remove", at[0], None)
    else:
        return False
    return True


def _with_stages(slug: str, typed: Typed) -> list[dict[str, Any]]:
    """The stored rounds with the names and stages typed, and who goes on; what is judged and how stays. A new round gets a
    number below zero, by which later ones can name it."""
    row = read.contest_row(slug)
    stored, scored = {str(one.number): one for one in read.rounds(row.id)}, _scored(row.id)
    numbers = [stored[one["number"]].number if one["number"] in stored else -at for at, one in enumerate(typed, 1)]
    told, since = [], 0
    for at, one in enumerate(typed):
        known = stored.get(one["number"])
        overtime = {stage.number: shapes.overtime_told(stage.overtime) for stage in known.stages} if known else {}
        round_ = shapes.round_told(known) if known else _new_round()
        if one["number"] not in scored:
            since = at if one["fresh"] and at else since
            is_plain = known is None or _is_plain(tuple(stored.values()), list(stored).index(one["number"]))
            if one["fresh"] or is_plain:
                round_["combine"]["shares"] = _shares(numbers, since, at)
            round_["combine"]["go_on"] = forms.whole_or_none(one["go_on"])
        elif known is not None and at and _is_fresh(known):
            since = at
        stages = [_stage(stage, overtime) for stage in one["rows"]]
        told.append({**round_, "number": numbers[at], "name": one["name"], "stages": stages})
    return told


def _shares(numbers: Sequence[int], since: int, at: int) -> list[list[Any]]:
    """Every round since the last fresh start, once; nothing said where that is every round."""
    return [[number, "1"] for number in numbers[since : at + 1]] if since else []


def _is_fresh(one: Round) -> bool:
    return one.combine.shares == ((one.number, Decimal(1)),)


def _is_plain(rounds: Sequence[Round], at: int) -> bool:
    """Whether a round adds every round since some fresh start, once: no weights of its own."""
    numbers = [one.number for one in rounds[: at + 1]]
    plain_ways = [(), *(tuple((number, Decimal(1)) for number in numbers[since:]) for since in range(at + 1))]
    return rounds[at].combine.shares in plain_ways


def _stage(row: dict[str, str], overtime: dict[int, Any]) -> dict[str, Any]:
    number = forms.whole_or_none(row["number"])
    heats = row["kind"] == "heats"
    return {
        "number": number, "name": row["name"], "kind": "each" if heats else row["kind"], "heats": heats,
        "seconds": forms.seconds(row["time"]), "calls": forms.calls(row["calls"]),
        "overtime": overtime.get(number) if number is not None else None,
    }


def _new_round() -> dict[str, Any]:
    """A round to be filled in at the next step."""
    criterion = {"number": None, "name": _("Overall impression"), "maximum": "10", "step": "0.5"}
    return {**shapes.round_told(Round(0, "", (), (), Method())), "criteria": [criterion]}


def _with_criteria(slug: str, typed: Typed) -> list[dict[str, Any]]:
    stored = {str(one.number): shapes.round_told(one) for one in read.rounds(read.contest_row(slug).id)}
    if [one["number"] for one in typed] != list(stored):
        raise Refused("stale")
    return [{**stored[one["number"]], "criteria": [_criterion(row) for row in one["rows"]]} for one in typed]


def _criterion(row: dict[str, str]) -> dict[str, Any]:
    return {
        "number": forms.whole_or_none(row["number"]), "name": row["name"],
        **{field: forms.points(row[field]) for field in ("maximum", "step", "weight")},
        "stage": forms.whole_or_none(row["stage"]), "minimum": forms.points(row["minimum"].strip() or "0"),
        "consensus": row["consensus"] == "1", "apart": forms.points(row["apart"]) if row["apart"].strip() else None,
    }


def _added(typed: Typed, total: str) -> dict[str, Any]:
    """The sum of the maxima and what is missing to the stated total, as far as what was typed are numbers."""
    try:
        added = _sum([{"criteria": one["rows"]} for one in typed])
        short = Decimal(forms.points(total)) - added if total.strip() else None
        return {"sum": Decimal(plain(added)), "short": None if short is None else Decimal(plain(short))}
    except Refused:
        return {"sum": None, "short": None}


def _sum(told: list[dict[str, Any]]) -> Decimal:
    """What one judge can give at most over all rounds, weighted. Raises Refused('bad_number')."""
    return sum(
        (Decimal(forms.points(row["maximum"])) * Decimal(forms.points(row["weight"]))
         for one in told for row in one["criteria"]),
        Decimal(0),
    )
