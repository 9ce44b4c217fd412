"""Three sabotaged servers that the checker must catch: `ack_first` saves a moment after its ack, `no_memory` does every
operation it is sent anew, `leaky` acks one of a hundred without saving it. Never serve a hall with them.
"""

from contest import runtime

runtime.patch()

import itertools
import sys
import threading
from typing import Any

from sqlalchemy import delete, select

from contest import app, cli, perform
from contest.access import Actor
from contest.actions import scoring
from contest.actions.act import Action, Do, Done
from contest.store import read
from contest.store.database import db, writing
from contest.store.tables import OperationRow

DELAY = 0.3  # seconds between the ack and the commit
LEAK = 100  # one of so many is acked and not saved
EARLY = 10  # operations before the first leak


class AckFirst(perform.Door):
    app: Any = None

    def perform(
        self, action: Action, actor: Actor, slug: str | None, fields: dict[str, Any], op_id: str | None = None,
        seen: int | None = None,
    ) -> dict[str, Any]:
        if action is not scoring.enter_score:
            return super().perform(action, actor, slug, fields, op_id, seen)
        threading.Timer(DELAY, self._save, [action, actor, slug, fields, op_id, seen]).start()
        return acked(fields, op_id)

    def _save(self, *act: Any) -> None:
        with self.app.app_context():
            super().perform(*act)


class NoMemory(perform.Door):
    """Forgets what it did and takes any base for the newest."""

    app: Any = None

    def perform(
        self, action: Action, actor: Actor, slug: str | None, fields: dict[str, Any], op_id: str | None = None,
        seen: int | None = None,
    ) -> dict[str, Any]:
        if action is not scoring.enter_score:
            return super().perform(action, actor, slug, fields, op_id, seen)
        with writing():
            db.session.execute(delete(OperationRow).where(OperationRow.op_id == op_id))
        return super().perform(enter_score, actor, slug, fields, op_id, seen)


def enter_score(do: Do, round: int, entry: int, criterion: int, value: str | None, base: int) -> Done:
    row = read.score_row(do.row.id, round, entry, do.actor.number or 0, criterion)
    return scoring.enter_score(do, round, entry, criterion, value, row.revision if row else 0)


class Leaky(perform.Door):
    app: Any = None
    count = itertools.count(LEAK - EARLY)  # in each process anew, and a kill may come soon

    def perform(
        self, action: Action, actor: Actor, slug: str | None, fields: dict[str, Any], op_id: str | None = None,
        seen: int | None = None,
    ) -> dict[str, Any]:
        known = db.session.scalar(select(OperationRow).where(OperationRow.op_id == op_id))
        if action is scoring.enter_score and known is None and next(self.count) % LEAK == 0:
            return acked(fields, op_id)
        return super().perform(action, actor, slug, fields, op_id, seen)


def acked(fields: dict[str, Any], op_id: str | None) -> dict[str, Any]:
    """An ack as it would look had the score been saved."""
    score = {"value": fields["value"], "revision": fields["base"] + 1}
    return {"ok": True, "op_id": op_id, "revision": 0, "score": score, "sheet": {"revision": 0}}


SABOTAGED: dict[str, Any] = {"ack_first": AckFirst, "no_memory": NoMemory, "leaky": Leaky}
honest_create_app = app.create_app


def create_app(*arguments: Any) -> Any:
    made = honest_create_app(*arguments)
    door.app = made
    return made


if __name__ == "__main__":
    door = SABOTAGED[sys.argv.pop(1)]
    app.Door = door  # type: ignore[misc]
    cli.serving.create_app = create_app
    cli.main()
