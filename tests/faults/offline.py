"""F7: judges without a connection go on scoring; once it is back, all that waited arrives in batches, in order."""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from contextlib import closing

from tests.faults.hall import Extent, Hall, Report, opened
from tests.faults.judges import Judge, Manner, Operation, value_of

EDITS = 40  # each, on distinct cells: an outbox sends of several on one cell only the last
BATCH = 10
RETURN_SECONDS, BUSY_SECONDS = 10.0, 40.0  # the second for the short form, on a machine that tests other things too
LONG_SECONDS = 60.0
PATIENCE = 10.0  # seconds for an answer, as static/js/live.js
OPS = "SELECT json_extract(body, '$.op') FROM fact WHERE json_extract(body, '$.fact') = 'score_entered' ORDER BY number"


def run(extent: Extent, mode: str) -> Report:
    with opened(extent, mode) as hall:
        waiting = {judge.seat.number: _edits(judge) for judge in hall.seat_judges(Manner(patience=PATIENCE))}
        for judge in hall.judges:  # everybody was there once; then the Wi-Fi goes
            judge.seat.line().close()
        time.sleep(extent.seconds)
        took = _return(hall, waiting)
        limit = RETURN_SECONDS if extent.seconds >= LONG_SECONDS else BUSY_SECONDS
        found = [] if took <= limit else [f"returned: the last answer came after {took:.1f} s"]
        found += [f"refused: {one}" for one in hall.book.of("fail")] + [f"lost: {one}" for one in hall.book.of("unknown")]
        found += hall.check()
        found += _out_of_order(hall, waiting)
        figures = {"edits": len(hall.book.operations), "offline_s": extent.seconds, "returned_s": round(took, 2)}
        return Report("offline", mode, {**figures, **hall.book.figures()}, found)


def _edits(judge: Judge) -> list[Operation]:
    return [judge.make(cell, value_of(at, judge.seat.number)) for at, cell in enumerate(judge.cells[:EDITS])]


def _return(hall: Hall, waiting: dict[int, list[Operation]]) -> float:
    """All of them at once; answers the seconds until the last answer."""
    sending = [threading.Thread(target=_deliver, args=(judge, waiting[judge.seat.number])) for judge in hall.judges]
    back = time.monotonic()
    for one in sending:
        one.start()
    for one in sending:
        one.join()
    for judge in hall.judges:
        judge.hang_up()
        judge.cells = []
        judge.stopping.set()
        judge.start()  # nothing more to do: it ends at once
    return time.monotonic() - back


def _deliver(judge: Judge, edits: list[Operation]) -> None:
    for at in range(0, len(edits), BATCH):
        batch = edits[at : at + BATCH]
        told = None
        while told is None or not all(judge.is_settled(ack) for ack in told["acks"]):
            for one in batch:
                one.sent += 1
            told = judge.try_to_ask("deliver", {"operations": [
                {"command": "enter_score", "payload": judge.payload(one)} for one in batch
            ]})
        for one, ack in zip(batch, told["acks"], strict=True):
            judge.note(one, ack)


def _out_of_order(hall: Hall, waiting: dict[int, list[Operation]]) -> list[str]:
    with closing(sqlite3.connect(hall.database)) as connection:
        logged = {row[0]: at for at, row in enumerate(connection.execute(OPS).fetchall())}
    places = {number: [logged.get(one.op_id, -1) for one in edits] for number, edits in waiting.items()}
    return [f"order: judge {number}: {json.dumps(found)}" for number, found in places.items() if found != sorted(found)]
