"""A ceremony by hand: what topic `reveal` says from the first hush to the winner, with a tie and long names."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tests.builders import LONG_NAME, TEAMS

Body = dict[str, Any]

PRIZES = (("consolation", "Giải Khuyến khích", 4), ("third", "Giải Ba", 3), ("second", "Giải Nhì", 2), ("first", "Giải Nhất", 1))
IDEA = "idea"
AWARDS: dict[str, Body] = {
    IDEA: {"key": IDEA, "kind": "special", "name": "Giải Ý tưởng sáng tạo nhất", "rank": None},
    **{key: {"key": key, "kind": "prize", "name": name, "rank": rank} for key, name, rank in PRIZES},
}
ORDER = ("consolation", "third", IDEA, "second", "first")


def _won(entry: int, points: str, place: int, tied: bool = False, name: str = "", short_name: str = "") -> Body:
    full, short = (name, short_name) if name else TEAMS[entry - 1]
    return {"entry": entry, "name": full, "short_name": short, "place": place, "points": points, "tied": tied}


WON: dict[str, list[Body]] = {
    "consolation": [_won(9, "84.20", 5, name=LONG_NAME, short_name="CHPN Bắc Trà My"), _won(2, "83.00", 6), _won(3, "82.95", 7)],
    "third": [_won(1, "89.20", 3, tied=True), _won(4, "89.20", 3, tied=True)],
    IDEA: [_won(7, "81.10", 8)],
    "second": [_won(5, "90.60", 2)],
    "first": [_won(6, "93.40", 1)],
}


def reveal(kind: str | None = None, key: str = "") -> Body:
    """The topic's body while this award is hushed or open; before the first without either."""
    opened = list(ORDER[: ORDER.index(key) + (kind != "hush")]) if key else []
    scene = {"kind": kind, "award": AWARDS[key], "entries": [] if kind == "hush" else WON[key]} if kind else None
    return {
        "state": "running", "rehearsal": False, "revision": len(opened), "scene": scene,
        "opened": [{"award": AWARDS[one], "entries": WON[one]} for one in opened],
        "closed": [award for one, award in AWARDS.items() if one not in opened],
    }  # fmt: skip


PLAY = """async ([scene, hall, again]) => {
  const { render } = await import(`/static/js/displays/${scene}.js`)
  const stage = document.querySelector("[data-stage]")
  let root = stage.querySelector("[data-by-hand]")
  if (again || !root) {
    root = document.createElement("section")
    root.className = "scene"
    root.dataset.scene = scene
    root.dataset.byHand = ""
    stage.replaceChildren(root)
  }
  render(root, hall)
}"""
ANIMATED = """() => document.getAnimations().map((one) => ({
  properties: [...new Set([...one.effect.getKeyframes().flatMap((frame) => Object.keys(frame)), one.transitionProperty ?? ""])]
    .filter((name) => !["", "offset", "computedOffset", "easing", "composite"].includes(name)),
  duration: one.effect.getComputedTiming().duration,
}))"""


def play(page: Page, scene: str, body: Body, again: bool = False, catching_up: bool = False) -> None:
    """Draws the scene as the screen would; `again` on a stage that has shown nothing yet."""
    entries = [{"number": 6, "concept": "Nắng tháng Ba"}]
    hall = {
        "contest": {"title": "Hương sắc tháng 3", "entries": entries, "divisions": []}, "reveal": body,
        "standings": {"label": "hidden", "rows": []}, "isCatchingUp": catching_up,
    }  # fmt: skip
    page.evaluate(PLAY, [scene, hall, again])


def animated(page: Page) -> list[Body]:
    """Everything that is being animated now: which properties, for how long (ms)."""
    told: list[Body] = page.evaluate(ANIMATED)
    return told
