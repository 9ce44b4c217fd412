"""Logos from the form to the screen: what is taken, what is refused in words, who sees them, what goes along."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from contest.actions import logos as actions
from contest.actions import setup
from contest.documents.archive import export_contest
from contest.rules.logos import MOST_BYTES, MOST_SPONSORS
from contest.store import audit, logos, read
from tests import photographs
from tests.halls import Hall, open_hall
from tests.web.forms_shown import Organizer, said
from tests.web.visitors import Visitor


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with open_hall(tmp_path) as opened:
        yield opened


@pytest.fixture
def organizer(hall: Hall) -> Organizer:
    return Organizer(hall)


def send(organizer: Organizer, content: bytes, whose: str = "own") -> TestResponse:
    return organizer.fill(f"logos/{whose}", file=(io.BytesIO(content), "logo.png"))


def told(hall: Hall) -> tuple[str | None, list[str]]:
    body = hall.topic("contest")
    return body["logo"], body["sponsors"]


def plain(number: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (20, 10), (number, 0, 0)).save(file, "PNG")
    return file.getvalue()


def test_a_logo_becomes_a_small_see_through_png_that_everybody_may_keep(hall: Hall, organizer: Organizer) -> None:
    answer = send(organizer, photographs.png(1600, 900))
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/c/{hall.slug}/setup/basics#logos")
    logo, sponsors = told(hall)
    assert sponsors == []
    shown = Visitor(hall).get(f"/c/{hall.slug}/logos/{logo}.png")
    assert (shown.status_code, shown.mimetype) == (200, "image/png")
    assert shown.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    image: Any = photographs.opened(shown.data)
    assert (image.size, image.mode) == ((800, 450), "RGBA")
    assert (image.getpixel((100, 200))[3], image.getpixel((700, 200))[3]) == (255, 0)
    assert f"/logos/{logo}.png" in organizer.step("basics")


def test_nothing_but_the_picture_is_left_in_a_logo_and_it_stands_upright(hall: Hall, organizer: Organizer) -> None:
    send(organizer, photographs.jpeg(640, 480, turned=6, gps=True))
    content = Visitor(hall).get(f"/c/{hall.slug}/logos/{told(hall)[0]}.png").data
    image = photographs.opened(content)
    assert image.size == (480, 640)
    assert not dict(image.getexif())
    assert b"Lan" not in content


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Không nhận SVG"),
        (b"", "PNG, JPEG hoặc WebP"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 40, "Không mở được logo này"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * MOST_BYTES, "lớn hơn 2 MB"),
        (photographs.bomb(), "64"),
    ],
)
def test_what_is_no_logo_is_refused_in_words_and_changes_nothing(
    hall: Hall, organizer: Organizer, content: bytes, words: str
) -> None:
    before = hall.row.revision
    answer = send(organizer, content)
    assert answer.status_code == 400
    assert words in said(answer)
    assert (told(hall), hall.row.revision) == ((None, []), before)


def test_a_new_own_logo_takes_the_place_of_the_old_one_and_both_can_be_removed(hall: Hall, organizer: Organizer) -> None:
    send(organizer, plain(1))
    first, _ = told(hall)
    send(organizer, plain(2))
    second, _ = told(hall)
    assert first != second
    assert Visitor(hall).get(f"/c/{hall.slug}/logos/{first}.png").status_code == 404
    assert organizer.fill(f"logos/own/{second}/remove").status_code == 303
    assert told(hall) == (None, [])
    assert Visitor(hall).get(f"/c/{hall.slug}/logos/{second}.png").status_code == 404
    assert organizer.fill(f"logos/own/{second}/remove").status_code == 400
    happened = [line.fact for line in audit.lines(hall.row.id)][-4:]
    assert happened == ["logo_added", "logo_removed", "logo_added", "logo_removed"]
    assert "Thêm logo: của cuộc thi" in organizer.get(f"/c/{hall.slug}/log").text


def test_sponsors_stand_in_the_order_they_came_in_each_once_and_no_more_than_eight(hall: Hall, organizer: Organizer) -> None:
    for number in range(MOST_SPONSORS):
        assert send(organizer, plain(number), "sponsor").status_code == 303
    _, sponsors = told(hall)
    assert len(set(sponsors)) == MOST_SPONSORS
    assert send(organizer, plain(3), "sponsor").status_code == 303
    assert told(hall) == (None, sponsors)
    answer = send(organizer, plain(99), "sponsor")
    assert (answer.status_code, told(hall)) == (400, (None, sponsors))
    assert "Đã có 8 logo" in said(answer)
    assert send(organizer, plain(99), "nobody").status_code == 400
    organizer.fill(f"logos/sponsor/{sponsors[2]}/remove")
    assert told(hall) == (None, [*sponsors[:2], *sponsors[3:]])


def test_a_copy_has_the_logos_starting_over_keeps_them_and_the_archive_leaves_them_out(hall: Hall, organizer: Organizer) -> None:
    send(organizer, plain(1))
    send(organizer, plain(2), "sponsor")
    mine = told(hall)
    slug = hall.act(setup.copy_contest, source=hall.slug, title="Bản sao")["slug"]
    copied = {(one.whose, one.logo, one.content) for one in logos.rows(read.contest_row(slug).id)}
    assert copied == {(one.whose, one.logo, one.content) for one in logos.rows(hall.row.id)}
    hall.act(setup.start_over, title=hall.row.title, backup="b.db")
    assert told(hall) == mine
    archive = export_contest(hall.row)
    assert '"logos"' not in archive
    assert "content" not in archive


def test_a_logo_of_another_contest_is_not_removed_from_here(hall: Hall, organizer: Organizer) -> None:
    slug = hall.act(setup.copy_contest, source=hall.slug, title="Bản sao")["slug"]
    send(organizer, plain(1))
    logo, _ = told(hall)
    assert organizer.fill(f"/c/{slug}/setup/logos/own/{logo}/remove").status_code == 400
    assert told(hall) == (logo, [])
    assert hall.refusal(actions.remove_logo, whose="sponsor", logo=logo) == "not_found"
