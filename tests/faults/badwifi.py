"""F13: a network that drops, delays, doubles and reorders operations and answers, and cuts lines. The last value that each
judge wanted is the one that stands, once.
"""

from __future__ import annotations

import time

from tests.faults.hall import Extent, Report, opened
from tests.faults.judges import Manner
from tests.faults.relay import Relay, Weather

SHORT, LONG = Weather(), Weather(delay=3.0)
LONG_SECONDS = 60.0


def run(extent: Extent, mode: str) -> Report:
    weather = LONG if extent.seconds >= LONG_SECONDS else SHORT
    with opened(extent, mode) as hall, Relay(hall.server.port, weather) as relay:
        hall.start(Manner(patience=2 * weather.delay), relay.url)
        time.sleep(extent.seconds)
        found = [f"refused: {one}" for one in hall.book.of("fail")]
        for judge in hall.judges:
            judge.finish()
            last = {one.cell: one for one in hall.book.operations if one.cell[1] == judge.seat.number}
            found += [f"last: {one}" for one in last.values() if one.outcome != "ok"]
        found += [f"weather: nothing was {what}" for what in ("dropped", "doubled", "late", "cut") if not relay.done[what]]
        for judge in hall.judges:
            judge.seat = hall.seats[judge.seat.number - 1]  # signing is no part of the storm
        found += hall.check()
        return Report("badwifi", mode, {"seconds": extent.seconds, **relay.done, **hall.book.figures()}, found)
