"""The shapes of what moves the reveal."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from contest.live.payloads import Payload, Revision, Shape

AwardKey = Annotated[str, StringConstraints(pattern=r"^(place|prize|special)-[1-9][0-9]{0,3}(\.[1-9][0-9]{0,3})?$")]


class ExtraAward(Shape):
    key: AwardKey
    after: AwardKey | None


class RevealPlan(Payload):
    order: Literal["places", "prizes"]
    extras: Annotated[list[ExtraAward], Field(max_length=100)]
    base: Revision

    def fields(self) -> dict[str, Any]:
        return {**super().fields(), "extras": [(one.key, one.after) for one in self.extras]}


class RevealBegin(Payload):
    rehearsal: bool
    base: Revision


class RevealPress(Payload):
    base: Revision


class RevealSkip(Payload):
    step: Annotated[int, Field(ge=0, le=100_000)]
    base: Revision
