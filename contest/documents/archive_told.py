"""A contest's rows in the shape of the archive: whatever a reader needs, and no secret, link or PIN."""

from __future__ import annotations

from typing import Any

from contest.access import HELPERS
from contest.documents.standings import standings_told
from contest.rules import shapes
from contest.rules.shapes import text
from contest.store import audit, ballots, calibrations, curtains, papers, read, reveals, scripts, shows, sounds
from contest.store.calibration_tables import CalibrationRow, CalibrationSheetRow
from contest.store.tables import ContestRow, CountdownRow, PenaltyRow, ScoreRow, ScoresheetRow, SeatRow, TieRoomRow


def contest_told(row: ContestRow) -> dict[str, Any]:
    """Everything about a contest except what the file says about itself."""
    specials = {one["number"] for one in row.special_prizes}  # what was said on one that is gone stands in the log only
    return {
        "contest": _settings(row),
        "rounds": [{**shapes.round_told(one), "phase": one.phase} for one in read.rounds(row.id)],
        "entries": [
            {
                "number": one.number,
                "name": one.name,
                "short_name": one.short_name,
                "concept": one.concept,
                "order": one.order,
                "status": one.status,
                "status_reason": one.status_reason,
                "unit": one.unit,
                "division": one.division,
                "heat": one.heat,
                "say": one.say,
            }
            for one in read.entry_rows(row.id)
        ],
        "judges": [shapes.judge_told(read.judge(seat)) for seat in read.seat_rows(row.id, "judge")],
        **{f"{role}s": [_person(seat) for seat in read.seat_rows(row.id, role)] for role in HELPERS},
        "scoresheets": _scoresheets(row.id),
        "countdowns": [_countdown(one) for one in read.countdown_rows(row.id)],
        "finishes": [
            {"round": one.round, "stage": one.stage, "entry": one.entry, "seconds": one.seconds, "how": one.how}
            for one in read.finish_rows(row.id)
        ],
        "penalties": [_penalty(one) for one in read.penalty_rows(row.id)],
        "settlements": [
            {"entries": one.entries, "joint": one.joint, "reason": one.reason, "how": one.how, "seed": one.seed,
             "after": one.after}
            for one in read.settlement_rows(row.id)
        ],
        "factors": [
            {"round": one.round, "entry": one.entry, "criterion": one.criterion or None, "factor": text(one.factor)}
            for one in read.factor_rows(row.id)
        ],
        "externals": [
            {"round": one.round, "entry": one.entry, "label": one.label, "points": text(one.points)}
            for one in read.external_rows(row.id)
        ],
        "cuts": [{"round": one.round, "entries": one.entries, "reason": one.reason} for one in read.cut_rows(row.id)],
        "awards": [
            {"prize": one.prize, "entry": one.entry, "reason": one.reason}
            for one in read.award_rows(row.id) if one.prize in specials
        ],
        "votes": [
            {"prize": one.prize, "entry": one.entry, "votes": one.votes}
            for one in read.vote_rows(row.id) if one.prize in specials
        ],
        "ballot": _ballot(row.id),
        "late": [
            {"number": one.number, "round": one.round, "entry": one.entry, "judge": one.judge, "criterion": one.criterion or None,
             "value": one.value, "why": one.why, "at_ms": one.at, "noted": one.noted}
            for one in read.late_rows(row.id)
        ],
        "papers": [
            {"round": one.round, "entry": one.entry, "judge": one.judge, "seat": one.seat, "scores": one.scores,
             "comment": one.comment, "reason": one.reason, "at_ms": one.at}
            for one in papers.all_rows(row.id)
        ],
        "tie_rooms": [_tie_room(row.id, one) for one in read.tie_room_rows(row.id)],
        "calibrations": [_calibration(row.id, one) for one in calibrations.rows(row.id)],
        "screens": [
            {
                "screen": one.screen,
                "title": one.title,
                "scene": one.scene,
                "message": one.message,
                "theme": one.theme,
                "entry": one.entry,
                "revision": one.revision,
            }
            for one in read.screen_rows(row.id)
        ],
        "scene_sets": [
            {"number": one.number, "title": one.title, "screens": one.screens} for one in shows.scene_set_rows(row.id)
        ],
        "round_curtains": [
            {"round": one.round, "curtain": one.curtain, "revision": one.revision, "frozen": one.frozen}
            for one in curtains.rows(row.id)
        ],
        "reveal": _reveal(row.id),
        "script": [
            {"line": one.line, "vi": one.vi, "en": one.en, "revision": one.revision} for one in scripts.script_rows(row.id)
        ],
        "sound": _sound(row.id),
        "draws": [
            {"number": one.number, "seed": one.seed, "entries": one.entries, "opened": one.opened, "reason": one.reason}
            for one in shows.draw_rows(row.id)
        ],
        "facts": [{"body": one.body, "hash": one.hash} for one in audit.rows(row.id)],
        "standings": standings_told(row, explain=True),
    }


