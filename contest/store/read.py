"""Rows to rules objects. Only reads; the one place that knows how a contest lies in the tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Select, select

from contest.rules.contests import Contest, Criterion, Entry, Judge, Method, Overtime, PrizeTier, Round, Stage
from contest.rules.countdown import Countdown, Mark
from contest.rules.countdown import state as countdown_state
from contest.rules.penalties import Penalty
from contest.rules.refusals import Refused
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standings, rank
from contest.rules.ties import Settlement
from contest.store.database import db
from contest.store.tables import (
    ContestRow,
    CountdownRow,
    CriterionRow,
    EntryRow,
    FinishRow,
    PenaltyRow,
    RoundRow,
    ScoreRow,
    ScoresheetRow,
    ScreenRow,
    SeatRow,
    SettlementRow,
    StageRow,
)

Row = TypeVar("Row")


def contest_row(slug: str) -> ContestRow:
    """Raises Refused('not_found')."""
    row: ContestRow | None = db.session.scalar(select(ContestRow).where(ContestRow.slug == slug))
    if row is None:
        raise Refused("not_found", what=slug)
    return row


def contest_rows() -> list[ContestRow]:
    return list(db.session.scalars(select(ContestRow).order_by(ContestRow.made_at.desc(), ContestRow.id.desc())))


def contest(row: ContestRow) -> Contest:
    """The structure of a contest: rounds, entries in running order, judges, rules."""
    return Contest(
        slug=row.slug,
        title=row.title,
        rounds=rounds(row.id),
        entries=tuple(_entry(one) for one in entry_rows(row.id)),
        judges=tuple(Judge(seat.number, seat.name) for seat in seat_rows(row.id, "judge")),
        ties=tuple(row.ties),
        prizes=tuple(PrizeTier(tier["name"], tier["count"]) for tier in row.prizes),
        stated_total=row.stated_total,
        floor_at_zero=row.floor_at_zero,
        phase=row.phase,  # type: ignore[arg-type]
    )


def rounds(contest_id: int) -> tuple[Round, ...]:
    stages = _by_round(_all(StageRow, contest_id, StageRow.number))
    criteria = _by_round(_all(CriterionRow, contest_id, CriterionRow.number))
    return tuple(
        Round(
            number=row.number,
            name=row.name,
            stages=tuple(_stage(one) for one in stages.get(row.number, [])),
            criteria=tuple(_criterion(one) for one in criteria.get(row.number, [])),
            method=Method(**row.method),
            phase=row.phase,  # type: ignore[arg-type]
            judging_from=row.judging_from,  # type: ignore[arg-type]
        )
        for row in _all(RoundRow, contest_id, RoundRow.number)
    )


def overtime_from(told: dict[str, Any] | None) -> Overtime | None:
    """An overtime rule as the tables and the archive write it."""
    if told is None:
        return None
    return Overtime(
        formula=told["formula"],
        grace=told.get("grace", 0),
        unit=told.get("unit", 60),
        points=Decimal(told.get("points", "0")),
        table=tuple((int(late), Decimal(points)) for late, points in told.get("table", [])),
        cap=None if told.get("cap") is None else Decimal(told["cap"]),
        cutoff=told.get("cutoff"),
        cutoff_status=told.get("cutoff_status", "not_placed"),
    )


def overtime_to(rule: Overtime | None) -> dict[str, Any] | None:
    if rule is None:
        return None
    return {
        "formula": rule.formula,
        "grace": rule.grace,
        "unit": rule.unit,
        "points": format(rule.points, "f"),
        "table": [[late, format(points, "f")] for late, points in rule.table],
        "cap": None if rule.cap is None else format(rule.cap, "f"),
        "cutoff": rule.cutoff,
        "cutoff_status": rule.cutoff_status,
    }


def round_told(one: Round) -> dict[str, Any]:
    """A round as facts and archives write it, without its phase; decimals as strings."""
    return {
        "number": one.number,
        "name": one.name,
        "judging_from": one.judging_from,
        "method": asdict(one.method),
        "stages": [
            {
                "number": stage.number,
                "name": stage.name,
                "kind": stage.kind,
                "seconds": stage.seconds,
                "overtime": overtime_to(stage.overtime),
            }
            for stage in one.stages
        ],
        "criteria": [
            {
                "number": of.number,
                "name": of.name,
                "maximum": format(of.maximum, "f"),
                "step": format(of.step, "f"),
                "weight": format(of.weight, "f"),
                "stage": of.stage,
            }
            for of in one.criteria
        ],
    }


def entry_rows(contest_id: int) -> list[EntryRow]:
    return _all(EntryRow, contest_id, EntryRow.order, EntryRow.number)


def entry_row(contest_id: int, number: int) -> EntryRow:
    """Raises Refused('not_found')."""
    return _one(EntryRow, contest_id, number=number)


def seat_rows(contest_id: int, role: str | None = None) -> list[SeatRow]:
    found = _all(SeatRow, contest_id, SeatRow.role, SeatRow.number)
    return [seat for seat in found if role is None or seat.role == role]


def seat_row(contest_id: int, role: str, number: int) -> SeatRow:
    return _one(SeatRow, contest_id, role=role, number=number)


def round_row(contest_id: int, number: int) -> RoundRow:
    return _one(RoundRow, contest_id, number=number)


def stage_row(contest_id: int, round: int, number: int) -> StageRow:
    return _one(StageRow, contest_id, round=round, number=number)


def sheet_rows(contest_id: int, round: int | None = None, judge: int | None = None) -> list[ScoresheetRow]:
    query = _where(ScoresheetRow, contest_id)
    if round is not None:
        query = query.where(ScoresheetRow.round == round)
    if judge is not None:
        query = query.where(ScoresheetRow.judge == judge)
    return list(db.session.scalars(query))


def sheet_row(contest_id: int, round: int, entry: int, judge: int) -> ScoresheetRow | None:
    return _find(ScoresheetRow, contest_id, round=round, entry=entry, judge=judge)


def score_rows(contest_id: int, round: int | None = None, judge: int | None = None) -> list[ScoreRow]:
    query = _where(ScoreRow, contest_id)
    if round is not None:
        query = query.where(ScoreRow.round == round)
    if judge is not None:
        query = query.where(ScoreRow.judge == judge)
    return list(db.session.scalars(query))


def score_row(contest_id: int, round: int, entry: int, judge: int, criterion: int) -> ScoreRow | None:
    return _find(ScoreRow, contest_id, round=round, entry=entry, judge=judge, criterion=criterion)


def sheets(contest_id: int, round: int | None = None, judge: int | None = None) -> list[Scoresheet]:
    """Every scoresheet that was begun, with its scores; a wiped score is a blank."""
    scores: dict[tuple[int, int, int], dict[int, Decimal]] = {}
    for score in score_rows(contest_id, round, judge):
        if score.value is not None:
            scores.setdefault((score.round, score.entry, score.judge), {})[score.criterion] = score.value
    return [
        Scoresheet(row.round, row.entry, row.judge, scores.get((row.round, row.entry, row.judge), {}), row.signed)
        for row in sheet_rows(contest_id, round, judge)
    ]


def sheet(contest_id: int, round: int, entry: int, judge: int) -> Scoresheet:
    """One scoresheet, empty when nothing was entered yet."""
    row = sheet_row(contest_id, round, entry, judge)
    query = _where(ScoreRow, contest_id, round=round, entry=entry, judge=judge)
    values = {score.criterion: score.value for score in db.session.scalars(query) if score.value is not None}
    return Scoresheet(round, entry, judge, values, bool(row and row.signed))


def countdown_row(contest_id: int, round: int, stage: int, entry: int | None) -> CountdownRow | None:
    return _find(CountdownRow, contest_id, round=round, stage=stage, entry=entry or 0)


def countdown(row: CountdownRow) -> Countdown:
    return Countdown(row.seconds, tuple(Mark(kind, at_ms, seconds) for kind, at_ms, seconds in row.marks))


def countdown_rows(contest_id: int) -> list[CountdownRow]:
    return _all(CountdownRow, contest_id, CountdownRow.round, CountdownRow.stage, CountdownRow.entry)


def finish_rows(contest_id: int) -> list[FinishRow]:
    return _all(FinishRow, contest_id, FinishRow.round, FinishRow.stage, FinishRow.entry)


def finish_row(contest_id: int, round: int, stage: int, entry: int) -> FinishRow | None:
    return _find(FinishRow, contest_id, round=round, stage=stage, entry=entry)


def penalty_rows(contest_id: int) -> list[PenaltyRow]:
    return _all(PenaltyRow, contest_id, PenaltyRow.number)


def penalty_row(contest_id: int, number: int) -> PenaltyRow:
    return _one(PenaltyRow, contest_id, number=number)


def penalties(contest_id: int) -> list[Penalty]:
    return [
        Penalty(
            penalty=row.number,
            round=row.round,
            stage=row.stage,
            entry=row.entry,
            kind=row.kind,  # type: ignore[arg-type]
            state=row.state,  # type: ignore[arg-type]
            points=row.points,
            effect=row.effect,  # type: ignore[arg-type]
            late_seconds=row.late_seconds,
            reason=row.reason,
        )
        for row in penalty_rows(contest_id)
    ]


def settlement_rows(contest_id: int) -> list[SettlementRow]:
    return _all(SettlementRow, contest_id, SettlementRow.id)


def screen_rows(contest_id: int) -> list[ScreenRow]:
    return _all(ScreenRow, contest_id, ScreenRow.id)


def screen_row(contest_id: int, screen: str) -> ScreenRow:
    return _one(ScreenRow, contest_id, screen=screen)


def standings(row: ContestRow, official: bool = False) -> Standings:
    """The standings as they are, whatever the curtain says; official counts signed scoresheets only."""
    return rank(
        contest(row),
        sheets(row.id),
        penalties=penalties(row.id),
        finishes={(one.round, one.stage, one.entry): one.seconds for one in finish_rows(row.id)},
        settlements=[Settlement(tuple(one.entries), one.joint, one.reason) for one in settlement_rows(row.id)],
        official=official,
    )


def judging_closed_because(contest_id: int, found: Round) -> str | None:
    """Why judges may not score now: round_planned, round_closed, before_time_up; None when they may."""
    if found.phase != "open":
        return "round_planned" if found.phase == "planned" else "round_closed"
    if found.judging_from == "time_up" and not _time_was_up(contest_id, found):
        return "before_time_up"
    return None


def _time_was_up(contest_id: int, found: Round) -> bool:
    """Whether the round's first countdown for all has ended; a round without one has nothing to wait for."""
    together = [stage for stage in found.stages if stage.kind == "together"]
    if not together:
        return True
    row = countdown_row(contest_id, found.number, together[0].number, None)
    return row is not None and countdown_state(countdown(row)) == "ended"


