"""Scores and scoresheets: enter, comment, sign, reopen, correct. The range and the step are the rules' word."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from contest.actions import late
from contest.actions.act import Do, Done, reason_given
from contest.rules import scoresheets
from contest.rules.contests import Criterion, Round
from contest.rules.counting import signed_of
from contest.rules.facts import CommentWritten, ScoreCorrected, ScoreEntered, ScoresheetReopened, ScoresheetSubmitted
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db
from contest.store.tables import ContestRow, EntryRow, ScoreRow, ScoresheetRow


def enter_score(do: Do, round: int, entry: int, criterion: int, value: str | None, base: int) -> Done:
    """Save one of the judge's own scores; `value` None wipes it. `base` is the revision the judge saw, 0 for a blank. What
    comes after the lock is kept as late."""
    locked = late.lock_on(do, round, entry)
    if locked:
        exact = None if value is None else format(scoresheets.read_score(value), "f")
        return late.received_score(do, locked, round, entry, _criterion(_round(do, round), criterion).number, exact)
    judge, found, sheet = own_sheet(do, round, entry)
    old, row = _save(do.row.id, sheet, _criterion(found, criterion), value, base)
    fact = ScoreEntered(round, entry, judge, criterion, _text(row.value), _text(old), row.revision)
    return Done([fact], {"score": _told(row), "sheet": sheet_told(do.row, found, sheet)})


def write_comment(do: Do, round: int, entry: int, comment: str, base: int) -> Done:
    """Save the judge's words on an entry. `base` is the scoresheet's revision. What comes after the lock is kept as late."""
    locked = late.lock_on(do, round, entry)
    if locked:
        return late.received_comment(do, locked, round, entry, comment.strip())
    judge, found, sheet = own_sheet(do, round, entry)
    sheet.comment = comment.strip()
    sheet.revision += 1
    fact = CommentWritten(round, entry, judge, sheet.comment, sheet.revision)
    return Done([fact], {"sheet": sheet_told(do.row, found, sheet)})


def submit_scoresheet(do: Do, round: int, entry: int, base: int) -> Done:
    """Sign: the judge read back what stands at revision `base`. Refused when anything is blank or has changed since, and with
    'sign_the_round' where one signature is for the whole round."""
    if do.row.signing == "round":
        raise Refused("sign_the_round")
    judge, found, sheet = own_sheet(do, round, entry)
    if sheet.signed:
        return Done((), {"sheet": sheet_told(do.row, found, sheet)})
    fact = signed(do, found, sheet, base)
    return Done([fact], {"sheet": sheet_told(do.row, found, sheet)})


def signed(do: Do, found: Round, sheet: ScoresheetRow, base: int) -> ScoresheetSubmitted:
    """Put the judge's signature under a scoresheet that was read back at revision `base`."""
    if base != sheet.revision:
        raise Refused("scoresheet_stale", base=base, revision=sheet.revision)
    scores = read.sheet(do.row.id, sheet.round, sheet.entry, sheet.judge)
    blank = scoresheets.missing(found, scores)
    if blank:
        raise Refused("scoresheet_incomplete", missing=[_criterion(found, number).name for number in blank])
    sheet.signed = True
    sheet.reopened, sheet.paper = None, None
    sheet.unconfirmed = do.actor.seat if do.row.confirming == "sheets" else None
    sheet.revision += 1
    total = format(scoresheets.total(found, scores), "f")
    return ScoresheetSubmitted(
        sheet.round, sheet.entry, sheet.judge, total, sheet.revision, waits=sheet.unconfirmed is not None
    )


def reopen_scoresheet(do: Do, round: int, entry: int, judge: int, reason: str) -> Done:
    """Give a signed scoresheet back to its judge, who sees the reason."""
    check_not_closed(do, round)
    why = reason_given(reason)
    read.seat_row(do.row.id, "judge", judge)
    sheet = read.sheet_row(do.row.id, round, entry, judge)
    if sheet is None or not sheet.signed:
        raise Refused("scoresheet_not_signed")
    return Done([given_back(sheet, why)])


def given_back(sheet: ScoresheetRow, why: str) -> ScoresheetReopened:
    """The signature is gone, and what waited for a second person with it."""
    sheet.signed = False
    sheet.reopened, sheet.unconfirmed, sheet.paper = why, None, None
    sheet.revision += 1
    return ScoresheetReopened(sheet.round, sheet.entry, sheet.judge, why, sheet.revision)


def correct_score(
    do: Do, round: int, entry: int, judge: int, criterion: int, value: str | None, reason: str, base: int
) -> Done:
    """Change a judge's score from the desk, signed or not, closed round or not; the old value stays in the log. Where a
    contest asks for it, what was signed then waits for a second person. The head judge does so only once all of the entry's
    scoresheets are signed. Raises Refused('sheets_not_in') before."""
    why = reason_given(reason)
    if do.actor.head:
        check_all_in(do.row, round, entry)
    seat = read.judge(read.seat_row(do.row.id, "judge", judge))
    if seat.is_recused(read.entry(read.entry_row(do.row.id, entry))):
        raise Refused("judge_recused", name=_called(do, read.entry_row(do.row.id, entry)))
    found = _round(do, round).sheet_for(seat)
    sheet = begun_sheet(do.row.id, round, entry, judge)
    old, row = _save(do.row.id, sheet, _criterion(found, criterion), value, base)
    if row.value is None:
        sheet.signed, sheet.unconfirmed, sheet.paper = False, None, None  # a sheet with a blank cannot stand signed
    elif sheet.signed and do.row.confirming != "none":
        sheet.unconfirmed = do.actor.seat
    fact = ScoreCorrected(
        round, entry, judge, criterion, _text(row.value), _text(old), row.revision, why, waits=sheet.unconfirmed is not None
    )
    return Done([fact], {"score": _told(row), "sheet": sheet_told(do.row, found, sheet)})


