"""A blind contest at the wire: a judge's tablet is told numbers, never a team's names, its unit or its words."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest

from contest import access
from contest.access import Actor
from contest.actions import ceremony, panel, running, setup, teams
from contest.store import read
from contest.store.database import writing
from tests.halls import Hall
from tests.live.asking import Connect, ask, seated
from tests.web.visitors import Visitor

WORDS = ("Chim Hoàng Yến", "Hoàng Yến", "Phường Ỷ La", "Tiếng hót đầu xuân")
NUMBERS = (1, 2, 3)


@pytest.fixture
def blind(hall: Hall) -> Hall:
    """The hall, blind; every team bears names of its own; judge 2 leads and is recused for the second, which is on stage."""
    hall.act(setup.change_rules, blind=True)
    for entry in NUMBERS:
        name, short_name, unit, concept = (f"{word} {entry}" for word in WORDS)
        hall.act(teams.change_team, entry=entry, name=name, short_name=short_name, unit=unit, concept=concept)
    hall.act(panel.change_judge, judge=2, head=True)
    with writing():
        read.seat_row(hall.row.id, "judge", 2).recused = [2]
    hall.act(running.call_entry, round=1, stage=2, entry=2)
    return hall


def named(told: Any) -> list[str]:
    text = told if isinstance(told, str) else json.dumps(told, ensure_ascii=False)
    return [word for word in WORDS if word in text]


@pytest.mark.parametrize("seat", ["judge-1", "judge-2"])
def test_no_topic_and_no_answer_tells_a_judge_who_is_who(blind: Hall, seat: str) -> None:
    blind.fill(1, 1)
    client = seated(blind, seat)
    mine = Actor("judge", int(seat[-1]), head=seat == "judge-2").roles
    for topic in [topic for topic, roles in access.TOPICS.items() if roles & mine]:
        answer = ask(client, "watch", topics=[topic])
        assert answer["ok"]
        assert not named(answer), topic
    for entry in (*NUMBERS, 9):
        fields = {"op_id": secrets.token_hex(16), "round": 1, "entry": entry, "criterion": 1, "value": "12", "base": 0}
        assert not named(ask(client, "enter_score", **fields))


def test_a_refusal_calls_a_team_by_its_number(blind: Hall, connect: Connect) -> None:
    answer = ask(connect("judge-2"), "enter_score", op_id="5e" * 16, round=1, entry=2, criterion=1, value="12", base=0)
    assert answer["refused"] == {"code": "judge_recused", "details": {"name": "#2"}}


@pytest.mark.parametrize("seat", ["judge-1", "judge-2"])
def test_no_page_that_a_judge_may_open_tells_who_is_who(blind: Hall, seat: str) -> None:
    browser = Visitor(blind)
    assert browser.pair(seat).status_code == 200
    for path in (f"/{seat}", f"/{seat}/panel", "", "/entries/1", "/mirror"):
        assert not named(browser.get(f"/c/{blind.slug}{path}").text), path
    assert not named(browser.get(f"/api/v1/contests/{blind.slug}").text)


def test_the_desk_and_everybody_once_it_is_published_know_the_names(blind: Hall) -> None:
    assert set(named(blind.topic("contest", "staff"))) == set(WORDS) - {"Phường Ỷ La"}
    with writing():
        blind.row.phase = "official"
    blind.act(ceremony.set_curtain, curtain="published", base=0)
    assert set(named(blind.topic("contest"))) == set(WORDS) - {"Phường Ỷ La"}
