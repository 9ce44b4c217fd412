"""The nginx site that we ship, before a started server: pages, the websocket, the answer kept for a second, closed figures."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import socketio

from tests import servers

pytestmark = pytest.mark.server
SITE = servers.ROOT / "deploy" / "nginx.conf"


@pytest.fixture(scope="module")
def nginx() -> str:
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if found is None:
        why = "nginx is not installed (Debian: apt install nginx-light)"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    return found


@contextmanager
def proxied(nginx: str, folder: Path, behind: int) -> Iterator[str]:
    """Our site as nginx would serve it, with ports and folders of this test alone."""
    port = servers.free_port()
    site = SITE.read_text()
    for usual, mine in (
        ("127.0.0.1:8000", f"127.0.0.1:{behind}"), ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("/var/cache/nginx/contest", f"{folder}/cache"),
    ):
        assert usual in site
        site = site.replace(usual, mine)
    kinds = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    start = f"user {getpass.getuser()}; pid {folder}/pid; worker_processes 1; events {{}}"
    (folder / "nginx.conf").write_text(f"{start} http {{ access_log off; {kinds} {site} }}")
    words = [nginx, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    try:
        last = time.monotonic() + 20
        while not servers.is_up(f"http://127.0.0.1:{port}"):
            assert process.poll() is None, process.stderr.read() if process.stderr else ""
            assert time.monotonic() < last, "nginx does not answer"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=10)


def test_the_site_we_ship_serves_pages_and_sockets_keeps_the_crowds_answer_and_closes_the_figures(
    nginx: str, tmp_path: Path
) -> None:
    data, folder = tmp_path / "data", tmp_path / "nginx"
    data.mkdir()
    folder.mkdir()
    slug, _links = servers.big_contest(data, 1, 2, live=True)
    settings = {"CONTEST_BEHIND_PROXY": "1"}
    with servers.running(data, settings=settings) as server, proxied(nginx, folder, server.port) as url:
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
