"""A bell for one who waits. An `asyncio.Event` is made for many, and takes a dozen times the room of this."""

import asyncio


class Bell:
    """Rung for whoever waits now; nobody hears later that it rang before."""

    __slots__ = ("_waits",)

    def __init__(self) -> None:
        self._waits: asyncio.Future[None] | None = None

    async def rings(self) -> None:
        """Wait for it. One at a time may."""
        assert self._waits is None or self._waits.done()
        self._waits = asyncio.get_running_loop().create_future()
        await self._waits

    def ring(self) -> None:
        """Wake whoever waits."""
        if self._waits is not None and not self._waits.done():
            self._waits.set_result(None)
