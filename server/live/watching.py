"""Whether the place where instances meet is still as it was promised. Looked at once a minute."""

from collections.abc import Awaitable, Callable
from typing import Final

from server import quiet
from server.live.clock import Clock

AGAIN: Final = 60.0
OLD: Final = 360.0
"""Seconds after which what was seen counts as unknown, and unknown is not fine."""

Look = Callable[[], Awaitable[bool | None]]
"""Whether all is as it must be; None where it cannot be seen now."""


class Watch:
    """While it is not fine no new meeting begins; those that live go on (decision 32)."""

    def __init__(self, clock: Clock, look: Look) -> None:
        self._clock = clock
        self._look = look
        self._safe = True
        self._seen_at = clock.now()

    def is_fine(self) -> bool:
        """By what was seen last, and not too long ago."""
        return self._safe and self._clock.now() - self._seen_at < OLD

    async def run(self) -> None:
        """For as long as the house is open. It was looked at before that, or it would not be open."""
        while True:
            await self._clock.wait_until(self._clock.now() + AGAIN)
            safe = await self._look()
            if safe is None:
                continue
            if safe != self._safe:
                quiet.note(quiet.Event.LINE_SAFE if safe else quiet.Event.LINE_UNSAFE)
            self._safe, self._seen_at = safe, self._clock.now()
