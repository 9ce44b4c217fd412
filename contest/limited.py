"""Work on what strangers sent (pictures, files), done in a child process of its own with little time and memory: what goes wrong
there ends there. Both ends: `run` asks, `python -m contest.limited` does. Knows nothing of what the work is.

The work is a function `(content: bytes, *told: str) -> bytes` named "module:function". It writes no file and may raise Refused.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import threading
from subprocess import DEVNULL, PIPE
from typing import Literal

from contest import paths, runtime
from contest.rules.refusals import Refused

SECONDS = 20
MEGABYTES = 1536
PATIENCE = 30.0  # for a turn: one child at a time, or two would need twice the memory
REFUSED, TOO_LARGE = 3, 4  # exit statuses of a child
KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL")  # of our environment; no setting and no password of ours

_turn = threading.BoundedSemaphore(1)


class Failed(Exception):
    """The child gave no answer: it took too long, wanted too much memory, or broke."""

    def __init__(self, why: Literal["time", "memory", "broken"]) -> None:
        super().__init__(why)
        self.why = why


def run(work: str, content: bytes, *told: str, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> bytes:
    """The work's answer. Raises what the work refused, Refused('try_again') when others keep the child busy, or Failed."""
    if not _turn.acquire(timeout=PATIENCE):
        raise Refused("try_again")
    try:
        status, answer = _done([work, str(seconds), str(megabytes), *told], content, seconds)
    finally:
        _turn.release()
    if status == REFUSED:
        no = json.loads(answer)
        raise Refused(no["code"], **no["details"])
    if status:
        raise Failed("memory" if status == TOO_LARGE else "broken")
    return answer


def _done(told: list[str], content: bytes, seconds: int) -> tuple[int, bytes]:
    """The child's exit status and what it wrote. A clock of ours ends it: an event loop's subprocess has a TimeoutExpired of
    its own."""
    command = [sys.executable, "-B", "-P", "-m", "contest.limited", *told]
    is_late = threading.Event()
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment()) as child:

        def end() -> None:
            is_late.set()
            child.kill()

        clock = threading.Timer(seconds, end)
        clock.start()
        try:
            answer, _ = child.communicate(content)
        finally:
            clock.cancel()
    if is_late.is_set():
        raise Failed("time")
    return child.returncode, answer


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(paths.PACKAGE.parent), **{name: os.environ[name] for name in KEPT if name in os.environ}}


def _work() -> int:
    """The child's end: limits first, then the work; its answer, or why not, on standard output."""
    work, seconds, megabytes, *told = sys.argv[1:]
    runtime.limit_process(int(seconds), int(megabytes))
    module, _, name = work.partition(":")
    try:
        answer: bytes = getattr(importlib.import_module(module), name)(sys.stdin.buffer.read(), *told)
    except Refused as no:
        sys.stdout.write(json.dumps({"code": no.code, "details": no.details}))
        return REFUSED
    except MemoryError:
        return TOO_LARGE
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(_work())
