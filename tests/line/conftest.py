"""Both ends of each kind of line: inside one process, and on each kind of real Redis."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, ExitStack
from functools import cache

import pytest
from redis import asyncio as aioredis

from server.line.memory import Memory, MemoryLine
from server.line.redis import connected
from tests import redis_server
from tests.line.ends import Ends, Hand, Heard


@pytest.fixture(scope="session")
def address_of() -> Iterator[Callable[[str], str]]:
    """One real Redis of each kind for all tests of the line, from when it is first asked for."""
    with ExitStack() as servers:
        yield cache(lambda kind: servers.enter_context(redis_server.running(kind)))


@pytest.fixture(params=["memory", *redis_server.KINDS])
async def ends(request: pytest.FixtureRequest, address_of: Callable[[str], str]) -> AsyncIterator[Ends]:
    """Two instances on one line; every test here is a promise each kind of line keeps."""
    here, there = Heard(), Heard()
    if request.param == "memory":
        memory = Memory(hand := Hand())

        async def passes(seconds: float) -> None:
            hand.passes(seconds)

        yield Ends(MemoryLine(memory, here), MemoryLine(memory, there), here, there, passes)
        return
    address = address_of(request.param)
    async with AsyncExitStack() as open_lines:
        redis = await open_lines.enter_async_context(aioredis.Redis.from_url(address))
        await redis.flushall()
        lines = [await open_lines.enter_async_context(connected(address, ear)) for ear in (here, there)]
        yield Ends(lines[0], lines[1], here, there)
