"""An open line under any ASGI server: every frame goes by its messages, whatever waits does so in the outbox."""

import asyncio

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from server.doors.way import LINGER, Hearer, Message
from server.live.bell import Bell
from server.live.outbox import GONE, Outbox
from server.wire.close_codes import Close


class Plain:
    """See `server.doors.way.Carrier`."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._outbox: Outbox | None = None
        self._hearer: Hearer | None = None
        self._stirred, self._heard = Bell(), Bell()
        self._patience: asyncio.Timeout | None = None

    def socket(self) -> int:
        """See `Way.socket`."""
        return GONE

    def took(self, frames: bytes, taken: int) -> bool:
        """See `Way.took`. Nothing was written past the server."""
        return False

    def stir(self) -> None:
        """See `Way.stir`."""
        self._stirred.ring()
        self._lingers()

    async def first(self) -> Message | None:
        """See `Carrier.first`."""
        return await self._message()

    def carries(self, outbox: Outbox, hearer: Hearer | None) -> None:
        """See `Carrier.carries`."""
        self._outbox, self._hearer = outbox, hearer
        outbox.goes_by(self)

    def goes_on(self) -> None:
        """See `Carrier.goes_on`."""
        self._heard.ring()

    async def lasts(self) -> None:
        """See `Carrier.lasts`. The server takes the line back when we return."""
        if self._outbox is None:
            return
        try:
            async with asyncio.timeout(None) as self._patience, asyncio.TaskGroup() as tasks:
                self._lingers()
                writing = tasks.create_task(self._writes(self._outbox))
                await self._reads()
                writing.cancel()
        except TimeoutError:
            pass  # a page that does not read holds nobody up, not even itself
        finally:
            hearer, self._hearer = self._hearer, None
            self._outbox = self._patience = None  # what waits there goes with its chair
            if hearer is not None:
                hearer.gone()

    async def _writes(self, outbox: Outbox) -> None:
        try:
            while not isinstance(frame := outbox.pop(), Close):
                if frame is not None:
                    await self._socket.send_text(frame.decode())
                else:
                    await self._stirred.rings()
            await self._socket.close(frame)
        except WebSocketDisconnect:
            return

    async def _reads(self) -> None:
        while (message := await self._message()) is not None:
            while self._hearer is not None and not self._hearer.listens():
                await self._heard.rings()
            if self._hearer is not None:
                self._hearer.hears(message)

    def _lingers(self) -> None:
        """Once it is known that this line closes."""
        if self._outbox is not None and self._outbox.closing is not None and self._patience is not None:
            self._patience.reschedule(asyncio.get_running_loop().time() + LINGER)

    async def _message(self) -> Message | None:
        if self._socket.client_state is WebSocketState.DISCONNECTED:
            return None
        event = await self._socket.receive()
        if event["type"] == "websocket.disconnect":
            return None
        text: str | None = event.get("text")
        return text if text is not None else bytes(event["bytes"])
