"""The looks of the skating system in words: by which rule an entry got its place, and the numbers that were compared."""

from __future__ import annotations

from fractions import Fraction

from contest.rules.arithmetic import RoundStanding
from contest.rules.contests import Round
from contest.rules.rounding import written
from contest.rules.skating import SkatingStep
from contest.snapshots.board import Board
from contest.words import N_, _, figures

# `count` of `marks` judges' places (rule 10: of the criteria's) are `column` or better and add up to `sum`
RULES = {
    "5": N_("%(count)s of %(marks)s judges gave place %(column)s or better: a majority"),
    "6": N_("%(count)s of %(marks)s judges gave place %(column)s or better; the larger majority is ahead"),
    "7a": N_("Equal majorities: their places up to %(column)s add up to %(sum)s; the smaller sum is ahead"),
    "7b": N_("Equal sums: %(count)s of %(marks)s judges gave place %(column)s or better; more is ahead"),
    "7c": N_("Equal to the end: the places are shared"),
    "10": N_("Equal sums: in %(count)s of %(marks)s criteria place %(column)s or better; more is ahead"),
    "10+": N_("Equal sums: in %(count)s of %(marks)s criteria place %(column)s or better, which add up to %(sum)s"),
    "11": N_("Still equal, all criteria together: %(count)s of %(marks)s places are %(column)s or better"),
    "11+": N_("Still equal, all criteria together: the places up to %(column)s add up to %(sum)s"),
}


def look_said(board: Board, round_: Round, entry: int, standing: RoundStanding, look: SkatingStep) -> tuple[str, str, str]:
    """A look as label, value and note: this entry's own numbers in words, the rule, and what the others had. Rule 9, which only
    adds, is not told here."""
    counts, sums = dict(look.counts), dict(look.sums)
    label = _(
        RULES[f"{look.rule}+" if look.rule in ("10", "11") and entry in sums else look.rule],
        count=counts.get(entry, 0), marks=_marks(standing, look), column=look.column or "",
        sum=figures(written(sums[entry])) if entry in sums else "",
    )
    return label, _("Rule %(rule)s", rule=look.rule), " · ".join((*_dance(round_, look), *_others(board, entry, look)))


def _marks(standing: RoundStanding, look: SkatingStep) -> int:
    """How many places were counted: the judges', the criteria's, or all judges' in all criteria."""
    judges, criteria = len(standing.steps[0].terms), len(standing.steps)
    return {"10": criteria, "11": judges * criteria}.get(look.rule, judges)


def _dance(round_: Round, look: SkatingStep) -> list[str]:
    """The criterion that the look was at; none where it was over all of them."""
    if look.dance is None or round_.method.scope == "judge_total":
        return []
    return [round_.criteria[look.dance - 1].name]


def _others(board: Board, entry: int, look: SkatingStep) -> list[str]:
    """Whom it was compared with and what they had."""
    if look.rule == "7c":
        return []
    told = look.sums or look.counts
    return [f"{board.entries[one].name}: {figures(written(Fraction(had)))}" for one, had in told if one != entry]
