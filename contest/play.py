"""The demo's players: an organizer at the desk and five judges, real websocket clients that came in by their links.

A process of its own (`python -m contest.play`, its cast as JSON on standard input), never patched: it sees the server
only as a browser does. It prints one line for the act that was refused, should somebody play along, and goes on.
"""

from __future__ import annotations

import json
import re
import secrets
import sys
import threading
import time
from decimal import Decimal
from typing import Any

import requests
import socketio

from contest import words
from contest.words import N_, _

CSRF = re.compile(r'name="csrf-token" content="([^"]+)"')
PATIENCE = 10  # seconds for an ack
ROUND, ARRANGING, PRESENTING = 1, 1, 2
STAMPS = ((6, 14), (1, 10), (3, 7), (7, 4), (8, 2))  # entry, seconds before time is up
LATE_ENTRY = 5
FREEZE_AFTER = 6
# what the panel thinks of each entry, criterion by criterion: 2 and 4 share a place, 3 and 7 are parted by the theme
LEVELS = {
    1: ("17", "21", "17", "12.5", "17"),
    2: ("18", "22", "17.5", "13", "18"),
    3: ("18.5", "22.5", "18", "13.5", "18.5"),
    4: ("18", "22", "17", "13.5", "18"),
    5: ("19", "23", "18.5", "14", "19"),
    6: ("17.5", "21.5", "17", "13", "17"),
    7: ("18", "23.5", "18.5", "13.5", "17.5"),
    8: ("19", "23.5", "19", "14", "18"),
}
SEVERITY = ("-1", "-0.5", "0", "0.5", "1")  # adds up to nothing over the panel
JOINT = N_("Equal in everything: a joint place")
OVER = N_("The story is over. The server goes on: look around, then stop it with Ctrl-C.")


class Refusal(Exception):
    """The server said no, in the words of its ack."""


class Seat:
    """A browser that paired with its link and holds one connection."""

    def __init__(self, server: str, slug: str, link: str, language: str = words.FIRST) -> None:
        self.seat = link.partition("#")[0].rpartition("/")[2]
        self._socket = socketio.Client()
        self._socket.connect(
            server,
            headers={"Cookie": cookie_of(server, link)},
            auth={"contest": slug, "seat": self.seat, "lang": language},
            transports=["websocket"],
        )

    def ask(self, command: str, **fields: Any) -> dict[str, Any]:
        """Do one command. Raises Refusal."""
        ack = self._socket.call(command, {"op_id": secrets.token_hex(16), **fields}, timeout=PATIENCE)
        if not ack["ok"]:
            raise Refusal(f"{command}: {ack['message']}")
        return dict(ack)

    def attempt(self, command: str, **fields: Any) -> dict[str, Any] | None:
        """The same; a refusal is told and passed over, for somebody else may be playing too."""
        try:
            return self.ask(command, **fields)
        except Refusal as refusal:
            print(refusal, file=sys.stderr)
            return None

    def see(self, topic: str) -> dict[str, Any]:
        """A topic's body as it is now."""
        ack = self._socket.call("watch", {"topics": [topic]}, timeout=PATIENCE)
        return dict(ack["topics"][topic]["body"])

    def now(self) -> int:
        """Server time in milliseconds."""
        return int(self._socket.call("read_clock", {}, timeout=PATIENCE)["now"])

    def close(self) -> None:
        self._socket.disconnect()


