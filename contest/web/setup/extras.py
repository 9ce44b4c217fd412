"""Factors of single entries and points from elsewhere, as tables of one round; counted votes. Before or during the day."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from contest.actions import setup
from contest.rules.contests import Round
from contest.rules.rounding import plain
from contest.store import read
from contest.web import forms
from contest.web.setup.frame import act, bp, show_step, step_url
from contest.words import _, figures

Cells = dict[str, str]
WHOLE = "0"  # the column of the factor of all points


@bp.get("/c/<slug>/setup/extras")
def extras(slug: str) -> Response:
    return _page(slug)


@bp.post("/c/<slug>/setup/extras/factors")
def factors_post(slug: str) -> Response:
    """Every factor of a round: `factor-<criterion or 0>-<entry>`, blank for none."""
    typed = {name: text for name, text in request.form.items() if name.startswith("factor-")}

    def fields() -> dict[str, Any]:
        told = []
        for name, text in typed.items():
            _factor, criterion, entry = name.split("-") if name.count("-") == 2 else ("", "", "")
            told.append({
                "criterion": forms.whole(criterion) or None, "entry": forms.whole(entry),
                "factor": forms.points(text) if text.strip() else None,
            })
        return {"round": _asked(), "factors": told}

    return act(setup.set_factors, slug, fields, _there(slug), lambda fault: _page(slug, fault, typed=typed))


@bp.post("/c/<slug>/setup/extras/externals")
def externals_post(slug: str) -> Response:
    """Points from elsewhere: column k is called `label-<k>` (it was `was-<k>`) and holds `points-<k>-<entry>`."""
    typed = {name: text for name, text in request.form.items() if name.startswith(("label-", "points-"))}

    def fields() -> dict[str, Any]:
        told = []
        for name, text in typed.items():
            if not name.startswith("points-"):
                continue
            _points, column, entry = name.split("-") if name.count("-") == 2 else ("", "", "")
            label, was = request.form.get(f"label-{column}", ""), request.form.get(f"was-{column}", "")
            points = forms.points(text) if text.strip() else None
            told.append({"entry": forms.whole(entry), "label": label, "points": points})
            if was and was != label.strip():
                told.append({"entry": forms.whole(entry), "label": was, "points": None})
        return {"round": _asked(), "externals": told}

    return act(setup.set_externals, slug, fields, _there(slug), lambda fault: _page(slug, fault, typed=typed))


@bp.post("/c/<slug>/setup/extras/votes")
def votes_post(slug: str) -> Response:
    """The votes of special prize `prize`: `votes-<prize>-<entry>`, blank for not counted."""
    typed = {name: text for name, text in request.form.items() if name.startswith("votes-")}

    def fields() -> dict[str, Any]:
        told = []
        for name, text in typed.items():
            _votes, _prize, entry = name.split("-") if name.count("-") == 2 else ("", "", "")
            told.append({"entry": forms.whole(entry), "votes": forms.whole_or_none(text)})
        return {"prize": forms.whole(request.form.get("prize", "")), "votes": told}

    return act(setup.set_votes, slug, fields, _there(slug), lambda fault: _page(slug, fault, typed=typed))


def _there(slug: str) -> Any:
    return lambda ack: f"{step_url(slug, 'extras')}?round={request.form.get('round', '')}"


def _asked() -> int:
    return forms.whole(request.form.get("round", ""))


def _page(slug: str, fault: str | None = None, typed: Cells | None = None) -> Response:
    row = read.contest_row(slug)
    rounds = read.rounds(row.id)
    wanted = request.values.get("round", "")
    round_ = next((one for one in rounds if str(one.number) == wanted), rounds[0])
    cells, labels = _stored(row.id, round_.number)
    voted = [one for one in read.contest(row).special_prizes if one.kind == "vote"]
    return show_step(
        slug, "extras", fault, round=round_, voted=voted, columns=_columns(round_, cells), labels=[*labels, ""],
        cells={**cells, **(typed or {})}, typed_labels={name: text for name, text in (typed or {}).items() if "label" in name},
    )


def _columns(round_: Round, cells: Cells) -> list[tuple[str, str]]:
    """The factor of all points, and of each criterion where there are several, or one has a factor already."""
    own = [(str(one.number), one.name) for one in round_.criteria]
    has_own = any(name.split("-")[1] != WHOLE for name in cells if name.startswith("factor-"))
    return [(WHOLE, _("All points")), *(own if len(own) > 1 or has_own else [])]


def _stored(contest_id: int, round_: int) -> tuple[Cells, list[str]]:
    """What stands in the tables, by the names of the form's fields; and the labels of the points from elsewhere."""
    cells = {
        f"factor-{row.criterion}-{row.entry}": figures(plain(row.factor))
        for row in read.factor_rows(contest_id) if row.round == round_
    }
    externals = [row for row in read.external_rows(contest_id) if row.round == round_]
    labels = sorted({row.label for row in externals})
    cells |= {f"points-{labels.index(row.label)}-{row.entry}": figures(plain(row.points)) for row in externals}
    cells |= {f"votes-{row.prize}-{row.entry}": str(row.votes) for row in read.vote_rows(contest_id)}
    return cells, labels
