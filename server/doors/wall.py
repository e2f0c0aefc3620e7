"""The wall's own door: its link becomes the line of a screen; and a guide's seat gets such a link for the room."""

from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.doors import invitations
from server.doors.asking import form_of, granted, pass_of, refused, there
from server.doors.invitations import into
from server.doors.knock import Door
from server.doors.tickets import Pass
from server.room.acts import HangWall
from server.room.powers import Power, may
from server.room.refusals import No, Refused
from server.room.seat import SeatId

LONGEST: Final = 4_096
"""Bytes the wall's knock may have."""
FIRST: Final = 1_000
"""Numbers of links that were asked for at a desk begin here; those printed beforehand are below."""


class Shown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the wall's page asks with."""

    invitation: Annotated[str, msgspec.Meta(max_length=invitations.LONGEST)]


@dataclass(frozen=True, slots=True)
class WallDoor:
    """Beside the door for people, with the same manners. A link for one is refused at the other."""

    door: Door

    def routes(self) -> list[Route]:
        """Where a wall comes in, and where a guide or the host of a room asks for one."""
        return [
            Route("/wall", self.hang, methods=["POST"]),
            Route("/in/{handle}/wall", self.link, methods=["POST"]),
        ]

    async def hang(self, request: Request) -> Response:
        """A line's cookie for this screen; the page then asks for its tickets as every page does."""
        door = self.door
        try:
            door.is_mannerly(request, "knock")
            shown = await form_of(request, LONGEST, Shown)
            invitation = invitations.read(shown.invitation, door.secret, door.node.now())
            door.not_too_often("invitation", f"{invitation.room} {invitation.number}")
            if not invitation.wall or invitation.seat is None:
                raise Refused(No.LINK_NOT_VALID)
            here = await door.room(invitation)
            await granted(here, HangWall(invitation.seat, invitation.number))
        except Refused as no:
            return refused(no.no)
        told = {"handle": door.desk.handle(invitation.seat), "format": invitation.format}
        return door.with_pass(JSONResponse(told), invitation, invitation.seat)

    async def link(self, request: Request) -> Response:
        """For whoever guides, or hosts the room: a fresh link for one screen, good as long as their own way in."""
        door = self.door
        try:
            held = pass_of(request, door.desk, door.node.now())
            door.is_mannerly(request, "ticket")
            return JSONResponse({"link": await self._link(held)})
        except Refused as no:
            return refused(no.no)

    async def _link(self, held: Pass) -> str:
        room = there(await self.door.node.newest(held.room)).room
        asker = room.seats.get(held.seat)
        if asker is None or not may(asker, Power.HOST):
            raise Refused(No.NOT_ALLOWED)
        number, seat = FIRST + invitations.fresh_number(9_000), SeatId(invitations.fresh_id())
        wall = replace(into(room, held.format, held.expires), number=number, seat=seat, wall=True)
        return f"{self.door.public_url}/{invitations.WALL}#{invitations.write(wall, self.door.secret)}"
