"""Calibration: a sample opened, scored by each judge alone, closed. No score of a round and no standing is touched."""

from __future__ import annotations

from contest.actions.act import Do, Done
from contest.rules import scoresheets, shapes
from contest.rules.calibration import participants, sample_criteria
from contest.rules.calibration_facts import (
    CalibrationClosed,
    CalibrationFinished,
    CalibrationOpened,
    CalibrationScoreEntered,
)
from contest.rules.contests import Criterion
from contest.rules.facts import Fact
from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.store import calibrations, read
from contest.store.calibration_tables import CalibrationRow, CalibrationSheetRow
from contest.store.database import db


def open_calibration(do: Do, round: int, title: str = "") -> Done:
    """Ask the judges to score one sample as they would an entry of that round; after the first, this repeats it.

    Raises Refused('calibration_open') while another is, 'scoring_begun' once somebody has scored in the round, and
    'nothing_to_calibrate' where no judge marks alone there, or with places.
    """
    contest = read.contest(do.row)
    found = next((one for one in contest.rounds if one.number == round), None)
    if found is None:
        raise Refused("not_found", what=f"round {round}")
    last = calibrations.newest(do.row.id)
    if last is not None and last.state == "open":
        raise Refused("calibration_open")
    if found.phase == "closed" or any(one.round == round and one.value is not None for one in read.score_rows(do.row.id)):
        raise Refused("scoring_begun")
    criteria = sample_criteria(found)
    if not criteria or not participants(contest, round):
        raise Refused("nothing_to_calibrate")
    number = last.number + 1 if last else 1
    told = [shapes.criterion_told(one) for one in criteria]
    db.session.add(CalibrationRow(
        contest_id=do.row.id, number=number, round=round, title=title, criteria=told, state="open",
    ))
    db.session.flush()
    return Done([CalibrationOpened(number, round, title)], {"calibration": number})


def enter_calibration_score(do: Do, calibration: int, criterion: int, value: str | None, base: int) -> Done:
    """Save one of the judge's own numbers for the sample; `value` None wipes it. `base` as in enter_score.

    Raises Refused('calibration_done') once the judge has said that they are done.
    """
    row = _open(do, calibration)
    found = _criterion(row, criterion)
    sheet = _sheet(do, row)
    if sheet.finished:
        raise Refused("calibration_done")
    exact = None if value is None else plain(scoresheets.check_score(found, scoresheets.read_score(value)))
    stood = sheet.scores.get(str(criterion), {"value": None, "revision": 0})
    if base != stood["revision"]:
        raise Refused("score_stale", mine=exact, theirs=stood["value"], revision=stood["revision"])
    saved = {"value": exact, "revision": base + 1}
    sheet.scores = {**sheet.scores, str(criterion): saved}
    db.session.flush()
    fact = CalibrationScoreEntered(calibration, sheet.judge, criterion, exact, stood["value"], base + 1)
    return Done([fact], {"score": saved})


def finish_calibration(do: Do, calibration: int) -> Done:
    """The judge is done; with the last one it closes by itself, and everybody is told how far they lie from the others.

    Raises Refused('calibration_incomplete') with how many numbers are blank.
    """
    row = _open(do, calibration)
    sheet = _sheet(do, row)
    blanks = len(row.criteria) - len(calibrations.scores(sheet))
    if blanks:
        raise Refused("calibration_incomplete", count=blanks)
    if sheet.finished:
        return Done()
    sheet.finished = True
    db.session.flush()
    facts: list[Fact] = [CalibrationFinished(calibration, sheet.judge)]
    done = {one.judge for one in calibrations.sheet_rows(do.row.id, calibration) if one.finished}
    if {one.number for one in participants(read.contest(do.row), row.round)} <= done:
        facts.append(_closed(do, row))
    return Done(facts)


def close_calibration(do: Do, calibration: int) -> Done:
    """Wait for nobody any more: who is done is told how far they lie from the others."""
    return Done([_closed(do, _open(do, calibration))])


def forget_samples(contest_id: int, judge: int) -> None:
    """A judge's seat goes: their samples too, since the next one may get its number."""
    for sheet in calibrations.sheet_rows(contest_id, judge=judge):
        db.session.delete(sheet)


def _closed(do: Do, row: CalibrationRow) -> Fact:
    row.state = "closed"
    return CalibrationClosed(row.number, sum(one.finished for one in calibrations.sheet_rows(do.row.id, row.number)))


def _open(do: Do, calibration: int) -> CalibrationRow:
    row = next((one for one in calibrations.rows(do.row.id) if one.number == calibration), None)
    if row is None:
        raise Refused("not_found", what=f"calibration {calibration}")
    if row.state != "open":
        raise Refused("calibration_closed")
    return row


def _criterion(row: CalibrationRow, number: int) -> Criterion:
    found = next((one for one in calibrations.criteria(row) if one.number == number), None)
    if found is None:
        raise Refused("unknown_criterion", criterion=number)
    return found


def _sheet(do: Do, row: CalibrationRow) -> CalibrationSheetRow:
    """The judge's own sheet, begun when there is none. Raises Refused('judge_not_in_round')."""
    judge = do.actor.number or 0
    if judge not in {one.number for one in participants(read.contest(do.row), row.round)}:
        raise Refused("judge_not_in_round")
    found = next(iter(calibrations.sheet_rows(do.row.id, row.number, judge)), None)
    if found is None:
        found = CalibrationSheetRow(contest_id=do.row.id, calibration=row.number, judge=judge, scores={}, finished=False)
        db.session.add(found)
    return found
