"""The line's door: who may come, how they say hello, and where they sit. The frame never says the room."""

from dataclasses import dataclass
from typing import Final

from starlette.routing import WebSocketRoute
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from server import quiet
from server.doors.callers import Callers
from server.doors.handshake import EXTENSION
from server.doors.open_line import OpenLine
from server.doors.origin import is_ours
from server.doors.plain import Plain
from server.doors.tickets import Desk, Ticket
from server.doors.way import Carrier, Message
from server.live.clock import in_time
from server.live.coming_back import Seen, sit
from server.live.node import Node
from server.live.outbox import Outbox
from server.live.seating import Chair
from server.live.telling import ending
from server.room.refusals import No
from server.wire import decode, frames
from server.wire.close_codes import Close
from server.wire.garbled import Garbled
from server.wire.schema import SUBPROTOCOL

HELLO: Final = 12.0
"""Seconds for the first frame: a little longer than a page waits for the ticket in it."""


@dataclass(frozen=True, slots=True)
class LineDoor:
    """Where lines come in: checked before they are accepted, seated by a ticket in their first frame."""

    node: Node
    desk: Desk
    callers: Callers
    public_url: str

    def routes(self) -> list[WebSocketRoute]:
        """`/line`, and nothing secret in it."""
        return [WebSocketRoute("/line", self)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One line, from knock to close."""
        socket = WebSocket(scope, receive, send)
        if not self._may_come(socket):
            return await socket.close()
        try:
            await socket.accept(SUBPROTOCOL)
        except WebSocketDisconnect:
            return  # they were quicker
        way = _way_of(socket)
        await self._greets(way)
        await way.lasts()

    def _may_come(self, socket: WebSocket) -> bool:
        if self.node.leaving:
            return False
        if not is_ours(socket, self.public_url):
            quiet.note(quiet.Event.STRANGE_ORIGIN)
            return False
        if SUBPROTOCOL not in socket.scope["subprotocols"]:
            return False
        return not self.callers.wait("line", self.callers.address(socket), self.node.clock.now())

    async def _greets(self, way: Carrier) -> None:
        try:
            hello = _read(await in_time(self.node.clock, self.node.clock.now() + HELLO, way.first()))
            if isinstance(hello, frames.Hello):
                await self._seats(way, hello)
            else:
                _goodbye(way, [], Close.NO_HELLO if hello is None else Close.GARBLED)
        except Exception as trouble:
            quiet.note(quiet.Event.BUG, trouble=trouble)
            _goodbye(way, [], Close.BUG)

    async def _seats(self, way: Carrier, hello: frames.Hello) -> None:
        ticket = self.desk.read(hello.ticket, Ticket, self.node.now())
        if ticket is None:
            return _goodbye(way, [], Close.NOT_VALID)
        here = await self.node.found(ticket.room)
        if isinstance(here, No):
            return _goodbye(way, *ending(None, ticket.seat, here))
        seen = Seen(hello.gen, hello.seq) if hello.gen is not None and hello.seq is not None else None
        chair = await sit(here, ticket.seat, ticket.line, seen, ticket.format)
        if isinstance(chair, Chair):
            OpenLine(way, here, chair, self.node.clock).begins()
        else:
            _goodbye(way, *ending(here.room, ticket.seat, chair))


def _way_of(socket: WebSocket) -> Carrier:
    takes_over = socket.scope.get("extensions", {}).get(EXTENSION)
    return Plain(socket) if takes_over is None else takes_over()


def _read(first: Message | None) -> frames.FromPage | Garbled | None:
    try:
        return None if first is None else decode.read(first)
    except Garbled as garbled:
        return garbled


def _goodbye(way: Carrier, last: list[bytes], why: Close) -> None:
    outbox = Outbox()
    for frame in last:
        outbox.put(frame)
    outbox.close(why)
    way.carries(outbox, None)
