"""The `presence` topic: each judge's tablet, the helpers, which devices wait for a seat, which seats wrong PINs locked, screens,
phones; of all processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from contest.access import HELPERS
from contest.actions.pairing import PIN_TRIES
from contest.live import elsewhere
from contest.live.connections import Connections
from contest.live.elsewhere import Elsewhere, Here
from contest.store import read
from contest.store.tables import SeatRow
from contest.store.tablet_tables import DeviceRow


def presence(connections: Connections, others: Elsewhere, slug: str) -> dict[str, Any]:
    row = read.contest_row(slug)
    seated, devices = read.seat_rows(row.id), read.device_rows(row.id)
    everywhere = [connections.here(slug), *others.of(slug)]
    bound = {one.judge: one.device for one in devices if one.state == "bound"}
    return {
        "judges": [
            {"judge": one.number, "device": bound.get(one.number), **elsewhere.seat(everywhere, f"judge-{one.number}")}
            for one in seated if one.role == "judge"
        ],
        "helpers": [_helper(everywhere, one) for one in seated if one.role in HELPERS],
        "asking": [_asking(one) for one in devices if one.state == "waiting"],
        "locked": [f"{one.role}-{one.number}" for one in seated if one.pin_misses >= PIN_TRIES],
        "screens": elsewhere.screens(everywhere, [one.screen for one in read.screen_rows(row.id)]),
        "sound": elsewhere.sounding(everywhere),
        "viewers": elsewhere.viewers(everywhere),
    }


def _helper(everywhere: Sequence[Here], one: SeatRow) -> dict[str, Any]:
    seat = f"{one.role}-{one.number}"
    told = elsewhere.seat(everywhere, seat)
    return {"seat": seat, "name": one.name, "connected": told["connected"], "since": told["since"]}


def _asking(one: DeviceRow) -> dict[str, Any]:
    return {"judge": one.judge, "number": one.number, "device": one.device, "at": one.at}
