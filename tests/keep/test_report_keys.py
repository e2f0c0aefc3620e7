"""Report keys rest for their hour and no longer, in memory as on Redis."""

from collections.abc import AsyncIterator

import pytest
from redis import asyncio as aioredis

from server.keep.report_keys import InMemory, OutOfReach, ReportKeys
from server.keep.report_keys_on_redis import key_of, report_keys_on
from tests.hand_clock import HandClock

ROOM, BOX = "a-room-of-16-let", b"a sealed key"


@pytest.fixture(params=["memory", "redis"])
async def keys(request: pytest.FixtureRequest) -> AsyncIterator[ReportKeys]:
    """Both keep the same promise."""
    if request.param == "memory":
        yield InMemory(HandClock().now)
        return
    url = request.getfixturevalue("redis_url")
    async with aioredis.Redis.from_url(url) as redis, report_keys_on(url) as on_redis:
        await redis.flushall()
        yield on_redis


async def test_a_key_is_found_where_it_was_left_and_only_there(keys: ReportKeys) -> None:
    await keys.leave(ROOM, BOX, 3600)
    assert await keys.find(ROOM) == BOX
    assert await keys.find("another-room-163") is None


async def test_the_first_one_left_stays(keys: ReportKeys) -> None:
    await keys.leave(ROOM, BOX, 3600)
    await keys.leave(ROOM, b"another", 7200)
    assert await keys.find(ROOM) == BOX


async def test_where_the_hour_is_over_nothing_is_left_at_all(keys: ReportKeys) -> None:
    await keys.leave(ROOM, BOX, 0)
    await keys.leave(ROOM, BOX, -5)
    assert await keys.find(ROOM) is None


async def test_in_memory_it_goes_when_the_hour_is_over() -> None:
    clock = HandClock()
    keys = InMemory(clock.now)
    await keys.leave(ROOM, BOX, 3600)

    async def settles() -> None: ...

    await clock.passes(3599, settles)
    assert await keys.find(ROOM) == BOX
    await clock.passes(1, settles)
    assert await keys.find(ROOM) is None
    assert keys._boxes == {}


async def test_on_redis_it_goes_by_itself(redis_url: str) -> None:
    async with aioredis.Redis.from_url(redis_url) as redis, report_keys_on(redis_url) as keys:
        await redis.flushall()
        await keys.leave(ROOM, BOX, 3540.5)
        assert 3530 < await redis.ttl(key_of(ROOM)) <= 3541


async def test_a_redis_that_is_not_there_is_told_without_what_was_sent() -> None:
    async with report_keys_on("unix:///nowhere/redis") as keys:
        with pytest.raises(OutOfReach) as told:
            await keys.leave(ROOM, BOX, 10)
        assert told.value.args == () and told.value.__cause__ is None
