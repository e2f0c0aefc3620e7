"""The one ear an instance has on Redis: it subscribes, listens, and takes up again what breaks."""

import asyncio
from collections.abc import Awaitable, Callable

from redis.exceptions import RedisError

from server.line.door import PATIENCE, Door
from server.line.line import Ear
from server.line.spelling import QUIET, channel_of, news_of, room_of

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 1.0
SILENCE = 1.0
"""Seconds without a word until the subscriber asks whether anybody is there; once more, and it gives up."""

Tuning = Callable[[Callable[[object], None]], Awaitable[Door]]
"""Opens a door to a Redis that answers, on a cluster to any of its nodes, and hands on what is heard there."""


class Hearing:
    """Which rooms are followed, and the door through which their news comes."""

    def __init__(self, tune: Tuning, ear: Ear) -> None:
        self._tune = tune
        self._ear = ear
        self._followed: set[str] = set()
        self._confirming: dict[str, asyncio.Future[None]] = {}
        self._door: Door | None = None
        self._sign = False

    async def follow(self, room: str) -> None:
        """Hear this room from now on; while the line is broken, from when it is whole again."""
        self._followed.add(room)
        if self._door is not None:
            channel = channel_of(room)
            confirmed = self._confirming.setdefault(channel, asyncio.get_running_loop().create_future())
            self._door.say("SUBSCRIBE", channel)
            await asyncio.wait((confirmed, self._door.shut), timeout=PATIENCE, return_when="FIRST_COMPLETED")

    async def unfollow(self, room: str) -> None:
        """Hear no more of it."""
        self._followed.discard(room)
        if self._door is not None:
            self._door.say("UNSUBSCRIBE", channel_of(room))

    async def begin(self) -> None:
        """Open a door, and follow again whatever was followed."""
        self._confirming.clear()
        self._door = await self._tune(self._told)
        self._door.say("SUBSCRIBE", QUIET, *map(channel_of, self._followed))

    async def listen(self) -> None:
        """Hear the news for as long as the line is open, patiently.

        What is published while no door is open is lost to us; every follower looks at the head of its rooms each
        second and repairs from the pieces that still rest.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                if self._door is None:
                    await self.begin()
                pause = FIRST_PAUSE
                await self._hears()
            except (RedisError, OSError):
                pause = min(pause * 2, LONGEST_PAUSE)
            self.close()
            await asyncio.sleep(pause)

    async def _hears(self) -> None:
        """Until nobody is there any more. Silence is ordinary; only an answer to our own question is owed."""
        door, asked = self._door, False
        assert door is not None
        while not (await asyncio.wait((door.shut,), timeout=SILENCE))[0]:
            if not self._sign:
                if asked:
                    return
                door.say("PING")
            self._sign, asked = False, not self._sign

    def close(self) -> None:
        """Hear no more of anything."""
        if self._door is not None:
            self._door.shuts()
            self._door = None

    def _told(self, said: object) -> None:
        self._sign = True
        match said:
            case [b"message", bytes(channel), bytes(data)]:
                if (news := news_of(data)) is not None:
                    self._ear(room_of(channel.decode()), news)
            case [b"subscribe", bytes(channel), _]:
                confirmed = self._confirming.pop(channel.decode(), None)
                if confirmed is not None:
                    confirmed.set_result(None)
            case RedisError():  # rather deaf with a door to open anew than deaf without knowing
                self.close()
