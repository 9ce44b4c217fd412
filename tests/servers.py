"""Real server processes for tests: `contest run` on a free loopback port, waited for, stopped and killed by its own id."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from contest import config, seats, serving
from contest.access import Actor
from contest.actions import ceremony, setup
from contest.actions import running as acts
from contest.app import create_app
from contest.config import Settings
from contest.store import read
from contest.store.database import db, writing
from contest.store.tables import Organizer
from tests.builders import entries

ORGANIZER = Actor("organizer", None, "Lan")
ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds until a server on a busy machine must answer
COMMAND = ("-m", "contest.cli")


@dataclass
class Server:
    """A started server; `restart` brings a killed one back on the same port and folder."""

    data: Path
    port: int
    mode: str = "eventlet"
    command: Sequence[str] = COMMAND
    options: Sequence[str] = ()
    settings: Mapping[str, str] = field(default_factory=dict)  # of its environment
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Server:
        arguments = ["run", "--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.data), *self.options]
        with (self.data / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.command, *arguments], cwd=ROOT, stdout=log, stderr=log, text=True,
                env=environment(CONTEST_ASYNC_MODE=self.mode, **self.settings),
            )
        self.wait_until_ready()
        return self

    restart = start

    def wait_until_ready(self) -> None:
        assert self.process is not None
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            assert self.process.poll() is None, f"the server ended:\n{self.log()}"
            if is_up(self.url):
                return
            time.sleep(0.05)
        raise AssertionError(f"the server is not up after {PATIENCE} s:\n{self.log()}")

    def log(self) -> str:
        return (self.data / "server.log").read_text()

    def stop(self) -> int:
        """Ask it to stop, as the system does; answers its exit status."""
        assert self.process is not None
        self.process.terminate()
        return self.process.wait(timeout=15)

    def kill(self) -> None:
        """No warning, no clean end."""
        assert self.process is not None
        self.process.kill()
        self.process.wait(timeout=15)


@contextmanager
def running(
    data: Path, mode: str = "eventlet", command: Sequence[str] = COMMAND, options: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """A server on a folder, for as long as the block lasts."""
    server = Server(data, free_port(), mode, command, options, settings or {}).start()
    try:
        yield server
    finally:
        if server.process is not None and server.process.poll() is None:
            server.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def contest(*arguments: str | Path, data: Path | None = None, timeout: float = 60) -> subprocess.CompletedProcess[str]:
    """Run one command of the shell to its end."""
    told = [str(one) for one in arguments] + (["--data", str(data)] if data else [])
    return subprocess.run(
        [sys.executable, *COMMAND, *told], cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=timeout
    )


def environment(**more: str) -> dict[str, str]:
    """Ours without anything that would lead a server elsewhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CONTEST_", "FLASK_", "LC_"))}
    return {**kept, "LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1", **more}


def big_contest(data: Path, judges: int, teams: int, live: bool = False) -> tuple[str, list[str]]:
    """A VN-100 contest with an open round in a data folder that no server uses yet; its slug and the judges' links.
    `live`: its leaderboard is on the screen and the curtain up."""
    told = [{"number": None, "name": f"{one.name} {one.number}", "short_name": "", "concept": ""} for one in entries(teams)]
    settings = config.load(data)
    with serving.taken(settings) as app, app.app_context():
        door = serving.parts(app).door
        wanted = {"title": "Hương sắc tháng 3", "preset": "vn100", "language": "vi", "judges": judges}
        slug: str = door.perform(setup.create_contest, ORGANIZER, None, wanted)["slug"]
        door.perform(setup.add_teams, ORGANIZER, slug, {"teams": told})
        door.perform(acts.open_round, ORGANIZER, slug, {"round": 1})
        if live:
            door.perform(ceremony.set_curtain, ORGANIZER, slug, {"curtain": "live", "base": 0})
            door.perform(ceremony.show_scene, ORGANIZER, slug, {"screen": None, "scene": "leaderboard"})
        seated = read.seat_rows(read.contest_row(slug).id, "judge")
        return slug, [seats.seat_link(settings, slug, f"judge-{one.number}", one.version) for one in seated]


def signed_in(settings: Settings) -> str:
    """The organizer's link of a folder that has none yet: made, with a password that fits nothing."""
    with create_app(settings).app_context():
        with writing():
            db.session.add(Organizer(name="Lan", password="-", version=1))
        link = seats.organizer_link(settings)
        db.session.remove()
        db.engine.dispose()
    return link
