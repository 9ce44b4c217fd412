"""The `presence` topic: each judge's tablet, which devices wait for a seat, which seats wrong PINs locked, screens, phones."""

from __future__ import annotations

from typing import Any

from contest.actions.pairing import PIN_TRIES
from contest.live.connections import Connections
from contest.store import read
from contest.store.tablet_tables import DeviceRow


def presence(connections: Connections, slug: str) -> dict[str, Any]:
    row = read.contest_row(slug)
    seated, devices = read.seat_rows(row.id), read.device_rows(row.id)
    bound = {one.judge: one.device for one in devices if one.state == "bound"}
    return {
        "judges": [
            {"judge": one.number, "device": bound.get(one.number), **connections.seat(slug, f"judge-{one.number}")}
            for one in seated if one.role == "judge"
        ],
        "asking": [_asking(one) for one in devices if one.state == "waiting"],
        "locked": [f"{one.role}-{one.number}" for one in seated if one.pin_misses >= PIN_TRIES],
        "screens": connections.screens(slug, [one.screen for one in read.screen_rows(row.id)]),
        "sound": connections.sounding(slug),
        "viewers": connections.viewers(slug),
    }


def _asking(one: DeviceRow) -> dict[str, Any]:
    return {"judge": one.judge, "number": one.number, "device": one.device, "at": one.at}
