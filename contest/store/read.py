"""Rows to rules objects. Only reads; the one place that knows how a contest lies in the tables."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import Select, bindparam, select

from contest.rules import shapes
from contest.rules.contests import Contest, Criterion, Entry, Judge, Round, Stage
from contest.rules.countdown import Countdown, Mark
from contest.rules.countdown import state as countdown_state
from contest.rules.given import Award, Cut, External, Factor, Given, Votes
from contest.rules.penalties import Penalty
from contest.rules.refusals import Refused
from contest.rules.scoresheets import Scoresheet
from contest.rules.standings import Standings, rank
from contest.rules.ties import Settlement
from contest.store.database import db
from contest.store.given_tables import AwardRow, CutRow, ExternalRow, FactorRow, VoteRow
from contest.store.show_tables import ScreenRow
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
    SeatRow,
    SettlementRow,
    StageRow,
    TieRoomRow,
    TieScoreRow,
)
from contest.store.tablet_tables import DeviceRow, LateRow

Row = TypeVar("Row")


def _of_sheet(table: type[ScoresheetRow] | type[ScoreRow]) -> Select[Any]:
    place = {"round": table.round, "entry": table.entry, "judge": table.judge}
    named = [column == bindparam(f"of_{name}") for name, column in place.items()]
    return select(table).where(table.contest_id == bindparam("contest"), *named)


_SHEET, _CELLS = _of_sheet(ScoresheetRow), _of_sheet(ScoreRow)  # asked at every score: built once


def contest_row(slug: str) -> ContestRow:
    """Raises Refused('not_found')."""
    row: ContestRow | None = db.session.scalar(select(ContestRow).where(ContestRow.slug == slug))
    if row is None:
        raise Refused("not_found", what=slug)
    return row


def revision_now(slug: str) -> int:
    """A contest's revision at this moment, whatever the session at hand has read before. Raises Refused('not_found')."""
    with db.engine.connect() as connection:
        found = connection.scalar(select(ContestRow.revision).where(ContestRow.slug == slug))
    if found is None:
        raise Refused("not_found", what=slug)
    return found


def contest_rows() -> list[ContestRow]:
    return list(db.session.scalars(select(ContestRow).order_by(ContestRow.made_at.desc(), ContestRow.id.desc())))


def contest(row: ContestRow) -> Contest:
    """The structure of a contest: rounds, entries in running order, judges, rules."""
    return Contest(
        slug=row.slug,
        title=row.title,
        rounds=rounds(row.id),
        entries=tuple(entry(one) for one in entry_rows(row.id)),
        judges=tuple(judge(seat) for seat in seat_rows(row.id, "judge")),
        ties=tuple(row.ties),
        prizes=tuple(shapes.prize_from(told) for told in row.prizes),
        stated_total=row.stated_total,
        floor_at_zero=row.floor_at_zero,
        phase=row.phase,  # type: ignore[arg-type]
        divisions=tuple(shapes.division_from(told) for told in row.divisions),
        numbering=row.numbering,  # type: ignore[arg-type]
        rank_exact=row.rank_exact,
        crossing=row.crossing,  # type: ignore[arg-type]
        special_prizes=tuple(shapes.special_from(told) for told in row.special_prizes),
    )


def judge(seat: SeatRow) -> Judge:
    return shapes.judge_from({name: getattr(seat, name) for name in ("number", "name", *shapes.JUDGE_FIELDS)})


def rounds(contest_id: int) -> tuple[Round, ...]:
    stages = _by_round(_all(StageRow, contest_id, StageRow.number))
    criteria = _by_round(_all(CriterionRow, contest_id, CriterionRow.number))
    return tuple(
        Round(
            number=row.number,
            name=row.name,
            stages=tuple(_stage(one) for one in stages.get(row.number, [])),
            criteria=tuple(_criterion(one) for one in criteria.get(row.number, [])),
            method=shapes.method_from(row.method),
            phase=row.phase,  # type: ignore[arg-type]
            judging_from=row.judging_from,  # type: ignore[arg-type]
            combine=shapes.combine_from(row.combine),
        )
        for row in _all(RoundRow, contest_id, RoundRow.number)
    )


def entry_rows(contest_id: int) -> list[EntryRow]:
    return _all(EntryRow, contest_id, EntryRow.order, EntryRow.number)


def entry_row(contest_id: int, number: int) -> EntryRow:
    """Raises Refused('not_found')."""
    return _one(EntryRow, contest_id, number=number)


def seat_rows(contest_id: int, role: str | None = None) -> list[SeatRow]:
    found = _all(SeatRow, contest_id, SeatRow.role, SeatRow.number)
    return [seat for seat in found if role is None or seat.role == role]


def late_rows(contest_id: int) -> list[LateRow]:
    """What came after the lock, in the order in which it came."""
    return _all(LateRow, contest_id, LateRow.number)


def device_rows(contest_id: int, judge: int | None = None) -> list[DeviceRow]:
    """The devices that opened a judge's link, or any judge's, the first to ask first."""
    wanted = {} if judge is None else {"judge": judge}
    return list(db.session.scalars(_where(DeviceRow, contest_id, **wanted).order_by(DeviceRow.number)))


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
    place = {"contest": contest_id, "of_round": round, "of_entry": entry, "of_judge": judge}
    found: ScoresheetRow | None = db.session.scalar(_SHEET, place)
    return found


