"""What can have happened at a steward's hand beside the stamps themselves. Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class FinishTakenBack(Fact):
    """A stamp of a slipped thumb, taken away at once by whoever gave it; the team worked on."""

    round: int
    stage: int
    entry: int
    old_seconds: int


@dataclass(frozen=True)
class PhotoTaken(Fact):
    """`photo` names its files; `round` and `stage` say at the end of which stage it was taken, None for neither."""

    photo: str
    entry: int
    round: int | None
    stage: int | None


@dataclass(frozen=True)
class PhotoRemoved(Fact):
    """Its files are gone too."""

    photo: str
    entry: int


@dataclass(frozen=True)
class PhotoChosen(Fact):
    """The one that stands for the entry."""

    photo: str
    entry: int


@dataclass(frozen=True)
class GallerySet(Fact):
    """When the public sees photos: never, after (their stage is over) or always."""

    gallery: str
