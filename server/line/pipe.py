"""One open connection to Redis: what is said goes out at once, what is told is handed on in order.

redis-py reads the address and hiredis the bytes. In between nothing is awaited: a connection of redis-py's own takes
three to four times the processor for an answer or a piece of news (`docs/performance.md`).
"""

import asyncio
import socket
from collections import deque
from collections.abc import Callable
from typing import Any, Final

from hiredis import ProtocolError, Reader, pack_command
from redis.asyncio.connection import Connection, ConnectionPool, SSLConnection, UnixDomainSocketConnection
from redis.exceptions import NoScriptError, RedisError, ResponseError

PATIENCE: Final = 2.0
"""Seconds an answer may take, or the opening of a pipe, until the line counts as out of reach."""
KEPT_ALIVE: Final = 30
"""Seconds of silence after which the kernel asks over there: a firewall forgets whoever says nothing."""

Word = str | int | float | bytes
Address = Connection | UnixDomainSocketConnection
"""Where a Redis is, and as whom we come; a connection of redis-py's that is never opened."""

_NOTHING: Final = object()


def address_of(url: str, **elsewhere: str | int) -> Address:
    """What an address names: by TCP, by TLS, or by a file; perhaps at another host and port."""
    pool = ConnectionPool.from_url(url)
    pool.connection_kwargs.update(elsewhere)
    address: Address = pool.make_connection()  # type: ignore[no-untyped-call]
    return address


async def opened(address: Address, told: Callable[[object], None]) -> "Pipe":
    """A pipe through which we are known. What nobody asked for goes to `told`.

    Raises `OSError` where nobody opens in time, `RedisError` for whoever is not let in.
    """
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(PATIENCE):
        pipe = Pipe(told)
        if isinstance(address, UnixDomainSocketConnection):
            await loop.create_unix_connection(lambda: pipe, address.path)
        else:
            sealed = address.ssl_context.get() if isinstance(address, SSLConnection) else None
            await loop.create_connection(lambda: pipe, address.host, address.port, ssl=sealed)
        try:
            await _introduced(pipe, address)
        except BaseException:
            pipe.close()
            raise
    return pipe


async def _introduced(pipe: "Pipe", address: Address) -> None:
    if address.username or address.password:
        name = (address.username,) if address.username else ()
        await pipe.ask("AUTH", *name, address.password or "")
    if address.db:
        await pipe.ask("SELECT", address.db)
    await pipe.ask("PING")  # who is let in without a name may still not be answered


class Pipe(asyncio.Protocol):
    """Made by `opened`."""

    def __init__(self, told: Callable[[object], None]) -> None:
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done as soon as nobody is there any more."""
        self._told = told
        self._reader = Reader(replyError=_refusal, notEnoughData=_NOTHING)
        self._asked: deque[asyncio.Future[Any]] = deque()
        self._transport: asyncio.Transport

    def say(self, *words: Word) -> None:
        """Without expecting an answer."""
        self._transport.write(pack_command(words))  # type: ignore[arg-type]

    def ask(self, *words: Word) -> "asyncio.Future[Any]":
        """The answer to this, in a moment. Raises `OSError` where the pipe closes before it comes."""
        answer = asyncio.get_running_loop().create_future()
        if self.closed.done():
            answer.set_exception(ConnectionResetError())
            return answer
        self.say(*words)  # first: words that cannot be said have no turn among the answers
        self._asked.append(answer)
        return answer

    def close(self, why: type[OSError] = ConnectionResetError) -> None:
        """Nobody waits any more, and nothing else is heard."""
        while self._asked:
            answer = self._asked.popleft()
            if not answer.done():
                answer.set_exception(why())
        if not self.closed.done():
            self.closed.set_result(None)
        self._transport.abort()

    # ── asyncio's side ──────────────────────────────────────────────────────────────────────────

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """It is open."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        door: socket.socket = transport.get_extra_info("socket")
        if door.family != socket.AF_UNIX:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            if hasattr(socket, "TCP_KEEPIDLE"):
                door.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, KEPT_ALIVE)

    def data_received(self, data: bytes) -> None:
        """Each whole reply to whoever waits longest."""
        self._reader.feed(data)
        try:
            while not self.closed.done() and (reply := self._reader.gets()) is not _NOTHING:
                self._hands_on(reply)
        except ProtocolError:
            self.close()

    def _hands_on(self, reply: object) -> None:
        answer = self._asked.popleft() if self._asked else None
        if answer is None:
            self._told(reply)
        elif not answer.done():  # else whoever asked has gone
            answer.set_exception(reply) if isinstance(reply, RedisError) else answer.set_result(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        """Whoever waits is told."""
        self.close()


def _refusal(said: str) -> RedisError:
    return NoScriptError(said) if said.startswith("NOSCRIPT") else ResponseError(said)
