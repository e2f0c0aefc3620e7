"""The room's deadlines are data; here the earliest is armed, and rings by the line's clock."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from server.live.clock import Clock, in_time

NOT_FIRST: Final = 0.5
"""Seconds the others leave to the instance with the lowest name: no stampede, no lock (decision 12)."""


class Alarm:
    """One alarm of one room. Armed again for each new state; rings once for each deadline."""

    def __init__(self, clock: Clock, ring: Callable[[float], Awaitable[None]]) -> None:
        self._clock = clock
        self._ring = ring
        self._deadline: float | None = None
        self._when = 0.0
        self._moved = asyncio.Event()

    def arm(self, deadline: float | None, when: float) -> None:
        """Ring for `deadline`, at `when` by this instance's clock, and for nothing else."""
        self._deadline, self._when = deadline, when
        self._moved.set()

    async def run(self) -> None:
        """Ring for whatever is armed when its time comes."""
        while True:
            self._moved.clear()
            if self._deadline is None:
                await self._moved.wait()
            elif self._when > self._clock.now():
                await in_time(self._clock, self._when, self._moved.wait())
            else:
                rang_for, self._deadline = self._deadline, None
                await self._ring(rang_for)
