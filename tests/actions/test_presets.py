"""Presets through the door: what a new contest gets of one, kept as one's own and begun from again, thrown away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from contest.access import Actor
from contest.actions import ceremony, running, setup
from contest.documents.archive import export_contest, read_archive
from contest.rules import presets, shapes
from contest.rules.contests import Contest
from contest.rules.refusals import Refused
from contest.store import audit, own_presets, read
from contest.store.database import db
from contest.store.tables import ContestRow
from tests.halls import ORGANIZER, Hall, open_hall

OURS = "Hội hoa Phường Ỷ La"


def create(hall: Hall, preset: str, title: str = "Hội hoa xuân", **fields: object) -> ContestRow:
    told = {"title": title, "preset": preset, "language": "vi", **fields}
    ack = hall.parts.door.perform(setup.create_contest, ORGANIZER, None, told)
    db.session.expire_all()
    return read.contest_row(ack["slug"])


def bare(contest: Contest) -> Contest:
    """Its structure and rules, without people, name and day."""
    return replace(contest, slug="", title="", entries=(), judges=(), phase="setup", rounds=tuple(
        replace(one, phase="planned") for one in contest.rounds
    ))


def planned(row: ContestRow) -> Contest:
    return bare(read.contest(row))


@pytest.mark.parametrize("name", presets.names())
def test_a_new_contest_is_the_preset_to_the_last_setting_and_set_up_lets_it_pass(tmp_path: Path, name: str) -> None:
    with open_hall(tmp_path, entries=0, opened=False) as hall:
        row = create(hall, name)
        assert planned(row) == presets.load(name, "vi")
        told = [shapes.round_told(one) for one in read.rounds(row.id)]
        before = row.revision
        hall.parts.door.perform(setup.change_rounds, ORGANIZER, row.slug, {"rounds": told})
        hall.parts.door.perform(setup.change_rules, ORGANIZER, row.slug, {"rounds": told, "ties": list(row.ties)})
        assert read.contest_row(row.slug).revision == before
        copy = read_archive(export_contest(row))
        assert copy["contest"]["preset"] == name


@pytest.mark.parametrize(("preset", "marking", "head"), [
    ("kcbs", 6, None), ("vn100", 3, None), ("worldskills", 3, True), ("ngc", 1, True), ("floral100", 5, False),
])
def test_a_panel_of_the_presets_usual_size_is_seated_with_its_head(
    hall: Hall, preset: str, marking: int, head: bool | None
) -> None:
    judges = read.contest(create(hall, preset)).judges
    assert sum(judge.marks for judge in judges) == marking
    assert [judge.marks for judge in judges if judge.head] == ([] if head is None else [head])
    if head is False:
        assert judges[-1].name == "Trưởng ban giám khảo"


def test_a_panel_asked_for_is_seated_whatever_the_preset_has(hall: Hall) -> None:
    assert len(read.contest(create(hall, "kcbs", judges=4)).judges) == 4
    for wrong in (0, 100):
        with pytest.raises(Refused, match="bad_request"):
            create(hall, "kcbs", judges=wrong)


def test_a_contest_kept_as_a_preset_begins_others_just_like_it(hall: Hall) -> None:
    ties = ["criterion:3", "smaller_penalty", "head_judge"]
    first = Hall(hall.app, hall.clock, create(hall, "floral100", title="Gốc").slug)
    first.act(setup.change_rules, ties=ties, floor_at_zero=False, prizes=[{"name": "Vàng", "count": 1, "least": "400"}])
    ack = first.act(setup.save_preset, title=f"  {OURS} ")
    assert ack["preset"] == "own:hoi-hoa-phuong-y-la"
    again = create(hall, ack["preset"], title="Mùa sau")
    assert planned(again) == planned(first.row)
    assert (again.preset, again.ties) == ("own:hoi-hoa-phuong-y-la", ties)
    judges = read.contest(again).judges
    assert (len(judges), judges[-1].head, judges[-1].marks) == (6, True, False)
    assert not read.entry_rows(again.id)


def test_what_is_kept_holds_nobodys_name(hall: Hall) -> None:
    hall.fill(judge=1, entry=1)
    hall.act(setup.save_preset, title=OURS)
    [row] = own_presets.rows()
    assert row.made_at == hall.clock.now()
    people = read.contest(hall.row)
    assert not [one.name for one in (*people.entries, *people.judges) if one.name in str(row.body)]


def test_keeping_and_throwing_away_stand_in_the_contests_log(hall: Hall) -> None:
    name = hall.act(setup.save_preset, title=OURS)["preset"].removeprefix("own:")
    hall.act(setup.remove_preset, name=name)
    facts = [(line.fact, line.data) for line in audit.lines(hall.row.id)][-2:]
    assert facts == [("preset_saved", {"name": name, "title": OURS}), ("preset_removed", {"name": name, "title": OURS})]
    assert own_presets.rows() == []


def test_a_contest_stays_when_the_preset_it_came_from_is_thrown_away(hall: Hall) -> None:
    preset = hall.act(setup.save_preset, title=OURS)["preset"]
    row = create(hall, preset)
    before = planned(row)
    hall.act(setup.remove_preset, name=preset.removeprefix("own:"))
    db.session.expire_all()
    assert (planned(read.contest_row(row.slug)), read.contest_row(row.slug).preset) == (before, preset)
    with pytest.raises(Refused, match="unknown_preset"):
        create(hall, preset, title="Nữa")
    assert hall.refusal(setup.remove_preset, name="hoi-hoa-phuong-y-la") == "unknown_preset"


def test_a_preset_has_a_title_of_its_own(hall: Hall) -> None:
    hall.act(setup.save_preset, title=OURS)
    assert hall.refusal(setup.save_preset, title=" ") == "name_needed"
    assert hall.refusal(setup.save_preset, title="x" * 121) == "name_too_long"
    assert hall.refusal(setup.save_preset, title=OURS.upper()) == "name_taken"
    hall.act(setup.save_preset, title="Hoi hoa phuong Y La")
    hall.act(setup.save_preset, title="Hội hoa " + "rất dài " * 10)
    names = [row.name for row in own_presets.rows()]
    assert len(set(names)) == 3
    assert all(len(f"own:{name}") <= 40 for name in names)


def test_a_form_opened_before_somebody_elses_change_keeps_nothing(hall: Hall) -> None:
    seen = hall.row.setup_revision
    hall.act(setup.change_contest, place="Sân trường")
    assert hall.refusal(setup.save_preset, title=OURS, base=seen) == "stale"


@pytest.mark.parametrize("actor", [Actor("judge", 1), Actor("scorekeeper", 1), Actor("public")])
def test_only_the_organizer_keeps_presets(hall: Hall, actor: Actor) -> None:
    assert hall.refusal(setup.save_preset, actor, title=OURS) == "not_allowed"
    assert hall.refusal(setup.remove_preset, actor, name="x") == "not_allowed"


def test_an_official_contest_can_be_kept_too(hall: Hall) -> None:
    for judge in (1, 2, 3):
        for entry, theme in ((1, "15"), (2, "16"), (3, "17")):
            hall.fill(judge, entry, (theme, "20", "16", "12", "17"))
    hall.act(running.close_round, round=1)
    hall.act(ceremony.confirm_result)
    assert hall.row.phase == "official"
    assert hall.act(setup.save_preset, title=OURS)["preset"] == "own:hoi-hoa-phuong-y-la"
