"""The door of the shelf: put one's own words there, look at them again, let them go.

The house sees no word. It takes a box only with a list of shares that it tagged itself for this very seat, and
keeps a hash over that list, by which the page that opens the box sees that nothing else was put in.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Final, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from server.doors.asking import form_of, pass_of, refused
from server.doors.callers import Callers
from server.doors.origin import is_ours
from server.doors.printing import Press
from server.doors.tickets import Desk, Pass, is_theirs
from server.keep.shelf import A_DAY, LONGEST as LONGEST_BOX, STEP, Box, OutOfReach, Shelf
from server.keep.signing import read, spelled
from server.live.gathering import Gathering
from server.live.node import Node
from server.room.effects import ShareRef
from server.room.refusals import No, Refused
from server.wire.frames import Digest, Ref

MOST: Final = 500
"""Shares in one box: more than anybody says in one evening."""
LONGEST: Final = 2 * LONGEST_BOX
"""Bytes of what a page sends: a box as text, and the list of what is in it."""
AN_HOUR: Final = 3_600.0
PAGE: Final = "js/shelf_page.js"


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sealed box, and which shares lie in it. `nonce` blinds the list: nobody can guess words by its hash."""

    place: Digest
    nonce: Digest
    key: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]{54}$(?!\n)")]
    box: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9_-]*$(?!\n)")]
    refs: Annotated[tuple[Ref, ...], msgspec.Meta(min_length=1, max_length=MOST)]


class Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a box lies. Only who has the six words or the passkey can work it out."""

    place: Digest


Body = TypeVar("Body", Given, Asked)


@dataclass(frozen=True, slots=True)
class ShelfDoor:
    """In a house without a shelf there is no such door."""

    node: Node
    desk: Desk
    callers: Callers
    public_url: str
    shelf: Shelf
    press: Press

    async def run(self) -> None:
        """For as long as the house is open: what had its year goes, within the hour."""
        while True:
            with suppress(OutOfReach):
                await self.shelf.tidy(self.node.now())
            await self.node.clock.wait_until(self.node.clock.now() + AN_HOUR)

    def routes(self) -> list[Route]:
        """One for a seat, to put; one page, and what it asks, for whoever knows the words."""
        return [
            Route("/in/{handle}/shelf", self.put, methods=["POST"]),
            Route("/shelf", self.page),
            Route("/shelf/open", self.open, methods=["POST"]),
            Route("/shelf/let-go", self.let_go, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Where the words are read again. It knows nothing of anybody."""
        return self.press.page(request, "shelf", script=PAGE)

    async def put(self, request: Request) -> Response:
        """The day until which it is kept; or why not."""
        try:
            until = await self._put(request)
        except Refused as no:
            return refused(no.no)
        return JSONResponse({"until": datetime.fromtimestamp(until * A_DAY, UTC).strftime("%Y-%m-%d")})

    async def open(self, request: Request) -> Response:
        """The box as it was put, for who knows its place."""
        try:
            place = read((await self._asked(request, Asked)).place)
            with _busy():
                box = await self.shelf.find(place, self.node.now())
        except Refused as no:
            return refused(no.no)
        if box is None:
            return refused(No.NOTHING_ON_THE_SHELF)
        return JSONResponse({"key": spelled(box.key), "box": spelled(box.box), "mark": spelled(box.mark)})

    async def let_go(self, request: Request) -> Response:
        """Erased; the answer is the same where nothing lay there."""
        try:
            place = read((await self._asked(request, Asked)).place)
            with _busy():
                await self.shelf.let_go(place)
        except Refused as no:
            return refused(no.no)
        return JSONResponse({"gone": True})

    async def _put(self, request: Request) -> int:
        held = pass_of(request, self.desk, self.node.now())
        given = await self._asked(request, Given)
        tags = await self.node.tags(held.room)
        if tags is None:
            raise Refused(No.SHELF_TOO_LATE)
        await self._are_own([tags.known(ref) for ref in given.refs], held)
        with _busy():
            return await self.shelf.put(
                read(given.place), tags.whose(held.seat), _box(given), self.node.now()
            )

    async def _are_own(self, shares: list[ShareRef], held: Pass) -> None:
        """Each said by this very seat, once in the list, and not taken back as far as anybody still knows."""
        here = await self.node.found(held.room)
        back = here.room.retracted if isinstance(here, Gathering) else ()
        if isinstance(here, Gathering) and not is_theirs(here.room, held):
            raise Refused(No.NOT_YOUR_SHARE)
        if len(set(shares)) < len(shares) or any(it.seat != held.seat or it in back for it in shares):
            raise Refused(No.NOT_YOUR_SHARE)

    async def _asked(self, request: Request, kind: type[Body]) -> Body:
        if not is_ours(request, self.public_url):
            raise Refused(No.LINK_NOT_VALID)
        if self.callers.wait("shelf", self.callers.address(request), self.node.clock.now()):
            raise Refused(No.TOO_FAST)
        return await form_of(request, LONGEST, kind)


def _box(given: Given) -> Box:
    try:
        key, box = read(given.key), read(given.box)
    except ValueError:
        raise Refused(No.LINK_NOT_VALID) from None
    if not 0 < len(box) <= LONGEST_BOX or len(box) % STEP:
        raise Refused(No.SHELF_IS_SMALL)
    return Box(key, box, mark_of(given.nonce, given.refs))


def mark_of(nonce: str, refs: tuple[Ref, ...]) -> bytes:
    """The hash over what lies in a box; its page works out the same from what it finds there."""
    said = "".join(f"\n{ref.seat} {ref.number} {ref.h}" for ref in refs)
    return sha256(f"{nonce}{said}".encode()).digest()


@contextmanager
def _busy() -> Iterator[None]:
    try:
        yield
    except OutOfReach:
        raise Refused(No.HOUSE_IS_BUSY) from None
