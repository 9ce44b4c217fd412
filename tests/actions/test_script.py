"""The presenter's script: lines in both languages, written by the presenter or the organizer and by nobody else."""

from __future__ import annotations

import json

import pytest

from contest.access import Actor
from contest.actions.archive import import_contest
from contest.actions.script import write_script
from contest.actions.setup import copy_contest, start_over
from contest.documents.archive import export_contest, read_archive
from contest.store import read, scripts
from tests.halls import ORGANIZER, SCOREKEEPER, Hall

PRESENTER = Actor("presenter", 1, "MC")
LINE = {"line": "prize-2-hush", "vi": "Giải Nhì thuộc về một đội rất đều tay…", "en": "The second prize goes to steady hands…"}


def test_a_line_is_kept_in_both_languages_and_told_to_the_stage_only(hall: Hall) -> None:
    ack = hall.act(write_script, PRESENTER, **LINE, base=0)
    assert (ack["line"], ack["revision_of_line"]) == ("prize-2-hush", 1)
    assert hall.topic("script", "staff") == {"lines": [{**LINE, "revision": 1}]}
    revision = hall.row.revision
    hall.act(write_script, **LINE, base=1)
    assert hall.row.revision == revision  # nothing changed, nothing happened


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(hall: Hall) -> None:
    hall.act(write_script, PRESENTER, **LINE, base=0)
    assert hall.refusal(write_script, **{**LINE, "vi": "Khác"}, base=0) == "stale"


def test_an_empty_text_gives_the_line_back_to_the_proposal(hall: Hall) -> None:
    hall.act(write_script, **LINE, base=0)
    hall.act(write_script, line=LINE["line"], vi="", en="", base=1)
    assert hall.topic("script", "staff")["lines"] == [{"line": LINE["line"], "vi": "", "en": "", "revision": 2}]


def test_the_scorekeeper_writes_no_script(hall: Hall) -> None:
    assert hall.refusal(write_script, SCOREKEEPER, **LINE, base=0) == "not_allowed"


@pytest.mark.parametrize("line", ["welcome", "thanks", "prize-1-open", "turn-3-hush", "call-3"])
def test_lines_that_there_are(hall: Hall, line: str) -> None:
    hall.act(write_script, line=line, vi="Xin mời", en="Please", base=0)


@pytest.mark.parametrize("line", [
    "prize-99-hush", "turn-4-hush", "special-1-open", "prize-1.1-open", "prize-1", "applause", "call-4", "call-0", "call",
])  # fmt: skip
def test_a_line_that_there_is_not(hall: Hall, line: str) -> None:
    assert hall.refusal(write_script, line=line, vi="Xin mời", en="Please", base=0) == "not_found"


def test_the_script_goes_along_into_archive_and_copy_and_stays_when_all_starts_over(hall: Hall) -> None:
    hall.act(write_script, **LINE, base=0)
    told = read_archive(export_contest(hall.row))
    door = hall.parts.door
    door.perform(import_contest, ORGANIZER, None, {"archive": told, "sha256": "0" * 64, "as_slug": "again"})
    assert json.loads(export_contest(read.contest_row("again")))["script"] == [{**LINE, "revision": 1}]
    copied = door.perform(copy_contest, ORGANIZER, None, {"source": hall.slug, "title": "Năm sau"})["slug"]
    hall.act(start_over, title=hall.row.title, backup="trước.db")
    for slug in (copied, hall.slug):
        assert [one.vi for one in scripts.script_rows(read.contest_row(slug).id)] == [LINE["vi"]]
