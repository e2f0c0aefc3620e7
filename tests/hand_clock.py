"""The clock in our hand. Moments pass by themselves; seconds and hours only when a test says so."""

import asyncio
import heapq
from collections.abc import Awaitable, Callable

A_MOMENT = 0.6
"""Waits up to here are the pauses of a machine, not of people: pictures gathered, a commit tried again."""


class HandClock:
    """Keeps the promise of `server.live.clock.Clock` without ever sleeping."""

    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.moment = A_MOMENT
        self._now = now
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    def now(self) -> float:
        """What our hand shows."""
        return self._now

    async def wait_until(self, when: float) -> None:
        """Rest until somebody turns the hand so far."""
        if when - self._now <= self.moment:
            await asyncio.sleep(0)
            self._now = max(self._now, when)
            return
        self._count += 1
        rest: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (when, self._count, rest))
        await rest

    async def passes(self, seconds: float, settle: Callable[[], Awaitable[None]]) -> None:
        """Turn the hand from one awaited moment to the next, letting everything come to rest in between."""
        until = self._now + seconds
        await settle()
        while (due := self._next()) is not None and due <= until:
            self._now = max(self._now, due)
            self._wake()
            await settle()
        self._now = max(self._now, until)
        self._wake()
        await settle()

    def _next(self) -> float | None:
        while self._waiting and self._waiting[0][2].done():
            heapq.heappop(self._waiting)
        return self._waiting[0][0] if self._waiting else None

    def _wake(self) -> None:
        while (due := self._next()) is not None and due <= self._now:
            heapq.heappop(self._waiting)[2].set_result(None)
