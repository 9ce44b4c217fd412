"""Photos from sending to showing: what is taken and what is refused in words, what is left in them, who sees them when."""

from __future__ import annotations

import errno
import io
import json
import secrets
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from contest import access, limited
from contest import photos as files
from contest.actions import panel, photos, running, setup, teams
from contest.documents import archive
from contest.live import topics
from contest.store import audit, read
from contest.store import photos as rows
from tests import photographs
from tests.halls import ORGANIZER, Hall, open_hall
from tests.web.visitors import Visitor

TOGETHER = {"round": 1, "stage": 1, "entry": None}


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with open_hall(tmp_path) as opened:
        opened.act(panel.add_helper, role="steward", name="Đỗ Văn Sàn")
        yield opened


@pytest.fixture
def steward(hall: Hall) -> Visitor:
    visitor = Visitor(hall)
    assert visitor.pair("steward-1").status_code == 200
    return visitor


def send(
    visitor: Visitor, content: bytes, entry: int = 1, seat: str = "steward-1", op_id: str | None = None, **fields: int
) -> TestResponse:
    asked = {"entry": entry, "op_id": op_id or secrets.token_hex(16), **fields}
    told = "&".join(f"{name}={value}" for name, value in asked.items())
    path = f"/c/{visitor.hall.slug}/{seat}/photos?{told}"
    headers = {"X-CSRFToken": visitor.token(), "Accept-Language": "en"}
    return visitor.open(path, "POST", data=content, content_type="image/jpeg", headers=headers)


def sent(visitor: Visitor, content: bytes, **fields: Any) -> str:
    answer = send(visitor, content, **fields)
    assert answer.status_code == 200, answer.text
    return str(json.loads(answer.text)["photo"])


def url(hall: Hall, photo: str, size: int = 480) -> str:
    return f"/c/{hall.slug}/photos/{photo}/{size}"


def refused(answer: TestResponse) -> str:
    return str(json.loads(answer.text)["refused"]["code"])


def _files(hall: Hall) -> list[str]:
    return sorted(path.name for path in (hall.parts.settings.data / "photos").rglob("*") if path.is_file())


def test_a_photo_is_kept_in_three_sizes_with_nothing_in_it_but_the_picture(hall: Hall, steward: Visitor) -> None:
    photo = sent(steward, photographs.jpeg(3200, 2400, gps=True), round=1, stage=1)
    told = hall.topic("gallery", "staff")["photos"][0]
    assert (told["entry"], told["width"], told["height"], told["main"], told["by"]) == (1, 2560, 1920, True, "steward-1")
    for size, shape in ((2560, (2560, 1920)), (1280, (1280, 960)), (480, (480, 360))):
        content = steward.get(url(hall, photo, size)).data
        image = photographs.opened(content)
        assert image.size == shape
        assert not dict(image.getexif())
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"}
        for word in (b"Exif", b"Lan", b"GPS", b"Hoa Mai"):
            assert word not in content


@pytest.mark.parametrize(
    ("turned", "shape", "red"),
    [(2, (480, 360), (470, 10)), (3, (480, 360), (470, 10)), (5, (360, 480), (10, 10)), (6, (360, 480), (10, 10)),
     (8, (360, 480), (10, 470))],
)
def test_a_photo_stands_upright_however_the_camera_was_held(
    hall: Hall, steward: Visitor, turned: int, shape: tuple[int, int], red: tuple[int, int]
) -> None:
    photo = sent(steward, photographs.jpeg(640, 480, turned=turned))
    image = photographs.opened(steward.get(url(hall, photo)).data)
    assert image.size == shape
    colour: Any = image.getpixel(red)
    assert colour[0] > 150 > colour[2]


def test_png_and_webp_become_jpeg_and_what_is_see_through_white(hall: Hall, steward: Visitor) -> None:
    image = photographs.opened(steward.get(url(hall, sent(steward, photographs.png()))).data)
    assert (image.format, image.size) == ("JPEG", (300, 200))
    colour: Any = image.getpixel((290, 100))
    assert min(colour) > 245
    assert photographs.opened(steward.get(url(hall, sent(steward, photographs.webp()))).data).format == "JPEG"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (photographs.heic(), "photo_heic"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo_kind"),
        (b"GIF89a" + b"\0" * 50, "photo_kind"),
        (b"", "photo_kind"),
        (photographs.jpeg()[:2000], "photo_broken"),
        (b"\xff\xd8\xff" + b"nothing" * 100, "photo_broken"),
        (photographs.bomb(), "photo_too_many_pixels"),
        (photographs.text_bomb(), "photo_broken"),
        (b"\xff\xd8\xff" + b"\0" * (15 * 1024 * 1024 + 1), "file_too_large"),
    ],
    ids=["heic", "svg", "gif", "empty", "cut off", "no jpeg inside", "pixel bomb", "text bomb", "too large"],
)
def test_what_is_no_photo_is_refused_in_words_and_leaves_nothing(hall: Hall, steward: Visitor, content: bytes, code: str) -> None:
    before = hall.row.revision
    answer = send(steward, content)
    assert refused(answer) == code
    assert json.loads(answer.text)["message"]
    assert (hall.row.revision, _files(hall)) == (before, [])


