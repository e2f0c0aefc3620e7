"""Three real houses, one real Redis, and a road that can be hurt before each of them."""

import asyncio
import json
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from random import Random
from tempfile import TemporaryFile
from typing import IO

from tests import redis_server
from tests.faults.road import Road, to_file, to_port
from tests.houses import SERVE, Instance, started
from tests.redis_server import Server

AN_HOUR = 3600.0


@dataclass
class Town:
    """What faults can be done to."""

    redis: Server
    houses: list[Instance]
    commands: list[tuple[str, ...]]
    log: IO[bytes]
    """What all houses write down."""
    in_front: list[Road] = field(default_factory=list)
    """From people to each house."""
    behind: list[Road] = field(default_factory=list)
    """From each house to Redis."""

    @property
    def doors(self) -> list[str]:
        """Where people knock."""
        return [road.address for road in self.in_front]

    def noted(self) -> Counter[str]:
        """How often the houses wrote down what."""
        self.log.seek(0)
        return Counter(json.loads(line)["event"] for line in self.log if line.startswith(b"{"))

    async def kills(self, which: int) -> None:
        """`kill -9`, then the same house again, with nothing of what it knew."""
        self.houses[which].dies()
        fresh = started(self.behind[which].address, self.commands[which], self.log)
        self.houses[which] = fresh
        await asyncio.to_thread(fresh.opens)

    async def empties_redis(self) -> None:
        """Redis dies with all it knew, and starts again."""
        self.redis.dies()
        await asyncio.to_thread(self.redis.starts)


@asynccontextmanager
async def a_town(dice: Random) -> AsyncIterator[Town]:
    """Three houses, one of which has a clock that is an hour off."""
    off = dice.choice((-AN_HOUR, AN_HOUR))
    commands = [SERVE, SERVE, (sys.executable, "-m", "tests.faults.off_by", str(off), "serve")]
    dice.shuffle(commands)
    with redis_server.served() as redis, TemporaryFile() as log:
        async with AsyncExitStack() as stack:
            door, behind = redis.address.removeprefix("unix://"), list[Road]()
            for which in range(3):
                behind.append(await stack.enter_async_context(to_file(door, f"{redis.home}/to-{which}")))
            houses = await stack.enter_async_context(_open(commands, behind, log))
            town = Town(redis, houses, commands, log, behind=behind)
            for which in range(3):
                town.in_front.append(await stack.enter_async_context(to_port(partial(_port, houses, which))))
            yield town


@asynccontextmanager
async def _open(
    commands: list[tuple[str, ...]], behind: list[Road], log: IO[bytes]
) -> AsyncIterator[list[Instance]]:
    """From ready to killed: by then everything that could be seen was seen."""
    houses = [started(road.address, command, log) for road, command in zip(behind, commands, strict=True)]
    try:
        for house in houses:
            await asyncio.to_thread(house.opens)
        yield houses
    finally:
        for house in houses:
            house.dies()


def _port(houses: list[Instance], which: int) -> int:
    return houses[which].port
