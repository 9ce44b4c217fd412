"""Printed scoresheets as a reader and a scanner see them, and what a code opens."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from contest.actions import panel, running, setup, teams
from contest.documents.paper_code import PaperCode, read_code, written
from contest.rules import shapes
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import writing
from tests.builders import LONG_NAME
from tests.halls import Hall, open_hall
from tests.web.visitors import Visitor

SECRET = b"s" * 32


@pytest.fixture
def planned(tmp_path: Path) -> Iterator[Hall]:
    """The round not open yet: sheets are printed the evening before."""
    with open_hall(tmp_path, opened=False) as hall:
        yield hall


def staff(hall: Hall) -> Visitor:
    visitor = Visitor(hall)
    visitor.pair("scorekeeper-1")
    return visitor


def printed(hall: Hall, asked: str = "", lang: str = "vi") -> bytes:
    answer = staff(hall).get(f"/c/{hall.slug}/paper.pdf?lang={lang}{asked}")
    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    return answer.data


def texts(pdf: bytes) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]


def codes(pdf: bytes) -> list[str]:
    """What a reader sees on each page."""
    pages = pypdfium2.PdfDocument(pdf)
    return [one.text for page in pages for one in zxingcpp.read_barcodes(page.render(scale=3).to_pil().convert("L"))]


def test_a_sheet_names_contest_round_entry_team_judge_and_every_criterion(planned: Hall) -> None:
    planned.act(panel.change_judge, judge=3, name="Nguyễn Thị Ánh Tuyết")
    (text,) = texts(printed(planned, "&judge=3&entry=2"))
    told = ("Hương sắc tháng 3", "Đội Hoa Mai", "3 · Nguyễn Thị Ánh Tuyết", "từ 0 đến 25, từng bước 0,5", "Chữ ký giám khảo")
    assert [one for one in told if one not in text] == []
    for criterion in read.rounds(planned.row.id)[0].criteria:
        assert criterion.name in text
    assert "from 0 to 25, in steps of 0.5" in texts(printed(planned, "&judge=3&entry=2", "en"))[0]


def test_a_long_name_is_on_its_sheet_whole(planned: Hall) -> None:
    planned.act(teams.change_team, entry=2, name=LONG_NAME)
    for size in ("a4", "a5"):
        assert LONG_NAME in texts(printed(planned, f"&judge=1&entry=2&size={size}"))[0]


def test_a_judges_bundle_a_round_and_two_to_a_page(planned: Hall) -> None:
    assert len(texts(printed(planned, "&judge=2"))) == 3
    assert len(texts(printed(planned))) == 9
    assert len(texts(printed(planned, "&size=a5"))) == 5


def test_no_sheet_is_printed_for_a_team_that_a_judge_does_not_judge(planned: Hall) -> None:
    planned.act(panel.change_judge, judge=2, recused=[1])
    assert len(texts(printed(planned, "&judge=2"))) == 2
    assert staff(planned).get(f"/c/{planned.slug}/paper.pdf?judge=2&entry=1").status_code == 404


def test_a_blind_contests_sheets_carry_numbers_only(planned: Hall) -> None:
    with writing():
        planned.row.blind = True
    assert not any("Hoa Mai" in text for text in texts(printed(planned)))


def test_many_criteria_go_on_to_another_sheet(planned: Hall) -> None:
    told = shapes.round_told(read.rounds(planned.row.id)[0])
    more = [{**told["criteria"][0], "number": None, "name": f"Tiêu chí {at}", "stage": None} for at in range(20)]
    planned.act(setup.change_rounds, rounds=[{**told, "criteria": more}])
    pages = texts(printed(planned, "&judge=1&entry=1&size=a5"))
    assert ["Tờ 1 / 2" in pages[0], "Tờ 2 / 2" in pages[1], "Tiêu chí 19" in pages[1]] == [True, True, True]


def test_the_code_on_a_sheet_opens_that_sheet(planned: Hall) -> None:
    (code,) = codes(printed(planned, "&judge=3&entry=2"))
    told = staff(planned).get(f"/c/{planned.slug}/paper/sheet", query_string={"code": code}).json
    assert (told["judge"], told["entry"], told["outdated"], len(told["criteria"])) == (3, 2, False, 5)
    assert len(set(codes(printed(planned, "&size=a5")))) == 9


def test_a_spare_sheets_code_asks_for_judge_and_entry(planned: Hall) -> None:
    (code,) = codes(printed(planned, "&spare=1"))
    visitor = staff(planned)
    where = f"/c/{planned.slug}/paper/sheet"
    assert visitor.get(where, query_string={"code": code}).json["judge"] is None
    assert visitor.get(where, query_string={"code": code, "judge": 1, "entry": 3}).json["entry"] == 3


def test_criteria_changed_since_printing_are_told(planned: Hall) -> None:
    (code,) = codes(printed(planned, "&judge=3&entry=2"))
    planned.act(teams.add_team, name="Đội Mới", short_name="", concept="")
    visitor, where = staff(planned), f"/c/{planned.slug}/paper/sheet"
    assert visitor.get(where, query_string={"code": code}).json["outdated"] is False
    told = shapes.round_told(read.rounds(planned.row.id)[0])
    told["criteria"][0]["name"] = "Ý tưởng"
    planned.act(setup.change_rounds, rounds=[told])
    assert visitor.get(where, query_string={"code": code}).json["outdated"] is True


def test_whatever_stands_between_the_numbers_of_a_code_it_is_read() -> None:
    code = PaperCode(1, 3, 12, 77)
    text = written(SECRET, "hoi-hoa", code)
    assert re.fullmatch(r"[0-9-]+", text)
    assert read_code(SECRET, "hoi-hoa", f" {text.replace('-', 'ß')} ") == code


@pytest.mark.parametrize("change", [
    lambda text: text.replace("-3-", "-2-"), lambda text: text[:-1] + str((int(text[-1]) + 1) % 10), lambda text: "",
    lambda text: text + "-1", lambda text: "1-2-3", lambda text: text.replace("1", "١"),
])
def test_a_made_up_code_is_refused(change: object) -> None:
    text = written(SECRET, "hoi-hoa", PaperCode(1, 3, 12, 77))
    for secret, slug, told in ((SECRET, "hoi-hoa", change(text)), (b"t" * 32, "hoi-hoa", text), (SECRET, "hoi-sen", text)):  # type: ignore[operator]
        with pytest.raises(Refused) as no:
            read_code(secret, slug, told)
        assert no.value.code == "paper_code_unknown"


def test_an_unknown_code_is_refused_in_words(planned: Hall) -> None:
    answer = staff(planned).get(
        f"/c/{planned.slug}/paper/sheet", query_string={"code": "1-1-1-1-1-1"}, content_type="application/json"
    )
    assert (answer.status_code, answer.json["refused"]["code"]) == (400, "paper_code_unknown")
    assert "Mã này không có" in answer.json["message"]


def test_paper_is_for_staff(planned: Hall) -> None:
    planned.act(running.open_round, round=1)
    judge = Visitor(planned)
    judge.pair("judge-1")
    for path in ("paper", "paper.pdf", "paper/sheet?judge=1&entry=1"):
        assert judge.get(f"/c/{planned.slug}/{path}").status_code in (302, 401)
        assert staff(planned).get(f"/c/{planned.slug}/{path}").status_code == 200
