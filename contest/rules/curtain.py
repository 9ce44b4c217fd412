"""What the public may see of the standings under each curtain. Decisions only: the snapshots carry them out."""

from __future__ import annotations

from typing import Literal

Curtain = Literal["live", "suspense", "frozen", "revealing", "published"]
Label = Literal["hidden", "provisional", "frozen", "opened", "official"]

CURTAINS: tuple[Curtain, ...] = ("live", "suspense", "frozen", "revealing", "published")

_FROM_OPEN_TO_STRICT: tuple[Curtain, ...] = ("published", "live", "revealing", "frozen", "suspense")


def stricter(a: Curtain, b: Curtain) -> Curtain:
    """Of two curtains the one that shows less."""
    return max(a, b, key=_FROM_OPEN_TO_STRICT.index)


def follows_scores(curtain: Curtain) -> bool:
    """Whether a new score may change what the public sees."""
    return curtain in ("live", "published")


def shows_places(curtain: Curtain, kept: bool) -> bool:
    """Whether any place, point or penalty is seen. Frozen shows what was `kept` at the freeze, revealing what was opened on
    stage (`kept`: there is any), else nothing."""
    return follows_scores(curtain) or (curtain in ("frozen", "revealing") and kept)


def shows_arithmetic(curtain: Curtain) -> bool:
    """Whether each judge's scores and the way to the points are seen: only once the result is published."""
    return curtain == "published"


def label(curtain: Curtain, kept: bool) -> Label:
    """The word beside the public standings."""
    if not shows_places(curtain, kept):
        return "hidden"
    if curtain == "published":
        return "official"
    return {"live": "provisional", "frozen": "frozen"}.get(curtain, "opened")  # type: ignore[return-value]
