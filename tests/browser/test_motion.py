"""The ceremony moves by transform and opacity alone, plays the step just taken only, and hardly at all where that was asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.ceremony import ORDER, animated, play, reveal
from tests.browser.house import DAY, HALL
from tests.browser.visits import Visitors

pytestmark = pytest.mark.browser

COUNT_FRAMES = """
  window.asked = 0
  const ask = window.requestAnimationFrame.bind(window)
  window.requestAnimationFrame = (then) => { window.asked += 1; return ask(then) }
"""


@pytest.fixture(scope="module")
def hall(visitors: Visitors) -> Iterator[Page]:
    """A screen that moves, unlike those of the other tests."""
    with visitors.profile() as context:
        page = context.new_page()
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(f"/c/{DAY}/screen/")
        expect(page.locator(".scene").first).to_be_visible()
        yield page


@pytest.fixture
def moving(hall: Page) -> Page:
    hall.emulate_media(reduced_motion="no-preference")
    return hall


@pytest.fixture
def calm(hall: Page) -> Page:
    hall.emulate_media(reduced_motion="reduce")
    return hall


def test_only_transform_and_opacity_are_animated_at_every_step(moving: Page) -> None:
    play(moving, "reveal", reveal(), again=True)
    for key in ORDER:
        for kind in ("hush", "finale" if key == "first" else "open"):
            play(moving, "reveal", reveal(kind, key))
            told = animated(moving)
            assert any("transform" in one["properties"] for one in told), (kind, key)
            assert {name for one in told for name in one["properties"]} == {"transform", "opacity"}, (kind, key)
    play(moving, "podium", reveal("finale", "first"), again=True)
    assert animated(moving) == []


def test_the_finale_comes_to_rest_after_twenty_seconds(moving: Page) -> None:
    play(moving, "reveal", reveal("hush", "first"), again=True)
    play(moving, "reveal", reveal("finale", "first"))
    ends = moving.evaluate("() => Math.max(...document.getAnimations().map((one) => one.effect.getComputedTiming().endTime))")
    assert 19_000 <= ends <= 20_000


def test_points_that_have_counted_up_are_plain_figures_in_their_place(moving: Page) -> None:
    play(moving, "reveal", reveal("hush", "second"), again=True)
    play(moving, "reveal", reveal("open", "second"))
    points = moving.locator("[data-points='90.60']")
    rolling = points.bounding_box()
    expect(points.locator(".wheel")).to_have_count(4)
    moving.evaluate("() => document.getAnimations().forEach((one) => one.finish())")
    expect(points.locator(".wheel")).to_have_count(0)
    assert points.inner_text() == "90,60"
    assert points.bounding_box() == pytest.approx(rolling, abs=0.6)


@pytest.mark.parametrize("how", ["joins", "catches up", "goes back"])
def test_a_screen_that_joins_catches_up_or_goes_back_replays_nothing(moving: Page, how: str) -> None:
    play(moving, "reveal", reveal("open" if how == "goes back" else "hush", "third"), again=True)
    moving.evaluate("() => document.getAnimations().forEach((one) => one.finish())")
    now = reveal("hush" if how == "goes back" else "open", "third")
    play(moving, "reveal", now, again=how == "joins", catching_up=how == "catches up")
    told = animated(moving)
    assert all(one["properties"] == ["opacity"] and one["duration"] <= 420 for one in told)
    assert moving.locator(".wheel").count() == 0
    names = [one.inner_text() for one in moving.locator(".act:not(.is-leaving) [data-full]").all()]
    assert len(names) == (0 if how == "goes back" else 2)


@pytest.mark.parametrize(("scene", "asks"), [("reveal", False), ("countdown", True)])
def test_a_screen_asks_for_frames_only_while_its_scene_moves_with_the_clock(visitors: Visitors, scene: str, asks: bool) -> None:
    with visitors.profile() as context:
        page = context.new_page()
        page.add_init_script(COUNT_FRAMES)
        page.goto(f"/c/{HALL}/screen/{scene}")
        expect(page.locator(f"[data-scene={scene}]")).to_be_visible()
        page.wait_for_timeout(300)  # until what came last has been drawn
        before = page.evaluate("window.asked")
        page.wait_for_timeout(300)
        assert (page.evaluate("window.asked") > before) is asks


def test_reduced_motion_is_a_short_cross_fade_and_no_drifting_petal(calm: Page) -> None:
    play(calm, "reveal", reveal("open", "second"), again=True)
    for kind in ("hush", "finale"):
        play(calm, "reveal", reveal(kind, "first"))
        told = animated(calm)
        assert told
        assert all(one["properties"] == ["opacity"] and one["duration"] <= 120 for one in told)
    expect(calm.locator(".loose-petal")).to_have_count(0)
    expect(calm.locator(".great-flower")).to_be_visible()
