"""`contest verify`: does each log follow from row to row, do the tables say what it says, are the photos there? Only reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from contest.photos import Photos
from contest.store import audit, ballots, photos, read
from contest.store.audit import Line
from contest.store.tables import ContestRow, FactRow
from contest.words import N_

ROW_EDITED = N_("Row %(number)s of the log was changed after it was written: %(fact)s by %(actor)s.")
ROW_BROKEN = N_("Row %(number)s of the log was changed after it was written and cannot be read.")
ROW_MISSING = N_("Row %(number)s is missing from the log.")
SCORE_EDITED = N_(
    "A score was changed past the log: round %(round)s, entry %(entry)s, judge %(judge)s, criterion %(criterion)s "
    "holds %(found)s; the log says %(told)s."
)
SIGNATURE_EDITED = N_(
    "A signature was changed past the log: round %(round)s, entry %(entry)s, judge %(judge)s."
)
FINISH_EDITED = N_(
    "A finish was changed past the log: round %(round)s, stage %(stage)s, entry %(entry)s holds %(found)s seconds; "
    "the log says %(told)s."
)
VOTES_EDITED = N_("The audience's votes were changed past the log: “%(title)s” does not hold what it was closed with.")
PHOTO_GONE = N_(
    "A photo of entry %(entry)s is not whole in the data folder: %(photo)s. Take it again, or bring it back from a backup."
)
SCORES = ("score_entered", "score_corrected")
SIGNATURES = ("scoresheet_submitted", "scoresheet_confirmed", "scoresheet_reopened", "score_corrected", "paper_merged")
FINISHES = ("finish_stamped", "finish_corrected")


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written down: a sentence and what fills it."""

    text: str
    values: dict[str, Any]


def photo_faults(row: ContestRow, files: Photos) -> list[Fault]:
    """Photos of a contest of which a size is missing or torn."""
    torn = [one for one in photos.rows(row.id) if not files.is_whole(one.photo)]
    return [Fault(PHOTO_GONE, {"entry": one.entry, "photo": one.photo}) for one in torn]


def faults(row: ContestRow) -> list[Fault]:
    """What is wrong with a contest: the first broken row of its log, else every table row that differs from the log."""
    rows = audit.rows(row.id)
    broken = audit.first_fault((one.number, one.body, one.hash) for one in rows)
    if broken is not None:
        return [_broken_row(rows, broken)]
    log = [audit.read_line(one.body, one.hash) for one in rows]
    return [*_scores(row, log), *_signatures(row, log), *_finishes(row, log), *_votes(row, log)]


def _broken_row(rows: list[FactRow], number: int) -> Fault:
    found = next((one for one in rows if one.number == number), None)
    if found is None:
        return Fault(ROW_MISSING, {"number": number})
    try:
        line = audit.read_line(found.body, found.hash)
    except (ValueError, KeyError):
        return Fault(ROW_BROKEN, {"number": number})
    return Fault(ROW_EDITED, {"number": number, "fact": line.fact, "actor": line.actor})


def _scores(row: ContestRow, log: Iterable[Line]) -> Iterator[Fault]:
    """Scores that were there before the log began (a contest made by hand) cannot be checked."""
    lines = [part for line in log for part in (line, *_from_paper(line))]
    told = _last(lines, SCORES, ("round", "entry", "judge", "criterion"))
    for score in read.score_rows(row.id):
        cell = (score.round, score.entry, score.judge, score.criterion)
        if cell not in told and _began_by_hand(lines):
            continue
        said = told.get(cell, {}).get("value")
        if score.value != (None if said is None else Decimal(said)):
            yield Fault(SCORE_EDITED, {**_named(score, "criterion"), "found": _shown(score.value), "told": _shown(said)})
        told.pop(cell, None)
    for (round_, entry, judge, criterion), fact in told.items():
        if fact["value"] is not None:
            where = {"round": round_, "entry": entry, "judge": judge, "criterion": criterion}
            yield Fault(SCORE_EDITED, {**where, "found": _shown(None), "told": fact["value"]})


