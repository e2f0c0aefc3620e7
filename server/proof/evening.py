"""An evening in which each thing that can be said or written is a canary: through the real doors, as people come.

Fay guides. Ana speaks, changes, takes back. Bo is asked to leave. Cy waits at the door and is not let in. Di's
phone dies in the middle of a sentence. Eva stays. Somebody types nonsense, tries doors, and asks for pages.
"""

import asyncio
import json
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from websockets.exceptions import WebSocketException
from websockets.frames import Frame as Piece, Opcode

from server.demo.visitor import NotLetIn, Visitor, visiting, written

PRONOUNS: Final = "pronouns"
KINDS: Final = (
    "name", PRONOUNS, "the name of who waits", "a letter from the lobby", "a share", "a content note", "an edit",
    "a reply", "a share taken back", "a letter to the desk", "a letter from the desk", "a letter among guides",
    "a topic", "a share of one removed", "the last share", "a share refused",
    "a report refused", "a garbled frame", "an unknown field", "a draft cut off", "an invitation nobody wrote",
    "a cookie nobody gave", "a ticket nobody gave", "an address", "a question in an address", "a header",
)  # fmt: skip
"""What is said or written this evening."""
LONGEST_WIPE: Final = 90.0
"""Seconds after the end in which everything must have gone."""
PAUSE: Final = 0.3

Halfway = Callable[[], Awaitable[object]]


class NotPlayed(Exception):
    """Something that people do every evening was not possible; then nothing is proved."""


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
    """Instances of one house; some people come by the first, some by the last."""
    guiding: str
    link: str
    words: Mapping[str, str] = field(repr=False)
    halfway: Halfway = _nothing
    """What happens while everything said so far still rests on the line."""
    told: Told = field(default_factory=Told)

    async def plays(self) -> Told:
        """From the first knock to the signed word that all is gone."""
        invitations = [link.partition("#")[2] for link in (self.guiding, self.link)]
        self.told.secrets += invitations
        try:
            return await self._from_knock_to_receipt(invitations)
        except* NotPlayed as no:
            raise first(no) from None
        except* (NotLetIn, OSError, WebSocketException, TimeoutError):
            raise NotPlayed("somebody was not let in, or their line broke") from None

    async def _from_knock_to_receipt(self, invitations: Sequence[str]) -> Told:
        async with AsyncExitStack() as chairs:

            async def comes(name: str, house: int = 0, link: int = 1, **about: str) -> Visitor:
                seat = visiting(self.houses[house], invitations[link], name, **about)
                who = await chairs.enter_async_context(seat)
                self.told.secrets += who.held
                return who

            fay = await comes("Fay", link=0)
            ana = await comes(self.words["name"], pronouns=self.words[PRONOUNS])
            bo, di, eva = [await comes(name, -1) for name in ("Bo", "Di", "Eva")]
            cy = await comes(self.words["the name of who waits"])
            await self._in_the_lobby(fay, cy, [ana, bo, di, eva])
            await self._in_the_circle(fay, ana, bo)
            await self._goes_wrong(fay, ana, bo, di)
            await _shared(eva, self.words["the last share"])
            await self.halfway()
            await granted(fay, "end_for_all")
            await self._is_wiped([fay, ana])
        return self.told

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
        share = await _shared(ana, say["a share"], note=say["a content note"])
        await granted(fay, "report", ref=share["ref"], code="unkind", words=share["words"])
        await fay.does("report", ref=share["ref"], code="unkind", words=say["a report refused"])
        await granted(ana, "edit", ref=share["ref"], words=written(say["an edit"]))
        await _shared(bo, say["a reply"], answers=share["ref"])
        taken_back = await _shared(ana, say["a share taken back"])
        await granted(ana, "retract", ref=taken_back["ref"])
        await writes(ana, ana, "support", say["a letter to the desk"])
        await writes(fay, ana, "support", say["a letter from the desk"])
        await writes(fay, fay, "back_channel", say["a letter among guides"])
        await granted(fay, "put_topic", words=written(say["a topic"]))
        await _shared(bo, say["a share of one removed"])

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


async def granted(who: Visitor, act: str, **about: object) -> None:
    """Ask until it is not too fast any more. A refusal by any other name ends the evening."""
    while (answer := await _asked(who, act, **about))["is"] != "ok":
        if answer.get("no") != "too-fast":
            raise NotPlayed(f"{act} was refused: {answer.get('no')}")
        await asyncio.sleep(PAUSE)


async def _asked(who: Visitor, act: str, **about: object) -> Mapping[str, Any]:
    try:
        return await who.does(act, **about)
    except asyncio.CancelledError:
        if who.ended:
            raise NotPlayed(f"{act}: the line of who asked was closed") from None
        raise


async def writes(who: Visitor, whom: Visitor, about: str, words: str) -> None:
    """A letter: to the desk, from it, or among those who guide."""
    await granted(who, "write_letter", whom=whom.seat, about=about, words=words)


async def _shared(who: Visitor, text: str, **about: Any) -> Mapping[str, Any]:
    """Say it, and hear it as everybody does."""
    words = written(text, about.pop("note", None))
    await granted(who, "share", words=words, **about)
    await who.until(lambda me: me.shown.get(me.seat, {}).get("words") == words)
    return who.shown[who.seat]


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
