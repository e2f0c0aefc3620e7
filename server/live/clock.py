"""The only place with time. Everything else is handed a clock, and tests hold one in their hand."""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Clock(Protocol):
    """Seconds since 1970 that never go back, and patience."""

    def now(self) -> float:
        """The time here."""

    async def wait_until(self, when: float) -> None:
        """Rest until then; not at all where it has passed."""


class WallClock:
    """The real one: read from the calendar once, counted monotonically from then on."""

    def __init__(self) -> None:
        self._began = time.time() - time.monotonic()

    def now(self) -> float:
        """See `Clock.now`."""
        return self._began + time.monotonic()

    async def wait_until(self, when: float) -> None:
        """See `Clock.wait_until`."""
        await asyncio.sleep(max(0.0, when - self.now()))


async def in_time(clock: Clock, until: float, hope: Coroutine[Any, Any, T]) -> T | None:
    """What `hope` brings, or None where it is not there by `until`. Nothing of it goes on afterwards."""
    hoping = asyncio.ensure_future(hope)
    resting = asyncio.ensure_future(clock.wait_until(until))
    try:
        await asyncio.wait((hoping, resting), return_when=asyncio.FIRST_COMPLETED)
        return hoping.result() if hoping.done() else None
    finally:
        hoping.cancel()
        resting.cancel()
        await asyncio.gather(hoping, resting, return_exceptions=True)
