"""Somebody who comes in as everyone does: agrees, knocks, gets a ticket, opens a line."""

import asyncio
import json
import urllib.request
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosedError

Frame = dict[str, Any]


class NotLetIn(Exception):
    """The door said no, by name."""


@dataclass(eq=False)
class Visitor:
    """One person on one line, and the room as they see it."""

    name: str
    house: str
    door: str
    line: ClientConnection = field(repr=False)
    cookie: str = field(default="", repr=False)
    picture: Frame = field(default_factory=dict, repr=False)
    you: Frame = field(default_factory=dict, repr=False)
    shown: dict[str, Frame] = field(default_factory=dict, repr=False)
    """The last share of each seat, as it was said."""
    held: tuple[str, ...] = field(default=(), repr=False)
    """What lets this seat in: its cookie, and the ticket of this line."""
    receipt: Frame | None = field(default=None, repr=False)
    count: int = 0
    ended: bool = False
    _answers: dict[int, asyncio.Future[Frame]] = field(default_factory=dict, repr=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    @property
    def seat(self) -> str:
        """The own seat, once the house has said which."""
        return str(self.you.get("seat", ""))

    async def does(self, act: str, **about: object) -> Frame:
        """Ask something of the room; the answer is `ok` or `refused`."""
        self.count += 1
        answer: asyncio.Future[Frame] = asyncio.get_running_loop().create_future()
        self._answers[self.count] = answer
        await self.line.send(json.dumps({"is": act, "n": self.count, **about}))
        return await answer

    async def posts(self, path: str, content: object) -> tuple[Frame, str]:
        """What a page asks beside its line: the answer, and a cookie that came with it."""
        return await asyncio.to_thread(_post, f"{self.house}{path}", content, self.house, self.cookie)

    @asynccontextmanager
    async def aside(self) -> AsyncIterator["Visitor"]:
        """Into the room of two that is open to them, for the block: another seat of the same person."""
        answer, cookie = await self.posts(f"{self.door}/aside", {})
        if "in" not in answer:
            raise NotLetIn(answer.get("refused", ""))
        async with sitting(self.house, answer["in"], cookie, self.name) as there:
            yield there

    async def says(self, text: str, note: str | None = None, answers: Frame | None = None) -> Frame:
        """Words into the circle."""
        return await self.does("share", words=written(text, note), answers=answers)

    async def until(self, condition: Callable[["Visitor"], bool]) -> None:
        """Wait until the room looks like this, or the evening is over."""
        while not condition(self) and not self.ended:
            self._changed.clear()
            await self._changed.wait()

    async def listen(self) -> None:
        """Hear the room for as long as the line holds."""
        with suppress(ConnectionClosedError):
            async for text in self.line:
                self._hear(json.loads(text))
        self.ended = True
        self._changed.set()
        for answer in self._answers.values():
            answer.cancel()

    def _hear(self, frame: Frame) -> None:
        match frame["is"]:
            case "hello_ok":
                self.count = frame["last"]
            case "picture":
                self.picture = frame
            case "you":
                self.you = frame
            case "said":
                self.shown[frame["by"]["seat"]] = frame
            case "ended":
                self.receipt = frame.get("receipt")
            case "ok" | "refused":
                if asked := self._answers.pop(frame.get("n", 0), None):
                    asked.set_result(frame)
            case "tick":
                self._tock = asyncio.ensure_future(self.line.send('{"is":"tock"}'))
        self._changed.set()

    _tock: asyncio.Future[None] | None = field(default=None, repr=False)


def written(text: str, note: str | None = None) -> str:
    """Words as a page writes them."""
    return json.dumps({"text": text, "note": note} if note else {"text": text})


@asynccontextmanager
async def visiting(house: str, invitation: str, name: str, **about: object) -> AsyncIterator[Visitor]:
    """Come in to the house at `house` by an invitation, and stay for the block."""
    door, cookie = await asyncio.to_thread(_knock, house, invitation, name, about)
    async with sitting(house, door, cookie, name) as visitor:
        yield visitor


@asynccontextmanager
async def sitting(house: str, door: str, cookie: str, name: str) -> AsyncIterator[Visitor]:
    """A line for a seat, for the block."""
    ticket = (await asyncio.to_thread(_post, f"{house}{door}/ticket", {}, house, cookie))[0]["ticket"]
    address = house.replace("http", "ws", 1) + "/line"
    async with connect(address, subprotocols=["alcove.v1"], origin=house, compression=None) as line:  # type: ignore[arg-type,list-item]
        held = (cookie.partition("=")[2], ticket)
        visitor = Visitor(name, house, door, line, cookie, held=held)
        async with asyncio.TaskGroup() as tasks:
            listening = tasks.create_task(visitor.listen())
            await line.send(json.dumps({"is": "hello", "ticket": ticket}))
            await visitor.until(lambda me: bool(me.you))
            try:
                yield visitor
            finally:
                listening.cancel()


def _knock(house: str, invitation: str, name: str, about: dict[str, object]) -> tuple[str, str]:
    asked = {
        "invitation": invitation,
        "name": name,
        "pronouns": "",
        "listen_only": False,
        "more_time": False,
        "newcomer": False,
        "agreed": {"agreement": "v1", "limits": "v1"},
        **about,
    }
    answer, cookie = _post(f"{house}/knock", asked, house)
    if "in" not in answer:
        raise NotLetIn(answer.get("refused", ""))
    return answer["in"], cookie


def _post(address: str, content: object, house: str, cookie: str = "") -> tuple[Frame, str]:
    headers = {"Content-Type": "application/json", "Origin": house, "Sec-Fetch-Site": "same-origin"}
    if cookie:
        headers["Cookie"] = cookie
    asking = urllib.request.Request(address, json.dumps(content).encode(), headers)
    try:
        with urllib.request.urlopen(asking, timeout=10) as answer:
            given = answer.headers.get("Set-Cookie") or ""
            return json.load(answer), given.partition(";")[0]
    except urllib.error.HTTPError as refusal:
        with refusal:
            return json.load(refusal), ""
