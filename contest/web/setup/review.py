"""The last step: everything at a glance with what is still open; starting over after practice; putting a contest away."""

from __future__ import annotations

from decimal import Decimal

from flask import Response, request

from contest.actions import setup
from contest.actions.presets import PRESET_LETTERS
from contest.backup import MESSAGES, BackupFailed
from contest.documents.times import date_said
from contest.rules.rounding import plain
from contest.store import own_presets, read
from contest.store.tables import ContestRow, PresetRow
from contest.web.base import parts
from contest.web.setup.frame import act, bp, is_unnamed, missing_points, organizer, show_step, step_url
from contest.words import N_, _, figures

Open = tuple[str, str]

NO_TEAMS = N_("There are no teams yet.")
NO_DATE = N_("The contest has no date yet.")
POINTS_SHORT = N_("The maxima add to %(sum)s, the stated total is %(total)s.")
NO_SHORT_NAME = N_("Long team names without a short name for the hall: %(count)s.")
UNNAMED = N_("Judges without a name yet: %(count)s.")
LONG_NAME = 24


@bp.get("/c/<slug>/setup/review")
def review(slug: str) -> Response:
    return _page(slug)


@bp.post("/c/<slug>/setup/start-over")
def start_over(slug: str) -> Response:
    """Clears what happened; the backup is made first, and only for a title typed right."""
    organizer()
    typed = request.form.get("title", "")
    backup = ""
    if setup.is_title_of(read.contest_row(slug), typed):
        try:
            backup = parts().backups.make("start_over")
        except BackupFailed as failure:
            return _page(slug, _(MESSAGES[failure.code]))
    return act(
        setup.start_over, slug, lambda: {"title": typed, "backup": backup},
        then=lambda ack: step_url(slug, "review"), again=lambda fault: _page(slug, fault),
    )


@bp.post("/c/<slug>/setup/archive")
def archive(slug: str) -> Response:
    return act(
        setup.archive_contest, slug, dict, then=lambda ack: "/contests", again=lambda fault: _page(slug, fault),
    )


@bp.post("/c/<slug>/setup/keep-preset")
def preset_save(slug: str) -> Response:
    """Keep this contest's structure and rules as one of the house's own presets."""
    typed = request.form.get("title", "")
    return act(
        setup.save_preset, slug, lambda: {"title": typed},
        then=lambda ack: step_url(slug, "review") + "#presets", again=lambda fault: _page(slug, fault, preset_typed=typed),
    )


@bp.post("/c/<slug>/setup/remove-preset")
def preset_remove(slug: str) -> Response:
    """Throw one of the house's own presets away; this contest's log keeps who did."""
    return act(
        setup.remove_preset, slug, lambda: {"name": request.form.get("name", "")},
        then=lambda ack: step_url(slug, "review") + "#presets", again=lambda fault: _page(slug, fault), based=False,
    )


def _page(slug: str, fault: str | None = None, preset_typed: str | None = None) -> Response:
    row = read.contest_row(slug)
    own = own_presets.rows()
    happened = bool(read.sheet_rows(row.id) or read.countdown_rows(row.id) or read.penalty_rows(row.id))
    return show_step(
        slug, "review", fault, open=_open(slug), date_said=date_said, happened=happened or row.phase != "setup",
        own_presets=own, preset_typed=_new_title(row, own) if preset_typed is None else preset_typed,
    )


def _new_title(row: ContestRow, own: list[PresetRow]) -> str:
    """What a preset kept from here would be called; nothing once there is one of that name."""
    title = row.title[:PRESET_LETTERS]
    return "" if title.casefold() in {one.title.casefold() for one in own} else title


def _open(slug: str) -> list[Open]:
    """What is worth a look before the day, with the step where it is mended."""
    row = read.contest_row(slug)
    contest = read.contest(row)
    short = missing_points(contest)
    nameless = sum(len(one.name) > LONG_NAME and not one.short_name for one in contest.entries)
    unnamed = sum(is_unnamed(judge) for judge in contest.judges)
    total = contest.stated_total or Decimal(0)
    added = total - (short or Decimal(0))
    looks = (
        (not row.date, "basics", _(NO_DATE)),
        (bool(short), "criteria", _(POINTS_SHORT, sum=figures(plain(added)), total=figures(plain(total)))),
        (not contest.entries, "teams", _(NO_TEAMS)),
        (bool(nameless), "teams", _(NO_SHORT_NAME, count=nameless)),
        (bool(unnamed), "judges", _(UNNAMED, count=unnamed)),
    )
    return [(step_url(slug, step), said) for is_open, step, said in looks if is_open]
