"""Every fault by its name, with how much of it a check plays and how much a long night does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.faults import badwifi, clockjump, diskfull, kill9, locked, offline, powercut, sigterm, twotabs
from tests.faults.hall import Extent, Report

MODES = ("eventlet", "threading")


@dataclass(frozen=True)
class Fault:
    """`modes`: those that a check plays; a fault that meets nothing but the store, the clock or the wire is the same in both."""

    run: Callable[[Extent, str], Report]
    short: Extent
    long: Extent
    modes: tuple[str, ...] = MODES


EITHER = MODES[:1]
CATALOG = {
    "kill9": Fault(kill9.run, Extent(judges=10, cycles=2), Extent(judges=20, entries=12, cycles=100)),
    "diskfull": Fault(diskfull.run, Extent(judges=6, seconds=1), Extent(judges=20, seconds=60), EITHER),
    "locked": Fault(locked.run, Extent(judges=6, seconds=5), Extent(judges=20, seconds=10)),
    "offline": Fault(offline.run, Extent(judges=8, entries=8, seconds=1), Extent(judges=20, entries=8, seconds=300), EITHER),
    "badwifi": Fault(badwifi.run, Extent(judges=10, seconds=3), Extent(judges=20, entries=12, seconds=600), EITHER),
    "sigterm": Fault(sigterm.run, Extent(judges=6, cycles=1), Extent(judges=20, entries=12, cycles=50)),
    "twotabs": Fault(twotabs.run, Extent(judges=2, entries=2), Extent(judges=20, entries=12)),
    "clockjump": Fault(clockjump.run, Extent(judges=1, entries=1, cycles=2), Extent(judges=1, entries=1, cycles=40), EITHER),
    "powercut": Fault(powercut.run, Extent(judges=8), Extent(judges=20, entries=12), EITHER),
}
