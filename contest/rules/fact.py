"""The common shape of facts. What can have happened stands in contest/rules/facts.py."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Fact:
    """The common shape: a fact is data, its meaning is its name."""

    def data(self) -> dict[str, Any]:
        return asdict(self)
