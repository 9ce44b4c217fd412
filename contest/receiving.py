"""Takes a tablet's parcel in: read back first, then each operation through the one door, as its judge and under its own id, so
that the tablet coming back later finds it done. Knows commands only by the table that app.py hands over."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from pydantic import BaseModel, ValidationError
from sqlalchemy import select

from contest import access, parcels, seats, words
from contest.access import Actor
from contest.actions.act import Action
from contest.actions.parcels import bring_parcel, keep_stale
from contest.config import Settings
from contest.parcels import Operation, Parcel
from contest.perform import Door
from contest.rules.refusals import Refused
from contest.store import read
from contest.store.database import db
from contest.store.tables import ContestRow, OperationRow, SeatRow

CARRIED = ("enter_score", "write_comment", "submit_scoresheet", "submit_round", "enter_tie_score")  # what an outbox holds
COMES_AGAIN = ("try_again", "storage_full")
Told = dict[str, Any]


class Command(Protocol):
    @property
    def action(self) -> Action: ...

    @property
    def payload(self) -> type[BaseModel]: ...


class Receiving:
    def __init__(self, door: Door, settings: Settings, commands: Mapping[str, Command]) -> None:
        self._door = door
        self._settings = settings
        self._commands = commands

    def collected(self, codes: Iterable[str]) -> parcels.Collected:
        return parcels.collected(codes)

    def read_back(self, staff: Actor, slug: str, text: str) -> Told:
        """Whose it is and what is in it; changes nothing. Raises what `_opened` refuses."""
        parcel, seat, is_replaced = self._opened(staff, slug, text)
        known = _known([one.op_id for one in parcel.operations])
        operations = [{**_said(one), "known": one.op_id in known} for one in parcel.operations]
        return {"judge": parcel.judge, "name": seat.name, "replaced": is_replaced, "operations": operations}

    def take_in(self, staff: Actor, slug: str, text: str, way: str) -> list[Told]:
        """What became of each operation: `taken`, `known`, `late`, `stale` (with both values) or `refused` (with its words).

        Raises Refused('try_again') and ('storage_full') where pressing again goes on with the rest.
        """
        parcel, seat, _ = self._opened(staff, slug, text)
        operations = [one.op_id for one in parcel.operations]
        told = {"judge": parcel.judge, "way": way, "device": parcel.device, "operations": operations}
        named = hashlib.sha256(f"{text.strip()}|{way}|{staff.seat}|{staff.name}".encode()).hexdigest()[:32]
        self._door.perform(bring_parcel, staff, slug, told, named)
        judge, known = seats.holder(seat), _known(operations)
        return [{**_said(one), **self._done(judge, slug, one, one.op_id in known)} for one in parcel.operations]

    def _opened(self, staff: Actor, slug: str, text: str) -> tuple[Parcel, SeatRow, bool]:
        """Raises what parcels.opened refuses, Refused('parcel_old') for one from before the contest started over,
        ('parcel_void') where the seat has a new link since, ('parcel_not_seated') and ('parcel_replaced') for a device that
        does not hold the seat."""
        contest = read.contest_row(slug)
        access.check_act(staff, "bring_parcel", contest.phase)
        parcel = parcels.opened(self._settings, slug, text)
        if parcel.seen < contest.started_over_at:
            raise Refused("parcel_old")
        seat = _seat(contest, parcel)
        if seat.version != parcel.link:
            raise Refused("parcel_void")
        is_replaced = _is_replaced(contest, parcel)
        if is_replaced and staff.role != "organizer":
            raise Refused("parcel_replaced")
        return parcel, seat, is_replaced

    def _done(self, judge: Actor, slug: str, one: Operation, is_known: bool) -> Told:
        try:
            ack = self._perform(judge, slug, one)
        except Refused as no:
            if no.code in COMES_AGAIN:
                raise
            if no.code == "score_stale" and one.command == "enter_score":
                self._keep_stale(judge, slug, one)
                return {"outcome": "stale", "stands": no.details["theirs"]}
            return {"outcome": "refused", "message": words.refusal(no.code, no.details)}
        if is_known:
            return {"outcome": "known"}
        return {"outcome": "late" if "late" in ack else "taken"}

    def _perform(self, judge: Actor, slug: str, one: Operation) -> Told:
        command = self._commands.get(one.command) if one.command in CARRIED else None
        if command is None:
            raise Refused("not_allowed", act=one.command)
        payload = {"op_id": one.op_id, **one.fields}
        base = _base(one)
        if base is not None:
            payload["base"] = base
        try:
            told = command.payload.model_validate(payload).model_dump(exclude={"op_id", "seen"})
        except ValidationError:
            raise Refused("bad_request") from None
        return self._door.perform(command.action, judge, slug, told, one.op_id)

    def _keep_stale(self, judge: Actor, slug: str, one: Operation) -> None:
        fields = {name: one.fields[name] for name in ("round", "entry", "criterion", "value")}
        named = hashlib.sha256(f"stale|{one.op_id}".encode()).hexdigest()[:32]
        self._door.perform(keep_stale, judge, slug, fields, named)


def _base(one: Operation) -> int | None:
    """As static/js/models/outbox.js: what the judge saw, or what their own earlier operation on this cell made of it."""
    earlier = _known([one.after]).get(one.after) if one.after and one.base is not None else None
    if earlier is None or "late" in earlier:
        return one.base
    made: int = earlier["score"]["revision"] if "score" in earlier else earlier["sheet"]["revision"]
    return made


def _known(op_ids: list[str]) -> dict[str, Told]:
    """The acks of those among them that were done before."""
    db.session.rollback()
    found: dict[str, Told] = {}
    for at in range(0, len(op_ids), 500):
        query = select(OperationRow.op_id, OperationRow.ack).where(OperationRow.op_id.in_(op_ids[at:at + 500]))
        found |= {row.op_id: row.ack for row in db.session.execute(query)}
    return found


def _said(one: Operation) -> Told:
    """What people are shown of an operation, as far as it says it."""
    shown = {name: one.fields.get(name) for name in ("round", "entry", "criterion", "value", "comment")}
    return {"command": one.command, **{name: told if isinstance(told, (int, str)) else None for name, told in shown.items()}}


def _seat(contest: ContestRow, parcel: Parcel) -> SeatRow:
    try:
        return read.seat_row(contest.id, "judge", parcel.judge)
    except Refused:
        raise Refused("parcel_void") from None


def _is_replaced(contest: ContestRow, parcel: Parcel) -> bool:
    """Whether another device has taken the seat over since. A seat that no device has taken is anybody's with the key."""
    devices = read.device_rows(contest.id, parcel.judge)
    mine = next((one for one in devices if parcels.device_name(one.key) == parcel.device), None)
    if mine is not None and mine.state in ("waiting", "refused"):
        raise Refused("parcel_not_seated")
    if mine is None and any(one.state == "bound" for one in devices):
        raise Refused("parcel_not_seated")
    return mine is not None and mine.state == "replaced"
