"""At most one request a second to a host, or as few as its robots.txt asks for."""

from __future__ import annotations

import time
from collections.abc import Callable

INTERVAL = 1.0


class Pace:
    """When a host may be asked again. The clock and the waiting can be replaced."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._last: dict[str, float] = {}
        self._intervals: dict[str, float] = {}

    def slow_down(self, host: str, interval: float) -> None:
        """Keep at least so many seconds between two requests to a host."""
        self._intervals[host] = max(interval, INTERVAL)

    def wait_turn(self, host: str) -> None:
        """Wait until a host may be asked, and take the turn."""
        last = self._last.get(host)
        if last is not None:
            self.wait(last + self._intervals.get(host, INTERVAL) - self._clock())
        self._last[host] = self._clock()

    def wait(self, seconds: float) -> None:
        """Wait some seconds; none if there are none."""
        if seconds > 0:
            self._sleep(seconds)
