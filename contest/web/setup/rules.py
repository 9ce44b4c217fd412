"""The step that says how scores become a result: method and rounding, lateness, tie-breaks, prizes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Response, request

from contest.actions import setup
from contest.actions.rounds import timed_stages
from contest.rules.contests import Overtime, Round, Stage
from contest.rules.methods import METHODS
from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.rules.ties import TIE_BREAKS, read_key
from contest.store import read
from contest.web import forms
from contest.web.setup.example import worked_example
from contest.web.setup.frame import act, bp, show_step, step_url
from contest.words import N_, _, figures, minutes

METHOD_WORDS = {
    "mean": N_("Mean of all judges"),
    "sum": N_("Sum of all judges"),
    "trimmed_mean": N_("Mean without the highest and lowest"),
    "median": N_("Median: the middle judge"),
    "weighted_mean": N_("Weighted mean, on the scale of one criterion"),
    "trimmed_sum": N_("Sum without the highest and lowest"),
    "clamped_mean": N_("Mean, far marks moved closer"),
    "rank_sum": N_("Sum of the judges' ranks"),
    "borda": N_("Borda: how many entries each leaves behind"),
    "place_points": N_("Points for each judge's places"),
    "skating": N_("Skating system: majority of the judges' places"),
    "judgement": N_("Judgement 0 to 3, as a share of the maximum"),
    "z_scores": N_("Each judge on the same scale (z-scores)"),
    "additive": N_("Mean, freed of each judge's severity"),
}
SCOPE_WORDS = {"judge_total": N_("Each judge's total"), "criterion": N_("Each criterion by itself")}
FROM_WORDS = {"start": N_("From the start"), "time_up": N_("Only when time is up")}
FORMULA_WORDS = {
    "": N_("Nothing by itself"),
    "per_started_unit": N_("Points for each started unit"),
    "per_full_unit": N_("Points for each full unit"),
    "table": N_("By a table"),
}
CUTOFF_WORDS = {"not_placed": N_("Not placed"), "disqualified": N_("Disqualified")}
TIE_WORDS = {
    "criterion": N_("More in %(name)s"),
    "criterion_kept": N_("More in %(name)s, from the judges who were kept"),
    "highest_judge_totals": N_("The highest judge's total, then the next"),
    "round": N_("More in %(name)s"),
    "best_rounds": N_("The best round, then the next best"),
    "firsts": N_("More judges have it first, then second"),
    "dropped": N_("The higher total that was left out"),
    "voters": N_("More judges gave it points"),
    "head_judge": N_("The head judge's total"),
    "smaller_penalty": N_("Fewer penalty points"),
    "shorter_time": N_("Finished sooner"),
    "prefer": N_("More judges prefer it (two entries only)"),
}
METHOD_NUMBERS = ("drop_high", "drop_low", "round_score", "round_criterion", "round_points")
ROUND_FIELDS = ("method", "scope", "judging_from", *METHOD_NUMBERS)
OVERTIME_FIELDS = ("formula", "grace", "unit", "points", "cap", "cutoff", "cutoff_status", "table")


@bp.get("/c/<slug>/setup/rules")
def rules(slug: str) -> Response:
    return _page(slug, _stored(slug))


@bp.post("/c/<slug>/setup/rules")
def rules_post(slug: str) -> Response:
    typed = _typed(slug)
    if _edit(typed):
        return _page(slug, typed)
    return act(
        setup.change_rules, slug, lambda: _told(typed),
        then=lambda ack: step_url(slug, "review"), again=lambda fault: _page(slug, typed, fault),
    )


def _page(slug: str, typed: dict[str, Any], fault: str | None = None) -> Response:
    row = read.contest_row(slug)
    contest = read.contest(row)
    options = {name: {key: _(said) for key, said in table.items()} for name, table in {
        "method": METHOD_WORDS, "scope": SCOPE_WORDS, "judging_from": FROM_WORDS, "formula": FORMULA_WORDS,
        "cutoff_status": CUTOFF_WORDS,
    }.items()}
    return show_step(
        slug, "rules", fault,
        typed=typed, options=options, tie_options=_tie_options(contest.rounds), example=worked_example(contest),
        scored={sheet.round for sheet in read.sheet_rows(row.id)}, timed=timed_stages(row.id),
    )


def _tie_options(rounds: tuple[Round, ...]) -> list[tuple[str, str]]:
    """Every key of the table, the one that names a criterion once for each criterion."""
    options: list[tuple[str, str]] = []
    for name, tie_break in TIE_BREAKS.items():
        if tie_break.names is None:
            options.append((name, _(TIE_WORDS[name])))
            continue
        if tie_break.names == "round":
            options += [(f"{name}:{one.number}", _(TIE_WORDS[name], name=one.name)) for one in rounds]
            continue
        for one in rounds:
            for criterion in one.criteria:
                said = criterion.name if len(rounds) == 1 else f"{one.name}: {criterion.name}"
                options.append((f"{name}:{one.number}.{criterion.number}", _(TIE_WORDS[name], name=said)))
    return options


def _stored(slug: str) -> dict[str, Any]:
    """The rules as their form holds them."""
    row = read.contest_row(slug)
    return {
        "rounds": [_round_shown(one) for one in read.rounds(row.id)],
        "ties": [_long_key(key) for key in row.ties],
        "prizes": [{"name": tier["name"], "count": str(tier["count"] or "")} for tier in row.prizes],
        "blind": row.blind,
        "floor_at_zero": row.floor_at_zero,
    }


def _long_key(key: str) -> str:
    """`criterion:2` as the options write it, with its round."""
    of = read_key(key)[1]
    return key if of is None or of[1] == 0 else f"{key.partition(':')[0]}:{of[0]}.{of[1]}"


def _round_shown(one: Round) -> dict[str, Any]:
    told = {field: _text(getattr(one.method, field)) for field in METHOD_NUMBERS}
    if one.method.name != "trimmed_mean":
        told["drop_high"] = told["drop_low"] = "1"  # what a trim begins with, once it is chosen
    return {
        "number": one.number, "name": one.name, "method": one.method.name, "scope": one.method.scope,
        "judging_from": one.judging_from, **told, "stages": [_stage_shown(stage) for stage in one.stages],
    }


def _stage_shown(stage: Stage) -> dict[str, str | int]:
    rule = stage.overtime or Overtime("per_started_unit", points=Decimal(1))
    return {
        "number": stage.number, "name": stage.name,
        "formula": stage.overtime.formula if stage.overtime else "",
        "grace": minutes(rule.grace), "unit": minutes(rule.unit), "points": figures(plain(rule.points)),
        "cap": "" if rule.cap is None else figures(plain(rule.cap)),
        "cutoff": "" if rule.cutoff is None else minutes(rule.cutoff), "cutoff_status": rule.cutoff_status,
        "table": "\n".join(f"{minutes(late)} = {figures(plain(points))}" for late, points in rule.table),
    }


def _text(number: int | None) -> str:
    return "" if number is None else str(number)


def _typed(slug: str) -> dict[str, Any]:
    """The form over the stored rules: a field that is locked was not sent and stays."""
    typed, form = _stored(slug), request.form
    for at, one in enumerate(typed["rounds"]):
        one.update({field: form[f"{field}-{at}"] for field in ROUND_FIELDS if f"{field}-{at}" in form})
        for stage in one["stages"]:
            place = f"{at}-{stage['number']}"
            stage.update({field: form[f"{field}-{place}"] for field in OVERTIME_FIELDS if f"{field}-{place}" in form})
    typed["ties"] = form.getlist("tie")[: forms.MOST_ROWS]
    typed["prizes"] = forms.rows(form, {"name": "prize_name", "count": "prize_count"})
    typed["blind"], typed["floor_at_zero"] = "blind" in form, "floor_at_zero" in form
    return typed


def _edit(typed: dict[str, Any]) -> bool:
    """Whether a button of the tie-breaks or the prizes was pressed; nothing is saved then."""
    verb, at = forms.pressed(request.form)
    of, _dash, what = verb.partition("-")
    blanks: dict[str, Any] = {"ties": "", "prizes": {"name": "", "count": ""}}
    if of not in blanks:
        return False
    forms.edited(typed[of], what, at[0] if at else 0, blanks[of])
    return True


def _told(typed: dict[str, Any]) -> dict[str, Any]:
    return {
        "rounds": [_round_told(one) for one in typed["rounds"]],
        "ties": [key for key in typed["ties"] if key],
        "prizes": [
            {"name": tier["name"], "count": forms.whole_or_none(tier["count"])}
            for tier in typed["prizes"] if tier["name"].strip()
        ],
        "blind": typed["blind"],
        "floor_at_zero": typed["floor_at_zero"],
    }


def _round_told(one: dict[str, Any]) -> dict[str, Any]:
    if one["method"] not in METHODS:
        raise Refused("unknown_method")
    return {
        "number": one["number"],
        "judging_from": one["judging_from"],
        "method": {"name": one["method"], "scope": one["scope"], **_method_numbers(one)},
        "overtime": {stage["number"]: _overtime_told(stage) for stage in one["stages"]},
    }


def _method_numbers(one: dict[str, Any]) -> dict[str, int | None]:
    numbers = {field: forms.whole_or_none(one[field]) for field in METHOD_NUMBERS}
    if one["method"] != "trimmed_mean":
        numbers["drop_high"] = numbers["drop_low"] = 0
    return {**numbers, **{field: numbers[field] or 0 for field in ("drop_high", "drop_low", "round_points")}}


def _overtime_told(stage: dict[str, Any]) -> dict[str, Any] | None:
    if not stage["formula"]:
        return None
    return {
        "formula": stage["formula"], "grace": forms.seconds(stage["grace"]), "unit": forms.seconds(stage["unit"]),
        "points": forms.points(stage["points"]), "cap": forms.points(stage["cap"]) if stage["cap"].strip() else None,
        "cutoff": forms.seconds(stage["cutoff"]) if stage["cutoff"].strip() else None,
        "cutoff_status": stage["cutoff_status"],
        "table": [_table_row(line) for line in stage["table"].splitlines() if line.strip()],
    }


def _table_row(line: str) -> list[Any]:
    """`1:01 = 3`: from 61 seconds late, 3 points."""
    late, equals, points = line.partition("=")
    if not equals:
        raise Refused("bad_number", text=line[:40])
    return [forms.seconds(late), forms.points(points.strip())]
