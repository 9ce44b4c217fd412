"""The day: rounds open and close, countdowns run, entries come on stage, finishes are stamped and lateness proposed."""

from __future__ import annotations

from typing import Any

from contest.actions.act import Do, Done, check_base, reason_given
from contest.actions.cuts import cut_before
from contest.actions.penalties import propose_for_finish
from contest.rules import countdown as rules
from contest.rules.countdown import Countdown, Mark
from contest.rules.facts import (
    CountdownCalledOff,
    CountdownEnded,
    CountdownPaused,
    CountdownResumed,
    CountdownStarted,
    EntryCalled,
    Fact,
    FinishCorrected,
    FinishStamped,
    RoundClosed,
    RoundOpened,
    StageChosen,
    TimeAdded,
)
from contest.rules.refusals import Refused
from contest.rules.steward_facts import FinishTakenBack
from contest.store import audit, read
from contest.store.database import db
from contest.store.tables import CountdownRow, FinishRow, StageRow

TAKE_BACK_MS = 60_000  # so long after it arrived a stamp can be taken back by whoever gave it, without a reason
FUTURE_TAP_MS = 1000  # a tablet's clock may be a little ahead of ours; more is taken as now


def open_round(do: Do, round: int) -> Done:
    """Let the judges score. The first round opened starts the contest; only one is open at a time."""
    row = read.round_row(do.row.id, round)
    if row.phase == "open":
        return Done()
    for other in read.rounds(do.row.id):
        if other.phase == "open":
            raise Refused("round_already_open", name=other.name)
    facts: list[Fact] = [*cut_before(do, round), RoundOpened(round)]
    row.phase = "open"
    do.row.phase = "running"
    if do.row.round != round:
        facts += _choose(do, round, read.rounds(do.row.id))
    return Done(facts)


def close_round(do: Do, round: int) -> Done:
    """The lock: after this no score is taken."""
    row = read.round_row(do.row.id, round)
    if row.phase == "closed":
        return Done()
    if row.phase == "planned":
        raise Refused("round_not_open")
    row.phase = "closed"
    return Done([RoundClosed(round)])


def choose_stage(do: Do, round: int, stage: int) -> Done:
    """Point desk, tablets and screens at a stage."""
    read.stage_row(do.row.id, round, stage)
    if (do.row.round, do.row.stage) == (round, stage):
        return Done()
    do.row.round, do.row.stage, do.row.on_stage = round, stage, None
    return Done([StageChosen(round, stage)])


def call_entry(do: Do, round: int, stage: int, entry: int) -> Done:
    """Bring an entry on stage, in a stage that has a countdown for each; with heats its whole heat, named by its first."""
    row = read.stage_row(do.row.id, round, stage)
    if row.kind != "each":
        raise Refused("stage_not_in_round")
    found = read.entry_row(do.row.id, entry)
    if found.status == "withdrawn":
        raise Refused("entry_not_competing", name=found.name)
    entry = _turn(do, row, entry)
    if (do.row.round, do.row.stage, do.row.on_stage) == (round, stage, entry):
        return Done()
    do.row.round, do.row.stage, do.row.on_stage = round, stage, entry
    return Done([EntryCalled(round, stage, entry)])


def start_countdown(do: Do, round: int, stage: int, entry: int | None, base: int, lead: int = 0) -> Done:
    """Start it once, `lead` seconds ahead: whoever presses second gets the same running countdown."""
    row = _countdown_row(do, round, stage, entry)
    _check_presenter(do, round, stage, row)
    mark = rules.start(read.countdown(row), do.now, lead)
    if mark is None:
        return Done((), {"countdown": told(row)})
    _mark(row, mark)
    if do.row.round != round or do.row.stage != stage:
        do.row.round, do.row.stage = round, stage
    do.row.on_stage = row.entry or None
    fact = CountdownStarted(round, stage, entry, do.now + lead * 1000, row.seconds)
    return Done([fact], {"countdown": told(row)})


def pause_countdown(do: Do, round: int, stage: int, entry: int | None, base: int) -> Done:
    """While 3-2-1 is counted this calls the start off."""
    row = _stood(do, round, stage, entry, base)
    mark = rules.pause(read.countdown(row), do.now)
    _mark(row, mark)
    happened = CountdownCalledOff if mark.kind == "called_off" else CountdownPaused
    return Done([happened(round, stage, entry, do.now)], {"countdown": told(row)})


