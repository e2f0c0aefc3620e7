"""Knocking: an invitation and a name become a seat and its cookie; a cookie becomes a ticket for a line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server import quiet
from server.doors import invitations
from server.doors.asking import form_of, granted, pass_of, refused, there
from server.doors.callers import Callers
from server.doors.invitations import Invitation
from server.doors.origin import is_ours
from server.doors.tickets import TICKET_LIFE, Desk, Pass, Ticket, give, is_theirs
from server.formats import Document
from server.live.clock import in_time
from server.live.gathering import Gathering
from server.live.node import Node
from server.room.acts import Knock
from server.room.phases import opened
from server.room.refusals import No, Refused
from server.room.room import Room
from server.room.seat import SeatId
from server.room.walls import line_of
from server.room.words import Name

LONGEST: Final = 8_192
"""Bytes a knock may have."""
AT_ONCE: Final = 0.5
"""Seconds a page waits for what could come with it: where the line is silent, people see their room all the same."""
MORE_TIME: Final = 1.5

Short = Annotated[str, msgspec.Meta(max_length=256)]


class Agreed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which versions the page showed when somebody said yes."""

    agreement: Short
    limits: Short


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody fills in before they come in."""

    invitation: Annotated[str, msgspec.Meta(max_length=invitations.LONGEST)]
    name: Short
    agreed: Agreed
    pronouns: Short = ""
    listen_only: bool = False
    more_time: bool = False
    newcomer: bool = False
    once: Annotated[str, msgspec.Meta(pattern="^([A-Za-z0-9_-]{22,64})?$")] = ""
    """Made by chance on the page: the same form under the same word is one knock, however often it comes."""


@dataclass(frozen=True, slots=True)
class Door:
    """The way in. A refusal is the same in every way an invitation can be wrong: nobody learns which."""

    node: Node
    desk: Desk
    callers: Callers
    formats: Mapping[str, Document]
    secret: bytes
    public_url: str

    def routes(self) -> list[Route]:
        """Where to knock, and where a seat gets its tickets."""
        return [
            Route("/knock", self.knock, methods=["POST"]),
            Route("/in/{handle}/ticket", self.ticket, methods=["POST"]),
        ]

    def code_of(self, cookie: str) -> str | None:
        """The format a seat's cookie belongs to; None where it is not ours or has run out."""
        seat = self.desk.read(cookie, Pass, self.node.now())
        return seat.format if seat else None

    def beside_of(self, cookie: str) -> str:
        """In a room of two: the page of the meeting that its seat came from."""
        seat = self.desk.read(cookie, Pass, self.node.now())
        return seat.beside if seat else ""

    # ── knocking ────────────────────────────────────────────────────────────────────────────────

    async def knock(self, request: Request) -> Response:
        """A seat in the lobby, or why not, told beside the field it is about."""
        try:
            form = await self._form(request)
            invitation = invitations.read(form.invitation, self.secret, self.node.now())
            self.not_too_often("invitation", f"{invitation.room} {invitation.number}")
            seat = await self._seated(form, invitation)
        except Refused as no:
            return refused(no.no)
        return self._come_in(invitation, seat)

    async def _form(self, request: Request) -> Form:
        self.is_mannerly(request, "knock")
        return await form_of(request, LONGEST, Form)

    def is_mannerly(self, request: Request, door: str) -> None:
        """From a page of ours, and not too often from one address."""
        if not is_ours(request, self.public_url):
            quiet.note(quiet.Event.STRANGE_ORIGIN)
            raise Refused(No.LINK_NOT_VALID)
        self.not_too_often(door, self.callers.address(request))

    async def _seated(self, form: Form, invitation: Invitation) -> SeatId:
        if invitation.wall or invitation.code:
            raise Refused(No.LINK_NOT_VALID)
        here = await self.room(invitation)
        if invitation.format != here.room.format.code:
            raise Refused(No.LINK_NOT_VALID)
        once = form.once or invitations.fresh_id()
        seat = invitation.seat or self.desk.seat(invitation.room, invitation.number, form.name, once)
        await granted(here, _act(form, invitation, seat))
        return seat

    async def room(self, invitation: Invitation) -> Gathering:
        """The meeting an invitation is for, opened now if nobody has been there before."""
        document = self.formats.get(invitation.format)
        if document is None:
            raise Refused(No.LINK_NOT_VALID)

        def begin(now: float) -> Room:
            slim = document.slim(invitation.minutes)
            return opened(invitation.room, slim, max(float(invitation.starts), now))

        return there(await self.node.opened(invitation.room, begin))

    def _come_in(self, invitation: Invitation, seat: SeatId) -> Response:
        return self.with_pass(JSONResponse({"in": f"/in/{self.desk.handle(seat)}"}), invitation, seat)

    def with_pass(self, answer: Response, invitation: Invitation, seat: SeatId) -> Response:
        """The answer, and with it the cookie by which this browser is known for as long as the link holds."""
        seats = Pass(invitation.room, seat, invitation.format, invitation.expires)
        give(answer, self.desk.handle(seat), self.desk.write(seats), invitation.expires - self.node.now())
        return answer

    # ── tickets ─────────────────────────────────────────────────────────────────────────────────

    async def ticket(self, request: Request) -> Response:
        """For whoever has this seat's cookie: the way to its next line."""
        try:
            if not is_ours(request, self.public_url):
                raise Refused(No.LINK_NOT_VALID)
            return JSONResponse({"ticket": self.desk.write(await self._ticket(request))})
        except Refused as no:
            return refused(no.no)

    async def first_ticket(self, request: Request) -> str:
        """It comes with the room's page, which only that seat can read: one way there and back less.

        Empty where there is none to give, or not at once. Then the page asks, and is told why.
        """
        clock = self.node.clock
        try:
            ticket = await in_time(clock, clock.now() + AT_ONCE, self._ticket(request))
        except Refused:
            return ""
        return self.desk.write(ticket) if ticket is not None else ""

    async def _ticket(self, request: Request) -> Ticket:
        now = self.node.now()
        seat = pass_of(request, self.desk, now)
        self.not_too_often("ticket", self.callers.address(request))
        here = there(await self.node.newest(seat.room))
        line = line_of(here.room, seat.seat)
        if line is None or not is_theirs(here.room, seat):
            raise Refused(No.LINK_NOT_VALID)
        return Ticket(seat.room, seat.seat, seat.format, line + 1, now + TICKET_LIFE)

    def not_too_often(self, door: str, who: str) -> None:
        """Refuses who comes to this door too often."""
        if self.callers.wait(door, who, self.node.clock.now()):
            raise Refused(No.TOO_FAST)


def _act(form: Form, invitation: Invitation, seat: SeatId) -> Knock:
    return Knock(
        seat=seat,
        name=Name(form.name),
        role=invitation.role,
        invitation=invitation.number,
        agreement=form.agreed.agreement,
        limits=form.agreed.limits,
        pronouns=Name(form.pronouns),
        newcomer=form.newcomer,
        listen_only=form.listen_only,
        patience=MORE_TIME if form.more_time else 1.0,
    )
