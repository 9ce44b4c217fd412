"""One leaderboard to many viewers of two processes on PostgreSQL and Redis, beside the same viewers of one process on the same.

A desk changes the standings through the first process; half the viewers sit on each, or all on the one. Compiles
bench/load.c, starts its own PostgreSQL and Redis, interleaves the two over the repeats. Prints JSON: messages delivered
per second of server CPU (all processes together), and the ratio. Nothing is pinned: the machine must have cores to spare.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
os.environ["CONTEST_ASYNC_MODE"] = "threading"  # this process; the servers are told their own

import socketio  # noqa: E402

from contest import config  # noqa: E402
from contest.play import cookie_of  # noqa: E402
from tests import servers, services  # noqa: E402


def main() -> None:
    told = arguments()
    runs: dict[int, list[float]] = {1: [], 2: []}
    with ExitStack() as open_now:
        place = open_now.enter_context(tempfile.TemporaryDirectory(prefix="contest-bench-"))
        postgres, (url, _server) = open_now.enter_context(services.postgres()), open_now.enter_context(services.redis())
        client = Path(place) / "load"
        subprocess.run(["cc", "-O2", "-o", client, HERE / "load.c"], check=True)
        for repeat in range(told.repeats):
            for processes in runs:
                data = Path(place) / f"data{repeat}{processes}"
                data.mkdir()
                settings = {"CONTEST_DATABASE_URL": postgres.fresh(), "CONTEST_REDIS_URL": url}
                runs[processes].append(run(told, client, data, settings, processes))
    medians = {processes: statistics.median(found) for processes, found in runs.items()}
    print(json.dumps({**vars(told), "per_cpu_second": runs, "ratio": round(medians[2] / medians[1], 2)}, indent=2))


def run(told: argparse.Namespace, client: Path, data: Path, settings: dict[str, str], processes: int) -> float:
    """Messages per second of CPU over all processes."""
    os.environ.update(settings)
    slug, organizer = contest_in(data)
    with ExitStack() as open_now:
        started = [open_now.enter_context(servers.running(data, settings=settings)) for _ in range(processes)]
        stop = threading.Event()
        desk = threading.Thread(target=change, args=(started[0].url, slug, organizer, told.rate, stop))
        desk.start()
        loads = [load(client, server, told.viewers // processes, told.seconds, slug) for server in started]
        answers = [json.loads(one.communicate(timeout=120)[0]) for one in loads]
        stop.set()
        desk.join()
    cpu = sum(one["per_second"] / one["per_cpu_second"] for one in answers)
    return round(sum(one["per_second"] for one in answers) / cpu)


def contest_in(data: Path) -> tuple[str, str]:
    slug, _links = servers.big_contest(data, 5, 12, live=True)
    return slug, servers.signed_in(config.load(data))


def change(url: str, slug: str, link: str, rate: float, stop: threading.Event) -> None:
    """Give penalties, which every leaderboard shows."""
    desk = socketio.Client()
    desk.connect(
        url, auth={"contest": slug, "seat": "organizer"}, headers={"Cookie": cookie_of(url, link)}, transports=["websocket"]
    )
    for number in range(1_000_000):
        if stop.wait(1 / rate):
            break
        reason = {"round": 1, "entry": 1 + number % 12, "points": "0.5", "reason": f"Lần {number}"}
        ack = desk.call("give_penalty", {"op_id": secrets.token_hex(16), **reason}, timeout=30)
        assert ack["ok"], ack
    desk.disconnect()


def load(client: Path, server: servers.Server, viewers: int, seconds: float, slug: str) -> subprocess.Popen[str]:
    assert server.process is not None
    auth = json.dumps({"contest": slug, "seat": "public"})
    options = ["--pids", server.process.pid, "--auth", auth, "--hello", '420["watch",{"topics":["contest","standings"]}]']
    words = [client, "127.0.0.1", server.port, viewers, seconds, "--event", "standings", *options]
    return subprocess.Popen([str(one) for one in words], stdout=subprocess.PIPE, text=True)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Two processes and Redis against one.")
    parser.add_argument("--viewers", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=10)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--repeats", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    main()