def test_heic_is_explained_in_vietnamese_too(steward: Visitor) -> None:
    answer = steward.open(
        f"/c/{steward.hall.slug}/steward-1/photos?entry=1&op_id={'0' * 32}", "POST", data=photographs.heic(),
        content_type="image/heic", headers={"X-CSRFToken": steward.token(), "Accept-Language": "vi"},
    )
    assert "Tương thích nhất" in json.loads(answer.text)["message"]


def test_a_file_that_is_a_photo_and_something_else_keeps_only_the_photo(hall: Hall, steward: Visitor) -> None:
    archived = io.BytesIO()
    with zipfile.ZipFile(archived, "w") as packed:
        packed.writestr("x.html", "<script>alert(1)</script>")
    photo = sent(steward, photographs.jpeg() + b"<script>alert(1)</script>" + archived.getvalue())
    for size in (2560, 1280, 480):
        answer = steward.get(url(hall, photo, size))
        assert b"script" not in answer.data
        assert b"PK\x03\x04" not in answer.data
        assert answer.mimetype == "image/jpeg"


def test_the_same_photo_sent_again_is_one_photo(hall: Hall, steward: Visitor) -> None:
    op_id, content = secrets.token_hex(16), photographs.jpeg()
    first = send(steward, content, op_id=op_id)
    before = hall.row.revision
    assert send(steward, content, op_id=op_id).text == first.text
    assert sent(steward, content) == json.loads(first.text)["photo"]
    assert (hall.row.revision, len(rows.rows(hall.row.id))) == (before, 1)
    assert refused(send(steward, photographs.webp(), op_id=op_id)) == "operation_reused"
    assert len(_files(hall)) == 3


def test_a_photo_that_is_refused_after_all_leaves_no_file(hall: Hall, steward: Visitor) -> None:
    assert refused(send(steward, photographs.jpeg(), entry=9)) == "not_found"
    assert refused(send(steward, photographs.jpeg(), round=1, stage=9)) == "not_found"
    for number in range(12):
        sent(steward, photographs.jpeg(40 + number, 40))
    assert refused(send(steward, photographs.jpeg())) == "too_many_photos"
    assert len(_files(hall)) == 36


