"""A phone in a physical room: its host gets a code for somebody's seat, and the phone that has it sits down there.

The code is drawn here and told to the host alone. The room keeps its imprint under the house secret, nobody the code.
"""

import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hmac import digest
from typing import Annotated, Final

import msgspec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.doors import invitations
from server.doors.asking import form_of, granted, pass_of, refused, there
from server.doors.invitations import GRACE, Invitation, into
from server.doors.knock import Agreed, Door
from server.doors.qr import drawn
from server.doors.tickets import Pass, give
from server.live.gathering import Gathering
from server.room.acts import ShowCode, SitHere
from server.room.companion import LIFE
from server.room.refusals import No, Refused
from server.room.room import Room, RoomId
from server.room.seat import Seat, SeatId

LONGEST: Final = 4_096
"""Bytes that may be sent to these doors."""
IMPRINT: Final = 12
"""Bytes of a code's imprint."""


class Whose(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """For whose seat the host would like a code."""

    seat: Annotated[str, msgspec.Meta(max_length=64)]


class Typed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a phone comes with: an invitation to the meeting, and the code, typed or in the link."""

    invitation: Annotated[str, msgspec.Meta(max_length=invitations.LONGEST)]
    agreed: Agreed
    code: Annotated[str, msgspec.Meta(max_length=32)] = ""


@dataclass(frozen=True, slots=True)
class HereDoor:
    """Beside the door for people, with the same manners, and fewer tries."""

    door: Door

    def routes(self) -> list[Route]:
        """Where a host asks for a code, and where a phone brings it."""
        return [
            Route("/in/{handle}/code", self.code, methods=["POST"]),
            Route("/here", self.sit, methods=["POST"]),
        ]

    # ── the host ────────────────────────────────────────────────────────────────────────────────

    async def code(self, request: Request) -> Response:
        """A new code for one seat in the host's room: to be read out, or as a link and its picture."""
        door = self.door
        try:
            held = pass_of(request, door.desk, door.node.now())
            door.is_mannerly(request, "ticket")
            whose = SeatId((await form_of(request, LONGEST, Whose)).seat)
            here, code = there(await door.node.newest(held.room)), invitations.fresh_code()
            await granted(here, ShowCode(held.seat, whose, self._imprint(held.room, code)))
        except Refused as no:
            return refused(no.no)
        link = self._link(here.room, held.format, code)
        can_be_read = door.public_url.startswith("https:")  # else a phone would call itself
        return JSONResponse({"code": code, "link": link, "picture": drawn(link) if can_be_read else None})

    def _link(self, room: Room, format: str, code: str) -> str:
        invitation = into(room, format, self.door.node.now() + LIFE)  # it has no number: its code ends it
        written = invitations.write(replace(invitation, code=code), self.door.secret)
        return f"{self.door.public_url}/come/{format}/agreement#{written}"

    # ── the phone ───────────────────────────────────────────────────────────────────────────────

    async def sit(self, request: Request) -> Response:
        """The page of the seat that the code is for, with its cookie. Nobody learns in which way a code is wrong."""
        door = self.door
        try:
            door.is_mannerly(request, "here")
            typed = await form_of(request, LONGEST, Typed)
            invitation = invitations.read(typed.invitation, door.secret, door.node.now())
            door.not_too_often("invitation", f"{invitation.room} {invitation.number}")
            if invitation.wall:
                raise Refused(No.LINK_NOT_VALID)
            here = there(await door.node.newest(invitation.room))
            seat = await self._seated(here, invitation, typed)
        except Refused as no:
            return refused(no.no)
        return self._with_pass(here.room, seat, invitation.format)

    async def _seated(self, here: Gathering, invitation: Invitation, typed: Typed) -> Seat:
        code, phone = invitation.code or re.sub(r"\D", "", typed.code), SeatId(invitations.fresh_id())
        imprint = self._imprint(invitation.room, code)
        agreed = typed.agreed.agreement, typed.agreed.limits
        await granted(here, SitHere(phone, imprint, invitation.number, *agreed))
        seat = next((seat for seat in here.room.seats.values() if seat.phone == phone), None)
        if seat is None:
            raise Refused(No.CODE_NOT_VALID)
        return seat

    def _with_pass(self, room: Room, seat: Seat, format: str) -> Response:
        desk, now, until = self.door.desk, self.door.node.now(), room.ends + GRACE
        handle = desk.handle(seat.id)
        answer = JSONResponse({"in": f"/in/{handle}"})
        held = Pass(room.id, seat.id, format, until, phone=seat.phone)
        give(answer, handle, desk.write(held), until - now)
        return answer

    def _imprint(self, room: RoomId, code: str) -> str:
        key = HKDF(SHA256(), length=32, salt=None, info=b"alcove code 1").derive(self.door.secret)
        return urlsafe_b64encode(digest(key, f"{room} {code}".encode(), "sha256")[:IMPRINT]).decode()
