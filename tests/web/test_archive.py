"""The archive: schema and files hold each other, a contest comes back identical, and a broken file is told where it broke."""

from __future__ import annotations

import copy
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contest import paths, seats, words
from contest.access import Actor
from contest.actions import calibration, ceremony, drawing, panel, penalties, reveal, running, scoring, screens, script, setup
from contest.actions.archive import import_contest
from contest.documents import archive
from contest.documents.standings import standings_told
from contest.rules.methods import METHODS
from contest.rules.refusals import Refused
from contest.rules.shapes import JUDGE_FIELDS
from contest.rules.ties import TIE_BREAKS
from contest.store import audit, read
from tests.halls import ORGANIZER, Hall, open_hall

Json = dict[str, Any]
HANDBOOK = paths.ASSETS / "docs" / "ARCHIVE.md"
AHEAD_ON_THEME = ("15", "19", "16", "12", "17")
BEHIND_ON_THEME = ("14", "20", "16", "12", "17")
BY_HAND: Json = {
    "format": "contest-archive",
    "version": 1,
    "contest": {"slug": "hoi-hoa-2019", "title": "Hội hoa 2019"},
    "rounds": [{"criteria": [{"name": "Bố cục", "maximum": "10"}, {"name": "Màu sắc", "maximum": "10"}]}],
    "entries": [{"name": "Tổ 1"}, {"name": "Tổ 2"}],
    "judges": [{"name": "Cô Hoa"}],
    "scoresheets": [
        {"entry": 1, "judge": 1, "scores": {"1": "8.50", "2": "7"}},
        {"entry": 2, "judge": 1, "scores": {"1": "9", "2": "8"}},
    ],
    "calibrations": [{
        "state": "open", "criteria": [{"name": "Bố cục", "maximum": "10"}],
        "sheets": [{"judge": 1, "scores": {"1": {"value": None}}}],
    }],
}


