"""Every fault by its name, with how much of it a check plays and how much a long night does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import badwifi, clockjump, diskfull, kill9, locked, offline, powercut, sigterm, twotabs
from tests.faults.hall import Extent, Report


@dataclass(frozen=True)
class Fault:
    run: Callable[[Extent, str], Report]
    short: Extent
    long: Extent


CATALOG = {
    "kill9": Fault(kill9.run, Extent(judges=20, cycles=2), Extent(judges=20, entries=12, cycles=100)),
    "diskfull": Fault(diskfull.run, Extent(judges=10, seconds=2), Extent(judges=20, seconds=60)),
    "locked": Fault(locked.run, Extent(judges=10, seconds=5), Extent(judges=20, seconds=10)),
    "offline": Fault(offline.run, Extent(judges=20, entries=8, seconds=3), Extent(judges=20, entries=8, seconds=300)),
    "badwifi": Fault(badwifi.run, Extent(judges=10, seconds=4), Extent(judges=20, entries=12, seconds=600)),
    "sigterm": Fault(sigterm.run, Extent(judges=10, cycles=1), Extent(judges=20, entries=12, cycles=50)),
    "twotabs": Fault(twotabs.run, Extent(judges=2, entries=2), Extent(judges=20, entries=12)),
    "clockjump": Fault(clockjump.run, Extent(judges=1, entries=1, cycles=2), Extent(judges=1, entries=1, cycles=40)),
    "powercut": Fault(powercut.run, Extent(judges=8), Extent(judges=20, entries=12)),
}
