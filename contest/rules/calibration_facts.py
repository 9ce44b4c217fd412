"""What can have happened in a calibration, the sample that the panel scores before the start. Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class CalibrationOpened(Fact):
    """The judges are asked to score one sample with the criteria of that round."""

    calibration: int
    round: int
    title: str


@dataclass(frozen=True)
class CalibrationScoreEntered(Fact):
    """`value` None means the score was wiped; `old` is what stood there before."""

    calibration: int
    judge: int
    criterion: int
    value: str | None
    old: str | None
    revision: int


@dataclass(frozen=True)
class CalibrationFinished(Fact):
    """A judge is done with the sample; their numbers stand."""

    calibration: int
    judge: int


@dataclass(frozen=True)
class CalibrationClosed(Fact):
    """By the desk, or by itself once everybody was done; `finished`: how many judges were."""

    calibration: int
    finished: int
