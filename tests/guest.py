"""A person through the real door: lands, agrees, knocks, gets a ticket, opens a line, hears what she may."""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, Self
from urllib.parse import urlsplit

from httpx2 import AsyncClient, Response
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin, Subprotocol

Frame = dict[str, Any]

PLAIN = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody: a house on loopback speaks no TLS, and to load all the world's authorities takes 40 ms a page."""
PATIENCE = 20.0
"""Real seconds after which something that should have come never will."""


class NotLetIn(Exception):
    """The door said no, by name."""

    def __init__(self, refused: str) -> None:
        super().__init__(refused)
        self.refused = refused


class Guest:
    """Somebody with a link. Her verbs are those of the room; what she waits for comes by itself or fails."""

    def __init__(self, name: str, link: str) -> None:
        self.name = name
        self.house = f"{urlsplit(link).scheme}://{urlsplit(link).netloc}"
        self.code = urlsplit(link).path.rpartition("/")[2]
        self.invitation = urlsplit(link).fragment
        self.door = ""
        self.cookie = ""
        self.trusts = PLAIN
        self.frames: list[Frame] = []
        self.picture: Frame = {}
        self.you: Frame = {}
        self.ended: Frame = {}
        self.closed: int | None = None
        self.gen: str | None = None
        self.seq: int | None = None
        self.last = 0
        self.awake = True
        """Whether her page answers ticks; a frozen one does not."""
        self._line: ClientConnection | None = None
        self._answers: dict[int, Frame] = {}
        self._stir = asyncio.Event()

    # ── coming in ───────────────────────────────────────────────────────────────────────────────

    async def lands(self) -> Response:
        """Open the link: the page that says what this is."""
        async with AsyncClient(verify=self.trusts, base_url=self.house) as browser:
            return await browser.get(f"/come/{self.code}")

    async def knocks(self, **about: object) -> Frame:
        """Agree, give a name, and stand at the door. Raises `NotLetIn` with the refusal's name."""
        return await self._comes_in("/knock", self._agreed() | {"name": self.name} | about)

    async def gets_a_ticket(self) -> str:
        """The way to the next line of this seat."""
        told = (await self.posts(f"{self.door}/ticket", {})).json()
        if "refused" in told:
            raise NotLetIn(told["refused"])
        return str(told["ticket"])

    async def posts(self, path: str, content: object, **headers: str) -> Response:
        """As her browser would."""
        always = {"origin": self.house, "cookie": self.cookie} | headers
        async with AsyncClient(verify=self.trusts, base_url=self.house, headers=always) as browser:
            return await browser.post(path, json=content)

    async def gets(self, path: str) -> Response:
        """The same, for a page or a fact."""
        async with AsyncClient(
            verify=self.trusts, base_url=self.house, headers={"cookie": self.cookie}
        ) as browser:
            return await browser.get(path)

    async def goes_aside(self) -> "Guest":
        """Into the room of two that is open to her: the same person, another seat. Raises `NotLetIn`."""
        there = self.another_tab()
        await there._comes_in(f"{self.door}/aside", {})
        return there

    async def gets_a_code(self, seat: str) -> Frame:
        """As the host of a physical room: a code for somebody who sits there."""
        told: Frame = (await self.posts(f"{self.door}/code", {"seat": seat})).json()
        return told

    async def sits_here(self, code: str = "", **about: object) -> Frame:
        """With a phone in a physical room, by the code of her seat. Raises `NotLetIn` with the refusal's name."""
        return await self._comes_in("/here", self._agreed() | {"code": code} | about)

    def _agreed(self) -> Frame:
        return {"invitation": self.invitation, "agreed": {"agreement": "v1", "limits": "v1"}}

    async def _comes_in(self, path: str, asked: object) -> Frame:
        """Through a door that gives a seat: what it said, and from now on she sits there."""
        answer = await self.posts(path, asked)
        told: Frame = answer.json()
        if "refused" in told:
            raise NotLetIn(told["refused"])
        self.door = told["in"]
        self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return told

    @asynccontextmanager
    async def on_a_line(self, ticket: str | None = None) -> AsyncIterator[Self]:
        """Sit in the room for the block; on a second line, go on from what was heard before."""
        ticket = ticket or await self.gets_a_ticket()
        address = self.house.replace("http", "ws", 1) + "/line"
        self.closed, self.ended = None, {}
        async with connect(
            address,
            subprotocols=[Subprotocol("alcove.v1")],
            origin=Origin(self.house),
            compression=None,
        ) as line:
            self._line = line
            listening = asyncio.ensure_future(self._listens(line))
            try:
                await self.sends(self._hello(ticket))
                await self.until(lambda me: me.is_here() or me.closed is not None)
                yield self
            finally:
                await line.close()
                await listening

    def _hello(self, ticket: str) -> Frame:
        hello: Frame = {"is": "hello", "ticket": ticket}
        return hello if self.seq is None else hello | {"gen": self.gen, "seq": self.seq}

    def is_here(self) -> bool:
        """Whether she has been told what she is told first."""
        return bool(self.you)

    def another_tab(self) -> "Guest":
        """The same browser, the same seat, another page."""
        tab = Guest(self.name, f"{self.house}/come/{self.code}#{self.invitation}")
        tab.door, tab.cookie, tab.trusts = self.door, self.cookie, self.trusts
        return tab

    # ── hearing ─────────────────────────────────────────────────────────────────────────────────

    async def _listens(self, line: ClientConnection) -> None:
        try:
            async for text in line:
                frame = json.loads(text)
                self.frames.append(frame)
                self._hears(frame)
                if frame["is"] == "tick" and self.awake:
                    with suppress(ConnectionClosed):  # what came before the close is still to be read
                        await line.send('{"is":"tock"}')
                self._stir.set()
        except ConnectionClosed:
            pass
        self.closed = line.close_code
        self._stir.set()

    def _hears(self, frame: Frame) -> None:
        self.seq = max(frame.get("seq", 0), self.seq or 0)
        self.gen = frame.get("gen", self.gen)
        match frame["is"]:
            case "hello_ok":
                self.gen, self.seq, self.last = frame["gen"], frame["seq"], max(self.last, frame["last"])
            case "gap":
                self.seq = 0
            case "picture":
                self.picture = frame
            case "you":
                self.you = frame
            case "ended":
                self.ended = frame
            case "ok" | "refused":
                self._answers[frame.get("n", 0)] = frame

    async def until(self, true: Callable[["Guest"], object]) -> Self:
        """Wait for something that comes by itself."""
        async with asyncio.timeout(PATIENCE):
            while not true(self):
                if self.closed is not None:
                    raise AssertionError(f"{self.name}'s line closed with {self.closed} while waiting")
                self._stir.clear()
                await self._stir.wait()
        return self

    async def is_gone(self) -> int:
        """Wait until the line is closed; with which code."""
        async with asyncio.timeout(PATIENCE):
            while self.closed is None:
                self._stir.clear()
                await self._stir.wait()
        return self.closed

    async def hears(self, text: str) -> Frame:
        """Wait until these words were told to her; the frame they came in."""
        await self.until(lambda me: me.said(text) is not None)
        found = self.said(text)
        assert found is not None
        return found

    def said(self, text: str) -> Frame | None:
        """The newest frame that brought her these words, if any did."""
        return next((frame for frame in reversed(self.frames) if frame.get("words") == text), None)

    def has_heard(self) -> list[str]:
        """All words she was told, in order."""
        return [frame["words"] for frame in self.frames if "words" in frame]

    async def settles(self) -> None:
        """Everything the house had for her has arrived, and her answers have arrived there."""
        if self._line is not None and self.closed is None:
            try:
                await (await self._line.ping())
            except ConnectionClosed:
                await asyncio.sleep(0)

    def forgets(self) -> None:
        """Her page is closed, and what it showed is gone."""
        self.frames, self.picture, self.you, self.name, self._line = [], {}, {}, "", None
        self._answers.clear()

    # ── asking ──────────────────────────────────────────────────────────────────────────────────

    async def sends(self, frame: object) -> None:
        """A frame, or any other text, as it is."""
        assert self._line is not None
        await self._line.send(frame if isinstance(frame, str | bytes) else json.dumps(frame))

    async def does(self, act: str, **about: object) -> Frame:
        """Ask for an act; the answer that came to its number."""
        self.last += 1
        return await self.does_again(self.last, act, **about)

    async def does_again(self, n: int, act: str, **about: object) -> Frame:
        """The same act under the same number, as a page does that never heard the answer."""
        self._answers.pop(n, None)
        await self.sends({"is": act, "n": n, **about})
        await self.until(lambda me: n in me._answers)
        return self._answers[n]

    async def hangs_up(self) -> None:
        """Her line ends; her page and what it knows stay."""
        assert self._line is not None
        await self._line.close()
        await self.is_gone()

    async def may(self, act: str, **about: object) -> Frame:
        """Ask for an act that must be granted."""
        answer = await self.does(act, **about)
        assert answer["is"] == "ok", answer
        return answer

    async def may_not(self, act: str, **about: object) -> str:
        """Ask for an act that must be refused; by which name."""
        answer = await self.does(act, **about)
        assert answer["is"] == "refused", answer
        return str(answer["no"])

    async def says(self, text: str) -> Frame:
        """Words into the circle; the frame in which she heard herself, by the same road as everyone."""
        await self.may("share", words=text)
        return await self.hears(text)

    async def raises_hand(self) -> None:
        """I would like to speak."""
        await self.may("raise_hand")

    async def passes(self) -> None:
        """Not now, without a reason."""
        await self.may("pass_turn", turn=self.turn)

    # ── looking ─────────────────────────────────────────────────────────────────────────────────

    @property
    def seat(self) -> str:
        """Her own, as the house named it."""
        return str(self.you["seat"])

    @property
    def turn(self) -> int:
        """The turn she saw."""
        return int(self.picture["floor"]["turn"])

    def sees(self, name: str) -> bool:
        """Whether somebody of this name is in her picture of the circle."""
        return any(seat["name"] == name for seat in self.picture.get("seats", ()))

    def seat_of(self, name: str) -> str:
        """The seat of somebody she sees, in the circle or waiting."""
        seen = [*self.picture.get("seats", ()), *self.picture.get("desk", {}).get("waiting", ())]
        return next(str(seat["id"]) for seat in seen if seat["name"] == name)

    def holds_the_floor(self) -> bool:
        """Whether it is her turn."""
        return bool(self.picture["floor"].get("holder") == self.seat)
