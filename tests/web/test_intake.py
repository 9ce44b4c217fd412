"""What a tablet hands over by hand: the browser's parcel as the server reads it, what becomes of each operation, every "no"."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from contest import codes, parcels
from contest.access import Actor
from contest.actions import pairing, panel, running, scoring, setup
from contest.rules.refusals import Refused
from contest.store import audit, read
from contest.store.database import db
from contest.store.tablet_tables import DeviceRow
from tests.halls import Hall
from tests.parcels import CELL, DEVICE, SEEN, made, op_id, operation, picture
from tests.web.visitors import Visitor

JUDGE = Actor("judge", 1)


def staff(hall: Hall, seat: str = "scorekeeper-1") -> Visitor:
    visitor = Visitor(hall)
    answer = visitor.sign_in() if seat == "organizer" else visitor.pair(seat)
    assert answer.status_code == 200
    return visitor


def sent(hall: Hall, way: str, told: dict[str, Any], seat: str = "scorekeeper-1") -> TestResponse:
    return staff(hall, seat).post(f"/c/{hall.slug}/intake/{way}", json=told)


def taken(hall: Hall, text: str, seat: str = "scorekeeper-1") -> list[dict[str, Any]]:
    answer = sent(hall, "take", {"text": text}, seat)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json["outcomes"]  # type: ignore[index]
    return found


def refusal(answer: TestResponse) -> str:
    assert answer.status_code >= 400
    assert answer.json["message"]  # type: ignore[index]
    code: str = answer.json["refused"]["code"]  # type: ignore[index]
    return code


def value(hall: Hall, criterion: int = 1) -> Decimal | None:
    row = read.score_row(hall.row.id, 1, 1, 1, criterion)
    return row.value if row else None


def bind(hall: Hall, key: str, state: str = "bound") -> None:
    number = len(read.device_rows(hall.row.id)) + 1
    db.session.add(DeviceRow(
        contest_id=hall.row.id, judge=1, number=number, key=key, device="iPad", state=state, at=hall.clock.now()
    ))
    db.session.commit()


@pytest.mark.parametrize(("count", "packs"), [(1, True), (2, False), (23, True), (200, True)])
def test_a_phone_reads_every_code_and_they_make_the_text_again(hall: Hall, count: int, packs: bool) -> None:
    parcel = made(hall, *(operation(at, value=f"{at % 9}.5") for at in range(1, count + 1)), packs=packs)
    assert [json.loads(codes.read(picture(grid))) for grid in parcel["grids"]] == [[one] for one in parcel["codes"]]
    assert parcels.collected(reversed(parcel["codes"])).text == parcel["text"]


def test_a_photo_is_read_in_a_child_of_its_own(hall: Hall) -> None:
    parcel = made(hall, operation(1))
    photo = picture(parcel["grids"][0], scale=6, kind="PNG")
    answer = staff(hall).post(f"/c/{hall.slug}/intake/photos", data=photo, content_type="image/png")  # type: ignore[arg-type]
    assert answer.json["codes"] == parcel["codes"]  # type: ignore[index]


def test_codes_collect_until_all_are_there(hall: Hall) -> None:
    parts = made(hall, *(operation(at) for at in range(1, 91)))["codes"]
    assert len(parts) > 3
    told = sent(hall, "read", {"codes": [parts[2], parts[0], parts[2]]}).json
    assert (told["has"], told["of"], "parcel" in told) == ([1, 3], len(parts), False)  # type: ignore[index]
    whole = sent(hall, "read", {"codes": parts}).json
    assert len(whole["parcel"]["operations"]) == 90  # type: ignore[index]


def test_it_is_read_back_before_anything_changes(hall: Hall) -> None:
    hall.act(scoring.enter_score, JUDGE, op_id=op_id(1), base=0, **CELL)
    text = made(hall, operation(1), operation(2, criterion=2, value="20"))["text"]
    before = hall.row.revision
    told = sent(hall, "read", {"text": text}).json["parcel"]  # type: ignore[index]
    assert (told["judge"], told["replaced"], [one["known"] for one in told["operations"]]) == (1, False, [True, False])
    assert hall.row.revision == before


def test_each_operation_is_done_as_its_judge_and_the_tablet_coming_back_finds_it_done(hall: Hall) -> None:
    text = made(hall, operation(1), operation(2, value="16", after=1))["text"]
    assert [one["outcome"] for one in taken(hall, text)] == ["taken", "taken"]
    assert value(hall) == 16
    assert [one["outcome"] for one in taken(hall, text)] == ["known", "known"]
    logged = [(line.fact, line.actor) for line in audit.lines(hall.row.id)[-3:]]
    assert logged == [("parcel_brought", "scorekeeper-1"), ("score_entered", "judge-1"), ("score_entered", "judge-1")]
    first = hall.act(scoring.enter_score, JUDGE, op_id=op_id(1), base=0, **CELL)
    second = hall.act(scoring.enter_score, JUDGE, op_id=op_id(2), base=1, **{**CELL, "value": "16"})
    assert [first["score"]["revision"], second["score"]["revision"], value(hall)] == [1, 2, 16]


def test_an_act_that_builds_on_a_refused_one_overwrites_nothing(hall: Hall) -> None:
    hall.enter(1, 1, 1, "12")
    told = taken(hall, made(hall, operation(1), operation(2, value="16", after=1))["text"])
    assert [(one["outcome"], one["stands"]) for one in told] == [("stale", "12"), ("stale", "12")]
    assert value(hall) == 12


def test_what_came_late_or_beside_another_value_waits_on_the_desk_once(hall: Hall) -> None:
    hall.fill(1, 1)
    hall.enter(1, 2, 1, "12")
    text = made(hall, operation(1, value="9", base=1), operation(2, entry=2))["text"]
    for _ in range(2):
        taken(hall, text)
    waiting = [(one["entry"], one["value"], one["stands"], one["why"]) for one in hall.topic("scoresheets", "staff")["late"]]
    assert waiting == [(1, "9", "15", "scoresheet_signed"), (2, "15", "12", "score_stale")]


def test_a_signature_and_a_comment_come_along(hall: Hall) -> None:
    hall.fill(1, 1, sign=False)
    base = read.sheet_row(hall.row.id, 1, 1, 1).revision  # type: ignore[union-attr]
    signing = operation(1, "submit_scoresheet", base, round=1, entry=1)
    comment = operation(2, "write_comment", 0, round=1, entry=2, comment="Rất tươi")
    assert [one["outcome"] for one in taken(hall, made(hall, signing, comment)["text"])] == ["taken", "taken"]
    assert read.sheet_row(hall.row.id, 1, 1, 1).signed  # type: ignore[union-attr]


def test_what_is_no_score_and_no_act_of_a_judge_is_refused_beside_the_others(hall: Hall) -> None:
    odd = [operation(at, **told) for at, told in enumerate(({"value": "99"}, {"value": True}, {"entry": 77}, {"more": 1}), 1)]
    others = ("correct_score", "open_round", "note_late", "nothing")
    odd += [operation(at, command, None, round=1, late=1) for at, command in enumerate(others, 10)]
    outcomes = taken(hall, made(hall, *odd, operation(20, criterion=2))["text"])
    assert [one["outcome"] for one in outcomes] == ["refused"] * 8 + ["taken"]
    assert all(one["message"] for one in outcomes[:8])


CHANGES: tuple[tuple[Any, str], ...] = (
    (lambda text: text.replace('"15"', '"18"'), "parcel_changed"),
    (lambda text: text.replace("judge-1", "judge-2"), "parcel_changed"),
    (lambda text: text.replace('"version":1', '"version":2'), "parcel_too_new"),
    (lambda text: text.replace('"contest":"', '"contest":"x'), "parcel_foreign"),
    (lambda text: text.replace('"kind":"contest-parcel"', '"kind":"x"'), "parcel_unreadable"),
    (lambda text: text[:-9], "parcel_unreadable"),
    (lambda text: "[]", "parcel_unreadable"),
    (lambda text: "x" * (parcels.MOST_BYTES + 1), "parcel_unreadable"),
)


def test_a_parcel_that_is_not_as_the_tablet_made_it_is_refused(hall: Hall) -> None:
    text = made(hall, operation(1))["text"]
    before = hall.row.revision
    for change, code in CHANGES:
        for way in ("read", "take"):
            assert refusal(sent(hall, way, {"text": change(text)})) == code
    assert (hall.row.revision, value(hall)) == (before, None)


def test_a_parcel_of_another_server_is_refused(hall: Hall) -> None:
    text = made(hall, operation(1))["text"]
    with pytest.raises(Refused) as no:
        parcels.opened(type("Other", (), {"secret": b"t" * 32})(), hall.slug, text)
    assert no.value.code == "parcel_foreign"


def test_scores_from_before_the_contest_started_over_are_refused(hall: Hall) -> None:
    text = made(hall, operation(1))["text"]
    hall.clock.pass_seconds(60)
    hall.act(setup.start_over, title=hall.row.title, backup="x")
    hall.act(running.open_round, round=1)
    assert refusal(sent(hall, "take", {"text": text})) == "parcel_old"
    later = made(hall, operation(1), seen=SEEN + 61_000)["text"]
    assert [one["outcome"] for one in taken(hall, later)] == ["taken"]


def test_a_link_made_anew_voids_what_was_made_with_the_old_one(hall: Hall) -> None:
    text = made(hall, operation(1))["text"]
    hall.act(panel.renew_link, seat="judge-1")
    assert refusal(sent(hall, "take", {"text": text})) == "parcel_void"


def test_what_a_replaced_tablet_kept_is_the_organizers_to_take(hall: Hall) -> None:
    text = made(hall, operation(1))["text"]
    bind(hall, DEVICE)
    hall.act(pairing.take_seat, JUDGE, key="cd" * 16, device="Chrome")
    assert sent(hall, "read", {"text": text}).json["parcel"]["replaced"] is False  # type: ignore[index]
    hall.act(pairing.admit_device, judge=1, device=2)
    assert refusal(sent(hall, "take", {"text": text})) == "parcel_replaced"
    assert sent(hall, "read", {"text": text}, "organizer").json["parcel"]["replaced"] is True  # type: ignore[index]
    assert [one["outcome"] for one in taken(hall, text, "organizer")] == ["taken"]


@pytest.mark.parametrize("state", ["waiting", "refused", None])
def test_a_device_that_never_held_the_seat_brings_nothing(hall: Hall, state: str | None) -> None:
    bind(hall, "cd" * 16)
    if state:
        bind(hall, DEVICE, state)
    assert refusal(sent(hall, "take", {"text": made(hall, operation(1))["text"]}, "organizer")) == "parcel_not_seated"


def test_a_misread_code_and_codes_of_two_tablets_are_told_apart(hall: Hall) -> None:
    first = made(hall, *(operation(at) for at in range(1, 91)))["codes"]
    other = made(hall, *(operation(at, entry=2) for at in range(1, 91)))["codes"]
    wrong = first[0][:20] + str((int(first[0][20]) + 1) % 10) + first[0][21:]
    paper = "1-1-1-1-1-12345678"
    for told, code in (([wrong], "code_unknown"), ([paper], "code_unknown"), ([first[0], other[1]], "codes_mixed")):
        assert refusal(sent(hall, "read", {"codes": told})) == code
    assert refusal(sent(hall, "take", {"codes": first[:2]})) == "parcel_unreadable"


def test_odd_requests_are_refused_in_words(hall: Hall) -> None:
    for told in ([], {}, {"codes": 7}, {"codes": [7]}, {"codes": ["5" * 40] * 100}, {"text": None}):
        assert refusal(sent(hall, "read", told)) == "parcel_unreadable"  # type: ignore[arg-type]
    assert refusal(sent(hall, "read", {"codes": []})) == "code_unknown"


def _blank(size: tuple[int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("1", size, 1).save(file, "PNG")
    return file.getvalue()


def test_a_photo_without_a_code_of_ours_is_refused(hall: Hall) -> None:
    visitor = staff(hall)
    for content, code in (
        (_blank((300, 300)), "photo_without_code"), (_blank((9000, 9000)), "photo_too_many_pixels"), (b"<svg/>", "photo_kind"),
        (b"\xff\xd8\xff" + b"x" * 100, "photo_broken"), (b"\xff\xd8\xff" + b"x" * 15_728_640, "file_too_large"),
    ):
        answer = visitor.post(f"/c/{hall.slug}/intake/photos", data=content, content_type="image/png")  # type: ignore[arg-type]
        assert refusal(answer) == code


def test_the_judges_page_holds_what_signs_and_no_other_page_does(hall: Hall) -> None:
    judge = Visitor(hall)
    judge.pair("judge-1")
    page = json.loads(judge.get(f"/c/{hall.slug}/judge-1").text.split("data-page>")[1].split("</script>")[0])
    [row] = read.device_rows(hall.row.id, 1)
    assert page["parcel"] == parcels.given_along(hall.parts.settings, hall.slug, "judge-1", 1, row.key)
    assert page["parcel"]["key"] not in staff(hall, "organizer").get(f"/c/{hall.slug}/intake").text
    assert page["parcel"]["key"] not in made(hall, operation(1))["text"]


def test_nobody_else_takes_anything_in(hall: Hall) -> None:
    judge = Visitor(hall)
    judge.pair("judge-1")
    text = made(hall, operation(1))["text"]
    for way, told in (("read", {"text": text}), ("take", {"text": text}), ("photos", {})):
        assert judge.post(f"/c/{hall.slug}/intake/{way}", json=told).status_code in (401, 403)
    assert value(hall) is None
