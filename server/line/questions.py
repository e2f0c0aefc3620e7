"""Questions to one Redis, all through one pipe: as many at once as there are, and each answered in its turn."""

import asyncio

from server.line.pipe import PATIENCE, Address, Pipe, Word, opened


class Questions:
    """The pipe is opened for the first question, and again for the first after it closed."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._pipe: Pipe | None = None
        self._opening = asyncio.Lock()
        self._over = False

    async def ask(self, *words: Word) -> object:
        """The answer. Raises `OSError` where none comes, and `RedisError` where it is a refusal.

        A pipe that closed is opened again, once: a commit that had been done says so. Silence is silence.
        """
        try:
            return await self._ask(words)
        except ConnectionError:
            return await self._ask(words)

    async def _ask(self, words: tuple[Word, ...]) -> object:
        pipe = self._pipe
        if pipe is None or pipe.closed.done():
            # For all who wait for it together: nobody waits for the others' waits.
            async with asyncio.timeout(PATIENCE):
                pipe = await self._opened()
        answer = pipe.ask(*words)
        silence = asyncio.get_running_loop().call_later(PATIENCE, _closes_unless, answer, pipe)
        try:
            return await answer
        finally:
            silence.cancel()

    async def _opened(self) -> Pipe:
        async with self._opening:
            if self._over:
                raise OSError("nothing more is asked")
            if self._pipe is None or self._pipe.closed.done():
                self._pipe = await opened(self._address, _unasked)
            return self._pipe

    def close(self) -> None:
        """Nothing more is asked."""
        self._over = True
        if self._pipe is not None:
            self._pipe.close()


def _closes_unless(answer: "asyncio.Future[object]", pipe: Pipe) -> None:
    """A loop that stood still may find both at once: the answer, and that it took too long."""
    if not answer.done():
        pipe.close(TimeoutError)


def _unasked(said: object) -> None:
    """Redis says nothing here by itself."""
