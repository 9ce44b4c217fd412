"""Scoresheets from paper: typed in by two people who do not see each other's numbers, and saved once both say the same.

Two equal readings of two different seats make the judge's signed sheet. While they differ each may type theirs again, or a third
person looks at the paper, with a reason. What the judge saved on the tablet is overwritten only by the organizer's word.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from contest.actions.act import Do, Done, reason_given
from contest.actions.scoring import begun_sheet, wanted_of
from contest.rules import papers, scoresheets
from contest.rules.contests import Round
from contest.rules.facts import Fact
from contest.rules.paper_facts import PaperAgreed, PaperDropped, PaperMerged, PaperTyped
from contest.rules.papers import Typed
from contest.rules.refusals import Refused
from contest.rules.rounding import plain
from contest.store import papers as typed_papers
from contest.store import read
from contest.store.database import db
from contest.store.tables import ScoreRow, ScoresheetRow
from contest.store.tablet_tables import PaperRow


def type_paper(
    do: Do, round: int, entry: int, judge: int, lines: list[dict[str, Any]], comment: str = "", reason: str = ""
) -> Done:
    """Type a paper sheet in, or again. `lines`: {criterion, value}, every one that stands on that judge's sheet.

    Answers `paper`: waiting (for a second person), differs, tablet (the judge saved other numbers), saved, or agrees (the judge
    signed the same). Raises Refused('reason_needed') for a third look without one, and what read_lines and wanted_of refuse.
    """
    found = wanted_of(do, judge, round, entry)
    scores = papers.read_lines(found, [(one["criterion"], one["value"]) for one in lines])
    before = typed_papers.rows(do.row.id, round, entry, judge)
    mine = next((row for row in before if row.seat == do.actor.seat), None)
    why = reason_given(reason) if mine is None and len(before) > 1 else reason.strip()
    if mine is None:
        mine = PaperRow(contest_id=do.row.id, round=round, entry=entry, judge=judge, seat=do.actor.seat)
        db.session.add(mine)
    mine.scores = {str(number): plain(value) for number, value in scores.items()}
    mine.comment, mine.reason, mine.at = comment.strip(), why, do.now
    db.session.flush()
    return _looked_at(do, found, [PaperTyped(round, entry, judge, why)], judge, entry)


def take_paper(do: Do, round: int, entry: int, judge: int, reason: str) -> Done:
    """The organizer's word: the paper that two people typed the same counts, not what the judge saved on the tablet. Where a
    contest asks for second persons, one has to confirm it. Raises Refused('paper_not_waiting')."""
    why = reason_given(reason)
    found = wanted_of(do, judge, round, entry)
    pair = papers.agreed(_typed(do, round, entry, judge))
    if pair is None:
        raise Refused("paper_not_waiting")
    waits = do.row.confirming != "none"
    return Done([_merged(do, found, begun_sheet(do.row.id, round, entry, judge), pair, why, waits)], {"paper": "saved"})


def drop_paper(do: Do, round: int, entry: int, judge: int, reason: str) -> Done:
    """Throw away what was typed: it was another sheet, or the tablet's numbers stand. Raises Refused('paper_not_waiting')."""
    why = reason_given(reason)
    if not typed_papers.rows(do.row.id, round, entry, judge):
        raise Refused("paper_not_waiting")
    _forget(do, round, entry, judge)
    return Done([PaperDropped(round, entry, judge, why)])


def _looked_at(do: Do, found: Round, facts: list[Fact], judge: int, entry: int) -> Done:
    """What the readings that are there now lead to."""
    typed = _typed(do, found.number, entry, judge)
    tablet = read.sheet(do.row.id, found.number, entry, judge)
    waits_for, pair = papers.state(typed, tablet.scores), papers.agreed(typed)
    if pair is None or waits_for is not None:
        return Done(facts, {"paper": waits_for})
    if tablet.signed:
        _forget(do, found.number, entry, judge)
        seats = [one.seat for one in pair]
        return Done([*facts, PaperAgreed(found.number, entry, judge, seats)], {"paper": "agrees"})
    sheet = begun_sheet(do.row.id, found.number, entry, judge)
    return Done([*facts, _merged(do, found, sheet, pair, _reasons(do, sheet), False)], {"paper": "saved"})


def _merged(do: Do, found: Round, sheet: ScoresheetRow, pair: tuple[Typed, Typed], why: str, waits: bool) -> PaperMerged:
    """The judge's scoresheet, signed on paper. Two people read it already, so it waits for a second one only where a word was
    needed on the tablet's numbers."""
    scores = pair[0].scores
    old = {number: _put(sheet, number, value) for number, value in sorted(scores.items())}
    sheet.signed, sheet.reopened, sheet.paper = True, None, [one.seat for one in pair]
    sheet.unconfirmed = do.actor.seat if waits else None
    sheet.comment = sheet.comment or pair[0].comment or pair[1].comment
    sheet.revision += 1
    _forget(do, sheet.round, sheet.entry, sheet.judge)
    total = plain(scoresheets.total(found, read.sheet(do.row.id, sheet.round, sheet.entry, sheet.judge)))
    return PaperMerged(
        sheet.round, sheet.entry, sheet.judge, list(sheet.paper),
        scores=[[number, plain(value)] for number, value in sorted(scores.items())],
        old=[[number, plain(value)] for number, value in old.items() if value not in (None, scores[number])],
        total=total, revision=sheet.revision, reason=why, waits=waits,
    )


def _put(sheet: ScoresheetRow, criterion: int, value: Decimal) -> Decimal | None:
    """Write one number; answers what stood there."""
    row = read.score_row(sheet.contest_id, sheet.round, sheet.entry, sheet.judge, criterion)
    if row is None:
        row = ScoreRow(
            contest_id=sheet.contest_id, round=sheet.round, entry=sheet.entry, judge=sheet.judge, criterion=criterion,
            revision=0, value=None,
        )
        db.session.add(row)
    old: Decimal | None = row.value
    if old != value:
        row.value = value
        row.revision += 1
    db.session.flush()
    return old


def _typed(do: Do, round: int, entry: int, judge: int) -> list[Typed]:
    return [typed_papers.typed(row) for row in typed_papers.rows(do.row.id, round, entry, judge)]


def _reasons(do: Do, sheet: ScoresheetRow) -> str:
    """What a third look was for."""
    return next((row.reason for row in typed_papers.rows(do.row.id, sheet.round, sheet.entry, sheet.judge) if row.reason), "")


def _forget(do: Do, round: int, entry: int, judge: int) -> None:
    for row in typed_papers.rows(do.row.id, round, entry, judge):
        db.session.delete(row)
    db.session.flush()