EVERY_RULE: Json = {
    "format": "contest-archive",
    "version": 2,
    "contest": {
        "slug": "moi-the-le", "title": "Mọi thể lệ", "ties": ["round:1"],
        "divisions": [{"name": "Thiếu nhi"}, {"name": "Người lớn"}],
        "prizes": [{"name": "Giải Vàng", "count": 1, "least": "1"}],
        "special_prizes": [
            {"name": "Chủ đề đẹp nhất", "kind": "criterion", "criterion": [1, 1]}, {"name": "Yêu thích", "kind": "vote"},
            {"name": "Sáng tạo", "kind": "jury"},
        ],
    },
    "round_curtains": [{"round": 2, "curtain": "frozen"}],
    "reveal": {"plan": {"order": "prizes", "extras": [{"key": "special-2"}, {"key": "special-3", "after": "special-2"}]}},
    "rounds": [
        {
            "criteria": [{"name": "Chủ đề", "maximum": "10"}, {"name": "Màu sắc", "maximum": "10"}],
            "method": {"name": "skating", "scope": "criterion"}, "combine": {"go_on": 1, "shares": [[1, "2"]]},
        },
        {"criteria": [{"name": "Chung kết", "maximum": "10"}], "method": {"name": "rank_sum"}},
    ],
    "entries": [
        {"name": "Tổ 1", "division": 1, "heat": 1}, {"name": "Tổ 2", "division": 1, "heat": 1}, {"name": "Tổ 3", "division": 2},
        {"name": "Tổ 4", "division": 2},
    ],
    "judges": [{"name": "Cô Hoa", "head": True}, {"name": "Thầy Bình"}, {"name": "Cô Lan", "rounds": [2], "recused": [1]}],
    "scoresheets": [
        {"round": 1, "entry": 1, "judge": 1, "scores": {"1": "9", "2": "7"}},
        {"round": 1, "entry": 2, "judge": 1, "scores": {"1": "8", "2": "8"}},
        {"round": 1, "entry": 1, "judge": 2, "scores": {"1": "7", "2": "9"}},
        {"round": 1, "entry": 2, "judge": 2, "scores": {"1": "8", "2": "8"}},
        {"round": 1, "entry": 3, "judge": 1, "scores": {"1": "9", "2": "9"}},
        {"round": 1, "entry": 3, "judge": 2, "scores": {"1": "9", "2": "9"}},
        {"round": 1, "entry": 4, "judge": 1, "scores": {"1": "8", "2": "8"}},
        {"round": 1, "entry": 4, "judge": 2, "scores": {"1": "8", "2": "8"}},
        {"round": 2, "entry": 3, "judge": 1, "scores": {"1": "8"}},
    ],
    "factors": [{"round": 2, "entry": 3, "factor": "1.5"}],
    "externals": [{"round": 1, "entry": 3, "label": "Đố vui", "points": "0.5"}],
    "awards": [{"prize": 2, "entry": 1, "reason": "120 phiếu"}],
    "votes": [{"prize": 2, "entry": 1, "votes": 0}, {"prize": 2, "entry": 3, "votes": 120}],
    "ballot": {
        "title": "Bông hoa bạn yêu nhất", "state": "closed", "revision": 4, "round": 1, "by_ticket": True, "by_device": True,
        "tickets": 240, "prize": None, "share": "1.5", "entries": [1, 3],
        "counts": [{"entry": 1, "votes": 12}, {"entry": 3, "votes": 0}],
    },
    "papers": [
        {"entry": 4, "judge": 2, "seat": "scorekeeper-1", "scores": {"1": "9", "2": "8.5"}, "comment": "Đẹp",
         "reason": "nhìn lại", "at_ms": 1772850000000},
    ],
    "late": [
        {"number": 1, "entry": 1, "judge": 1, "criterion": 1, "value": "9.5", "why": "round_closed", "at_ms": 1772850000000},
        {"number": 2, "entry": 1, "judge": 1, "value": "Tươi", "why": "scoresheet_signed", "at_ms": 1772850001000, "noted": True},
        {"number": 3, "entry": 2, "judge": 1, "criterion": 2, "value": "6", "why": "score_stale", "at_ms": 1772850002000},
    ],
    "cuts": [{"round": 1, "entries": [1, 2, 3], "reason": "Ban giám khảo thống nhất"}],
    "settlements": [{"entries": [1, 2], "joint": False, "how": "lots", "seed": "ab12", "after": 1}],
    "tie_rooms": [{
        "entries": [1, 2], "criteria": [[1, 1]],
        "scores": [
            {"entry": 1, "judge": 1, "criterion": 1, "value": "8"}, {"entry": 2, "judge": 1, "criterion": 1, "value": None},
        ],
    }],
}


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Hall]:
    """A contest in which everything has happened that an archive can tell."""
    with open_hall(tmp_path, entries=6) as hall:
        _set_the_rules(hall)
        _practise(hall)
        draw = hall.act(drawing.draw_order)["draw"]
        hall.act(drawing.open_lot, draw=draw, base=0)
        _run_the_stage(hall)
        for judge in (1, 2, 3):
            hall.fill(judge, 1)
            hall.fill(judge, 2)
            hall.fill(judge, 3, AHEAD_ON_THEME)
            hall.fill(judge, 4, BEHIND_ON_THEME)
        hall.enter(1, 5, 1, "12.5")
        hall.enter(1, 5, 1, None, base=1)
        hall.act(scoring.write_comment, Actor("judge", 1), round=1, entry=5, comment="Đẹp,\nnhưng vội", base=2)
        hall.fill(2, 5)
        hall.act(scoring.reopen_scoresheet, round=1, entry=5, judge=2, reason="Giám khảo nhầm đội")
        hall.act(penalties.give_penalty, round=1, entry=2, points="1.5", reason="Quá số hoa")
        hall.act(penalties.give_penalty, round=1, entry=1, points="1.5", reason="Quá số hoa")
        hall.act(ceremony.settle_tie, entries=[2, 1], joint=False, reason="Bốc thăm")
        hall.act(ceremony.set_curtain, curtain="live", base=hall.row.curtain_revision)
        hall.act(ceremony.set_curtain, curtain="frozen", base=hall.row.curtain_revision)
        hall.act(ceremony.show_scene, screen=None, scene="message", message="Giải lao\nmười phút")
        hall.act(screens.save_scene_set, title="Giải lao")
        hall.act(script.write_script, line="prize-1-hush", vi="Giải Nhất thuộc về…", en="The first prize goes to…", base=0)
        hall.act(reveal.plan_reveal, order="places", extras=[], base=0)
        hall.act(reveal.begin_reveal, rehearsal=True, base=1)
        hall.act(panel.renew_link, seat="judge-2")
        yield hall


