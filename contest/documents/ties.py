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
    "highest_judge_totals": {
        "ahead": N_("Equal points, ahead on the highest totals of single judges"),
        "behind": N_("Equal points, behind on the highest totals of single judges"),
        "between": N_("Equal points, the highest totals of single judges decided"),
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
    SETTLED: {
        "ahead": N_("Equal points, order decided by people: %(reason)s"),
        "behind": N_("Equal points, order decided by people: %(reason)s"),
        "between": N_("Equal points, order decided by people: %(reason)s"),
    },
}
JOINT = N_("Equal points, joint place decided by people: %(reason)s")


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
    said = _(sentence, criterion=_criterion(board, step.key), reason=step.reason).rstrip(".")
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
    return Decision(key_said(board, step.key) if step.key != SETTLED else step.reason, entries)


def key_said(board: Board, key: str) -> str:
    """A tie-break's name for people."""
    return _(
        {
            "criterion": N_("Criterion %(criterion)s"),
            "highest_judge_totals": N_("Highest totals of single judges"),
            "smaller_penalty": N_("Smaller penalty"),
            "shorter_time": N_("Shorter time"),
            "prefer": N_("More judges"),
        }[key.partition(":")[0]],
        criterion=_criterion(board, key),
    )


def _side(step: TieStep, entry: int) -> Side:
    mine = next((one.figures for one in step.values if one.entry == entry), None)
    others = [one.figures for one in step.values]
    if mine is not None and others:
        return "ahead" if mine == others[0] else "behind" if mine == others[-1] else "between"
    return "ahead" if step.entries[0] == entry else "behind"


def _criterion(board: Board, key: str) -> str:
    of = read_key(key)[1] if key != SETTLED else None
    if of is None:
        return ""
    rounds = [one for one in board.contest.rounds if one.number == of[0]]
    names = [one.name for round_ in rounds for one in round_.criteria if one.number == of[1]]
    return names[0] if names else str(of[1])


def _value(key: str, value: TieValue | None, places: int) -> str:
    """What was compared, with as many decimals as the longest of the tied entries has."""
    if value is None:
        return ""
    if key == "shorter_time":
        return minutes(int(value.figures[0]))
    said = (written(one) for one in value.figures)
    return " / ".join(figures(one if one.endswith("…") else format(Decimal(one), f".{places}f")) for one in said)
