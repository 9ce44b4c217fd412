"""Work for the child process of contest/limited.py in tests/test_limited.py: some that is done, some that cannot be."""

from __future__ import annotations

import os
import time
from pathlib import Path

from contest.rules.refusals import Refused


def turned(content: bytes, word: str) -> bytes:
    return content[::-1] + word.encode()


def refused(content: bytes) -> bytes:
    raise Refused("name_too_long", most=len(content))


def greedy(content: bytes) -> bytes:
    return b"x" * 2_000_000_000


def endless(content: bytes) -> bytes:
    while True:
        time.sleep(0.01)


def broken(content: bytes) -> bytes:
    os.abort()


def writing(content: bytes, path: str) -> bytes:
    Path(path).write_bytes(b"x")
    return b""


def environment(content: bytes) -> bytes:
    return " ".join(os.environ).encode()
