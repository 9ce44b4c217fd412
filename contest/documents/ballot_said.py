"""What the audience's vote came to, in the words of the record: how the votes of an entry became points, and how many voted.

Only where the counts are told with the result: behind the curtain nobody reads these.
"""

from __future__ import annotations

from contest.rules import ballot as rules
from contest.rules.arithmetic import Outside
from contest.rules.rounding import plain
from contest.snapshots.board import Board
from contest.store import ballots
from contest.words import _, figures


def worth_said(board: Board, round_: int, entry: int, given: Outside) -> str | None:
    """How these points of a round come from votes: "12 votes, 40 the most: 12/40 of 10". None where they do not."""
    row = ballots.ballot_row(board.id)
    if row is None or row.share is None or (row.round, row.title) != (round_, given.label):
        return None
    counts = ballots.counts_of(row)
    if rules.shares(counts, row.share).get(entry) != given.points:  # put otherwise by hand since
        return None
    return _(
        "Audience's vote: %(votes)s votes, the most are %(most)s: %(votes)s/%(most)s of %(share)s",
        votes=counts[entry], most=max(counts.values()), share=figures(plain(row.share)),
    )


def vote_said(board: Board) -> str | None:
    """The vote as an official result sheet records it; None where there was none."""
    row = ballots.ballot_row(board.id)
    if row is None or row.counts is None:
        return None
    counts = ballots.counts_of(row)
    names = [board.entries[one].name for one in rules.ahead(counts) if one in board.entries]
    if not names:
        return _("%(title)s: no vote came in.", title=row.title)
    return _(
        "%(title)s: %(votes)s votes, the most, %(most)s, for %(names)s.",
        title=row.title, votes=sum(counts.values()), most=max(counts.values()), names=", ".join(names),
    )
