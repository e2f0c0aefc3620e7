"""A house is killed, Redis starts again empty: the circle goes on, and no acknowledged word is lost."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
from redis import asyncio as aioredis

from server.line.line import PIECE_LIFE
from tests import redis_server
from tests.guest import Guest
from tests.houses import Houses, Instance, a_meeting, running
from tests.promises.test_closed_list import text
from tests.redis_server import Server

LIFE = 3.0
AT_ONCE = 8.0
"""Seconds: five of silence, a beat, and a slow machine."""


@pytest.fixture(scope="module")
def redis() -> Iterator[Server]:
    """A Redis that may be killed."""
    with redis_server.served() as server:
        yield server


@pytest.fixture(scope="module")
def instances(redis: Server) -> Iterator[list[Instance]]:
    """Three instances of one house; one of them may not be there at the end."""
    with running(redis.address, 3) as three:
        yield three


@pytest.fixture
async def three(instances: list[Instance]) -> AsyncIterator[Houses]:
    """A meeting on all of them."""
    async with a_meeting(instances) as three:
        yield three


async def test_when_redis_starts_again_empty_nothing_acknowledged_is_lost(
    three: Houses, redis: Server
) -> None:
    fay, ana, bo, cy = circle = await three.open_circle(0, 0, 1, 2)
    said = []
    for number in range(3):
        for guest in (ana, bo, cy):
            await guest.says(f"{guest.name} {number}")
            said.append(f"{guest.name} {number}")
        redis.dies()
        redis.starts()
        await _goes_on(bo, f"round {number}")
        said.append(f"round {number}")
    for guest in circle:
        await guest.hears(said[-1])
        assert guest.has_heard() == said
        assert not [frame for frame in guest.frames if frame["is"] == "gap"]
        assert guest.closed is None


async def test_when_every_house_is_gone_what_rests_goes_by_itself() -> None:
    """Here in three seconds instead of two minutes: beats had kept it that long, and now there are none."""
    hasty = (sys.executable, "-m", "tests.forgetting.hasty", "serve")
    with redis_server.served() as redis, running(redis.address, 2, hasty, HASTY_LIFE=f"{LIFE}") as instances:
        async with a_meeting(instances) as houses, aioredis.Redis.from_url(redis.address) as client:
            _, ana, _ = await houses.open_circle(0, 0, 1)
            await ana.says("the last words")
            await asyncio.sleep(LIFE + 1)
            assert await parts_of(client) >= {"meta", "state", "keys", "acts", "beats", "n"}
            for instance in instances:
                instance.dies()
            lives = [await client.pttl(key) for key in await client.keys()]
            assert max(lives) <= PIECE_LIFE * 1000 and min(lives) > 0, "something rests without an end"
            await asyncio.sleep(LIFE + 0.5)
            assert await parts_of(client) == {"n"}, "a piece of words has its own minute"


async def parts_of(client: "aioredis.Redis") -> set[str]:
    """What of a room rests there."""
    return {text(key).split(":")[2] for key in await client.keys()}


async def _goes_on(guest: Guest, text: str) -> None:
    """As a page does: the same act under the same number, until it is done."""
    guest.last += 1
    async with asyncio.timeout(AT_ONCE):
        while (await guest.does_again(guest.last, "share", words=text))["is"] != "ok":
            pass


async def test_when_a_house_is_killed_its_people_come_back_to_another(
    three: Houses, instances: list[Instance]
) -> None:
    fay, ana, bo, cy = await three.open_circle(0, 0, 2, 2)
    await bo.says("before")
    await cy.hears("before")
    instances[2].dies()
    await asyncio.gather(bo.is_gone(), cy.is_gone())
    await ana.says("while they are gone")
    await three.returns(bo, 1)
    await bo.hears("while they are gone")
    await bo.says("back again")
    await ana.hears("back again")
    assert bo.has_heard() == ["before", "while they are gone", "back again"]
    # Cy does not come back, and the guides see it as soon as the house has been silent for five seconds.
    async with asyncio.timeout(AT_ONCE):
        await fay.until(
            lambda me: {seat["name"] for seat in me.picture["seats"] if seat.get("away")} == {"Cy"}
        )
