"""A judge who goes home in the middle of a round, and comes back. What counts of it is the round's own setting."""

from __future__ import annotations

from contest.actions.act import Do, Done, reason_given
from contest.rules.facts import JudgeCameBack, JudgeLeft
from contest.rules.refusals import Refused
from contest.store import read


def let_judge_leave(do: Do, judge: int, reason: str) -> Done:
    """From now on nothing more is wanted from this judge. The round under way keeps or drops what they signed in it, as its
    method says, and the record says which.

    Raises Refused('judge_left') and, before any round was opened, 'no_round_under_way'.
    """
    why = reason_given(reason)
    seat = read.seat_row(do.row.id, "judge", judge)
    if seat.left is not None:
        raise Refused("judge_left")
    begun = [one for one in read.rounds(do.row.id) if one.phase != "planned"]
    if not begun:
        raise Refused("no_round_under_way")
    seat.left = begun[-1].number
    return Done([JudgeLeft(judge, begun[-1].number, begun[-1].method.leaver, why)])


def let_judge_return(do: Do, judge: int, reason: str) -> Done:
    """Take the leaving back: everything that this judge signed counts again."""
    why = reason_given(reason)
    seat = read.seat_row(do.row.id, "judge", judge)
    if seat.left is None:
        return Done()
    seat.left = None
    return Done([JudgeCameBack(judge, why)])
