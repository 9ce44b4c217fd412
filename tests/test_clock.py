"""Server time: no jump of the wall moves it, and while a countdown runs no restart does."""

from __future__ import annotations

from pathlib import Path

import pytest

from contest import clock, runtime
from contest.clock import KEPT, Clock

HOUR = 3_600_000


class Machine:
    """A machine whose wall clock and uptime a test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.wall, self.uptime, self.boot = 1_772_960_400_000, 50_000, "first"
        monkeypatch.setattr(clock.time, "time_ns", lambda: self.wall * 1_000_000)
        monkeypatch.setattr(runtime, "uptime_ms", lambda: self.uptime)
        monkeypatch.setattr(runtime, "boot", lambda: self.boot)

    def passes(self, ms: int) -> None:
        self.wall += ms
        self.uptime += ms


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def started(folder: Path, is_running: bool) -> Clock:
    made = Clock(folder)
    made.begin(is_running)
    return made


@pytest.mark.parametrize("jump", [HOUR, -HOUR, 30_000, -30_000])
def test_a_jump_of_the_wall_changes_nothing_with_or_without_a_restart(machine: Machine, tmp_path: Path, jump: int) -> None:
    first = started(tmp_path, False)
    began = first.now()
    machine.passes(10_000)
    machine.wall += jump
    assert (first.now() - began, first.jump()) == (10_000, jump)
    machine.passes(5_000)
    again = started(tmp_path, True)
    assert (again.now() - began, again.jump()) == (15_000, jump)
    machine.passes(5_000)
    assert started(tmp_path, True).now() - began == 20_000


def test_without_a_running_countdown_a_restart_takes_the_wall(machine: Machine, tmp_path: Path) -> None:
    started(tmp_path, False)
    machine.wall += HOUR
    assert started(tmp_path, False).jump() == 0
    machine.passes(1_000)
    assert started(tmp_path, True).jump() == 0  # what was kept before is forgotten


def test_a_machine_that_was_started_anew_knows_the_wall_only(machine: Machine, tmp_path: Path) -> None:
    started(tmp_path, False)
    machine.wall, machine.uptime, machine.boot = machine.wall + HOUR, 20_000, "second"
    assert started(tmp_path, True).now() == machine.wall


@pytest.mark.parametrize(
    "kept", ["", "[]", "{}", '{"boot": "first", "now": "x", "uptime": 1}', '{"boot": "", "now": 1, "uptime": 1}']
)
def test_what_cannot_be_read_is_as_if_it_were_not_there(machine: Machine, tmp_path: Path, kept: str) -> None:
    (tmp_path / KEPT).write_text(kept)
    assert started(tmp_path, True).now() == machine.wall


def test_where_the_system_does_not_say_when_it_was_started_nothing_is_held(machine: Machine, tmp_path: Path) -> None:
    machine.boot = ""
    started(tmp_path, False)
    machine.wall += HOUR
    assert started(tmp_path, True).now() == machine.wall
