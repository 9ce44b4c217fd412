"""Which device holds a judge's seat, and the PIN that may stand beside a link. Cookies and links themselves: contest/seats.py."""

from __future__ import annotations

from contest.access import Actor
from contest.actions.act import Do, Done
from contest.rules.refusals import Refused
from contest.rules.seat_facts import (
    DeviceAsked,
    DeviceTurnedAway,
    PinMissed,
    PinRemoved,
    PinSet,
    PinUnlocked,
    SeatHandedOver,
    SeatTaken,
)
from contest.store import read
from contest.store.database import db
from contest.store.tables import SeatRow
from contest.store.tablet_tables import DeviceRow

PIN_TRIES = 10
MOST_ASKING = 5  # devices that may wait for one seat; the one that asked first makes room
DEVICE_LETTERS = 80


def take_seat(do: Do, key: str, device: str) -> Done:
    """A device whose link was right takes its judge's seat, or asks for it where another one holds it. Once is enough."""
    judge = _own_number(do.actor)
    known = read.device_rows(do.row.id, judge)
    mine = next((one for one in known if one.key == key), None)
    if mine is not None and mine.state in ("bound", "waiting"):
        return Done()
    if mine is None:
        number = 1 + max((one.number for one in read.device_rows(do.row.id)), default=0)
        mine = DeviceRow(contest_id=do.row.id, judge=judge, number=number, key=key, state="waiting")
        db.session.add(mine)
    mine.device, mine.at = device[:DEVICE_LETTERS], do.now
    if all(one.state != "bound" for one in known):
        mine.state = "bound"
        return Done([SeatTaken(judge, mine.device)])
    mine.state = "waiting"
    for old in [one for one in known if one.state == "waiting" and one is not mine][: 1 - MOST_ASKING]:
        db.session.delete(old)
    return Done([DeviceAsked(judge, mine.device)])


def admit_device(do: Do, judge: int, device: int) -> Done:
    """The organizer's yes: the waiting device holds the seat, whichever held it is told and stops."""
    mine = _waiting(do, judge, device)
    for other in read.device_rows(do.row.id, judge):
        if other.state == "bound":
            other.state = "replaced"
    mine.state = "bound"
    return Done([SeatHandedOver(judge, mine.device)])


def turn_device_away(do: Do, judge: int, device: int) -> Done:
    mine = _waiting(do, judge, device)
    mine.state = "refused"
    return Done([DeviceTurnedAway(judge, mine.device)])


def set_pin(do: Do, seat: str, pin_hash: str) -> Done:
    """`pin_hash`: the slow hash; the PIN itself is known to nobody but those who were told it."""
    row = _seat(do, seat)
    row.pin, row.pin_misses = pin_hash, 0
    return Done([PinSet(seat)])


def remove_pin(do: Do, seat: str) -> Done:
    row = _seat(do, seat)
    if row.pin is None:
        return Done()
    row.pin, row.pin_misses = None, 0
    return Done([PinRemoved(seat)])


def note_pin(do: Do, fits: bool) -> Done:
    """Count a PIN that was typed beside the right link; answers how many tries are left. Raises Refused('pin_locked'), for
    the right one too: tries are counted in the order in which they come here, however many came at once."""
    row = _seat(do, do.actor.seat)
    if row.pin_misses >= PIN_TRIES:
        raise Refused("pin_locked")
    if fits:
        return Done(answer={"left": PIN_TRIES - row.pin_misses})
    row.pin_misses += 1
    left = PIN_TRIES - row.pin_misses
    return Done([PinMissed(do.actor.seat, left)], {"left": left})


def unlock_pin(do: Do, seat: str) -> Done:
    row = _seat(do, seat)
    if not row.pin_misses:
        return Done()
    row.pin_misses = 0
    return Done([PinUnlocked(seat)])


def forget_devices(contest_id: int, judge: int) -> None:
    """The seat's link is void: whoever opens the next one first holds the seat."""
    for row in read.device_rows(contest_id, judge):
        db.session.delete(row)


def _waiting(do: Do, judge: int, device: int) -> DeviceRow:
    """Raises Refused('not_found') for one that does not wait (any more)."""
    for row in read.device_rows(do.row.id, judge):
        if row.number == device and row.state == "waiting":
            return row
    raise Refused("not_found", what=f"device {device}")


def _seat(do: Do, seat: str) -> SeatRow:
    role, _, number = seat.rpartition("-")
    return read.seat_row(do.row.id, role, int(number) if number.isdecimal() else 0)


def _own_number(actor: Actor) -> int:
    assert actor.number is not None
    return actor.number
