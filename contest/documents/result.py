"""The result sheet: what is printed, signed and put into a table, gathered from one board. Words come with it, paper does not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from contest.documents.arithmetic import Explained, explain_all, reason_said
from contest.documents.standings import status_said
from contest.documents.ties import Decision, decisions
from contest.rules.contests import Judge, Round
from contest.rules.scoresheets import state, total
from contest.rules.standings import Standing
from contest.snapshots.board import Board
from contest.store import audit
from contest.words import N_, _, figures, minutes

SHOWS_POINTS = ("competing", "not_placed")


@dataclass(frozen=True)
class Cell:
    """A judge's total for an entry; `struck` when the method did not count it."""

    value: str
    struck: bool = False


@dataclass(frozen=True)
class ResultRow:
    """An entry's line. `cells`: per round, per judge. `status` and `reason` in words, empty for those who compete."""

    place: int | None
    tied: bool
    entry: int
    name: str
    points: str
    penalty: str
    prize: str
    status: str
    reason: str
    cells: tuple[tuple[Cell, ...], ...]


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
class ResultSheet:
    official: bool
    rows: tuple[ResultRow, ...]
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
    return ResultSheet(
        official=board.standings.official,
        rows=tuple(_row(board, standing) for standing in board.standings.rows),
        rounds=contest.rounds,
        methods=tuple(method_said(one) for one in contest.rounds),
        judges=contest.judges,
        secretaries=secretaries,
        penalties=tuple(_penalties(board)),
        ties=tuple(decisions(board)),
        explained=tuple(explain_all(board)),
        seal=_seal(board),
    )


def method_said(round_: Round) -> str:
    """How a round's points come about, in one sentence."""
    method = round_.method
    sentence = {
        ("sum", "judge_total"): N_("Points are the judges' totals added up"),
        ("mean", "judge_total"): N_("Points are the mean of the judges' totals"),
        ("trimmed_mean", "judge_total"): N_(
            "Points are the mean of the judges' totals without the %(high)s highest and the %(low)s lowest"
        ),
        ("median", "judge_total"): N_("Points are the middle one of the judges' totals"),
        ("sum", "criterion"): N_("In each criterion the judges' scores are added up; the criteria are added"),
        ("mean", "criterion"): N_("Each criterion counts the mean of the judges' scores; the criteria are added"),
        ("trimmed_mean", "criterion"): N_(
            "Each criterion counts the mean without the %(high)s highest and the %(low)s lowest; the criteria are added"
        ),
        ("median", "criterion"): N_("Each criterion counts the middle one of the judges' scores; the criteria are added"),
    }[method.name, method.scope]
    said = _(sentence, high=method.drop_high, low=method.drop_low)
    return _("%(sentence)s, rounded half up to %(places)s decimals.", sentence=said, places=method.round_points)


def _row(board: Board, standing: Standing) -> ResultRow:
    shown = standing.status in SHOWS_POINTS
    return ResultRow(
        place=standing.place,
        tied=standing.tied,
        entry=standing.entry,
        name=board.entries[standing.entry].name,
        points=figures(standing.points) if shown and standing.points is not None else "",
        penalty=_off(board, standing.penalty) if shown and standing.penalty else "",
        prize=standing.prize or "",
        status=status_said(standing.status),
        reason=reason_said(standing.reason),
        cells=tuple(_cells(board, round_, standing) if shown else () for round_ in board.contest.rounds),
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
    counts = ("signed",) if board.standings.official else ("signed", "complete")
    places = max((-int((one.step * one.weight).as_tuple().exponent) for one in round_.criteria), default=0)
    return figures(total(round_, sheet), places) if state(round_, sheet) in counts else ""


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
            reason=_("%(time)s late", time=minutes(one.late_seconds)) if one.late_seconds else one.reason,
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
