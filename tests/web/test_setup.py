"""Set-up as an organizer walks through it: forms saved, refused with what was typed, and rows edited without a script."""

from __future__ import annotations

import html
import io
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from contest.documents.archive import export_contest
from contest.rules import presets, shapes
from contest.store import audit, read
from contest.web import forms
from contest.web.setup.frame import STEPS
from tests.builders import LONG_NAME
from tests.halls import Hall, open_hall
from tests.web.forms_shown import Organizer, said


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Organizer]:
    """An organizer of the seed contest before its round was opened."""
    with open_hall(tmp_path, opened=False) as hall:
        yield Organizer(hall)


@pytest.fixture
def organizer(hall: Hall) -> Organizer:
    return Organizer(hall)


def criteria_form(hall: Hall) -> dict[str, Any]:
    """The criteria of the only round as its form sends them."""
    [one] = [shapes.round_told(one) for one in read.rounds(hall.row.id)]
    fields = ("number", "name", "maximum", "step", "weight", "stage", "minimum", "consensus", "apart")
    columns = {f"{field}-0": ["" if of[field] in (None, False) else str(of[field]) for of in one["criteria"]] for field in fields}
    return {"round_number": "1", "round_name": one["name"], "stated_total": "100", **columns}


def test_every_step_opens_in_both_languages_before_and_after_scoring(organizer: Organizer) -> None:
    organizer.hall.fill(judge=1, entry=1)
    for step, _title in STEPS:
        for language in ("vi", "en"):
            answer = organizer.get(f"/c/{organizer.hall.slug}/setup/{step}?lang={language}")
            assert answer.status_code == 200, step
            assert f'<html lang="{language}"' in answer.text


@pytest.mark.parametrize("preset", presets.names())
def test_a_contest_is_made_from_any_preset_and_every_step_opens(fresh: Organizer, preset: str) -> None:
    fields = {"title": "Hội hoa xuân", "preset": preset, "language": "en", "judges": "5", "theme": "", "place": "", "date": ""}
    answer = fresh.fill("/contests/create", **fields)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/c/hoi-hoa-xuan/setup/basics")
    marking = [seat for seat in read.seat_rows(read.contest_row("hoi-hoa-xuan").id, "judge") if seat.marks]
    assert len(marking) == 5
    for step, _title in STEPS:
        assert fresh.get(f"/c/hoi-hoa-xuan/setup/{step}").status_code == 200


def test_a_refused_form_comes_back_as_it_was_typed_with_the_reason(fresh: Organizer) -> None:
    answer = fresh.fill("/contests/create", title="  ", preset="vn10", language="vi", judges="5", place="Sân trường", date="")
    assert answer.status_code == 400
    assert said(answer)
    assert 'value="Sân trường"' in html.unescape(answer.text)
    assert '<option value="vn10" selected>' in answer.text
    answer = fresh.fill("basics", title="Hương sắc", own_accent="on", accent="#F6A9B8")
    assert "4,5 : 1" in said(answer)
    assert 'value="Hương sắc"' in html.unescape(answer.text)


def test_the_motif_is_chosen_told_and_logged_in_words_and_another_one_is_refused(fresh: Organizer) -> None:
    def told() -> str:
        body: dict[str, str] = fresh.get(f"/api/v1/contests/{fresh.hall.slug}").get_json()
        return body["motif"]

    assert told() == "flower"
    assert fresh.fill("basics", title="Hương sắc", motif="star").status_code == 303
    assert (told(), 'value="star" checked' in fresh.step("basics")) == ("star", True)
    assert "họa tiết: ngôi sao" in fresh.get(f"/c/{fresh.hall.slug}/log").text
    answer = fresh.fill("basics", title="Hương sắc", motif="mèo")
    assert (answer.status_code, told()) == (400, "star")
    assert "bông hoa, ngôi sao hoặc thanh đơn giản" in said(answer)


