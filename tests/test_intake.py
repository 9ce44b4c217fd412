"""Lists of teams as halls have them: spreadsheets' marks, separators, headings, and what is wrong row by row."""

from __future__ import annotations

import pytest

from contest.intake import MOST_TEAMS, TeamList, decode, read_teams


def names(found: TeamList) -> list[str]:
    return [row.name for row in found.rows]


def faults(found: TeamList) -> list[list[str]]:
    return [[fault.code for fault in row.faults] for row in found.rows]


@pytest.mark.parametrize("separator", ["\t", ";", ","])
def test_a_spreadsheets_heading_in_vietnamese_names_the_columns_in_any_order(separator: str) -> None:
    rows = [["Tên đội", "STT", "Ý tưởng", "Tên ngắn"], ["Đội Hoa Mai", "7", "Xuân về", "Hoa Mai"], ["Đội Sen", "2", "", ""]]
    found = read_teams("\ufeff" + "\r\n".join(separator.join(row) for row in rows))
    told = [(row.number, row.name, row.short_name, row.concept) for row in found.rows]
    assert told == [(7, "Đội Hoa Mai", "Hoa Mai", "Xuân về"), (2, "Đội Sen", "", "")]
    assert [row.line for row in found.rows] == [2, 3]
    assert found.is_right


def test_an_english_heading_works_and_columns_nobody_asked_for_are_named() -> None:
    found = read_teams("No.,Team name,Short name,Leader\n1,Spring Colours,Spring,Lan\n")
    assert (names(found), found.unused, found.is_right) == (["Spring Colours"], ("Leader",), True)


def test_without_a_heading_a_first_column_of_whole_numbers_is_the_number() -> None:
    found = read_teams("1,0;Hoa Mai\n;Hoa Sen\n3.0;Hoa Lan")
    assert [(row.number, row.name) for row in found.rows] == [(1, "Hoa Mai"), (None, "Hoa Sen"), (3, "Hoa Lan")]


def test_a_plain_list_of_names_keeps_the_commas_in_them() -> None:
    assert names(read_teams("Hoa Mai\nChi hội Phụ nữ, phòng 2, lầu 3\n\nHoa Sen")) == [
        "Hoa Mai", "Chi hội Phụ nữ, phòng 2, lầu 3", "Hoa Sen",
    ]


def test_a_counted_list_gives_numbers() -> None:
    found = read_teams("1. Hoa Mai\n2) Hoa Sen\nHoa Lan")
    assert [(row.number, row.name) for row in found.rows] == [(1, "Hoa Mai"), (2, "Hoa Sen"), (None, "Hoa Lan")]


def test_quotes_keep_a_separator_and_a_spreadsheets_hint_is_heeded() -> None:
    assert names(read_teams('sep=,\nname,short name\n"Phòng 1, lầu 2",P1\nHoa Mai,Mai')) == ["Phòng 1, lầu 2", "Hoa Mai"]


def test_each_row_says_what_is_wrong_with_it() -> None:
    found = read_teams(
        "số;tên;tên ngắn\n1;Hoa Mai;\n1;Hoa Sen;\nba;Hoa Lan;\n1,5;Hoa Cúc;\n9;;x\n10;hoa mai;\n"
        "11;Hoa Đào;Tên ngắn dài quá mười tám\n12;Hoa Ly;;thừa"
    )
    assert faults(found) == [
        [], ["number_twice"], ["bad_number"], ["bad_number"], ["name_needed"], ["name_twice"], ["short_name_too_long"],
        ["too_many_columns"],
    ]
    assert found.rows[1].faults[0].details == {"number": 1, "line": 2}
    assert not found.is_right


def test_what_is_on_the_list_already_is_not_taken_again_and_a_twin_is_only_pointed_out() -> None:
    found = read_teams("4\tĐội Hoa Mai\n5\tDoi Hoa Mài\n6\tĐội Sen", [(4, "Đội Sen")])
    assert faults(found) == [["number_taken"], [], ["name_taken"]]
    assert [fault.details for fault in found.rows[1].warnings] == [{"name": "Đội Hoa Mai"}]


def test_names_are_put_into_one_form_and_rid_of_what_is_invisible() -> None:
    assert names(read_teams("Đội\u200b Hoa\u00a0 Mai\u202e\nHoa Ma\u0323\u0306i")) == ["Đội Hoa Mai", "Hoa Mặi"]


def test_a_file_may_be_utf_8_or_utf_16_but_not_a_workbook() -> None:
    assert decode("\ufeffHoa Mai".encode()) == "Hoa Mai"
    assert decode("Hoa Mai".encode("utf-16")) == "Hoa Mai"
    assert decode(b"PK\x03\x04\x00\x00") is None
    assert decode("Hội".encode("utf-16")[2:]) is None


def test_an_empty_or_endless_list_is_not_right() -> None:
    assert not read_teams(" \n\n").is_right
    endless = read_teams("\n".join(f"Đội {number}" for number in range(MOST_TEAMS + 1)))
    assert (endless.too_many, endless.is_right, len(endless.rows)) == (True, False, MOST_TEAMS)
    assert read_teams("x" * 200_000).too_many
