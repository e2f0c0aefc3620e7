"""Steps of erasing that no other test would miss: what is forgotten is looked for in the one place it was in."""

from redis import asyncio as aioredis

from server.line.line import ROOM_LIFE
from server.line.redis import connected
from tests.promises.test_closed_list import text

ROOM = "0123456789abcdef"
LONG_AGO = 600.0
PARTS = {f"alcove:{{{ROOM}}}:{part}" for part in ("meta", "state", "keys")}


async def test_a_room_that_nobody_comes_back_to_goes_by_itself_and_begins_with_nothing_old(
    redis_url: str,
) -> None:
    async with (
        aioredis.Redis.from_url(redis_url) as redis,
        connected(redis_url, lambda room, news: None) as line,
    ):
        await redis.flushall()
        await redis.hset(f"alcove:{{{ROOM}}}:acts", "somebody", "7 x")
        await redis.hset(f"alcove:{{{ROOM}}}:beats", "a house", "1")
        await line.open(ROOM, "gen", b"state", b"keys")
        assert set(map(text, await redis.keys())) == PARTS
        for name in PARTS:
            assert 0 < await redis.pttl(name) <= ROOM_LIFE * 1000, name


async def test_a_house_that_fell_silent_long_ago_is_forgotten(redis_url: str) -> None:
    async with (
        aioredis.Redis.from_url(redis_url) as redis,
        connected(redis_url, lambda room, news: None) as line,
    ):
        await redis.flushall()
        await line.open(ROOM, "gen", b"state", b"keys")
        await redis.hset(f"alcove:{{{ROOM}}}:beats", "a house", str(await line.now() - LONG_AGO))
        for part in ("meta", "state", "keys"):
            await redis.persist(f"alcove:{{{ROOM}}}:{part}")
        await line.head(ROOM, "another", 0)
        assert await redis.hkeys(f"alcove:{{{ROOM}}}:beats") == [b"another"]
        for name in await redis.keys():
            assert 0 < await redis.pttl(name) <= ROOM_LIFE * 1000, name
