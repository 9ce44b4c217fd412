"""Presets as the organizer meets them: offered with where they come from, kept from a contest, begun from again, thrown away."""

from __future__ import annotations

import html
import io
import re

import pytest

from contest import words
from contest.actions import setup
from contest.documents.archive import export_contest
from contest.rules import presets
from contest.store import own_presets, read
from contest.web.setup import offer
from tests.halls import Hall
from tests.web.forms_shown import Organizer, said
from tests.web.visitors import Visitor

OURS = "Hội hoa Phường Ỷ La"


@pytest.fixture
def organizer(hall: Hall) -> Organizer:
    return Organizer(hall)


def home(organizer: Organizer, language: str = "vi") -> str:
    return html.unescape(organizer.get(f"/contests?lang={language}").text)


def select(page: str) -> str:
    return page[page.index('<select name="preset"') : page.index("</select>", page.index('<select name="preset"'))]


def values(page: str) -> list[str]:
    return re.findall(r'<option value="([^"]+)"', select(page))


def keep(organizer: Organizer, title: str = OURS) -> str:
    answer = organizer.fill("keep-preset", title=title)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/c/{organizer.hall.slug}/setup/review#presets")
    return next(row.name for row in own_presets.rows() if row.title == title)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_shipped_preset_is_offered_once_with_its_source_the_usual_one_first_and_chosen(
    organizer: Organizer, language: str
) -> None:
    page = home(organizer, language)
    assert values(page)[0] == presets.DEFAULT
    assert values(page)[-1] == presets.LAST
    assert sorted(values(page)) == sorted(presets.names())
    assert re.findall(r'<option value="([^"]+)" selected>', select(page)) == [presets.DEFAULT]
    for name in presets.names():
        about = presets.about(name, language)
        label = offer.LABELS[about.label]
        assert about.source in page
        assert about.title in page
        assert words.catalog(language).get(label, label) in page


def test_every_kind_and_label_has_its_words() -> None:
    assert set(offer.KINDS) == set(presets.KINDS)
    assert set(offer.LABELS) == {presets.about(name, "vi").label for name in presets.names()}


def test_a_contest_kept_as_a_preset_is_offered_in_a_group_of_its_own_and_begun_from(organizer: Organizer) -> None:
    assert "Mẫu riêng" not in select(home(organizer))
    name = keep(organizer)
    page = home(organizer)
    group = re.search(r'<optgroup label="Mẫu riêng của mình">(.*?)</optgroup>', page, re.S)
    assert group is not None
    assert re.findall(r'value="([^"]+)"', group[1]) == [f"own:{name}"]
    assert values(page)[0] == presets.DEFAULT
    assert f'data-preset="own:{name}">Giám khảo: 3 · giữ lại ngày 8 tháng 3 năm 2026<' in page
    told = {"title": "Mùa sau", "preset": f"own:{name}", "language": "vi", "judges": "", "theme": "", "place": "", "date": ""}
    answer = organizer.fill("/contests/create", **told)
    assert answer.headers["Location"] == "/c/mua-sau/setup/basics"
    made = read.contest_row("mua-sau")
    assert len(read.seat_rows(made.id, "judge")) == 3
    assert OURS in html.unescape(organizer.get("/c/mua-sau/setup/basics").text)


def test_the_judges_left_blank_are_as_many_as_the_preset_has(organizer: Organizer) -> None:
    told = {"title": "Nướng", "preset": "kcbs", "language": "vi", "theme": "", "place": "", "date": ""}
    organizer.fill("/contests/create", **told, judges="")
    assert len(read.seat_rows(read.contest_row("nuong").id, "judge")) == 6
    assert said(organizer.fill("/contests/create", **told, judges="ba"))


def test_a_title_that_is_taken_or_missing_comes_back_as_it_was_typed(organizer: Organizer) -> None:
    page = organizer.step("review")
    assert 'name="title" value="Hương sắc tháng 3" maxlength="120"' in page
    keep(organizer)
    answer = organizer.fill("keep-preset", title=OURS.upper())
    assert answer.status_code == 400
    assert OURS in said(answer)
    assert f'value="{OURS.upper()}" maxlength="120"' in html.unescape(answer.text)
    assert said(organizer.fill("keep-preset", title=" "))
    keep(organizer, "Hương sắc tháng 3")
    assert 'name="title" value="" maxlength="120"' in organizer.step("review")


def test_keeping_from_a_page_that_somebody_has_changed_meanwhile_is_told(organizer: Organizer) -> None:
    seen = organizer.base()
    organizer.hall.act(setup.change_contest, place="Sân trường")
    assert organizer.fill("keep-preset", base=seen, title=OURS).status_code == 400
    assert own_presets.rows() == []


def test_a_preset_is_thrown_away_and_what_was_made_from_it_goes_by_no_preset(organizer: Organizer) -> None:
    name = keep(organizer)
    told = {"title": "Mùa sau", "preset": f"own:{name}", "language": "vi", "judges": "", "theme": "", "place": "", "date": ""}
    organizer.fill("/contests/create", **told)
    assert OURS in organizer.step("review")
    assert organizer.fill("remove-preset", name=name).status_code == 303
    assert OURS not in organizer.step("review")
    for page in ("setup/basics", "setup/review", "desk"):
        answer = organizer.get(f"/c/mua-sau/{page}")
        assert answer.status_code == 200
        assert OURS not in html.unescape(answer.text)
    assert organizer.fill("remove-preset", name=name).status_code == 400
    again = organizer.fill("/contests/create", **{**told, "title": "Nữa"})
    assert (again.status_code, said(again)) == (400, "Không có mẫu đó.")


def test_an_archive_of_a_contest_made_from_somebody_elses_preset_comes_in(organizer: Organizer) -> None:
    name = keep(organizer)
    told = {"title": "Mùa sau", "preset": f"own:{name}", "language": "vi", "judges": "", "theme": "", "place": "", "date": ""}
    organizer.fill("/contests/create", **told)
    text = export_contest(read.contest_row("mua-sau"))
    organizer.fill("remove-preset", name=name)
    organizer.fill("/contests/import", file=(io.BytesIO(text.encode()), "mua-sau.json"), slug="tro-lai")
    assert read.contest_row("tro-lai").preset == f"own:{name}"
    assert organizer.get("/c/tro-lai/setup/review").status_code == 200


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_log_tells_who_kept_and_threw_away_what(organizer: Organizer, language: str) -> None:
    organizer.fill("remove-preset", name=keep(organizer))
    text = html.unescape(organizer.get(f"/c/{organizer.hall.slug}/log?lang={language}").text)
    kept, gone = {"vi": ("Giữ làm mẫu riêng", "Bỏ mẫu riêng"), "en": ("Kept as a preset", "Own preset removed")}[language]
    assert f"{kept}{' of our own' if language == 'en' else ''}: {OURS}" in text
    assert f"{gone}: {OURS}" in text


def test_nobody_but_the_organizer_can_keep_or_throw_away(hall: Hall) -> None:
    stranger = Visitor(hall)
    for path in ("keep-preset", "remove-preset"):
        answer = stranger.post(f"/c/{hall.slug}/setup/{path}", {"op_id": "0" * 32, "base": "0", "title": OURS, "name": "x"})
        assert answer.status_code in (302, 303, 401, 403)
    assert own_presets.rows() == []
