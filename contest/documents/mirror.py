"""The panel's mirror: how the judges agree, who is severe, which marks stand apart, and what the podium hangs on.

For the organizer and the head judge only. It reads and never changes anything; the statistics are those of
rules/agreement.py and rules/sensitivity.py, the words those of mirror_words.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from contest.documents import mirror_words as said
from contest.documents.mirror_looks import Gauge, JudgeLine, Look, Notes, Podium, Strip, judge_lines, number, strips
from contest.rules import agreement
from contest.rules.contests import Contest, Criterion, Entry, Round
from contest.rules.counting import counted_sheets
from contest.rules.rounding import exact_decimal
from contest.rules.scoresheets import Scoresheet, state, weighted
from contest.rules.sensitivity import Sensitivity, sensitivity
from contest.rules.severity import ENTRIES_NEEDED, Marks
from contest.rules.standings import Standings, rank
from contest.snapshots.board import Board
from contest.store import read

Aside = Callable[..., Sensitivity]


def _at_once(work: Aside, *given: object) -> Sensitivity:
    return work(*given)


@dataclass(frozen=True)
class RoundMirror:
    """`cannot_tell`: why nobody is named, or why there is nothing to compare; empty where the numbers can tell.

    `low` and `high` are the ends of the totals' scale. `teams` were judged, `complete` of them by every judge.
    """

    name: str
    judges: int
    teams: int
    complete: int
    cannot_tell: str
    gauges: tuple[Gauge, ...] = ()
    lines: tuple[JudgeLine, ...] = ()
    strips: tuple[Strip, ...] = ()
    low: str = ""
    high: str = ""
    notes: tuple[Notes, ...] = ()


@dataclass(frozen=True)
class Mirror:
    """`waiting`: how many teams are kept back because not all of their scoresheets are signed."""

    rounds: tuple[RoundMirror, ...]
    podiums: tuple[Podium, ...]
    waiting: int


def mirror(board: Board, for_judge: bool, aside: Aside = _at_once) -> Mirror:
    """The whole page. `for_judge`: a head judge may be scoring too, so sees a team only once all its scoresheets are
    signed, the podium only once all teams are, and no names in a blind contest. `aside` does the slow, pure part (up to
    a second) where it holds nobody up."""
    waiting = _waiting(board) if for_judge else frozenset()
    look = Look(board, for_judge)
    rounds = tuple(_round(look, round_, waiting) for round_ in board.contest.rounds if _has_begun(board, round_))
    return Mirror(rounds, () if waiting else tuple(_podiums(look, aside)), len({entry for _, entry in waiting}))


def _has_begun(board: Board, round_: Round) -> bool:
    return any(number == round_.number for number, _, _ in board.sheets)


def _judged(board: Board, round_: Round) -> list[Entry]:
    """The entries that are in the round, in running order."""
    return [entry for entry in board.inside(round_) if entry.status != "withdrawn"]


def _waiting(board: Board) -> frozenset[tuple[int, int]]:
    """(round, entry) where the result still waits for a signature, in the rounds that have begun."""
    return frozenset(
        (round_.number, entry.number)
        for round_ in board.contest.rounds if _has_begun(board, round_)
        for entry in _judged(board, round_)
        for judge in board.contest.wanted(round_, entry)
        if state(round_.sheet_for(judge), board.sheets.get((round_.number, entry.number, judge.number))) != "signed"
    )


def _round(look: Look, round_: Round, waiting: frozenset[tuple[int, int]]) -> RoundMirror:
    board = look.board
    own = tuple(one for one in round_.criteria if not one.consensus)
    entries = [one for one in _judged(board, round_) if (round_.number, one.number) not in waiting]
    sheets = _sheets(board, round_, own, entries)
    totals = _totals(round_, own, sheets)
    judges = {judge for row in totals.values() for judge in row}
    complete = agreement.complete_entries(totals)
    figures = RoundMirror(round_.name, len(judges), len(totals), len(complete), "")
    missing = said.missing(look, _missing(board, round_))
    if not own or not totals:
        return replace(figures, cannot_tell=said.nothing_to_compare(bool(own)), notes=_filled([missing]))
    tells = agreement.can_tell(len(judges), len(totals))
    low, high = _ends(totals)
    maximum = sum((Fraction(one.maximum * one.weight) for one in own), Fraction(0))
    unusual = agreement.unusual_marks(totals, maximum) if tells else ()
    return replace(
        figures,
        cannot_tell="" if tells else said.cannot_tell(len(judges), len(totals)),
        gauges=said.gauges(agreement.concordance(complete), agreement.intraclass(complete))
        if len(complete) >= ENTRIES_NEEDED and len(judges) > 1 else (),
        lines=judge_lines(look, round_, agreement.judge_figures(totals)) if tells else (),
        strips=strips(look, totals, unusual, low, high),
        low=number(low),
        high=number(high),
        notes=_filled([*_notes(look, round_, own, sheets, totals, tells), missing]),
    )


def _filled(notes: Iterable[Notes]) -> tuple[Notes, ...]:
    return tuple(one for one in notes if one.lines)


def _sheets(
    board: Board, round_: Round, own: tuple[Criterion, ...], entries: list[Entry]
) -> dict[tuple[int, int], dict[int, Fraction]]:
    """(entry, judge) -> criterion -> score of the scoresheets that count, without the jury's common marks."""
    counted = counted_sheets(board.contest, board.sheets.values(), official=False).sheets
    return {
        (entry.number, sheet.judge): {one.number: Fraction(sheet.scores[one.number]) for one in own}
        for entry in entries
        for sheet in counted.get(entry.number, {}).get(round_.number, ())
        if all(one.number in sheet.scores for one in own)
    }


