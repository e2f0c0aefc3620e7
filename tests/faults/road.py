"""A stretch of network that can be hurt: between people and a house, or between a house and Redis."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from enum import Enum

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]
AT_ONCE = 16_384


class Way(Enum):
    """There is towards the house or Redis, back is towards whoever called."""

    THERE = "there"
    BACK = "back"


BOTH = (Way.THERE, Way.BACK)


class Passage:
    """One connection over the road."""

    def __init__(self, caller: asyncio.StreamWriter, called: asyncio.StreamWriter) -> None:
        self.sides = {Way.THERE: called, Way.BACK: caller}
        self.lost = False
        """Half open: what is sent into it goes nowhere."""
        self.pause = 0.0
        """Seconds between two pieces on the way back: whoever reads there reads slowly."""

    def resets(self) -> None:
        """Both sides are told at once that it is over."""
        for side in self.sides.values():
            _reset(side)

    def opens_halfway(self, gone: Way) -> None:
        """One side is told that it is over; the other goes on believing in it."""
        self.lost = True
        _reset(self.sides[gone])


class Road:
    """All passages to one place, and what is wrong with it now."""

    def __init__(self, leads: Callable[[], Awaitable[Ends]]) -> None:
        self._leads = leads
        self._clear = {way: asyncio.Event() for way in BOTH}
        self._carrying: set[asyncio.Task[None]] = set()
        self.passages: set[Passage] = set()
        self.address = ""
        self.clears()

    def blocks(self, *ways: Way) -> None:
        """A black hole: nothing arrives, and nobody is told."""
        for way in ways:
            self._clear[way].clear()

    def clears(self) -> None:
        """What was on its way arrives now."""
        for way in BOTH:
            self._clear[way].set()

    async def carries(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One passage, until both its ends are done with it."""
        task = asyncio.current_task()
        assert task is not None
        self._carrying.add(task)
        try:
            await self._both_ways(reader, writer)
        except (OSError, asyncio.CancelledError):
            _reset(writer)
        finally:
            self._carrying.discard(task)

    async def _both_ways(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        answers, called = await self._leads()
        passage = Passage(writer, called)
        self.passages.add(passage)
        try:
            await asyncio.gather(
                self._one_way(passage, reader, Way.THERE), self._one_way(passage, answers, Way.BACK)
            )
        finally:
            self.passages.discard(passage)
            called.close()
            writer.close()

    async def _one_way(self, passage: Passage, source: asyncio.StreamReader, way: Way) -> None:
        side = passage.sides[way]
        with suppress(OSError):
            while some := await source.read(AT_ONCE):
                await self._clear[way].wait()
                if way is Way.BACK and passage.pause:
                    await asyncio.sleep(passage.pause)
                if not passage.lost:
                    side.write(some)
                    await side.drain()
        await self._clear[way].wait()  # not even the end of it gets through
        if not passage.lost:
            side.close()

    async def ends(self) -> None:
        """Nothing goes over it any more."""
        self.clears()
        for task in list(self._carrying):
            task.cancel()
        await asyncio.gather(*self._carrying, return_exceptions=True)


@asynccontextmanager
async def to_port(port: Callable[[], int]) -> AsyncIterator[Road]:
    """A road to whoever listens on `port` now, with an address of its own."""
    road = Road(lambda: asyncio.open_connection("127.0.0.1", port()))
    async with await asyncio.start_server(road.carries, "127.0.0.1", 0) as server:
        road.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield road
        await road.ends()


@asynccontextmanager
async def to_file(door: str, ours: str) -> AsyncIterator[Road]:
    """A road to the socket at `door`, by one of its own at `ours`."""
    road = Road(lambda: asyncio.open_unix_connection(door))
    async with await asyncio.start_unix_server(road.carries, ours):
        road.address = f"unix://{ours}"
        yield road
        await road.ends()


def _reset(side: asyncio.StreamWriter) -> None:
    there = side.get_extra_info("socket")
    if there is not None and there.family != socket.AF_UNIX:
        with suppress(OSError):
            there.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    side.transport.abort()
