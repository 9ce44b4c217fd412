"""A whole contest put back from its archive: documents/archive.py read and checked the file, here it becomes rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from sqlalchemy import insert

from contest.access import HELPERS
from contest.actions.act import Do, Done
from contest.actions.blueprints import round_from
from contest.actions.rounds import write_rounds
from contest.actions.setup import HALL, is_slug
from contest.rules import shapes
from contest.rules.facts import ContestImported
from contest.rules.refusals import Refused
from contest.rules.rounding import exact_decimal, plain
from contest.store import audit, read
from contest.store.ballot_tables import BallotRow
from contest.store.calibration_tables import CalibrationRow, CalibrationSheetRow
from contest.store.curtain_tables import RoundCurtainRow
from contest.store.database import db
from contest.store.given_tables import AwardRow, CutRow, ExternalRow, FactorRow, VoteRow
from contest.store.reveal_tables import RevealRow
from contest.store.script_tables import ScriptRow
from contest.store.show_tables import DrawRow, SceneSetRow, ScreenRow
from contest.store.sound_tables import SoundRow
from contest.store.tables import (
    ContestRow,
    CountdownRow,
    EntryRow,
    FinishRow,
    PenaltyRow,
    ScoreRow,
    ScoresheetRow,
    SeatRow,
    SettlementRow,
    TieRoomRow,
    TieScoreRow,
)
from contest.store.tablet_tables import LateRow, PaperRow
from contest.words import _


def import_contest(do: Do, archive: dict[str, Any], sha256: str, as_slug: str | None = None) -> Done:
    """Put an archive back under its own slug or another. Raises Refused('bad_slug', 'slug_taken').

    Its facts come back verbatim and nothing is added to them; a file without any gets one, with the file's SHA-256.
    """
    slug = as_slug or archive["contest"]["slug"]
    if not is_slug(slug):
        raise Refused("bad_slug", text=slug[:60])
    if any(row.slug == slug for row in read.contest_rows()):
        raise Refused("slug_taken", slug=slug)
    row = do.contest = _contest(archive["contest"], slug, do.now)
    db.session.add(row)
    db.session.flush()
    write_rounds(row.id, [replace(round_from(told), phase=told["phase"]) for told in archive["rounds"]])
    db.session.add_all(_people(row.id, archive))  # what is referred to comes first
    db.session.flush()
    _insert(ScoresheetRow, _sheets(row.id, archive))
    _insert(ScoreRow, _scores(row.id, archive))
    for part in (_running, _decided, _tie_scores, _samples):
        db.session.add_all(part(row.id, archive))
        db.session.flush()
    audit.restore(row.id, [(fact["body"], fact["hash"]) for fact in archive["facts"]])
    row.started_over_at = max((line.at for line in audit.lines_of(row.id, "contest_started_over")), default=0)
    told = {"slug": slug, "title": row.title}
    return Done((), told) if archive["facts"] else Done([ContestImported(slug, row.title, sha256)], told)


def _contest(told: dict[str, Any], slug: str, now: int) -> ContestRow:
    kept = {name: value for name, value in told.items() if name not in ("slug", "at", "stated_total")}
    return ContestRow(
        slug=slug,
        stated_total=_exact(told["stated_total"]),
        round=told["at"]["round"],
        stage=told["at"]["stage"],
        on_stage=told["at"]["entry"],
        made_at=now,
        **kept,
    )


def _people(contest_id: int, archive: dict[str, Any]) -> list[Any]:
    """Teams with the draws of their order, judges, helpers, the screens they look at and the sets for these."""
    rows: list[Any] = [EntryRow(contest_id=contest_id, **entry) for entry in archive["entries"]]
    for role in ("judge", *HELPERS):
        rows += [SeatRow(contest_id=contest_id, role=role, version=1, **person) for person in archive[f"{role}s"]]
    rows += [ScreenRow(contest_id=contest_id, **screen) for screen in archive["screens"] or [_first_screen()]]
    rows += [RoundCurtainRow(contest_id=contest_id, **told) for told in archive["round_curtains"]]
    rows += [RevealRow(contest_id=contest_id, **archive["reveal"])] if archive["reveal"] else []
    rows += [ScriptRow(contest_id=contest_id, **told) for told in archive["script"]]
    rows += [SceneSetRow(contest_id=contest_id, **told) for told in archive["scene_sets"]]
    rows += [DrawRow(contest_id=contest_id, **told) for told in archive["draws"]]
    rows += [SoundRow(contest_id=contest_id, **archive["sound"])]
    return rows


def _insert(table: type[Any], rows: list[dict[str, Any]]) -> None:
    """Tens of thousands of rows at once, without an object for each."""
    if rows:
        db.session.execute(insert(table), rows)


def _sheets(contest_id: int, archive: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {"contest_id": contest_id, **{name: one for name, one in told.items() if name != "scores"}}
        for told in archive["scoresheets"]
    ]


def _scores(contest_id: int, archive: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "contest_id": contest_id, "round": told["round"], "entry": told["entry"], "judge": told["judge"],
            "criterion": int(number), "value": _score(one["value"]), "revision": one["revision"],
        }
        for told in archive["scoresheets"]
        for number, one in told["scores"].items()
    ]


def _running(contest_id: int, archive: dict[str, Any]) -> list[Any]:
    """Countdowns, finishes, penalties, settlements."""
    rows: list[Any] = [_countdown(contest_id, told) for told in archive["countdowns"]]
    rows += [FinishRow(contest_id=contest_id, **told) for told in archive["finishes"]]
    exact = [{**told, "points": Decimal(told["points"])} for told in archive["penalties"]]
    rows += [PenaltyRow(contest_id=contest_id, **told) for told in exact]
    return rows + [SettlementRow(contest_id=contest_id, **told) for told in archive["settlements"]]


def _decided(contest_id: int, archive: dict[str, Any]) -> list[Any]:
    """Factors, points from elsewhere, cuts, prizes by word, votes and their ballot, what came late, paper sheets typed once,
    tie rooms, samples."""
    rows: list[Any] = [
        FactorRow(
            contest_id=contest_id, round=told["round"], entry=told["entry"], criterion=told["criterion"] or 0,
            factor=Decimal(told["factor"]),
        )
        for told in archive["factors"]
    ]
    rows += [ExternalRow(contest_id=contest_id, **{**told, "points": Decimal(told["points"])}) for told in archive["externals"]]
    rows += [CutRow(contest_id=contest_id, **told) for told in archive["cuts"]]
    rows += [AwardRow(contest_id=contest_id, **told) for told in archive["awards"]]
    rows += [VoteRow(contest_id=contest_id, **told) for told in archive["votes"]]
    rows += [_late(contest_id, told) for told in archive["late"]]
    rows += [_paper(contest_id, told) for told in archive["papers"]]
    rows += [_ballot(contest_id, told) for told in [archive["ballot"]] if told is not None]
    for told in archive["tie_rooms"]:
        rows.append(TieRoomRow(contest_id=contest_id, **{name: one for name, one in told.items() if name != "scores"}))
    rows += [_calibration(contest_id, told) for told in archive["calibrations"]]
    return rows


def _late(contest_id: int, told: dict[str, Any]) -> LateRow:
    kept = {name: one for name, one in told.items() if name not in ("at_ms", "criterion")}
    return LateRow(contest_id=contest_id, at=told["at_ms"], criterion=told["criterion"] or 0, **kept)


def _ballot(contest_id: int, told: dict[str, Any]) -> BallotRow:
    counts = None if told["counts"] is None else [[one["entry"], one["votes"]] for one in told["counts"]]
    return BallotRow(contest_id=contest_id, **{**told, "share": _exact(told["share"]), "counts": counts})


def _paper(contest_id: int, told: dict[str, Any]) -> PaperRow:
    kept = {name: one for name, one in told.items() if name not in ("at_ms", "scores")}
    scores = {number: plain(exact_decimal(Fraction(value))) for number, value in told["scores"].items()}
    return PaperRow(contest_id=contest_id, at=told["at_ms"], scores=scores, **kept)


def _tie_scores(contest_id: int, archive: dict[str, Any]) -> list[Any]:
    return [
        TieScoreRow(contest_id=contest_id, room=room["number"], **{**told, "value": _score(told["value"])})
        for room in archive["tie_rooms"]
        for told in room["scores"]
    ]


def _calibration(contest_id: int, told: dict[str, Any]) -> CalibrationRow:
    criteria = [shapes.criterion_told(shapes.criterion_from(one)) for one in told["criteria"]]
    kept = {name: told[name] for name in ("number", "round", "title", "state")}
    return CalibrationRow(contest_id=contest_id, criteria=criteria, **kept)


def _samples(contest_id: int, archive: dict[str, Any]) -> list[Any]:
    return [
        CalibrationSheetRow(
            contest_id=contest_id, calibration=one["number"], judge=sheet["judge"], finished=sheet["finished"],
            scores={number: {**score, "value": shapes.text(_score(score["value"]))} for number, score in sheet["scores"].items()},
        )
        for one in archive["calibrations"] for sheet in one["sheets"]
    ]


def _countdown(contest_id: int, told: dict[str, Any]) -> CountdownRow:
    marks = [[mark["kind"], mark["at_ms"], mark["seconds"]] for mark in told["marks"]]
    return CountdownRow(contest_id=contest_id, **{**told, "entry": told["entry"] or 0, "marks": marks})


def _first_screen() -> dict[str, Any]:
    return {"screen": HALL, "title": _("Projector")}


@lru_cache(maxsize=4096)
def _score(value: str | None) -> Decimal | None:
    """In its one written form, as `enter_score` would have saved it: 18.50 is 18.5."""
    return None if value is None else exact_decimal(Fraction(value))


def _exact(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
