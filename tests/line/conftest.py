"""Both ends of each kind of line: inside one process, and on a real Redis."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack

import pytest
from redis import asyncio as aioredis

from server.line.memory import Memory, MemoryLine
from server.line.redis import connected
from tests import redis_server
from tests.line.ends import Ends, Hand, Heard


@pytest.fixture(scope="session")
def redis_address() -> Iterator[str]:
    """One real Redis for all tests of the line."""
    with redis_server.running() as address:
        yield address


@pytest.fixture(params=["memory", "redis"])
async def ends(request: pytest.FixtureRequest) -> AsyncIterator[Ends]:
    """Two instances on one line; every test here is a promise each kind of line keeps."""
    here, there = Heard(), Heard()
    if request.param == "memory":
        memory = Memory(hand := Hand())

        async def passes(seconds: float) -> None:
            hand.passes(seconds)

        yield Ends(MemoryLine(memory, here), MemoryLine(memory, there), here, there, passes)
        return
    address = request.getfixturevalue("redis_address")
    async with AsyncExitStack() as open_lines:
        redis = await open_lines.enter_async_context(aioredis.Redis.from_url(address))
        await redis.flushall()
        lines = [await open_lines.enter_async_context(connected(address, ear)) for ear in (here, there)]
        yield Ends(lines[0], lines[1], here, there)
