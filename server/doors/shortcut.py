"""A line with a short way to the kernel: a ready frame is written at once where nothing else waits.

And a short way in for a page's ordinary frame, past the parser. uvicorn's own protocol does everything else, and
`websockets` stays the parser. The application finds the way out in its scope; without it (another server, TLS
of our own) every frame goes by plain ASGI sends. What a line could pile up before anybody reads it has an end
here too: answers to pings, and pieces of one message.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import CloseCode, Frame

from server.doors.inbox import Inbox
from server.live.outbox import GONE
from server.wire.framing import unframed

EXTENSION: Final = "alcove.shortcut"
MOST_PIECES: Final = 1_024
"""Pieces of one message. Browsers send a short one whole; empty pieces would never reach its longest size."""
MOST_SIGNS: Final = 10_000
"""Pings and pongs of one line in one second. A page sends none."""


def not_now(text: str) -> bool:
    """Nobody hears it at once."""
    return False


class Shortcut:
    """The way of one line, until its socket is closed."""

    __slots__ = ("_fd", "_transport", "hears", "moved")

    def __init__(self, transport: asyncio.Transport) -> None:
        self.moved: Callable[[], None] = lambda: None
        self.hears: Callable[[str], bool] = not_now
        """Told what comes, in the turn in which it comes; False where it has to wait for something."""
        self._transport = transport
        self._fd: int = transport.get_extra_info("socket").fileno()

    def socket(self) -> int:
        """See `Way.socket`."""
        if self._transport.get_write_buffer_size() or self._transport.is_closing():
            return GONE
        return self._fd

    def took(self, frames: bytes, taken: int) -> bool:
        """See `Way.took`."""
        if taken < 0:
            return False
        if taken < len(frames):
            self._transport.write(frames[taken:])
        return True

    def ends(self) -> None:
        """The number of this socket may be another's in a moment: never write to it again."""
        self._fd = GONE
        self.moved()
        # An outbox knows its way. A way that knew it for ever would keep what waits there.
        self.moved = lambda: None
        self.hears = not_now


class RoomProtocol(WebSocketsSansIOProtocol):
    """uvicorn's protocol, and in its scope the shortcut."""

    shortcut: Shortcut | None = None
    leaves: Callable[[], None] | None = None
    """Told when this line has ended, for whoever counts."""
    _pong = b""
    _signs, _second = 0, 0
    _ordinary = True
    """Whether all that came was ordinary: only then does a frame surely begin where bytes begin."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """What waits in the transport can be neither bounded nor taken back, so hardly anything waits there."""
        self.queue = Inbox()  # type: ignore[assignment]
        super().connection_made(transport)
        writing = cast(asyncio.Transport, transport)
        if writing.get_extra_info("sslcontext") is None:
            writing.set_write_buffer_limits(high=0)
            self.shortcut = Shortcut(writing)
        else:  # under TLS a bound of nothing is reached by nothing, and the line would wait for ever
            writing.set_write_buffer_limits(high=1, low=0)

    async def send(self, message: Any) -> None:
        """As ever. Once the line is open nobody remembers what browser it was, or what else it said at the door."""
        await super().send(message)
        if message["type"] == "websocket.accept":
            self.request.headers.clear()  # the parser keeps the request to the end
            cast(list[object], self.scope["headers"]).clear()

    def data_received(self, data: bytes) -> None:
        """An ordinary frame goes straight to the application, if none waits there; else the parser holds it up."""
        text = unframed(data) if self._ordinary else None
        if text is not None and self.handshake_complete and not self.close_sent and self.queue.empty():
            if self.shortcut is None or not self.shortcut.hears(text):
                self.queue.put_nowait({"type": "websocket.receive", "text": text})
            return
        self._ordinary = text is not None or not self.handshake_initiated
        super().data_received(data)
        self._moved()

    async def run_asgi(self) -> None:
        """The application, told of the way."""
        if self.shortcut is not None:
            self.scope["extensions"] = {**(self.scope["extensions"] or {}), EXTENSION: self.shortcut}  # type: ignore[dict-item]
        await super().run_asgi()

    def connection_lost(self, exc: Exception | None) -> None:
        """Before the socket is closed, and not a turn later."""
        if self.shortcut is not None:
            self.shortcut.ends()
        if self.leaves is not None:
            self.leaves()
        super().connection_lost(exc)

    # ── what may pile up ────────────────────────────────────────────────────────────────────────

    def handle_cont(self, event: Frame) -> None:
        """A piece more, while there is an end to them."""
        if len(self.frames) >= MOST_PIECES:
            return self._fails()
        super().handle_cont(event)

    def handle_ping(self) -> None:
        """Who does not read our answers gets the newest alone, once they do (RFC 6455, section 5.5.3)."""
        answer = b"".join(self.conn.data_to_send())
        if self._too_many_signs():
            return self._fails()
        if self.writable.is_set():
            self.transport.write(answer)
        else:
            self._pong = answer

    def handle_pong(self, event: Frame) -> None:
        """Nobody asked for it; it is only counted."""
        if self._too_many_signs():
            self._fails()

    def resume_writing(self) -> None:
        """What waited went; now the answer that still matters."""
        super().resume_writing()
        if self._pong and not self.close_sent:
            answer, self._pong = self._pong, b""
            self.transport.write(answer)
        self._moved()

    def pause_writing(self) -> None:
        """Something waits in the transport, and nothing may overtake it."""
        super().pause_writing()
        self._moved()

    def shutdown(self) -> None:
        """The house closes, and says so."""
        super().shutdown()
        self._moved()

    def _moved(self) -> None:
        if self.shortcut is not None:
            self.shortcut.moved()

    def ends_unless_begun(self) -> None:
        """A handshake that could not be read at all is answered, and over: uvicorn would leave it standing."""
        if not self.handshake_initiated:
            self.transport.write(b"".join(self.conn.data_to_send()))
            self.transport.close()

    def _too_many_signs(self) -> bool:
        second = int(self.loop.time())
        self._signs = self._signs + 1 if second == self._second else 1
        self._second = second
        return self._signs > MOST_SIGNS

    def _fails(self) -> None:
        if not self.close_sent:
            self.conn.fail(CloseCode.POLICY_VIOLATION)
            self.handle_parser_exception()
