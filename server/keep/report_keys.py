"""The keys that can tell a true report from a false one, for an hour after each meeting. They hold no words.

They live beside the meetings and not in them: `wipe` takes everything of a room, and this one thing is to
stay a little longer (decision 8). After that nothing that was said can be proved to anybody.
"""

from collections.abc import Callable
from typing import Final, Protocol

LIFE: Final = 3600.0
"""Seconds after `closed`."""


class OutOfReach(Exception):
    """Where they rest cannot be reached now."""


class ReportKeys(Protocol):
    """Where they rest, each sealed under the house secret. Either verb may raise `OutOfReach`."""

    async def leave(self, room: str, box: bytes, seconds: float) -> None:
        """Let it rest for so long; where one rests already, that one stays."""

    async def find(self, room: str) -> bytes | None:
        """The box, as long as it rests."""


class InMemory:
    """For a house in one process: the keys end with it, if they do not end before."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._boxes: dict[str, tuple[float, bytes]] = {}

    async def leave(self, room: str, box: bytes, seconds: float) -> None:
        """See `ReportKeys.leave`."""
        self._let_go()
        if seconds > 0:
            self._boxes.setdefault(room, (self._clock() + seconds, box))

    async def find(self, room: str) -> bytes | None:
        """See `ReportKeys.find`."""
        self._let_go()
        return self._boxes[room][1] if room in self._boxes else None

    def _let_go(self) -> None:
        now = self._clock()
        self._boxes = {room: kept for room, kept in self._boxes.items() if now < kept[0]}
