"""A note that somebody came, for their own hands: signed, from a neutral name, and no row of it anywhere.

The house does not learn whose note it is: it signs a hash that the page made of a name and a long number.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from server.doors.asking import form_of, pass_of, refused
from server.doors.callers import Callers
from server.doors.origin import is_ours
from server.doors.printing import Press
from server.doors.tickets import Desk, is_theirs
from server.keep.signing import Attended
from server.live.gathering import Gathering
from server.live.node import Node
from server.room.refusals import No, Refused
from server.room.room import Room
from server.room.seat import Seat
from server.room.threshold import inside_for

LONGEST: Final = 256
MINUTE: Final = 60.0


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that a page tells: the hash it wants signed."""

    holder: Annotated[str, msgspec.Meta(pattern=r"^[\w-]{43}$")]


@dataclass(frozen=True, slots=True)
class AttendanceDoor:
    """Where a seat gets its note, from when the meeting closes until it is wiped."""

    node: Node
    desk: Desk
    callers: Callers
    public_url: str
    press: Press
    issuer: str = ""
    """Empty: a community group, as the language of whoever takes the note says it."""

    def routes(self) -> list[Route]:
        """One, for whoever has a seat's cookie."""
        return [Route("/in/{handle}/note", self.note, methods=["POST"])]

    async def note(self, request: Request) -> Response:
        """The note, signed; nothing of it stays here."""
        try:
            attended = await self._attended(request)
        except Refused as no:
            return refused(no.no)
        return Response(msgspec.json.encode(self.node.signer.signed(attended)), media_type="application/json")

    async def _attended(self, request: Request) -> Attended:
        held = pass_of(request, self.desk, self.node.now())
        if not is_ours(request, self.public_url):
            raise Refused(No.LINK_NOT_VALID)
        if self.callers.wait("note", self.callers.address(request), self.node.clock.now()):
            raise Refused(No.TOO_FAST)
        asked = await form_of(request, LONGEST, Asked)
        here = await self.node.found(held.room)
        if not isinstance(here, Gathering) or here.room.closed_at is None:
            raise Refused(No.MEETING_OVER if not isinstance(here, Gathering) else No.NOT_OPEN_YET)
        seat = here.room.seats.get(held.seat)
        if seat is None or not is_theirs(here.room, held):
            raise Refused(No.LINK_NOT_VALID)
        issuer = self.issuer or self.press.words(request).text("came-note.issuer")
        return attended(here.room, seat, asked.holder, issuer)


def attended(room: Room, seat: Seat, holder: str, issuer: str) -> Attended:
    """What can be said of this seat once the room has closed."""
    closed = room.closed_at or room.ends
    return Attended(
        issuer=issuer,
        date=datetime.fromtimestamp(closed, UTC).strftime("%Y-%m-%d"),
        minutes_present=round(inside_for(seat, closed) / MINUTE),
        minutes_total=max(1, round((closed - room.starts) / MINUTE)),
        holder=holder,
    )
