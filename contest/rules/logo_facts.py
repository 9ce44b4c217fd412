"""What can have happened to the logos. Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class LogoAdded(Fact):
    """`whose`: the contest's own, or a sponsor's; `logo` names its picture."""

    whose: str
    logo: str


@dataclass(frozen=True)
class LogoRemoved(Fact):
    whose: str
    logo: str