def resume_countdown(do: Do, round: int, stage: int, entry: int | None, base: int) -> Done:
    row = _stood(do, round, stage, entry, base)
    _mark(row, rules.resume(read.countdown(row), do.now))
    return Done([CountdownResumed(round, stage, entry, do.now)], {"countdown": told(row)})


def add_time(do: Do, round: int, stage: int, entry: int | None, seconds: int, base: int) -> Done:
    """More time, or less with negative `seconds`."""
    row = _stood(do, round, stage, entry, base)
    _mark(row, rules.add(read.countdown(row), seconds, do.now))
    return Done([TimeAdded(round, stage, entry, do.now, seconds)], {"countdown": told(row)})


def end_countdown(do: Do, round: int, stage: int, entry: int | None, base: int) -> Done:
    """End the stage: overtime stops counting. Ending twice is one end."""
    row = _countdown_row(do, round, stage, entry)
    if rules.state(read.countdown(row)) == "ended":
        return Done((), {"countdown": told(row)})
    check_base(base, row.revision)
    _mark(row, rules.end(read.countdown(row), do.now))
    return Done([CountdownEnded(round, stage, entry, do.now)], {"countdown": told(row)})


def stamp_finish(do: Do, round: int, stage: int, entry: int, tapped_at: int) -> Done:
    """A team stepped back at `tapped_at` (server time as the tapping device knows it). The first tap counts."""
    found = read.entry_row(do.row.id, entry)
    if found.status == "withdrawn":
        raise Refused("entry_not_competing", name=found.name)
    earlier = read.finish_row(do.row.id, round, stage, entry)
    if earlier is not None:
        return Done((), {"seconds": earlier.seconds})
    row = read.stage_row(do.row.id, round, stage)
    counted = _counted(do, row, entry)
    seconds = rules.contest_seconds(counted, _moment(counted, tapped_at, do.now))
    return Done(_stamp(do, row, entry, seconds, "tap"), {"seconds": seconds})


def take_back_finish(do: Do, round: int, stage: int, entry: int) -> Done:
    """A slip of the thumb, at once put right by whoever stamped: the team works on. Later, or another's stamp, is for
    `correct_finish`. Raises Refused('not_your_stamp'), ('stamp_too_old')."""
    stage_row = read.stage_row(do.row.id, round, stage)
    read.entry_row(do.row.id, entry)
    row = read.finish_row(do.row.id, round, stage, entry)
    if row is None:
        return Done()
    lines = audit.lines_of(do.row.id, "finish_stamped")
    stamped = [one for one in lines if [one.data[name] for name in ("round", "stage", "entry")] == [round, stage, entry]]
    if row.how != "tap" or not stamped or stamped[-1].actor != do.actor.seat:
        raise Refused("not_your_stamp")
    if do.now - stamped[-1].at > TAKE_BACK_MS:
        raise Refused("stamp_too_old")
    db.session.delete(row)
    db.session.flush()
    facts: list[Fact] = [FinishTakenBack(round, stage, entry, row.seconds)]
    return Done(facts + propose_for_finish(do, stage_row, entry, None, _limit(do, stage_row, entry)))


def call_hands_off(do: Do, round: int, stage: int) -> Done:
    """Everybody not yet stamped finished in time: one act for the whole hall, or for the heat on stage."""
    row = read.stage_row(do.row.id, round, stage)
    if row.kind == "each" and (not row.heats or do.row.on_stage is None):
        raise Refused("no_entry_on_stage")
    counted = _counted(do, row, do.row.on_stage or 0)
    heat = read.heat_of(do.row.id, do.row.on_stage) if row.heats and do.row.on_stage is not None else None
    passed = rules.contest_seconds(counted, do.now)
    seconds = min(passed, rules.duration_seconds(counted))
    facts: list[Fact] = []
    for entry in read.entry_rows(do.row.id):
        if heat is not None and entry.number not in heat:
            continue
        if entry.status != "withdrawn" and read.finish_row(do.row.id, round, stage, entry.number) is None:
            facts += _stamp(do, row, entry.number, seconds, "hands_off")
    return Done(facts)


