"""Work on what strangers sent, in a child of its own: what goes wrong there is an answer here, and changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from contest import limited
from contest.rules.refusals import Refused

WORK = "tests.limited_work"


def test_the_child_answers_and_refuses_as_if_it_were_here() -> None:
    assert limited.run(f"{WORK}:turned", b"abc" * 1_000_000, "!") == b"cba" * 1_000_000 + b"!"
    with pytest.raises(Refused) as no:
        limited.run(f"{WORK}:refused", b"abcd")
    assert (no.value.code, no.value.details) == ("name_too_long", {"most": 4})


@pytest.mark.parametrize(
    ("work", "why"), [("greedy", "memory"), ("broken", "broken"), ("endless", "time"), ("nothing", "broken")]
)
def test_a_child_that_cannot_answer_is_a_failure_and_the_next_one_has_its_turn(work: str, why: str) -> None:
    with pytest.raises(limited.Failed) as failed:
        limited.run(f"{WORK}:{work}", b"", seconds=2, megabytes=512)
    assert failed.value.why == why
    assert limited.run(f"{WORK}:turned", b"ab", "") == b"ba"


def test_the_child_writes_no_file_and_knows_no_setting_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(limited.Failed):
        limited.run(f"{WORK}:writing", b"", str(tmp_path / "file"))
    assert not (tmp_path / "file").exists() or not (tmp_path / "file").stat().st_size
    monkeypatch.setenv("CONTEST_DATABASE_URL", "postgresql+psycopg2://somebody:secret@localhost/contest")
    assert b"CONTEST" not in limited.run(f"{WORK}:environment", b"")


def test_under_eventlet_others_go_on_meanwhile() -> None:
    script = f"""
        from contest import runtime
        runtime.patch()
        import threading, time
        from contest import limited
        turns = []
        def others():
            while True:
                turns.append(1)
                time.sleep(0.01)
        runtime.start_thread(others)
        try:
            limited.run("{WORK}:endless", b"", seconds=1)
        except limited.Failed as failed:
            print(failed.why, len(turns) > 20, limited.run("{WORK}:turned", b"ab" * 3_000_000, "") == b"ba" * 3_000_000)
    """
    environment = {**os.environ, "CONTEST_ASYNC_MODE": "eventlet"}
    command = [sys.executable, "-c", textwrap.dedent(script)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.split() == ["time", "True", "True"]
