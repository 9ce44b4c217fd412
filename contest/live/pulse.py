"""How this process is: who is connected, how long acks and telling take, how late the loop is: for /metrics and the desk."""

from __future__ import annotations

import threading
import time
from collections import Counter as Counted
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from prometheus_client import CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily

from contest.live.connections import Connections
from contest.live.fanout import Fanout
from contest.rules.refusals import Refused

LOOK_SECONDS = 0.25  # between two looks at how late the loop wakes us
LOOKED_BACK = 60  # looks: a quarter of a minute
SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)


class Pulse:
    def __init__(self, connections: Connections, fanout: Fanout) -> None:
        self._connections = connections
        self._fanout = fanout
        self._late: deque[float] = deque(maxlen=LOOKED_BACK)
        self._touched: dict[str, float] = {}
        self._lock = threading.Lock()
        self._is_full = False
        self._registry = CollectorRegistry()
        self._acks = Histogram(
            "contest_ack_seconds", "From a command's arrival to its ack, the commit included", ["command"],
            registry=self._registry, buckets=SECONDS,
        )
        self._tells = Histogram(
            "contest_publish_seconds", "From a commit until everybody was written to", registry=self._registry, buckets=SECONDS
        )
        self._registry.register(_Now(self._now))

    def run(self, sleep: Callable[[float], None]) -> None:
        """Look again and again how late we wake, for as long as the process lives."""
        while True:
            due = time.monotonic() + LOOK_SECONDS
            sleep(LOOK_SECONDS)
            self._late.append(max(0.0, time.monotonic() - due))

    def late_ms(self) -> int:
        """The latest wake of the last quarter of a minute."""
        return round(max(self._late, default=0.0) * 1000)

    @property
    def is_full(self) -> bool:
        """Whether the disk was full when somebody last wanted to save."""
        return self._is_full

    @contextmanager
    def acked(self, command: str) -> Iterator[None]:
        """Around one command; what was refused counts too."""
        began = time.monotonic()
        try:
            yield
            self._is_full = False
        except Refused as no:
            self._is_full = no.code == "storage_full" or self._is_full
            raise
        finally:
            self._acks.labels(command).observe(time.monotonic() - began)

    def touched(self, slug: str) -> None:
        """Something of this contest waits to be told."""
        with self._lock:
            self._touched.setdefault(slug, time.monotonic())

    def told(self, slug: str) -> None:
        """All that waited has been written."""
        with self._lock:
            began = self._touched.pop(slug, None)
        if began is not None:
            self._tells.observe(time.monotonic() - began)

    def text(self) -> bytes:
        """All figures as Prometheus reads them."""
        return generate_latest(self._registry)

    def _now(self) -> Iterator[Any]:
        roles = GaugeMetricFamily("contest_connections", "Open lines by role", labels=["role"])
        for role, count in sorted(Counted(one.seat.partition("-")[0] for one in self._connections.all()).items()):
            roles.add_metric([role], count)
        yield roles
        yield GaugeMetricFamily("contest_loop_lag_seconds", "Latest wake in 15 seconds", value=self.late_ms() / 1000)
        yield GaugeMetricFamily("contest_lines_behind", "Lines with a frame under way", value=self._fanout.behind())


class _Now:
    """What the registry asks for figures of this moment."""

    def __init__(self, collect: Callable[[], Iterator[Any]]) -> None:
        self.collect = collect
