"""The same keys for a house of many instances: one short-lived Redis key for each meeting that is over."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final, cast

from redis import asyncio as aioredis
from redis.exceptions import RedisError

from server.keep.report_keys import OutOfReach

PATIENCE: Final = 2.0
"""Seconds an answer may take."""


class OnRedis:
    """Keeps the promise of `ReportKeys`; Redis itself ends each key."""

    def __init__(self, client: Any) -> None:
        self._client = client

    async def leave(self, room: str, box: bytes, seconds: float) -> None:
        """See `ReportKeys.leave`."""
        if seconds > 0:
            await self._asked("SET", key_of(room), box, "PX", round(seconds * 1000), "NX")

    async def find(self, room: str) -> bytes | None:
        """See `ReportKeys.find`."""
        return cast(bytes | None, await self._asked("GET", key_of(room)))

    async def _asked(self, *command: object) -> object:
        try:
            return cast(object, await self._client.execute_command(*command))
        except (RedisError, OSError, TimeoutError):
            raise OutOfReach from None  # the client's own message may quote what was sent


def key_of(room: str) -> str:
    """Beside the room's own keys, under the same hash tag."""
    return f"alcove:{{{room}}}:tag"


@asynccontextmanager
async def report_keys_on(url: str) -> AsyncIterator[OnRedis]:
    """Where they rest on the Redis at `url`, one server or a cluster; connected when first needed."""
    kind = aioredis.RedisCluster if "+cluster://" in url else aioredis.Redis
    client = kind.from_url(
        url.replace("+cluster", ""), socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    )
    try:
        yield OnRedis(client)
    finally:
        await client.aclose()
