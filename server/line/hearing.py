"""The one ear an instance has on Redis: it subscribes, listens, and takes up again what breaks."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from server.line.line import Ear
from server.line.spelling import QUIET, channel_of, news_of, room_of

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 1.0
SILENCE = 1.5
"""Seconds without news until the subscriber asks whether anybody is there; twice that, and it gives up."""

Tuning = Callable[[], Awaitable[PubSub]]
"""Opens a subscriber on a Redis that answers: on a cluster, on any of its nodes."""


class Hearing:
    """Which rooms are followed, and the subscriber that hears their news."""

    def __init__(self, tune: Tuning, ear: Ear) -> None:
        self._tune = tune
        self._ear = ear
        self._followed: set[str] = set()
        self._subscriber: PubSub | None = None
        self._over = False
        self._asked = False
        # Leaving and arriving share one lock, or a quick leave-and-arrive could leave this instance deaf.
        self._changing = asyncio.Lock()

    async def follow(self, room: str) -> None:
        """Hear this room from now on; while the line is broken, from when it is whole again."""
        async with self._changing:
            self._followed.add(room)
            if self._subscriber is not None:
                await self._subscriber.subscribe(channel_of(room))

    async def unfollow(self, room: str) -> None:
        """Hear no more of it."""
        async with self._changing:
            self._followed.discard(room)
            if self._subscriber is not None:
                await self._subscriber.unsubscribe(channel_of(room))

    async def begin(self) -> None:
        """Open the subscriber, and follow again whatever was followed."""
        async with self._changing:
            self._asked = False
            self._subscriber = await self._tune()
            await self._subscriber.subscribe(QUIET, *map(channel_of, self._followed))

    async def listen(self) -> None:
        """Hear the news for as long as the line is open, patiently.

        What is published while the subscriber is broken is lost to it; every follower looks at the head of
        its rooms each second and repairs from the pieces that still rest.
        """
        pause = FIRST_PAUSE
        # Asked as well as cancelled: the client may take a cancellation for an answer that came late.
        while not self._over:
            try:
                await self._hear_one()
                pause = FIRST_PAUSE
            except (RedisError, OSError):
                await self._close()
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def close(self) -> None:
        """Hear no more of anything."""
        self._over = True
        await self._close()

    async def _hear_one(self) -> None:
        if self._subscriber is None:
            await self.begin()
        subscriber = cast(PubSub, self._subscriber)
        message = await subscriber.get_message(timeout=SILENCE)
        if message is None and self._asked:
            raise OSError("nobody is there")
        self._asked = message is None
        if message is None:
            await subscriber.ping()
        elif message["type"] == "message":
            channel = cast(bytes, message["channel"]).decode()
            if (news := news_of(cast(bytes, message["data"]))) is not None:
                self._ear(room_of(channel), news)

    async def _close(self) -> None:
        subscriber, self._subscriber = self._subscriber, None
        if subscriber is not None:
            await subscriber.aclose()  # type: ignore[no-untyped-call]
