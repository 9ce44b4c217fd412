"""How often somebody may try what is worth guessing: counted in memory, and in Redis where several processes share a count."""

from __future__ import annotations

import logging
from typing import Any

from limits import RateLimitItem
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import RateLimiter

log = logging.getLogger(__name__)
SECONDS = 1.0  # for an answer of Redis


class Tries:
    """`hit` and `test` as the strategy's own. While Redis is away each process counts for itself."""

    def __init__(self, strategy: type[RateLimiter]) -> None:
        self._strategy = strategy
        self._here = strategy(MemoryStorage())
        self._shared: RateLimiter | None = None

    def share(self, url: str | None) -> None:
        """Count together with every process that is told the same address; None: alone."""
        patience: dict[str, Any] = {"socket_timeout": SECONDS, "socket_connect_timeout": SECONDS}
        self._shared = self._strategy(RedisStorage(url, wrap_exceptions=False, key_prefix="contest", **patience)) if url else None

    def hit(self, item: RateLimitItem, *who: str) -> bool:
        """Count one try; whether it was within the limit."""
        return self._counted("hit", item, *who)

    def test(self, item: RateLimitItem, *who: str) -> bool:
        """Whether one more would be."""
        return self._counted("test", item, *who)

    def _counted(self, what: str, item: RateLimitItem, *who: str) -> bool:
        here = bool(getattr(self._here, what)(item, *who))
        if self._shared is None:
            return here
        try:
            return here and bool(getattr(self._shared, what)(item, *who))
        except Exception as fault:  # whatever a driver raises; the count of this process stands
            log.warning("tries are counted by each process alone: %s", fault)
            return here
