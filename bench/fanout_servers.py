"""The servers that bench/fanout.py compares, each in a process of its own: `contest`, and `naive`, Flask-SocketIO as it comes.

    fanout_servers.py contest|naive PORT RATE SNAPSHOT [DATA SLUG]

Each sends the same leaderboard snapshot RATE times a second to everybody who watches. `contest` is the whole app on a folder
with a contest; it writes SNAPSHOT, which `naive` (and peer_socketio.cjs) read.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from contest import runtime  # noqa: E402

runtime.patch()

TOPIC = "standings"
CONNECTIONS = 20_000


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def beat(rate: float, emit: Any, sleep: Any) -> None:
    """Emit at a steady rate; a beat that comes late is not made up for."""
    due = time.monotonic()
    while True:
        emit()
        due = max(due + 1 / rate, time.monotonic())
        sleep(max(0.0, due - time.monotonic()))


def contest(port: int, rate: float, snapshot: Path, data: Path, slug: str) -> None:
    from contest import config, serving
    from contest.app import create_app
    from contest.live import topics

    app = create_app(config.load(data, port=port, most_viewers=CONNECTIONS))
    joined = serving.parts(app)
    with app.app_context():
        message = joined.latest.message(slug, TOPIC, "public")
    snapshot.write_text(json.dumps(message))
    room = topics.room(slug, TOPIC, "public")

    def emit() -> None:
        joined.socketio.emit(TOPIC, {**message, "sent_at": now_ms()}, to=room)

    serving.settle()
    joined.socketio.start_background_task(beat, rate, emit, joined.socketio.sleep)
    runtime.serve(app, runtime.listen("127.0.0.1", port), CONNECTIONS)


def naive(port: int, rate: float, snapshot: Path) -> None:
    """As the documentation has it, with TCP_NODELAY and a backlog and a limit that let the crowd in."""
    from flask import Flask
    from flask_socketio import SocketIO, join_room

    app = Flask(__name__)
    app.add_url_rule("/healthz", "healthz", lambda: "ok")
    socketio = SocketIO(app, async_mode="eventlet", ping_interval=5, ping_timeout=5)
    message = json.loads(snapshot.read_text())

    @socketio.on("watch")
    def watch(told: Any) -> dict[str, Any]:
        for name in told["topics"]:
            join_room(name)
        return {"ok": True, "topics": {TOPIC: message}}

    def emit() -> None:
        socketio.emit(TOPIC, {**message, "sent_at": now_ms()}, to=TOPIC)

    socketio.start_background_task(beat, rate, emit, socketio.sleep)
    runtime.serve(app, runtime.listen("127.0.0.1", port), CONNECTIONS)


if __name__ == "__main__":
    which, port, rate, snapshot, *own = sys.argv[1:]
    if which == "contest":
        contest(int(port), float(rate), Path(snapshot), Path(own[0]), own[1])
    else:
        naive(int(port), float(rate), Path(snapshot))
