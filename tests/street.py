"""A street with nothing on it but lines: uvicorn with our protocol, and an application that only listens."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

import uvicorn
from starlette.types import Receive, Scope, Send

from server.doors.direct import Direct
from server.doors.handshake import EXTENSION, RoomProtocol
from server.doors.way import Message
from server.live.outbox import Outbox
from server.serving import LONGEST_FRAME
from server.settings import Settings


@dataclass
class Street:
    """What came in, and the lines, in the order in which they came. It listens only while it is told to."""

    address: str = ""
    lost: asyncio.Event = field(default_factory=asyncio.Event)
    knocked: asyncio.Event = field(default_factory=asyncio.Event)
    opens: asyncio.Event = field(default_factory=asyncio.Event)
    is_heard: bool = True
    reads: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))
    handshakes: list[RoomProtocol] = field(default_factory=list)
    lines: list[Direct] = field(default_factory=list)
    sockets: list[socket.socket] = field(default_factory=list)
    _heard: "asyncio.Queue[Message]" = field(default_factory=asyncio.Queue)
    _ways: "asyncio.Queue[Direct]" = field(default_factory=asyncio.Queue)

    async def line(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Taken over as soon as it is open; then nobody stays for it."""
        assert (await receive())["type"] == "websocket.connect"
        self.handshakes.append(scope["extensions"][EXTENSION].__self__)
        self.knocked.set()
        await self.opens.wait()
        await send({"type": "websocket.accept"})
        line: Direct = scope["extensions"][EXTENSION]()
        line.carries(Outbox(), self)
        self.lines.append(line)
        self.sockets.append(line._transport.get_extra_info("socket"))
        self._ways.put_nowait(line)

    def listens(self) -> bool:
        """See `Hearer.listens`."""
        return self.is_heard

    def hears(self, message: Message) -> None:
        """See `Hearer.hears`."""
        self._heard.put_nowait(message)

    def gone(self) -> None:
        """See `Hearer.gone`."""
        self.lost.set()

    async def heard(self, many: int) -> list[Message]:
        """So many messages, in order."""
        return [await self._heard.get() for _ in range(many)]

    async def way(self) -> Direct:
        """The next line that came."""
        return await self._ways.get()

    async def read(self) -> None:
        """Until something was read here since the last time."""
        await self.reads.acquire()


@asynccontextmanager
async def street(secured: Settings | None = None) -> AsyncIterator[Street]:
    """As long as the block lasts."""
    there, reads = Street(), Direct.data_received
    there.opens.set()

    def watched(line: Direct, data: bytes) -> None:
        reads(line, data)
        there.reads.release()

    house = uvicorn.Server(
        uvicorn.Config(
            there.line,
            port=0,
            interface="asgi3",
            proxy_headers=False,
            ws=RoomProtocol,
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
        with patch.object(Direct, "data_received", watched):
            yield there
    finally:
        there.opens.set()
        await house.shutdown()
