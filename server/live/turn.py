"""What one turn of the loop brings is gathered, for all rooms of this instance, and settled together at its end."""

import asyncio
from collections.abc import Callable


class Turn:
    """One callback of the loop, however many rooms have something to settle."""

    __slots__ = ("_rooms",)

    def __init__(self) -> None:
        self._rooms: list[Callable[[], None]] = []

    def ends_with(self, settles: Callable[[], None]) -> None:
        """Once whatever has come by now is read. It may not raise: others are waiting behind it."""
        if not self._rooms:
            asyncio.get_running_loop().call_soon(self._ends)
        self._rooms.append(settles)

    def _ends(self) -> None:
        rooms, self._rooms = self._rooms, []
        for settles in rooms:
            settles()
