"""How a tie was decided, in words: for one entry as a sentence, for the result sheet as the whole decision."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from contest.rules.arithmetic import TieStep, TieValue
from contest.rules.rounding import written
from contest.rules.ties import SETTLED, read_key
from contest.snapshots.board import Board
from contest.words import N_, _, figures, minutes

Side = Literal["ahead", "behind", "between"]

# how a key decided, seen from an entry that came out ahead, behind, or in between
SENTENCES: dict[str, dict[Side, str]] = {
    "criterion": {
        "ahead": N_("Equal points, ahead on %(criterion)s"),
        "behind": N_("Equal points, behind on %(criterion)s"),
        "between": N_("Equal points, %(criterion)s decided"),
    },
    "criterion_kept": {
        "ahead": N_("Equal points, ahead on %(criterion)s from the judges who were kept"),
        "behind": N_("Equal points, behind on %(criterion)s from the judges who were kept"),
        "between": N_("Equal points, %(criterion)s from the judges who were kept decided"),
    },
    "highest_judge_totals": {
        "ahead": N_("Equal points, ahead on the highest totals of single judges"),
        "behind": N_("Equal points, behind on the highest totals of single judges"),
        "between": N_("Equal points, the highest totals of single judges decided"),
    },
    "round": {
        "ahead": N_("Equal points, ahead in %(round)s"),
        "behind": N_("Equal points, behind in %(round)s"),
        "between": N_("Equal points, %(round)s decided"),
    },
    "best_rounds": {
        "ahead": N_("Equal points, ahead on the best rounds"),
        "behind": N_("Equal points, behind on the best rounds"),
        "between": N_("Equal points, the best rounds decided"),
    },
    "firsts": {
        "ahead": N_("Equal points, ahead with more judges who have it first"),
        "behind": N_("Equal points, behind with fewer judges who have it first"),
        "between": N_("Equal points, how many judges have each first decided"),
    },
    "dropped": {
        "ahead": N_("Equal points, ahead on what was left out"),
        "behind": N_("Equal points, behind on what was left out"),
        "between": N_("Equal points, what was left out decided"),
    },
    "smaller_penalty": {
        "ahead": N_("Equal points, ahead by the smaller penalty"),
        "behind": N_("Equal points, behind by the larger penalty"),
        "between": N_("Equal points, the smaller penalty decided"),
    },
    "shorter_time": {
        "ahead": N_("Equal points, ahead by the shorter time"),
        "behind": N_("Equal points, behind by the longer time"),
        "between": N_("Equal points, the shorter time decided"),
    },
    "prefer": {
        "ahead": N_("Equal points, ahead with more judges"),
        "behind": N_("Equal points, behind with more judges"),
        "between": N_("Equal points, the number of judges decided"),
    },
    "voters": {
        "ahead": N_("Equal points, ahead with points from more judges"),
        "behind": N_("Equal points, behind with points from fewer judges"),
        "between": N_("Equal points, how many judges gave points decided"),
    },
    "head_judge": {
        "ahead": N_("Equal points, ahead with the head judge"),
        "behind": N_("Equal points, behind with the head judge"),
        "between": N_("Equal points, the head judge's total decided"),
    },
    "settled": {
        "ahead": N_("Equal points, order decided by people: %(reason)s"),
        "behind": N_("Equal points, order decided by people: %(reason)s"),
        "between": N_("Equal points, order decided by people: %(reason)s"),
    },
    "tie_room": {
        "ahead": N_("Equal points, ahead in the tie room: %(reason)s"),
        "behind": N_("Equal points, behind in the tie room: %(reason)s"),
        "between": N_("Equal points, the tie room decided: %(reason)s"),
    },
    "lots": {
        "ahead": N_("Equal points, ahead by the draw of lots: %(reason)s"),
        "behind": N_("Equal points, behind by the draw of lots: %(reason)s"),
        "between": N_("Equal points, the draw of lots decided: %(reason)s"),
    },
    "jury": {
        "ahead": N_("Joint place by the jury's word: %(reason)s"),
        "behind": N_("Joint place by the jury's word: %(reason)s"),
        "between": N_("Joint place by the jury's word: %(reason)s"),
    },
}
# keys whose figures are negative where the fewest win, so that more is always better: people are shown them without the sign
BEST_IS_NEGATIVE = ("criterion", "criterion_kept", "highest_judge_totals", "round", "best_rounds", "head_judge")
JOINT = N_("Equal points, joint place decided by people: %(reason)s")
# how a decision is headed on the sheet, before its reason
DECIDED: dict[str, str] = {
    "settled": "%(reason)s", "tie_room": N_("Tie room: %(reason)s"), "lots": N_("Lots drawn: %(reason)s"),
    "jury": N_("Joint place by the jury's word: %(reason)s"),
}
KEYS: dict[str, str] = {
    "criterion": N_("Criterion %(criterion)s"),
    "criterion_kept": N_("Criterion %(criterion)s, kept judges"),
    "highest_judge_totals": N_("Highest totals of single judges"),
    "round": N_("Points in %(round)s"),
    "best_rounds": N_("Best rounds"),
    "firsts": N_("More judges have it first"),
    "dropped": N_("What was left out"),
    "smaller_penalty": N_("Smaller penalty"),
    "shorter_time": N_("Shorter time"),
    "prefer": N_("More judges"),
    "voters": N_("Points from more judges"),
    "head_judge": N_("The head judge's total"),
}


@dataclass(frozen=True)
class Decision:
    """One tie-break that decided: by what, and each entry with its value, best first."""

    by: str
    entries: tuple[tuple[str, str], ...]


def tie_sentence(board: Board, step: TieStep, entry: int) -> str:
    """What a tie-break meant for one entry, with the values that were compared."""
    sentence = SENTENCES[step.key.partition(":")[0]][_side(step, entry)]
    if step.key == SETTLED and board.standings.row(entry).tied:
        sentence = JOINT
    said = _(sentence, **_named(board, step.key), reason=step.reason).rstrip(".")
    compared = ", ".join(f"{one} {value}" for one, value in decision(board, step).entries if value)
    return f"{said} ({compared})." if compared else f"{said}."


def decisions(board: Board) -> list[Decision]:
    """Every tie-break that decided something, each once, in the order of the standings."""
    steps = [step for row in board.standings.rows if row.arithmetic for step in row.arithmetic.ties]
    return [decision(board, step) for step in dict.fromkeys(steps)]


def decision(board: Board, step: TieStep) -> Decision:
    values = {value.entry: value for value in step.values}
    longest = max((len(written(one).partition(".")[2]) for value in step.values for one in value.figures), default=0)
    entries = tuple((board.entries[one].name, _value(step.key, values.get(one), longest)) for one in step.entries)
    decided = DECIDED.get(step.key)
    return Decision(_(decided, reason=step.reason) if decided else key_said(board, step.key), entries)


def key_said(board: Board, key: str) -> str:
    """A tie-break's name for people."""
    return _(KEYS[key.partition(":")[0]], **_named(board, key))


