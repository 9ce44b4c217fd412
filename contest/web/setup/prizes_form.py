"""The part of the rules form that belongs to the whole contest: tie-breaks, prizes, special prizes, how places are written."""

from __future__ import annotations

from typing import Any

from contest.store.tables import ContestRow
from contest.web import forms
from contest.web.forms import Form
from contest.web.setup.rules_words import long_key
from contest.words import figures

Typed = dict[str, Any]

CHOICES = ("crossing", "numbering", "signing", "confirming")
SWITCHES = ("blind", "floor_at_zero", "rank_exact", "floors")
PRIZE = {"name": "prize_name", "count": "prize_count", "least": "prize_least"}
SPECIAL = {"number": "special_number", "name": "special_name", "by": "special_by", "alone": "special_alone"}
BLANKS: dict[str, Any] = {
    "ties": "",
    "prizes": {"name": "", "count": "", "least": ""},
    "specials": {"number": "", "name": "", "by": "jury", "alone": ""},
}


def prizes_shown(row: ContestRow) -> Typed:
    """What is stored, as the form holds it."""
    return {
        "ties": [long_key(key) for key in row.ties],
        "prizes": [
            {"name": tier["name"], "count": str(tier["count"] or ""), "least": figures(tier.get("least") or "")}
            for tier in row.prizes
        ],
        "specials": [_special_shown(one) for one in row.special_prizes],
        "floors": any(tier.get("least") for tier in row.prizes),
        **{field: getattr(row, field) for field in (*CHOICES, "blind", "floor_at_zero", "rank_exact")},
    }


def type_prizes(typed: Typed, form: Form) -> None:
    typed["ties"] = form.getlist("tie")[: forms.MOST_ROWS]
    typed["prizes"] = forms.rows(form, PRIZE)
    typed["specials"] = forms.rows(form, SPECIAL)
    typed.update({field: field in form for field in SWITCHES})
    typed.update({field: form.get(field, typed[field]) for field in CHOICES})


def edit_prizes(typed: Typed, form: Form) -> bool:
    """Whether a button of one of the lists was pressed; nothing is saved then."""
    verb, at = forms.pressed(form)
    of, _dash, what = verb.partition("-")
    if of not in BLANKS:
        return False
    blank = BLANKS[of]
    forms.edited(typed[of], what, at[0] if at else 0, dict(blank) if isinstance(blank, dict) else blank)
    return True


def prizes_told(typed: Typed) -> dict[str, Any]:
    """As `change_rules` wants them; rows without a name are left out. Raises Refused for numbers that are none."""
    return {
        "ties": [key for key in typed["ties"] if key],
        "prizes": [_prize_told(tier, typed["floors"]) for tier in typed["prizes"] if tier["name"].strip()],
        "special_prizes": [_special_told(one) for one in typed["specials"] if one["name"].strip()],
        **{field: typed[field] for field in (*CHOICES, "blind", "floor_at_zero", "rank_exact")},
    }


def _prize_told(tier: Typed, floors: bool) -> Typed:
    least = forms.points(tier["least"]) if floors and tier["least"].strip() else None
    return {"name": tier["name"], "count": forms.whole_or_none(tier["count"]), "least": least}


def _special_shown(one: Typed) -> Typed:
    by = one["kind"] if one["criterion"] is None else f"criterion:{one['criterion'][0]}.{one['criterion'][1]}"
    return {"number": str(one["number"]), "name": one["name"], "by": by, "alone": "1" if one["alone"] else ""}


def _special_told(one: Typed) -> Typed:
    kind, _colon, of = one["by"].partition(":")
    criterion = [forms.whole(number) for number in of.split(".")] if of else None
    return {
        "number": forms.whole_or_none(one["number"]), "name": one["name"], "kind": kind, "criterion": criterion,
        "alone": one["alone"] == "1",
    }
