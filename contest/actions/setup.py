"""The contest itself: made, copied, changed, practised with and put away.

Rounds, rules, teams and panel have files of their own; their acts are named here too, so that set-up is one list.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date as Date
from typing import Any

from contest import texts, words
from contest.actions.act import Do, Done, check_base, set_up
from contest.actions.given import set_externals, set_factors, set_votes
from contest.actions.logos import carry_logos
from contest.actions.panel import (
    add_helper,
    add_judge,
    change_judge,
    note_printed_address,
    remove_judge,
    renew_link,
)
from contest.actions.presets import chosen, remove_preset, save_preset
from contest.actions.rounds import change_rounds, write_rounds
from contest.actions.rules import change_rules
from contest.actions.sound import carry_sound
from contest.actions.teams import add_team, add_teams, change_team, remove_team, set_running_order
from contest.rules import colours, presets, shapes
from contest.rules.contests import Contest
from contest.rules.facts import (
    ContestArchived,
    ContestChanged,
    ContestCopied,
    ContestCreated,
    ContestStartedOver,
    CurtainSet,
    Fact,
)
from contest.rules.motifs import check_motif
from contest.rules.presets import Seats
from contest.rules.refusals import Refused
from contest.store import ballots, read, reveals, scripts, shows
from contest.store.ballot_tables import BallotRow, BallotVoteRow
from contest.store.calibration_tables import CalibrationRow, CalibrationSheetRow
from contest.store.curtain_tables import RoundCurtainRow
from contest.store.database import db
from contest.store.given_tables import AwardRow, CutRow, ExternalRow, FactorRow, VoteRow
from contest.store.photo_tables import PhotoRow
from contest.store.reveal_tables import RevealRow
from contest.store.script_tables import ScriptRow
from contest.store.show_tables import DrawRow, SceneSetRow, ScreenRow
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
from contest.texts import SLUG_LETTERS, slug_of

__all__ = [
    "add_helper", "add_judge", "add_team", "add_teams", "archive_contest", "change_contest", "change_judge",
    "change_rounds", "change_rules", "change_team", "copy_contest", "create_contest", "note_printed_address",
    "remove_judge", "remove_preset", "remove_team", "renew_link", "save_preset", "set_externals", "set_factors",
    "set_running_order", "set_votes", "start_over",
]

TITLE_LETTERS = 200
MOST_JUDGES = 99
HALL = "hall"
HAPPENED = (
    TieScoreRow, TieRoomRow, ScoreRow, ScoresheetRow, CountdownRow, FinishRow, PenaltyRow, SettlementRow, ExternalRow, CutRow,
    AwardRow, VoteRow, RoundCurtainRow, LateRow, PaperRow, DrawRow, BallotVoteRow, PhotoRow,
    CalibrationSheetRow, CalibrationRow,
)
RULES = ("stated_total", "floor_at_zero", "ties", "prizes", "special_prizes", "divisions", "numbering", "rank_exact", "crossing")
CARRIED = ("theme", "place", "accent", "motif", "blind", "gallery", "signing", "confirming", *RULES, "preset")
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")


def create_contest(
    do: Do, title: str, preset: str, language: str = words.FIRST, slug: str | None = None,
    theme: str = "", place: str = "", date: str = "", judges: int | None = None,
) -> Done:
    """A new contest from a preset (`own:<name>`: one of our own), named in `language`, with a panel to rename, one
    scorekeeper and one screen. `judges` None: as many as the preset usually has."""
    if language not in words.LANGUAGES or (judges is not None and not 1 <= judges <= MOST_JUDGES):
        raise Refused("bad_request")
    like, seats = chosen(preset, language)
    row = _make(do, title, slug, preset)
    _tell(row, theme=theme, place=place, date=date)
    _write_rules(row, like)
    write_rounds(row.id, like.rounds)
    with words.use(language):
        _seat_panel(do, replace(seats, judges=seats.judges if judges is None else judges))
        add_helper(do, "scorekeeper", words._("Scorekeeper"))
        db.session.add(ScreenRow(contest_id=row.id, screen=HALL, title=words._("Projector")))
    return Done([ContestCreated(row.slug, row.title, preset)], {"slug": row.slug})


def copy_contest(do: Do, source: str, title: str, slug: str | None = None) -> Done:
    """Like another one, with its teams, panel, screens, sets of scenes and script; nothing of what happened there."""
    old = read.contest_row(source)
    row = _make(do, title, slug, old.preset)
    for field in CARRIED:
        setattr(row, field, getattr(old, field))
    write_rounds(row.id, [replace(one, phase="planned") for one in read.rounds(old.id)])
    for entry in read.entry_rows(old.id):
        db.session.add(EntryRow(
            contest_id=row.id, number=entry.number, name=entry.name, short_name=entry.short_name,
            concept=entry.concept, order=entry.order, unit=entry.unit, division=entry.division, heat=entry.heat,
            say=entry.say,
        ))
    for factor in read.factor_rows(old.id):
        db.session.add(FactorRow(
            contest_id=row.id, round=factor.round, entry=factor.entry, criterion=factor.criterion, factor=factor.factor,
        ))
    for seat in read.seat_rows(old.id):
        kept = {field: getattr(seat, field) for field in shapes.JUDGE_FIELDS if field != "left"}
        db.session.add(SeatRow(contest_id=row.id, role=seat.role, number=seat.number, name=seat.name, **kept))
    for screen in read.screen_rows(old.id):
        db.session.add(ScreenRow(contest_id=row.id, screen=screen.screen, title=screen.title, theme=screen.theme))
    for kept in shows.scene_set_rows(old.id):
        db.session.add(SceneSetRow(contest_id=row.id, number=kept.number, title=kept.title, screens=kept.screens))
    for said in scripts.script_rows(old.id):
        db.session.add(ScriptRow(contest_id=row.id, line=said.line, vi=said.vi, en=said.en, revision=1))
    _copy_ballot(old.id, row.id)
    reveal = reveals.reveal_row(old.id)
    if reveal is not None:
        db.session.add(RevealRow(contest_id=row.id, plan=reveal.plan, state="none", rehearsal=False, at=-1, revision=0, shown=0))
    carry_sound(old.id, row.id)
    carry_logos(old.id, row.id)
    return Done([ContestCopied(row.slug, row.title, source)], {"slug": row.slug})


def change_contest(do: Do, base: int | None = None, **changes: Any) -> Done:
    """Title, theme, place, date ("" or yyyy-mm-dd), accent ("" for the house's own) and motif: those that are named."""
    check_base(base, do.row.setup_revision)
    changed = _tell(do.row, **changes)
    return set_up(do, [ContestChanged(changed)] if changed else [])


def start_over(do: Do, title: str, backup: str, base: int | None = None) -> Done:
    """Clear what happened, keep set-up and links. The title typed confirms it; `backup` names the copy made before."""
    check_base(base, do.row.setup_revision)
    if not is_title_of(do.row, title):
        raise Refused("confirm_title")
    scores = sum(score.value is not None for score in read.score_rows(do.row.id))
    for table in HAPPENED:
        for row in db.session.scalars(db.select(table).where(table.contest_id == do.row.id)).all():
            db.session.delete(row)
        db.session.flush()
    for entry in read.entry_rows(do.row.id):
        entry.status, entry.status_reason = "competing", ""
    for seat in read.seat_rows(do.row.id, "judge"):
        seat.left = None
    ballot = ballots.ballot_row(do.row.id)
    if ballot is not None:
        ballot.state, ballot.entries, ballot.counts = "planned", [], None
        ballot.revision += 1
    write_rounds(do.row.id, [replace(one, phase="planned") for one in read.rounds(do.row.id)])
    facts: list[Fact] = [ContestStartedOver(backup, scores)]
    if do.row.curtain != "suspense" or do.row.frozen is not None:
        facts.append(CurtainSet("suspense"))
        do.row.curtain, do.row.frozen = "suspense", None
        do.row.curtain_revision += 1
    do.row.phase, do.row.started_over_at = "setup", do.now
    do.row.round = do.row.stage = do.row.on_stage = None
    return set_up(do, facts)


def archive_contest(do: Do, base: int | None = None) -> Done:
    """Put an official contest away: from now on it can only be read."""
    check_base(base, do.row.setup_revision)
    do.row.phase = "archived"
    return set_up(do, [ContestArchived()])


def is_slug(text: str) -> bool:
    return _SLUG.fullmatch(text) is not None


def is_title_of(contest: ContestRow, typed: str) -> bool:
    """Whether somebody typed the contest's title, which confirms what cannot be taken back."""
    return texts.clean(typed) == contest.title


def _make(do: Do, title: str, slug: str | None, preset: str) -> ContestRow:
    row = ContestRow(title=_title(title), slug=_free_slug(title, slug), preset=preset, made_at=do.now)
    row.ties, row.prizes, row.curtain, row.phase = [], [], "suspense", "setup"
    row.revision = row.setup_revision = row.curtain_revision = 0
    db.session.add(row)
    db.session.flush()
    do.contest = row
    return row


def _copy_ballot(source: int, contest_id: int) -> None:
    """The same question to another audience. Its cards are still to be printed: a card is valid in one contest only."""
    old = ballots.ballot_row(source)
    if old is not None:
        kept = {name: getattr(old, name) for name in ("title", "round", "by_ticket", "by_device", "prize", "share")}
        db.session.add(BallotRow(contest_id=contest_id, state="planned", revision=0, tickets=0, entries=[], counts=None, **kept))


def _seat_panel(do: Do, seats: Seats) -> None:
    """Judges to be named; the first one leads, or one more does who keeps only the jury's common marks."""
    for number in range(1, seats.judges + 1):
        add_judge(do, words._("Judge %(number)s", number=number))
    if seats.head == "apart":
        add_judge(do, words._("Head judge"))
    if seats.head is not None:
        panel = read.seat_rows(do.row.id, "judge")
        head = panel[0] if seats.head == "marks" else panel[-1]
        head.head, head.marks = True, seats.head == "marks"


def _write_rules(row: ContestRow, like: Contest) -> None:
    told = presets.body_of(like)
    for field in RULES:
        setattr(row, field, like.stated_total if field == "stated_total" else told[field])


def _free_slug(title: str, wanted: str | None) -> str:
    """The address asked for, or one made from the title that nobody has."""
    taken = {row.slug for row in read.contest_rows()}
    if wanted:
        if not is_slug(wanted):
            raise Refused("bad_slug", text=wanted[:SLUG_LETTERS])
        if wanted in taken:
            raise Refused("slug_taken", slug=wanted)
        return wanted
    first = slug_of(title)
    return next(slug for slug in (first, *(f"{first}-{count}" for count in range(2, 999))) if slug not in taken)


def _tell(row: ContestRow, **told: Any) -> dict[str, Any]:
    """Set what differs; answers what did."""
    checks = {"title": _title, "theme": _line, "place": _line, "date": _date, "accent": _accent, "motif": check_motif}
    values = {field: checks[field](value) for field, value in told.items()}
    changed = {field: value for field, value in values.items() if (getattr(row, field) or "") != (value or "")}
    for field, value in changed.items():
        setattr(row, field, value)
    return changed


def _title(text: str) -> str:
    title = _line(text)
    if not title:
        raise Refused("title_needed")
    return title


def _line(text: str) -> str:
    line = texts.clean(text)
    if len(line) > TITLE_LETTERS:
        raise Refused("name_too_long", most=TITLE_LETTERS)
    return line


def _date(text: str) -> str:
    try:
        return Date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise Refused("bad_date", text=text[:20]) from None


def _accent(colour: str | None) -> str | None:
    return colours.check_accent(colour) if colour else None
