"""A house is stopped, the others end the meeting and wipe it, Redis is emptied, and the house goes on."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

from redis import asyncio as aioredis

from server.wire.close_codes import Close
from tests import redis_server
from tests.guest import Guest
from tests.houses import Houses, Instance, a_meeting, running
from tests.redis_server import Server

LEASE = 3.0
FOREVER = 1_000.0
GRAIN = 0.1
PATIENCE = 20.0


async def lived(houses: Houses, redis: Server, stopped: Instance, *, deaf: bool = True) -> Guest:
    """Until the stopped house goes on; who sits there. Where it is not deaf, the news of the end waits in its ear."""
    fay, bo = await houses.open_circle(0, 1)
    await bo.says("Said before.")
    await fay.hears("Said before.")
    stopped.sends(signal.SIGSTOP)
    since = monotonic()
    if deaf:
        async with aioredis.Redis.from_url(redis.address) as line:
            await line.client_kill_filter(_type="pubsub")
    await fay.may("end_for_all")
    assert await fay.is_gone() == Close.ENDED
    assert fay.ended["receipt"]
    redis.dies()
    redis.starts()
    while monotonic() - since < LEASE:  # noqa: ASYNC110 — real processes have no clock in our hand
        await asyncio.sleep(GRAIN)
    stopped.sends(signal.SIGCONT)
    return bo


async def keys(redis: Server) -> list[bytes | str]:
    async with aioredis.Redis.from_url(redis.address) as line:
        return list(await line.keys("*"))


async def test_nothing_that_was_wiped_rises_again() -> None:
    async with two_houses(LEASE) as (redis, houses):
        bo = await lived(houses, redis, houses.instances[1])
        assert await bo.is_gone() == Close.OUT_OF_TOUCH
        assert await keys(redis) == []


async def test_a_house_that_wakes_hears_the_end_that_waited_for_it() -> None:
    async with two_houses(FOREVER) as (redis, houses):
        bo = await lived(houses, redis, houses.instances[1], deaf=False)
        assert await bo.is_gone() == Close.ENDED
        assert bo.ended["receipt"]
        assert await keys(redis) == []


async def test_without_the_lease_it_would_and_this_would_see_it() -> None:
    async with two_houses(FOREVER) as (redis, houses), asyncio.timeout(PATIENCE):
        await lived(houses, redis, houses.instances[1])
        while not await keys(redis):  # noqa: ASYNC110
            await asyncio.sleep(GRAIN)


@asynccontextmanager
async def two_houses(lease: float) -> AsyncIterator[tuple[Server, Houses]]:
    hurried = (sys.executable, "-m", "tests.faults.hurried", str(lease), "serve")
    with redis_server.served() as redis, running(redis.address, 2, hurried) as instances:
        async with a_meeting(instances) as houses:
            yield redis, houses
