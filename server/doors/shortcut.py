"""A line with a short way to the kernel: a ready frame is written at once where nothing else waits.

uvicorn's own protocol does everything else, and `websockets` stays the parser. The application finds the way
in its scope; without it (another server, TLS of our own) every frame goes by plain ASGI sends.
"""

import asyncio
import os
from typing import Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

EXTENSION: Final = "alcove.shortcut"
GONE: Final = -1


class Shortcut:
    """The way of one line, until its socket is closed."""

    __slots__ = ("_fd", "_transport")

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._fd: int = transport.get_extra_info("socket").fileno()

    def write(self, frames: bytes) -> bool:
        """Straight to the kernel, but never past what still waits, nor after the line has ended.

        What the kernel does not take waits in the transport, before all that comes later.
        """
        if self._fd == GONE or self._transport.get_write_buffer_size() or self._transport.is_closing():
            return False
        try:
            taken = os.write(self._fd, frames)
        except OSError:  # it would block; or they are gone, and then the transport finds out
            return False
        if taken < len(frames):
            self._transport.write(frames[taken:])
        return True

    def ends(self) -> None:
        """The number of this socket may be another's in a moment: never write to it again."""
        self._fd = GONE


class RoomProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, and in its scope the shortcut."""

    shortcut: Shortcut | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """What waits in the transport can be neither bounded nor taken back, so hardly anything waits there."""
        super().connection_made(transport)
        writing = cast(asyncio.Transport, transport)
        writing.set_write_buffer_limits(high=0)
        if writing.get_extra_info("sslcontext") is None:
            self.shortcut = Shortcut(writing)

    async def run_asgi(self) -> None:
        """The application, told of the way."""
        if self.shortcut is not None:
            self.scope["extensions"] = {**(self.scope["extensions"] or {}), EXTENSION: self.shortcut}  # type: ignore[dict-item]
        await super().run_asgi()

    def connection_lost(self, exc: Exception | None) -> None:
        """Before the socket is closed, and not a turn later."""
        if self.shortcut is not None:
            self.shortcut.ends()
        super().connection_lost(exc)
