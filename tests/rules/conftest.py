"""The rules are tested in a second or two: fewer examples per property than usual, always the same ones."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("rules", max_examples=15, deadline=None, derandomize=True, database=None)
settings.load_profile("rules")