def score_rows(contest_id: int, round: int | None = None, judge: int | None = None) -> list[ScoreRow]:
    query = _where(ScoreRow, contest_id)
    if round is not None:
        query = query.where(ScoreRow.round == round)
    if judge is not None:
        query = query.where(ScoreRow.judge == judge)
    return list(db.session.scalars(query))


def cells(sheet: ScoresheetRow) -> dict[int, ScoreRow]:
    """What is on one scoresheet, by the criterion's number, the wiped ones too."""
    place = {"contest": sheet.contest_id, "of_round": sheet.round, "of_entry": sheet.entry, "of_judge": sheet.judge}
    return {row.criterion: row for row in db.session.scalars(_CELLS, place)}


def score_row(contest_id: int, round: int, entry: int, judge: int, criterion: int) -> ScoreRow | None:
    return _find(ScoreRow, contest_id, round=round, entry=entry, judge=judge, criterion=criterion)


def sheets(contest_id: int, round: int | None = None, judge: int | None = None) -> list[Scoresheet]:
    """Every scoresheet that was begun, with its scores; a wiped score is a blank."""
    scores: dict[tuple[int, int, int], dict[int, Decimal]] = {}
    for score in score_rows(contest_id, round, judge):
        if score.value is not None:
            scores.setdefault((score.round, score.entry, score.judge), {})[score.criterion] = score.value
    return [
        Scoresheet(row.round, row.entry, row.judge, scores.get(_place(row), {}), row.signed, row.unconfirmed is None)
        for row in sheet_rows(contest_id, round, judge)
    ]


def _place(row: ScoresheetRow) -> tuple[int, int, int]:
    return (row.round, row.entry, row.judge)


def sheet(contest_id: int, round: int, entry: int, judge: int) -> Scoresheet:
    """One scoresheet, empty when nothing was entered yet."""
    row = sheet_row(contest_id, round, entry, judge)
    query = _where(ScoreRow, contest_id, round=round, entry=entry, judge=judge)
    values = {score.criterion: score.value for score in db.session.scalars(query) if score.value is not None}
    return Scoresheet(round, entry, judge, values, bool(row and row.signed), row is None or row.unconfirmed is None)


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
            on=row.on,  # type: ignore[arg-type]
        )
        for row in penalty_rows(contest_id)
    ]


def settlement_rows(contest_id: int) -> list[SettlementRow]:
    return _all(SettlementRow, contest_id, SettlementRow.id)


def settlements(contest_id: int) -> list[Settlement]:
    return [
        Settlement(tuple(row.entries), row.joint, row.reason, row.how, row.after)  # type: ignore[arg-type]
        for row in settlement_rows(contest_id)
    ]


def factor_rows(contest_id: int) -> list[FactorRow]:
    return _all(FactorRow, contest_id, FactorRow.round, FactorRow.entry, FactorRow.criterion)


def external_rows(contest_id: int) -> list[ExternalRow]:
    return _all(ExternalRow, contest_id, ExternalRow.round, ExternalRow.entry, ExternalRow.label)


def cut_rows(contest_id: int) -> list[CutRow]:
    return _all(CutRow, contest_id, CutRow.id)


def award_rows(contest_id: int) -> list[AwardRow]:
    return _all(AwardRow, contest_id, AwardRow.id)


def vote_rows(contest_id: int) -> list[VoteRow]:
    return _all(VoteRow, contest_id, VoteRow.prize, VoteRow.entry)


def given(contest_id: int) -> Given:
    """What counts beside the judges' scores."""
    return Given(
        factors=tuple(Factor(one.round, one.entry, one.criterion or None, one.factor) for one in factor_rows(contest_id)),
        externals=tuple(External(one.round, one.entry, one.points, one.label) for one in external_rows(contest_id)),
        cuts=tuple(Cut(one.round, tuple(one.entries), one.reason) for one in cut_rows(contest_id)),
        awards=tuple(Award(one.prize, one.entry, one.reason) for one in award_rows(contest_id)),
        votes=tuple(Votes(one.prize, one.entry, one.votes) for one in vote_rows(contest_id)),
    )


def tie_room_rows(contest_id: int) -> list[TieRoomRow]:
    return _all(TieRoomRow, contest_id, TieRoomRow.number)


def tie_score_rows(contest_id: int, room: int) -> list[TieScoreRow]:
    return list(db.session.scalars(_where(TieScoreRow, contest_id, room=room)))


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
        settlements=settlements(row.id),
        official=official,
        given=given(row.id),
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


def entry(row: EntryRow) -> Entry:
    return Entry(
        row.number, row.name, row.short_name, row.concept, row.order,
        row.status, row.status_reason, row.unit, row.division, row.heat, row.say,  # type: ignore[arg-type]
    )


def _stage(row: StageRow) -> Stage:
    rule = shapes.overtime_from(row.overtime)
    return Stage(row.number, row.name, row.kind, row.seconds, rule, row.heats, tuple(row.calls))  # type: ignore[arg-type]


def heat_of(contest_id: int, entry: int) -> tuple[int, ...]:
    """The entries that run together with this one, by number."""
    heat = entry_row(contest_id, entry).heat
    if heat is None:
        return (entry,)
    return tuple(sorted(row.number for row in entry_rows(contest_id) if row.heat == heat))


def _criterion(row: CriterionRow) -> Criterion:
    return Criterion(
        row.number, row.name, row.maximum, row.step, row.weight, row.stage, row.minimum, row.consensus, row.apart
    )


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