def _entry(row: EntryRow) -> Entry:
    return Entry(
        row.number, row.name, row.short_name, row.concept, row.order, row.status, row.status_reason  # type: ignore[arg-type]
    )


def _stage(row: StageRow) -> Stage:
    return Stage(row.number, row.name, row.kind, row.seconds, overtime_from(row.overtime))  # type: ignore[arg-type]


def _criterion(row: CriterionRow) -> Criterion:
    return Criterion(row.number, row.name, row.maximum, row.step, row.weight, row.stage)


def _by_round(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.round, []).append(row)
    return found


def _all(table: type[Row], contest_id: int, *order: Any) -> list[Row]:
    return list(db.session.scalars(_where(table, contest_id).order_by(*order)))


def _where(table: type[Row], contest_id: int, **fields: Any) -> Select[Any]:
    return select(table).filter_by(contest_id=contest_id, **fields)


def _find(table: type[Row], contest_id: int, **fields: Any) -> Row | None:
    row: Row | None = db.session.scalar(_where(table, contest_id, **fields))
    return row


def _one(table: type[Row], contest_id: int, **fields: Any) -> Row:
    row = _find(table, contest_id, **fields)
    if row is None:
        raise Refused("not_found", what=" ".join(str(value) for value in fields.values()))
    return row
