"""The shape of what the presenter's script comes as."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from contest.live.payloads import Lines, Payload, Revision


class ScriptLine(Payload):
    line: Annotated[str, StringConstraints(pattern=r"^[a-z0-9.-]{1,40}$")]
    vi: Lines
    en: Lines
    base: Revision
