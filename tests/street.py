"""A street with nothing on it but lines: uvicorn with our protocol, and an application that only listens."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import uvicorn
from starlette.types import Receive, Scope, Send

from server.doors.shortcut import EXTENSION, RoomProtocol, Shortcut
from server.serving import LONGEST_FRAME
from server.settings import Settings


@dataclass
class Street:
    """What came in, and how much of it went by the parser; and the way out of the first line."""

    address: str = ""
    sockets: list[socket.socket] = field(default_factory=list)
    protocols: list[RoomProtocol] = field(default_factory=list)
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    listens: asyncio.Event = field(default_factory=asyncio.Event)
    parsed: int = 0
    """How often the parser was asked."""
    reads: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    _heard: "asyncio.Queue[str | bytes]" = field(default_factory=asyncio.Queue)
    _ways: "asyncio.Queue[Shortcut | None]" = field(default_factory=asyncio.Queue)

    async def line(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One line, until it is lost. It listens only while it may."""
        assert (await receive())["type"] == "websocket.connect"
        await send({"type": "websocket.accept"})
        self._ways.put_nowait(scope["extensions"].get(EXTENSION))
        while (message := await receive())["type"] == "websocket.receive":
            text = message.get("text")
            self._heard.put_nowait(text if text is not None else message["bytes"])
            await self.listens.wait()
        self.lost.set()

    async def heard(self, many: int) -> list[str | bytes]:
        """So many messages, in order."""
        return [await self._heard.get() for _ in range(many)]

    async def way(self) -> Shortcut:
        """The short way of the line that came."""
        way = await self._ways.get()
        assert way is not None
        return way

    async def has_a_way(self) -> bool:
        """Whether the line that came found one."""
        return await self._ways.get() is not None

    async def read(self) -> None:
        """Until something was read here since the last time."""
        await self.reads.acquire()


@asynccontextmanager
async def street(secured: Settings | None = None) -> AsyncIterator[Street]:
    """As long as the block lasts."""
    there = Street()
    there.listens.set()

    class Watched(RoomProtocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            there.sockets.append(transport.get_extra_info("socket"))
            there.protocols.append(self)
            super().connection_made(transport)

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            if self.handshake_complete:
                there.reads.release()

        def handle_events(self) -> None:
            there.parsed += self.handshake_complete
            super().handle_events()

    house = uvicorn.Server(
        uvicorn.Config(
            there.line,
            port=0,
            interface="asgi3",
            proxy_headers=False,
            ws=Watched,
            ws_max_size=LONGEST_FRAME,
            ws_per_message_deflate=False,
            ws_ping_interval=None,
            lifespan="off",
            log_config=None,
            ssl_certfile=(secured or Settings()).tls_cert,
            ssl_keyfile=(secured or Settings()).tls_key,
        )
    )
    house.config.load()
    house.lifespan = house.config.lifespan_class(house.config)
    await house.startup()
    port = house.servers[0].sockets[0].getsockname()[1]
    there.address = f"ws{'s' if secured else ''}://127.0.0.1:{port}"
    try:
        yield there
    finally:
        there.listens.set()
        await house.shutdown()
