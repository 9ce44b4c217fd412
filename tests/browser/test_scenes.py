"""The hall's screens: a scene that fails is never seen, screens name themselves, a set brings all back, a stream sees through."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import photographs
from tests.browser.house import HALL, SCENES
from tests.browser.visits import Visitors

pytestmark = pytest.mark.browser

USED = "conflict"  # a small contest whose screens nobody else looks at
GROUNDS = "[document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor)"
UNTOUCHED = {"black", "message"}  # draw nothing that a topic tells
BREAK = """async (name) => {
  const { SCENES } = await import("/static/js/displays/index.js")
  const whole = SCENES[name]
  const broken = new Proxy({}, { get: () => { throw new Error("broken on purpose") } })
  const part = (key, value) => (["clock", "mine", "isCatchingUp"].includes(key) ? value : broken)
  const spoil = (hall) => Object.fromEntries(Object.entries(hall).map(([key, value]) => [key, part(key, value)]))
  SCENES[name] = { ...whole, topics: [], render: (root, hall) => whole.render(root, spoil(hall)) }
  dispatchEvent(new Event("resize"))
  await new Promise((drawn) => setTimeout(drawn, 300))
  return [...document.querySelectorAll(".scene")].map((one) => one.dataset.scene)
}"""


def test_every_scene_that_fails_leaves_the_calm_title(visitors: Visitors) -> None:
    with visitors.profile() as context:
        page = context.new_page()
        for scene in sorted(set(SCENES) - {"title"}):
            page.goto(f"/c/{HALL}/screen/{scene}")
            expect(page.locator(".scene")).to_be_visible()
            shown = page.evaluate(BREAK, scene)
            assert shown == ([scene] if scene in UNTOUCHED else ["title"]), scene
            expect(page.locator(".hall")).not_to_contain_text("broken")


def test_screens_say_which_they_are_and_a_set_brings_all_of_them_back(visitors: Visitors) -> None:
    with visitors.profile((USED, "organizer")) as context:
        desk, screen = context.new_page(), context.new_page()
        desk.goto(f"/c/{USED}/desk")
        screen.goto(f"/c/{USED}/screen/")
        expect(screen.locator("[data-scene=title]")).to_be_visible()
        desk.locator("[data-identify]").click()
        expect(screen.locator(".identity-number")).to_have_text("1")
        expect(screen.locator(".identity-address")).to_contain_text(f"/c/{USED}/screen/hall")
        desk.locator("[data-save-set]").click()
        desk.locator("#field-title").fill("Khai mạc")
        desk.locator("#field-title").press("Enter")
        kept = desk.locator("[data-scene-sets] button", has_text="Khai mạc")
        expect(kept).to_have_attribute("aria-pressed", "true")
        desk.locator("button[data-scene=black]").click()
        expect(screen.locator("[data-scene=black]")).to_be_attached()
        expect(kept).to_have_attribute("aria-pressed", "false")
        kept.click()
        expect(screen.locator("[data-scene=title]")).to_be_visible()


def test_a_stream_sees_through_all_but_the_panel(visitors: Visitors) -> None:
    with visitors.profile(viewport={"width": 1920, "height": 1080}) as context:
        page = context.new_page()
        for overlay, panel, words in (("lower", ".lower", "7"), ("clock", ".corner", "3:45"), ("top5", ".five", "93,50")):
            page.goto(f"/c/{HALL}/screen/title?overlay={overlay}")
            expect(page.locator(panel)).to_contain_text(words)
            assert page.evaluate(GROUNDS) == ["rgba(0, 0, 0, 0)"] * 2
            assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
        page.goto(f"/c/{HALL}/screen/title?overlay=1")
        expect(page.locator(".overlay")).to_have_attribute("data-scene", "none")
        page.goto(f"/c/{HALL}/screen/presenting?overlay=1")
        expect(page.locator(".lower-number")).to_have_text(re.compile("7"))


def test_the_motif_chosen_in_set_up_is_drawn_for_received_scoresheets(visitors: Visitors) -> None:
    with visitors.profile((USED, "organizer")) as context:
        setup, hall = context.new_page(), context.new_page()
        hall.goto(f"/c/{USED}/screen/")
        setup.goto(f"/c/{USED}/desk")
        setup.locator("button[data-scene=progress]").click()
        for motif, part in (("star", ".bed path.petal-vein"), ("bar", ".bed rect.petal-blade"), ("flower", ".bed .bud-left")):
            setup.goto(f"/c/{USED}/setup/basics")
            expect(setup.locator(f"[data-motif={motif}] .is-part")).to_be_visible()
            setup.locator(f"[name=motif][value={motif}]").check()
            setup.locator(".setup-foot .primary").click()
            expect(setup).to_have_url(re.compile("/setup/rounds"))
            expect(hall.locator(part).first).to_be_attached()
        assert hall.locator(".bed rect").count() == 0


def test_logos_kept_in_set_up_stand_on_the_title_and_the_phones(visitors: Visitors) -> None:
    with visitors.profile((USED, "organizer")) as context:
        setup, hall, phone = context.new_page(), context.new_page(), context.new_page()
        setup.goto(f"/c/{USED}/desk")
        setup.locator("button[data-scene=title]").click()
        hall.goto(f"/c/{USED}/screen/")
        phone.goto(f"/c/{USED}")
        expect(phone.locator("[data-mark] .flower")).to_be_visible()
        setup.goto(f"/c/{USED}/setup/basics")
        for whose, size in (("own", (300, 200)), ("sponsor", (200, 100)), ("sponsor", (900, 90))):
            form = setup.locator(f"form[action$='/logos/{whose}']")
            file = {"name": "logo.png", "mimeType": "image/png", "buffer": photographs.png(*size)}
            form.locator("[type=file]").set_input_files(file)  # type: ignore[arg-type]
            form.locator("button").click()
            expect(setup).to_have_url(re.compile("#logos"))
        expect(hall.locator(".title-sponsors img")).to_have_count(2)
        for logo, width in enumerate((300, 200, 800)):
            expect(hall.locator(".logo").nth(logo)).to_have_js_property("naturalWidth", width)
        expect(phone.locator("[data-mark] img")).to_be_visible()
        setup.locator("form[action*='/logos/own/'] button").click()
        expect(phone.locator("[data-mark] .flower")).to_be_visible()
        expect(hall.locator(".title-logo")).to_have_count(0)
