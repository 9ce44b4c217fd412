"""Signs of life: asked of who is at work, given to the audience when nothing else was said."""

from __future__ import annotations

import pytest

from contest.live import heartbeat


class Line:
    def __init__(self, at_work: bool, heard: float, wrote: float) -> None:
        self.at_work, self.heard, self.wrote = at_work, heard, wrote
        self.done: list[str] = []

    def ping(self) -> None:
        self.done.append("ping")

    def cut(self) -> None:
        self.done.append("cut")


@pytest.mark.parametrize(
    ("at_work", "heard", "wrote", "done"),
    [
        (True, 99, 0, []),  # just acted
        (True, 95, 99, ["ping"]),  # said nothing for five seconds, however much it was told
        (True, 89.9, 99, ["cut"]),
        (False, 0, 99, []),  # hears of the contest anyway
        (False, 99, 95, ["ping"]),
        (False, 0, 0, ["ping"]),  # the library ends it, or its full buffer does
    ],
)
def test_who_is_asked_who_is_told_and_who_is_given_up(at_work: bool, heard: float, wrote: float, done: list[str]) -> None:
    line = Line(at_work, heard, wrote)
    heartbeat.beat(line, 100)
    assert line.done == done


def test_every_line_is_looked_at_each_second() -> None:
    lines = {Line(False, 0, 0) for _ in range(heartbeat.SLICE + 2)}
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        if slept.count(1) == 2:
            raise StopIteration

    with pytest.raises(StopIteration):
        heartbeat.run(lines, sleep)  # type: ignore[arg-type]
    assert slept == [1, 0, 1]
    assert all(line.done == ["ping"] for line in lines)
