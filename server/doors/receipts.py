"""The key of the house's signed word, and a page that checks receipts and notes."""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.doors.asking import body_of, refused
from server.doors.printing import Press
from server.keep.signing import LONGEST, checked
from server.room.refusals import Refused

PAGE: Final = "js/receipt_page.js"


@dataclass(frozen=True, slots=True)
class Receipts:
    """Checking happens in the browser; a browser that cannot may ask the house, and the page says so."""

    press: Press
    key: str

    def routes(self) -> list[Route]:
        """The key, the page, and the house's own check."""
        return [
            Route("/keys", self.keys),
            Route("/receipt", self.page),
            Route("/receipt/check", self.check, methods=["POST"]),
        ]

    async def keys(self, request: Request) -> Response:
        """Whatever this house signs is signed with this."""
        return JSONResponse({"receipts": {"kind": "Ed25519", "key": self.key}})

    async def page(self, request: Request) -> Response:
        """Carries the key, so that it checks without a line too."""
        return self.press.page(request, "receipt", {"key": self.key}, script=PAGE)

    async def check(self, request: Request) -> Response:
        """What the command line would say."""
        try:
            file = await body_of(request, LONGEST)
        except Refused as no:
            return refused(no.no)
        return JSONResponse({"verdict": checked(file, self.key)[0].value})
