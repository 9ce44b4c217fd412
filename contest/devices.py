"""A device's readable name from what its browser says of itself, "iPad · Safari": to tell tablets apart; no proof of anything."""

from __future__ import annotations

import re

# mark in the user agent -> what people call it; the first that is found
SYSTEMS = {
    "iPad": "iPad", "iPhone": "iPhone", "Android": "Android", "Windows": "Windows", "CrOS": "Chromebook", "Macintosh": "Mac",
    "Linux": "Linux",
}  # fmt: skip
BROWSERS = {
    "Zalo": "Zalo", "musical_ly": "TikTok", "BytedanceWebview": "TikTok", "TikTok": "TikTok", "Messenger": "Messenger",
    "MESSENGER": "Messenger", "Orca-Android": "Messenger", "FBAN": "Facebook", "FBAV": "Facebook", "FB_IAB": "Facebook",
    "Instagram": "Instagram", " Line/": "Line", "SamsungBrowser": "Samsung Internet", "coc_coc": "Cốc Cốc", "Edg": "Edge",
    "OPR/": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari",
}  # fmt: skip
MODEL = re.compile(r"Android [\d.]+; ([^;)]{2,30}?)(?: Build[^;)]*)?\)")  # newer browsers say "K" for all
MOST = 80


def readable(agent: str, touches: bool = False) -> str:
    """Model or system and browser; empty when it says nothing we know. `touches`: an iPad that calls itself a Mac."""
    system = _first(SYSTEMS, agent)
    if system == "Mac" and touches:
        system = "iPad"
    model = MODEL.search(agent)
    browser = _first(BROWSERS, agent)
    return " · ".join(filter(None, (model[1] if model else system, browser)))[:MOST]


def _first(names: dict[str, str], agent: str) -> str:
    return next((name for mark, name in names.items() if mark in agent), "")
