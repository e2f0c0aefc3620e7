"""uvicorn's protocol, up to the moment a line is open; from there on the line is carried by ours.

The application finds in its scope how to take it over. Under another server it finds nothing there, and every frame
goes by plain ASGI messages: `server.doors.plain`.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Final, cast

from uvicorn.protocols.utils import ClientDisconnected
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from server.doors.direct import Direct

EXTENSION: Final = "alcove.takes-over"


class _Nobodys:
    """What uvicorn holds of a line that is ours: it closes that when the application returns."""

    def close(self) -> None:
        """Nobody's line."""


class RoomProtocol(WebSocketsSansIOProtocol):
    """A handshake, and in its scope the way on."""

    leaves: Callable[[], None] | None = None
    """Told when this line has ended, for whoever counts."""

    async def run_asgi(self) -> None:
        """The application, told how to take over."""
        ways = cast(dict[str, object], self.scope["extensions"])
        ways[EXTENSION] = self.takes_over
        try:
            await super().run_asgi()
        finally:
            ways.clear()  # they hold us, and we hold them

    async def send(self, message: Any) -> None:
        """As ever. To who is going already no line is opened."""
        if message["type"] == "websocket.accept" and self.transport.is_closing():
            raise ClientDisconnected
        await super().send(message)

    def data_received(self, data: bytes) -> None:
        """The handshake. A page waits for our answer before it says anything (RFC 6455, section 4.1)."""
        if self.handshake_initiated:
            self.transport.abort()
        else:
            super().data_received(data)

    def takes_over(self) -> Direct:
        """The open line. Of the handshake nothing is left: not what browser it was, nor what else it said."""
        line = Direct(self.transport, cast(set[object], self.connections), self.leaves)
        self.connections.discard(self)
        self.leaves, self.transport = None, cast(asyncio.Transport, _Nobodys())
        self.conn.parser.close()  # it holds what it read, and what it read for holds it
        line.begins()
        return line

    def connection_lost(self, exc: Exception | None) -> None:
        """It went before it was open."""
        if self.leaves is not None:
            self.leaves()
        super().connection_lost(exc)

    def ends_unless_begun(self) -> None:
        """A handshake that could not be read at all is answered, and over: uvicorn would leave it standing."""
        if not self.handshake_initiated:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()