def _from_paper(line: Line) -> Iterator[Line]:
    """The scores that came with a whole sheet, as if each had been entered."""
    if line.fact == "paper_merged":
        where = {name: line.data[name] for name in ("round", "entry", "judge")}
        for criterion, value in line.data["scores"]:
            yield replace(line, fact="score_entered", data={**where, "criterion": criterion, "value": value})


def _signatures(row: ContestRow, log: list[Line]) -> Iterator[Fault]:
    signed: dict[tuple[int, ...], bool] = {}
    waits: dict[tuple[int, ...], bool] = {}
    for line in _since_start(log):
        sheet = tuple(line.data.get(name, 0) for name in ("round", "entry", "judge"))
        if line.fact in ("scoresheet_submitted", "paper_merged"):
            signed[sheet] = True
        elif line.fact == "scoresheet_reopened" or (line.fact == "score_corrected" and line.data["value"] is None):
            signed[sheet] = False
        if line.fact in SIGNATURES:
            waits[sheet] = line.data.get("waits", False)
    by_hand = _began_by_hand(log)
    for one in read.sheet_rows(row.id):
        sheet = (one.round, one.entry, one.judge)
        told = (signed.get(sheet, one.signed and by_hand), waits.get(sheet, by_hand and one.unconfirmed is not None))
        if (one.signed, one.unconfirmed is not None) != told:
            yield Fault(SIGNATURE_EDITED, _named(one))


def _finishes(row: ContestRow, log: list[Line]) -> Iterator[Fault]:
    told = _last(log, FINISHES, ("round", "stage", "entry"))
    found: dict[tuple[int, ...], int] = {(one.round, one.stage, one.entry): one.seconds for one in read.finish_rows(row.id)}
    for place in sorted(told.keys() | found.keys()):
        if place not in told and _began_by_hand(log):
            continue
        said = told.get(place, {}).get("seconds")
        if said != found.get(place):
            where = dict(zip(("round", "stage", "entry"), place, strict=True))
            yield Fault(FINISH_EDITED, {**where, "found": _shown(found.get(place)), "told": _shown(said)})


def _votes(row: ContestRow, log: list[Line]) -> Iterator[Fault]:
    """A closed ballot's counts are those that its close was sealed with; single votes too, where they were cast here."""
    ballot = ballots.ballot_row(row.id)
    told = [line for line in _since_start(log) if line.fact in ("ballot_opened", "ballot_closed")]
    if ballot is None or (not told and _began_by_hand(log)):
        return
    closed = told[-1].data if told and told[-1].fact == "ballot_closed" else None
    if (ballot.state == "closed") != (closed is not None):
        yield Fault(VOTES_EDITED, {"title": ballot.title})
    elif closed is not None:
        cast, counts = ballots.cast(row.id), {entry: votes for entry, votes in ballots.counts_of(ballot).items() if votes}
        if ballots.sealed(ballot) != closed["sha256"] or (cast and cast != counts):
            yield Fault(VOTES_EDITED, {"title": ballot.title})


def _last(log: Iterable[Line], kinds: tuple[str, ...], key: tuple[str, ...]) -> dict[tuple[int, ...], dict[str, Any]]:
    """The last fact of these kinds about each thing."""
    return {tuple(line.data[name] for name in key): line.data for line in _since_start(log) if line.fact in kinds}


def _since_start(log: Iterable[Line]) -> list[Line]:
    """The log since the contest was last started over."""
    lines = list(log)
    starts = [position for position, line in enumerate(lines) if line.fact == "contest_started_over"]
    return lines[starts[-1] :] if starts else lines


def _began_by_hand(log: Iterable[Line]) -> bool:
    return any(line.fact == "contest_imported" for line in _since_start(log))


def _named(row: Any, *more: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("round", "entry", "judge", *more)}


def _shown(value: Any) -> str:
    return "–" if value is None else str(value)
