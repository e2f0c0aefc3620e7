"""One open connection to Redis: what is said goes out at once, what is told is handed on in order.

redis-py reads the address and hiredis the bytes. In between nothing is awaited: a connection of redis-py's own takes
three to four times the processor for an answer or a piece of news (`docs/performance.md`).
"""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from hiredis import ProtocolError, Reader, pack_command
from redis.asyncio.connection import Connection, ConnectionPool, SSLConnection, UnixDomainSocketConnection
from redis.exceptions import NoScriptError, RedisError, ResponseError

PATIENCE: Final = 2.0
"""Seconds an answer may take, or the opening of a door, until the line counts as out of reach."""

Word = str | int | float | bytes
Way = Connection | UnixDomainSocketConnection
"""Where a Redis is, and as whom we come; a connection of redis-py's that is never opened."""

_NOTHING: Final = object()


def way_to(url: str) -> Way:
    """The way that an address names: by TCP, by TLS, or by a file."""
    way: Way = ConnectionPool.from_url(url).make_connection()  # type: ignore[no-untyped-call]
    return way


async def opened(way: Way, told: Callable[[object], None]) -> "Door":
    """A door through which we are known. What nobody asked for goes to `told`.

    Raises `OSError` where nobody opens in time, `RedisError` for whoever is not let in.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(PATIENCE):
        door = Door(told)
        if isinstance(way, UnixDomainSocketConnection):
            await loop.create_unix_connection(lambda: door, way.path)
        else:
            sealed = way.ssl_context.get() if isinstance(way, SSLConnection) else None
            await loop.create_connection(lambda: door, way.host, way.port, ssl=sealed)
        try:
            await _introduced(door, way)
        except BaseException:
            door.shuts()
            raise
    return door


async def _introduced(door: "Door", way: Way) -> None:
    if way.password:
        await door.ask("AUTH", *filter(None, (way.username, way.password)))
    if way.db:
        await door.ask("SELECT", way.db)
    await door.ask("PING")  # who is let in without a name may still not be answered


class Door(asyncio.Protocol):
    """Made by `opened`."""

    def __init__(self, told: Callable[[object], None]) -> None:
        self.shut: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done as soon as nobody is there any more."""
        self._told = told
        self._reader = Reader(replyError=_refusal, notEnoughData=_NOTHING)
        self._asked: deque[asyncio.Future[Any]] = deque()
        self._transport: asyncio.Transport

    def say(self, *words: Word) -> None:
        """Without expecting an answer."""
        self._transport.write(pack_command(words))  # type: ignore[arg-type]

    def ask(self, *words: Word) -> "asyncio.Future[Any]":
        """The answer to this, in a moment. Raises `ConnectionError` where the door falls shut before it comes."""
        answer = asyncio.get_running_loop().create_future()
        if self.shut.done():
            answer.set_exception(ConnectionResetError())
            return answer
        self._asked.append(answer)
        self.say(*words)
        return answer

    def shuts(self, why: type[OSError] = ConnectionResetError) -> None:
        """Nobody waits any more, and nothing else is heard."""
        while self._asked:
            answer = self._asked.popleft()
            if not answer.done():
                answer.set_exception(why())
        if not self.shut.done():
            self.shut.set_result(None)
        self._transport.abort()

    # ── asyncio's side ──────────────────────────────────────────────────────────────────────────

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Each whole reply to whoever waits longest."""
        self._reader.feed(data)
        try:
            while not self.shut.done() and (reply := self._reader.gets()) is not _NOTHING:
                self._hands_on(reply)
        except ProtocolError:
            self.shuts()

    def _hands_on(self, reply: object) -> None:
        answer = self._asked.popleft() if self._asked else None
        if answer is None:
            self._told(reply)
        elif not answer.done():  # else whoever asked has gone
            answer.set_exception(reply) if isinstance(reply, RedisError) else answer.set_result(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits is told."""
        self.shuts()


def _refusal(said: str) -> RedisError:
    return NoScriptError(said) if said.startswith("NOSCRIPT") else ResponseError(said)