def test_two_organizers_on_one_form_the_second_is_told(fresh: Organizer) -> None:
    seen = fresh.base()
    assert fresh.fill("basics", base=seen, title="Một").status_code == 303
    answer = fresh.fill("basics", base=seen, title="Hai")
    assert (answer.status_code, fresh.hall.row.title) == (400, "Một")
    assert said(answer)


def test_a_button_pressed_twice_does_it_once(fresh: Organizer) -> None:
    fields = {"op_id": secrets.token_hex(16), "name": "Đội Sen", "short_name": "", "concept": "", "base": fresh.base()}
    answers = [fresh.post(f"/c/{fresh.hall.slug}/setup/teams/add", fields) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert len(read.entry_rows(fresh.hall.row.id)) == 4


@pytest.mark.parametrize("told", [{"op_id": "x"}, {"op_id": ""}, {"base": "x"}, {"base": "-1"}])
def test_a_form_that_was_tampered_with_changes_nothing(fresh: Organizer, told: dict[str, str]) -> None:
    before = fresh.hall.row.revision
    assert fresh.post(f"/c/{fresh.hall.slug}/setup/basics", {"title": "Khác", "base": "0", **told}).status_code == 400
    assert fresh.hall.row.revision == before


def test_criteria_are_typed_with_commas_and_the_sum_is_named_when_it_is_short(fresh: Organizer) -> None:
    told = criteria_form(fresh.hall)
    told["maximum-0"][3] = "12,5"
    told["step-0"][3] = "0,25"
    assert fresh.fill("criteria", **told).headers["Location"].endswith("/setup/teams")
    assert "Còn thiếu 2,5 điểm" in fresh.step("criteria")
    assert "97,5" in fresh.step("review")
    fresh.fill("criteria", **criteria_form(fresh.hall), do="total")
    assert str(fresh.hall.row.stated_total) == "97.5"
    assert "Còn thiếu" not in fresh.step("criteria")


def test_rows_are_added_moved_and_removed_without_a_script_and_saved_only_by_save(fresh: Organizer) -> None:
    told = criteria_form(fresh.hall)
    added = fresh.fill("criteria", **told, do="add:0")
    assert (added.status_code, added.text.count('name="maximum-0"')) == (200, 7)  # six rows and the blank one for scripts
    moved = html.unescape(fresh.fill("criteria", **told, do="up:0:1").text)
    assert moved.index('value="Bố cục"') < moved.index('value="Chủ đề"')
    removed = html.unescape(fresh.fill("criteria", **told, do="remove:0:1").text)
    assert 'value="Bố cục"' not in removed
    assert [one.name for one in read.rounds(fresh.hall.row.id)[0].criteria][:2] == ["Chủ đề", "Bố cục"]


def test_a_round_can_be_added_and_gets_a_criterion_to_begin_with(fresh: Organizer) -> None:
    stages = {"number-0": ["1", "2"], "name-0": ["Cắm hoa", "Thuyết trình"], "kind-0": ["together", "each"],
              "time-0": ["1:00:00", "5:00"], "calls-0": ["15 5, 0:30, 5", ""]}
    second = {"number-1": "", "name-1": "Chung kết", "kind-1": "together", "time-1": "30:00", "calls-1": "10, 5, 1"}
    answer = fresh.fill("rounds", round_number=["1", ""], round_name=["Vòng loại", "Chung kết"], **stages, **second)
    assert answer.status_code == 303
    first, final = read.rounds(fresh.hall.row.id)
    assert (first.stages[0].seconds, first.stages[0].overtime is not None) == (3600, True)
    assert [stage.calls for stage in (*first.stages, *final.stages)] == [(900, 300, 30), (), (600, 300, 60)]
    assert (final.name, final.stages[0].seconds, len(final.criteria)) == ("Chung kết", 1800, 1)
    wrong = fresh.fill("rounds", round_number="1", round_name="Vòng 1", **{**stages, "time-0": ["45", "5:00"]})
    assert "“45”" in said(wrong)
    for calls, why in (("sớm", "“sớm:00”"), ("0:05", "“5”"), ("1 2 3 4 5 6 7 8 9", "8")):
        wrong = fresh.fill("rounds", round_number="1", round_name="Vòng 1", **{**stages, "calls-0": [calls, ""]})
        assert why in said(wrong), calls


def test_what_scores_mean_is_locked_and_a_name_can_still_be_put_right(organizer: Organizer) -> None:
    organizer.hall.enter(judge=1, entry=1, criterion=1, value="15")
    page = organizer.step("criteria")
    assert "readonly" in page
    assert "data-add" not in page
    told = criteria_form(organizer.hall)
    told["name-0"][0] = "Chủ đề, ý nghĩa"
    assert organizer.fill("criteria", **told).status_code == 303
    told["maximum-0"][0] = "40"
    answer = organizer.fill("criteria", **told)
    assert answer.status_code == 400
    assert read.rounds(organizer.hall.row.id)[0].criteria[0].maximum == 20


def test_a_pasted_list_is_shown_row_by_row_and_saved_only_when_right(fresh: Organizer) -> None:
    before = len(read.entry_rows(fresh.hall.row.id))
    broken = "số;tên;tên ngắn\n11;Đội Sen;Sen\n11;Đội Lan;Lan\n12;;Cúc"
    shown = fresh.fill("teams/list", text=broken, do="check")
    assert "Dòng 2 đã có số 11" in html.unescape(shown.text)
    assert fresh.fill("teams/list", text=broken, do="save").status_code == 400
    assert len(read.entry_rows(fresh.hall.row.id)) == before
    right = f"số;tên;tên ngắn\n11;Đội Sen;Sen\n12;{LONG_NAME};"
    checked = fresh.fill("teams/list", text=right, do="check")
    assert 'value="save"' in checked.text
    assert len(read.entry_rows(fresh.hall.row.id)) == before
    assert fresh.fill("teams/list", text=right, do="save").status_code == 303
    assert [row.number for row in read.entry_rows(fresh.hall.row.id)][before:] == [11, 12]


def test_an_uploaded_list_is_read_and_a_workbook_is_told_to_be_saved_as_text(fresh: Organizer) -> None:
    content = "\ufeffTên đội;Tên ngắn\r\nĐội Sen;Sen\r\n".encode("utf-16")
    shown = fresh.fill("teams/list", file=(io.BytesIO(content), "doi.csv"), text="", do="check")
    assert "Đội Sen" in shown.text
    workbook = fresh.fill("teams/list", file=(io.BytesIO(b"PK\x03\x04\x00\x00"), "doi.xlsx"), text="", do="check")
    assert "CSV" in said(workbook)


def test_the_running_order_moves_by_a_rows_own_button(fresh: Organizer) -> None:
    answer = fresh.fill("teams/order", entry=["1", "2", "3"], do="down:0")
    assert answer.status_code == 303
    assert [row.number for row in read.entry_rows(fresh.hall.row.id)] == [2, 1, 3]


def test_teams_are_changed_and_removed_and_a_twin_is_pointed_out(fresh: Organizer) -> None:
    assert "team-edit" in fresh.step("teams?edit=2")
    fresh.fill("teams/2/change", name="Đội Mai Vàng", short_name="Mai Vàng", concept="")
    added = fresh.fill("teams/add", name="Doi Mai Vang", short_name="", concept="")
    assert "note warn" in fresh.get(added.headers["Location"]).text
    fresh.fill("teams/2/remove")
    assert [row.name for row in read.entry_rows(fresh.hall.row.id)][-1] == "Doi Mai Vang"
    assert len(read.entry_rows(fresh.hall.row.id)) == 3


def test_the_panel_is_named_and_its_links_print_with_the_address_they_carry(fresh: Organizer) -> None:
    fresh.fill("judges/1/change", name="Nguyễn Thị Ánh Tuyết")
    fresh.fill("judges/add", name="Võ Hoàng Ưng")
    fresh.fill("helpers/add", role="scorekeeper", name="Minh")
    fresh.fill("helpers/add", role="steward", name="Đỗ Văn Sàn")
    assert fresh.fill("helpers/add", role="organizer", name="Kẻ lạ").status_code == 400
    answer = fresh.fill("links")
    sheet = fresh.get(answer.headers["Location"]).text
    address = fresh.hall.parts.addresses.best()
    assert sheet.count("slip-code") == 7
    assert f"{address}/c/{fresh.hall.slug}/steward-1#" in sheet
    assert "Nguyễn Thị Ánh Tuyết" in html.unescape(sheet)
    assert f"{address}/c/{fresh.hall.slug}/judge-1#" in sheet
    assert fresh.hall.row.printed_address == address
    assert fresh.get(f"/c/{fresh.hall.slug}/links?seat=judge-2").text.count("slip-code") == 1


def test_method_lateness_ties_and_prizes_are_set(fresh: Organizer) -> None:
    told = fresh.shown("rules")
    told.update({
        "plain": "exact", "late": "exact",
        "method-0": "trimmed_mean", "drop_high-0": "1", "drop_low-0": "1", "judging_from-0": "time_up",
        "formula-1-1": "table", "table-1-1": "0:01 = 1\n1:01 = 2,5", "cutoff-1-1": "", "cap-1-1": "",
        "tie": ["criterion:1.2", "", "prefer"], "prize_name": ["Vàng", "", "Bạc"], "prize_count": ["1", "9", ""],
        "prize_least": ["", "", ""],
        "blind": "on",
    })
    assert fresh.fill("rules", **told).status_code == 303
    contest = read.contest(fresh.hall.row)
    assert (contest.rounds[0].method.name, contest.rounds[0].judging_from) == ("trimmed_mean", "time_up")
    overtime = contest.rounds[0].stages[0].overtime
    assert overtime is not None
    assert [(late, str(points)) for late, points in overtime.table] == [(1, "1"), (61, "2.5")]
    assert (overtime.cap, overtime.cutoff) == (None, None)
    assert contest.ties == ("criterion:1.2", "prefer")
    assert [(tier.name, tier.count) for tier in contest.prizes] == [("Vàng", 1), ("Bạc", None)]
    assert fresh.hall.row.blind
    told["drop_low-0"] = "2"
    assert fresh.fill("rules", **told).status_code == 400


def test_starting_over_needs_the_title_and_makes_a_backup_first(organizer: Organizer) -> None:
    hall = organizer.hall
    hall.fill(judge=1, entry=1)
    assert organizer.fill("start-over", title="Hương").status_code == 400
    assert not list(hall.parts.settings.backups.glob("*.db"))
    assert read.sheet_rows(hall.row.id)
    assert organizer.fill("start-over", title=hall.row.title).status_code == 303
    [backup] = list(hall.parts.settings.backups.glob("*start_over.db"))
    fact = next(line for line in audit.lines(hall.row.id) if line.fact == "contest_started_over")
    assert fact.data == {"backup": backup.name, "scores": 5}
    assert (read.sheet_rows(hall.row.id), hall.row.phase) == ([], "setup")


def test_a_contest_is_copied_and_brought_back_from_its_archive(fresh: Organizer) -> None:
    slug = fresh.hall.slug
    answer = fresh.fill("/contests/copy", source=slug, title="Bản sao")
    assert answer.headers["Location"] == "/c/ban-sao/setup/basics"
    text = export_contest(read.contest_row(slug))

    def upload(told: str, **fields: str) -> TestResponse:
        return fresh.fill("/contests/import", file=(io.BytesIO(told.encode()), "contest.json"), **fields)

    assert upload(text).status_code == 400
    assert upload(text, slug="Có dấu").status_code == 400
    assert upload("{").status_code == 400
    assert upload(text, slug="tro-lai").headers["Location"] == "/c/tro-lai/setup/review"
    assert len(read.entry_rows(read.contest_row("tro-lai").id)) == 3


@pytest.mark.parametrize(("text", "seconds"), [("45:00", 2700), ("0:30", 30), ("1:30:00", 5400), ("120:00", 7200)])
def test_a_time_is_minutes_and_seconds(text: str, seconds: int) -> None:
    assert forms.seconds(text) == seconds
