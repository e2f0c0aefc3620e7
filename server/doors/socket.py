"""A line from a browser: hello, then frames in and out until one side goes. The frame never says the room."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.routing import WebSocketRoute
from starlette.types import Message, Receive, Scope, Send
from starlette.websockets import WebSocket, WebSocketDisconnect

from server import quiet
from server.doors.callers import Callers
from server.doors.origin import is_ours
from server.doors.shortcut import EXTENSION, Shortcut, not_now
from server.doors.tickets import Desk, Ticket
from server.live.asking import Answer, Asked, End
from server.live.bell import Bell
from server.live.clock import Clock, in_time
from server.live.coming_back import Seen, sit
from server.live.facts import facts
from server.live.gathering import Gathering
from server.live.node import Node
from server.live.seating import Chair
from server.live.telling import ending
from server.room.refusals import No, Refused
from server.wire import decode, encode, frames, told
from server.wire.close_codes import Close
from server.wire.frames import ActFrame
from server.wire.garbled import Garbled, Why
from server.wire.schema import SUBPROTOCOL

HELLO: Final = 12.0
"""Seconds for the first frame: a little longer than a page waits for the ticket in it."""
LINGER: Final = 5.0
"""Seconds a closing line has for its last frames; whoever does not read them by then is let go."""
NEVER_TOO_FAST: Final = (frames.AskForSupport, frames.CloseSupport, frames.Leave, frames.PassTurn)
"""Help, going and passing are never refused for coming often."""


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
        line = await self._welcomed(WebSocket(scope, receive, send))
        if line is not None:
            await line.run()

    async def _welcomed(self, socket: WebSocket) -> "OpenLine | None":
        if not self._may_come(socket):
            await socket.close()
            return None
        await socket.accept(SUBPROTOCOL)
        hello = await in_time(self.node.clock, self.node.clock.now() + HELLO, _hello(socket))
        if isinstance(hello, frames.Hello):
            return await self._seated(socket, hello)
        await _close(socket, Close.NO_HELLO if hello is None else Close.GARBLED)
        return None

    def _may_come(self, socket: WebSocket) -> bool:
        if self.node.leaving:
            return False
        if not is_ours(socket, self.public_url):
            quiet.note(quiet.Event.STRANGE_ORIGIN)
            return False
        if SUBPROTOCOL not in socket.scope["subprotocols"]:
            return False
        return not self.callers.wait("line", self.callers.address(socket), self.node.clock.now())

    async def _seated(self, socket: WebSocket, hello: frames.Hello) -> "OpenLine | None":
        ticket = self.desk.read(hello.ticket, Ticket, self.node.now())
        if ticket is None:
            await _close(socket, Close.NOT_VALID)
            return None
        here = await self.node.found(ticket.room)
        if isinstance(here, No):
            await _say_goodbye(socket, *ending(None, ticket.seat, here))
            return None
        seen = Seen(hello.gen, hello.seq) if hello.gen is not None and hello.seq is not None else None
        chair = await sit(here, ticket.seat, ticket.line, seen, ticket.format)
        if isinstance(chair, Chair):
            return OpenLine(socket, here, chair, self.node.clock)
        await _say_goodbye(socket, *ending(here.room, ticket.seat, chair))
        return None


class OpenLine:
    """One seated line: it reads and asks; a writer of its own tells, and outlives it by nothing."""

    def __init__(self, socket: WebSocket, here: Gathering, chair: Chair, clock: Clock) -> None:
        self._socket = socket
        self._here = here
        self._chair = chair
        self._clock = clock
        self._taken = self._asked = False
        """Whether a message is in the reader's hand, and whether the room has still to answer."""
        self._free = Bell()

    async def run(self) -> None:
        """Until the page goes, or we close."""
        quiet.note(quiet.Event.SEATED, room=self._here.id)
        way: Shortcut | None = self._socket.scope.get("extensions", {}).get(EXTENSION)
        if way is not None:
            self._chair.outbox.goes_by(way)
            way.hears = self._hears_at_once
        try:
            async with asyncio.timeout(None) as patience, asyncio.TaskGroup() as tasks:
                writing = tasks.create_task(self._writes())
                self._chair.outbox.when_closing(lambda: _ends_soon(patience))
                await self._reads()
                writing.cancel()
        except TimeoutError:
            pass  # a page that does not read holds nobody up, not even itself
        finally:
            self._chair.outbox.when_closing(lambda: None)
            if way is not None:
                way.hears = not_now
            self._here.rise(self._chair, self._clock.now())
            quiet.note(quiet.Event.UNSEATED, room=self._here.id)

    # ── out ─────────────────────────────────────────────────────────────────────────────────────

    async def _writes(self) -> None:
        try:
            while not isinstance(frame := await self._chair.outbox.next(), Close):
                await self._socket.send_text(frame.decode())
            await self._socket.close(frame)
        except WebSocketDisconnect:
            return

    # ── in ──────────────────────────────────────────────────────────────────────────────────────

    async def _reads(self) -> None:
        while (message := await self._socket.receive())["type"] != "websocket.disconnect":
            self._taken = True
            while self._asked:
                await self._free.rings()
            while wait := self._chair.pace.frame(self._clock.now()):
                await self._clock.wait_until(self._clock.now() + wait)
            self._hears(_raw(message))
            self._taken = False

    def _hears_at_once(self, text: str) -> bool:
        """The short way in: nothing is overtaken, and nobody waits. Else the reader is there."""
        if self._taken or self._asked or self._chair.pace.frame(self._clock.now()):
            return False
        self._hears(text)
        return True

    def _hears(self, raw: str | bytes) -> None:
        """One act at a time from each page: whatever comes next is heard when this one is answered."""
        self._chair.sign = self._clock.now()
        if self._chair.outbox.closing is not None:
            return  # nobody who is on the way out is heard any more
        try:
            self._takes(decode.read(raw))
        except Garbled as garbled:
            self._garbled(garbled.why)
        except Exception as trouble:
            quiet.note(quiet.Event.BUG, room=self._here.id, trouble=trouble)
            self._chair.outbox.close(Close.BUG)

    def _garbled(self, why: Why) -> None:
        quiet.note(quiet.Event.GARBLED, room=self._here.id)
        self._tell(told.Refused(no=why.value))
        if self._chair.pace.garbled():
            self._chair.outbox.close(Close.GARBLED)

    def _takes(self, frame: frames.FromPage) -> None:
        match frame:
            case frames.Tock():
                return
            case frames.Hello():
                raise Garbled(Why.UNKNOWN_FRAME)
            case frames.WhoIsHere():
                self._here.telling.roster(self._chair)
            case _:
                self._asks(frame)

    def _asks(self, frame: ActFrame) -> None:
        seat = self._chair.seat
        if no := self._too_fast(frame):
            return self._tell(no)
        try:
            act = decode.act(frame, seat, self._here.tags)
        except Refused as refused:
            return self._tell(told.Refused(no=refused.no.value, n=frame.n))
        self._asked = True
        self._here.commits.put(Asked(act, seat, frame.n, partial(self._answered, frame.n)))

    def _answered(self, n: int, answer: Answer) -> None:
        self._asked = False
        self._free.ring()
        if isinstance(answer, No):
            about = facts(self._here.room, self._chair.seat, answer, self._here.now())
            self._tell(told.Refused(no=answer.value, n=n, facts=about))
        elif answer is End.DONE:
            self._tell(told.Ok(n=n))
        else:
            self._chair.outbox.close(Close.OUT_OF_TOUCH if answer is End.UNSURE else Close.BUG)

    def _too_fast(self, frame: ActFrame) -> told.Refused | None:
        now, pace = self._chair.sign, self._chair.pace
        if isinstance(frame, NEVER_TOO_FAST):
            return None
        no, wait = No.TOO_FAST, pace.act(now)
        if not wait and isinstance(frame, frames.Answer):
            no, wait = No.RESPONSE_RESTS, pace.answer(now)
        return told.Refused(no=no.value, n=frame.n, facts=told.Facts(seconds=wait)) if wait else None

    def _tell(self, frame: told.Told) -> None:
        self._chair.outbox.put(encode.frame(frame))


async def _hello(socket: WebSocket) -> frames.Hello | Garbled | None:
    message = await socket.receive()
    if message["type"] == "websocket.disconnect":
        return None
    try:
        frame = decode.read(_raw(message))
    except Garbled as garbled:
        return garbled
    return frame if isinstance(frame, frames.Hello) else Garbled(Why.UNKNOWN_FRAME)


def _ends_soon(patience: asyncio.Timeout) -> None:
    """Called by whoever closes the line, a whole room perhaps: nothing here may fail."""
    patience.reschedule(asyncio.get_running_loop().time() + LINGER)


def _raw(message: Message) -> str | bytes:
    text: str | None = message.get("text")
    return text if text is not None else bytes(message["bytes"])


async def _say_goodbye(socket: WebSocket, last: list[bytes], why: Close) -> None:
    try:
        for frame in last:
            await socket.send_text(frame.decode())
    except WebSocketDisconnect:
        return
    await _close(socket, why)


async def _close(socket: WebSocket, why: Close) -> None:
    try:
        await socket.close(why)
    except (WebSocketDisconnect, RuntimeError):
        return  # they were quicker
