"""The audience's vote over plain HTTP: page, form and JSON; the set-up of it; and the cards, which a camera can read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from contest import seats, tickets
from contest.actions import ballots
from contest.store import ballots as box
from contest.store.database import db
from tests.halls import Hall, open_hall
from tests.web.visitors import Visitor

ASKED: dict[str, Any] = {
    "title": "Bông hoa bạn yêu nhất", "round": None, "by_ticket": True, "by_device": False, "prize": None, "share": None,
}
OP = re.compile(r'name="op_id" value="([0-9a-f]{32})"')
TOKENS = re.compile(r'(name="(?:csrf[-_]token|op_id)" (?:content|value)=")[^"]+')


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    with open_hall(tmp_path) as opened:
        yield opened


def _open(hall: Hall, cards: int = 30, **asked: Any) -> None:
    hall.act(ballots.change_ballot, **{**ASKED, **asked})
    if cards:
        hall.act(ballots.make_tickets, count=cards)
    hall.act(ballots.open_ballot, base=_revision(hall))


def _revision(hall: Hall) -> int:
    db.session.expire_all()
    return box.the_ballot(hall.row.id).revision


def _code(hall: Hall, card: int) -> str:
    return tickets.ticket_code(hall.parts.settings.secret, hall.slug, card)


def _page(hall: Hall, visitor: Visitor, asked: str = "") -> str:
    return visitor.get(f"/c/{hall.slug}/vote{asked}", headers={"Accept-Language": "en"}).text


def _send(hall: Hall, visitor: Visitor, **told: Any) -> Any:
    """As the page's script does without a socket."""
    return visitor.post(f"/c/{hall.slug}/vote", json={"op_id": "0" * 32, "ticket": None, **told})


def test_a_form_without_a_script_is_one_vote(hall: Hall) -> None:
    _open(hall)
    visitor = Visitor(hall)
    op_id = OP.search(_page(hall, visitor))
    assert op_id
    told = {"op_id": op_id[1], "ticket": tickets.written(_code(hall, 3)).lower(), "entry": "2", "kiosk": "1"}
    for _ in range(2):  # a page sent twice
        answer = visitor.post(f"/c/{hall.slug}/vote", told)
        assert (answer.status_code, answer.headers["Location"]) == (303, f"/c/{hall.slug}/vote?done=1&kiosk=1")
    assert 'data-vote="done"' in _page(hall, visitor, "?done=1&kiosk=1")
    assert box.cast(hall.row.id) == {2: 1}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"ticket": "2345-6789-BCFHJ", "entry": "2"}, "There is a slip in this code"), ({"entry": "2"}, "Type the code"),
        ({"entry": "9"}, "not on the ballot"), ({}, "not on the ballot"), ({"entry": "2", "op_id": "x"}, "did not arrive"),
    ],
)
def test_a_form_that_cannot_count_says_why_and_keeps_what_was_typed(hall: Hall, told: dict[str, str], words: str) -> None:
    _open(hall)
    card = {} if "slip" in words or "Type" in words else {"ticket": _code(hall, 3)}
    answer = Visitor(hall).post(
        f"/c/{hall.slug}/vote", {"op_id": "1" * 32, **card, **told}, headers={"Accept-Language": "en"}
    )
    assert answer.status_code == 400
    assert words in answer.text
    assert all(f'value="{text}"' in answer.text for name, text in told.items() if name == "ticket")
    assert box.cast(hall.row.id) == {}


def test_without_a_socket_the_answers_are_the_same(hall: Hall) -> None:
    visitor = Visitor(hall)
    assert _send(hall, visitor, entry=1).json["refused"]["code"] == "ballot_not_open"
    _open(hall)
    assert _send(hall, visitor, ticket=_code(hall, 1), entry=1).json == {"ok": True, "op_id": "0" * 32}
    assert _send(hall, visitor, ticket=_code(hall, 1), entry=2).json["refused"]["code"] == "operation_reused"
    assert _send(hall, visitor, ticket=_code(hall, 31), entry=1).json["refused"]["code"] == "ticket_unknown"
    for odd in ([], {"op_id": 7}, {"op_id": "0" * 32, "ticket": {}, "entry": []}, {"op_id": "2" * 32, "entry": "x" * 5000}):
        answer = visitor.post(f"/c/{hall.slug}/vote", json=odd)
        assert (answer.status_code, answer.json["ok"]) == (400, False)
    hall.act(ballots.close_ballot, base=_revision(hall))
    assert _send(hall, visitor, op_id="3" * 32, ticket=_code(hall, 2), entry=1).json["refused"]["code"] == "ballot_closed"
    assert _send(hall, visitor, ticket=_code(hall, 1), entry=1).json["ok"]  # its answer was lost: it is told again
    assert box.cast(hall.row.id) == {1: 1}


def test_an_address_that_guesses_is_stopped_whoever_it_says_it_is(hall: Hall) -> None:
    _open(hall)
    told = []
    for number in range(70):
        guest = Visitor(hall)  # a new browser each time
        guest.address = "10.99.99.99"
        told.append(_send(hall, guest, ticket=_code(hall, 31 + number), entry=1).json["refused"]["code"])
    assert told == ["ticket_unknown"] * 60 + ["too_many_requests"] * 10


