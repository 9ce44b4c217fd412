"""Started servers, in both modes: they stop when told, keep what was saved, and the demo plays to its end by itself."""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import socketio

from contest.play import Refusal, Seat
from tests import servers
from tests.servers import ROOT, big_contest

pytestmark = pytest.mark.server


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_told_to_stop_under_load_a_server_ends_well_and_keeps_every_acked_score(tmp_path: Path, mode: str) -> None:
    slug, links = big_contest(tmp_path, 3, 12)
    acked: list[tuple[int, int, int]] = []
    with servers.running(tmp_path, mode=mode) as server:
        judges = [Seat(server.url, slug, link) for link in links]
        writing = [
            threading.Thread(target=write, args=(judge, number, acked), daemon=True) for number, judge in enumerate(judges, 1)
        ]
        for one in writing:
            one.start()
        while len(acked) < 30:
            time.sleep(0.01)
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 10
        for judge in judges:
            judge.close()
    told = subprocess.run(
        [sys.executable, "-m", "contest.cli", "export", slug, "--data", str(tmp_path)],
        cwd=ROOT, env=servers.environment(), capture_output=True, text=True, check=True,
    ).stdout
    kept = {
        (sheet["entry"], sheet["judge"], int(criterion))
        for sheet in json.loads(told)["scoresheets"] for criterion in sheet["scores"]
    }
    assert set(acked) <= kept


def test_where_the_system_gives_few_connections_the_server_says_so_and_keeps_them_for_those_at_work(tmp_path: Path) -> None:
    slug, _links = big_contest(tmp_path, 1, 1)
    port = servers.free_port()
    command = f"ulimit -n 1000; exec {sys.executable} -m contest.cli run --host 127.0.0.1 --port {port} --data {tmp_path}"
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(["sh", "-c", command], cwd=ROOT, env=servers.environment(), stdout=log, stderr=log)
    try:
        server = servers.Server(tmp_path, port, process=process)
        server.wait_until_ready()
        assert "ulimit -n" in server.log()
        phone = socketio.Client(reconnection=False)
        with pytest.raises(socketio.exceptions.ConnectionError):
            phone.connect(server.url, auth={"contest": slug, "seat": "public"}, transports=["websocket"])
        screen = socketio.Client(reconnection=False)
        screen.connect(server.url, auth={"contest": slug, "seat": "screen"}, transports=["websocket"])
        screen.disconnect()
    finally:
        process.kill()


def test_flask_run_serves_the_same_app(tmp_path: Path) -> None:
    port = servers.free_port()
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "run", "--port", str(port)]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=servers.environment(CONTEST_DATA=str(tmp_path)), stdout=log, stderr=log
        )
    try:
        server = servers.Server(tmp_path, port, process=process)
        server.wait_until_ready()
        with urllib.request.urlopen(f"{server.url}/sign-in", timeout=10) as page:
            assert b"<html" in page.read()
    finally:
        process.kill()


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_over_https_a_browser_that_trusts_the_halls_authority_is_served(tmp_path: Path, mode: str) -> None:
    port = servers.free_port()
    command = [sys.executable, "-m", "contest.cli", "run", "--https", "--host", "127.0.0.1", "--port", str(port)]
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--data", str(tmp_path)], cwd=ROOT, env=servers.environment(CONTEST_ASYNC_MODE=mode),
            stdout=log, stderr=log,
        )
    try:
        trusted = trusting(tmp_path)
        secure = f"https://127.0.0.1:{json.loads((tmp_path / 'server.json').read_text())['https_port']}"
        with urllib.request.urlopen(f"{secure}/healthz", timeout=10, context=trusted) as answer:
            assert answer.read() == b"ok\n"
        silent = socket.create_connection(("127.0.0.1", int(secure.rsplit(":", 1)[1])))  # says nothing, holds up nobody
        with silent, urllib.request.urlopen(f"{secure}/healthz", timeout=10, context=trusted) as answer:
            assert answer.status == 200
        for stranger in (secure, secure.replace("https", "http")):  # trusts nobody; speaks no TLS
            with pytest.raises((urllib.error.URLError, ConnectionError, http.client.HTTPException)):
                urllib.request.urlopen(f"{stranger}/healthz", timeout=10)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/trust?lang=en", timeout=10) as page:
            text, policy = page.read().decode(), page.headers["Content-Security-Policy"]
        authority = ssl.PEM_cert_to_DER_cert((tmp_path / "https" / "authority.pem").read_text())
        fingerprint = ":".join(re.findall("..", hashlib.sha256(authority).hexdigest().upper()))
        assert 0 < text.index(fingerprint) < text.index("Let the device trust it")
        printed = (tmp_path / "log").read_text()
        assert fingerprint in printed
        assert "Traceback" not in printed, printed
        assert secure in policy
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/trust/contest-authority.crt", timeout=10) as file:
            assert (file.read(), file.headers["Content-Type"]) == (authority, "application/x-x509-ca-cert")
    finally:
        process.kill()


@pytest.mark.timeout(240)
def test_the_demo_plays_itself_to_a_published_result(tmp_path: Path) -> None:
    port = servers.free_port()
    command = [sys.executable, "-m", "contest.cli", "demo", "--data", str(tmp_path), "--port", str(port), "--speed", "30"]
    with (tmp_path / "out").open("w") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=servers.environment(), stdout=out, stderr=out)
    try:
        server = servers.Server(tmp_path, port, process=process)
        server.wait_until_ready()
        told = published(server, "huong-sac-thang-3")
        assert [row["place"] for row in told["rows"]] == [1, 2, 3, 4, 5, 5, 7, 8]
        assert Decimal(told["rows"][1]["penalty"]) == 2
        assert told["provisional"] is False
        printed = (tmp_path / "out").read_text()
        for door in ("/screen/", "/judge-6#", "/organizer.*#"):
            assert re.search(rf"http://\S+{door}", printed)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=15) == 0
        assert "Traceback" not in (tmp_path / "out").read_text()
    finally:
        process.kill()


def trusting(data: Path) -> ssl.SSLContext:
    """A client's trust in the authority that the server makes for itself, once it listens."""
    last = time.monotonic() + servers.PATIENCE
    while time.monotonic() < last and "127.0.0.1" not in (data / "log").read_text():
        time.sleep(0.1)
    return ssl.create_default_context(cafile=data / "https" / "authority.pem")


def write(judge: Seat, number: int, acked: list[tuple[int, int, int]]) -> None:
    """Score entry after entry until the server is gone."""
    for entry in range(1, 13):
        for criterion in range(1, 6):
            try:
                judge.ask("enter_score", round=1, entry=entry, criterion=criterion, value="10", base=0)
            except (Refusal, socketio.exceptions.SocketIOError):
                return
            acked.append((entry, number, criterion))


def published(server: servers.Server, slug: str) -> dict[str, Any]:
    """The public standings, once the curtain is up for good."""
    last = time.monotonic() + 200
    while time.monotonic() < last:
        with urllib.request.urlopen(f"{server.url}/api/v1/contests/{slug}/standings", timeout=10) as answer:
            told: dict[str, Any] = json.load(answer)
        if told["curtain"] == "published":
            return told
        time.sleep(0.5)
    raise AssertionError(f"never published:\n{server.log()}")