def _settings(row: ContestRow) -> dict[str, Any]:
    return {
        "slug": row.slug,
        "title": row.title,
        "theme": row.theme,
        "place": row.place,
        "date": row.date,
        "accent": row.accent,
        "motif": row.motif,
        "blind": row.blind,
        "gallery": row.gallery,
        "phase": row.phase,
        "curtain": row.curtain,
        "curtain_revision": row.curtain_revision,
        "frozen": row.frozen,
        "stated_total": text(row.stated_total),
        "floor_at_zero": row.floor_at_zero,
        "ties": row.ties,
        "prizes": [shapes.prize_told(shapes.prize_from(one)) for one in row.prizes],
        "special_prizes": row.special_prizes,
        "divisions": row.divisions,
        "numbering": row.numbering,
        "rank_exact": row.rank_exact,
        "crossing": row.crossing,
        "signing": row.signing,
        "confirming": row.confirming,
        "preset": row.preset,
        "revision": row.revision,
        "setup_revision": row.setup_revision,
        "at": {"round": row.round, "stage": row.stage, "entry": row.on_stage},
    }


def _sound(contest_id: int) -> dict[str, Any]:
    row = sounds.settings(contest_id)
    return {"language": row.language, "spoken": row.spoken, "ticks": row.ticks, "volume": row.volume}


def _person(seat: SeatRow) -> dict[str, Any]:
    return {"number": seat.number, "name": seat.name}


def _scoresheets(contest_id: int) -> list[dict[str, Any]]:
    scores: dict[tuple[int, int, int], list[ScoreRow]] = {}
    for score in read.score_rows(contest_id):
        scores.setdefault((score.round, score.entry, score.judge), []).append(score)
    sheets = sorted(read.sheet_rows(contest_id), key=_place)
    return [_scoresheet(sheet, scores.get(_place(sheet), [])) for sheet in sheets]


def _place(sheet: ScoresheetRow) -> tuple[int, int, int]:
    return (sheet.round, sheet.entry, sheet.judge)


def _scoresheet(sheet: ScoresheetRow, scores: list[ScoreRow]) -> dict[str, Any]:
    return {
        "round": sheet.round,
        "entry": sheet.entry,
        "judge": sheet.judge,
        "signed": sheet.signed,
        "revision": sheet.revision,
        "comment": sheet.comment,
        "reopened": sheet.reopened,
        "unconfirmed": sheet.unconfirmed,
        "paper": sheet.paper,
        "scores": {str(one.criterion): {"value": text(one.value), "revision": one.revision} for one in scores},
    }


def _reveal(contest_id: int) -> dict[str, Any] | None:
    row = reveals.reveal_row(contest_id)
    return None if row is None else {
        name: getattr(row, name) for name in ("plan", "state", "rehearsal", "at", "revision", "shown")
    }


def _countdown(row: CountdownRow) -> dict[str, Any]:
    return {
        "round": row.round,
        "stage": row.stage,
        "entry": row.entry or None,
        "seconds": row.seconds,
        "marks": [{"kind": kind, "at_ms": at_ms, "seconds": seconds} for kind, at_ms, seconds in row.marks],
        "revision": row.revision,
    }


def _penalty(row: PenaltyRow) -> dict[str, Any]:
    return {
        "number": row.number,
        "round": row.round,
        "stage": row.stage,
        "entry": row.entry,
        "kind": row.kind,
        "state": row.state,
        "points": text(row.points),
        "effect": row.effect,
        "late_seconds": row.late_seconds,
        "reason": row.reason,
        "on": row.on,
    }


def _ballot(contest_id: int) -> dict[str, Any] | None:
    """The audience's vote. Who voted for what stays here, and the counts too until it is closed."""
    row = ballots.ballot_row(contest_id)
    if row is None:
        return None
    tallies = [{"entry": entry, "votes": votes} for entry, votes in ballots.counts_of(row).items()]
    return {
        "title": row.title, "state": row.state, "revision": row.revision, "round": row.round, "by_ticket": row.by_ticket,
        "by_device": row.by_device, "tickets": row.tickets, "prize": row.prize, "share": text(row.share),
        "entries": row.entries, "counts": None if row.counts is None else tallies,
    }
def _calibration(contest_id: int, row: CalibrationRow) -> dict[str, Any]:
    return {
        "number": row.number, "round": row.round, "title": row.title, "criteria": row.criteria, "state": row.state,
        "sheets": [_sample(one) for one in calibrations.sheet_rows(contest_id, row.number)],
    }


def _sample(row: CalibrationSheetRow) -> dict[str, Any]:
    return {"judge": row.judge, "finished": row.finished, "scores": row.scores}
def _tie_room(contest_id: int, row: TieRoomRow) -> dict[str, Any]:
    scores = [
        {"entry": one.entry, "judge": one.judge, "round": one.round, "criterion": one.criterion, "value": text(one.value),
         "revision": one.revision}
        for one in read.tie_score_rows(contest_id, row.number)
    ]
    scores.sort(key=lambda one: (one["entry"], one["judge"], one["round"], one["criterion"]))
    return {
        "number": row.number, "entries": row.entries, "criteria": row.criteria, "after": row.after, "state": row.state,
        "reason": row.reason, "scores": scores,
    }