class Story:
    """What happens, in order. Seconds are divided by the speed."""

    def __init__(self, cast: dict[str, Any]) -> None:
        self.speed = float(cast["speed"])
        seat = (cast["server"], cast["slug"])
        self.desk = Seat(*seat, cast["organizer"], cast["language"])
        self.judges = [Seat(*seat, link, cast["language"]) for link in cast["judges"]]

    def tell(self) -> None:
        self.pause(4)
        self.finish_arranging()
        for entry in LEVELS:
            self.present(entry)
        self.decide()

    def finish_arranging(self) -> None:
        """The last seconds, the stamps, the team that is late and what it costs."""
        self.show("countdown")
        stage = {"round": ROUND, "stage": ARRANGING}
        for entry, before in STAMPS:
            self.wait_for_zero(before)
            self.desk.attempt("stamp_finish", **stage, entry=entry, tapped_at=self.desk.now())
        self.wait_for_zero(0)
        self.pause(8, at_least=2)  # a stamp is floored to whole seconds: late is late only after one
        self.desk.attempt("stamp_finish", **stage, entry=LATE_ENTRY, tapped_at=self.desk.now())
        self.desk.attempt("call_hands_off", **stage)
        self.pause(3)
        self.desk.attempt("end_countdown", **stage, entry=None, base=self.desk.see("countdown")["revision"])
        for penalty in self.desk.see("penalties")["penalties"]:
            if penalty["state"] == "proposed":
                self.desk.attempt("confirm_penalty", penalty=penalty["penalty"])
        self.pause(2)

    def present(self, entry: int) -> None:
        """An entry comes on stage, the judges score it, the leaderboard follows until it is frozen."""
        stage = {"round": ROUND, "stage": PRESENTING, "entry": entry}
        self.desk.attempt("call_entry", **stage)
        self.show("presenting")
        self.desk.attempt("start_countdown", **stage, base=self.desk.see("countdown")["revision"])
        self.score(entry)
        self.desk.attempt("end_countdown", **stage, base=self.desk.see("countdown")["revision"])
        if entry == FREEZE_AFTER:
            self.show("leaderboard")
            self.pause(3)
            self.draw("frozen")
        self.show("leaderboard" if entry <= FREEZE_AFTER else "progress")
        self.pause(5)

    def score(self, entry: int) -> None:
        """All judges at once, each at their own pace."""
        working = [
            threading.Thread(target=self.fill, args=(number, judge, entry)) for number, judge in enumerate(self.judges)
        ]
        for one in working:
            one.start()
        for one in working:
            one.join()

    def fill(self, number: int, judge: Seat, entry: int) -> None:
        """One scoresheet from the first score to the signature."""
        sheet = None
        for criterion, level in enumerate(LEVELS[entry], 1):
            self.pause(0.6 + 0.1 * number)
            value = Decimal(level) + Decimal(SEVERITY[(number + entry + criterion // 2) % len(SEVERITY)])
            cell = {"round": ROUND, "entry": entry, "criterion": criterion, "value": str(value), "base": 0}
            sheet = judge.attempt("enter_score", **cell) or sheet
        if sheet is not None:
            judge.attempt("submit_scoresheet", round=ROUND, entry=entry, base=sheet["sheet"]["revision"])

    def decide(self) -> None:
        """The lock, the tie that the rules left open, the result, and the curtain up."""
        self.desk.attempt("close_round", round=ROUND)
        self.pause(4)
        for tie in self.desk.see("standings")["ties"]:
            self.desk.attempt("settle_tie", entries=tie["entries"], joint=True, reason=_(JOINT))
        self.desk.attempt("confirm_result")
        self.show("leaderboard")
        self.pause(3)
        self.draw("published")

    def show(self, scene: str) -> None:
        self.desk.attempt("show_scene", screen=None, scene=scene)

    def draw(self, curtain: str) -> None:
        base = self.desk.see("contest")["revision_of_curtain"]
        self.desk.attempt("set_curtain", curtain=curtain, base=base)

    def wait_for_zero(self, before: int) -> None:
        """Until so many seconds before time is up, by the server's clock."""
        ends_at = self.desk.see("countdown")["ends_at"]
        if ends_at is not None:
            time.sleep(max(0, (ends_at - self.desk.now()) / 1000 - before))

    def pause(self, seconds: float, at_least: float = 0) -> None:
        time.sleep(max(at_least, seconds / self.speed))

    def close(self) -> None:
        for seat in (self.desk, *self.judges):
            seat.close()


def main() -> None:
    cast = json.load(sys.stdin)
    words.set_language(cast["language"])
    story = Story(cast)
    story.tell()
    story.close()
    print(_(OVER), flush=True)


def cookie_of(server: str, link: str) -> str:
    """Exchange a link's secret for its cookie, as the page does; answers the Cookie header."""
    path, _hash, secret = link.partition("#")
    exchange = path if path == "/organizer" else f"{path}/pair"
    with requests.Session() as browser:
        token = CSRF.search(browser.get(server + path, timeout=PATIENCE).text)
        if token is None:
            raise Refusal(f"{path}: no form here")
        answer = browser.post(
            server + exchange, json={"secret": secret}, headers={"X-CSRFToken": token[1]}, timeout=PATIENCE
        )
        answer.raise_for_status()
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies)


if __name__ == "__main__":
    try:
        main()
    except (KeyboardInterrupt, socketio.exceptions.SocketIOError, requests.RequestException):
        sys.exit(1)  # the server was stopped in the middle of the story
