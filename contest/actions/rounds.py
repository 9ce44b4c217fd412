"""Change a contest's rounds as a whole, as far as given scores keep their meaning and what was timed keeps its time.

Told as contest/actions/blueprints.py says; a row whose number is None is new. A new round may have a number below zero
instead, by which the shares of other rounds name it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from contest.actions.act import Do, Done, check_base, set_up
from contest.actions.blueprints import Told, round_from
from contest.actions.carrying import carry, numbers_of
from contest.actions.panel import check_panels
from contest.rules import shapes
from contest.rules.contests import Criterion, Round, Stage
from contest.rules.countdown import state as countdown_state
from contest.rules.facts import Fact, RoundsChanged, RulesChanged
from contest.rules.refusals import Refused
from contest.rules.scoresheets import read_score
from contest.store import papers, read
from contest.store.database import db
from contest.store.tables import ContestRow, CountdownRow, CriterionRow, RoundRow, StageRow


def change_rounds(
    do: Do, rounds: list[dict[str, Any]], stated_total: str | None = None, base: int | None = None
) -> Done:
    """Put these rounds in the place of those there are; a stated total "" takes it away, None leaves it.

    Raises Refused('scores_given') or ('stage_started') where that would change what was already scored or timed.
    """
    check_base(base, do.row.setup_revision)
    facts = save_rounds(do.row, rounds)
    if stated_total is not None:
        facts += _state_total(do.row, stated_total)
    return set_up(do, facts)


def save_rounds(contest: ContestRow, told: Sequence[Told]) -> list[Fact]:
    """Check and write the rounds; tie-breaks follow the criteria they name, or go with them."""
    if not told:
        raise Refused("round_needed")
    before = read.rounds(contest.id)
    scored = {one.round for one in read.sheet_rows(contest.id)} | {one.round for one in papers.all_rows(contest.id)}
    timed = timed_stages(contest.id)
    _check_known(told, {one.number for one in before})
    numbered = _renumbered(told, scored, timed)
    after = tuple(round_from(one) for one in numbered)
    check_panels(after, [read.judge(seat) for seat in read.seat_rows(contest.id, "judge")])
    _check_shares(after)
    _check_meaning(before, after, scored)
    _check_timed(before, after, timed)
    after = _keep_phases(before, told, after)
    if after == before:
        return []
    _drop_waiting_countdowns(contest.id, before, after)
    write_rounds(contest.id, after)
    _stand_somewhere(contest, after)
    return [RoundsChanged([shapes.round_told(one) for one in after]), *carry(contest, numbers_of(told, numbered))]


def write_rounds(contest_id: int, rounds: Sequence[Round]) -> None:
    """Make the tables say this; rows that stay keep their identity, since scores and countdowns hang on them."""
    rows = {row.number: row for row in _rows(RoundRow, contest_id)}
    for one in rounds:
        row = rows.pop(one.number, None)
        if row is None:
            row = RoundRow(contest_id=contest_id, number=one.number)
            db.session.add(row)
        row.name, row.phase, row.judging_from = one.name, one.phase, one.judging_from
        row.method, row.combine = shapes.method_told(one.method), shapes.combine_told(one.combine)
    for row in rows.values():
        db.session.delete(row)
    db.session.flush()
    stages = {(one.number, stage.number): _stage_values(stage) for one in rounds for stage in one.stages}
    criteria = {(one.number, of.number): _criterion_values(of) for one in rounds for of in one.criteria}
    _write(StageRow, contest_id, stages)
    _write(CriterionRow, contest_id, criteria)


def _state_total(contest: ContestRow, text: str) -> list[Fact]:
    total = read_score(text) if text else None
    if total == contest.stated_total:
        return []
    contest.stated_total = total
    return [RulesChanged({"stated_total": text or None})]


def _renumbered(told: Sequence[Told], scored: set[int], timed: set[tuple[int, int]]) -> list[dict[str, Any]]:
    """Numbers in the order told. What scores or countdowns hang on keeps its number; what is new comes after it."""
    numbers = _numbers(told, keep=bool(scored or timed))
    new = {one["number"]: number for one, number in zip(told, numbers, strict=True)}
    return [
        _renumber_round(one, new, number, one["number"] in scored, one["number"] in {round for round, _ in timed})
        for one, number in zip(told, numbers, strict=True)
    ]


def _renumber_round(told: Told, rounds: Mapping[int, int], number: int, scored: bool, timed: bool) -> dict[str, Any]:
    stages = _numbers(told["stages"], keep=scored or timed)
    criteria = _numbers(told["criteria"], keep=scored)
    new_stage = {stage["number"]: new for stage, new in zip(told["stages"], stages, strict=True)}
    combine = told.get("combine", {})
    shares = [[rounds[of], weight] for of, weight in combine.get("shares", ()) if of in rounds]
    return {
        **told,
        "number": number,
        "combine": {**combine, "shares": shares},
        "stages": [{**one, "number": new} for one, new in zip(told["stages"], stages, strict=True)],
        "criteria": [
            {**one, "number": new, "stage": None if one.get("stage") is None else new_stage.get(one["stage"])}
            for one, new in zip(told["criteria"], criteria, strict=True)
        ],
    }


def _numbers(told: Sequence[Told], keep: bool) -> list[int]:
    if not keep:
        return list(range(1, len(told) + 1))
    given = [one["number"] for one in told if not _is_new(one)]
    if given != sorted(set(given)):
        raise Refused("scores_given")
    following = iter(range(max(given, default=0) + 1, max(given, default=0) + len(told) + 1))
    return [next(following) if _is_new(one) else one["number"] for one in told]


def _is_new(told: Told) -> bool:
    return told["number"] is None or told["number"] < 0


def _check_known(told: Sequence[Told], before: set[int]) -> None:
    """Shares name rounds that are told, or were there (and go, with their share). Raises Refused('bad_request')."""
    known = before | {one["number"] for one in told}
    if not {of for one in told for of, _ in one.get("combine", {}).get("shares", ())} <= known:
        raise Refused("bad_request")


def _check_shares(rounds: Sequence[Round]) -> None:
    """The standing after a round adds that round and earlier ones, each once. Raises Refused('bad_request')."""
    for at, one in enumerate(rounds):
        named = [number for number, _ in one.combine.shares]
        if len(set(named)) < len(named) or not set(named) <= {earlier.number for earlier in rounds[: at + 1]}:
            raise Refused("bad_request")


def _check_meaning(before: Iterable[Round], after: Iterable[Round], scored: set[int]) -> None:
    """A scored round keeps its criteria and its method; names may change."""
    new = {one.number: one for one in after}
    for one in before:
        if one.number in scored and (one.number not in new or _meaning(one) != _meaning(new[one.number])):
            raise Refused("scores_given")


def _meaning(one: Round) -> tuple[object, ...]:
    return one.method, one.combine, tuple(replace(criterion, name="") for criterion in one.criteria)


def _check_timed(before: Iterable[Round], after: Iterable[Round], timed: set[tuple[int, int]]) -> None:
    new = {(one.number, stage.number): stage for one in after for stage in one.stages}
    for one in before:
        for stage in one.stages:
            where = (one.number, stage.number)
            kept = new.get(where)
            if where in timed and (kept is None or replace(kept, name=stage.name, calls=stage.calls) != stage):
                raise Refused("stage_started", name=stage.name)


def timed_stages(contest_id: int) -> set[tuple[int, int]]:
    """Stages whose countdown has run, for all or for one entry."""
    return {(row.round, row.stage) for row in read.countdown_rows(contest_id) if _has_run(row)}


def _has_run(row: CountdownRow) -> bool:
    return countdown_state(read.countdown(row)) != "waiting"


def _keep_phases(before: Sequence[Round], told: Sequence[Told], after: Sequence[Round]) -> tuple[Round, ...]:
    phases = {one.number: one.phase for one in before}
    return tuple(
        replace(one, phase=phases.get(was["number"], "planned")) for was, one in zip(told, after, strict=True)
    )


def _drop_waiting_countdowns(contest_id: int, before: Iterable[Round], after: Iterable[Round]) -> None:
    """A countdown that waits was made for the stage as it was; the next look makes it anew."""
    same = {(one.number, stage) for one in before for stage in one.stages} & {
        (one.number, stage) for one in after for stage in one.stages
    }
    stays = {(round, stage.number) for round, stage in same}
    for row in read.countdown_rows(contest_id):
        if not _has_run(row) and (row.round, row.stage) not in stays:
            db.session.delete(row)
    db.session.flush()


def _stand_somewhere(contest: ContestRow, rounds: Iterable[Round]) -> None:
    """The desk must not stand on a stage that is gone."""
    if (contest.round, contest.stage) not in {(one.number, stage.number) for one in rounds for stage in one.stages}:
        contest.round = contest.stage = contest.on_stage = None


def _stage_values(stage: Stage) -> dict[str, Any]:
    overtime = shapes.overtime_told(stage.overtime)
    return {
        "name": stage.name, "kind": stage.kind, "seconds": stage.seconds, "overtime": overtime, "heats": stage.heats,
        "calls": list(stage.calls),
    }


def _criterion_values(one: Criterion) -> dict[str, Any]:
    fields = ("name", "minimum", "maximum", "step", "weight", "stage", "consensus", "apart")
    return {field: getattr(one, field) for field in fields}


def _write(table: Any, contest_id: int, wanted: Mapping[tuple[int, int], Mapping[str, Any]]) -> None:
    rows = {(row.round, row.number): row for row in _rows(table, contest_id)}
    for (round, number), values in wanted.items():
        row = rows.pop((round, number), None)
        if row is None:
            row = table(contest_id=contest_id, round=round, number=number)
            db.session.add(row)
        for field, value in values.items():
            setattr(row, field, value)
    for row in rows.values():
        db.session.delete(row)
    db.session.flush()


def _rows(table: Any, contest_id: int) -> list[Any]:
    return list(db.session.scalars(db.select(table).where(table.contest_id == contest_id)))
