"""How a round's points come about and what is added up, in plain sentences: for the result sheet, set-up and the shell."""

from __future__ import annotations

from contest.rules.contests import Combine, Contest, Method, Round
from contest.rules.methods import TRIMS
from contest.rules.rounding import plain
from contest.words import N_, _, figures

# a method, seen from the judges' totals and from the criteria one by one
SENTENCES: dict[str, dict[str, str]] = {
    "mean": {
        "judge_total": N_("Points are the mean of the judges' totals"),
        "criterion": N_("Each criterion counts the mean of the judges' scores; the criteria are added"),
    },
    "sum": {
        "judge_total": N_("Points are the judges' totals added up"),
        "criterion": N_("In each criterion the judges' scores are added up; the criteria are added"),
    },
    "weighted_mean": {
        "judge_total": N_("Points are the mean of the judges' totals, divided by the sum of the weights"),
        "criterion": N_("Each criterion counts the mean of the judges' scores; their weighted mean is taken"),
    },
    "trimmed_mean": {
        "judge_total": N_("Points are the mean of the judges' totals without the %(high)s highest and the %(low)s lowest"),
        "criterion": N_(
            "Each criterion counts the mean without the %(high)s highest and the %(low)s lowest; the criteria are added"
        ),
    },
    "trimmed_sum": {
        "judge_total": N_("Points are the judges' totals added up without the %(high)s highest and the %(low)s lowest"),
        "criterion": N_(
            "In each criterion the scores without the %(high)s highest and the %(low)s lowest are added; so are the criteria"
        ),
    },
    "median": {
        "judge_total": N_("Points are the middle one of the judges' totals"),
        "criterion": N_("Each criterion counts the middle one of the judges' scores; the criteria are added"),
    },
    "clamped_mean": {
        "judge_total": N_(
            "A total further than %(clamp)s from the panel's mean is moved to that limit; points are the mean of what is left"
        ),
        "criterion": N_(
            "A score further than %(clamp)s from the panel's mean is moved to that limit; each criterion counts the mean"
        ),
    },
    "rank_sum": {
        "judge_total": N_("Each judge's totals are put in order; points are the places added up, and the fewest win"),
        "criterion": N_("In each criterion each judge's scores are put in order; the places are added up, and the fewest win"),
    },
    "borda": {
        "judge_total": N_("Points are how many entries each judge puts behind this one, added up"),
        "criterion": N_("In each criterion points are how many entries each judge puts behind this one, added up"),
    },
    "place_points": {
        "judge_total": N_("Each judge's places earn points (%(table)s), added up; equal entries share them"),
        "criterion": N_("In each criterion each judge's places earn points (%(table)s), added up; equal entries share them"),
    },
    "skating": {
        "judge_total": N_("Skating system: the places that a majority of the judges agrees on (rules 5 to 8)"),
        "criterion": N_("Skating system: a place in each criterion (rules 5 to 8), added up; ties by rules 10 and 11"),
    },
    "judgement": {
        "judge_total": N_("Each criterion counts its weight times the share of its maximum that the judges gave"),
        "criterion": N_("Each criterion counts its weight times the share of its maximum that the judges gave"),
    },
    "z_scores": {
        "judge_total": N_("Each judge's totals are put on the same scale (z-scores); points are their mean"),
        "criterion": N_("In each criterion each judge's scores are put on the same scale (z-scores); each counts the mean"),
    },
    "additive": {
        "judge_total": N_("Each total is freed of its judge's severity; points are the mean"),
        "criterion": N_("Each score is freed of its judge's severity; each criterion counts the mean"),
    },
}


def method_said(round_: Round) -> str:
    """How a round's points come about, in a sentence or two."""
    method = round_.method
    sentence = _(
        SENTENCES[method.name][method.scope],
        high=method.drop_high, low=method.drop_low, clamp=figures(plain(method.clamp)) if method.clamp is not None else "",
        table=", ".join(figures(plain(points)) for points in method.table),
    )
    said = [_("%(sentence)s, rounded half up to %(places)s decimals.", sentence=sentence, places=method.round_points)]
    if method.marks == "places":
        said.append(_("The judges write places: 1 is best."))
    together = [one.name for one in round_.criteria if one.consensus]
    if together:
        said.append(_("One mark of the whole jury: %(criteria)s.", criteria=", ".join(together)))
    return " ".join([*said, *_roundings_said(method)])


def combine_said(contest: Contest, round_: Round) -> str:
    """What the standing after a round adds up and who goes on; empty where there is only one round and everybody stays."""
    said = [*_added_said(contest, round_), *_cut_said(round_.combine)] if len(contest.rounds) > 1 else []
    return " ".join(said)


def _roundings_said(method: Method) -> list[str]:
    told = {
        "round_mark": N_("What a number became is rounded to %(places)s decimals."),
        "round_criterion": N_("Each criterion's figure is rounded to %(places)s decimals before its weight."),
        "round_score": N_("Each weighted number is rounded to %(places)s decimals."),
    }
    given = [(getattr(method, name), sentence) for name, sentence in told.items()]
    said = [_(sentence, places=places) for places, sentence in given if places is not None]
    if method.name in TRIMS:
        said.append(_("A panel too small to leave anybody out counts whole."))
    return said


def _added_said(contest: Contest, round_: Round) -> list[str]:
    combine = round_.combine
    names = {one.number: one.name for one in contest.rounds}
    shares = [
        names[number] if weight == 1 else f"{figures(plain(weight))} × {names[number]}" for number, weight in combine.shares
    ]
    added = " + ".join(shares)
    said = []
    if combine.adds == "places":
        said.append(
            _("After it the places are added: %(rounds)s. The fewest win.", rounds=added) if added
            else _("After it the places of all rounds so far are added. The fewest win.")
        )
    elif added:
        said.append(_("After it counts: %(rounds)s.", rounds=added))
    if combine.best is not None:
        said.append(_("Only the %(count)s best rounds of each entry count.", count=combine.best))
    return said


def _cut_said(combine: Combine) -> list[str]:
    if combine.go_on is None:
        return []
    ties = {
        "all": N_("whoever ties on the line goes on too"), "none": N_("nobody who ties across the line goes on"),
        "tie_breaks": N_("a tie across the line is parted by the tie-breaks"),
    }[combine.at_cut]
    return [_("The best %(count)s go on; %(ties)s.", count=combine.go_on, ties=_(ties))]
