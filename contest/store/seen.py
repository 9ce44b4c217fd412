"""Under which number the public is told a body, the same in every process. PostgreSQL alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.dialects.postgresql import insert

from contest.store.database import db
from contest.store.seen_tables import SeenRow

SEEN = SeenRow.__table__
AT_ONCE = "READ COMMITTED"  # what another process has just noted counts


def number(contest_id: int, topic: str, audience: str, looked: int, body: Mapping[str, Any], now: int) -> int:
    """The number of this body, made at the contest's revision `looked`: that of who made it first, above every one before it.
    A body older than what was seen already gets one below that."""
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    key = {"contest_id": contest_id, "topic": topic, "audience": audience}
    here = (SEEN.c.contest_id == contest_id) & (SEEN.c.topic == topic) & (SEEN.c.audience == audience)
    with db.engine.connect().execution_options(isolation_level=AT_ONCE) as connection, connection.begin():
        known = connection.execute(select(SEEN).where(here)).first()
        if known is not None and known.digest == digest:
            return int(known.number)
        new = insert(SEEN).values(**key, looked=looked, digest=digest, number=now)
        is_same = SEEN.c.digest == new.excluded.digest
        above = case((is_same, SEEN.c.number), else_=func.greatest(new.excluded.number, SEEN.c.number + 1))
        noted = new.on_conflict_do_update(
            index_elements=list(key), where=SEEN.c.looked <= new.excluded.looked,
            set_={"looked": new.excluded.looked, "digest": new.excluded.digest, "number": above},
        ).returning(SEEN.c.number)
        told = connection.execute(noted).scalar()
        return int(told if told is not None else connection.execute(select(SEEN.c.number).where(here)).scalar_one() - 1)