def correct_finish(do: Do, round: int, stage: int, entry: int, seconds: int | None, reason: str) -> Done:
    """Put a stamp right, or take it away with `seconds` None; a penalty that rested on it is proposed anew."""
    why = reason_given(reason)
    stage_row = read.stage_row(do.row.id, round, stage)
    read.entry_row(do.row.id, entry)
    row = read.finish_row(do.row.id, round, stage, entry)
    old = row.seconds if row else None
    if seconds == old:
        return Done()
    if row is not None:
        db.session.delete(row)
        db.session.flush()
    facts: list[Fact] = [FinishCorrected(round, stage, entry, seconds, old, why)]
    if seconds is not None:
        _save_finish(do, round, stage, entry, seconds, "corrected")
    facts += propose_for_finish(do, stage_row, entry, seconds, _limit(do, stage_row, entry))
    return Done(facts)


def told(row: CountdownRow) -> dict[str, Any]:
    """What an ack says of a countdown; the topic says the rest."""
    return {"state": rules.state(read.countdown(row)), "revision": row.revision}


def _choose(do: Do, round: int, rounds: Any) -> list[Fact]:
    stages = next(one.stages for one in rounds if one.number == round)
    do.row.round, do.row.stage, do.row.on_stage = round, (stages[0].number if stages else None), None
    return [StageChosen(round, stages[0].number)] if stages else []


def _countdown_row(do: Do, round: int, stage: int, entry: int | None) -> CountdownRow:
    """The countdown of a stage, or of one entry in it; made when first asked for."""
    found = read.stage_row(do.row.id, round, stage)
    if (found.kind == "each") != (entry is not None):
        raise Refused("no_entry_on_stage" if entry is None else "stage_not_in_round")
    if entry is not None:
        read.entry_row(do.row.id, entry)
        entry = _turn(do, found, entry)
    row = read.countdown_row(do.row.id, round, stage, entry)
    if row is None:
        row = CountdownRow(
            contest_id=do.row.id, round=round, stage=stage, entry=entry or 0, seconds=found.seconds, marks=[], revision=0
        )
        db.session.add(row)
        db.session.flush()
    return row


def _turn(do: Do, stage: StageRow, entry: int) -> int:
    """Whose turn an entry's is: its own, or that of its heat, which goes by its first entry."""
    return read.heat_of(do.row.id, entry)[0] if stage.heats else entry


def _stood(do: Do, round: int, stage: int, entry: int | None, base: int) -> CountdownRow:
    """The countdown the actor saw; raises Refused('stale') when somebody changed it meanwhile."""
    row = _countdown_row(do, round, stage, entry)
    _check_presenter(do, round, stage, row)
    check_base(base, row.revision)
    return row


def _check_presenter(do: Do, round: int, stage: int, row: CountdownRow) -> None:
    """The presenter has the clock of the entry on stage and no other. Raises Refused('not_on_stage')."""
    if do.actor.role == "presenter" and (do.row.round, do.row.stage, do.row.on_stage) != (round, stage, row.entry):
        raise Refused("not_on_stage")


def _mark(row: CountdownRow, mark: Mark) -> None:
    row.marks = [*row.marks, [mark.kind, mark.at_ms, mark.seconds]]
    row.revision += 1


def _counted(do: Do, stage: StageRow, entry: int) -> Countdown:
    """The countdown that an entry works under, once its time runs."""
    row = read.countdown_row(do.row.id, stage.round, stage.number, _turn(do, stage, entry) if stage.kind == "each" else None)
    if row is None or not rules.has_begun(read.countdown(row), do.now):
        raise Refused("countdown_not_started")
    return read.countdown(row)


def _limit(do: Do, stage: StageRow, entry: int) -> int:
    row = read.countdown_row(do.row.id, stage.round, stage.number, _turn(do, stage, entry) if stage.kind == "each" else None)
    return rules.duration_seconds(read.countdown(row)) if row else stage.seconds


def _moment(counted: Countdown, tapped_at: int, now: int) -> int:
    """The moment of the tap, unless it lies in the future or before the start: then the moment it reached us."""
    started = rules.started_at(counted) or now
    return tapped_at if started <= tapped_at <= now + FUTURE_TAP_MS else now


def _stamp(do: Do, stage: StageRow, entry: int, seconds: int, how: str) -> list[Fact]:
    _save_finish(do, stage.round, stage.number, entry, seconds, how)
    stamped = FinishStamped(stage.round, stage.number, entry, seconds, how)
    return [stamped, *propose_for_finish(do, stage, entry, seconds, _limit(do, stage, entry))]


def _save_finish(do: Do, round: int, stage: int, entry: int, seconds: int, how: str) -> None:
    db.session.add(
        FinishRow(contest_id=do.row.id, round=round, stage=stage, entry=entry, seconds=seconds, how=how)
    )
    db.session.flush()
