"""One browser profile holds the organizer and two judges in three tabs; each tab acts as the seat in its address."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.visits import Visitors, export, score_state, type_score

pytestmark = pytest.mark.browser
SLUG = "profile"


def test_an_organizer_and_two_judges_act_as_themselves_in_one_browser(visitors: Visitors) -> None:
    with visitors.profile((SLUG, "organizer")) as context:
        judges = {}
        for number in (1, 2):
            judges[number] = context.new_page()
            judges[number].goto(visitors.house.link(SLUG, f"judge-{number}"))
            expect(judges[number].locator("[data-judge]")).to_contain_text(f"Giám khảo {number}")
        desk = context.new_page()
        desk.goto(f"/c/{SLUG}/desk")
        for number, page in judges.items():
            page.goto(f"/c/{SLUG}/judge-{number}#1")
            type_score(page, 1, str(10 + number))
            expect(score_state(page, 1)).to_contain_text("Đã lưu")
        desk.locator("[data-scene=countdown]").click()
        expect(desk.locator("[data-scene=countdown]")).to_have_attribute("aria-pressed", "true")
        told = export(desk, SLUG)
    sheets = {one["judge"]: one["scores"]["1"]["value"] for one in told["scoresheets"]}
    assert sheets == {1: "11", 2: "12"}
    facts = [json.loads(fact["body"]) for fact in told["facts"]]
    scored = [one["actor"] for one in facts if one["fact"] == "score_entered"]
    assert (scored, facts[-1]["actor"]) == (["judge-1", "judge-2"], "organizer")
