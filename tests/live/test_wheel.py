"""The built wheel in a fresh environment, run from another folder: it carries its pages, its static files and its tables."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import urllib.request
import venv
from pathlib import Path

import pytest

from tests import servers
from tests.servers import ROOT

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]

BUILT_FROM = ("contest", "static", "templates", "pyproject.toml", "hatch_build.py", "README.md")


def test_the_installed_wheel_serves_a_page_and_a_static_file_from_anywhere(tmp_path: Path) -> None:
    contest = installed(tmp_path)
    data, elsewhere = tmp_path / "data", tmp_path / "elsewhere"
    for folder in (data, elsewhere):
        folder.mkdir()
    assert run(contest, "--version", at=elsewhere).startswith("contest, version")
    port = servers.free_port()
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            [contest, "run", "--host", "127.0.0.1", "--port", str(port), "--data", str(data)],
            cwd=elsewhere, env=servers.environment(), stdout=log, stderr=log,
        )
    try:
        started = servers.Server(data, port, process=server)
        started.wait_until_ready()
        assert "text/html" in fetched(f"{started.url}/sign-in")
        assert "text/css" in fetched(f"{started.url}/static/css/main.css")
        assert "javascript" in fetched(f"{started.url}/static/js/live.js")
        assert "font/woff2" in fetched(f"{started.url}/static/fonts/figures-700.woff2")
        assert started.stop() == 0
    finally:
        server.kill()


def installed(place: Path) -> Path:
    """Build the wheel from a clean copy and install it; answers the `contest` script."""
    source = place / "source"
    source.mkdir()
    for name in BUILT_FROM:
        original = ROOT / name
        if original.is_dir():
            shutil.copytree(original, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(original, source / name)
    run(Path(sys.executable), "-m", "build", "--wheel", "--outdir", str(place / "wheel"), str(source), at=place)
    venv.create(place / "venv")  # ours installs into it: a pip of its own takes as long as all the rest
    python = place / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    (wheel,) = (place / "wheel").glob("*.whl")
    installs = ("-m", "pip", "--python", str(python), "install", "--quiet", "--no-compile")
    run(Path(sys.executable), *installs, str(wheel), at=place)
    return python.with_name("contest")


def run(program: Path, *arguments: str, at: Path) -> str:
    done = subprocess.run(
        [program, *arguments], cwd=at, env=servers.environment(), capture_output=True, text=True, timeout=500
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def fetched(url: str) -> str:
    """The type of what comes; something must come."""
    with urllib.request.urlopen(url, timeout=10) as answer:
        assert answer.read()
        return str(answer.headers["Content-Type"])
