"""Names from people: made one form, rid of what hides or turns text round, and dead letters wherever they are shown."""

from __future__ import annotations

import csv
import io
import json
import secrets
import unicodedata

import pytest

from contest import texts
from contest.documents.csv_result import inert
from contest.store import read
from tests.halls import Hall
from tests.web.visitors import Visitor

TURNED = "\u202e\u202d\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\U000e0041"
NAMES = {
    "turned round": (f"Hoa{TURNED[0]} Mai{TURNED[1]}", "Hoa Mai"),
    "isolates": (f"{TURNED}Hoa Lan", "Hoa Lan"),
    "zero width": ("Hoa" + HIDDEN + "Sen", "HoaSen"),
    "zalgo": ("Ho" + "\u0301\u0316\u0317\u0318" * 200 + "a", None),
    "lone surrogate": ("Hoa \ud800Cúc", "Hoa Cúc"),
    "control": ("Hoa\x00\x07\x1b[31m Đào", "Hoa [31m Đào"),
    "lines": ("Hoa\r\nHồng\u2028\u2029Nhung", "Hoa Hồng Nhung"),
    "decomposed": (unicodedata.normalize("NFD", "Tổ Hướng Dương"), "Tổ Hướng Dương"),
    "markup": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "attribute": ("\"' onmouseover='alert(1)", "\"' onmouseover='alert(1)"),
    "end of script": ("</script><img src=x onerror=alert(1)>", "</script><img src=x onerror=alert(1)>"),
    "template": ("{{7*7}} {% if 1 %} ${7*7} %(name)s", "{{7*7}} {% if 1 %} ${7*7} %(name)s"),
    "formula": ("=1+1", "=1+1"),
    "call": ("@SUM(1+1)*cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0"),
    "tab first": ("\t=1+1", "=1+1"),
    "emoji family": ("Nhà 👨‍👩‍👧 hoa", None),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_stored_in_one_clean_form(name: str) -> None:
    typed, wanted = NAMES[name]
    kept = texts.clean(typed)
    assert wanted is None or kept == wanted
    assert texts.clean(kept) == kept == unicodedata.normalize("NFC", kept)
    assert not [letter for letter in kept if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert len(kept) < 60


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "＝1+1"])
def test_no_cell_of_a_csv_is_a_formula(typed: str) -> None:
    assert inert(typed)[0] == "'" or not unicodedata.normalize("NFKC", typed).strip().startswith(("=", "+", "-", "@"))


@pytest.fixture
def organizer(hall: Hall) -> Visitor:
    visitor = Visitor(hall)
    visitor.sign_in()
    return visitor


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_dead_letters_on_every_page(hall: Hall, organizer: Visitor, name: str) -> None:
    typed, wanted = NAMES[name]
    base = hall.row.setup_revision
    told = {"name": typed.encode("utf-8", "surrogatepass"), "op_id": secrets.token_hex(16), "base": str(base)}
    assert organizer.post(f"/c/{hall.slug}/setup/teams/add", told).status_code == 303
    stored = read.entry_rows(hall.row.id)[-1]
    assert wanted is None or name == "lone surrogate" or stored.name == wanted
    number = stored.number
    pages = ["", "/desk", "/result", "/log", "/setup/teams", "/setup/review", f"/entries/{number}", "/screen/hall"]
    for path in pages:
        html = organizer.get(f"/c/{hall.slug}{path}").text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "' onmouseover='" not in html
        assert "49 " not in html or "{{7*7}}" not in typed
        assert not set(TURNED + "\x00\x1b") & set(html)
    assert stored.name in json.loads(organizer.get(f"/api/v1/contests/{hall.slug}/entries/{number}").text)["entry"]["name"]
    cells = list(csv.reader(io.StringIO(organizer.get(f"/c/{hall.slug}/result.csv").text.lstrip("\ufeff")), delimiter=";"))
    assert [row for row in cells if stored.name in [cell.removeprefix("'") for cell in row]]
    assert not [cell for row in cells[1:] for cell in row[2:3] if cell.startswith(("=", "+", "@", "\t"))]
