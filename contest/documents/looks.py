"""The looks of the skating system in words: by which rule an entry got its place, and the numbers that were compared."""

from __future__ import annotations

from contest.rules.contests import Round
from contest.rules.rounding import written
from contest.rules.skating import SkatingStep
from contest.words import N_, _, figures

RULES = {
    "5": N_("A majority gave place %(column)s or better"),
    "6": N_("The larger majority for place %(column)s or better"),
    "7a": N_("Equal majorities: the smaller sum of places up to %(column)s"),
    "7b": N_("Equal sums: more judges with place %(column)s or better"),
    "7c": N_("Equal to the end: the places are shared"),
    "9": N_("The places of the criteria added"),
    "10": N_("Equal sums: more places %(column)s or better, then their smaller sum"),
    "11": N_("Still equal: all judges' places of all criteria together, %(column)s or better"),
}


def look_said(round_: Round, look: SkatingStep) -> tuple[str, str, str]:
    """A look as label, value and note: what was compared, this entry's number and sum, and whose the others were."""
    label = _(RULES[look.rule], column=look.column or "")
    where = _dance(round_, look)
    counts = ", ".join(f"{entry}: {count}{_sum(look, entry)}" for entry, count in look.counts)
    return label, _("Rule %(rule)s", rule=look.rule), " · ".join(part for part in (where, counts) if part)


def _dance(round_: Round, look: SkatingStep) -> str:
    """The criterion that the look was at; none where it was over all of them."""
    if look.dance is None or round_.method.scope == "judge_total":
        return ""
    return round_.criteria[look.dance - 1].name


def _sum(look: SkatingStep, entry: int) -> str:
    sums = dict(look.sums)
    return f" (Σ {figures(written(sums[entry]))})" if entry in sums else ""
