"""The one door for change: act, audit, commit, publish, in that order. Nothing is announced before it is saved."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import bindparam, insert, select

from contest import access, words
from contest.access import Actor
from contest.actions.act import Action, Do, check_seen
from contest.clock import Clock
from contest.rules.facts import Fact
from contest.rules.refusals import Refused
from contest.store import audit, read, structures
from contest.store.database import db
from contest.store.tables import ContestRow, OperationRow
from contest.turns import Turns

log = logging.getLogger(__name__)
Publish = Callable[[str, Sequence[Fact]], None]
_KEPT = select(OperationRow.seat, OperationRow.payload, OperationRow.ack).where(OperationRow.op_id == bindparam("asked"))
_KEEP = insert(OperationRow.__table__)


class Batch:
    """What acts that share one commit have in common: the contests they act on, and where each one's log ends."""

    def __init__(self) -> None:
        self.log = audit.Log()
        self._contests: dict[str, ContestRow] = {}

    def contest(self, slug: str) -> ContestRow:
        """Raises Refused('not_found')."""
        row = self._contests.get(slug)
        if row is None or row.slug != slug:
            row = self._contests[slug] = read.contest_row(slug)
        return row


class Door:
    """Joins the clock and the publisher to `perform`; `app.py` makes the one there is."""

    def __init__(self, clock: Clock, publish: Publish) -> None:
        self.clock = clock
        self.publish = publish
        self._turns = Turns(Batch)

    def perform(
        self, action: Action, actor: Actor, slug: str | None, fields: dict[str, Any], op_id: str | None = None,
        seen: int | None = None,
    ) -> dict[str, Any]:
        """Do one act and answer its ack. The same `op_id` and payload get the first ack again. `seen`: server time of what
        the actor looked at, where they say it. Raises Refused."""
        name, payload, language = action.__name__, _payload(action.__name__, slug, fields), words.language()

        def act(batch: Batch) -> tuple[dict[str, Any], str, Sequence[Fact]]:
            earlier = _earlier(op_id, actor, payload)
            if earlier is not None:
                return earlier, "", ()
            do = Do(actor, self.clock.now(), batch.contest(slug) if slug is not None else None)
            access.check_act(actor, name, do.contest.phase if do.contest else None)
            check_seen(do, seen)
            with words.use(language):  # the actor's, whoever's turn it is
                done = action(do, **fields)
            if done.facts:
                do.row.revision += 1
                if not structures.SCORING.issuperset(map(type, done.facts)):
                    do.row.structure_revision += 1
                db.session.flush()
                batch.log.append(do.row.id, done.facts, actor.seat, do.now, op_id)
            ack = {"ok": True, "op_id": op_id, "revision": do.row.revision, **done.answer}
            if op_id is not None:
                told = {"contest_id": do.row.id, "op_id": op_id, "seat": actor.seat, "payload": payload, "ack": ack}
                db.session.connection().execute(_KEEP, told)
            return ack, do.row.slug, done.facts

        ack, acted_on, facts = self._turns.take(act)
        self._tell(acted_on, facts)
        return ack

    def _tell(self, slug: str, facts: Sequence[Fact]) -> None:
        """What was saved is saved: a failure to tell of it is logged, never answered as a refusal."""
        if not slug:
            return
        try:
            self.publish(slug, facts)
        except Exception:
            log.exception("telling of a saved act failed")


def _payload(name: str, slug: str | None, fields: dict[str, Any]) -> str:
    return hashlib.sha256(audit.canonical([name, slug, fields]).encode()).hexdigest()


def _earlier(op_id: str | None, actor: Actor, payload: str) -> dict[str, Any] | None:
    """The first ack of this operation. Raises Refused('operation_reused') when it was another act or another seat."""
    if op_id is None:
        return None
    row = db.session.execute(_KEPT, {"asked": op_id}).first()
    if row is None:
        return None
    if row.seat != actor.seat or row.payload != payload:
        raise Refused("operation_reused")
    first: dict[str, Any] = row.ack
    return first
