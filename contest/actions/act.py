"""What every action gets and gives: the contest, who acts and when; the facts, and what the actor is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from contest.access import Actor
from contest.rules.facts import Fact
from contest.rules.refusals import Refused
from contest.store import structures
from contest.store.structures import Structure
from contest.store.tables import ContestRow


@dataclass
class Do:
    """One act under way. `contest` is None only for acts that make one, which then set it. `now` in milliseconds."""

    actor: Actor
    now: int
    contest: ContestRow | None = None

    @property
    def row(self) -> ContestRow:
        """The contest acted on; there is one in every act but those that make it."""
        if self.contest is None:
            raise Refused("not_found", what="contest")
        return self.contest

    @property
    def structure(self) -> Structure:
        """The contest acted on apart from its scores; for acts that only score."""
        return structures.of(self.row)


@dataclass(frozen=True)
class Done:
    """No facts means nothing changed: a second press of the same button."""

    facts: Sequence[Fact] = ()
    answer: dict[str, Any] = field(default_factory=dict)


Action = Callable[..., Done]


def reason_given(reason: str) -> str:
    """A reason with something in it; raises Refused('reason_needed')."""
    text = reason.strip()
    if not text:
        raise Refused("reason_needed")
    return text


def check_seen(do: Do, seen: int | None) -> None:
    """Raises Refused('from_before') for an act on what was seen before the contest was started over: it was practice."""
    if seen is not None and seen < do.row.started_over_at:
        raise Refused("from_before")


def check_base(base: int | None, revision: int) -> None:
    """Raises Refused('stale') when the actor looked at something older than what stands."""
    if base is not None and base != revision:
        raise Refused("stale", base=base, revision=revision)


def set_up(do: Do, facts: Sequence[Fact], **answer: Any) -> Done:
    """What a set-up act gives back: when something changed, forms that were opened before it are stale."""
    if facts:
        do.row.setup_revision += 1
    return Done(facts, answer)