def check_all_in(contest: ContestRow, round: int, entry: int) -> None:
    """Raises Refused('sheets_not_in') while a scoresheet that the result waits for is unsigned: who scores too should see
    nobody else's scores before."""
    made, who = read.contest(contest), read.entry(read.entry_row(contest.id, entry))
    found = next((one for one in made.rounds if one.number == round), None)
    if found is None:
        raise Refused("not_found", what=f"round {round}")
    sheets = {judge.number: read.sheet(contest.id, round, entry, judge.number) for judge in made.judges}
    signed, wanted = signed_of(made, found, who, sheets)
    if signed < wanted:
        raise Refused("sheets_not_in", entry=entry, received=signed, panel=wanted)


def sheet_told(contest: ContestRow, found: Round, sheet: ScoresheetRow) -> dict[str, Any]:
    """What an ack says of a scoresheet: its state, what is in it, the server's total."""
    scores = read.sheet(contest.id, sheet.round, sheet.entry, sheet.judge)
    return {
        "state": scoresheets.state(found, scores),
        "total": format(scoresheets.total(found, scores), "f") if scores.scores else None,
        "entered": len(scores.scores),
        "of": len(found.criteria),
        "revision": sheet.revision,
    }


def own_sheet(do: Do, round: int, entry: int) -> tuple[int, Round, ScoresheetRow]:
    """The acting judge, what stands on their scoresheet in that round, and its row. Raises Refused where none is wanted."""
    if do.actor.number is None:
        raise Refused("not_allowed", act="score")
    mine = wanted_of(do, do.actor.number, round, entry)
    return do.actor.number, mine, begun_sheet(do.row.id, round, entry, do.actor.number)


def wanted_of(do: Do, number: int, round: int, entry: int) -> Round:
    """What stands on a judge's scoresheet in a round that is open. Raises Refused where none is wanted."""
    judge = read.judge(read.seat_row(do.row.id, "judge", number))
    found = _open_round(do, round)
    row = read.entry_row(do.row.id, entry)
    if row.status == "withdrawn":
        raise Refused("entry_not_competing", name=_called(do, row))
    if judge.is_recused(read.entry(row)):
        raise Refused("judge_recused", name=_called(do, row))
    mine = found.sheet_for(judge)
    if not judge.judges(round, read.entry(row)) or not mine.criteria:
        raise Refused("judge_not_in_round")
    if not read.is_inside(do.row.id, round, entry):
        raise Refused("entry_not_in_round", name=_called(do, row))
    return mine


def _called(do: Do, row: EntryRow) -> str:
    """How an entry is named to who asked: by its number to a judge of a blind contest, published or not."""
    return f"#{row.number}" if do.row.blind and not do.actor.is_staff else row.name


def _round(do: Do, number: int) -> Round:
    for one in read.rounds(do.row.id):
        if one.number == number:
            return one
    raise Refused("not_found", what=f"round {number}")


def _open_round(do: Do, number: int) -> Round:
    found = _round(do, number)
    why = read.judging_closed_because(do.row.id, found)
    if why is not None:
        raise Refused({"round_planned": "round_not_open"}.get(why, why))
    return found


def check_not_closed(do: Do, number: int) -> None:
    if read.round_row(do.row.id, number).phase == "closed":
        raise Refused("round_closed")


def _criterion(found: Round, number: int) -> Criterion:
    for one in found.criteria:
        if one.number == number:
            return one
    raise Refused("unknown_criterion", criterion=number)


def begun_sheet(contest_id: int, round: int, entry: int, judge: int) -> ScoresheetRow:
    """The scoresheet's row, begun when there is none."""
    row = read.sheet_row(contest_id, round, entry, judge)
    if row is None:
        row = ScoresheetRow(
            contest_id=contest_id, round=round, entry=entry, judge=judge, signed=False, revision=0, comment=""
        )
        db.session.add(row)
        db.session.flush()
    return row


def _save(
    contest_id: int, sheet: ScoresheetRow, criterion: Criterion, value: str | None, base: int
) -> tuple[Decimal | None, ScoreRow]:
    """Put a value on a scoresheet; answers the old value and the row. Raises Refused('score_stale') with both values."""
    exact = None if value is None else scoresheets.check_score(criterion, scoresheets.read_score(value))
    row = read.score_row(contest_id, sheet.round, sheet.entry, sheet.judge, criterion.number)
    revision = row.revision if row else 0
    if base != revision:
        raise Refused("score_stale", mine=_text(exact), theirs=_text(row.value if row else None), revision=revision)
    if row is None:
        row = ScoreRow(
            contest_id=contest_id, round=sheet.round, entry=sheet.entry, judge=sheet.judge,
            criterion=criterion.number, revision=0, value=None,
        )
        db.session.add(row)
    old = row.value
    row.value = exact
    row.revision += 1
    sheet.revision += 1
    db.session.flush()
    return old, row


def _told(row: ScoreRow) -> dict[str, Any]:
    return {"value": _text(row.value), "revision": row.revision}


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")