def _practise(hall: Hall) -> None:
    """One sample that two of the panel finished and one began, closed; a second one open."""
    hall.act(calibration.open_calibration, round=1, title="Bình hoa mẫu")
    for judge, value in ((1, "15"), (2, "16"), (3, "17")):
        for criterion in range(1, 6 if judge < 3 else 2):
            fields = {"calibration": 1, "criterion": criterion, "value": value if criterion != 4 else "12", "base": 0}
            hall.act(calibration.enter_calibration_score, Actor("judge", judge), **fields)
    wiped = {"calibration": 1, "criterion": 1, "value": None, "base": 1}
    hall.act(calibration.enter_calibration_score, Actor("judge", 3), **wiped)
    for judge in (1, 2):
        hall.act(calibration.finish_calibration, Actor("judge", judge), calibration=1)
    hall.act(calibration.close_calibration, calibration=1)
    hall.act(calibration.open_calibration, round=1)


def _set_the_rules(hall: Hall) -> None:
    rule = {
        "formula": "table", "grace": 0, "unit": 60, "points": "2", "table": [[1, "1.5"], [61, "3"]], "cap": "10",
        "cutoff": 300, "cutoff_status": "not_placed",
    }
    hall.act(setup.change_rules, rounds=[{"number": 1, "overtime": {1: rule}}])
    hall.act(setup.change_contest, motif="star")


def _run_the_stage(hall: Hall) -> None:
    of = {"round": 1, "stage": 1, "entry": None}
    hall.act(running.start_countdown, **of, base=0)
    hall.clock.pass_seconds(60)
    hall.act(running.add_time, **of, seconds=-30, base=1)
    hall.clock.pass_seconds(45 * 60)
    hall.act(running.stamp_finish, round=1, stage=1, entry=6, tapped_at=hall.clock.now())
    hall.act(running.end_countdown, **of, base=2)
    hall.act(penalties.confirm_penalty, penalty=1)
    hall.act(running.call_entry, round=1, stage=2, entry=3)
    for judge in (1, 2, 3):
        hall.fill(judge, 6)


def _exported(hall: Hall) -> Json:
    told: Json = json.loads(archive.export_contest(hall.row))
    return told


def _brought_back(hall: Hall, told: Json, slug: str | None = None) -> Hall:
    text = archive.written(told)
    fields = {"archive": archive.read_archive(text), "sha256": hashlib.sha256(text.encode()).hexdigest(), "as_slug": slug}
    ack = hall.parts.door.perform(import_contest, ORGANIZER, None, fields)
    return Hall(hall.app, hall.clock, ack["slug"])


def _fault(told: Json | str) -> tuple[str, str]:
    with pytest.raises(Refused) as no:
        archive.read_archive(told if isinstance(told, str) else archive.written(told))
    assert no.value.code == "archive_broken"
    return str(no.value.details["path"]), str(no.value.details["why"])


# ---- the schema


def test_an_export_fits_the_schema(full: Hall) -> None:
    Draft202012Validator.check_schema(archive.schema())
    Draft202012Validator(archive.schema()).validate(_exported(full))


def test_every_property_of_the_schema_is_produced(full: Hall) -> None:
    produced: set[tuple[str, str]] = set()
    for told in (_exported(full), _exported(_brought_back(full, EVERY_RULE))):
        _note(told, archive.schema(), "file", produced)
    shapes = {"file": archive.schema(), **archive.schema()["$defs"]}
    described = {(name, field) for name, shape in shapes.items() for field in shape.get("properties", ())}
    assert described - produced == set()


