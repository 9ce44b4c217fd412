"""The reveal under the presenter's thumb: planned, begun, a step on or back, paused, ended. The steps are rules/reveal.py's.

Whoever presses says which revision of the reveal they saw, so a second press of the same button is refused, not obeyed.
"""

from __future__ import annotations

from contest.actions.act import Do, Done
from contest.rules import reveal
from contest.rules.facts import CurtainSet, Fact
from contest.rules.refusals import Refused
from contest.rules.reveal import Order, Plan, Step
from contest.rules.reveal_facts import RevealBegun, RevealEnded, RevealMoved, RevealPaused, RevealPlanned, RevealResumed
from contest.store import curtains, read, reveals
from contest.store.database import db
from contest.store.reveal_tables import RevealRow

START = -1


def plan_reveal(do: Do, order: Order, extras: list[tuple[str, str | None]], base: int) -> Done:
    """From last to first place or by tiers of prizes, and where the prizes beside them come.

    Raises Refused('unknown_award'), and 'reveal_under_way' while one runs.
    """
    row = _row(do)
    _check_base(row, base)
    if row.state in ("running", "paused"):
        raise Refused("reveal_under_way")
    plan = Plan(order, tuple((key, after) for key, after in extras))
    reveal.check_plan(read.contest(do.row), plan)
    told = {"order": order, "extras": [{"key": key, "after": after} for key, after in extras]}
    if row.plan == told:
        return Done()
    row.plan = told
    return _moved(row, [RevealPlanned(order, [list(one) for one in extras])])


def begin_reveal(do: Do, rehearsal: bool, base: int) -> Done:
    """Stand before the first step. The real one needs an official result and draws the curtain to revealing; a rehearsal
    changes nothing that phones see."""
    row = _row(do)
    _check_base(row, base)
    if row.state in ("running", "paused") or (rehearsal and row.state == "done"):
        raise Refused("reveal_under_way")
    if not rehearsal and do.row.phase != "official":
        raise Refused("result_not_official")
    row.rehearsal = rehearsal
    if not _steps(do, row):
        raise Refused("nothing_to_reveal")
    row.state, row.at = "running", START
    facts: list[Fact] = [RevealBegun(rehearsal)]
    return _moved(row, facts if rehearsal else [*facts, *_drawn(do)])


def reveal_next(do: Do, base: int) -> Done:
    """The next press: a hush, or the opening after it. Raises Refused('reveal_at_end') after the last."""
    row = _running(do, base)
    if row.at + 1 >= len(_steps(do, row)):
        raise Refused("reveal_at_end")
    return _stand(do, row, row.at + 1)


def reveal_back(do: Do, base: int) -> Done:
    """One step back: what it had opened is closed again, everywhere. Raises Refused('reveal_at_start')."""
    row = _running(do, base)
    if row.at == START:
        raise Refused("reveal_at_start")
    return _stand(do, row, row.at - 1)


def reveal_to(do: Do, step: int, base: int) -> Done:
    """Skip to a step, on or back; everything up to it is opened then. Raises Refused('not_found')."""
    row = _running(do, base)
    if step >= len(_steps(do, row)):
        raise Refused("not_found", what=f"step {step}")
    return Done() if step == row.at else _stand(do, row, step)


def pause_reveal(do: Do, base: int) -> Done:
    """Hold it where it stands: no press moves it until it is resumed."""
    row = _running(do, base)
    row.state = "paused"
    return _moved(row, [RevealPaused(row.at)])


def resume_reveal(do: Do, base: int) -> Done:
    """Go on after a pause, or after an end that came too early."""
    row = _row(do)
    _check_base(row, base)
    if row.state not in ("paused", "done") or (row.state == "done" and do.row.curtain != "revealing"):
        raise Refused("reveal_not_paused")
    row.state = "running"
    return _moved(row, [RevealResumed(row.at)])


def end_reveal(do: Do, base: int) -> Done:
    """A real one is done: what was opened stays seen until the organizer publishes. A rehearsal leaves no trace."""
    row = _row(do)
    _check_base(row, base)
    if row.state not in ("running", "paused"):
        raise Refused("reveal_not_running")
    step, was_rehearsal = row.at, row.rehearsal
    if was_rehearsal:
        facts = _moved(row, [RevealEnded(step, "rehearsal")])
        row.state, row.rehearsal, row.at = "none", False, START
        return facts
    row.state = "done"
    return _moved(row, [RevealEnded(step, "done")])


def reveal_given_up(do: Do, why: str) -> list[Fact]:
    """Forget what stands on stage, since the curtain was moved by hand or the result was withdrawn; a rehearsal goes on."""
    row = reveals.reveal_row(do.row.id)
    if row is None or row.rehearsal or row.state == "none":
        return []
    step = row.at
    row.state, row.at = "none", START
    return list(_moved(row, [RevealEnded(step, why)]).facts)


def reveal_published(do: Do) -> list[Fact]:
    """Publishing ends a reveal under way; what it opened stays on the screens."""
    row = reveals.reveal_row(do.row.id)
    if row is None or row.rehearsal or row.state not in ("running", "paused"):
        return []
    row.state = "done"
    return list(_moved(row, [RevealEnded(row.at, "done")]).facts)


def _row(do: Do) -> RevealRow:
    """The contest's one row; made when the reveal is first spoken of."""
    row = reveals.reveal_row(do.row.id)
    if row is None:
        row = RevealRow(contest_id=do.row.id, plan=None, state="none", rehearsal=False, at=START, revision=0, shown=0)
        db.session.add(row)
    return row


def _drawn(do: Do) -> list[Fact]:
    """The contest's curtain is the reveal's, and no round has one of its own: what is opened is the whole result."""
    found: list[Fact] = []
    for own in (one for one in curtains.rows(do.row.id) if one.curtain != "published"):
        own.curtain, own.frozen = "published", None
        own.revision += 1
        found.append(CurtainSet("published", own.round))
    if do.row.curtain != "revealing":
        do.row.curtain, do.row.frozen = "revealing", None
        do.row.curtain_revision += 1
        found.append(CurtainSet("revealing"))
    return found


def _running(do: Do, base: int) -> RevealRow:
    row = _row(do)
    _check_base(row, base)
    if row.state != "running":
        raise Refused("reveal_not_running")
    return row


def _check_base(row: RevealRow, base: int) -> None:
    """Raises Refused('reveal_stale') with where it stands now."""
    if base != row.revision:
        raise Refused("reveal_stale", revision=row.revision, state=row.state, at=row.at, step=row.at + 1)


def _steps(do: Do, row: RevealRow) -> tuple[Step, ...]:
    return reveals.steps(row, read.contest(do.row), read.standings(do.row, official=True))


def _stand(do: Do, row: RevealRow, step: int) -> Done:
    steps = _steps(do, row)
    row.at = step = min(step, len(steps) - 1)  # the set-up may have changed during a rehearsal
    if step == START:
        return _moved(row, [RevealMoved(step, None, "", [], row.rehearsal)])
    now = steps[step]
    entries = [] if row.rehearsal else [one.entry for one in now.entries]
    return _moved(row, [RevealMoved(step, now.kind, now.seen.key, entries, row.rehearsal)])


def _moved(row: RevealRow, facts: list[Fact]) -> Done:
    row.revision += 1
    is_seen = not row.rehearsal and row.state != "none"
    was_seen = any(isinstance(fact, RevealEnded) and fact.why != "rehearsal" for fact in facts)
    if is_seen or was_seen:
        row.shown += 1
    return Done(facts, {"reveal": {"revision": row.revision, "state": row.state, "at": row.at}})
