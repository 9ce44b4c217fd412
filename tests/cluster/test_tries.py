"""Tries that are counted together: two processes share one limit; while Redis is away each counts for itself."""

from __future__ import annotations

import pytest
from limits import RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter

from contest.tries import Tries
from tests import services

pytestmark = pytest.mark.server
THREE = RateLimitItemPerMinute(3)


@pytest.mark.parametrize("strategy", [FixedWindowRateLimiter, MovingWindowRateLimiter])
def test_a_limit_holds_over_all_processes_and_without_redis_in_each(strategy: type[RateLimiter]) -> None:
    with services.redis() as (url, server):
        one, other = Tries(strategy), Tries(strategy)
        one.share(url)
        other.share(url)
        assert [one.hit(THREE, "sign_in", "192.0.2.1"), other.hit(THREE, "sign_in", "192.0.2.1")] == [True, True]
        assert one.hit(THREE, "sign_in", "192.0.2.1")
        assert not other.test(THREE, "sign_in", "192.0.2.1")
        assert not other.hit(THREE, "sign_in", "192.0.2.1")
        server.kill()
        assert other.hit(THREE, "sign_in", "192.0.2.1")  # its third; the fourth is refused here too
        assert not other.hit(THREE, "sign_in", "192.0.2.1")
