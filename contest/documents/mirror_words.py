"""What the mirror says: every figure with its question, its answer and one plain sentence that explains it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from contest.documents.mirror_looks import Gauge, Look, Notes, Podium, number, place_of
from contest.rules.agreement import JUDGES_NEEDED, Concordance, Intraclass, Spread, Unusual
from contest.rules.contests import Criterion
from contest.rules.sensitivity import Decisive, Otherwise, Sensitivity
from contest.rules.sensitivity import Podium as Places
from contest.words import N_, _

# from which figure on which answer; the first that is reached
ORDER = (
    (Fraction(6, 10), N_("Largely the same order.")),
    (Fraction(3, 10), N_("The same in the large, not in the details.")),
    (Fraction(1, 10), N_("Only a little in common.")),
    (Fraction(-2), N_("No common order: not more than lots would give.")),
)
SAME = (
    (Fraction(9, 10), N_("Yes, almost to the point.")),
    (Fraction(3, 4), N_("Yes, near enough.")),
    (Fraction(1, 2), N_("Roughly.")),
    (Fraction(0), N_("No: the judges' scales differ.")),
)
HOLDS = (
    (Fraction(9, 10), N_("Yes, firmly.")),
    (Fraction(3, 4), N_("Yes, for the most part.")),
    (Fraction(1, 2), N_("Only in part: neighbours might change places.")),
    (Fraction(0), N_("Hardly: another panel might well rank otherwise.")),
)
MOST_TOLD = 10  # of a list that may be long
METHODS = {
    "mean": N_("Mean of all totals"),
    "trimmed_mean": N_("Mean without the highest and the lowest"),
    "median": N_("The middle one of the totals"),
    "rank_sum": N_("Places added up"),
}


def nothing_to_compare(has_own_marks: bool) -> str:
    if has_own_marks:
        return _("No scoresheet can be looked at yet.")
    return _("In this round the whole jury gives one mark: there is nothing to compare.")


def cannot_tell(judges: int, teams: int) -> str:
    """Why nobody is named."""
    if judges < JUDGES_NEEDED:
        return _("With %(count)s judges the numbers cannot tell which one stands apart. "
                 "What they do show is how far apart the scores lie.", count=judges)
    return _("With %(count)s teams judged the numbers cannot tell yet which judge stands apart.", count=teams)


def gauges(order: Concordance, numbers: Intraclass) -> tuple[Gauge, ...]:
    """Three figures from 0 to 1; correlations below zero are shown as 0."""
    chance = Fraction(1, order.judges)
    pairs = None if order.w is None else (order.judges * order.w - 1) / (order.judges - 1)  # mean rank correlation
    return (
        _gauge(
            _("Do the judges put the teams in the same order?"), order.w, _answer(ORDER, pairs),
            _("Kendall's W: 1 is the same order, 0 no common order at all; judges who draw lots reach about %(chance)s (dashed).",
              chance=number(chance, 2)),
            chance,
        ),
        _gauge(
            _("Would another judge give the same numbers?"), numbers.one_agreeing, _answer(SAME, numbers.one_agreeing),
            _("ICC(2,1): 1 means that any judge gives a team the same number, 0 that the number depends on the judge alone."),
        ),
        _gauge(
            _("Does the panel's order hold?"), numbers.all_consistent, _answer(HOLDS, numbers.all_consistent),
            _("ICC(3,k): the nearer to 1, the surer another panel like this would rank alike, however severe its judges."),
        ),
    )


def _gauge(question: str, value: Fraction | None, answer: str, meaning: str, chance: Fraction | None = None) -> Gauge:
    shown = None if value is None else max(value, Fraction(0))
    zero, one = Fraction(0), Fraction(1)
    return Gauge(
        question, answer, meaning, "–" if shown is None else number(shown, 2),
        None if shown is None else place_of(shown, zero, one),
        None if chance is None else place_of(chance, zero, one),
    )


def _answer(steps: Sequence[tuple[Fraction, str]], value: Fraction | None) -> str:
    if value is None:
        return _("Cannot be told: the numbers do not differ.")
    return _(next((words for least, words in steps if value >= least), steps[-1][1]))


def unusual(look: Look, found: Iterable[tuple[Criterion, Unusual]]) -> Notes:
    """Each judge with the scores that stand apart."""
    told: dict[int, list[str]] = {}
    for criterion, mark in sorted(found, key=lambda one: one[1].judge):
        told.setdefault(mark.judge, []).append(
            _("%(team)s, %(criterion)s: %(mark)s (middle %(median)s)",
              team=look.short(mark.entry), criterion=criterion.name, mark=number(mark.mark), median=number(mark.median))
        )
    return Notes(
        _("Scores far from the panel's middle"), tuple((look.judge(judge), "; ".join(those)) for judge, those in told.items())
    )


def spreads(look: Look, found: Iterable[tuple[Criterion, Spread]]) -> Notes:
    return Notes(_("Judges further apart than the rules allow"), tuple(
        (look.short(spread.entry), _("%(criterion)s: from %(low)s to %(high)s, at most %(limit)s apart was agreed",
                                    criterion=criterion.name, low=number(spread.low), high=number(spread.high),
                                    limit=number(Fraction(criterion.apart or 0))))
        for criterion, spread in found
    ))


def flat_judges(look: Look, judges: Iterable[int]) -> Notes:
    return Notes(_("The same total for every team"), tuple((look.judge(one), _("tells no team from another")) for one in judges))


def flat_sheets(look: Look, cells: Iterable[tuple[int, int]]) -> Notes:
    return Notes(_("One and the same score in every criterion"), _by_judge(look, cells))


def full_sheets(look: Look, cells: Iterable[tuple[int, int]]) -> Notes:
    return Notes(_("The highest score in every criterion"), _by_judge(look, cells))


def missing(look: Look, cells: Iterable[tuple[int, int]]) -> Notes:
    return Notes(_("Scoresheets that are not complete"), _by_judge(look, cells))


def _by_judge(look: Look, cells: Iterable[tuple[int, int]]) -> tuple[tuple[str, str], ...]:
    """Each judge with the teams."""
    found: dict[int, list[int]] = {}
    for entry, judge in cells:
        found.setdefault(judge, []).append(entry)
    return tuple((look.judge(judge), _teams(look, entries)) for judge, entries in sorted(found.items()))


def _teams(look: Look, entries: Sequence[int]) -> str:
    """The teams by name; of many the first ones and how many more."""
    told = ", ".join(map(look.short, entries[:MOST_TOLD]))
    more = len(entries) - MOST_TOLD
    return told if more <= 0 else _("%(teams)s and %(count)s more", teams=told, count=more)


def podium(look: Look, division: str, found: Sensitivity) -> Podium:
    """What the podium hangs on. Methods that could not be tried, or are this one, are left out."""
    return Podium(
        division,
        _places(look, found.podium),
        tuple(_other(look, one) for one in found.others if one.podium is not None),
        _verdict(found.decisive),
        tuple(_outcomes(look, (found.decisive or ())[:MOST_TOLD])),
        max(0, len(found.decisive or ()) - MOST_TOLD),
    )


def _places(look: Look, places: Places) -> str:
    """The podium in one line; those who share a place are joined by an equals sign."""
    return " · ".join(" = ".join(look.short(entry) for entry in group) for group in places)


def _other(look: Look, one: Otherwise) -> tuple[str, str, bool]:
    told = _places(look, one.podium or ()) if one.changes else _("The same podium")
    return _(METHODS[one.method]), told, one.changes


def _verdict(decisive: Sequence[Decisive] | None) -> str:
    if decisive is None:
        return _("There are too many scores to try them one by one.")
    if not decisive:
        return _("The podium hangs on no single score: put to the panel's middle, none would change it.")
    return _("Had one of these scores been the panel's middle, the podium would be another:")


def _outcomes(look: Look, found: Sequence[Decisive]) -> Iterable[tuple[str, tuple[tuple[str, str], ...]]]:
    """Each other podium with the scores that would lead to it."""
    podiums = dict.fromkeys(one.podium for one in found)
    for places in podiums:
        yield _places(look, places), tuple(_decisive(look, one) for one in found if one.podium == places)


def _decisive(look: Look, one: Decisive) -> tuple[str, str]:
    round_ = look.board.contest.round(one.round)
    criterion = next(each.name for each in round_.criteria if each.number == one.criterion)
    return look.judge(one.judge), _(
        "%(team)s, %(criterion)s: %(given)s instead of %(middle)s",
        team=look.short(one.entry), criterion=criterion, given=number(Fraction(one.given)),
        middle=number(Fraction(one.middle)),
    )
