"""A clock that goes by itself, since browsers have their own, and that a test can hurry on."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

STEP = 20.0
"""Every step asks everyone for a sign of life."""


class QuickClock:
    """Keeps the promise of `server.live.clock.Clock`."""

    def __init__(self) -> None:
        self._began = time.time() - time.monotonic()
        self._hurried = asyncio.Event()

    def now(self) -> float:
        """The real time, and as much as we were hurried on."""
        return self._began + time.monotonic()

    async def wait_until(self, when: float) -> None:
        """Rest until then, however it comes."""
        while (rest := when - self.now()) > 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurried.wait(), rest)
        await asyncio.sleep(0)

    async def passes(
        self, seconds: float, skipped: Callable[[], None], settle: Callable[[], Awaitable[None]]
    ) -> None:
        """On by so much, in steps, letting everything come to rest in between."""
        await settle()
        while seconds > 0:
            self._began += min(STEP, seconds)
            seconds -= STEP
            skipped()
            self._hurried.set()
            self._hurried = asyncio.Event()
            await settle()
