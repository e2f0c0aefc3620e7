"""The one ear an instance has on Redis: it subscribes, listens, and takes up again what breaks."""

import asyncio
from collections.abc import Awaitable, Callable

from redis.exceptions import RedisError

from server.line.line import Ear
from server.line.pipe import PATIENCE, Pipe
from server.line.spelling import QUIET, channel_of, news_of, room_of

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 1.0
SILENCE = 1.0
"""Seconds without a word until the subscriber asks whether anybody is there; once more, and it gives up."""

Tuning = Callable[[Callable[[object], None]], Awaitable[Pipe]]
"""Opens a pipe to a Redis that answers, on a cluster to any of its nodes, and hands on what is heard there."""


class Hearing:
    """Which rooms are followed, and the pipe through which their news comes."""

    def __init__(self, tune: Tuning, ear: Ear) -> None:
        self._tune = tune
        self._ear = ear
        self._followed: set[str] = set()
        self._confirming: dict[str, asyncio.Future[None]] = {}
        self._pipe: Pipe | None = None
        self._sign = self._welcome = False

    async def follow(self, room: str) -> None:
        """Hear this room from now on; while the line is broken, from when it is whole again."""
        pipe, channel = self._pipe, channel_of(room)
        if pipe is not None:
            pipe.say("SUBSCRIBE", channel)
        self._followed.add(room)
        if pipe is not None:
            confirmed = self._confirming.setdefault(channel, asyncio.get_running_loop().create_future())
            await asyncio.wait(
                (confirmed, pipe.closed), timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED
            )

    async def unfollow(self, room: str) -> None:
        """Hear no more of it."""
        self._followed.discard(room)
        if self._pipe is not None:
            self._pipe.say("UNSUBSCRIBE", channel_of(room))

    async def begin(self) -> None:
        """Open a pipe, and follow again whatever was followed."""
        self._confirming.clear()
        self._welcome = False
        self._pipe = await self._tune(self._told)
        self._pipe.say("SUBSCRIBE", QUIET, *map(channel_of, self._followed))

    async def listen(self) -> None:
        """Hear the news for as long as the line is open, patiently.

        What is published while no pipe is open is lost to us; every follower looks at the head of its rooms each
        second and repairs from the pieces that still rest.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                if self._pipe is None:
                    await self.begin()
                await self._hears()
            except (RedisError, OSError):
                self._welcome = False
            self.close()
            pause = FIRST_PAUSE if self._welcome else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _hears(self) -> None:
        """Until nobody is there any more. Silence is ordinary; only an answer to our own question is owed."""
        pipe, asked = self._pipe, False
        assert pipe is not None
        while not (await asyncio.wait((pipe.closed,), timeout=SILENCE))[0]:
            if asked and not self._sign:
                return
            asked = not self._sign
            self._sign = False
            if asked:
                pipe.say("PING")

    def close(self) -> None:
        """Hear no more of anything."""
        if self._pipe is not None:
            self._pipe.close()
            self._pipe = None

    def _told(self, said: object) -> None:
        self._sign = True
        match said:
            case [b"message", bytes(channel), bytes(data)]:
                if (news := news_of(data)) is not None:
                    self._ear(room_of(channel.decode()), news)
            case [b"subscribe", bytes(channel), _]:
                self._welcome = True
                confirmed = self._confirming.pop(channel.decode(), None)
                if confirmed is not None:
                    confirmed.set_result(None)
            case RedisError():  # rather deaf and trying anew than deaf without knowing
                self._welcome = False
                self.close()
