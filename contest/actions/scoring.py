"""Scores and scoresheets: enter, comment, sign, reopen, correct. The range and the step are the rules' word."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from contest.actions import late
from contest.actions.act import Do, Done, reason_given
from contest.rules import scoresheets
from contest.rules.contests import Criterion, Entry, Round
from contest.rules.counting import signed_of
from contest.rules.facts import CommentWritten, ScoreCorrected, ScoreEntered, ScoresheetReopened, ScoresheetSubmitted
from contest.rules.refusals import Refused
from contest.rules.scoresheets import Scoresheet
from contest.store import read
from contest.store.database import db
from contest.store.structures import Structure
from contest.store.tables import ContestRow, ScoreRow, ScoresheetRow


def enter_score(do: Do, round: int, entry: int, criterion: int, value: str | None, base: int) -> Done:
    """Save one of the judge's own scores; `value` None wipes it. `base` is the revision the judge saw, 0 for a blank. What
    comes after the lock is kept as late."""
    begun = read.sheet_row(do.row.id, round, entry, do.actor.number or 0)
    locked = late.lock_on(do, round, begun)
    if locked:
        exact = None if value is None else format(scoresheets.read_score(value), "f")
        asked = _criterion(do.structure.round(round), criterion)
        return late.received_score(do, locked, round, entry, asked.number, exact)
    judge, found, sheet = own_sheet(do, round, entry, begun)
    cells = read.cells(sheet) if begun else {}
    old, row = _save(sheet, cells, _criterion(found, criterion), value, base)
    fact = ScoreEntered(round, entry, judge, criterion, _text(row.value), _text(old), row.revision)
    return Done([fact], {"score": _told(row), "sheet": _sheet_told(found, sheet, cells)})


def write_comment(do: Do, round: int, entry: int, comment: str, base: int) -> Done:
    """Save the judge's words on an entry. `base` is the scoresheet's revision. What comes after the lock is kept as late."""
    begun = read.sheet_row(do.row.id, round, entry, do.actor.number or 0)
    locked = late.lock_on(do, round, begun)
    if locked:
        return late.received_comment(do, locked, round, entry, comment.strip())
    judge, found, sheet = own_sheet(do, round, entry, begun)
    sheet.comment = comment.strip()
    sheet.revision += 1
    fact = CommentWritten(round, entry, judge, sheet.comment, sheet.revision)
    return Done([fact], {"sheet": sheet_told(found, sheet)})


def submit_scoresheet(do: Do, round: int, entry: int, base: int) -> Done:
    """Sign: the judge read back what stands at revision `base`. Refused when anything is blank or has changed since, and with
    'sign_the_round' where one signature is for the whole round."""
    if do.row.signing == "round":
        raise Refused("sign_the_round")
    begun = read.sheet_row(do.row.id, round, entry, do.actor.number or 0)
    judge, found, sheet = own_sheet(do, round, entry, begun)
    if sheet.signed:
        return Done((), {"sheet": sheet_told(found, sheet)})
    fact = signed(do, found, sheet, base)
    return Done([fact], {"sheet": sheet_told(found, sheet)})


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
    seat, about = do.structure.judge(judge), do.structure.entry(entry)
    if seat.is_recused(about):
        raise Refused("judge_recused", name=_called(do, about))
    found = do.structure.round(round).sheet_for(seat)
    sheet = begun_sheet(do.row.id, round, entry, judge)
    cells = read.cells(sheet)
    old, row = _save(sheet, cells, _criterion(found, criterion), value, base)
    if row.value is None:
        sheet.signed, sheet.unconfirmed, sheet.paper = False, None, None  # a sheet with a blank cannot stand signed
    elif sheet.signed and do.row.confirming != "none":
        sheet.unconfirmed = do.actor.seat
    fact = ScoreCorrected(
        round, entry, judge, criterion, _text(row.value), _text(old), row.revision, why, waits=sheet.unconfirmed is not None
    )
    return Done([fact], {"score": _told(row), "sheet": _sheet_told(found, sheet, cells)})


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


def sheet_told(found: Round, sheet: ScoresheetRow) -> dict[str, Any]:
    """What an ack says of a scoresheet: its state, what is in it, the server's total."""
    return _sheet_told(found, sheet, read.cells(sheet))


def _sheet_told(found: Round, sheet: ScoresheetRow, cells: Mapping[int, ScoreRow]) -> dict[str, Any]:
    values = {number: cell.value for number, cell in cells.items() if cell.value is not None}
    scores = Scoresheet(sheet.round, sheet.entry, sheet.judge, values, sheet.signed, sheet.unconfirmed is None)
    return {
        "state": scoresheets.state(found, scores),
        "total": format(scoresheets.total(found, scores), "f") if scores.scores else None,
        "entered": len(scores.scores),
        "of": len(found.criteria),
        "revision": sheet.revision,
    }


def own_sheet(do: Do, round: int, entry: int, begun: ScoresheetRow | None) -> tuple[int, Round, ScoresheetRow]:
    """The acting judge, what stands on their scoresheet in that round, and its row: the one `begun`, or a new one. Raises
    Refused where none is wanted."""
    if do.actor.number is None:
        raise Refused("not_allowed", act="score")
    mine = wanted_of(do, do.actor.number, round, entry)
    return do.actor.number, mine, begun or _new_sheet(do.row.id, round, entry, do.actor.number)


def wanted_of(do: Do, number: int, round: int, entry: int) -> Round:
    """What stands on a judge's scoresheet in a round that is open. Raises Refused where none is wanted."""
    here = do.structure
    judge, found = here.judge(number), _open_round(here, round)
    about = here.entry(entry)
    if about.status == "withdrawn":
        raise Refused("entry_not_competing", name=_called(do, about))
    if judge.is_recused(about):
        raise Refused("judge_recused", name=_called(do, about))
    mine = found.sheet_for(judge)
    if not judge.judges(round, about) or not mine.criteria:
        raise Refused("judge_not_in_round")
    if entry not in here.inside[round]:
        raise Refused("entry_not_in_round", name=_called(do, about))
    return mine


def _called(do: Do, entry: Entry) -> str:
    """How an entry is named to who asked: by its number to a judge of a blind contest, published or not."""
    return f"#{entry.number}" if do.row.blind and not do.actor.is_staff else entry.name


def _open_round(here: Structure, number: int) -> Round:
    found, why = here.round(number), here.closed[number]
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
    return read.sheet_row(contest_id, round, entry, judge) or _new_sheet(contest_id, round, entry, judge)


def _new_sheet(contest_id: int, round: int, entry: int, judge: int) -> ScoresheetRow:
    row = ScoresheetRow(contest_id=contest_id, round=round, entry=entry, judge=judge, signed=False, revision=0, comment="")
    db.session.add(row)
    db.session.flush()
    return row


def _save(
    sheet: ScoresheetRow, cells: dict[int, ScoreRow], criterion: Criterion, value: str | None, base: int
) -> tuple[Decimal | None, ScoreRow]:
    """Put a value on a scoresheet and among its cells; answers the old value and the row. Raises Refused('score_stale') with
    both values."""
    exact = None if value is None else scoresheets.check_score(criterion, scoresheets.read_score(value))
    row = cells.get(criterion.number)
    revision = row.revision if row else 0
    if base != revision:
        raise Refused("score_stale", mine=_text(exact), theirs=_text(row.value if row else None), revision=revision)
    if row is None:
        row = cells[criterion.number] = ScoreRow(
            contest_id=sheet.contest_id, round=sheet.round, entry=sheet.entry, judge=sheet.judge,
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
