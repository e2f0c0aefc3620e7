"""Questions to one Redis, all through one door: as many at once as there are, and each answered in its turn."""

import asyncio

from server.line.door import PATIENCE, Door, Way, Word, opened


class Questions:
    """The door is opened for the first question, and again for the first after it fell shut."""

    def __init__(self, way: Way) -> None:
        self._way = way
        self._door: Door | None = None
        self._opening = asyncio.Lock()

    async def ask(self, *words: Word) -> object:
        """The answer. Raises `OSError` where none comes, and `RedisError` where it is a refusal.

        A door that fell shut is opened again, once: a commit that had been done says so. Silence is silence.
        """
        try:
            return await self._ask(words)
        except ConnectionError:
            return await self._ask(words)

    async def _ask(self, words: tuple[Word, ...]) -> object:
        door = await self._opened()
        silence = asyncio.get_running_loop().call_later(PATIENCE, door.shuts, TimeoutError)
        try:
            return await door.ask(*words)
        finally:
            silence.cancel()

    async def _opened(self) -> Door:
        if self._door is not None and not self._door.shut.done():
            return self._door
        async with self._opening:
            if self._door is None or self._door.shut.done():
                self._door = await opened(self._way, _unasked)
            return self._door

    def close(self) -> None:
        """Nothing more is asked."""
        if self._door is not None:
            self._door.shuts()


def _unasked(said: object) -> None:
    """Redis says nothing here by itself."""