def test_a_device_has_one_vote_by_its_cookie_and_says_so(hall: Hall) -> None:
    _open(hall, cards=0, by_ticket=False, by_device=True)
    one, other = Visitor(hall), Visitor(hall)
    assert _send(hall, one, entry=1).json["refused"]["code"] == "ticket_needed"  # it never saw the page
    for visitor in (one, other):
        assert "One vote for each device" in _page(hall, visitor)
    for visitor, op_id, entry in ((one, "1", 1), (one, "2", 3), (other, "3", 1)):
        assert _send(hall, visitor, op_id=op_id * 32, entry=entry).json["ok"]
    assert box.cast(hall.row.id) == {3: 1, 1: 1}
    cookie = one.client.get_cookie(seats.voter_cookie(hall.parts.settings))
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Strict"


def test_the_page_is_the_same_whatever_was_voted(hall: Hall) -> None:
    def seen() -> list[tuple[int, str]]:
        answers = [Visitor(hall).get(f"/c/{hall.slug}/vote{asked}") for asked in ("", "?kiosk=1", "?done=1")]
        return [(len(answer.data), TOKENS.sub(r"\1", answer.text)) for answer in answers]

    _open(hall)
    before = seen()
    for card in range(1, 8):
        _send(hall, Visitor(hall), op_id=f"{card:032x}", ticket=_code(hall, card), entry=card % 3 + 1)
    assert seen() == before
    assert box.cast(hall.row.id) == {1: 2, 2: 3, 3: 2}
    hall.act(ballots.close_ballot, base=_revision(hall))
    closed = seen()
    hall.act(ballots.open_ballot, base=_revision(hall), reason="x")
    _send(hall, Visitor(hall), op_id="a" * 32, ticket=_code(hall, 8), entry=1)
    hall.act(ballots.close_ballot, base=_revision(hall))
    assert seen() == closed


def test_a_blind_contests_ballot_names_nobody(hall: Hall) -> None:
    hall.row.blind = True
    db.session.commit()
    _open(hall)
    page = _page(hall, Visitor(hall))
    assert "Hoa Mai" not in page
    assert "#2" in page


# ---- set-up and cards


@pytest.fixture
def organizer(hall: Hall) -> Visitor:
    visitor = Visitor(hall)
    visitor.sign_in()
    return visitor


def _form(hall: Hall, visitor: Visitor, path: str = "", **told: str) -> Any:
    fields = {"op_id": "0" * 31 + str(len(told)), "base": str(hall.row.setup_revision), **told}
    return visitor.post(f"/c/{hall.slug}/setup/ballot{path}", fields, headers={"Accept-Language": "en"})


def test_a_ballot_is_set_up_by_its_form_and_shown_as_it_stands(hall: Hall, organizer: Visitor) -> None:
    told = {"title": "Hoa nào đẹp nhất", "round": "1", "by_ticket": "on", "by_device": "on", "worth": "share", "share": "7,5"}
    assert _form(hall, organizer, **told).status_code == 303
    page = organizer.get(f"/c/{hall.slug}/setup/ballot").text
    assert 'value="Hoa nào đẹp nhất"' in page
    assert re.search(r'name="share" value="7,5"', page)
    boxed = hall.topic("ballot_box", "staff")
    assert (boxed["share"], boxed["round"], boxed["by_device"]) == ("7.5", 1, True)
    assert _form(hall, organizer, "/remove").status_code == 303
    assert hall.topic("ballot_box", "staff")["state"] == "none"


def test_a_form_that_is_refused_keeps_what_was_typed(hall: Hall, organizer: Visitor) -> None:
    answer = _form(hall, organizer, title="Hoa", round="1", by_ticket="on", worth="share", share="200")
    assert answer.status_code == 400
    assert "no more than 100" in answer.text
    assert 'value="200"' in answer.text


def test_printed_cards_are_read_by_a_camera_and_carry_the_same_code_in_letters(hall: Hall, organizer: Visitor) -> None:
    hall.act(ballots.change_ballot, **ASKED)
    assert organizer.get(f"/c/{hall.slug}/setup/ballot/tickets.pdf").status_code == 400
    answer = _form(hall, organizer, "/tickets", count="30")
    assert answer.headers["Location"].endswith("?first=1&last=30#tickets")
    printed = organizer.get(f"/c/{hall.slug}/setup/ballot/tickets.pdf?first=1&last=30")
    assert "no-store" in printed.headers["Cache-Control"]
    pdf = pypdfium2.PdfDocument(printed.data)
    assert len(pdf) == 2
    read = {found.text for page in pdf for found in zxingcpp.read_barcodes(page.render(scale=3).to_pil())}
    base = hall.parts.addresses.best()
    assert read == {f"{base}/c/{hall.slug}/vote#t={_code(hall, number)}" for number in range(1, 31)}
    letters = re.sub(r"[\s-]", "", "".join(page.get_textpage().get_text_range() for page in pdf))
    assert all(_code(hall, number) in letters for number in range(1, 31))
