"""When the process tidies its memory: after a meeting, again and again while there is none, and seldom in between."""

import asyncio
from collections.abc import Callable
from math import ceil
from typing import Final

AFTER: Final = (1.0, 7.0)
"""Seconds after a meeting is over: when most lines have closed, and when the last one surely has."""
TOGETHER: Final = 1.0
"""Seconds within which meetings that end share their sweeps: each stops everybody in the house for its while."""
IDLE: Final = 5.0
"""Seconds between two sweeps of a house without a meeting: people ask for pages there, and addresses stay behind."""

BUSY: Final = 300.0
"""Seconds between two sweeps at most, while people meet: each line that broke leaves something behind, too."""


class Sweeps:
    """The sweeps of one house that are still to come."""

    def __init__(self, sweep: Callable[[], None]) -> None:
        self._sweep = sweep
        self._due: set[float] = set()

    def after_a_meeting(self) -> None:
        """It is over, and what it leaves behind goes soon."""
        loop = asyncio.get_running_loop()
        for later in AFTER:
            due = ceil((loop.time() + later) / TOGETHER) * TOGETHER
            if due not in self._due:
                self._due.add(due)
                loop.call_at(due, self._sweeps, due)

    def _sweeps(self, due: float) -> None:
        self._due.discard(due)
        self._sweep()
