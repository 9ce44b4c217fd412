"""Behind a proxy the caller's own address counts; without one nobody may name another's."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import request

from contest import config
from contest.app import create_app


@pytest.mark.parametrize(("behind", "seen"), [("1", "203.0.113.9"), ("", "127.0.0.1")])
def test_the_callers_address_is_the_proxys_word_only_where_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behind: str, seen: str
) -> None:
    monkeypatch.setenv("CONTEST_BEHIND_PROXY", behind)
    app = create_app(config.load(tmp_path, testing=True))
    found: list[str | None] = []
    app.before_request_funcs.setdefault(None, []).insert(0, lambda: found.append(request.remote_addr))
    app.test_client().get("/healthz", headers={"X-Forwarded-For": "203.0.113.9"})
    assert found == [seen]
