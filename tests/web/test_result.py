"""Papers: the arithmetic in words, the result sheet behind its curtain, the table for Excel, the audit log in words."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from flask.testing import FlaskClient

from contest import seats, words
from contest.actions import awards, ceremony, panel, penalties, running, scoring, setup, teams
from contest.actions.archive import import_contest
from contest.documents.archive import export_contest, read_archive, written
from contest.documents.arithmetic import Explained, explain_entry
from contest.documents.csv_result import inert
from contest.documents.grids import COUNTED, in_columns
from contest.documents.log_words import FACT_WORDS, fact_said
from contest.documents.looks import RULES as LOOKS
from contest.documents.methods_said import SENTENCES as METHOD_SENTENCES
from contest.documents.result import method_said
from contest.documents.standings import WARNINGS, standings_text
from contest.documents.ties import KEYS, SENTENCES
from contest.rules.contests import Criterion, Method, Round
from contest.rules.facts import KINDS
from contest.rules.methods import METHODS
from contest.rules.ties import TIE_BREAKS, How
from contest.snapshots.board import Board
from contest.store import audit, read
from contest.store.database import db
from contest.store.tables import FactRow, Organizer
from tests.halls import ORGANIZER, Hall, open_hall

ODD = ("14.5", "20", "16", "12", "17")
LANGUAGES = ("vi", "en")


@pytest.fixture
def judged(tmp_path: Path) -> Iterator[Hall]:
    """Three entries: the second 0:42 late, all signed."""
    with open_hall(tmp_path) as hall:
        hall.act(running.start_countdown, round=1, stage=1, entry=None, base=0)
        hall.clock.pass_seconds(45 * 60 + 42)
        hall.act(running.stamp_finish, round=1, stage=1, entry=2, tapped_at=hall.clock.now())
        hall.act(penalties.confirm_penalty, penalty=1)
        for judge in (1, 2, 3):
            hall.fill(judge, 1)
            hall.fill(judge, 2, ODD)
            hall.fill(judge, 3, ("12", "20", "16", "12", "17" if judge > 1 else "16.5"))
        yield hall


def _official(hall: Hall, curtain: str | None = "published") -> None:
    hall.act(running.close_round, round=1)
    hall.act(ceremony.confirm_result)
    if curtain:
        hall.act(ceremony.set_curtain, curtain=curtain, base=hall.row.curtain_revision)


def _explained(hall: Hall, entry: int, language: str = "vi") -> Explained:
    with words.use(language):
        return explain_entry(Board(hall.row), entry)


def _grid(explained: Explained) -> list[tuple[str, ...]]:
    """What the judges gave, block by block."""
    return [row for block in explained.blocks if block.grid for row in in_columns(block.grid)]


def _lines(explained: Explained) -> list[tuple[str, str, str]]:
    return [(line.label, line.value, line.note) for block in explained.blocks for line in block.lines]


def _staff(hall: Hall) -> FlaskClient:
    """A browser in which the organizer has signed in."""
    row = Organizer(name="Lan", password="-", version=1)
    db.session.add(row)
    db.session.commit()
    settings, client = hall.parts.settings, hall.app.test_client()
    value = seats.cookie_value(settings, "", "organizer", 1, row.id)
    client.set_cookie(seats.cookie_name(settings, "", "organizer"), value)
    return client


# ---- arithmetic


def test_the_arithmetic_reads_as_a_reckoning_in_vietnamese(judged: Hall) -> None:
    explained = _explained(judged, 2)
    assert _lines(explained) == [
        ("Cộng lại", "238,5", ""),
        ("Chia cho 3 giám khảo", "79,50", ""),
        ("Muộn 0:42", "−2,00", "1 phút bắt đầu × 2 điểm"),
        ("Điểm bài thi", "77,50", ""),
    ]
    head, *rows = _grid(explained)
    assert head == ("", "Giám khảo 1", "Giám khảo 2", "Giám khảo 3")
    assert rows[0] == ("Chủ đề", "14,5", "14,5", "14,5")
    assert rows[-1] == ("Tổng", "79,5", "79,5", "79,5")
    assert explained.sentences == ("Kém hạng 1 (Chi hội Phụ nữ Phòng Tham mưu tổng hợp) 2,50 điểm. Không phải xét tiêu chí phụ.",)


def test_the_arithmetic_reads_as_a_reckoning_in_english(judged: Hall) -> None:
    assert _lines(_explained(judged, 2, "en")) == [
        ("Added up", "238.5", ""),
        ("Divided by 3 judges", "79.50", ""),
        ("0:42 late", "−2.00", "1 × started minute × 2 points"),
        ("Points of this entry", "77.50", ""),
    ]


def test_a_rounding_that_changed_something_is_said(judged: Hall) -> None:
    assert ("Chia cho 3 giám khảo", "76,83", "làm tròn từ 76,833333…") in _lines(_explained(judged, 3))


def test_what_was_dropped_is_struck_and_said(judged: Hall) -> None:
    other = _with_method(judged, {"name": "trimmed_mean", "drop_high": 1, "drop_low": 1})
    grid = _explained(other, 3).blocks[0].grid
    assert grid is not None
    struck = [(cell.value, cell.note) for cell in grid.rows[-1].cells if cell.struck]
    assert struck == [("76,5", "thấp nhất"), ("77,0", "cao nhất")]
    assert [cell.struck for cell in grid.rows[0].cells] == [cell.struck for cell in grid.rows[-1].cells]


def test_a_median_is_said_as_the_middle_one(judged: Hall) -> None:
    assert ("Điểm đứng giữa", "77,00", "") in _lines(_explained(_with_method(judged, {"name": "median"}), 3))


def test_each_criterion_has_the_panels_figure_when_they_are_counted_one_by_one(judged: Hall) -> None:
    explained = _explained(_with_method(judged, {"scope": "criterion"}), 3)
    head, first, *_ = _grid(explained)
    assert (head[-1], first[0]) == ("Cả ban", "Chủ đề")
    assert ("Cộng các tiêu chí", "76,83", "làm tròn từ 76,833333…") in _lines(explained)


def test_a_tie_is_told_to_both_sides(hall: Hall) -> None:
    hall.fill(1, 1, ("15", "19", "16", "12", "17"))
    hall.fill(1, 2, ("14", "20", "16", "12", "17"))
    first, second = _explained(hall, 1).sentences, _explained(hall, 2).sentences
    assert first[-1].startswith("Bằng điểm, hơn ở tiêu chí Chủ đề (")
    assert second[-1].startswith("Bằng điểm, kém ở tiêu chí Chủ đề (")
    assert " 15" in first[-1]
    assert " 14" in first[-1]


def test_a_joint_place_decided_by_people_is_told_with_its_reason(hall: Hall) -> None:
    for entry in (1, 2):
        for judge in (1, 2, 3):
            hall.fill(judge, entry)
    hall.act(ceremony.settle_tie, entries=[1, 2], joint=True, reason="Ban giám khảo thống nhất")
    said = " ".join(_explained(hall, 2).sentences)
    assert "quyết định đồng hạng: Ban giám khảo thống nhất" in said
    assert "Đồng hạng 1." in said


def test_the_terminal_shows_the_same_table_in_both_languages(judged: Hall) -> None:
    with words.use("vi"):
        assert "Tạm tính" in standings_text(judged.row, explain=True)
    with words.use("en"):
        told = standings_text(judged.row, explain=True)
    assert "Provisional" in told
    assert "Divided by 3 judges: 79.50" in told


def test_every_tie_break_and_every_method_has_words_in_both_languages() -> None:
    catalog = words.catalog("vi")
    assert set(SENTENCES) == {*TIE_BREAKS, *get_args(How)}
    assert set(KEYS) == set(TIE_BREAKS)
    assert set(METHOD_SENTENCES) == set(METHODS)
    told = (*KEYS.values(), *(one for scopes in METHOD_SENTENCES.values() for one in scopes.values()), *COUNTED.values())
    assert all(sentence in catalog for sentence in (*told, *LOOKS.values(), *WARNINGS.values()))
    assert all(sentence in catalog for sides in SENTENCES.values() for sentence in sides.values())
    criteria = (Criterion(1, "Bố cục", Decimal(10)),)
    for name in METHODS:
        for scope in ("judge_total", "criterion"):
            round_ = Round(1, "Vòng 1", (), criteria, Method(name, scope))  # type: ignore[arg-type]
            with words.use("en"):
                english = method_said(round_)
            with words.use("vi"):
                assert method_said(round_) != english


# ---- the sheet and its curtain


def test_the_public_reads_the_result_only_once_it_is_published(judged: Hall) -> None:
    public, staff = judged.app.test_client(), _staff(judged)
    path = f"/c/{judged.slug}/result"
    assert public.get(path).status_code == 403
    assert "Tạm tính" in staff.get(path).text
    _official(judged, None)
    assert public.get(path).status_code == 403
    assert public.get(f"{path}.csv").status_code == 403
    judged.act(ceremony.set_curtain, curtain="published", base=judged.row.curtain_revision)
    assert "Chính thức" in public.get(path).text
    assert public.get(f"{path}.csv").status_code == 200
    judged.act(ceremony.withdraw_result, reason="Còn một khiếu nại")
    assert public.get(path).status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sheet_carries_all_that_is_signed(judged: Hall, language: str) -> None:
    _official(judged)
    html = judged.app.test_client().get(f"/c/{judged.slug}/result?lang={language}").text
    sealed = [line for line in audit.lines(judged.row.id) if line.fact == "result_confirmed"]
    assert sealed[0].hash in html
    for name in [seat.name for seat in read.seat_rows(judged.row.id)]:
        assert name in html
    assert figures("77.50", language) in html
    assert figures("76.83", language) in html


def figures(text: str, language: str) -> str:
    with words.use(language):
        return words.figures(text)


def test_judges_keep_their_numbers_on_the_sheet_when_one_has_left(tmp_path: Path) -> None:
    with open_hall(tmp_path) as hall:
        hall.act(panel.remove_judge, judge=2)
        hall.fill(3, 1)
        text = _staff(hall).get(f"/c/{hall.slug}/result").text
    assert "Giám khảo 3" in text
    assert ">Giám khảo 2<" not in text


def test_the_fingerprint_stays_the_confirmations_own(judged: Hall) -> None:
    _official(judged)
    client, path = judged.app.test_client(), f"/c/{judged.slug}/result"
    before = re.findall(r"<code>([0-9a-f]{64})</code>", client.get(path).text)
    judged.act(ceremony.show_scene, screen=None, scene="leaderboard")
    assert re.findall(r"<code>([0-9a-f]{64})</code>", client.get(path).text) == before


def test_an_entrys_arithmetic_is_seen_when_the_curtain_lets_it(judged: Hall) -> None:
    public, path = judged.app.test_client(), f"/c/{judged.slug}/entries/2"
    assert "79,5" not in public.get(path).text
    assert "79,5" in _staff(judged).get(path).text
    judged.act(ceremony.set_curtain, curtain="live", base=judged.row.curtain_revision)
    live = public.get(path).text
    assert "77,50" in live
    assert "79,5" not in live
    _official(judged)
    assert "79,5" in public.get(path).text


def test_a_disqualified_entry_shows_no_points(judged: Hall) -> None:
    judged.act(penalties.set_entry_status, entry=3, status="disqualified", reason="Dùng hoa giả")
    text = _staff(judged).get(f"/c/{judged.slug}/result").text
    assert "Dùng hoa giả" in text
    assert "76,83" not in text


def test_nobody_but_staff_takes_the_archive_or_reads_the_log(judged: Hall) -> None:
    public, staff = judged.app.test_client(), _staff(judged)
    for page in ("export", "log"):
        assert public.get(f"/c/{judged.slug}/{page}").status_code == 302
        assert staff.get(f"/c/{judged.slug}/{page}").status_code == 200


# ---- the table for Excel


def _table(hall: Hall, language: str) -> list[list[str]]:
    content = _staff(hall).get(f"/c/{hall.slug}/result.csv?lang={language}").data
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if language == "vi" else ","))


def test_the_table_has_numbers_as_the_language_writes_them(judged: Hall) -> None:
    row = next(row for row in _table(judged, "vi") if row[1] == "2")
    assert row[3:8] == ["79,5", "79,5", "79,5", "-2,00", "77,50"]


def test_the_english_table_has_commas_between_and_points_within(judged: Hall) -> None:
    row = next(row for row in _table(judged, "en") if row[1] == "2")
    assert row[3:8] == ["79.5", "79.5", "79.5", "-2.00", "77.50"]


def test_the_table_has_columns_for_divisions_and_special_prizes_where_a_contest_has_them(judged: Hall) -> None:
    judged.act(setup.change_rules, divisions=[{"number": None, "name": "=Thiếu nhi"}, {"number": None, "name": "Người lớn"}],
               special_prizes=[{"number": None, "name": "Báo chí", "kind": "jury"}])
    for entry, division in ((1, 1), (2, 2), (3, 2)):
        judged.act(teams.change_team, entry=entry, name=f"Tổ {entry}", division=division)
    judged.act(awards.award_special, prize=1, entry=3, reason="Hội đồng báo chí")
    head, *rows = _table(judged, "vi")
    told = {row[head.index("Số")]: (row[0], row[head.index("Giải phụ")]) for row in rows}
    assert (head[0], told) == ("Bảng", {"1": ("'=Thiếu nhi", ""), "2": ("Người lớn", ""), "3": ("Người lớn", "Báo chí")})


def test_a_name_that_is_a_formula_stays_a_name(judged: Hall) -> None:
    judged.act(teams.change_team, entry=1, name='=HYPERLINK("http://x";"Bấm")', short_name="", concept="")
    assert next(row for row in _table(judged, "vi") if row[1] == "1")[2] == '\'=HYPERLINK("http://x";"Bấm")'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_whatever_a_spreadsheet_would_run_gets_an_apostrophe(start: str) -> None:
    assert inert(f"{start}1+1") == f"'{start}1+1"


def test_plain_words_stay_as_they_are() -> None:
    assert inert("Đội Hướng Dương - 2") == "Đội Hướng Dương - 2"


# ---- the log


def test_every_kind_of_fact_has_words_in_both_languages() -> None:
    assert set(FACT_WORDS) == set(KINDS)
    assert set(FACT_WORDS.values()) <= set(words.catalog("vi"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_log_tells_what_happened_newest_first(judged: Hall, language: str) -> None:
    judged.act(scoring.reopen_scoresheet, round=1, entry=1, judge=2, reason="Nhầm đội")
    text = _staff(judged).get(f"/c/{judged.slug}/log?lang={language}").text
    reopened, signed = {"vi": ("Mở lại phiếu chấm của Giám khảo 2", "Ký phiếu chấm 3."),
                        "en": ("Scoresheet of Judge 2 for 1.", "Scoresheet for 3.")}[language]
    assert text.index(reopened) < text.index(signed)
    assert "Nhầm đội" in text


def test_the_log_says_where_its_chain_was_broken(judged: Hall) -> None:
    row = db.session.scalars(db.select(FactRow).where(FactRow.number == 5)).one()
    row.body = row.body.replace("Lan", "Hoa").replace(":1", ":2", 1)
    db.session.commit()
    text = _staff(judged).get(f"/c/{judged.slug}/log").text
    assert "Dòng 5 đã bị sửa" in text
    assert text.count("không còn tin được") > 1


def test_a_line_that_is_no_json_any_more_does_not_hide_the_rest(judged: Hall) -> None:
    row = db.session.scalars(db.select(FactRow).where(FactRow.number == 5)).one()
    row.body = "}{"
    db.session.commit()
    assert "Dòng này không đọc được nữa." in _staff(judged).get(f"/c/{judged.slug}/log").text


def test_changed_rules_are_told_in_the_words_of_set_up(judged: Hall) -> None:
    rules = {"signing": "round", "confirming": "sheets", "numbering": "dense", "crossing": "lower", "blind": True}
    with words.use("vi"):
        said = fact_said(Board(judged.row), "rules_changed", {"changes": rules})
    assert "Cả vòng" in said
    assert not [raw for raw in (*rules.values(), "True") if str(raw) in said], said


def test_a_fact_of_a_later_version_is_shown_as_it_is(judged: Hall) -> None:
    assert "hologram_shown" in fact_said(Board(judged.row), "hologram_shown", {"entry": 1})


def _with_method(hall: Hall, method: dict[str, Any]) -> Hall:
    """The same contest again, calculated by another method."""
    told = json.loads(export_contest(hall.row))
    told["rounds"][0]["method"] |= method
    fields = {"archive": read_archive(written(told)), "sha256": "0" * 64, "as_slug": "khac"}
    hall.parts.door.perform(import_contest, ORGANIZER, None, fields)
    return Hall(hall.app, hall.clock, "khac")
