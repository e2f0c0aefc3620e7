"""Telling a safeguarding lead: past the desk when it is about a guide, or within an hour after the end.

Only what was really said there is taken: the tag that came with the words tells. The house reads them once,
to check and to seal; then only the lead can.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Final

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.doors.asking import form_of, pass_of, refused
from server.doors.callers import Callers
from server.doors.origin import is_ours
from server.doors.tickets import Desk
from server.keep.reports import Report, Tray, sealed
from server.live.node import Node
from server.room.codes import WRONG, listed
from server.room.refusals import No, Refused
from server.room.words import LONGEST as LONGEST_WORDS, Words
from server.wire.frames import Ref

LONGEST: Final = 6 * LONGEST_WORDS + 1_024
"""Bytes of a request: the words as JSON may spell them at their worst, and what is around them."""
A_REPORT: Final = re.compile(r"[\w-]{16}")


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a page tells: the share as it was shown, and what is wrong."""

    ref: Ref
    code: Annotated[str, msgspec.Meta(max_length=32)]
    words: Annotated[str, msgspec.Meta(max_length=LONGEST_WORDS)]
    name: Annotated[str, msgspec.Meta(max_length=64)] = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is told, and where their boxes wait."""

    key: bytes = field(repr=False)
    tray: Tray


@dataclass(frozen=True, slots=True)
class ReportDoor:
    """The way to the lead, for whoever has a seat's cookie. Without a lead there is no such door."""

    node: Node
    desk: Desk
    callers: Callers
    public_url: str
    lead: Lead
    fresh_id: Callable[[], str]

    def routes(self) -> list[Route]:
        """One to tell, one to see whether a person has dealt with it."""
        return [
            Route("/in/{handle}/report", self.tell, methods=["POST"]),
            Route("/report/{name}", self.asked, methods=["GET"]),
        ]

    async def tell(self, request: Request) -> Response:
        """Received, under a name that only the reporter has; or why not."""
        try:
            return JSONResponse({"received": await self._taken(request)})
        except Refused as no:
            return refused(no.no)

    async def _taken(self, request: Request) -> str:
        seat = pass_of(request, self.desk, self.node.now())
        if not is_ours(request, self.public_url):
            raise Refused(No.LINK_NOT_VALID)
        if self.callers.wait("report", self.callers.address(request), self.node.clock.now()):
            raise Refused(No.TOO_FAST)
        told = await _told(request)
        tags = await self.node.tags(seat.room)
        if tags is None:
            raise Refused(No.REPORT_TOO_LATE)
        share = tags.shown(told.ref, Words(told.words.encode()))
        report = Report(
            told.code, told.words, told.name, seat.room, share.seat, share.number, round(self.node.now())
        )
        name = self.fresh_id()
        self.lead.tray.put(name, sealed(report, self.lead.key))
        return name

    async def asked(self, request: Request) -> Response:
        """Whether it was handled; 404 for what never was, as for what is no name at all."""
        name = request.path_params["name"]
        handled = self.lead.tray.was_handled(name) if A_REPORT.fullmatch(name) else None
        return JSONResponse({"handled": handled}, 404 if handled is None else 200)


async def _told(request: Request) -> Told:
    told = await form_of(request, LONGEST, Told, No.REPORT_DOES_NOT_MATCH)
    listed(told.code, WRONG)
    return told
