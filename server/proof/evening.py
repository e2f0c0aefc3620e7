"""An evening in which each thing that can be said or written is a canary: through the real doors, as people come.

Fay guides, and Gil. Ana speaks, changes, takes back. Bo is asked to leave. Cy waits at the door, talks with Gil alone
and is not let in. Di's phone dies in the middle of a sentence. Eva stays, and takes something along. Somebody types
nonsense, tries doors, and asks for pages.
"""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Mapping, Sequence, Set
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from websockets.exceptions import WebSocketException
from websockets.frames import Frame as Piece, Opcode

from server.demo.visitor import NotLetIn, Visitor, visiting, written
from server.proof.played import NotPlayed, granted, shared, writes
from server.proof.taken_along import (
    AT_THE_SHELF,
    OF_A_NOTE,
    TO_A_LEAD,
    keeps_and_lets_go,
    takes_a_note,
    tells_a_lead,
)

PRONOUNS: Final = "pronouns"
KINDS: Final = (
    "name", PRONOUNS, "the name of who waits", "a letter from the lobby", "a share", "a content note", "an edit",
    "a reply", "a share taken back", "a letter to the desk", "a letter from the desk", "a letter among guides",
    "a topic", "a share of one removed", "the last share", "a share refused",
    "a report refused", "a garbled frame", "an unknown field", "a draft cut off", "an invitation nobody wrote",
    "a cookie nobody gave", "a ticket nobody gave", "an address", "a question in an address", "a header",
    "a word to one alone", OF_A_NOTE,
)  # fmt: skip
"""What is said or written in any house."""
OFFERED: Final[Mapping[str, Sequence[str]]] = {"shelf": AT_THE_SHELF, "lead": TO_A_LEAD}
"""And where the host offers these."""
AT_OTHER_HOUSES: Final = ("Sam", "Tess", "Uri", "Vic", "Wren", "Yan")
"""They wait at the door where nobody else comes by: so each instance has something to forget."""
LONGEST_WIPE: Final = 90.0
"""Seconds after the end in which everything must have gone."""
PAUSE: Final = 0.3

Halfway = Callable[[], Awaitable[object]]


@dataclass
class Told:
    """What an evening leaves in the hands of those who came."""

    receipts: list[Mapping[str, Any]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list, repr=False)
    """The links, the cookies and the tickets: they too must rest nowhere."""


async def _nothing() -> None:
    """Where nobody has anything to do halfway."""


