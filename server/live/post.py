"""What one turn of the loop brings is carried out at its end: to each line once, for all rooms together."""

import asyncio
from typing import Any, Protocol

Joined = dict[tuple[Any, ...], bytes]
"""Frames → the one piece they make. It lives for one round: seats that are told the same share it."""


class Leaving(Protocol):
    """Somebody with something to tell."""

    def leaves(self, joined: Joined) -> None:
        """Hand over what waits."""


class Post:
    """One round a turn, however many rooms have something to say. A lone share leaves by the next turn."""

    def __init__(self) -> None:
        self._due: list[Leaving] = []

    def takes(self, box: Leaving) -> None:
        """Come by at the end of this turn."""
        if not self._due:
            asyncio.get_running_loop().call_soon(self._goes_round)
        self._due.append(box)

    def _goes_round(self) -> None:
        due, self._due = self._due, []
        joined: Joined = {}
        for box in due:
            box.leaves(joined)
