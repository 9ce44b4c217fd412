"""What can have happened to the presenter's script. Known to rules/facts.py."""

from __future__ import annotations

from dataclasses import dataclass

from contest.rules.fact import Fact


@dataclass(frozen=True)
class ScriptWritten(Fact):
    """A line of the script in both languages; empty in one of them, the proposal is said there."""

    line: str
    vi: str
    en: str
    revision: int
