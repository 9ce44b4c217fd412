"""The codes on voting cards: read however they are typed, a slip always found, none like another, none computed elsewhere."""

from __future__ import annotations

import re

import pytest

from contest import tickets
from contest.rules.refusals import Refused

SECRET = b"hoa sen" * 5
CODES = [tickets.ticket_code(SECRET, "hoi-hoa", number) for number in range(1, 201)]


def _voter(text: str, where: str = "") -> str:
    told = tickets.Told(text, None, where or text, where or text)
    return tickets.ticket_voter(SECRET, "hoi-hoa", len(CODES), told)


def _why_not(text: str) -> str:
    with pytest.raises(Refused) as no:
        _voter(text)
    return no.value.code


def test_every_card_has_a_code_of_its_own_and_no_letter_that_is_mistaken() -> None:
    assert len(set(CODES)) == len(CODES)
    assert all(re.fullmatch(r"[2-9BCFHJ-NP-RTVX]{13}", code) for code in CODES)
    assert len(tickets.ALPHABET) ** tickets.LETTERS > 2**50


def test_another_contest_or_another_house_has_other_codes() -> None:
    assert tickets.ticket_code(SECRET, "hoi-khac", 1) not in CODES
    assert tickets.ticket_code(b"nha khac" * 4, "hoi-hoa", 1) not in CODES


@pytest.mark.parametrize(
    "typed",
    [tickets.written(CODES[0]), CODES[0].lower(), f" {CODES[0][:4]} {CODES[0][4:8]}  {CODES[0][8:]}\n",
     f"http://192.168.1.5:8000/c/hoi-hoa/vote#t={CODES[0]}", f"http://192.168.1.5:8000/c/hoi-hoa/vote#t={CODES[0].lower()}"],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert _voter(typed) == _voter(CODES[0])


def test_letters_that_look_alike_are_taken_for_those_on_the_card() -> None:
    alike = {"L": "I", "2": "z", "5": "S", "6": "g"}
    code = next(one for one in CODES if sum(letter in alike for letter in one) > 2)
    assert _voter("".join(alike.get(letter, letter) for letter in code)) == _voter(code)


def test_every_wrong_letter_is_a_slip() -> None:
    for place in range(13):
        for letter in tickets.ALPHABET:
            if letter != CODES[0][place]:
                assert _why_not(CODES[0][:place] + letter + CODES[0][place + 1:]) == "ticket_mistyped"


def test_every_two_letters_that_changed_places_are_a_slip() -> None:
    for code in CODES[:20]:
        for one in range(13):
            for other in range(one + 1, 13):
                if code[one] != code[other]:
                    letters = list(code)
                    letters[one], letters[other] = letters[other], letters[one]
                    assert _why_not("".join(letters)) == "ticket_mistyped"


@pytest.mark.parametrize("text", ["", "x", CODES[0][:-1], CODES[0] + "2", "٢" * 13, "0" * 13, "\ud800", "=" * 300])
def test_what_is_no_code_is_a_slip(text: str) -> None:
    assert _why_not(text) == "ticket_mistyped"


def test_a_code_that_is_on_no_card_is_a_guess() -> None:
    assert _why_not(tickets.ticket_code(SECRET, "hoi-hoa", len(CODES) + 1)) == "ticket_unknown"


def test_the_name_of_a_voter_does_not_tell_the_card() -> None:
    names = {_voter(code) for code in CODES}
    assert len(names) == len(CODES)
    assert all(re.fullmatch("[0-9a-f]{32}", name) for name in names)