def _totals(round_: Round, own: tuple[Criterion, ...], sheets: agreement.Sheets) -> Marks:
    found: dict[int, dict[int, Fraction]] = {}
    for (entry, judge), scores in sheets.items():
        points = (weighted(round_, one, exact_decimal(scores[one.number])) for one in own)
        found.setdefault(entry, {})[judge] = sum(points, Fraction(0))
    return found


def _ends(totals: Marks) -> tuple[Fraction, Fraction]:
    """The whole points around all totals."""
    marks = [mark for row in totals.values() for mark in row.values()]
    return Fraction(min(marks) // 1), Fraction(-(-max(marks) // 1))


def _missing(board: Board, round_: Round) -> list[tuple[int, int]]:
    """(entry, judge) of the scoresheets that are not complete."""
    done = counted_sheets(board.contest, board.sheets.values(), official=False).done
    return [
        (entry.number, judge.number)
        for entry in _judged(board, round_)
        for judge in board.contest.wanted(round_, entry)
        if judge.number not in done.get((round_.number, entry.number), ())
    ]


def _notes(
    look: Look, round_: Round, own: tuple[Criterion, ...], sheets: agreement.Sheets, totals: Marks, tells: bool
) -> Iterable[Notes]:
    """What is worth a second look, by kind."""
    marks = {
        one.number: {
            entry: {judge: sheets[entry, judge][one.number] for judge in row} for entry, row in totals.items()
        }
        for one in own
    }
    if tells and len(own) > 1:
        odd = [(one, agreement.unusual_marks(marks[one.number], Fraction(one.maximum))) for one in own]
        yield said.unusual(look, [(criterion, mark) for criterion, found in odd for mark in found])
    yield said.spreads(look, [
        (one, spread) for one in own if one.apart is not None
        for spread in agreement.wide_spreads(marks[one.number], Fraction(one.apart))
    ])
    if round_.method.marks == "scores":
        yield said.flat_judges(look, agreement.flat_judges(totals))
        yield said.flat_sheets(look, agreement.flat_sheets(sheets))
        if len(own) > 1:
            maxima = {one.number: Fraction(one.maximum) for one in own}
            yield said.full_sheets(look, agreement.full_sheets(sheets, maxima))


def _podiums(look: Look, aside: Aside) -> Iterable[Podium]:
    """One for each division that has a podium."""
    board = look.board
    official = board.standings.official
    finishes = {(one.round, one.stage, one.entry): one.seconds for one in board.finishes}
    penalties, settlements, given = board.penalties, read.settlements(board.id), read.given(board.id)

    def again(contest: Contest, sheets: Iterable[Scoresheet]) -> Standings:
        return rank(contest, sheets, penalties, finishes, settlements, official, given)

    counting = {judge.number for judge in board.contest.judges if judge.counts or judge.head}
    for name, contest in _divided(board.contest):
        inside = {entry.number for entry in contest.entries}
        sheets = [one for one in board.sheets.values() if one.judge in counting and one.entry in inside]
        found = aside(sensitivity, contest, sheets, again)
        if found.podium:
            yield said.podium(look, name, found)


def _divided(contest: Contest) -> Iterable[tuple[str, Contest]]:
    """Each division as a contest of its own; whoever has none stands in the first."""
    if not contest.divisions:
        yield "", contest
        return
    known = [one.number for one in contest.divisions]
    for division in contest.divisions:
        inside = tuple(
            one for one in contest.entries
            if (one.division if one.division in known else known[0]) == division.number
        )
        yield division.name, replace(contest, entries=inside, divisions=())
