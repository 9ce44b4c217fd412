"""The result sheet: what is printed, signed and put into a table, gathered from one board. Words come with it, paper does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from contest.documents.arithmetic import Explained, explain_all
from contest.documents.ballot_said import vote_said
from contest.documents.methods_said import combine_said, method_said
from contest.documents.penalties_said import reason_said, why
from contest.documents.standing_said import status_said, stayed_after
from contest.documents.standings import open_said
from contest.documents.ties import Decision, decisions
from contest.rules.contests import Division, Judge, Round
from contest.rules.scoresheets import state, total
from contest.rules.standings import Standing
from contest.snapshots.board import Board
from contest.store import audit
from contest.words import figures

SHOWS_POINTS = ("competing", "not_placed")


@dataclass(frozen=True)
class Cell:
    """A judge's total for an entry; `struck` when the method did not count it."""

    value: str
    struck: bool = False


@dataclass(frozen=True)
class ResultRow:
    """An entry's line. `cells`: per round, per judge, none for a round that the entry is not in; `round_points` likewise.
    `status` and `reason` in words, empty for those who compete; `stayed`: after which round its way ended before the others'.
    """

    place: int | None
    tied: bool
    entry: int
    name: str
    points: str
    penalty: str
    prize: str
    specials: tuple[str, ...]
    status: str
    reason: str
    division: int | None
    stayed: str
    cells: tuple[tuple[Cell, ...], ...]
    round_points: tuple[str, ...]


@dataclass(frozen=True)
class PenaltyLine:
    entry: int
    name: str
    points: str
    reason: str


@dataclass(frozen=True)
class Seal:
    """Where the audit log stood: the line's number, its hash and its moment; for an official result the confirmation."""

    line: int
    fingerprint: str
    at: int | None


@dataclass(frozen=True)
class Ranking:
    """The rows of one division, or of the whole contest where there are none (no name then)."""

    name: str
    rows: tuple[ResultRow, ...]


@dataclass(frozen=True)
class ResultSheet:
    """`waits`: what a provisional result waits for, in words."""

    official: bool
    waits: tuple[str, ...]
    rankings: tuple[Ranking, ...]
    divisions: tuple[Division, ...]
    rows: tuple[ResultRow, ...]
    specials: tuple[tuple[str, tuple[str, ...]], ...]
    vote: str | None
    rounds: tuple[Round, ...]
    methods: tuple[str, ...]
    judges: tuple[Judge, ...]
    secretaries: tuple[str, ...]
    penalties: tuple[PenaltyLine, ...]
    ties: tuple[Decision, ...]
    explained: tuple[Explained, ...]
    seal: Seal


def result_sheet(board: Board, secretaries: tuple[str, ...]) -> ResultSheet:
    """The whole sheet, uncurtained. `secretaries` sign beside the judges."""
    contest = board.contest
    rows = tuple(_row(board, standing) for standing in board.standings.rows)
    return ResultSheet(
        official=board.standings.official,
        waits=tuple(open_said(board)),
        rankings=tuple(_rankings(contest.divisions, rows)),
        divisions=contest.divisions,
        rows=rows,
        specials=tuple(_specials(board)),
        vote=vote_said(board) if board.standings.official else None,
        rounds=contest.rounds,
        methods=tuple(f"{method_said(one)} {combine_said(contest, one)}".strip() for one in contest.rounds),
        judges=contest.judges,
        secretaries=secretaries,
        penalties=tuple(_penalties(board)),
        ties=tuple(decisions(board)),
        explained=tuple(explain_all(board)),
        seal=_seal(board),
    )


def _rankings(divisions: tuple[Division, ...], rows: tuple[ResultRow, ...]) -> Iterable[Ranking]:
    if not divisions:
        return [Ranking("", rows)]
    return [Ranking(one.name, tuple(row for row in rows if row.division == one.number)) for one in divisions]


def _specials(board: Board) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Each special prize and who got it."""
    for prize in board.contest.special_prizes:
        won = tuple(board.entries[row.entry].name for row in board.standings.rows if prize.name in row.specials)
        if won:
            yield prize.name, won


def _row(board: Board, standing: Standing) -> ResultRow:
    shown = standing.status in SHOWS_POINTS
    points = {one.number: figures(one.points) for one in standing.rounds if one.points is not None}
    return ResultRow(
        place=standing.place,
        tied=standing.tied,
        entry=standing.entry,
        name=board.entries[standing.entry].name,
        points=figures(standing.points) if shown and standing.points is not None else "",
        penalty=_off(board, standing.penalty) if shown and standing.penalty else "",
        prize=standing.prize or "",
        specials=standing.specials,
        division=standing.division,
        status=status_said(standing.status),
        reason=reason_said(standing.reason),
        stayed=stayed_after(board, standing),
        cells=tuple(
            _cells(board, round_, standing) if shown and standing.entry in board.standings.inside[round_.number] else ()
            for round_ in board.contest.rounds
        ),
        round_points=tuple(points.get(round_.number, "") for round_ in board.contest.rounds),
    )


def _cells(board: Board, round_: Round, standing: Standing) -> tuple[Cell, ...]:
    dropped = {
        term.judge
        for one in (standing.arithmetic.rounds if standing.arithmetic else ())
        if one.number == round_.number and round_.method.scope == "judge_total"
        for step in one.steps for term in step.terms if term.use != "kept"
    }
    return tuple(
        Cell(_total(board, round_, standing.entry, judge.number), judge.number in dropped)
        for judge in board.contest.judges
    )


def _total(board: Board, round_: Round, entry: int, judge: int) -> str:
    """A judge's total if it counts; a blank otherwise."""
    sheet = board.sheets.get((round_.number, entry, judge))
    form = round_.sheet_for(next(one for one in board.contest.judges if one.number == judge))
    counts = ("signed",) if board.standings.official else ("signed", "complete")
    places = max((-int((one.step * one.weight).as_tuple().exponent) for one in form.criteria), default=0)
    return figures(total(form, sheet), places) if form.criteria and state(form, sheet) in counts else ""


def _off(board: Board, points: Decimal) -> str:
    """Points taken off, with the decimals that points have."""
    places = [one.method.round_points for one in board.contest.rounds]
    return figures(-points, max(*places, -int(points.normalize().as_tuple().exponent)))


def _penalties(board: Board) -> list[PenaltyLine]:
    return [
        PenaltyLine(
            entry=one.entry,
            name=board.entries[one.entry].name,
            points=_off(board, one.points),
            reason=why(one),
        )
        for one in board.penalties
        if one.state == "confirmed" and one.entry in board.entries
    ]


def _seal(board: Board) -> Seal:
    """An official result is sealed by its own line in the log; what came after it changes nothing on the sheet."""
    rows = audit.lines(board.id)
    confirmed = [line for line in rows if line.fact == "result_confirmed"] if board.standings.official else []
    last = (confirmed or rows)[-1:]
    return Seal(last[0].number, last[0].hash, last[0].at) if last else Seal(0, audit.GENESIS, None)
