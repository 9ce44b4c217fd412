"""Where an entry stands, in words: its place and prize, and what stood apart from adding: panels, cuts, ties, statuses."""

from __future__ import annotations

from collections.abc import Iterable

from contest.documents.grids import judge_said
from contest.documents.penalties_said import reason_said
from contest.documents.ties import tie_sentence
from contest.rules.standings import Standing
from contest.snapshots.board import Board
from contest.words import N_, _, figures


def place_said(board: Board, standing: Standing) -> str:
    """Place, division where there are several, and prize; who has no place shows why."""
    label = N_("Joint place %(place)s") if standing.tied else N_("Place %(place)s")
    place = status_said(standing.status) if standing.place is None else _(label, place=standing.place)
    division = next((one.name for one in board.contest.divisions if one.number == standing.division), "")
    return " · ".join(one for one in (place, division, standing.prize) if one)


def status_said(status: str) -> str:
    """A status in words; nothing for those who compete."""
    said = {"not_placed": _("Not placed"), "withdrawn": _("Withdrawn"), "disqualified": _("Disqualified")}
    return said.get(status, "")


def stayed_after(board: Board, standing: Standing) -> str:
    """The round after which this entry did not go on; empty for those who did, and before the cut."""
    rounds, inside = board.contest.rounds, board.standings.inside
    for round_, following in zip(rounds, rounds[1:], strict=False):
        is_cut = inside.get(round_.number, frozenset()) - inside.get(following.number, frozenset())
        if standing.entry in is_cut and standing.status == "competing":
            return round_.name
    return ""


def sentences(board: Board, standing: Standing) -> Iterable[str]:
    """All that belongs beside the reckoning, in the order in which it happened."""
    if standing.received < standing.panel and standing.status == "competing":
        yield _("%(received)s of %(panel)s scoresheets count so far.", received=standing.received, panel=standing.panel)
    yield from _panels(board, standing.entry)
    yield from _paper(board, standing.entry)
    yield from _cuts(board, standing)
    steps = standing.arithmetic.ties if standing.arithmetic else ()
    for step in steps:
        yield tie_sentence(board, step, standing.entry)
    if standing.tied:
        yield _("Joint place %(place)s.", place=standing.place)
    elif standing.place is not None and not steps:
        yield from _distance(board, standing)
    if standing.status == "not_placed":
        yield _("Shown with its points, not placed: %(reason)s", reason=reason_said(standing.reason))
    for prize in standing.specials:
        yield _("Special prize: %(prize)s.", prize=prize)


def _paper(board: Board, number: int) -> Iterable[str]:
    """Which scoresheets two people typed in from paper, round by round."""
    for round_ in board.contest.rounds:
        judges = [
            judge_said(board.contest, judge) for (of, entry, judge), row in sorted(board.sheet_rows.items())
            if (of, entry) == (round_.number, number) and row.paper is not None
        ]
        if judges and len(board.contest.rounds) > 1:
            yield _("From paper in %(round)s: %(judges)s.", round=round_.name, judges=", ".join(judges))
        elif judges:
            yield _("From paper: %(judges)s.", judges=", ".join(judges))


def _panels(board: Board, number: int) -> Iterable[str]:
    """Who does not judge this entry, and who left, said openly."""
    entry = board.entries[number]
    inside = [one.number for one in board.contest.rounds if number in board.standings.inside.get(one.number, ())]
    for judge in board.contest.judges:
        if not (judge.counts and judge.marks):
            continue
        name = judge_said(board.contest, judge.number)
        if judge.is_recused(entry):
            yield _("%(judge)s does not judge this entry; its panel is smaller.", judge=name)
        elif judge.left in inside and judge.left is not None:
            round_ = board.contest.round(judge.left)
            said = {
                "keep": N_("%(judge)s left in %(round)s; what was signed before counts."),
                "drop": N_("%(judge)s left in %(round)s; nothing of theirs in it counts."),
            }[round_.method.leaver]
            yield _(said, judge=name, round=round_.name)


def _cuts(board: Board, standing: Standing) -> Iterable[str]:
    """Past which cut the entry went, or where it stayed."""
    for number, entries in board.standings.goes_on.items():
        if standing.entry in entries and (standing.reached or 0) != number:
            yield _("Went on from %(round)s.", round=board.contest.round(number).name)
    stayed = stayed_after(board, standing)
    if stayed:
        yield _("Did not go on from %(round)s.", round=stayed)


def _distance(board: Board, standing: Standing) -> Iterable[str]:
    """How far it is to the place before, where plain points decided."""
    rows = [row for row in board.standings.rows if row.division == standing.division and row.reached == standing.reached]
    better = [row for row in rows if row.place is not None and row.place < (standing.place or 0)]
    if not better or standing.points is None:
        return
    before = better[-1]
    if before.points is None or before.points == standing.points:
        return
    yield _(
        "%(points)s points behind place %(place)s (%(name)s). No tie-break was needed.",
        points=figures(abs(before.points - standing.points)), place=before.place, name=board.entries[before.entry].name,
    )
