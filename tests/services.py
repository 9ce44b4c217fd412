"""PostgreSQL, Redis and nginx for tests: each started in a temporary folder on a free port, and ended by its own id."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests import servers

SITE = servers.ROOT / "deploy" / "nginx.conf"
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin"
DURABLE = ("fsync=off", "full_page_writes=off", "max_connections=60", "shared_buffers=16MB")  # a test's data may be lost


def tool(name: str, package: str, places: str = PLACES) -> str:
    """Where a program of the system lies; skips the test where it is not, except in CI."""
    found = shutil.which(name, path=places)
    if found is None:
        why = f"{name} is not installed (Debian: apt install {package})"
        pytest.fail(why) if os.environ.get("CI") == "true" else pytest.skip(why)
    return found


@dataclass
class Service:
    """One started program. `kill` gives no warning; `start` brings it back on the same port and folder."""

    words: Sequence[str]
    answers: Callable[[], bool]
    user: str | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> Service:
        self.process = subprocess.Popen(
            self.words, user=self.user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/"
        )
        last = time.monotonic() + servers.PATIENCE
        while not self.answers():
            assert self.process.poll() is None, f"{self.words[0]} ended"
            assert time.monotonic() < last, f"{self.words[0]} does not answer"
            time.sleep(0.05)
        return self

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=15)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait(timeout=15)


@dataclass
class Postgres:
    """A database server of this test run. `fresh` makes an empty database and answers its address."""

    port: int
    service: Service
    made: int = 0

    def fresh(self) -> str:
        self.made += 1
        connection = _connected(self.port)
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE contest{self.made}")
        connection.close()
        return f"postgresql+psycopg2://contest@127.0.0.1:{self.port}/contest{self.made}"


@contextmanager
def postgres() -> Iterator[Postgres]:
    bins = ":".join(str(one) for one in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True))
    initdb, server = (tool(name, "postgresql", f"{bins}:{PLACES}") for name in ("initdb", "postgres"))
    user, port = ("postgres" if os.geteuid() == 0 else None), servers.free_port()  # it refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="contest-postgres-"))
    if user is not None:
        shutil.chown(folder, user)
    try:
        made = [initdb, "-D", str(folder / "data"), "-A", "trust", "-U", "contest", "-E", "UTF8", "--locale=C", "--no-sync"]
        subprocess.run(made, user=user, check=True, capture_output=True, cwd="/")
        told = [f"unix_socket_directories={folder}", "listen_addresses=127.0.0.1", f"port={port}", *DURABLE]
        words = [server, "-D", str(folder / "data"), *(part for one in told for part in ("-c", one))]
        service = Service(words, lambda: _is_ready(port), user).start()
        try:
            yield Postgres(port, service)
        finally:
            service.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def redis() -> Iterator[tuple[str, Service]]:
    """Its address and the program."""
    port, server = servers.free_port(), tool("redis-server", "redis-server")
    words = [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    service = Service(words, lambda: _accepts(port)).start()
    try:
        yield f"redis://127.0.0.1:{port}/0", service
    finally:
        service.kill()


@contextmanager
def nginx(folder: Path, ports: Sequence[int]) -> Iterator[str]:
    """The site that we ship before these processes, with ports and folders of this test alone; its address."""
    port, server = servers.free_port(), tool("nginx", "nginx-light")
    site = SITE.read_text()
    lines = "\n".join(f"server 127.0.0.1:{one};" for one in ports)
    for usual, mine in (
        ("server 127.0.0.1:8000;", lines), ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("/var/cache/nginx/contest", f"{folder}/cache"),
    ):
        assert usual in site
        site = site.replace(usual, mine)
    kinds = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    start = f"user {getpass.getuser()}; pid {folder}/pid; worker_processes 1; events {{}}"
    (folder / "nginx.conf").write_text(f"{start} http {{ access_log off; {kinds} {site} }}")
    words = [server, "-p", str(folder), "-e", str(folder / "error.log"), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    service = Service(words, lambda: servers.is_up(f"http://127.0.0.1:{port}")).start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        service.stop()


def _connected(port: int) -> Any:
    import psycopg2

    return psycopg2.connect(host="127.0.0.1", port=port, user="contest", dbname="postgres")


def _is_ready(port: int) -> bool:
    """Whether PostgreSQL lets anybody in; it listens a little before."""
    import psycopg2

    try:
        _connected(port).close()
    except psycopg2.OperationalError:
        return False
    return True


def _accepts(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False
