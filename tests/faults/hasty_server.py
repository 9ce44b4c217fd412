"""A sabotaged server for test_kill9.py: it acks a score at once and saves it a moment later. Never serve a hall with it."""

from contest import runtime

runtime.patch()

import threading
from typing import Any

from contest import app, cli
from contest.access import Actor
from contest.actions import scoring
from contest.actions.act import Action
from contest.perform import Door

DELAY = 0.3  # seconds between the ack and the commit


class HastyDoor(Door):
    def perform(
        self, action: Action, actor: Actor, slug: str | None, fields: dict[str, Any], op_id: str | None = None
    ) -> dict[str, Any]:
        if action is not scoring.enter_score:
            return super().perform(action, actor, slug, fields, op_id)
        threading.Timer(DELAY, self._save, [action, actor, slug, fields, op_id]).start()
        score = {"value": fields["value"], "revision": fields["base"] + 1}
        return {"ok": True, "op_id": op_id, "revision": 0, "score": score, "sheet": {}}

    def _save(self, *act: Any) -> None:
        with self.app.app_context():
            super().perform(*act)

    app: Any = None


def create_app(*arguments: Any) -> Any:
    made = honest_create_app(*arguments)
    HastyDoor.app = made
    return made


honest_create_app = app.create_app
app.Door = HastyDoor  # type: ignore[misc]
cli.serving.create_app = create_app

if __name__ == "__main__":
    cli.main()
