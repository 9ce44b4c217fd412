"""The words of the rules page: every choice that a form offers, and a sentence for those that need one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from contest.documents.rules_said import CHOSEN
from contest.rules.contests import Contest, Round
from contest.rules.ties import TIE_BREAKS, read_key
from contest.words import N_, _

Choices = dict[str, str]

# the usual ways first, then all others; each a title and what it does
PLAIN_WORDS = {
    "mean": (N_("The mean of all judges"), N_("Every judge counts the same.")),
    "trimmed": (
        N_("Without the highest and the lowest, then the mean"),
        N_("One judge who is far off cannot decide the place. Needs at least three judges, better five."),
    ),
    "sum": (N_("The sum of all judges"), N_("All totals are added. Every team needs the same number of judges.")),
    "median": (N_("The judge in the middle"), N_("All totals in order; the middle one counts.")),
    "places": (
        N_("By places"),
        N_("Each judge's totals become places 1, 2, 3 …; the places are added and the lowest sum wins."),
    ),
    "exact": (N_("Another rule"), N_("Set below, under “Exact rules”.")),
}
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
METHOD_SENTENCES = {
    "mean": N_("Add all and divide by the number of judges."),
    "sum": N_("Add all. Every team needs the same number of judges."),
    "trimmed_mean": N_("Leave out so many of the highest and lowest, then take the mean; too few judges are all kept."),
    "median": N_("The middle number; with an even panel the mean of the middle two."),
    "weighted_mean": N_("As the mean, and divided by the sum of the weights, so that 8 of 10 stays 8 of 10."),
    "trimmed_sum": N_("Leave out so many of the highest and lowest, add the rest."),
    "clamped_mean": N_("Whoever lies further from the panel's mean than allowed is moved to that line; nobody is left out."),
    "rank_sum": N_("Each judge's numbers become ranks, equal ones share; the lowest sum of ranks wins."),
    "borda": N_("A team gets from each judge as many points as it leaves teams behind; most points win."),
    "place_points": N_("Each judge's first place earns the first number of the table, the second the next …"),
    "skating": N_("Whom the majority places first is first, and so on. Every judge must give a clear order."),
    "judgement": N_("Each criterion is worth its weight; the judges' mean counts as a share of its maximum."),
    "z_scores": N_("Evens out that one judge marks high and another low, one widely and another narrowly."),
    "additive": N_("Takes out how hard or mild each judge is, where not everybody judges every team."),
}
SCOPE_WORDS = {"judge_total": N_("Each judge's total"), "criterion": N_("Each criterion by itself")}
MARKS_WORDS = {"scores": N_("Scores: more is better"), "places": N_("Places: 1 is the best")}
LEAVER_WORDS = {"keep": N_("What they signed counts"), "drop": N_("Nothing of this round counts")}
FROM_WORDS = {"start": N_("From the start"), "time_up": N_("Only when time is up")}
ADDS_WORDS = {"points": N_("The rounds' points"), "places": N_("The places in the rounds")}
COUNTS_WORDS = {
    "all": N_("Every round so far"), "fresh": N_("Only this round: it starts afresh"), "shares": N_("By weights of my own"),
}
AT_CUT_WORDS = {
    "tie_breaks": N_("Tie-breaks decide, then people"), "all": N_("All of them go on"), "none": N_("None of them goes on"),
}
LATE_WORDS = {
    "none": (N_("Nothing by itself"), N_("The desk can still give a penalty by hand.")),
    "minute": (N_("Points for each started minute"), N_("The stamp proposes them; a person confirms.")),
    "exact": (N_("Another rule"), N_("Set below for each stage, under “Exact rules”.")),
}
FORMULA_WORDS = {
    "": N_("Nothing by itself"),
    "per_started_unit": N_("Points for each started unit"),
    "per_full_unit": N_("Points for each full unit"),
    "proportional": N_("Points in proportion to the time"),
    "table": N_("By a table"),
}
CUTOFF_WORDS = {"not_placed": N_("Not placed"), "disqualified": N_("Disqualified")}
ON_WORDS = {"total": N_("Once, off the total"), "sheet": N_("Off every judge's sheet")}
SPECIAL_WORDS = {
    "jury": N_("By the jury's word"), "vote": N_("By a vote of the audience"), "criterion": N_("Most points in %(name)s"),
}
ALONE_WORDS = {"": N_("Beside any other prize"), "1": N_("Only for a team without a main prize")}
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
TABLES: Mapping[str, Mapping[str, str]] = {
    "method": METHOD_WORDS, "scope": SCOPE_WORDS, "marks": MARKS_WORDS, "leaver": LEAVER_WORDS, "judging_from": FROM_WORDS,
    "adds": ADDS_WORDS, "counts": COUNTS_WORDS, "at_cut": AT_CUT_WORDS, "formula": FORMULA_WORDS,
    "cutoff_status": CUTOFF_WORDS, "on": ON_WORDS,
    "alone": ALONE_WORDS, **CHOSEN,
}


def options() -> dict[str, Choices]:
    """Every plain choice of the form in the asker's language."""
    return {name: {key: _(said) for key, said in table.items()} for name, table in TABLES.items()}


def told(table: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Titles with their sentences in the asker's language."""
    return {key: (_(title), _(sentence)) for key, (title, sentence) in table.items()}


def method_sentences() -> Choices:
    return {key: _(said) for key, said in METHOD_SENTENCES.items()}


def tie_options(rounds: Sequence[Round]) -> Choices:
    """Every key of the table, those that name something once for each criterion or round."""
    made: Choices = {}
    for name, tie_break in TIE_BREAKS.items():
        if tie_break.names is None:
            made[name] = _(TIE_WORDS[name])
        elif tie_break.names == "round":
            made |= {f"{name}:{one.number}": _(TIE_WORDS[name], name=one.name) for one in rounds}
        else:
            made |= {f"{name}:{key}": _(TIE_WORDS[name], name=said) for key, said in criteria(rounds).items()}
    return made


def special_options(rounds: Sequence[Round]) -> Choices:
    """How a special prize is given."""
    by_word = {kind: _(SPECIAL_WORDS[kind]) for kind in ("jury", "vote")}
    return by_word | {f"criterion:{key}": _(SPECIAL_WORDS["criterion"], name=said) for key, said in criteria(rounds).items()}


def criteria(rounds: Sequence[Round]) -> Choices:
    """Every criterion as `round.number`, with its round's name where there are several."""
    return {
        f"{one.number}.{criterion.number}": criterion.name if len(rounds) == 1 else f"{one.name}: {criterion.name}"
        for one in rounds for criterion in one.criteria
    }


def long_key(key: str) -> str:
    """`criterion:2` as the options write it, with its round."""
    of = read_key(key)[1]
    return key if of is None or of[1] == 0 else f"{key.partition(':')[0]}:{of[0]}.{of[1]}"


def tie_said(contest: Contest, key: str) -> str:
    """A tie-break as the list says it."""
    return tie_options(contest.rounds).get(long_key(key), key)
