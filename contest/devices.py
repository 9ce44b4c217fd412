"""A device's readable name, from what its browser says about itself: "iPad · Safari". For people to tell tablets apart, no proof."""

from __future__ import annotations

import re

SYSTEMS = (("iPad", "iPad"), ("iPhone", "iPhone"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "Chromebook"),
           ("Macintosh", "Mac"), ("Linux", "Linux"))  # fmt: skip
BROWSERS = (
    ("Zalo", "Zalo"), ("musical_ly", "TikTok"), ("BytedanceWebview", "TikTok"), ("TikTok", "TikTok"), ("Messenger", "Messenger"),
    ("MESSENGER", "Messenger"), ("Orca-Android", "Messenger"), ("FBAN", "Facebook"), ("FBAV", "Facebook"), ("FB_IAB", "Facebook"),
    ("Instagram", "Instagram"), (" Line/", "Line"), ("SamsungBrowser", "Samsung Internet"), ("coc_coc", "Cốc Cốc"), ("Edg", "Edge"),
    ("OPR/", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
MODEL = re.compile(r"Android [\d.]+; ([^;)]{2,30}?)(?: Build[^;)]*)?\)")  # newer browsers say "K" for all
MOST = 80


def readable(agent: str, touches: bool = False) -> str:
    """Model or system and browser; empty when it says nothing we know. `touches`: an iPad that calls itself a Mac."""
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if system == "Mac" and touches:
        system = "iPad"
    model = MODEL.search(agent)
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    return " · ".join(filter(None, (model[1] if model else system, browser)))[:MOST]
