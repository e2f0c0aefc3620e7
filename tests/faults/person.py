"""A person with a patient page: comes back by herself, says again what was not answered, remembers everything."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import Any

from httpx2 import AsyncClient, HTTPError
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from server.wire.close_codes import Close
from tests.faults.story import Frame, Heard, Said
from tests.guest import NotLetIn

PATIENCE = 3.0
"""Seconds an answer from a door may take before another door is tried."""
WAITS = (0.25, 0.5, 1.0, 2.0)
"""As the real page: half of each is chance."""
TICKS = 23.0
"""Seconds without a frame after which the line counts as lost."""


@dataclass(slots=True)
class Asked:
    """One act, until it is answered for good."""

    act: str
    about: Frame
    n: int | None = None
    answer: "asyncio.Future[Frame]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


@dataclass
class Person:
    """Somebody at this meeting. `doors` are the houses she may try, by address; she takes them in turn."""

    name: str
    invitation: str
    doors: Callable[[], list[str]]
    dice: Random
    log: list[Heard] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)
    """Each text she asked to say, and when that was answered `ok`."""
    closed: list[tuple[float, int]] = field(default_factory=list)
    """When each of her lines ended, and with which code; 0 where nobody said why."""
    away: list[tuple[float, float]] = field(default_factory=list)
    """From when to when she had no line."""
    picture: Frame = field(default_factory=dict)
    you: Frame = field(default_factory=dict)
    final: int | None = None
    """With which code the house told her not to come back."""
    refused: str = ""
    """Or by which name a door did."""

    def __post_init__(self) -> None:
        self._gen: str | None = None
        self._seq = 0
        self._last = 0
        self._open: list[Asked] = []
        self._line: ClientConnection | None = None
        self._lines = 0
        self._arrived = False
        self._at = self.dice.randrange(1_000)
        self._path = self._cookie = ""
        self._stir = asyncio.Event()
        self._lost_at: float | None = None

    # ── coming and coming back ──────────────────────────────────────────────────────────────────

    async def comes(self) -> None:
        """Knock, patiently, until somebody has heard it."""
        agreed = {"agreement": "v1", "limits": "v1"}
        once = f"{self.dice.getrandbits(128):032x}"
        knock = {"invitation": self.invitation, "name": self.name, "agreed": agreed, "once": once}
        while not self._path:
            try:
                await self._knocks(knock)
            except (HTTPError, OSError, TimeoutError):
                await self._rests(0)

    async def _knocks(self, knock: Frame) -> None:
        door = self._next_door()
        async with AsyncClient(
            base_url=door, headers={"origin": door}, timeout=PATIENCE, verify=TRUSTING
        ) as page:
            answer = await page.post("/knock", json=knock)
        told = answer.json()
        if told.get("refused") in ("house-is-busy", "too-fast"):
            return await self._rests(0)
        if "refused" in told:
            raise NotLetIn(told["refused"])
        self._path, self._cookie = told["in"], answer.headers["set-cookie"].partition(";")[0]

    async def stays(self) -> None:
        """Until the house says that it is over for her."""
        tries = 0
        while self.final is None:
            self._arrived = False
            try:
                await self._sits()
            except (HTTPError, OSError, TimeoutError, WebSocketException):
                self._ends(0)
            tries = 0 if self._arrived else tries + 1
            if self.final is None:
                await self._rests(tries)

    async def _sits(self) -> None:
        """As behind any proxy: her ticket is from one house and her line may go to another."""
        ticket = await self._ticket(self._next_door())
        if ticket is None:
            return
        door = self._next_door()
        async with connect(
            door.replace("http", "ws", 1) + "/line",
            subprotocols=[Subprotocol("alcove.v1")],
            origin=Origin(door),
            compression=None,
            ping_interval=None,
            open_timeout=PATIENCE,
            close_timeout=0.5,
            ssl=TRUSTING if door.startswith("https") else None,
        ) as line:
            self._lines += 1
            hello: Frame = {"is": "hello", "ticket": ticket}
            await line.send(json.dumps(hello | ({"gen": self._gen, "seq": self._seq} if self._gen else {})))
            await self._listens(line)

    async def _ticket(self, door: str) -> str | None:
        headers = {"origin": door, "cookie": self._cookie}
        async with AsyncClient(base_url=door, headers=headers, timeout=PATIENCE, verify=TRUSTING) as page:
            answer = await page.post(f"{self._path}/ticket", json={})
        if answer.status_code >= 500 or answer.status_code == 429:
            return None
        told = answer.json()
        if "refused" in told:
            self.refused, self.final = told["refused"], Close.ENDED
            return None
        return str(told["ticket"])

    async def _listens(self, line: ClientConnection) -> None:
        try:
            while True:
                async with asyncio.timeout(TICKS):
                    text = await line.recv()
                self._hears(line, json.loads(text))
        except (WebSocketException, TimeoutError):
            self._ends(line.close_code or 0)
        finally:
            self._line = None

    def _ends(self, code: int) -> None:
        self._line = None
        now = monotonic()
        self._lost_at = self._lost_at or now
        self.closed.append((now, code))
        if code >= 4500 or code == 1000:
            self.final = code
        self._stir.set()

    def _next_door(self) -> str:
        doors = self.doors()
        self._at += 1
        return doors[self._at % len(doors)]

    async def _rests(self, tries: int) -> None:
        longest = WAITS[min(tries, len(WAITS) - 1)]
        await asyncio.sleep(longest / 2 + self.dice.random() * longest / 2)

    # ── hearing ─────────────────────────────────────────────────────────────────────────────────

    def _hears(self, line: ClientConnection, frame: Frame) -> None:
        if frame["is"] == "hello_ok":
            self._arrives(line, frame)
        self.log.append(Heard(monotonic(), self._lines, frame))
        if frame["is"] != "hello_ok":  # what it counts up to is still to come
            self._seq = 0 if frame["is"] == "gap" else max(frame.get("seq", 0), self._seq)
        match frame["is"]:
            case "tick":
                self._gen = frame.get("gen", self._gen)
                self._sends({"is": "tock"})
            case "picture":
                self.picture = frame
            case "you":
                self.you = frame
            case "ok":
                self._answered(frame)
            case "refused":
                self._refused(frame)
        self._stir.set()

    def _arrives(self, line: ClientConnection, frame: Frame) -> None:
        self._line, self._arrived = line, True
        self._gen, self._last = frame["gen"], max(self._last, frame["last"])
        if self._lost_at is not None:
            self.away.append((self._lost_at, monotonic()))
            self._lost_at = None
        for asked in self._open:
            if asked.n is not None:
                self._puts(asked)
        self._puts_what_may_go()

    def _answered(self, frame: Frame) -> None:
        for asked in [asked for asked in self._open if asked.n == frame["n"]]:
            self._open.remove(asked)
            if asked.act == "share":
                self.said[asked.about["words"]].done = monotonic()
            if not asked.answer.done():
                asked.answer.set_result(frame)
        self._puts_what_may_go()

    def _refused(self, frame: Frame) -> None:
        for asked in [asked for asked in self._open if asked.n == frame.get("n")]:
            if frame["no"] in ("house-is-busy", "too-fast"):
                asked.n = None
                asyncio.get_running_loop().call_later(0.3, self._puts_what_may_go)
            else:
                self._open.remove(asked)
                if not asked.answer.done():
                    asked.answer.set_result(frame)
        self._puts_what_may_go() if frame["no"] not in ("house-is-busy", "too-fast") else None

    # ── asking ──────────────────────────────────────────────────────────────────────────────────

    async def does(self, act: str, **about: object) -> Frame:
        """One act, until it is done or refused, over as many lines as it takes."""
        asked = Asked(act, about)
        if act == "share":
            self.said[asked.about["words"]] = Said(self.name, monotonic())
        self._open.append(asked)
        self._puts_what_may_go()
        try:
            return await asked.answer
        finally:
            if asked in self._open:
                self._open.remove(asked)

    async def until(self, true: Callable[["Person"], object], patience: float = 20.0) -> None:
        """Wait for something that comes by itself."""
        async with asyncio.timeout(patience):
            while not true(self):
                self._stir.clear()
                await self._stir.wait()

    def _puts_what_may_go(self) -> None:
        """One act at a time: the next when this one is answered."""
        if self._line is None or any(asked.n is not None for asked in self._open):
            return
        if self._open:
            self._last += 1
            self._open[0].n = self._last
            self._puts(self._open[0])

    def _puts(self, asked: Asked) -> None:
        self._sends({"is": asked.act, "n": asked.n, **asked.about})

    def _sends(self, frame: Frame) -> None:
        line = self._line
        if line is not None:
            asyncio.ensure_future(_sent(line, json.dumps(frame)))

    # ── looking back ────────────────────────────────────────────────────────────────────────────

    @property
    def heard(self) -> list[str]:
        """All words of the circle she was told, in order."""
        return [it.frame["words"] for it in self.log if it.frame["is"] == "said"]

    @property
    def on_a_line(self) -> bool:
        """Whether she has one now, as far as she knows."""
        return self._line is not None

    def moves_to(self, door: str) -> None:
        """Her line is cut without a word, and from now on she comes by this door alone."""
        self.doors = lambda: [door]
        if self._line is not None:
            self._line.transport.abort()


async def _sent(line: ClientConnection, text: str) -> None:
    try:
        await line.send(text)
    except WebSocketException:
        return  # it is said again on the next line


def _trusting() -> Any:
    import ssl

    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


TRUSTING: Any = _trusting()
"""The tests' own certificates are signed by nobody."""
