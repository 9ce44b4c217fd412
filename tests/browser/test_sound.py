"""What sounds, where and when: only the device that the desk chose, a gong where no voice speaks, nothing late, nothing twice.

The browser's sound is replaced by one that writes down what it was asked for.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.visits import Visitors

pytestmark = pytest.mark.browser

# AudioContext and speechSynthesis that note what they play. A page may sound only after a tap, as in browsers that people use.
SPY = """(() => {
  // what a test asks of a page would count as a tap
  Object.defineProperty(navigator, "userActivation", { value: { hasBeenActive: false } })
  window.heard = []
  const node = () => ({ connect: (next) => next, gain: { value: 1, setValueAtTime() {}, exponentialRampToValueAtTime() {} } })
  window.AudioContext = class extends EventTarget {
    state = "suspended"
    currentTime = 0
    destination = {}
    async resume() {
      this.state = "running"
      this.dispatchEvent(new Event("statechange"))
    }
    createGain() { return node() }
    createOscillator() {
      const frequency = { value: 0 }
      return { ...node(), frequency, start: () => heard.push(Math.round(frequency.value)), stop() {} }
    }
    createBufferSource() { return { ...node(), start: () => heard.push("recording") } }
    async decodeAudioData(bytes) {
      if (new Uint8Array(bytes)[44] === 66) throw new Error("broken")
      return { length: bytes.byteLength }
    }
  }
  window.voices = []
  window.isDumb = false
  const speech = new EventTarget()
  speech.getVoices = () => voices
  speech.cancel = () => {}
  speech.speak = (one) => { if (!isDumb) { heard.push(one.text); setTimeout(() => one.onstart?.()) } }
  Object.defineProperty(window, "speechSynthesis", { value: speech })
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
})()"""
VOICES = """(voices) => {
  window.voices = voices.map(([name, lang, localService]) => ({ name, lang, localService, default: false }))
  speechSynthesis.dispatchEvent(new Event("voiceschanged"))
}"""
GONG = 196
# The sign comes with the pointer, once the page knows that it was chosen.
MOVED = """() => {
  dispatchEvent(new PointerEvent("pointermove"))
  return document.querySelector(".sound-sign").checkVisibility()
}"""
DUE = """async ([clocks, times]) => {
  const { dueCues } = await import("/static/js/helpers/calls.js")
  const awaited = new Map()
  return times.map(([clock, now]) => dueCues(awaited, [clocks[clock]], now).map(({ kind, call }) => `${kind} ${call}`))
}"""
CLOCK = {"round": 1, "stage": 1, "entry": None, "seconds": 400, "added": 0, "calls": [300, 60], "remaining_ms": None}


def _heard(page: Page) -> list[Any]:
    found: list[Any] = page.evaluate("window.heard.splice(0)")
    return found


def _hears(page: Page, what: Any) -> None:
    page.wait_for_function("(what) => window.heard.includes(what)", arg=what)


def _screen(context: BrowserContext) -> Page:
    page = context.new_page()
    page.add_init_script(SPY)
    page.goto("/c/sound/screen/hall")
    expect(page.locator(".scene")).to_be_visible()
    return page


def test_what_is_due_is_told_once_and_never_late(visitors: Visitors) -> None:
    running = {**CLOCK, "state": "running", "started_at": 0, "ends_at": 400_000}
    clocks = {
        "waiting": {**CLOCK, "state": "waiting", "started_at": None, "ends_at": None, "remaining_ms": 400_000},
        "lead": {**running, "started_at": 3000, "ends_at": 403_000},
        "running": running,
        "paused": {**running, "state": "paused", "ends_at": None, "remaining_ms": 299_900},
        "resumed": {**running, "ends_at": 410_000},
        "longer": {**running, "added": 60, "ends_at": 470_000},
        "shorter": {**running, "added": -60, "ends_at": 340_000},
    }
    stories: list[tuple[list[tuple[str, int]], list[list[str]]]] = [
        ([("waiting", -500), ("running", 30), ("running", 99_900), ("running", 100_050), ("running", 100_100)],
         [[], ["begin 400"], [], ["call 300"], []]),
        ([("waiting", -500), ("lead", 50), ("lead", 1050), ("lead", 2050), ("lead", 3050)],
         [[], ["lead 3"], ["lead 2"], ["lead 1"], ["begin 400"]]),
        ([("running", 100_000)], [[]]),  # a page opened in the very moment did not wait for it
        ([("running", 90_000), ("running", 130_000)], [[], []]),  # the tablet slept
        ([("running", 99_000), ("running", 100_050), ("paused", 100_100), ("resumed", 110_050), ("resumed", 110_200)],
         [[], ["call 300"], [], [], []]),
        ([("running", 99_000), ("running", 100_050), ("longer", 101_000), ("longer", 170_050)],
         [[], ["call 300"], [], ["call 300"]]),
        ([("running", 90_000), ("shorter", 91_000), ("shorter", 280_050)], [[], [], ["call 60"]]),
        ([("running", 396_000), ("running", 397_050), ("running", 398_050), ("running", 399_050), ("running", 400_100)],
         [[], ["tick 3"], ["tick 2"], ["tick 1"], ["end 0"]]),
    ]  # fmt: skip
    with visitors.profile() as context:
        page = context.new_page()
        page.goto("/c/clock")
        for times, wanted in stories:
            assert page.evaluate(DUE, [clocks, times]) == wanted, times


def test_only_the_chosen_device_sounds_after_a_tap_and_a_gong_stands_in_for_a_voice(visitors: Visitors) -> None:
    with visitors.profile(("sound", "organizer")) as office, visitors.profile() as booth, visitors.profile() as foyer:
        desk = office.new_page()
        desk.add_init_script(SPY)
        desk.goto("/c/sound/desk")
        hall, other = _screen(booth), _screen(foyer)
        device, told = desk.locator("[data-sound-device]"), desk.locator("[data-sound-lines]")
        expect(device.locator("option")).to_have_count(4)  # nobody, this desk, two browsers on the same screen
        browser = hall.evaluate("localStorage.getItem('contest.device')")
        device.select_option(value=f"screen {browser} hall")
        expect(told).to_contain_text("chưa có tiếng")
        expect(hall.locator(".sound-sign")).to_be_hidden()
        hall.wait_for_function(MOVED)
        hall.mouse.click(200, 200)
        expect(told).to_contain_text("Đã có tiếng")
        expect(told).to_contain_text("không có giọng đọc tiếng Việt")
        desk.locator("[data-sound-test]").click()
        _hears(hall, GONG)

        hall.evaluate(VOICES, [["Từ xa", "vi-VN", False], ["Linh", "vi-VN", True], ["Daniel", "en-GB", True]])
        expect(told).to_contain_text("Linh")
        _heard(hall)
        desk.locator("[data-sound-test]").click()
        _hears(hall, "Còn 5 phút")
        assert GONG not in _heard(hall)
        hall.evaluate("window.isDumb = true")
        desk.locator("[data-sound-test]").click()
        _hears(hall, GONG)
        assert _heard(other) == _heard(desk) == []

        desk.keyboard.press("u")
        expect(told).to_contain_text("Đã tắt tiếng")
        _heard(hall)
        desk.locator("[data-sound-test]").click()
        hall.wait_for_timeout(1500)
        assert _heard(hall) == []
        desk.keyboard.press("u")

        hall.reload()
        expect(told).to_contain_text("chưa có tiếng")
        hall.keyboard.press("a")
        expect(told).to_contain_text("Đã có tiếng")
        assert _heard(hall) == []  # what was tried before is not told late

        wav = b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(28)
        desk.goto("/c/sound/sound")
        desk.locator("li", has_text=re.compile("Còn 5 phút")).locator("input[type=file]").set_input_files(
            {"name": "còn năm phút.wav", "mimeType": "audio/wav", "buffer": wav + b"A"}
        )
        desk.locator("li", has_text=re.compile("Còn 5 phút")).locator("button").click()
        expect(desk.locator(".recording-name")).to_have_text("còn năm phút.wav")
        desk.goto("/c/sound/desk")
        expect(told).to_contain_text("Đã có tiếng")
        desk.locator("[data-sound-test]").click()
        _hears(hall, "recording")
        desk.locator("[data-lead]").click()
        _hears(hall, 392)  # the chime of the start, after 3-2-1
        assert _heard(hall).count(880) == 3