def _side(step: TieStep, entry: int) -> Side:
    mine = next((one.figures for one in step.values if one.entry == entry), None)
    others = [one.figures for one in step.values]
    if mine is not None and others:
        return "ahead" if mine == others[0] else "behind" if mine == others[-1] else "between"
    return "ahead" if step.entries[0] == entry else "behind"


def _named(board: Board, key: str) -> dict[str, str]:
    """The criterion and the round that a key names, by their names."""
    of = None if key in DECIDED else read_key(key)[1]
    if of is None:
        return {"criterion": "", "round": ""}
    rounds = [one for one in board.contest.rounds if one.number == of[0]]
    criteria = [one.name for round_ in rounds for one in round_.criteria if one.number == of[1]]
    return {"criterion": next(iter(criteria), str(of[1])), "round": rounds[0].name if rounds else str(of[0])}


def _value(key: str, value: TieValue | None, places: int) -> str:
    """What was compared, with as many decimals as the longest of the tied entries has."""
    if value is None:
        return ""
    if key == "shorter_time":
        return minutes(int(value.figures[0]))
    is_turned = key.partition(":")[0] in BEST_IS_NEGATIVE
    said = (written(abs(one) if is_turned else one) for one in value.figures)
    return " / ".join(figures(one if one.endswith("…") else format(Decimal(one), f".{places}f")) for one in said)