def test_no_object_of_the_schema_takes_what_it_does_not_know() -> None:
    for name, shape in archive.schema()["$defs"].items():
        if shape.get("type") == "object":
            assert "additionalProperties" in shape, name
            assert shape["additionalProperties"] is not True, name


def _note(value: Any, schema: Json, name: str, produced: set[tuple[str, str]]) -> None:
    """Which properties of which definitions a file shows."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        schema = archive.schema()["$defs"][name]
    for choice in schema.get("anyOf", ()):
        if value is not None:
            _note(value, choice, name, produced)
    if isinstance(value, list):
        for one in value:
            _note(one, schema.get("items") or {}, name, produced)
    if isinstance(value, dict):
        rest = schema.get("additionalProperties") or {}
        for field, one in value.items():
            if field in schema.get("properties", {}):
                produced.add((name, field))
            _note(one, schema.get("properties", {}).get(field, rest), f"{name}.{field}", produced)


# ---- there and back


def test_a_contest_comes_back_byte_for_byte(full: Hall, tmp_path: Path) -> None:
    text = archive.export_contest(full.row)
    assert text == archive.export_contest(full.row)
    copy_ = _brought_back(full, json.loads(text), "ban-sao")
    again = json.loads(archive.export_contest(copy_.row))
    again["contest"]["slug"] = full.slug
    assert archive.written(again) == text
    assert standings_told(copy_.row, explain=True) == standings_told(full.row, explain=True)


def test_facts_come_back_verbatim_and_nothing_is_added(full: Hall) -> None:
    copy_ = _brought_back(full, _exported(full), "ban-sao")
    before, after = audit.rows(full.row.id), audit.rows(copy_.row.id)
    assert [(one.body, one.hash) for one in before] == [(one.body, one.hash) for one in after]
    assert audit.first_fault((one.number, one.body, one.hash) for one in after) is None
    assert copy_.row.revision == full.row.revision


def test_the_copy_goes_on_where_the_original_stood(full: Hall) -> None:
    copy_ = _brought_back(full, _exported(full), "ban-sao")
    copy_.fill(3, 5)
    lines = audit.rows(copy_.row.id)
    assert audit.first_fault((one.number, one.body, one.hash) for one in lines) is None
    assert len(lines) > len(audit.rows(full.row.id))


def test_a_changed_score_changes_the_result_and_a_changed_standing_does_not(full: Hall) -> None:
    told = _exported(full)
    before = standings_told(full.row)
    only_standing = copy.deepcopy(told)
    only_standing["standings"]["rows"][0] |= {"points": "1.00", "place": 9}
    only_standing["standings"]["rows"].append("anything at all")
    assert standings_told(_brought_back(full, only_standing, "chi-xep-hang").row) == before
    one_score = copy.deepcopy(told)
    sheet = next(one for one in one_score["scoresheets"] if one["entry"] == 4 and one["judge"] == 1)
    sheet["scores"]["1"]["value"] = "19.5"
    after = standings_told(_brought_back(full, one_score, "mot-diem").row)
    assert next(row for row in after["rows"] if row["entry"] == 4)["points"] == "80.83"
    assert next(row for row in before["rows"] if row["entry"] == 4)["points"] == "79.00"


def test_no_secret_and_no_link_is_in_it(full: Hall) -> None:
    text = archive.export_contest(full.row)
    settings = full.parts.settings
    for seat in read.seat_rows(full.row.id):
        name = f"{seat.role}-{seat.number}"
        assert seats.link_secret(settings, full.slug, name, seat.version) not in text
    assert settings.secret.hex() not in text
    assert all(set(one) == {"number", "name", *JUDGE_FIELDS} for one in json.loads(text)["judges"])


def test_a_taken_address_is_refused_unless_another_is_given(full: Hall) -> None:
    told = _exported(full)
    with pytest.raises(Refused) as no:
        _brought_back(full, told)
    assert no.value.code == "slug_taken"
    assert _brought_back(full, told, "ban-sao").slug == "ban-sao"


# ---- made by hand


def test_a_contest_comes_back_whose_special_prize_was_taken_away_after_it_was_given(full: Hall) -> None:
    hall = _brought_back(full, EVERY_RULE, slug="cu")
    assert (len(_exported(hall)["awards"]), len(_exported(hall)["votes"])) == (1, 2)
    hall.act(setup.change_rules, special_prizes=[])
    told = _exported(hall)
    assert (told["awards"], told["votes"]) == ([], [])
    _brought_back(hall, told, slug="moi")


def test_a_file_made_by_hand_gets_one_fact_with_its_hash(hall: Hall) -> None:
    text = archive.written(BY_HAND)
    brought = _brought_back(hall, BY_HAND)
    facts = audit.lines(brought.row.id)
    assert [line.fact for line in facts] == ["contest_imported"]
    assert facts[0].data["sha256"] == hashlib.sha256(text.encode()).hexdigest()
    assert (brought.row.revision, brought.row.phase) == (1, "running")


def test_a_file_made_by_hand_is_scored_by_the_defaults(hall: Hall) -> None:
    rows = standings_told(_brought_back(hall, BY_HAND).row)["rows"]
    assert [(row["name"], row["place"], row["points"]) for row in rows] == [("Tổ 2", 1, "17.00"), ("Tổ 1", 2, "15.50")]


def test_a_score_is_kept_in_its_one_written_form(hall: Hall) -> None:
    again = _exported(_brought_back(hall, BY_HAND))
    assert again["scoresheets"][0]["scores"]["1"] == {"value": "8.5", "revision": 1}
    assert again["scoresheets"][0]["signed"] is True


def test_the_example_of_the_handbook_comes_in(hall: Hall) -> None:
    example = HANDBOOK.read_text(encoding="utf-8").partition("```json\n")[2].partition("```")[0]
    rows = standings_told(_brought_back(hall, json.loads(example)).row)["rows"]
    assert [(row["name"], row["points"]) for row in rows] == [("Tổ 2", "16.50"), ("Tổ 1", "16.38")]


def test_the_handbooks_two_rounds_and_a_cut_come_in(hall: Hall) -> None:
    example = HANDBOOK.read_text(encoding="utf-8").split("```json\n")[2].partition("```")[0]
    rows = standings_told(_brought_back(hall, json.loads(example)).row)["rows"]
    assert [(row["name"], row["place"], row["points"], row["prize"]) for row in rows] == [
        ("Tổ 2", 1, "34.00", "Giải Nhất"), ("Tổ 1", 2, "30.50", "Giải Nhì"), ("Tổ 3", 3, "7.00", "Khuyến khích"),
    ]


def test_the_handbook_names_every_part_method_and_tie_break() -> None:
    named = set(re.findall(r"`([a-z_]+)", HANDBOOK.read_text(encoding="utf-8")))
    combine = archive.schema()["$defs"]["combine"]["properties"]
    assert {*archive.schema()["properties"], *METHODS, *TIE_BREAKS, *combine, *JUDGE_FIELDS} - named == set()


def test_an_incomplete_sheet_made_by_hand_is_not_signed(hall: Hall) -> None:
    told = copy.deepcopy(BY_HAND)
    del told["scoresheets"][0]["scores"]["2"]
    assert archive.read_archive(archive.written(told))["scoresheets"][0]["signed"] is False


def test_names_are_put_into_their_clean_form(hall: Hall) -> None:
    told = copy.deepcopy(BY_HAND)
    told["entries"][0]["name"] = "  To\u0302\u0309  \u202e1 "
    assert archive.read_archive(archive.written(told))["entries"][0]["name"] == "Tổ 1"


# ---- broken files


BREAKS: dict[str, tuple[Callable[[Json], object], str]] = {
    "a missing part": (lambda told: told.pop("rounds"), "$"),
    "an unknown part": (lambda told: told["contest"].update(pin="1234"), "$.contest"),
    "a number where a decimal should be": (
        lambda told: told["rounds"][0]["criteria"][0].update(maximum=10), "$.rounds[0].criteria[0].maximum"
    ),
    "an empty name": (lambda told: told["entries"][1].update(name=" \u200b "), "$.entries[1].name"),
    "a line break in a name": (lambda told: told["entries"][1].update(name="a\nb"), "$.entries[1].name"),
    "an unknown judge": (lambda told: told["scoresheets"][1].update(judge=7), "$.scoresheets[1].judge"),
    "an unknown entry": (lambda told: told["scoresheets"][1].update(entry=7), "$.scoresheets[1].entry"),
    "an unknown round": (lambda told: told["scoresheets"][1].update(round=2), "$.scoresheets[1].round"),
    "an unknown criterion": (
        lambda told: told["scoresheets"][0]["scores"].update({"3": "1"}), "$.scoresheets[0].scores.3"
    ),
    "a score off its step": (
        lambda told: told["scoresheets"][0]["scores"].update({"1": "8.3"}), "$.scoresheets[0].scores.1"
    ),
    "a score above the maximum": (
        lambda told: told["scoresheets"][0]["scores"].update({"1": "10.5"}), "$.scoresheets[0].scores.1"
    ),
    "a signed sheet with a blank": (
        lambda told: told["scoresheets"][0].update(signed=True, scores={"1": "8"}), "$.scoresheets[0].signed"
    ),
    "the same sheet twice": (
        lambda told: told["scoresheets"].append(copy.deepcopy(told["scoresheets"][0])), "$.scoresheets[2]"
    ),
    "the same number twice": (lambda told: [one.update(number=1) for one in told["entries"]], "$.entries[1]"),
    "a step that misses the maximum": (
        lambda told: told["rounds"][0]["criteria"][0].update(step="3"), "$.rounds[0].criteria[0]"
    ),
    "a trim that drops the whole panel": (
        lambda told: told["rounds"][0].update(method={"name": "trimmed_mean", "drop_high": 1}), "$.rounds[0].method"
    ),
    "an unknown tie-break": (lambda told: told["contest"].update(ties=["criterion:9"]), "$.contest.ties"),
    "a stage nobody planned": (
        lambda told: told.update(finishes=[{"stage": 1, "entry": 1, "seconds": 60}]), "$.finishes[0].stage"
    ),
    "a ballot of a team nobody knows": (lambda told: told.update(ballot={"title": "Hoa", "entries": [7]}), "$.ballot.entries"),
    "a ballot closed without its counts": (
        lambda told: told.update(ballot={"title": "Hoa", "entries": [1, 2], "state": "closed"}), "$.ballot.counts"
    ),
    "a ballot counted while it is open": (
        lambda told: told.update(ballot={"title": "Hoa", "entries": [1], "state": "open", "counts": [{"entry": 1, "votes": 3}]}),
        "$.ballot.counts",
    ),
    "a ballot counted for somebody else": (
        lambda told: told.update(
            ballot={"title": "Hoa", "entries": [1], "state": "closed", "counts": [{"entry": 2, "votes": 3}]}
        ),
        "$.ballot.counts",
    ),
    "a share of no round": (lambda told: told.update(ballot={"title": "Hoa", "share": "5"}), "$.ballot.share"),
    "a judge done with a blank sample": (
        lambda told: told["calibrations"][0]["sheets"][0].update(finished=True), "$.calibrations[0].sheets[0].finished"
    ),
    "a sample's number off its step": (
        lambda told: told["calibrations"][0]["sheets"][0]["scores"]["1"].update(value="8.3"),
        "$.calibrations[0].sheets[0].scores.1",
    ),
    "a sample's number for nothing": (
        lambda told: told["calibrations"][0]["sheets"][0]["scores"].update({"7": {"value": "8"}}),
        "$.calibrations[0].sheets[0].scores.7",
    ),
    "a sample of a judge who is not there": (
        lambda told: told["calibrations"][0]["sheets"][0].update(judge=9), "$.calibrations[0].sheets[0].judge"
    ),
    "a sample's step that misses the maximum": (
        lambda told: told["calibrations"][0]["criteria"][0].update(step="3"), "$.calibrations[0].criteria[0]"
    ),
    "two samples open": (
        lambda told: told["calibrations"].append({"criteria": told["rounds"][0]["criteria"]}), "$.calibrations[0].state"
    ),
    "the same sample twice": (
        lambda told: told["calibrations"].append({**told["calibrations"][0], "number": 1}), "$.calibrations[1]"
    ),
    "published before official": (lambda told: told["contest"].update(curtain="published"), "$.contest.curtain"),
    "revealing before official": (lambda told: told["contest"].update(curtain="revealing"), "$.contest.curtain"),
    "a reveal without its curtain": (lambda told: told.update(reveal={"state": "running"}), "$.reveal.state"),
}


@pytest.mark.parametrize("what", BREAKS)
def test_a_broken_file_is_refused_with_the_path_of_its_fault(what: str) -> None:
    change, path = BREAKS[what]
    told = copy.deepcopy(BY_HAND)
    change(told)
    found, why = _fault(told)
    assert found == path
    assert why


def test_a_countdown_that_cannot_have_run_is_refused(full: Hall) -> None:
    told = _exported(full)
    told["countdowns"][0]["marks"].reverse()
    assert _fault(told)[0] == "$.countdowns[0].marks[0]"


def test_an_edited_fact_is_named(full: Hall) -> None:
    told = _exported(full)
    told["facts"][4]["body"] = told["facts"][4]["body"].replace('"at":1', '"at":2', 1)
    assert _fault(told)[0] == "$.facts[4].hash"
    told = _exported(full)
    told["facts"][2]["body"] = "{}"
    assert _fault(told)[0] == "$.facts[2].body"


@pytest.mark.parametrize("text", ["", "[]", "{", "nothing", '{"a": NaN}', '{"version": 1, "version": 2}', "[" * 100_000])
def test_what_is_no_archive_is_refused(text: str) -> None:
    assert _fault(text)


def test_half_a_letter_is_refused() -> None:
    text = archive.written(BY_HAND).replace("Tổ 2", "\\ud83d")
    assert _fault(text)[0] == "$.entries[1].name"


def test_a_file_from_a_later_version_is_refused_as_such() -> None:
    with pytest.raises(Refused) as no:
        archive.read_archive(archive.written({**BY_HAND, "version": 3, "hologram": {}}))
    assert (no.value.code, no.value.details) == ("archive_too_new", {"version": 3})


def test_a_file_of_version_1_is_read_and_goes_out_as_version_2(full: Hall) -> None:
    brought = _brought_back(full, BY_HAND)
    told = _exported(brought)
    assert (BY_HAND["version"], told["version"]) == (1, 2)
    assert [row["points"] for row in told["standings"]["rows"]] == ["17.00", "15.50"]
    assert told["contest"]["divisions"] == []


def test_the_fault_is_told_in_the_readers_language() -> None:
    told = copy.deepcopy(BY_HAND)
    del told["contest"]["title"]
    with words.use("vi"):
        assert _fault(told)[1] == "thiếu “title”"
    with words.use("en"):
        assert _fault(told)[1] == "“title” is missing"


def test_whatever_is_changed_a_file_is_read_or_refused(hall: Hall) -> None:
    """A hundred random changes: each is refused in words, or comes in and can be ranked."""
    chance = random.Random(8)
    hall.fill(1, 1)
    told = _exported(hall)
    told["facts"] = told["facts"][:3]
    for turn in range(100):
        changed = copy.deepcopy(told)
        holder, key = chance.choice(list(_places(changed)))
        holder[key] = chance.choice([None, -1, 0, 10**30, "", "x", "9" * 40, [], {}, True, 1.5, ["a"], {"a": 1}])
        assert _reads_or_refuses(hall, changed, f"thu-{turn}")


def _reads_or_refuses(hall: Hall, told: Json, slug: str) -> bool:
    try:
        return bool(standings_told(_brought_back(hall, told, slug).row, explain=True)["title"])
    except Refused as no:
        return bool(words.refusal(no.code, no.details))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, one in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield value, key
        yield from _places(one)