@dataclass
class Evening:
    """Where it takes place, how people come in, and the words it is full of."""

    houses: Sequence[str]
    """Instances of one house; somebody comes by each."""
    guiding: Sequence[str]
    link: str
    words: Mapping[str, str] = field(repr=False)
    offers: Set[str] = frozenset()
    halfway: Halfway = _nothing
    """What happens while everything said so far still rests on the line."""
    told: Told = field(default_factory=Told)

    async def plays(self) -> Told:
        """From the first knock to the signed word that all is gone."""
        invitations = [link.partition("#")[2] for link in (*self.guiding, self.link)]
        self.told.secrets += invitations
        try:
            return await self._from_knock_to_receipt(invitations)
        except* NotPlayed as no:
            raise first(no) from None
        except* (NotLetIn, OSError, WebSocketException, TimeoutError):
            raise NotPlayed("somebody was not let in, or their line broke") from None

    async def _from_knock_to_receipt(self, invitations: Sequence[str]) -> Told:
        async with AsyncExitStack() as chairs:

            async def comes(name: str, house: int = 0, link: int = -1, **about: str) -> Visitor:
                seat = visiting(self.houses[house], invitations[link], name, **about)
                who = await chairs.enter_async_context(seat)
                self.told.secrets += who.held
                return who

            fay, gil = [await comes(name, link=at) for at, name in enumerate(("Fay", "Gil"))]
            ana = await comes(self.words["name"], pronouns=self.words[PRONOUNS])
            bo, di, eva = [
                await comes(name, at)
                for name, at in (("Bo", -1), ("Di", -1), ("Eva", min(1, len(self.houses) - 1)))
            ]
            for name, at in zip(AT_OTHER_HOUSES, range(2, len(self.houses) - 1), strict=False):
                await comes(name, at)
            cy = await comes(self.words["the name of who waits"])
            two = [await chairs.enter_async_context(one.aside()) for one in await self._two_alone(gil, cy)]
            self.told.secrets += [paper for one in two for paper in one.held]
            await self._says_to_one_alone(*two)
            await self._in_the_lobby(fay, cy, [ana, bo, di, eva])
            await self._in_the_circle(fay, ana, bo)
            await self._goes_wrong(fay, ana, bo, di)
            await self._takes_along(eva)
            await self.halfway()
            await granted(fay, "end_for_all")
            await takes_a_note(ana, self.words)
            await self._is_wiped([fay, ana, *two])
        return self.told

    async def _two_alone(self, gil: Visitor, cy: Visitor) -> tuple[Visitor, Visitor]:
        await granted(cy, "ask_aside")
        await gil.until(lambda me: bool(me.picture["desk"]["asides"]))
        await granted(gil, "take_aside", whom=cy.seat)
        await cy.until(lambda me: (me.you["aside"] or {}).get("stage") == "open")
        return cy, gil

    async def _says_to_one_alone(self, cy: Visitor, gil: Visitor) -> None:
        words = self.words["a word to one alone"]
        await cy.until(lambda me: len(me.picture.get("seats", ())) > 1)
        await shared(cy, words)
        await gil.until(lambda me: me.shown.get(cy.seat, {}).get("words") == written(words))
        await granted(cy, "end_for_all")

    async def _takes_along(self, eva: Visitor) -> None:
        last = await shared(eva, self.words["the last share"])
        if "shelf" in self.offers:
            await keeps_and_lets_go(eva, last, self.words)
        if "lead" in self.offers:
            await tells_a_lead(eva, last, self.words)

    async def _is_wiped(self, there: Sequence[Visitor]) -> None:
        try:
            async with asyncio.timeout(LONGEST_WIPE):
                for one in there:
                    await one.until(lambda me: me.ended)
        except TimeoutError:
            raise NotPlayed("the meeting was not wiped in time") from None
        self.told.receipts += [one.receipt for one in there if one.receipt]

    async def _in_the_lobby(self, fay: Visitor, cy: Visitor, let_in: Sequence[Visitor]) -> None:
        await granted(
            cy, "write_letter", whom=cy.seat, about="lobby", words=self.words["a letter from the lobby"]
        )
        await fay.until(lambda me: len(me.picture["desk"].get("waiting", ())) > len(let_in))
        await granted(fay, "admit", whom=[one.seat for one in let_in])
        for one in let_in:
            await one.until(lambda me: "seats" in me.picture)
        await granted(fay, "go_to", phase="opening")
        await granted(fay, "set_mode", mode="open")
        await granted(fay, "set_crosstalk", crosstalk="open")

    async def _in_the_circle(self, fay: Visitor, ana: Visitor, bo: Visitor) -> None:
        say = self.words
        share = await shared(ana, say["a share"], note=say["a content note"])
        await granted(fay, "report", ref=share["ref"], code="unkind", words=share["words"])
        await fay.does("report", ref=share["ref"], code="unkind", words=say["a report refused"])
        await granted(ana, "edit", ref=share["ref"], words=written(say["an edit"]))
        await shared(bo, say["a reply"], answers=share["ref"])
        taken_back = await shared(ana, say["a share taken back"])
        await granted(ana, "retract", ref=taken_back["ref"])
        await writes(ana, ana, "support", say["a letter to the desk"])
        await writes(fay, ana, "support", say["a letter from the desk"])
        await writes(fay, fay, "back_channel", say["a letter among guides"])
        await granted(fay, "put_topic", words=written(say["a topic"]))
        await shared(bo, say["a share of one removed"])

    async def _goes_wrong(self, fay: Visitor, ana: Visitor, bo: Visitor, di: Visitor) -> None:
        say = self.words
        await ana.does("share", words=written(say["a share refused"] + "." * 9_000))
        await ana.line.send(f'{{"is":"share","n":1,"words":"{say["a garbled frame"]}')
        await ana.line.send(json.dumps({"is": "raise_hand", "n": 1, say["an unknown field"]: 1}))
        draft = Piece(Opcode.TEXT, f'{{"is":"share","n":1,"words":"{say["a draft cut off"]}"}}'.encode())
        di.line.transport.write(draft.serialize(mask=True)[:-2])
        await asyncio.sleep(PAUSE)
        di.line.transport.abort()
        await granted(fay, "remove", whom=bo.seat, kind="for_session", reason="unkind")
        for house in self.houses:
            await asyncio.to_thread(_tries_doors, house, say)


def first(group: BaseExceptionGroup[NotPlayed]) -> BaseException:
    """Each chair wraps what went wrong once more; this is what it was."""
    one: BaseException = group
    while isinstance(one, BaseExceptionGroup):
        one = one.exceptions[0]
    return one


def _tries_doors(house: str, say: Mapping[str, str]) -> None:
    """Pages that are not there, and pages that are, with too much in the address; papers that nobody gave."""
    for path in (f"/{quote(say['an address'])}", f"/help?q={quote(say['a question in an address'])}"):
        _asks(house, path, {"X-Mood": say["a header"]})
    knock = {"invitation": say["an invitation nobody wrote"], "name": "Max"}
    cookie = {"Cookie": f"__Host-alcove-abcdef={say['a cookie nobody gave']}"}
    _asks(house, "/knock", {}, knock | {"agreed": {"agreement": "v1", "limits": "v1"}})
    _asks(house, "/in/abcdef/ticket", cookie, {})
    _asks(house, f"/line?ticket={quote(say['a ticket nobody gave'])}", {})


def _asks(house: str, path: str, headers: Mapping[str, str], content: object = None) -> None:
    always = {"Origin": house, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json", **headers}
    body = None if content is None else json.dumps(content).encode()
    asking = urllib.request.Request(f"{house}{path}", body, always)
    with suppress(urllib.error.HTTPError), urllib.request.urlopen(asking, timeout=10):
        pass
