"""The nginx site that we ship, before a started server: pages, the websocket, the answer kept for a second, closed figures."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest
import socketio

from tests import servers, services

pytestmark = pytest.mark.server


def test_the_site_we_ship_serves_pages_and_sockets_keeps_the_crowds_answer_and_closes_the_figures(
    tmp_path: Path
) -> None:
    data, folder = tmp_path / "data", tmp_path / "nginx"
    data.mkdir()
    folder.mkdir()
    slug, _links = servers.big_contest(data, 1, 2, live=True)
    settings = {"CONTEST_BEHIND_PROXY": "1"}
    with servers.running(data, settings=settings) as server, services.nginx(folder, [server.port]) as url:
        with urllib.request.urlopen(f"{url}/c/{slug}", timeout=10) as page:
            assert b"<html" in page.read()
        now = f"{url}/api/v1/contests/{slug}/now?topics=standings"
        kept = []
        for _ in range(2):
            with urllib.request.urlopen(now, timeout=10) as answer:
                kept.append((answer.headers["X-Cache"], answer.read()))
        assert [state for state, _body in kept] == ["MISS", "HIT"]
        assert kept[0][1] == kept[1][1]
        phone = socketio.Client(reconnection=False)
        phone.connect(url, auth={"contest": slug, "seat": "public"}, transports=["websocket"])
        assert phone.call("watch", {"topics": ["standings"]}, timeout=10)["ok"]
        phone.disconnect()
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(f"{url}/metrics", timeout=10)
