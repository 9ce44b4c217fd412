"""One leaderboard to many viewers: messages delivered per second of server CPU.

Contest beside naive Flask-SocketIO and, with --node (NODE_PATH must lead to socket.io), beside Node's socket.io. Compiles
bench/load.c, starts each server anew, pinned to one core with the client on another, interleaved over the repeats. Prints JSON:
median and range of each figure, and the ratios. A run whose client used 90 % of its core or more is void and named as such.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
os.environ["CONTEST_ASYNC_MODE"] = "threading"  # this process; the servers are told their own

from tests import servers  # noqa: E402

SERVER_CORE, CLIENT_CORE = 0, 1
FIGURES = ("per_cpu_second", "per_second", "p50_ms", "p99_ms", "all_ready_ms", "kb_per_line", "grown_kb")
HEALTH = ("client_cpu_pct", "ready", "lost", "silent")


def main() -> None:
    told = arguments()
    with tempfile.TemporaryDirectory(prefix="contest-bench-") as place:
        folder = Path(place)
        data = folder / "data"
        data.mkdir()
        slug, _links = servers.big_contest(data, told.judges, told.entries, live=True)
        client = folder / "load"
        subprocess.run(["cc", "-O2", "-o", client, HERE / "load.c"], check=True)
        names = ["contest", "naive", *(["node"] if told.node else [])]
        runs: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
        for _ in range(told.repeats):
            for name in names:
                runs[name].append(run(name, told, folder, client, slug))
    print(json.dumps(summary(told, runs), indent=2))


def run(name: str, told: argparse.Namespace, folder: Path, client: Path, slug: str) -> dict[str, Any]:
    port, snapshot = servers.free_port(), folder / "snapshot.json"
    own = [sys.executable, HERE / "fanout_servers.py", name]
    command = ["node", HERE / "peer_socketio.cjs"] if name == "node" else own
    rest = [port, told.rate, snapshot, *([folder / "data", slug] if name == "contest" else [])]
    environment = {**servers.environment(CONTEST_ASYNC_MODE="eventlet"), "DEFLATE": str(int(told.deflate))}
    with (folder / "log").open("a") as log:
        words = [str(one) for one in [*pinned(SERVER_CORE), *command, *rest]]
        server = subprocess.Popen(words, env=environment, stdout=log, stderr=log)
    try:
        wait_until_up(port)
        auth = json.dumps({"contest": slug, "seat": "public"})
        options = ["--pids", server.pid, "--auth", auth, "--hello", '420["watch",{"topics":["standings"]}]', "--mute", told.mute]
        options += ["--deflate"] * told.deflate + ["--storm"] * told.storm + ["--spin"] * told.spin
        words = [*pinned(CLIENT_CORE), client, "127.0.0.1", port, told.viewers, told.seconds, *options]
        answer = subprocess.run([str(one) for one in words], check=True, capture_output=True, text=True)
        found: dict[str, Any] = json.loads(answer.stdout)
        return found
    finally:
        server.terminate()
        server.wait(timeout=15)


def wait_until_up(port: int) -> None:
    last = time.monotonic() + 30
    while not servers.is_up(f"http://127.0.0.1:{port}"):
        if time.monotonic() > last:
            raise SystemExit("the server did not come up")
        time.sleep(0.05)


def summary(told: argparse.Namespace, runs: dict[str, list[dict[str, Any]]]) -> dict[str, Any]:
    told_of = {
        name: {figure: spread([one[figure] for one in found]) for figure in FIGURES + HEALTH} for name, found in runs.items()
    }
    mine = told_of["contest"]["per_cpu_second"]["median"]
    return {
        **vars(told), **told_of,
        "void": [name for name, found in runs.items() if any(one["client_cpu_pct"] >= 90 and not told.spin for one in found)],
        "ratio": {name: round(mine / max(1, told_of[name]["per_cpu_second"]["median"]), 2) for name in runs if name != "contest"},
    }  # fmt: skip


def spread(values: list[float]) -> dict[str, float]:
    return {"median": statistics.median(values), "least": min(values), "most": max(values)}


def pinned(core: int) -> list[str]:
    return ["taskset", "-c", str(core)] if shutil.which("taskset") else []


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the fan-out of one leaderboard.")
    parser.add_argument("--viewers", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=10)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--judges", type=int, default=5)
    parser.add_argument("--entries", type=int, default=12)
    parser.add_argument("--mute", type=int, default=0)
    parser.add_argument("--deflate", action="store_true")
    parser.add_argument("--storm", action="store_true")
    parser.add_argument("--spin", action="store_true")
    parser.add_argument("--node", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