def test_a_full_disk_is_said_and_nothing_half_written_stays(
    hall: Hall, steward: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrote: list[Path] = []

    def full(path: Path, content: bytes) -> None:
        if wrote:
            raise OSError(errno.ENOSPC, "No space left on device")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        wrote.append(path)

    monkeypatch.setattr(files, "_write", full)
    answer = send(steward, photographs.jpeg())
    assert (answer.status_code, refused(answer)) == (507, "storage_full")
    assert _files(hall) == []
    assert rows.rows(hall.row.id) == []


def test_a_child_that_is_killed_is_a_refusal(hall: Hall, steward: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*told: Any, **more: Any) -> bytes:
        raise limited.Failed("time")

    monkeypatch.setattr(limited, "run", killed)
    assert refused(send(steward, photographs.jpeg())) == "photo_broken"
    assert _files(hall) == []


@pytest.mark.parametrize("seat", ["judge-1", "presenter-1", "steward-2"])
def test_only_staff_and_stewards_take_photos(hall: Hall, seat: str) -> None:
    hall.act(panel.add_helper, role="presenter", name="Bùi Ngọc Diễm")
    hall.act(panel.add_helper, role="steward", name="Hồ Thị Ý")
    visitor = Visitor(hall)
    if seat != "steward-2":
        visitor.pair(seat)
    code = "sign_in_first" if seat == "steward-2" else "not_allowed"
    assert refused(send(visitor, photographs.jpeg(), seat=seat)) == code


def test_a_judge_sees_every_photo_but_not_who_took_it_when(hall: Hall, steward: Visitor) -> None:
    photo = sent(steward, photographs.jpeg(), round=1, stage=1)
    judge = access.Actor("judge", 1)
    told = hall.topic("gallery", topics.audience("gallery", judge))
    assert told == {"photos": [{"entry": 1, "id": photo, "width": 640, "height": 480, "main": True}]}


def test_the_public_sees_a_photo_once_its_stage_is_over(hall: Hall, steward: Visitor) -> None:
    photo, public = sent(steward, photographs.jpeg(), round=1, stage=1), Visitor(hall)
    nothing = public.get(url(hall, "0" * 32))
    hidden = public.get(url(hall, photo))
    assert (hidden.status_code, hidden.text) == (404, nothing.text)
    assert hall.topic("gallery") == {"photos": []}
    assert steward.get(url(hall, photo)).headers["Cache-Control"].startswith("private, max-age=31536000")
    hall.act(running.start_countdown, **TOGETHER, base=0)
    assert hall.topic("gallery") == {"photos": []}
    hall.act(running.end_countdown, **TOGETHER, base=1)
    assert hall.topic("gallery") == {"photos": [{"entry": 1, "id": photo, "width": 640, "height": 480, "main": True}]}
    answer = public.get(url(hall, photo))
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not {"Last-Modified", "ETag"} & set(answer.headers.keys())
    hall.act(photos.set_gallery, gallery="never")
    assert (public.get(url(hall, photo)).status_code, steward.get(url(hall, photo)).status_code) == (404, 200)
    hall.act(photos.set_gallery, gallery="always")
    assert public.get(url(hall, photo)).status_code == 200
    assert public.get(url(hall, photo, 481)).status_code == 404


def test_a_stage_of_turns_is_over_for_each_entry_by_itself(hall: Hall, steward: Visitor) -> None:
    for entry in (1, 2):
        sent(steward, photographs.jpeg(), entry=entry, round=1, stage=2)
    hall.act(running.call_entry, round=1, stage=2, entry=2)
    hall.act(running.start_countdown, round=1, stage=2, entry=2, base=0)
    hall.act(running.end_countdown, round=1, stage=2, entry=2, base=1)
    assert [one["entry"] for one in hall.topic("gallery")["photos"]] == [2]
    hall.act(running.close_round, round=1)
    assert [one["entry"] for one in hall.topic("gallery")["photos"]] == [1, 2]


def test_photos_come_in_the_order_of_numbers_not_in_that_of_finishing(hall: Hall, steward: Visitor) -> None:
    taken = [sent(steward, photographs.jpeg(90 + at, 90), entry=entry) for at, entry in enumerate((3, 1, 3))]
    assert [one["id"] for one in hall.topic("gallery")["photos"]] == [taken[1], taken[0], taken[2]]
    hall.act(photos.choose_photo, photo=taken[2], base=1)
    assert [one["id"] for one in hall.topic("gallery")["photos"]] == [taken[1], taken[2], taken[0]]


def test_one_photo_stands_for_an_entry_and_another_when_it_goes(hall: Hall, steward: Visitor) -> None:
    first, second = (sent(steward, photographs.jpeg(90 + at, 90)) for at in (0, 1))
    assert hall.refusal(photos.choose_photo, photo=second, base=0) == "stale"
    hall.act(photos.choose_photo, photo=second, base=1)
    hall.act(photos.remove_photo, photo=second)
    assert [(one["id"], one["main"]) for one in hall.topic("gallery")["photos"]] == [(first, True)]
    assert steward.get(url(hall, second)).status_code == 404
    assert len(_files(hall)) == 3
    assert hall.refusal(photos.remove_photo, photo=second) == "not_found"
    happened = [line.fact for line in audit.lines(hall.row.id)]
    assert happened[-4:] == ["photo_taken", "photo_chosen", "photo_removed", "photo_chosen"]


def test_names_of_photos_cannot_be_guessed_from_the_picture(hall: Hall, steward: Visitor, tmp_path: Path) -> None:
    photo = sent(steward, photographs.jpeg())
    assert sent(steward, photographs.jpeg(), entry=2) != photo
    with open_hall(tmp_path / "other") as other:
        assert other.parts.photos.name(other.slug, 1, photographs.jpeg()) != photo


def test_a_contest_does_not_show_anothers_photos(hall: Hall, steward: Visitor) -> None:
    photo = sent(steward, photographs.jpeg())
    told = {"source": hall.slug, "title": "Bản sao"}
    copied = hall.parts.door.perform(setup.copy_contest, ORGANIZER, None, told)["slug"]
    assert Visitor(hall).get(f"/c/{copied}/photos/{photo}/480").status_code == 404
    assert read.contest_row(copied).gallery == "after"


def test_starting_over_takes_photos_out_and_a_team_with_photos_stays(hall: Hall, steward: Visitor) -> None:
    hall.act(teams.add_team, name="Đội Mai Vàng", short_name="Mai Vàng", concept="")
    sent(steward, photographs.jpeg(), entry=4)
    assert hall.refusal(teams.remove_team, entry=4) == "team_has_scores"
    hall.act(setup.start_over, title=hall.row.title, backup="x.db")
    assert rows.rows(hall.row.id) == []
    hall.act(teams.remove_team, entry=4)


def test_the_archive_keeps_the_setting_and_leaves_photos_to_a_file_of_their_own(hall: Hall, steward: Visitor) -> None:
    sent(steward, photographs.jpeg(), entry=2)
    sent(steward, photographs.webp(), entry=2)
    hall.act(photos.set_gallery, gallery="always")
    told = archive.read_archive(archive.export_contest(hall.row))
    assert told["contest"]["gallery"] == "always"
    organizer = Visitor(hall)
    organizer.sign_in()
    answer = organizer.get(f"/c/{hall.slug}/photos.zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert sorted(packed.namelist()) == ["002-1.jpg", "002-2.jpg"]
        assert photographs.opened(packed.read("002-2.jpg")).size == (320, 240)
