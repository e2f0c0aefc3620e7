"""The way into a room of two: who was asked for in one meeting gets a seat in another, and nobody else does.

The room is named after the meeting and the count of its asides, under the house secret: every instance arrives
at the same one, and nothing of it rests anywhere.
"""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import digest
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.doors.asking import granted, pass_of, refused, there
from server.doors.callers import Callers
from server.doors.invitations import GRACE
from server.doors.origin import is_ours
from server.doors.tickets import Desk, Pass, give, is_theirs
from server.formats import Document
from server.live.gathering import Gathering
from server.live.node import Node
from server.room.format import Format
from server.room.refusals import No, Refused
from server.room.room import Aside, Room, RoomId
from server.room.room_of_two import of_two, room_of_two, way
from server.room.seat import SeatId

ONE_TO_ONE: Final = "c6"
"""The format of a room of two."""
LETTERS: Final = 16
MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class AsideDoor:
    """Where a seat of one meeting is shown into its room of two."""

    node: Node
    desk: Desk
    callers: Callers
    formats: Mapping[str, Document]
    secret: bytes = field(repr=False)
    public_url: str

    def routes(self) -> list[Route]:
        """One, for whoever has a seat's cookie."""
        return [Route("/in/{handle}/aside", self.aside, methods=["POST"])]

    async def aside(self, request: Request) -> Response:
        """The page of the room of two, with the cookie of the seat there."""
        try:
            held = self._held(request)
            room, seat = await self._seated(held)
        except Refused as no:
            return refused(no.no)
        handle = self.desk.handle(seat)
        answer = JSONResponse({"in": f"/in/{handle}"})
        lasts = room.format.minutes * MINUTE + GRACE
        beside = self.desk.handle(held.seat)
        there = Pass(room.id, seat, ONE_TO_ONE, self.node.now() + lasts, beside)
        give(answer, handle, self.desk.write(there), lasts)
        return answer

    def _held(self, request: Request) -> Pass:
        held = pass_of(request, self.desk, self.node.now())
        if not is_ours(request, self.public_url):
            raise Refused(No.LINK_NOT_VALID)
        if self.callers.wait("ticket", self.callers.address(request), self.node.clock.now()):
            raise Refused(No.TOO_FAST)
        return held

    async def _seated(self, held: Pass) -> tuple[Room, SeatId]:
        beside = there(await self.node.newest(held.room)).room
        if not is_theirs(beside, held):
            raise Refused(No.LINK_NOT_VALID)
        two = of_two(self.formats[ONE_TO_ONE].slim(), beside.format)
        found = way(beside, held.seat, two, SeatId(""))
        if found is None:
            raise Refused(No.ALREADY_MOVED_ON)
        here, seat = await self._opened(beside, found[0], two), self._seat(beside, found[0], held.seat)
        knocks = way(beside, held.seat, two, seat)
        assert knocks is not None, "nothing has changed in between"
        await granted(here, knocks[1])
        return here.room, seat

    async def _opened(self, beside: Room, aside: Aside, two: Format) -> Gathering:
        room = RoomId(self._named("room", beside.id, str(aside.number)))
        return there(await self.node.opened(room, lambda now: room_of_two(room, two, now)))

    def _seat(self, beside: Room, aside: Aside, seat: SeatId) -> SeatId:
        """Fresh in the room of two: no id links it to the meeting beside it."""
        return SeatId(self._named("seat", beside.id, str(aside.number), seat))

    def _named(self, *parts: str) -> str:
        key = HKDF(SHA256(), length=32, salt=None, info=b"alcove aside 1").derive(self.secret)
        return urlsafe_b64encode(digest(key, " ".join(parts).encode(), "sha256")).decode()[:LETTERS]
