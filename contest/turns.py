"""Acts that arrive together share one commit: the disk is waited for once, and each is answered after it as if alone.

Where one of them is refused nothing of the common commit stands, and each is done again by itself: a "no" to one changes
nothing for the others.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from contest.rules.refusals import Refused
from contest.store.database import transaction, turn

Batch = TypeVar("Batch")
Answer = TypeVar("Answer")
MOST = 64  # acts in one commit


@dataclass(eq=False)
class _Act(Generic[Batch]):
    work: Callable[[Batch], Any]
    answer: Any = None
    failure: Exception | None = field(default_factory=lambda: Refused("try_again"))  # of one that was never done

    def done(self, answer: Any) -> None:
        self.answer, self.failure = answer, None


class Turns(Generic[Batch]):
    """`begin` makes what the acts of one commit have in common."""

    def __init__(self, begin: Callable[[], Batch]) -> None:
        self._begin = begin
        self._waiting: list[_Act[Batch]] = []
        self._lock = threading.Lock()

    def take(self, work: Callable[[Batch], Answer]) -> Answer:
        """What `work` answers, once that is committed; it is called again where the first commit came to nothing. Raises what
        it raises, and what the store refuses."""
        mine = _Act(work)
        with self._lock:
            self._waiting.append(mine)
        time.sleep(0)  # whoever came in the same turn of the loop joins in
        try:
            self._commit_with(mine)
        except Refused:  # our turn did not come
            if self._withdrawn(mine):
                raise
            self._commit_with(mine)  # somebody has it in hand
        if mine.failure is not None:
            raise mine.failure
        answer: Answer = mine.answer
        return answer

    def _commit_with(self, mine: _Act[Batch]) -> None:
        """Commit what waits until `mine` is among it; nothing to do where another one's turn took it along."""
        with turn():
            while mine in self._waiting:
                with self._lock:
                    together, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                if len(together) == 1 or not self._is_committed(together):
                    for one in together:
                        self._alone(one)

    def _is_committed(self, together: list[_Act[Batch]]) -> bool:
        try:
            with transaction():
                batch = self._begin()
                answers = [one.work(batch) for one in together]
        except Exception:
            return False
        for one, answer in zip(together, answers, strict=True):
            one.done(answer)
        return True

    def _alone(self, one: _Act[Batch]) -> None:
        try:
            with transaction():
                answer = one.work(self._begin())
        except Exception as failure:
            one.failure = failure
        else:
            one.done(answer)

    def _withdrawn(self, mine: _Act[Batch]) -> bool:
        with self._lock:
            is_waiting = mine in self._waiting
            if is_waiting:
                self._waiting.remove(mine)
        return is_waiting
