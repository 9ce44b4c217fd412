"""The shapes of what the show's commands bring: screens, sets of scenes, lots."""

from __future__ import annotations

from contest.live.payloads import Line, Number, Payload, Revision, ScreenId


class ScreenTitle(Payload):
    screen: ScreenId
    title: Line


class SomeScreens(Payload):
    """One screen, or all of them with None."""

    screen: ScreenId | None


class OneSet(Payload):
    set: Number


class Draw(Payload):
    reason: Line = ""


class Lot(Payload):
    """`base`: how many lots were open for whoever pressed."""

    draw: Number
    base: Revision
    all: bool
