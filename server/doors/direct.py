"""An open line straight on its transport. Nothing runs for it while it is silent.

A ready frame is written at once where nothing else waits, a page's ordinary frame is heard where it is read; all
else goes by `server.doors.parsing`. Under TLS of our own no frame is written past the transport.
"""

import asyncio
from collections.abc import Callable
from typing import Final

from websockets.frames import CloseCode

from server.doors.parsing import Parsing
from server.doors.way import LINGER, Hearer, Message
from server.live.bell import Bell
from server.live.outbox import GONE, Outbox
from server.wire.close_codes import Close
from server.wire.framing import framed, unframed

MOST_WAITING: Final = 256
"""Messages of one line that wait to be heard. No page says so many in one breath."""


class Direct(asyncio.Protocol):
    """See `server.doors.way.Carrier`."""

    __slots__ = (
        "_came", "_crowd", "_fd", "_full", "_hearer", "_leaves", "_lets_go", "_outbox", "_over", "_parsing", "_pong",
        "_transport", "_waiting",
    )  # fmt: skip

    def __init__(
        self, transport: asyncio.Transport, crowd: set[object], leaves: Callable[[], None] | None
    ) -> None:
        """`crowd`: all lines of the server, which tells them when it closes. `leaves`: told when this one ended."""
        self._transport = transport
        self._crowd = crowd
        self._leaves = leaves
        self._parsing: Parsing | None = None
        self._fd: int = GONE
        self._outbox: Outbox | None = None
        self._hearer: Hearer | None = None
        self._waiting: list[Message] = []
        self._came: Bell | None = Bell()
        self._pong = b""
        self._full = self._over = False
        self._lets_go: asyncio.TimerHandle | None = None

    def begins(self) -> None:
        """What waits in the transport can be neither bounded nor taken back, so hardly anything may wait there."""
        self._crowd.add(self)
        self._transport.set_protocol(self)
        if self._transport.get_extra_info("sslcontext") is None:
            self._fd = self._transport.get_extra_info("socket").fileno()
            self._transport.set_write_buffer_limits(high=0)
        else:  # under TLS a bound of nothing is reached by nothing, and the line would wait for ever
            self._transport.set_write_buffer_limits(high=1, low=0)

    # ── out ─────────────────────────────────────────────────────────────────────────────────────

    def socket(self) -> int:
        """See `Way.socket`."""
        return GONE if self._full or self._transport.is_closing() else self._fd

    def took(self, frames: bytes, taken: int) -> bool:
        """See `Way.took`."""
        if taken < 0:
            return False
        if taken < len(frames):
            self._transport.write(frames[taken:])
        return True

    def stir(self) -> None:
        """See `Way.stir`."""
        while self._outbox is not None and not self._full:
            match self._outbox.pop():
                case None:
                    return
                case Close() as why:
                    return self._closes(why)
                case frame:
                    self._transport.write(framed(frame))
        if self._outbox is not None and self._outbox.closing is not None:
            self._lingers()

    def pause_writing(self) -> None:
        """Something waits in the transport, and nothing may overtake it."""
        self._full = True
        self._moves()

    def resume_writing(self) -> None:
        """What waited went; now the answer that still matters, and whatever else waits."""
        self._full = False
        if self._pong:
            pong, self._pong = self._pong, b""
            self._transport.write(pong)
        self.stir()
        self._moves()

    # ── in ──────────────────────────────────────────────────────────────────────────────────────

    def data_received(self, data: bytes) -> None:
        """An ordinary frame is heard at once. After the first other one nobody knows where a frame begins."""
        text = unframed(data) if self._parsing is None else None
        if text is not None:
            return self._comes(text)
        parsing = self._parses()
        for message in parsing.reads(data, asyncio.get_running_loop().time()):
            self._comes(message)
        self._answers(parsing)

    def eof_received(self) -> None:
        """They went without a word. The transport closes, once what waits in it was read."""
        self._lingers()

    async def first(self) -> Message | None:
        """See `Carrier.first`."""
        while not self._waiting and not self._over and self._came is not None:
            await self._came.rings()
        self._came = None
        return self._waiting.pop(0) if self._waiting else None

    def carries(self, outbox: Outbox, hearer: Hearer | None) -> None:
        """See `Carrier.carries`."""
        self._hearer = hearer
        if not self._over:
            self._outbox = outbox
            outbox.goes_by(self)
        self.goes_on()

    def goes_on(self) -> None:
        """See `Carrier.goes_on`. Who went is gone only when all they said was heard."""
        while self._waiting and self._hearer is not None and self._hearer.listens():
            self._hearer.hears(self._waiting.pop(0))
        if not self._waiting:
            self._is_gone() if self._over else self._transport.resume_reading()

    async def lasts(self) -> None:
        """See `Carrier.lasts`. The line needs nobody to stay."""

    def _comes(self, message: Message) -> None:
        if not self._waiting and self._hearer is not None and self._hearer.listens():
            return self._hearer.hears(message)
        if self._over:
            return
        if len(self._waiting) >= MOST_WAITING:
            return self._closes(CloseCode.POLICY_VIOLATION)
        self._waiting.append(message)
        self._transport.pause_reading()
        if self._came is not None:
            self._came.ring()

    # ── the end ─────────────────────────────────────────────────────────────────────────────────

    def shutdown(self) -> None:
        """The house closes, and says so."""
        if not self._over:
            self._closes(CloseCode.SERVICE_RESTART)
        if not self._transport.is_closing():  # under TLS who closes twice can abort no more
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Before the socket is closed, and not a turn later: its number may be another's in a moment."""
        self._ends()
        self._crowd.discard(self)
        if self._leaves is not None:
            self._leaves()
        if self._parsing is not None:
            self._parsing.ends()
        if self._lets_go is not None:
            self._lets_go.cancel()
        self._leaves = self._lets_go = None
        if self._waiting:
            asyncio.get_running_loop().call_later(LINGER, self._hears_no_more)

    def _closes(self, why: int) -> None:
        """Nothing that comes is heard any more. Their answer is waited for, a while."""
        parsing = self._parses()
        parsing.closes(why)
        self._answers(parsing)
        self._waiting.clear()
        self._ends()
        self._transport.resume_reading()
        self._lingers()

    def _answers(self, parsing: Parsing) -> None:
        """Who does not read our answers gets the newest alone, once they do (RFC 6455, section 5.5.3)."""
        for said in parsing.says():
            if not said:
                self._transport.close()
                self._ends()
                self._lingers()
            elif self._full and parsing.is_open:
                self._pong = said
            else:
                self._transport.write(said)

    def _ends(self) -> None:
        """No way for anybody any more; whoever hears it knows in the next turn, since a whole room may be closing."""
        if self._over:
            return
        self._over, self._fd, self._pong = True, GONE, b""
        # An outbox knows its way. A way that knew it for ever would keep what waits there.
        outbox, self._outbox = self._outbox, None
        if outbox is not None:
            outbox.moves()
        if self._came is not None:
            self._came.ring()
        asyncio.get_running_loop().call_soon(self.goes_on)

    def _hears_no_more(self) -> None:
        """Whatever they said before they went, they were heard for a while."""
        self._waiting.clear()
        self._is_gone()

    def _is_gone(self) -> None:
        hearer, self._hearer = self._hearer, None
        if hearer is not None:
            hearer.gone()

    def _lingers(self) -> None:
        if self._lets_go is None:
            self._lets_go = asyncio.get_running_loop().call_later(LINGER, self._transport.abort)

    def _moves(self) -> None:
        if self._outbox is not None:
            self._outbox.moves()

    def _parses(self) -> Parsing:
        self._parsing = self._parsing or Parsing()
        return self._parsing
